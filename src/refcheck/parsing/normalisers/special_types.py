"""Works that are neither articles nor books, told by signs of their own: numbers, DOIs of archives,
words that name the kind."""

from __future__ import annotations

import re
from typing import NamedTuple

from refcheck.model.record import WorkType
from refcheck.text.patterns import Hinted, has_any, lazy_regex
from refcheck.text.works.registrations import Registration

__all__ = ["Signs", "is_archive", "is_named_so", "special_type"]

# Prefixes and forms of the DOIs of archives: DataCite's members (https://datacite.org), servers of
# preprints (Crossref's "posted content").
_DATA_DOI = lazy_regex(
    r"10\.(?:5061/dryad|6084/m9\.figshare|7910/dvn|17632/|5255/ukda|3886/icpsr|15468/|1594/pangaea"
    r"|18112/openneuro|13026/|5524/|25387/|4121/|7303/|5066/|6073/|5067/)"
)
_SOFTWARE_OR_DATA_DOI = lazy_regex(r"10\.(?:5281/zenodo|24433/co|17605/osf)")
_PREPRINT_DOI = lazy_regex(
    r"10\.(?:1101/(?:(?:19|20)\d\d\.|\d{6}$)|21203/rs|20944/preprints|31234/|31219/|31235/|31222/"
    r"|2139/ssrn|48550/arxiv|26434/chemrxiv|36227/techrxiv|22541/au|1590/scielopreprints"
    r"|12688/(?:f1000|wellcome)\w*/preprint|2196/preprints)"
)
_ARCHIVE = Hinted(
    r"\b(?:dryad|figshare|zenodo|dataverse|mendeley data|gene expression omnibus|genbank"
    r"|arrayexpress|pangaea|icpsr|sequence read archive|european nucleotide archive|bioproject|gbif"
    r"|openneuro|physionet|protein data bank|uk data (?:service|archive))\b",
    hints="dryad|figshare|zenodo|dataverse|mendeley|omnibus|genbank|arrayexpress|pangaea|icpsr|"
    "archive|bioproject|gbif|openneuro|physionet|protein data|uk data",
)
_DATA = Hinted(
    r"[\[(](?:research |public )?(?:data ?sets?|data(?: file)?|database)[\])]"
    r"|(?:^|[.:,”\"] )data ?set(?:\.|:| for\b)|(?:^|[.:] |“)(?:supplementary )?data (?:from|for):"
    r"|\bdata ?set\b(?=[.,;\s]*$)",
    hints="data",
)
_SOFTWARE = Hinted(
    r"[\[(](?:computer |mobile |statistical )?(?:software|programme?|app(?:lication)?)[\])]"
    r"|\b(?:R|Python|Stata|MATLAB|Julia) package\b|\bpackage version\b|\bgithub\b|\bSCR_\d"
    r"|\b(?:for|and) statistical computing\b|\bcomputer programm?e?\b(?! for)|\bsource code\b"
    r"|\b(?:statistical|computer|analysis|imaging) software\b(?=[.,:;]| version| release|$)",
    hints="software|program|package|github|scr_|statistical comp|source code|(app|[app|"
    "computer app|mobile app|statistical app",
)
# "IBM SPSS Statistics for Windows, Version 26.0", "Stata Statistical Software: Release 17",
# "Windows QTL Cartographer 2.5".
_VERSION = lazy_regex(
    r"\b(?:[Vv]ersions?|[Rr]eleases?)\s?\d{1,3}(?:\.\d{1,5}){0,3}(?![\w/])"
    r"|\b[Vv]\.?\s?\d{1,3}\.\d{1,4}\b(?!\.\d{4})"
    r"|\bfor (?:Windows|Mac(?:OS| OS X)?|Linux)(?=[.,;)]|$)|\bWindows [A-Z][\w ]{2,30} \d"
    r"|\d [Ss]oftware\b|, [Ss]oftware for\b|\b[Ss]oftware[,:]? (?:[Vv]ersion|[Rr]elease)"
)
# One of these is in whatever `_VERSION` finds, or a number after a "v".
_OF_VERSIONS = ("ersion", "elease", "for Mac", "for Linux", "Windows", "oftware")
_NUMBERED = lazy_regex(r"[Vv](?<!\w.)\.?\s?\d{1,3}\.\d")
# Works in which a version is that of the text: "Red List Categories and Criteria: Version 3.1".
_OF_TEXT = lazy_regex(
    r"\b(?:criteria|guidelines?|manual|guide|checklist|classification|terminology|protocol|handbook"
    r"|standards?|recommendations|statement|definition)\b",
    re.IGNORECASE,
)
_PATENT = Hinted(
    r"\bpatent(?:s|schrift|e)?\b|\bpat\. (?:no|appl)|\binventors?;",
    hints="patent|pat. |inventor",
)
_LAW = Hinted(
    r"\b(?:pub\. ?l\.|public law|u\.s\.c\.|c\.f\.r\.|\d cfr\b|\d stat\. \d|decreto"
    r"|lei (?:complementar )?n|ley (?:orgánica )?(?:n|\d)|real decreto|loi n|décret n|arrêté du"
    r"|legge \d|gesetz (?:zur|über|zum)|bgbl|directive (?:no\.? )?\d"
    r"|regulation (?:no\.? \d|\(e[cu]|\(eec)|decision \(e[cu]|portaria n|resolução n|diário oficial"
    r"|federal register|oj [lc] ?\d|off(?:icial)? j(?:ournal)?(?: of the)? eur)",
    hints="pub. l|pub.l|public law|u.s.c|c.f.r| cfr| stat. |decreto|lei |ley |loi n|décret|arrêté|"
    "legge|gesetz|bgbl|directive|regulation|decision|portaria|resolução|diário|"
    "federal register|oj |off j|official j",
)
_ACT = lazy_regex(
    r"(?:[A-Z][\w,’'&()-]{1,25}\s(?:(?:and|of|for|the|to|in|on|from|&)\s){0,2}){1,12}"
    r"(?:Act|Regulations|Ordinance)(?:,| of)? \d{4}"
)
_GAZETTE = lazy_regex(r"OJ|Off|Diário|Bolet|BOE|Fed|Amts|BGBl|Journal [Oo]ff|Gazz")
_CASE = lazy_regex(
    r"[A-Z][^.;]{1,120}\sv(?:s?\.|\s)[^;]{2,160}?"
    r"(?:\d{1,4}\s[A-Z][\w. ]{1,14}\s(?:\d|_)|[\[(]\d{4}[\])]\s[A-Z]{2})"
)
_THESIS = Hinted(
    r"\b(?:thesis|dissertation|doctoral|ph\.?\s?d\.?|master['’]?s?|tese|dissertação|tesis|tesi di"
    r"|(?:diplom|master|bachelor|doktor|magister|zulassungs)arbeit|inaugural-?diss\w*"
    r"|habilitation\w{0,8}|thèse|mémoire de|proefschrift|rozprawa|диссертаци\w*|автореферат\w*"
    r"|doktori|väitöskirja|avhandling|yüksek lisans|doktora tezi)\b"
    r"|学位论文|博士|硕士|\[D\]|博士論文",
    hints="thesis|dissert|doctoral|phd|ph d|ph.d|ph. d|master|tese|tesi|arbeit|inaugural|"
    "habilitation|thèse|mémoire|proefschrift|rozprawa|диссертаци|автореферат|doktor|"
    "väitöskirja|avhandling|yüksek|学位|博士|硕士|[d]",
)
_REPORT = Hinted(
    r"\b(?:technical report|tech\. rep|working paper|report (?:no|to|number|series)|rapport"
    r"|discussion paper|white ?paper|policy brief|fact ?sheet|evidence report|arbeitspapier"
    r"|technology assessment (?:no|report|series)|publication no\.?"
    r"|(?:clinical|practice|nice) guidelines? (?:no\b|\[|\d|cg|ng))",
    hints="report|tech. rep|paper|papier|rapport|brief|fact sheet|factsheet|technology assessment|"
    "publication no|guideline",
)
_PREPRINT = Hinted(
    r"\b(?:\w{0,12}rxiv|preprints?|ssrn|research square|authorea)\b(?!er)",
    hints="rxiv|preprint|ssrn|research square|authorea",
)


class Signs(NamedTuple):
    """What a type is told from: the text, and without the title (`rest`); the title; the journal or
    book; whether volume and pages say that it is an article; the DOI; the numbers found in it."""

    text: str
    rest: str
    title: str
    container: str
    is_placed: bool
    doi: str
    numbers: tuple[Registration, ...]


def special_type(signs: Signs) -> WorkType | None:
    """Returns the type of a work that is neither an article nor a book; None for the others."""
    if _is_law(signs):
        return WorkType.LEGISLATION
    if signs.is_placed:
        return None
    return _by_doi(signs) or _by_container(signs) or _by_number(signs) or _by_words(signs)


def is_archive(container: str) -> bool:
    """Returns whether what was taken for a journal is an archive of data or code."""
    return _ARCHIVE.is_in(container)


def is_named_so(container: str, kind: WorkType) -> bool:
    """Returns whether what was taken for a journal is the name of the kind of work: "US Patent"."""
    return kind is WorkType.PATENT and _PATENT.is_in(container)


def _by_doi(signs: Signs) -> WorkType | None:
    if _DATA_DOI.match(signs.doi):
        return WorkType.DATASET
    if _SOFTWARE_OR_DATA_DOI.match(signs.doi):
        return WorkType.SOFTWARE if _is_software(signs.text) else WorkType.DATASET
    of_server = not signs.container or _PREPRINT.is_in(signs.container)
    return WorkType.PREPRINT if of_server and _PREPRINT_DOI.match(signs.doi) else None


def _by_container(signs: Signs) -> WorkType | None:
    if is_archive(signs.container):
        return WorkType.SOFTWARE if _is_software(signs.text) else WorkType.DATASET
    return WorkType.PREPRINT if _PREPRINT.is_in(signs.container) else None


def _is_law(signs: Signs) -> bool:
    if " v" in signs.text and _CASE.match(signs.text):
        return True
    if signs.is_placed:
        return _GAZETTE.match(signs.container) is not None and _LAW.is_in(signs.text)
    if _ACT.match(signs.text):
        return True
    in_gazette = not signs.container or _GAZETTE.match(signs.container) is not None
    return in_gazette and _LAW.is_in(signs.text)


def _by_number(signs: Signs) -> WorkType | None:
    """Returns the type that a number says, if it is not one that an article names."""
    if _PATENT.is_in(signs.rest):
        return WorkType.PATENT
    kinds = {each.kind for each in signs.numbers}
    if "trial" in kinds and (not signs.container or "PROSPERO" in signs.container):
        return WorkType.WEBPAGE
    if signs.container:
        return None
    for name, kind in _OF_NUMBERS:
        if name in kinds:
            return kind
    return None


_OF_NUMBERS = (
    ("patent", WorkType.PATENT),
    ("standard", WorkType.STANDARD),
    ("data", WorkType.DATASET),
)


def _by_words(signs: Signs) -> WorkType | None:
    if _DATA.is_in(signs.text):
        return WorkType.DATASET
    if signs.container:
        return None
    if _THESIS.is_in(signs.rest) or _THESIS.begins(signs.title.rpartition(". ")[2]):
        return WorkType.THESIS
    if _REPORT.is_in(signs.rest) or re.search(r"\bguidelines? \[", signs.title):
        return WorkType.REPORT
    if _is_software(signs.text):
        return WorkType.SOFTWARE
    if is_archive(signs.rest):
        return WorkType.DATASET
    return WorkType.PREPRINT if _PREPRINT.is_in(signs.rest) else None


def _has_version(text: str) -> bool:
    hinted = has_any(text, _OF_VERSIONS) or _NUMBERED.search(text)
    return bool(hinted) and _VERSION.search(text) is not None


def _is_software(text: str) -> bool:
    if _SOFTWARE.is_in(text):
        return True
    return _has_version(text) and _OF_TEXT.search(text) is None
