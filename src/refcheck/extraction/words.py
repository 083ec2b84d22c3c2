"""The words that extraction knows, in the languages that articles are written in."""

from __future__ import annotations

from typing import Final

from refcheck.text.folding import fold
from refcheck.text.words import phrase_set, word_set

# Words that name a list of references, by themselves or with the modifiers below; folded, as the
# headings are that they are compared with ("использованной", "참고문헌").
HEADING_NOUNS: Final = word_set(
    fold(
        """
        references reference refs bibliography bibliographies literature sources citations
        footnotes endnotes notes works readings reading publications resources
        referencias referencia bibliografia bibliografias fuentes notas literatura obras citas
        fontes citacoes
        bibliographie ouvrages litterature citees literatur literaturverzeichnis literaturangaben
        literaturliste quellen quellenverzeichnis quellenangaben referenzen einzelnachweise
        schrifttum nachweise anmerkungen fussnoten bibliografie riferimenti fonti literatuur
        literatuurlijst referenties bronnen referenser kallor kallforteckning litteratur
        referencer litteraturliste kilder lahteet pismiennictwo zrodla zdroje irodalom kaynaklar
        kaynakca viitteet литература литературы источники источников библиография
        参考文献 參考文獻 引用文献 文献 参考资料 참고문헌
        """
    )
)
# A heading made of these alone does not announce references ("Notes", "Works", "Sources"): what
# follows has to look more like references to be taken for them.
WEAK_HEADINGS: Final = word_set(
    fold(
        """
        notes works reading readings publications notas obras anmerkungen footnotes endnotes
        fussnoten sources citations fuentes fontes quellen citas resources
        """
    )
)
# Those of the weak ones that say where something was found: below them web addresses are enough.
SOURCE_HEADINGS: Final = word_set("sources citations fuentes fontes quellen")
# Next to a weak one they say that it was cited: "Works cited", "Obras consultadas".
CITING_MODIFIERS: Final = word_set(
    fold(
        """
        cited consulted citadas citados consultadas citees cites consultes zitierte citati citate
        geraadpleegde использованной использованных использованные
        """
    )
)
# In a question that announces sources: "Where we got this", "Where this information comes from".
SOURCE_QUESTION_VERBS: Final = word_set("got get found find comes come came")
SOURCE_QUESTION_WORDS: Final = word_set(
    """
    we i you this it that these the our is from did does facts fact information info evidence
    content data advice numbers article material
    """
)
# Words next to a noun of a heading: "List of works cited".
HEADING_MODIFIERS: Final = word_set(
    fold(
        """
        list lists section of and the for to this article chapter cited citing used consulted
        selected view show all our key main core general scientific medical academic research
        additional supplementary supplemental suggested recommended further important primary
        secondary external related other annotated works work literature text texts in online web
        links resources documents data bibliographic bibliographical bibliography full numbered
        studies study trials trial included excluded awaiting ongoing classification assessment
        review reviews published unpublished version versions from previous checked fact facts page
        informacion information d'information medical clinical trusted hide expand evidence author
        lista de las los la el y e o
        bibliograficas bibliograficos citadas citados consultadas consultada principales
        complementarias electronicas utilizadas adicionales
        selecta selectas das dos da do os as a bibliographiques et des les du citees cites
        consultes sur documentaires und verwendete verwendeten weiterfuhrende
        zitierte ausgewahlte wichtige
        verzeichnis der die zum literatur quellen links weitere unsere verwendet informationen
        internetquellen bibliografici bibliografiche citati citate van
        en geraadpleegde och og i список использованной использованных использованные
        """
    )
)
# Words of prose that hardly any reference has.
PERSONAL_WORDS: Final = word_set(
    """
    we you your our i my us they their he she his her it this these those there that which who
    if please let nous vous wir sie ihr este esta isso você
    """
)
# The same: "were used", "ist".
VERBS: Final = word_set(
    """
    is are was were be been has have had will would should can could may might must do does
    did shall est sont ist sind wird wurde werden hat son fue foi são ser era show shows
    showed shown found used see use using
    """
)
# After "et" or "and": "et al.", "and colleagues", "e colaboradores".
OTHER_AUTHORS: Final = word_set(
    """
    al alii alia aliae others colleagues coworkers co-workers collaborators associates cols
    col coll colaboradores outros otros mitarbeiter andere autres colegas wsp ark arkadaşları
    medarbetare medarbeidere anderen collaborateurs collaboratori altri ass associés team
    """
)
# Between "and" and the words for others: "and her colleagues", "und seine Mitarbeiter".
OTHERS_OF: Final = word_set(
    "his her their its the seine seinen seiner ihre ihren ihrer su sus seus suas ses leurs"
)
# Alone after a name, and of two parts: "Virtanen ym. 2010", "Berg m.fl. (2012)".
LONE_OTHERS: Final = word_set("ym mfl")
# Between two names of a marker: "Smith and Jones, 2010".
NAME_JOINING: Final = word_set(
    "and und y e et & och og en i ja ve dan și si és ir un и та και with"
)
# Words of two letters that are not the initials of a name: "In Smith (2010)".
NOT_INITIALS: Final = word_set(
    """
    an as at be by do he if in is it me my no of on or so to up us we de du da do em na no ao os as
    um la le el lo al en es un se su im am ab an zu ob da di il in al ad et ce sa il ils on or si
    """
)
# Small words that are a part of a name: "van der Berg".
NAME_PARTICLES: Final = word_set(
    """
    af al am an auf av bin ben d da dal dalla das de degli dei del della den der des di do dos
    du el het ibn la las le les lo los st t te ten ter van ver vom von y zu zum zur
    """
)
# Small words within the name of a group: "Institute for the Study of Pain".
GROUP_NAME_WORDS: Final = word_set("of for the on in to a para por sobre und für na no em en pour")
# Between names and year: "Smith, eds., 2010".
EDITOR_WORDS: Final = word_set("ed eds org orgs hrsg coord coords dir comp comps")
# Words that a marker may leave out of a title or write with a sign.
TITLE_JOINING: Final = word_set("and und y e et og och en")
# Words without a letter in an acronym: "Food and Drug Administration" is the FDA.
ACRONYM_SMALL_WORDS: Final = word_set(
    """
    a al an and at by d da das de del della der des die do dos du e el en et for fur in la
    las le les los na no o of on para pour sobre the to und y
    """
)
# Words with a number of their own where a space was lost: "Group1", "Table2".
COUNTED_THINGS: Final = word_set(
    """
    group table figure fig phase step type grade stage class level section article chapter
    item model example condition reaction scheme compound question part hypothesis case
    theorem day week month year sample site visit cycle round version chromosome lane plot
    panel box appendix factor cluster cohort experiment study trial tier zone arm dose grupo
    tabela tabla figura fase tipo gruppe tabelle abbildung
    """
)
# Words that begin a sentence: what comes before them has ended one ("in phase 3.14 The").
SENTENCE_OPENERS: Final = word_set(
    """
    The This These Those There They In It If As At An After Although Also Another Because Both But
    By Despite During Each For From Further Furthermore However Hence Moreover Most Of On One Our
    Other Over Overall Patients Recent Recently Several Since Similarly Some Such That Then
    Therefore Thus To Under Until We What When Where Whether While With Within Yet
    Die Der Das Dies Diese Es Wir Im Le La Les Il El Los Las Se Nous En O Os Na No Em Um Uma
    Segundo Conforme Para Según Apud Nach Laut Selon D'après Secondo
    """
)
# Small words of a line with authors and affiliations.
BYLINE_JOINING: Final = word_set("and und et y e da de do dos la van der von den del di")
# How to cite the article itself, printed next to its list: "Cite this article as:", "Zitierweise";
# folded. Words that say it, and those that may be next to them.
CITING_WORDS: Final = word_set(
    fold(
        """
        cite citation citing zitierweise zitierung zitierhinweis zitiervorschlag zitieren zitiert
        citar citarse citacion citacao citese citer citare citazione citeren citering citeras
        citeres cytowanie cytowac citovat цитирования цитирование цитировать 引用本文 引用格式
        """
    )
)
CITING_NEIGHBOURS: Final = word_set(
    fold(
        """
        how to this as article paper work url site page please for in press the an a suggested
        recommended preferred correct full editorial letter review chapter document report study
        abstract supplement issue version online of de este esta articulo artigo trabajo trabalho
        como para por favor forma sugerida sugerido recomendada cet comment pour l'article l
        diesen dieser dieses artikel artikels beitrag beitrags als wie bitte ist zu empfohlene
        questo come articolo per dit hoe te denne som så her artikeln den artykul jak ten для
        образец ссылка статьи так
        """
    )
)
# One of them has to be in a line that has nothing but such words: "How to cite".
CITING_REQUESTS: Final = word_set(
    fold("how this please como este comment cet wie diesen dieser come questo hoe dit jak для")
)
# When the article was received and accepted: "Received: 3 April 2012", "Accepté le 5 mai".
HISTORY_WORDS: Final = word_set(
    fold(
        """
        received accepted submitted revised resubmitted eingegangen angenommen eingereicht
        recibido aceptado aprobado recebido aceito aprovado submetido reçu accepté soumis révisé
        ricevuto accettato otrzymano поступила принята ontvangen geaccepteerd
        """
    )
)
HISTORY_NEIGHBOURS: Final = word_set(
    fold(
        """
        manuscript article paper date first final version form in on for publication after
        revision at the artículo artigo em el le il am für zur fassung manuskript manuskriptdaten
        """
    )
)
# Statements on the article, before a colon; folded. Phrases, parted by commas.
ARTICLE_STATEMENTS: Final = frozenset(
    map(
        fold,
        phrase_set(
            """
            competing interests, competing interest, conflict of interest, conflicts of interest,
            conflict of interests, declaration of interest, declaration of interests,
            declaration of competing interest, disclosure of interest, source of support,
            sources of support, source of funding, sources of funding, funding, funding statement,
            financial support, financial disclosure, financial support and sponsorship,
            acknowledgements, acknowledgments, correspondence, correspondence to,
            corresponding author,
            address for correspondence, address correspondence to,
            correspondence and reprint requests to, reprint requests,
            reprint requests to, reprints, provenance and peer review,
            ethics approval, ethical approval, patient consent, contributors, author contributions,
            authors' contributions, article history, doi of this article, this article,
            Korrespondenzadresse, Korrespondenz, Anschrift des Verfassers, Anschrift der Verfasser,
            Anschrift der Verfasserin, Anschrift für die Verfasser, Anschrift für den Verfasser,
            Interessenkonflikt, Interessenkonflikte, Manuskriptdaten,
            correspondencia, autor para correspondencia, dirección para correspondencia,
            conflicto de intereses, conflictos de intereses, financiación, financiamiento,
            endereço para correspondência, autor correspondente, conflito de interesses,
            conflitos de interesse, financiamento, fontes de financiamento,
            correspondance, adresse de correspondance, conflit d'intérêts, conflits d'intérêts,
            indirizzo per la corrispondenza, conflitto di interessi
            """
        ),
    )
)
# Headings of the captions of figures, which manuscripts have after the list; folded.
LEGENDS: Final = frozenset(
    map(
        fold,
        phrase_set(
            """
            figure legends, figure legend, figures legends, legends, legends to figures,
            legends to the figures, legends for figures, figure captions, captions to figures,
            captions, table legends, legends to tables, figure and table legends,
            Abbildungslegenden, Abbildungslegende, Bildlegenden, Legenden, Legende der Abbildungen,
            leyendas de las figuras, pies de figura, pies de las figuras, legendas das figuras,
            légendes des figures, legenda
            """
        ),
    )
)
# Groups of a list by the kind of work, which are headings of their own within it: "Books",
# "Journal articles", "Internetquellen"; folded.
GROUP_NOUNS: Final = word_set(
    fold(
        """
        books articles papers journals periodicals magazines newspapers websites sites webpages
        pages patents patent laws legislation statutes regulations treaties cases reports theses
        dissertations videos films podcasts interviews standards guidelines databases software
        datasets monographs chapters archives websources internet sources documents proceedings
        bücher artikel zeitschriften zeitschriftenartikel monographien internetquellen webseiten
        onlinequellen gesetze urteile dissertationen livros artigos sites leis teses dissertações
        libros artículos leyes tesis páginas patentes livres articles ouvrages lois thèses brevets
        sitographie libri articoli siti sitografia leggi tesi brevetti книги статьи законы патенты
        """
    )
)
GROUP_MODIFIERS: Final = word_set(
    fold(
        """
        and or of the in from on other journal web internet online electronic printed published
        unpublished primary secondary scientific government official court conference press news
        research original review legal book academic peer reviewed edited and und der die das aus
        dem gedruckte elektronische andere e de da do das dos del la las los el y en revista
        revistas periódicos científicos eletrônicos electrónicos electrónicas consultados
        consultadas et des du les dans web di dei della da internet
        """
    )
)
# Sections of articles, by which some lists are grouped.
GROUP_SECTIONS: Final = word_set(
    fold(
        """
        background introduction methods method results discussion conclusion conclusions
        """
    )
)
