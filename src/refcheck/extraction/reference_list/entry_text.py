"""Makes the text of an entry of its lines: without marks and links, with broken words joined."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from refcheck.extraction.reference_list.surroundings.link_text import cut_links, leading_marks
from refcheck.extraction.thresholds import (
    ENTRY_CHARACTERS,
    LINK_TEXT_LINES,
    MARKS_CHARACTERS,
)
from refcheck.frozen import dataclass
from refcheck.text.lengths import has_at_least
from refcheck.text.patterns import lazy_regex
from refcheck.text.typography import join_lines, plain

__all__ = ["ComposedEntry", "EntryDraft", "compose"]


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry as it was cut out: its label, and the stretches of text that make it up.

    The stretches are offsets (start, end) in reading order, a line or a part of one each; `after`
    are stretches of links that come after it.
    """

    label: str | None
    parts: tuple[tuple[int, int], ...]
    after: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ComposedEntry:
    """An entry as it is reported, before it is numbered."""

    label: str | None
    raw: str
    start: int
    end: int
    link_text: str


# Inline marks of Markdown and HTML that are not words of the entry.
_LINK: Final = lazy_regex(
    r"!?\[([^\[\]\n]{1,400})\]\(<?([^()\s]{1,500}(?:\([^()\s]{0,80}\)[^()\s]{0,80})?)>?\)"
)
_TAG: Final = lazy_regex(
    r"</?(?:i|b|em|strong|sup|sub|u|span|small|a|p|li|br|cite)\b[^<>\n]{0,200}/?>", re.I
)
_EMPHASIS: Final = lazy_regex(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,400}?)(?<=\S)\1(?![\w*])")
_UNDERLINE: Final = lazy_regex(r"(?<![\w/._-])(_{1,2})(?=\S)([^_\n]{1,300}?)(?<=\S)\1(?![\w/])")
_ESCAPE: Final = lazy_regex(r"\\([\\`*_{}\[\]()#+.!&~<>-])")


def compose(text: str, draft: EntryDraft, known: Collection[str]) -> ComposedEntry | None:
    """Returns the text of an entry on one line, its place, and the links cut off after it.

    `known` are the hyphenated words of the document. None where nothing but marks is left.
    """
    parts = _without_marks(text, draft.parts)
    parts, cut = _without_links(text, parts)
    raw = join_lines((text[a:b] for a, b in parts), known)
    raw, targets = _without_markup(raw)
    if not has_at_least(ENTRY_CHARACTERS, str.isalnum, raw):
        return None
    links = plain(" ".join([text[a:b] for a, b in (*cut, *draft.after)] + targets))
    start, end = parts[0][0], parts[-1][1]
    return ComposedEntry(draft.label, raw, start, end, links)


def _without_marks(text: str, parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Returns the stretches without the bullets and back links before the first word."""
    kept = list(parts)
    while kept:
        start, end = kept[0]
        start += leading_marks(text[start : min(end, start + MARKS_CHARACTERS)])
        if start < end:
            kept[0] = (start, end)
            break
        del kept[0]
    return kept


def _without_links(
    text: str, parts: Sequence[tuple[int, int]]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Returns the stretches up to the links at the end, and those of the links."""
    kept = list(parts)
    cut: list[tuple[int, int]] = []
    while kept:
        tail = kept[-LINK_TEXT_LINES:]  # "[Google", "Scholar]": links are broken at line ends too
        stop = cut_links(" ".join(text[a:b] for a, b in tail))
        del kept[-LINK_TEXT_LINES:]
        removed: list[tuple[int, int]] = []
        for start, end in tail:
            middle = min(max(start, start + stop), end)
            if middle < end:
                removed.append((middle, end))
            while middle > start and text[middle - 1].isspace():
                middle -= 1
            if middle > start:
                kept.append((start, middle))
            stop -= end - start + 1
        cut = removed + cut
        if not removed or len(kept[-LINK_TEXT_LINES:]) == len(tail):
            break
    return kept, cut


def _without_markup(raw: str) -> tuple[str, list[str]]:
    """Returns a line without Markdown and HTML marks, and the targets of its links."""
    targets: list[str] = []
    if "](" in raw:
        targets = [target for shown, target in _LINK.findall(raw) if target not in shown]
        raw = _LINK.sub(r"\1", raw)
    if "<" in raw:
        raw = _TAG.sub("", raw)
    if "*" in raw:
        raw = _EMPHASIS.sub(r"\2", raw)
    if "_" in raw:
        raw = _UNDERLINE.sub(r"\2", raw)
    if "\\" in raw:
        raw = _ESCAPE.sub(r"\1", raw)
    return plain(raw), targets
