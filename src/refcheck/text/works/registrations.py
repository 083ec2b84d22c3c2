"""Numbers by which registries, offices and standards bodies know a work: registered trials and
reviews, data deposits, standards, patents, books of NCBI's Bookshelf."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from refcheck.text.patterns import has_any, lazy_regex

__all__ = [
    "Registration",
    "RegistrationKind",
    "bookshelf_numbers",
    "find_registrations",
    "may_have_registrations",
]

_SEARCHED: Final = 5000  # characters; such numbers are not behind a long text
RegistrationKind = str
# The primary registries of WHO's platform (https://www.who.int/clinical-trials-registry-platform)
# with ClinicalTrials.gov and PROSPERO; accession numbers of public archives; standards; patents.
_BODIES: Final = ("EN", "ISO", "IEC", "ASTM", "ANSI", "AAMI", "JIS", "CEN")
_NATIONAL_BODIES: Final = ("DIN", "NF", "UNE", "GB/T", "YY/T", "BS", "VDI", "ABNT NBR")
_OFFICES: Final = ("US", "EP", "WO", "DE", "GB", "FR", "CN", "JP", "KR", "CA", "AU")
_KINDS: Final = {
    "trial": (
        r"NCT\s?\d{8}|ISRCTN\s?\d{7,8}|ACTRN\s?\d{14}p?|ChiCTR[-\w]{0,8}\d{6,10}|UMIN\s?(?:-CTR\s?)?\d{9}"
        r"|UMIN-?CTR\s?\d{6,9}|JapicCTI-?\d{6}|JMA-IIA\d{5}|jRCTs?\w?\d{9,10}|DRKS\s?\d{8}"
        r"|CTRI/\d{4}/\d{2,3}/\d{6}|IRCT\w{10,20}|KCT\d{7}|PACTR\d{15,16}|RBR-\w{6,7}|TCTR\d{11}"
        r"|RPCEC\d{8}|SLCTR/\d{4}/\d{3}|NTR\s?\d{3,5}|NL-?OMON\d{4,6}|LBCTR\d{10}|HKUCTR-\d{3,5}"
        r"|CRD\s?420\d{8,9}|(?<=EudraCT )\d{4}-\d{6}-\d{2}"
        r"|(?:(?<=[Nn]umber )|(?<=[Nn]umber: ))\d{4}-\d{6}-\d{2}"
        r"|(?<=EudraCT: )\d{4}-\d{6}-\d{2}|(?<=[Nn]o\. )\d{4}-\d{6}-\d{2}|20\d\d-5\d{5}-\d\d-\d\d"
        r"|(?<=^)\d{4}-\d{6}-\d{2}"
    ),
    "data": (
        r"GSE\d{3,7}|GSM\d{4,8}|PRJ(?:NA|EB|DB)\d{3,8}|[SED]R[PXR]\d{5,9}|E-[A-Z]{4}-\d{1,6}|PXD\d{6}"
        r"|EGA[SD]\d{11}|phs\d{6}(?:\.v\d{1,3}(?:\.p\d{1,3})?)?|MTBLS\d{1,5}|EMD-\d{4,5}"
        r"|(?:(?<=accession )|(?<=accession no\. )|(?<=accession number ))"
        r"[A-Z]{1,2}_?\d{5,8}(?:\.\d)?"
    ),
    "software": r"SCR_\d{5,7}",
    "standard": (
        rf"(?:(?:DIN|BS|NF|UNE|UNI|SS|SN|NEN)\s)?(?:(?:{'|'.join(_BODIES)})"
        r"(?:[/ -](?:TS|TR|IEC|ISO|IEEE|AAMI|ASME|CIE|ASTM|PAS|CEN|ADA))*\s?"
        r"(?:[A-Z]{1,3}[ -]?)?\d{2,6}(?:-\d{1,4})*[A-Z]?(?::\s?(?:19|20)\d\d(?:-\d\d)?)?"
        r"(?:\([EFR]\))?)"
        r"|IEEE\s(?:Std\.?\s)?\d{3,4}(?:\.\d{1,2}\w?)?-\d{4}"
        rf"|(?:{'|'.join(_NATIONAL_BODIES)})\s[A-Z]{{0,2}}\s?\d{{2,6}}(?:-\d{{1,4}})*"
        r"(?::\s?(?:19|20)\d\d(?:-\d\d)?)?|CLSI\s[A-Z]{1,2}\d{2,3}(?:-[A-Z]{0,2}\d{0,2})?"
    ),
    "patent": (
        rf"(?:{'|'.join(_OFFICES)}|PCT)[ /-]?(?:[A-Z]{{2}})?\d{{2,4}}/\d{{4,7}}"
        r"(?:\s?[A-C]\d?)?"
        rf"|(?:{'|'.join(_OFFICES)})[ -]?\d{{6,12}}\s?(?:[A-CU]\d?)?"
        r"|(?:US|EP|WO|U\.S\.)\s?(?:[Pp]atent\s)?(?:[Aa]pplication\s|[Aa]ppl\.\s)?"
        r"(?:[Nn]o\.?\s|[Nn]umber\s)?\d{1,2},\d{3},\d{3}(?:\s?[A-C]\d?)?"
    ),
}
_ANY: Final = lazy_regex(
    r"(?<![\w/.-])(?:"
    + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items())
    + r")\b"
)
# What any of them begins with or has within, each alternative with its letters first, so that `re`
# skips the rest of a text: a tenth as costly as the patterns above, which few texts need.
_HINT: Final = lazy_regex(
    r"NCT\s?\d|ISRCTN|ACTRN|ChiCTR|UMIN|Japic|JMA-|jRCT|DRKS|CTRI/|IRCT|KCT\d|PACTR|RBR-|TCTR|RPCEC"
    r"|SLCTR|NTR\s?\d|NL-?OMON|LBCTR|HKUCTR|CRD\s?4|-\d{5}(?<=\d{4}-\d{5})"
    r"|GSE\d|GSM\d|PRJ[NED]|SR[PXR]\d|ER[PXR]\d|DR[PXR]\d|E-[A-Z]{4}-|PXD\d|EGA[SD]|phs\d|MTBLS|EMD-"
    r"|accession|SCR_|IEEE\s|CLSI\s"
    + "".join(rf"|{body}[/ A-Z-]{{0,40}}\s?(?:[A-Z]{{1,3}}[ -]?)?\d" for body in _BODIES)
    + "".join(rf"|{body}\s[A-Z]{{0,2}}\s?\d" for body in _NATIONAL_BODIES)
    + "".join(rf"|{office}[ /-]?(?:[A-Z]{{2}})?\d\d" for office in (*_OFFICES, "PCT"))
    + r"|,\d{3},\d{3}"
)
# The same in fewer words, as few texts have it: a digit behind a capital or the two, three digits
# behind a comma, five behind a year; or one of these signs.
_NUMBER: Final = lazy_regex(
    r"\d(?<=[A-Z\s/,-].)(?:(?<=[A-Z].)|(?<=[A-Z][\s/-].)|(?<=[A-Z]\s\s.)|(?<=,.)\d\d,\d|(?<=\d-.)\d{4})"
)
_SIGNS: Final = ("ChiCTR", "jRCT", "IRCT", "RBR-", "phs", "accession", "SCR_", "IEEE")
_BOOKSHELF: Final = lazy_regex(r"(?:/books/|\b)(?:n/\w{1,30}/)?(NBK\d{3,8})\b")


class Registration(NamedTuple):
    """A number as printed, without the space in it; what kind of work it stands for ("trial",
    "data", "software", "standard", "patent"); its place in the text (`end` exclusive)."""

    kind: RegistrationKind
    number: str
    start: int
    end: int


def find_registrations(text: str) -> tuple[Registration, ...]:
    """Returns the numbers in a text, in order.

    >>> [found.number for found in find_registrations("NCT 02422186 and ISO 15189:2012")]
    ['NCT02422186', 'ISO 15189:2012']
    """
    return _found(text[:_SEARCHED])


@lru_cache(maxsize=8)  # several parts of the parser ask about the same string
def _found(text: str) -> tuple[Registration, ...]:
    if not may_have_registrations(text) or not _HINT.search(text):
        return ()
    return tuple(map(_registration, _ANY.finditer(text)))


@lru_cache(maxsize=8)
def may_have_registrations(text: str) -> bool:
    """Returns whether a number may be in a text, or in any part of it; few texts may have one."""
    return _NUMBER.search(text) is not None or has_any(text, _SIGNS)


def _registration(found: re.Match[str]) -> Registration:
    kind = found.lastgroup or ""
    number = found[0].replace(" ", "") if kind == "trial" else found[0]
    return Registration(kind, number, found.start(), found.end())


def bookshelf_numbers(*texts: str | None) -> tuple[str, ...]:
    """Returns the numbers of NCBI's Bookshelf in texts and addresses, each once.

    >>> bookshelf_numbers("https://www.ncbi.nlm.nih.gov/books/NBK559078/")
    ('NBK559078',)
    """
    found: dict[str, None] = {}
    for text in texts:
        if text and "NBK" in text:  # few have it
            found.update((match[1], None) for match in _BOOKSHELF.finditer(text[:_SEARCHED]))
    return tuple(found)
