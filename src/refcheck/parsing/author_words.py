"""What lists of authors have besides names, in the languages that references are written in."""

from __future__ import annotations

from typing import Final

from refcheck.text.words import word_set

__all__ = [
    "CUT_LIST",
    "DEGREES",
    "NO_AUTHORS",
    "SIGNING_FOR",
    "SURE_DEGREES",
    "TITLES",
    "TITLE_ENDINGS",
    "WEAK_CUT_LIST",
]

_MANY = r"(?:the|his|her|their|many|several|numerous|additional|further|other|more)"
_AUTHORS = r"(?:others?|(?:co-?)?authors?|co-?workers?|colleagues|collaborators|contributors)"
# How a list of authors is cut. Each is a pattern of the words alone, folded case.
CUT_LIST: Final = (
    # Latin, with the usual misspellings: "et at", "et all", "etal", "et alii"
    r"(?:et\.?\s{0,2}(?:all?|ali[aei]{1,2}|at|alteri)|(?:e|ed|y|and|&|und|el|at|ad|ct|\+)\.?\s?(?:al|alii))",
    # "and 5 others", "+5 more authors", "plus 12 others", "5 others", "+ 5"
    rf"(?:(?:and|&|plus|with)\s(?:{_MANY}\s)?)?\+?\s?\d{{1,4}}\s(?:{_MANY}\s)?{_AUTHORS}",
    r"(?:(?:and|&|plus)\s)?\+?\s?\d{1,4}\smore|etc|et\scetera|&c|among\sothers|inter\salia",
    r"\+\s?\d{1,4}",
    rf"(?:and|&|plus|with)\s(?:{_MANY}\s){{0,2}}(?:{_AUTHORS}|associates|coll|cols?)",
    # German
    r"u\.\s?a",
    r"(?:und|u\.)\s?(?:\d{1,4}\s)?(?:andere|weitere|and|mitarb|mitarbeiter|kollegen|koll)",
    # French
    r"et\s(?:coll|collab|collaborateurs|collègues|col|cols|coauteurs|(?:\d{1,4}\s)?autres(?:\sauteurs)?)",
    # Spanish, Portuguese, Italian
    r"(?:y|e|ed|et)\s(?:cols?|colab|colaboradores|colegas|coll|collab|collaboratori|colleghi)",
    r"(?:y|e|ed)\s(?:\d{1,4}\s)?(?:otros|outros|altri|más|mais)(?:\s\d{1,4})?(?:\sautor(?:es|i))?",
    # Dutch, Danish, Norwegian, Swedish, Icelandic
    r"e\.\s?a|en\s(?:anderen|andere|medewerkers|collega['’]?s)",
    r"[mo]\.?\s?fl",
    r"og\s(?:andre|flere|fleiri|medarb|medarbejdere|medarbeidere|kolleger|kollegaer)",
    r"och\s(?:andra|medarb|medarbetare|kollegor)",
    # Finnish, Estonian, Latvian, Lithuanian
    r"ym|ja\s(?:muut|muita|kump|kumpp|teised|kollegat)|jt|u\.\s?c|un\s(?:c|citi)|ir\s(?:kt|kiti)",
    # Polish, Croatian, Serbian, Slovene
    r"i\s(?:wsp|współaut|współautorzy|współpr|in|inni|sur|sar|suradnici|saradnici|dr|drugi)",
    r"(?:in|s)\s(?:sod|sodelavci|drugi)",
    # Czech, Slovak, Hungarian, Romanian
    r"a\s(?:kol|kolektiv|kolektív|spol|spoluautoři|spoluautori|další|ďalší)",
    r"és\s(?:mtsai|mtsi|munkatársai|munkatársak|társai|tsai|mások)",
    r"[sșş]i\s(?:colab|col|colaboratorii?|alții|alţii)|[șş]\.\s?a",
    # Turkish, Indonesian, Vietnamese
    r"ve\s(?:ark|arkadaşları|arkadaslari|diğerleri|digerleri|diğ)|vd",
    r"d\.?k\.?k|dan\s(?:kawan-kawan|lain-lain|rekan|rekan-rekan)",
    r"và\s(?:cs|cộng sự|các cộng sự|nnk)",
    # Russian, Ukrainian, Bulgarian, Serbian, Greek
    r"[иіc]\s(?:др|соавт|соавторы|другие|коллеги|съавт|съавтори|колектив|сар|сур|ін|інші)",
    r"(?:вместе\s)?с\s(?:соавт|соавторами|сътр)|(?:та|й|і)\s(?:ін|інші|співавт|співавтори)",
    r"και\s(?:συν|συνεργάτες|συνεργ|άλλοι)|κ\.\s?(?:ά|α|συν)",
    # Chinese, Japanese, Korean
    r"等(?:\s?\d{1,4})?\s?[人名]?|(?:他|外|ほか)(?:\s?\d{1,4})?\s?[人名]?",
    r"[외등](?:\s?\d{1,4})?\s?[인명]?",
    # Arabic, Persian, Hebrew, Hindi, Thai
    r"و\s?(?:آخرون|آخرين|اخرون|زملاؤه|همکاران|همكاران|دیگران)|ואח['’׳]|ואחרים",
    r"(?:और|एवं|व)\s(?:अन्य|सहयोगी)|และคณะ",
)
# The same in words that are those of titles and companies, too: only after initials.
WEAK_CUT_LIST: Final = (
    r"(?:and|&|et|und)\s(?:co|comp|cie)",
    r"(?:and|&|with)\s(?:(?:the|his|her|their)\s)?(?:team|group|the rest|rest)",
    r"(?:y|e)\sequipo|et\s(?:son|leur)\séquipe",
)
# Degrees, licences and fellowships after a name, without full stops.
SURE_DEGREES: Final = word_set(
    """
    PhD DPhil MPhil BSc MSc DSc ScD ScM MBChB MBBS MBBCh MBBChir BMBS BMBCh BMed BMedSci MMed MMSc
    PharmD BPharm MPharm RPh DrPH DPH MPH MPHTM MSPH MHS MHA MHSc MHPE MBA MPP MPA MRes MClinSc MSCI
    MSCR MSCE MSHP MSHS PsyD EdD MEd BEd EdM MAppSc MASc BASc BHSc BEng MEng DEng LLB LLM DBA
    FRCP FRCPE FRCPC FRCPCH FRCPsych FRCPath FRCR FRCS FRCSC FRCOG FRCA FRCEM FRANZCP FRACP FRACS
    FRACGP FACP FACC FACS FACEP FACOG FACR FAAP FAAN FAHA FASN FCCP FCCM FESC FHRS FIDSA FASCO FRS
    FRSM FMedSci FFPH FFPM FHEA MRCP MRCPCH MRCPsych MRCS MRCGP MRCOG CCFP FCFP
    APRN ARNP CRNP CRNA FNP ANP BSN MSN BScN MScN DNP DNSc BCPS DPT OTR LCSW MSW LMFT CNM RDN CDE
    CDCES CCRP CCRC DVM VMD BVSc BVMS MRCVS DACVIM DDS DMD BDS MDS OBE CBE KBE DBE MBE
    MACP MTS Hons MD/PhD MD-PhD PA-C BA/BSc
    """
)
DEGREES: Final = SURE_DEGREES | word_set(
    "JD MD DO MS MA BA BS MB BM RN NP PA PT OD DC DPM AM SM ND"
)
# Before a name, with or without a full stop.
TITLES: Final = (
    r"(?:Prof|Professor|Dr|Drs|Doctor|Dott|Dra|Univ\.?-\s?Prof|Priv\.?-\s?Doz|PD\sDr|Mr|Mrs|Ms|Mme"
    r"|Assoc\.?\sProf|Associate\sProfessor|Asst\.?\sProf|Assistant\sProfessor|Sir|Dame)"
)
# "Prof. Dr. med. habil. Hans Roth".
TITLE_ENDINGS: Final = r"(?:med|phil|rer|nat|habil|dent|vet|univ|hum|pol|jur|mult|sc|h\.\s?c|hc)"
# Before the name of a group for which the authors sign.
SIGNING_FOR: Final = (
    r"(?:(?:writing|acting|reporting)\s)?(?:on|in)\sbehalf\sof|representing|(?:writing\s)?for"
    r"|in\scollaboration\swith|and|&|with|au\snom\sd[eu]|pour|im\sNamen|für|namens"
    r"|en\snombre\sdel?|em\snome\sd[aeo]|por|para|a\snome\sdel?|per"
)
# In place of authors.
NO_AUTHORS: Final = (
    r"\[?(?:no authors? (?:listed|given|named|cited|assigned)"
    r"|authors? (?:unknown|not (?:listed|given|named))"
    r"|unknown authors?|no author|(?-i:n\.\s?a\.|s\.\s?n\.|o\.\s?V\.|o\.\s?A\.))\]?"
)
