"""The words that the parser knows, in the languages that references are written in."""

from __future__ import annotations

from typing import Final

from refcheck.text.words import word_set, word_table

# Classes of words that the labeller was trained with: changed only with a new model.
WORD_CLASSES: Final = word_table(
    {
        "and": "and & und et y e with og och dan ve i oraz és ja и та και",
        "etal": "al others colab cols mitarb alii coll wsp др ark kol dkk autres otros outros",
        "in": "in",
        "eds": "ed eds editor editors edited hg hrsg hgg coord org orgs dir dirs",
        "vol": "vol volume volumes v vols bd band tome tomo tom t jg jahrgang roč årg cilt kd т",
        "num": "no nr num number n heft iss issue núm nº nos nᵒ č br sayı fasc ausgabe вып",
        "pp": "p pp pages page pag pág págs s ss seiten seite pgs lk str bls sid с стр art id",
        "sup": "suppl supplement supp spec special pt part",
        "edn": "edition edn aufl auflage édition edición edição",
        "press": "press publishers publisher verlag editora editorial éditions wiley springer"
        " elsevier academic routledge sage blackwell publishing books university",
        "url": "available accessed retrieved cited viewed disponível disponible acesso"
        " online internet from url http abgerufen verfügbar",
        "conf": "proc proceedings conference symposium workshop congress meeting annual",
        "thesis": "thesis dissertation phd tese dissertação doctoral diss",
        "epub": "epub ahead print press submitted forthcoming unpublished",
        "jr": "jr sr ii iii 2nd 3rd filho neto júnior junior",
        "part": "van von der den de la le du da dos das del di della ten ter el al bin zu",
        "stop": "the of a an for on to by at from is as with between der die das und"
        " des los las les une un uma em na no para sobre par sur dans im zur",
        "city": "york london berlin paris oxford cambridge amsterdam heidelberg münchen munich"
        " hamburg wien vienna zürich madrid barcelona lisboa lisbon roma rome milano"
        " stockholm copenhagen toronto sydney tokyo philadelphia chicago princeton boston"
        " wiesbaden opladen bielefeld weinheim köln stuttgart göttingen bonn tübingen"
        " leipzig mainz münster basel bern genève geneva bruxelles brussels porto bogotá"
        " singapore dordrecht frankfurt washington baltimore reinbek bremen hannover"
        " darmstadt dortmund essen marburg freiburg konstanz leiden utrecht melbourne"
        " moscow москва paulo janeiro curitiba brasília campinas aires méxico santiago"
        " lima beijing delhi edinburgh glasgow manchester bristol aldershot brighton"
        " chichester boulder ithaca durham stanford berkeley hillsdale oaks reading"
        " springfield ottawa montreal vancouver salvador recife florianópolis turin torino"
        " bologna firenze dublin helsinki oslo",
    }
)
# CSL takes ISO 639-1; the names are those that references print, in English and in the language,
# and the codes of MEDLINE.
LANGUAGE_CODES: Final = word_table(
    {
        "ar": "arabic ara",
        "bg": "bulgarian bul",
        "cs": "czech cze",
        "da": "danish dan dansk",
        "de": "german ger deutsch",
        "el": "greek gre",
        "en": "english eng englisch inglés inglês anglais inglese",
        "es": "spanish spa español spanisch castellano",
        "fa": "persian farsi per",
        "fi": "finnish fin",
        "fr": "french fre français französisch",
        "he": "hebrew heb",
        "hr": "croatian hrv",
        "hu": "hungarian hun",
        "it": "italian ita italiano italienisch",
        "ja": "japanese jpn",
        "ko": "korean kor",
        "nl": "dutch dut nederlands",
        "no": "norwegian nor",
        "pl": "polish pol",
        "pt": "portuguese por português portugiesisch",
        "ro": "romanian rum",
        "ru": "russian rus russisch",
        "sk": "slovak slo",
        "sl": "slovenian slovene slv",
        "sr": "serbian srp",
        "sv": "swedish swe svenska",
        "tr": "turkish tur türkçe",
        "uk": "ukrainian ukr",
        "zh": "chinese chi",
    }
)
# After a family name or given names: "Sites JW Jr".
NAME_SUFFIXES: Final = word_set("Jr Sr JR SR II III IV 2nd 2d 3rd 3d 4th")
# The same after initials, where capitals alone may be initials.
SUFFIXES_AFTER_INITIALS: Final = word_set("Jr Sr II III IV 2nd 3rd 4th")
# Before the last author.
AND_WORDS: Final = word_set("and & et und y e with")
# After one of these: "and others", "e cols."
OTHER_AUTHORS: Final = word_set("others cols col colab otros outros colaboradores")
# After the names of editors.
EDITOR_WORDS: Final = word_set("hg hrsg hgg ed eds editor editors org orgs")
# Before a page.
PAGE_WORDS: Final = word_set("p pp page pages s pág págs pg")
# Before the date on which a page of the web was read.
ACCESS_WORDS: Final = word_set(
    """
    accessed cited viewed retrieved access acesso acessado consultado consulta acceso zugriff
    abgerufen stand date consulté accesso on
    """
)
# Words without a capital in the name of a journal.
JOURNAL_SMALL_WORDS: Final = word_set("and of the in for & de et und on")
# Before the address of a page: what comes before them may be its title.
ADDRESS_WORDS: Final = word_set(
    """
    available retrieved accessed url from website online internet disponible disponível verfügbar
    abgerufen http https www viewed cited doi updated access erişim dostupné dostępne доступно
    """
)
# Words that end a title with a full stop of their own, and begin no journal: "... in mice. Review."
LAST_TITLE_WORDS: Final = word_set(
    "review reviews overview letter reply editorial comment commentary update part report reports"
    " erratum correction abstract introduction protocol trial study guideline guidelines summary"
)
# What Russian and Bulgarian references print before a volume.
VOLUME_SIGNS: Final = word_set("т том vol")
# The same before an issue.
ISSUE_SIGNS: Final = word_set("вып выпуск бр")
# Words by which groups sign: "GBD 2016 Collaborators".
SIGNING_GROUPS: Final = word_set(
    "collaborators investigators consortium collaboration trialists group"
)
# Words without a capital in the name of a group that signs after persons.
GROUP_SMALL_WORDS: Final = word_set(
    "of for the on in from study group working research team consortium collaborators investigators"
    " de del la le des du der für per di da do e behalf members"
)
# With these a title goes on, and no name begins: "Cochrane Handbook for Systematic Reviews".
TITLE_PREPOSITIONS: Final = word_set(
    "for of in on to with from against among between during after before"
)
# What makes a title with "In" before it: "In Reply", "In Memoriam".
AFTER_IN: Final = word_set("reply response memoriam")
