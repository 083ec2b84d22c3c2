"""How likely an entry below a heading is a reference by its links, identifiers and dates.

The words of "1. https://pubmed.ncbi.nlm.nih.gov/10686270/" or of a title that is a link do not look
like a reference, but below "References" or "Sources" they are one.
"""

from __future__ import annotations

from typing import Final

from refcheck.extraction.thresholds import (
    LINKED_SHARE,
    LISTED_DATED_CHARACTERS,
    LISTED_DATED_SCORE,
    LISTED_IDENTIFIER_SCORE,
    LISTED_LINK_CHARACTERS,
    LISTED_LINK_SCORE,
    LISTED_NOTE_SCORE,
    LISTED_PROSE_SHARE,
    LISTED_WORK_CHARACTERS,
    LISTED_WORK_SCORE,
)
from refcheck.extraction.words import PERSONAL_WORDS, VERBS
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.dates import YEAR
from refcheck.text.works.identifiers import find_identifiers

__all__ = [
    "bare_address",
    "ends_in_address",
    "has_address",
    "is_note",
    "leads_to_work",
    "listed_score",
]

_WORD: Final = lazy_regex(r"[^\W\d_]+")
_DATED: Final = lazy_regex(rf"(?<![\d/-]){YEAR}(?!\d)|\bn\.\s?d\.|\bs\.\s?[fad]\.|\bo\.\s?J\.")
# "nimh.nih.gov/health/topics/depression", "who.int": an address without "https://".
_BARE_ADDRESS: Final = lazy_regex(
    r"(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]{0,40})\.){1,5}"
    r"(?:com|org|net|edu|gov|int|info|eu|uk|de|fr|es|it|nl|ch|at|ca|au|nz|br|pt|se|no|dk|fi|pl|ie"
    r"|in|jp|cn|io|us|mil|health|ac)(?:/[^\s<>\"]{0,300}|(?![\w@.-]))"
)
_ADDRESS: Final = lazy_regex(r"https?://|www\.(?<!\wwww\.)")
_WORKS: Final = frozenset({"doi", "pmid", "pmcid", "arxiv"})
_LABELS: Final = lazy_regex(r"(?i)\b(?:pubmed|pmc|doi|pmid|pmcid|id|arxiv|available at|link|url)\b")
# Notes that stand where a reference is expected, and name none or one given before.
_NOTE: Final = lazy_regex(
    r"(?i)\W{0,3}(?:ibid\w*|idem|id\.|op\.? ?cit|loc\.? ?cit|ebd\.|ebenda|a\. ?a\. ?o\.|vgl\. "
    r"|see (?:also )?(?:note|footnote|ref\w*|supra|above|infra|below)"
    r"|supra\b|infra\b|personal communication|pers\. comm|unpublished|data on file|in preparation"
    r"|manuscript|compare\b|cf\.|but see|see,? (?:e\.g\.|for))"
)
_REPEATED: Final = lazy_regex(
    r"(?i),? (?:op|loc)\. ?cit\.?|\bsupra note \d|\bpersonal communication\b|\bdata on file\b"
    r"|\(note \d{1,3}\)|\bsee note \d|\bibid\b|, ebd\.|\bunpublished (?:data|results|observations)"
)


def is_note(piece: str) -> bool:
    """Returns whether a numbered piece is a note among references: "Ibid., p. 34."."""
    return len(piece) <= LISTED_LINK_CHARACTERS and bool(
        _NOTE.match(piece) or _REPEATED.search(piece)
    )


def bare_address(text: str) -> str | None:
    """Returns the address that an entry prints without "https://", with it; None if it has none."""
    if "/" not in text or _ADDRESS.search(text):
        return None
    found = _BARE_ADDRESS.search(text)
    return f"https://{found.group().rstrip('.,;)')}" if found and "/" in found.group() else None


def ends_in_address(text: str) -> bool:
    """Returns whether a line ends in an address or an identifier, or in nothing but a sign more."""
    tail = text[-LISTED_WORK_CHARACTERS:].rstrip(" .;,)>]")
    last = max((one.end for one in find_identifiers(tail) if one.valid), default=0)
    if last < len(tail) - 1:
        last = max((one.end() for one in _BARE_ADDRESS.finditer(tail)), default=0)
    return last >= len(tail) - 1 and bool(tail)


def has_address(piece: str) -> bool:
    """Returns whether a piece prints an address of any kind."""
    return bool(_ADDRESS.search(piece) or _BARE_ADDRESS.search(piece))


def leads_to_work(piece: str) -> bool:
    """Returns whether a piece prints an identifier of a work or an address that has one."""
    return any(one.valid and one.kind in _WORKS for one in find_identifiers(piece))


def listed_score(piece: str, *, labelled: bool, works: bool, covered: int) -> float:
    """Returns the least that a piece below a heading of references is worth.

    `works` says that a link in it leads to a work, `covered` how many of its characters are links
    to addresses. 0 where it is prose, or too long to be a title with an address.
    """
    if len(piece) > LISTED_WORK_CHARACTERS:
        return 0.0
    identifiers = [one for one in find_identifiers(piece) if one.valid]
    if any(one.kind in _WORKS for one in identifiers):
        if not _WORD.search(
            _LABELS.sub("", _without(piece, [(o.start, o.end) for o in identifiers]))
        ):
            return LISTED_IDENTIFIER_SCORE
        works = True
    titled = covered > LINKED_SHARE * len(piece)
    if not titled and _is_prose(piece):
        return LISTED_NOTE_SCORE if labelled and is_note(piece) else 0.0
    if works:
        return LISTED_WORK_SCORE
    short = len(piece) <= LISTED_LINK_CHARACTERS
    if short and (titled or has_address(piece)):
        return LISTED_LINK_SCORE
    if labelled and is_note(piece):
        return LISTED_NOTE_SCORE
    dated = len(piece) <= LISTED_DATED_CHARACTERS and _DATED.search(piece)
    return LISTED_DATED_SCORE if dated and piece[:1].isupper() and not _verbs(piece) else 0.0


def _without(piece: str, spans: list[tuple[int, int]]) -> str:
    """Returns a piece with these stretches cut out."""
    for start, end in sorted(spans, reverse=True):
        piece = f"{piece[:start]} {piece[end:]}"
    return piece


def _is_prose(piece: str) -> bool:
    """Returns whether a piece has more words of prose than a title has."""
    words = [
        word.lower()
        for word in _WORD.findall(_BARE_ADDRESS.sub("", piece.split("://", maxsplit=1)[0]))
    ]
    prose = sum(word in PERSONAL_WORDS or word in VERBS for word in words)
    return prose > 1 and prose > LISTED_PROSE_SHARE * len(words)


def _verbs(piece: str) -> bool:
    return any(word in VERBS for word in _WORD.findall(piece.lower()))
