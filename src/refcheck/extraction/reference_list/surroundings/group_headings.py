"""Headings of the groups within a list: "Books", "Journal articles", "Websites", a topic.

They are no part of an entry, and the list goes on after them.
"""

from __future__ import annotations

from typing import Final

from refcheck.extraction.reference_list.headings import closes_list, opens_list, strip_marks
from refcheck.extraction.reference_list.likelihood import NAME_AT_START, YEAR_ALONE, likelihood
from refcheck.extraction.reference_list.lines import DATED, Lines
from refcheck.extraction.reference_list.surroundings.about_article import is_notice
from refcheck.extraction.reference_list.surroundings.link_text import is_links, leading_marks
from refcheck.extraction.thresholds import (
    FIRST_LINE_CHARACTERS,
    GROUP_HEADING_CHARACTERS,
    GROUP_HEADING_WORDS,
    GROUPED_LIKELIHOOD,
    GROUPS_SHARE,
    GROUPS_UNKNOWN,
    SHORTEST_GROUPED_CHARACTERS,
)
from refcheck.extraction.words import GROUP_MODIFIERS, GROUP_NOUNS, GROUP_SECTIONS
from refcheck.text.folding import fold
from refcheck.text.label_forms import read_labels
from refcheck.text.patterns import lazy_regex

__all__ = ["group_headings", "is_sure_group", "parts_groups"]

_SIGNS: Final = lazy_regex(r"[\d.,;/@|()\[\]]")  # in the end of an entry, and in no such heading
_MARKED: Final = lazy_regex(r"#{1,6}\s|(?P<stars>\*{2,3}|__)[^*_]{1,80}(?P=stars):?\Z")
_TAGS: Final = lazy_regex(r"/h[1-6](?:\[\d+\])?(?:/|\Z)")
_ENDED: Final = (".", ")", "]", "/", "”", '"', ">", *"0123456789")
_YEAR: Final = lazy_regex(YEAR_ALONE)


def _names_group(text: str) -> bool:
    """Returns whether a line says what kind of works come next: "Books", "Internet sources"."""
    words = fold(strip_marks(text)).split()
    return (
        0 < len(words) <= GROUP_HEADING_WORDS
        and any(word in GROUP_NOUNS for word in words)
        and all(word in GROUP_NOUNS or word in GROUP_MODIFIERS for word in words)
    )


def parts_groups(lines: Lines, line: int, before: int) -> bool:
    """Returns whether a line is the heading of a further group of a list, the last entry of which
    ends on the line `before`, and not that of something else."""
    if not _is_heading(lines, line) or not _ends(lines, before):
        return False
    text = lines.text(line)
    if closes_list(text) and not (_is_marked(lines, line) and not _closes(text)):
        words = fold(strip_marks(text)).split()
        if any(word not in GROUP_SECTIONS and word not in GROUP_MODIFIERS for word in words):
            return False
    following = lines.next_filled(line + 1)
    if _names_group(text) and lines.blank(line - 1):
        return _may_be_entry(lines, following)
    return _is_entry(lines, following) and _is_set_apart(lines, line)


def is_sure_group(lines: Lines, line: int, before: int) -> bool:
    """Returns whether a line directly before a labelled entry is the heading of a group, by its
    words or by the format, and not the end of an entry; what is before it ends on `before`."""
    sure = _names_group(lines.text(line)) or (
        _is_marked(lines, line) and not _closes(lines.text(line))
    )
    return sure and _is_heading(lines, line) and _ends(lines, before)


def group_headings(lines: Lines, first: int, stop: int) -> frozenset[int]:
    """Returns the lines from `first` to `stop` (exclusive) that are headings of groups."""
    found: set[int] = set()
    topics: set[int] = set()
    before = -1
    for line in range(first, stop):
        if lines.blank(line):
            continue
        if parts_groups(lines, line, before) if before >= 0 else _opens_group(lines, line):
            sure = _is_marked(lines, line) or _names_group(lines.text(line))
            (found if sure else topics).add(line)
        before = line
    if topics and _are_topics(lines, topics, found, range(first, stop)):
        found |= topics
    return frozenset(found)


def _are_topics(lines: Lines, topics: set[int], others: set[int], within: range) -> bool:
    """Returns whether lines are headings by topic, and not the titles of single entries: there are
    fewer of them than entries, and all other lines are entries."""
    entries = [line for line in within if _is_entry(lines, line)]
    if len(topics) > GROUPS_SHARE * len(entries):
        return False
    known = {*topics, *others, *entries}
    inner = range(min(topics), entries[-1])
    unknown = sum(not lines.blank(line) and line not in known for line in inner)
    return unknown <= GROUPS_UNKNOWN * len(entries)


def _opens_group(lines: Lines, line: int) -> bool:
    """Returns whether the first line below the heading of a list is the heading of a group."""
    following = lines.next_filled(line + 1)
    if not _is_heading(lines, line):
        return False
    named = _names_group(lines.text(line))
    return _may_be_entry(lines, following) if named else _is_entry(lines, following)


def _is_heading(lines: Lines, line: int) -> bool:
    """Returns whether a line has the form of a heading: few words, and no sign of an entry."""
    length = lines.length(line)
    if not 2 < length <= GROUP_HEADING_CHARACTERS or line + 1 >= len(lines):
        return False
    text = lines.text(line)
    plain = strip_marks(text)
    return (
        len(plain) > 2
        and plain[0].isupper()
        and (plain[-1].isalpha() or plain[-1] in "’'")
        and not _SIGNS.search(plain)
        and len(plain.split()) <= GROUP_HEADING_WORDS
        and not is_links(text)
        and not opens_list(text)
        and not is_notice(text)
        and not (leading_marks(text) and not _MARKED.match(text))
        and "/li" not in _path(lines, line)
    )


def _is_marked(lines: Lines, line: int) -> bool:
    """Returns whether the format marks a line as a heading, or it is in bold."""
    return bool(_MARKED.match(lines.text(line)) or _TAGS.search(_path(lines, line)))


def _closes(text: str) -> bool:
    """Returns whether the words of a marked heading close a list."""
    return closes_list(strip_marks(text))


def _path(lines: Lines, line: int) -> str:
    places = lines.document.places
    return (places.path_at(lines.start[line]) or "") if places else ""


def _ends(lines: Lines, line: int) -> bool:
    """Returns whether an entry may end with a line."""
    text = lines.text(line)
    return text.endswith(_ENDED) or is_links(text) or "://" in text.rsplit(None, 1)[-1]


def _is_set_apart(lines: Lines, line: int) -> bool:
    """Returns whether a blank line, or the format, sets a heading apart from what is before it."""
    return lines.blank(line - 1) or _is_marked(lines, line)


def _may_be_entry(lines: Lines, line: int) -> bool:
    """Returns whether a line may be an entry: it has a date or the like, and more words."""
    if line >= len(lines) or lines.length(line) < SHORTEST_GROUPED_CHARACTERS:
        return False
    text = lines.text(line)[:FIRST_LINE_CHARACTERS]
    return DATED.search(text) is not None


def _is_entry(lines: Lines, line: int) -> bool:
    """Returns whether a line is a whole reference that begins with a name."""
    if line >= len(lines) or not _may_be_entry(lines, line):
        return False
    start = lines.start[line]
    text = lines.text(line)[:FIRST_LINE_CHARACTERS]
    label = next(read_labels(lines.document.text, start, lines.end[line]), None)
    text = text[label.content - start if label else leading_marks(text) :]
    return (
        NAME_AT_START.match(text) is not None
        and _YEAR.search(text) is not None
        and likelihood(text) >= GROUPED_LIKELIHOOD
    )
