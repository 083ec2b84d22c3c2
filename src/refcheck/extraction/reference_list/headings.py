"""Headings: those that open a list of references, and those that close it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from refcheck.extraction.thresholds import (
    HEADING_CHARACTERS,
    HEADING_SPACES,
    HEADING_WORDS,
    MARKED_HEADING_CHARACTERS,
    SOURCE_FIRMNESS,
    WEAK_FIRMNESS,
)
from refcheck.extraction.words import (
    CITING_MODIFIERS,
    HEADING_MODIFIERS,
    HEADING_NOUNS,
    SOURCE_HEADINGS,
    SOURCE_QUESTION_VERBS,
    SOURCE_QUESTION_WORDS,
    WEAK_HEADINGS,
)
from refcheck.text.folding import fold
from refcheck.text.patterns import lazy_regex

__all__ = ["closes_list", "inline_heading", "inline_sources", "opens_list", "strip_marks"]


_CLOSERS: Final = lazy_regex(
    r"(?:acknowledge?ments?|agradecimientos?|agradecimentos|remerciements|danksagung|funding"
    r"|financ\w+|conflicts? of interests?|competing interests?|disclosures?|declarations?"
    r"|appendi(?:x|ces)|anexos?|annexes?|anhang|supporting information|supplement\w+"
    r"|author contributions?|contributions|authors?|author information|about the authors?"
    r"|contributors|affiliations?|correspondence|figures?|figure legends?|tables?|data availability"
    r"|availability|abbreviations|glossary|index|copyright|licen[cs]e|ethics\w*|see also"
    r"|external links|navigation|site navigation|contents|introduction|methods|results|discussion"
    r"|conclusions?|abstract|summary|comments?|related articles|cited by|share|contact|about|tags"
    r"|rights and permissions|additional information|keywords|history|endnotes|examples?"
    r"|biograph(?:y|ies)|curriculum vitae|vita|zusammenfassung|autor\w*)"
    r"(?:\b[\w ,&-]{0,60})?"
)
_MARKS: Final = lazy_regex(
    r"^[\s#>*_=~|•§¶:.-]{0,12}"  # Markdown, bullets
    r"(?:<[^<>\n]{1,80}>\s*|[*_#]{1,4}\s*){0,4}"
    r"(?:(?:\(?(?:\d{1,2}|[IVX]{1,5}|[A-Z](?=[.):]))(?:\.\d{1,2}){0,3}[.):]?)\s+(?=\S)"
    r"|(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)])(?=[^\W\d]))?"
    r"[\s*_]{0,4}"
)
_TRAIL: Final = "#*_:=.¶|†]-"
_LAST_TAG: Final = lazy_regex(r"</?\w{1,8}>\Z")
_LOCATED: Final = lazy_regex(r"[\d,]")
_COUNT: Final = lazy_regex(r"\s?[(\[]\d{1,4}[)\]]")  # "References (43)"
_SPACED: Final = lazy_regex(r"(?:\b\w[ \u00a0]){4,30}\w\b")
_PLAIN_WORD: Final = lazy_regex(r"[A-Za-z]{2,}")
_MARKDOWN: Final = lazy_regex(r"^\s{0,3}#{1,6}\s")


def strip_marks(line: str) -> str:
    """Returns a heading without Markdown marks, section number, count of entries and closing
    colon."""
    line = _MARKS.sub("", line, count=1)
    if len(line) <= MARKED_HEADING_CHARACTERS:
        line = _COUNT.sub("", _without_trail(line))
    if _SPACED.fullmatch(line):  # "R E F E R E N C E S"
        line = re.sub(r"\s", "", line)
    return line


def _without_trail(line: str) -> str:
    """Returns a heading without the signs, tags and the link to edit it at its end."""
    longer = None
    while line != longer:
        longer = line
        line = line.rstrip().rstrip(_TRAIL).removesuffix("[edit")
        if line.endswith(">") and (tag := _LAST_TAG.search(line)):
            line = line[: tag.start()]
    return line


def _is_wordy(line: str) -> bool:
    """Returns whether a line has more words than a heading (spaced letters are not words)."""
    spaces = line.count(" ")
    return spaces > HEADING_SPACES and len(line) > 3 * spaces


def opens_list(line: str) -> float:
    """Returns how firmly a line announces a list of references: 0 not at all, 1 firmly."""
    if len(line) > HEADING_CHARACTERS or len(line) < 2 or _is_wordy(line):
        return 0.0
    return _announced(line)


@lru_cache(maxsize=4_096)  # each line is asked about several times
def _announced(line: str) -> float:
    plain = _PLAIN_WORD.findall(line.lower()) if line.isascii() else []
    if plain and HEADING_NOUNS.isdisjoint(plain):  # most lines, and folding them is costly
        return SOURCE_FIRMNESS if "where" in plain and _asks_for_sources(line) else 0.0
    words = fold(strip_marks(line)).split()
    if not 1 <= len(words) <= HEADING_WORDS or not any(word in HEADING_NOUNS for word in words):
        return 0.0
    if not all(word in HEADING_NOUNS or word in HEADING_MODIFIERS for word in words):
        return 0.0
    if line.rstrip().endswith((",", ";")) or (line.lstrip()[0].islower() and len(words) > 2):
        return 0.0
    nouns = [word for word in words if word in HEADING_NOUNS]
    if any(word not in WEAK_HEADINGS for word in nouns) or any(
        word in CITING_MODIFIERS for word in words
    ):
        return 1.0
    return SOURCE_FIRMNESS if any(word in SOURCE_HEADINGS for word in nouns) else WEAK_FIRMNESS


def _asks_for_sources(line: str) -> bool:
    """Returns whether a heading is a question like "Where we got this information"."""
    first, *words = fold(strip_marks(line).rstrip("?! ")).split() or ("",)
    return (
        first == "where"
        and 2 <= len(words) <= HEADING_WORDS
        and any(word in SOURCE_QUESTION_VERBS for word in words)
        and all(word in SOURCE_QUESTION_VERBS or word in SOURCE_QUESTION_WORDS for word in words)
    )


# "References: Smith J. ...", "REFERENCES [1] Smith J. ...": the words, and what parts them from the
# first entry.
_INLINE: Final = lazy_regex(
    r"[\s#*_>]{0,8}(?P<words>[^\W\d_]{3,40}(?:[ ’'][^\W\d_]{1,30}){0,4}?)[*_]{0,3}"
    r"(?P<sign>\s?[:.—–-])?[*_]{0,3}"
    r"[\s|]{1,4}(?=\S)(?=(?P<label>\W{0,3}(?:[1①¹]|[a-z]{3,24}\W{0,3}1|[aAiI][.)\]]))?)",
    re.I,
)


def inline_heading(line: str) -> int:
    """Returns where the first entry begins in a line that a firm heading begins; 0 in others.

    A sign has to part them ("References: Smith"), or a label has to come next ("REFERENCES [1]").
    """
    word = line.partition(" ")[0]
    if word.isascii() and word.isalpha() and not _may_begin_heading(word):
        return 0  # most lines
    match = _INLINE.match(line, 0, HEADING_CHARACTERS)
    if match is None or not (match["sign"] or match["label"]):
        return 0
    if match["sign"] and match["sign"].strip() == "." and not match["label"]:
        return 0
    return match.end() if opens_list(match["words"]) == 1.0 else 0


def inline_sources(line: str) -> int:
    """Returns where the first source begins in "Sources: Smith J. ...; Doe A. ..."; 0 in others."""
    match = _INLINE.match(line, 0, HEADING_CHARACTERS) if ":" in line else None
    if match is None or (match["sign"] or "").strip() != ":":
        return 0
    return match.end() if opens_list(match["words"]) == SOURCE_FIRMNESS else 0


def _may_begin_heading(word: str) -> bool:
    """Returns whether a firm heading may begin with a word of plain letters."""
    lowered = word.lower()
    return lowered in HEADING_NOUNS or lowered in HEADING_MODIFIERS


def closes_list(line: str) -> bool:
    """Returns whether a line is a heading of what comes after a list of references."""
    if len(line) > HEADING_CHARACTERS or _is_wordy(line):
        return False
    if _MARKDOWN.match(line):
        return True
    plain = strip_marks(line).strip()
    if line.rstrip().endswith((".", ",", ";")) and _LOCATED.search(plain):
        return False  # "Methods Mol Biol, 934, 833-50.": the end of an entry
    return not plain.endswith((",", ";")) and bool(_CLOSERS.fullmatch(plain.lower()))
