"""Identifiers of works: cut out of running text, and their one normal form each.

What is malformed is found too (`valid` is false): a "doi:" label followed by what is not a DOI, an
ISBN whose check digit is wrong. All patterns are bounded or consume what they match, so that a
hostile line costs linear time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote

from refcheck.frozen import dataclass, maker
from refcheck.model.identifiers import DOI, ISBN, ISSN, PMCID, PMID
from refcheck.text.patterns import has_any, lazy_regex
from refcheck.text.typography import without_controls

__all__ = [
    "Identifier",
    "IdentifierKind",
    "find_identifiers",
    "may_have_malformed_doi",
    "may_have_malformed_pmid",
    "normalise_doi",
    "normalise_isbn",
    "normalise_issn",
    "normalise_pmcid",
    "normalise_pmid",
    "other_isbn",
]

IdentifierKind = Literal["doi", "pmid", "pmcid", "isbn", "issn", "arxiv", "url"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """One identifier in a text.

    `value` is its normal form, or, where `valid` is false, the text as printed. `start` and `end`
    (exclusive, code points) take in its label and resolver ("doi:", "https://doi.org/", "PMID: "),
    so that what is left after cutting it out has no trace of it.
    """

    kind: IdentifierKind
    value: str
    start: int
    end: int
    valid: bool = True


_identifier = maker(Identifier)


# --- normal forms ---------------------------------------------------------------------------------

_SLASH = r"(?:\s?/\s?|%2[Ff])"
_DOI = lazy_regex(rf"10\s?\.\s?\d{{4,9}}(?:\.\d{{1,9}}){{0,4}}{_SLASH}(\S+)")
_RUN = lazy_regex(r"\S*")
_LONGEST_RUN = 2000  # characters; an address may be as long
_LONGEST_DOI = 300
_LONGEST_MALFORMED = 100
# In an address a DOI is escaped, "doi.org/10.1101%2Flm.84005"; elsewhere a "%" is its own.
_RESOLVERS = ("doi.org", "doi. org")
_CACHED_LENGTH = 2000  # longer texts do not come twice
_DIGIT = lazy_regex(r"\d")
_BRACKET = lazy_regex(r"[][(){}<>]")
_CLOSERS = {")": "(", "]": "[", ">": "<", "}": "{"}
# What is glued to a DOI without a space: "10.1/abc.Epub", "10.1/abc[PubMed]", "10.1/abc;PMID:1".
# A bracket before a digit is part of it: "10.1890/0012-9658(2006)87[1465:ATOFFS]2.0.CO;2".
_DOI_TAIL = lazy_regex(
    r"(?<!/)(?:\[(?=[a-z])|PubMed|PMC?ID|Epub|https?:|www\.|URL|doi\b|</|&lt;/|[\"“”»|\u200b])",
    re.IGNORECASE,
)
# One of these, in small letters, is in whatever `_DOI_TAIL` finds; to look for them costs a tenth.
_TAIL_HINTS = (
    "[",
    "pub",
    "pmid",
    "pmcid",
    "http",
    "www.",
    "url",
    "doi",
    "</",
    "&lt;",
    *'"“”»\u200b',
)
_TRAILING = ".,;:'’‘´`\"”“»«…!?/*"


def _trimmed(text: str) -> str:
    """`text` without trailing punctuation and from the first bracket on that nobody opened."""
    depth = dict.fromkeys(_CLOSERS.values(), 0)
    for bracket in _BRACKET.finditer(text):
        place, char = bracket.start(), bracket[0]
        if char in depth:
            depth[char] += 1
        elif char in _CLOSERS:
            depth[_CLOSERS[char]] -= 1
            if depth[_CLOSERS[char]] < 0:
                text = text[:place]
                break
    text = text.rstrip(_TRAILING)
    while text and text[-1] in "([{<":
        text = text[:-1].rstrip(_TRAILING)
    return text


def _run(text: str, start: int, most: int = _LONGEST_RUN) -> str:
    """Returns what there is from `start` to the next white space, at most as many characters."""
    found = _RUN.match(text, start, start + most)
    return found[0] if found else ""


def _doi_length(text: str, start: int) -> int:
    """Returns how many characters from `start`, the first of a DOI's suffix, belong to the DOI."""
    run = _trimmed(_run(text, start, _LONGEST_DOI))
    hinted = has_any(run.lower(), _TAIL_HINTS)
    if hinted and (tail := _DOI_TAIL.search(run, 1)):  # "10.1093/pubmed/fdq027" begins with one
        run = _trimmed(run[: tail.start()])
    return len(run)


def _doi(prefix: str, suffix: str, before: str) -> str:
    """Returns a DOI in lower case, of the prefix and suffix that are printed; `before` is all that
    is before the suffix, and shows whether they are part of an address."""
    if "%" in prefix:
        prefix, suffix = f"{prefix.partition('%')[0]}/", _unescaped(suffix)
    elif "%" in suffix and has_any(before.lower(), _RESOLVERS):
        suffix = _unescaped(suffix)
    return ("".join(prefix.split()) + suffix).lower()


def _unescaped(text: str) -> str:
    """Returns a part of an address without its escapes; as it is where they are none.

    >>> _unescaped("%28SICI%291097-0215"), _unescaped("100%ff")
    ('(SICI)1097-0215', '100%ff')
    """
    if "%" not in text:
        return text
    try:
        plain = unquote(text, errors="strict")
    except UnicodeDecodeError:
        return text
    if not plain.isprintable() or " " in plain:
        return text
    return plain[: _doi_length(plain, 0)] or text


def normalise_doi(text: str) -> DOI | None:
    """Returns the bare DOI in lower case, without resolver, label and trailing punctuation.

    Returns None where the text has no DOI. Characters that nobody sees (a copied zero-width space)
    are removed, letters are composed (NFC).

    >>> normalise_doi("https://doi.org/10.1016/J.JAD.2013.11.014.")
    '10.1016/j.jad.2013.11.014'
    """
    if not text.isascii() or not text.isprintable():
        text = unicodedata.normalize("NFC", without_controls(text))
    found = _DOI.search(text)
    if not found:
        return None
    length = _doi_length(text, found.start(1))
    if not length:
        return None
    suffix = text[found.start(1) : found.start(1) + length]
    doi = _doi(text[found.start() : found.start(1)], suffix, text[: found.start(1)])
    return DOI(doi if doi.isascii() else unicodedata.normalize("NFC", doi))


def normalise_pmid(text: str) -> PMID | None:
    """Returns the digits of a PubMed identifier (1 to 8, no leading zero), else None."""
    found = re.search(r"(?<!\d)0{0,8}([1-9]\d{0,7})(?![\d.]\d|\d)", text)
    return PMID(found[1]) if found else None


def normalise_pmcid(text: str) -> PMCID | None:
    """Returns the identifier as PubMed Central prints it ("PMC3180370"), else None. The version
    goes."""
    found = re.search(r"(?:PMC\s?|^\D{0,20})0{0,8}([1-9]\d{0,8})(?!\d)", text, re.IGNORECASE)
    return PMCID(f"PMC{found[1]}") if found else None


def normalise_isbn(text: str) -> ISBN | None:
    """Returns the 10 or 13 digits without hyphens where the check digit is right, else None."""
    digits = re.sub(r"[^0-9X]", "", text.upper())
    if len(digits) == 10 and "X" not in digits[:9]:
        total = sum((10 - i) * (10 if d == "X" else int(d)) for i, d in enumerate(digits))
        return ISBN(digits) if total % 11 == 0 else None
    if len(digits) == 13 and digits.isdigit():
        total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits))
        return ISBN(digits) if total % 10 == 0 else None
    return None


def other_isbn(isbn: ISBN) -> ISBN | None:
    """Returns the other form of an ISBN, 13 digits of 10 or 10 of 13; None where it has none (979).

    >>> other_isbn("0195002695"), other_isbn("9780195002690")
    ('9780195002690', '0195002695')
    """
    if len(isbn) == 13 and not isbn.startswith("978"):
        return None
    digits = isbn[3:12] if len(isbn) == 13 else f"978{isbn[:9]}"
    return next(filter(None, (normalise_isbn(f"{digits}{last}") for last in "0123456789X")), None)


def normalise_issn(text: str) -> ISSN | None:
    """Returns the ISSN as "0165-0327" where the check digit is right, else None."""
    digits = re.sub(r"[^0-9X]", "", text.upper())
    if len(digits) != 8 or "X" in digits[:7]:
        return None
    total = sum((8 - i) * (10 if d == "X" else int(d)) for i, d in enumerate(digits))
    return ISSN(f"{digits[:4]}-{digits[4:]}") if total % 11 == 0 else None


# --- finding them ---------------------------------------------------------------------------------

_SCHEME = r"(?:https?\s?:\s?/\s?/\s?)"
_RESOLVER = rf"{_SCHEME}?(?:dx\.|www\.)?doi\.\s?org\s?/\s?:?"
_FINDERS = lazy_regex(
    rf"(?P<doi>(?:\bdoi\b\s?(?:[:.=]|number|no\.?)?\s{{0,2}}){{0,2}}(?:{_RESOLVER})?"
    r"(?:doi\s?:\s{0,2})?(?<!\d)(?P<prefix>10\s?\.\s?\d{4,9}(?:\.\d{1,9}){0,4}(?:\s?/\s?|%2F))(?=\S))"
    rf"|(?P<nodoi>(?:\bdoi\s?:\s{{0,2}}|{_RESOLVER})(?=\S))"
    r"|(?P<pmid>(?:\bPubMed\s{1,2})?\bPMID\s?(?:[:#=]|number|no\.?)?\s{0,2}(?=[\dP])"
    r"|\bPubMed\s?(?:Id(?:entifier)?|:|Id\s?:)\s{0,2}(?=\d)"
    rf"|{_SCHEME}?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)(?=\d))"
    r"|(?P<pmcid>(?:\bPMCID\s?[:#=]?\s{0,2}(?=[\dP])"
    rf"|{_SCHEME}?(?:www\.)?(?:ncbi\.nlm\.nih\.gov/pmc/articles/|pmc\.ncbi\.nlm\.nih\.gov/articles/"
    r"|europepmc\.org/articles?/(?:pmc/)?))|\b(?=PMC\s?\d{3,9}\b))"
    rf"|(?P<arxiv>{_SCHEME}?(?:www\.)?arxiv\.org/(?:abs|pdf)/|\barXiv\s?[:.]?\s{{0,2}}"
    r"(?=\d{4}\.\d|[a-z-]{2,9}(?:\.[A-Z]{2})?/\d)"
    r"|\b(?=(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph)"
    r"(?:\.[A-Z]{2})?/\d{7}\b))"
    r"|(?P<isbn>\bISBN(?:[\s-]?1[03])?\s?[:.]?\s{0,2}(?=\d))"
    r"|(?P<issn>\b[ep]?-?ISSN(?:-L)?\s?[:.]?\s{0,2}(?=\d))"
    rf"|(?P<url>{_SCHEME}(?=\w)|\bftp://(?=\w)|\bwww\.\s?(?=\w))",
    re.IGNORECASE,
)
# Where one may begin; the patterns above are dear, so they are tried only there. Each alternative
# begins with its letters and asks for the border of the word after them: so `re` skips, many times
# as fast, whatever none of them can begin with.
_FREQUENT = (
    r"10(?<!\d10)\s?\.|D(?<!\wD)(?:oi\b|OI\b|x\.doi)|d(?:oi\s?[:.]|(?<!\wd)(?:oi\b|OI\b|x\.doi))"
    r"|https?\s?:|Https?\s?:|w[Ww]{2}\.|W[Ww]{2}\.|ftp:(?<!\wftp:)"
    r"|P(?<!\wP)(?:MID|MC|ub[Mm]ed)|p(?<!\wp)(?:mid|mc|ub[Mm]ed)|I(?<!\wI)[Ss](?:BN|bn|SN|sn)"
)
_HINT_OF_FREQUENT = lazy_regex(_FREQUENT)
# The others begin with the letters that are most frequent in any text; few have one of the signs,
# or the number, that is within each of them.
_HINT = lazy_regex(
    _FREQUENT + r"|p(?<!\wp)-?ISSN|e(?<!\we)(?:uropepmc\b|-?ISSN)"
    r"|a(?<!\wa)(?:r[Xx]iv|stro-ph)|A(?<!\wA)r[Xx]iv|n(?<!\wn)(?:cbi\.nlm\b|ucl-)"
    r"|cond-mat(?<!\wcond-mat)|gr-qc(?<!\wgr-qc)|hep-(?<!\whep-)"
    r"|math-ph(?<!\wmath-ph)|quant-ph(?<!\wquant-ph)"
)
_OF_OTHERS = ("rXiv", "rxiv", "ISSN", "cbi.nlm", "europepmc")
_OLD_ARXIV = lazy_regex(r"/\d{7}")
_LABEL = lazy_regex(r"^(?:https?|ftp|www|doi|pmc?id|isbn|accessed|available)", re.IGNORECASE)
_URL_GLUE = lazy_regex(r"[\"“”»«]|\[(?:PubMed|Google|Cross)|</", re.IGNORECASE)
_ARXIV = lazy_regex(r"(\d{4}\.\d{4,5}|[a-z-]{2,9}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,2})?(?:\.pdf)?")

Found = tuple[str, int, bool]  # value, end, valid


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """Returns every identifier in `text`, in order of place.

    No two overlap, but that a DOI within the path of a URL is given after that URL as well.
    """
    return _found_once(text) if len(text) <= _CACHED_LENGTH else tuple(_found(text))


@lru_cache(maxsize=1024)  # finding a list, judging its entries and reading them all ask
def _found_once(text: str) -> tuple[Identifier, ...]:
    return tuple(_found(text))


def _found(text: str) -> Iterator[Identifier]:
    place = 0
    has_others = has_any(text, _OF_OTHERS) or _OLD_ARXIV.search(text)
    hints = _HINT if has_others else _HINT_OF_FREQUENT
    while hint := hints.search(text, place):
        match = _FINDERS.match(text, hint.start())
        if match is None:
            place = hint.start() + 1
            continue
        group = next(name for name in _READERS if match[name] is not None)
        kind, reader = _READERS[group]
        found = reader(text, match)
        if found is None:
            place = max(match.end(), match.start() + 1)
            continue
        value, end, valid = found
        yield _identifier(kind=kind, value=value, start=match.start(), end=end, valid=valid)
        if kind == "url" and (inner := _DOI_IN_URL.search(text, match.start(), end)):
            printed = _trimmed(inner[1])
            stop = inner.start(1) + len(printed)
            doi = _unescaped(printed.replace("%2f", "/").replace("%2F", "/")).lower()
            yield _identifier(kind="doi", value=doi, start=inner.start(1), end=stop)
        place = max(end, match.start() + 1)


# "https://www.tandfonline.com/doi/full/10.1080/1553118080?journalCode=x", "/10.1111/x.1/abstract"
_DOI_IN_URL = lazy_regex(
    r"/(10\.\d{4,9}(?:/|%2[Ff])[^\s?#&]{1,300}?)"
    r"(?=/(?:abstract|full|e?pdf|summary|references|meta|html)\b|\.pdf$|\.full|[\s?#&]|$)"
)


def _read_doi(text: str, match: re.Match[str]) -> Found | None:
    start = match.end()
    length = _doi_length(text, start)
    if not length:
        return None
    suffix, end = text[start : start + length], start + length
    joined = None if _DIGIT.search(suffix) else _DOI_BREAK.match(text, end)
    if joined:
        rest = _trimmed(joined[2])
        suffix, end = suffix + joined[1] + rest, joined.start(2) + len(rest)
    return _doi(match["prefix"], suffix, match[0]), end, True


# A DOI broken at a line end, "10.1016/j.jad. 2013.11.014" or "10.1016/j. bandc.2008.01.008"; only
# where it has no digit yet.
_DOI_BREAK = lazy_regex(r"([.\-_/])\s((?:[a-z]{2,8}\.)?\d[\w.()-]*\d\w*)")


# What comes between a label and the DOI: "doi: (2020). 10.1017/S0033291720003888", and a sign that
# was lost, "doi:(c)10.1186/s12890-020-01259-8".
_NOT_ITS_DOI = lazy_regex(r"\((?:19|20)\d\d\)[.,;]?$|\D{1,4}10\.\d{4,9}/")


def _read_no_doi(text: str, match: re.Match[str]) -> Found | None:
    """Returns a label followed by what is not a DOI: "doi: 1016/j.jad.2013",
    "https://doi.org/abc123"."""
    run = _run(text, match.end(), _LONGEST_MALFORMED)
    if not _DIGIT.search(run) or _NOT_ITS_DOI.match(run):
        return None
    value = _trimmed(run)
    if not _DIGIT.search(value) or re.match(r"https?:|www\.|PMC?ID", value, re.IGNORECASE):
        return None
    return value, match.end() + len(value), False


# Each label or resolver of which `nodoi` finds all or the end, and behind it no DOI.
_LABEL_WITHOUT_DOI = lazy_regex(
    r"doi(?:\s?:\s{0,2}|\.\s?org\s?/\s?:?)(?=\S)"
    rf"(?!10\s?\.\s?\d{{4,9}}(?:\.\d{{1,9}}){{0,4}}{_SLASH}\S)"
)
# Letters that `re` takes for an "i" in any case, and that no folding makes one.
_OTHER_I = ("ı", "i\u0307")


def may_have_malformed_doi(lower: str) -> bool:
    """Returns whether a label in a text in folded case is followed by what is not a DOI. Where it
    is not, `find_identifiers` finds no malformed DOI in that text; to look costs a tenth.

    >>> may_have_malformed_doi("doi: 10.1000/182"), may_have_malformed_doi("doi: 1000/182")
    (False, True)
    """
    return _LABEL_WITHOUT_DOI.search(lower) is not None or has_any(lower, _OTHER_I)


# What is in every text in which the number of a PMID or PMCID is malformed: more digits than either
# has, no digit but zeros, or a PMCID for a PMID.
_LONG_NUMBER = lazy_regex(r"\d\d{8}")
_NOTHING = lazy_regex(r"0(?<!\d0)0*+(?!\d)")
_PMCID_AS_PMID = lazy_regex(r"pmid\s?(?:[:#=]|number|no\.?)?\s{0,2}pmc")
_OTHER_DIGIT = lazy_regex(r"[^\x00-\x7f](?<=\d)")


def may_have_malformed_pmid(lower: str) -> bool:
    """Returns whether a text in folded case has what a malformed PMID or PMCID has. Where it has
    not, `find_identifiers` finds none in that text.

    >>> may_have_malformed_pmid("pmid: 24388038"), may_have_malformed_pmid("pmid: 2438803812")
    (False, True)
    """
    return (
        _LONG_NUMBER.search(lower) is not None
        or _NOTHING.search(lower) is not None
        or _PMCID_AS_PMID.search(lower) is not None
        or (not lower.isascii() and _OTHER_DIGIT.search(lower) is not None)
        or has_any(lower, _OTHER_I)
    )


def _digits(pattern: str, normalise: Callable[[str], str | None]) -> Callable[..., Found | None]:
    compiled = lazy_regex(pattern, re.IGNORECASE)

    def read(text: str, match: re.Match[str]) -> Found | None:
        found = compiled.match(text, match.end())
        if not found:
            return None
        value = normalise(found[0])
        return (value or found[0].strip(), found.end(), value is not None)

    return read


def _whole_pmid(text: str) -> PMID | None:
    text = text.rstrip("/")
    return PMID(text.lstrip("0")) if re.fullmatch(r"0{0,8}[1-9]\d{0,7}", text) else None


def _read_arxiv(text: str, match: re.Match[str]) -> Found | None:
    found = _ARXIV.match(text, match.end())
    return (found[1], found.end(), True) if found else None


def _read_url(text: str, match: re.Match[str]) -> Found | None:
    end = _url_end(text, match.end())
    if end is None:
        return None
    value = "".join(text[match.start() : end].split())
    host = re.sub(r"^(?:https?|ftp)://", "", value)
    return value, end, "." in host.partition("/")[0]


def _url_end(text: str, start: int) -> int | None:
    """Where the URL whose first character after the scheme is at `start` ends."""
    run = _run(text, start)
    end = start + len(run)
    if glue := _URL_GLUE.search(run):
        run = run[: glue.start()]
        broken = False
    else:
        broken = run.endswith(("/", "-", "_", "=", "&", "?", "%"))
    rest = _URL_BREAK.match(text, end) if broken else None
    if rest and not _LABEL.match(rest[1]):
        # "http://www.who.int/ mediacentre/factsheets/fs104.html": broken at a line end
        return rest.start(1) + len(_trimmed(rest[1]) or rest[1])
    whole, run = run, _trimmed(run)
    if not run:
        return None
    # a closing slash belongs to it, punctuation does not: "(https://www.who.int/)."
    return start + len(run) + whole.startswith("/", len(run))


_URL_BREAK = lazy_regex(r"\s([a-z][\w%~-]*[/._=-][^\s,;]*\w/?)")

_READERS: dict[str, tuple[IdentifierKind, Callable[[str, re.Match[str]], Found | None]]] = {
    "doi": ("doi", _read_doi),
    "nodoi": ("doi", _read_no_doi),
    "pmid": ("pmid", _digits(r"(?:PMC\s?)?\d{1,20}/?", _whole_pmid)),
    "pmcid": ("pmcid", _digits(r"(?:PMC)?\s?\d{1,20}(?:\.\d{1,2}(?!\d))?/?", normalise_pmcid)),
    "arxiv": ("arxiv", _read_arxiv),
    "isbn": ("isbn", _digits(r"\d(?:[\s‐‑–-]?\d){8,11}[\s‐‑–-]?[\dX]\b", normalise_isbn)),
    "issn": ("issn", _digits(r"\d{4}\s?[‐‑–-]?\s?\d{3}[\dX]\b", normalise_issn)),
    "url": ("url", _read_url),
}
