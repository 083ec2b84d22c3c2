"""How much one string looks like a reference, judged by itself: marks of references and of prose."""

from __future__ import annotations

import math
import re
from typing import Final

__all__ = [
    "FEATURES",
    "GIVEN_NAMES",
    "INITIALS_FIRST",
    "SURNAME_FIRST",
    "NAME_AT_START",
    "YEAR",
    "features",
    "likeness",
]

_SCANNED: Final = 1200  # characters of a string that are looked at: it shows by then

_UPPER: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁŃŇŐŒŘŚŞŠŢŤŪŮŰŹŻŽΑ-ΩА-Я"
_NAME: Final = rf"(?:(?:[Vv][ao]n|[Dd][eio]r?|[Dd]e[lns]|[Dd]u|[Ll][ae]|[Tt]en?|[Dd]os|[Dd]as|El|Al|al|bin|Mc|Mac|St\.?|O)[ '’-]){{0,3}}[{_UPPER}][\w'’´`-]{{1,25}}(?: [{_UPPER}][\w'’-]{{1,20}}){{0,2}}"
_INITIALS: Final = rf"[{_UPPER}](?:[.\s-]{{0,2}}[{_UPPER}]){{0,3}}\.?(?![\w'’])"
YEAR: Final = r"(?<![\d.,/-])(?:1[5-9]\d\d|20[0-4]\d)(?![\d])"

SURNAME_FIRST: Final = re.compile(
    rf"{_NAME},? {_INITIALS}(?:,? (?:Jr|Sr|2nd|3rd|II|III)\.?)?(?=[\s,.;:&(]|$)"
)
INITIALS_FIRST: Final = re.compile(rf"(?:[{_UPPER}]\.[ -]?){{1,4}}{_NAME}(?=[\s,.;:&(]|$)")
GIVEN_NAMES: Final = re.compile(
    rf"{_NAME}, [{_UPPER}][\w'’-]{{1,20}}(?: [{_UPPER}]\.?)?(?=[\s,.;:&(/]|$)"
)

NAME_AT_START: Final = re.compile(
    rf"\W{{0,3}}(?:{SURNAME_FIRST.pattern}|{INITIALS_FIRST.pattern}|{GIVEN_NAMES.pattern})"
)

FEATURES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("year", re.compile(YEAR)),
    ("year in brackets", re.compile(rf"\(\s*(?:{YEAR}|n\.\s?d\.|in press|forthcoming)")),
    ("year before a volume", re.compile(rf"{YEAR}[a-z]?(?:[ -]?[\w .-]{{0,14}})?\s?;\s?\S")),
    ("year at a stop", re.compile(rf"[.,;:] ?{YEAR}[a-z]?[.,;:)]")),
    (
        "range after a colon or comma",
        re.compile(r"\d\)?\s?[:,]\s?(?:pp?\.?\s?)?[A-Za-z]{0,2}\d{1,6}\s?[-–—]\s?[A-Za-z]?\d"),
    ),
    ("number in brackets", re.compile(r"\d\s?\(\s?(?:\d{1,4}|[Ss]uppl)[^)]{0,12}\)\s?[:,;.]")),
    (
        "locator",
        re.compile(
            r"\b(?:pp|p|vol|no|nr|Bd|Jg|S|Vol|No|Nr|v|n|pages?|pags?|Issue|Art)\.?\s?\d{1,5}\b"
        ),
    ),
    ("volume and page", re.compile(r"\b\d{1,4}\s?:\s?[eRLSA]?\d{1,7}")),
    ("doi", re.compile(r"\b10\.\d{4,9}/|doi\.org|\b[Dd][Oo][Ii]:")),
    ("pmid", re.compile(r"\bPMC?ID\b|\bPMC\d{5}|arXiv|\bISBN|\bISSN")),
    ("link", re.compile(r"https?://|www\.")),
    (
        "link label",
        re.compile(r"\[(?:PubMed|Google Scholar|Cross ?Ref|DOI|PMC free article)\]|Google Scholar"),
    ),
    (
        "access",
        re.compile(
            r"(?i)\b(?:accessed|retrieved|available (?:from|at|online)|dispon[ií]vel|disponible|acesso em|consult|abgerufen|zugriff|viewed|cited \d{4}|\[(?:internet|online|cited|electronic))"
        ),
    ),
    ("name first", re.compile(rf"\W{{0,3}}(?:{SURNAME_FIRST.pattern}|{INITIALS_FIRST.pattern})")),
    ("given name first", re.compile(rf"\W{{0,3}}(?:{GIVEN_NAMES.pattern})")),
    ("et al", re.compile(r"\bet\.? al\b|\bu\. ?a\.|\band others\b")),
    (
        "editors",
        re.compile(
            r"(?i)\(\s?(?:eds?|hrsg|hg|coords?|orgs?|dir)s?\.?\s?\)|\b(?:eds?|hrsg|editors?)\b\.?[,)]"
        ),
    ),
    (
        "publisher",
        re.compile(
            r"\b(?:Press|Publish\w*|Verlag|Springer|Wiley|Elsevier|Routledge|Oxford|Cambridge|Sage|Editora|Editorial|Éditions?|Ediciones|Proceedings|Proc\.|Thesis|[Dd]issertation|Report|Working Paper|Preprint|bioRxiv)"
        ),
    ),
    (
        "journal",
        re.compile(
            r"\b(?:J|Journal|Rev|Review|Trans|Transactions|Lett|Letters|Ann|Annals|Arch|Archives|Bull|Acta|Am|Br|Eur|Int|Clin|Res|Sci|Med|Nat|Nature|Science|Lancet|JAMA|BMJ|PLoS|Revista|Zeitschrift|Proc)\b\.?,? "
        ),
    ),
    (
        "abbreviated words",
        re.compile(
            rf"(?:\b[{_UPPER}][a-z]{{1,8}}\. ){{2}}|\b[{_UPPER}][a-z]{{1,8}}\. [{_UPPER}][a-z]{{1,8}}\.,"
        ),
    ),
    ("in a book", re.compile(r"[.,:”\"’] ?[Ii]n:? [A-Z]")),
    ("title in quotes", re.compile(r"[“\"„‘«][^”\"’»]{12,250}[,.?!]?[”\"’»]")),
    ("colon after names", re.compile(rf"{_INITIALS}: [{_UPPER}]")),
    ("question at the end", re.compile(r"\?\W{0,4}\Z")),
    ("leaders", re.compile(r"\.{4}|(?: \.){3}|_{3}")),
    (
        "work cited in passing",
        re.compile(
            rf"\([{_UPPER}][^()]{{2,60}},? {YEAR}[a-z]?\)|\bal\.,? \({YEAR}|(?:[Ss]ee|e\.g\.,?|vgl\.|cf\.) (?:also |e\.g\. )?[{_UPPER}]"
        ),
    ),
    ("begins small", re.compile(r"\W{0,3}[a-zß-öø-ÿ](?!an |on |e |i |es |el |os |as |u |er )")),
    ("stop at the end", re.compile(r"[.\d)/\]]\W{0,2}\Z")),
    ("sign of code or table", re.compile(r"[{}|=<>]|--|\$")),
    ("month name", re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b")),
)
_NAMES: Final = re.compile(rf"{SURNAME_FIRST.pattern}|{INITIALS_FIRST.pattern}")
_PERSON: Final = re.compile(
    r"(?i)\b(?:we|you|your|our|i|my|us|they|their|he|she|his|her|it|this|these|those|there|that|which|who|if|please|let|nous|vous|wir|sie|ihr|este|esta|isso|você)\b"
)
_VERB: Final = re.compile(
    r"(?i)\b(?:is|are|was|were|be|been|has|have|had|will|would|should|can|could|may|might|must|do|does|did|shall|est|sont|ist|sind|wird|wurde|werden|hat|son|fue|foi|são|ser|era|show|shows|showed|shown|found|used|see|use|using)\b"
)
_WORD: Final = re.compile(r"[^\W\d_]{2,40}")
_SENTENCE: Final = re.compile(rf"[a-z][.!?] [{_UPPER}][a-z]+ (?:[a-z]+ ){{3}}")


def features(text: str) -> list[float]:
    """The marks that a string bears, as numbers from 0 to about 1.5, in a fixed order."""
    text = text[:_SCANNED]
    values = [1.0 if _at(name, pattern, text) else 0.0 for name, pattern in FEATURES]
    words = _WORD.findall(text)
    count = len(words) or 1
    capitals = sum(word[0].isupper() for word in words)
    digits = sum(map(str.isdigit, text))
    names = len(_NAMES.findall(text[:400]))
    values += [
        min(names, 6) / 4,
        min(len(_PERSON.findall(text)) / count * 12, 1.5),
        min(len(_VERB.findall(text)) / count * 12, 1.5),
        capitals / count,
        min(digits / (len(text) or 1) * 6, 1.5),
        min(len(_SENTENCE.findall(text)), 4) / 3,
        1.0 if len(text) < 30 else 0.0,
        1.0 if len(text) < 60 else 0.0,
        1.0 if len(text) > 500 and names < 4 else 0.0,
        1.0 if digits == 0 else 0.0,
        min(text.count(","), 8) / 6,
    ]
    return values


_AT_START: Final = frozenset({"name first", "given name first", "begins small"})


def _at(name: str, pattern: re.Pattern[str], text: str) -> bool:
    return bool(pattern.match(text) if name in _AT_START else pattern.search(text))


_BIAS: Final = -3.57
_WEIGHTS: Final[tuple[float, ...]] = (
    1.40,
    1.67,
    0.00,
    1.98,
    1.04,
    0.00,
    0.39,
    1.94,
    0.00,
    0.32,
    2.09,
    0.00,
    0.02,
    2.98,
    2.16,
    0.62,
    3.15,
    1.51,
    0.01,
    2.16,
    1.05,
    0.01,
    2.59,
    -1.37,
    -3.55,
    -1.58,
    -3.38,
    0.03,
    0.00,
    0.00,
    0.02,
    -0.42,
    -1.86,
    1.99,
    0.03,
    -1.25,
    -2.69,
    -0.02,
    -4.50,
    -3.31,
    0.24,
)


def likeness(text: str) -> float:
    """The probability (0 to 1) that a string is one bibliographic reference, by its own marks."""
    total = _BIAS + sum(w * v for w, v in zip(_WEIGHTS, features(text), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
