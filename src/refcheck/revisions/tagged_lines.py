"""The places of the tags in a file of tagged lines ("TI  - ...", "%T ..."), entry by entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from refcheck.fixes.title_words import title_changes

__all__ = ["TaggedLine", "tagged_lines", "word_edits"]

Piece = tuple[int, int, str]

_LINE: Final = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_WORD: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedLine:
    """A tag with its value, which may go on in further lines.

    `start` is where its line begins, `value` and `end` the place of its value without white space,
    `after` where the next line begins. `tag` is as it is written.
    """

    tag: str
    start: int
    value: int
    end: int
    after: int

    def text(self, text: str) -> str:
        """Returns the value on one line."""
        return " ".join(text[self.value : self.end].split())


def tagged_lines(text: str, start: int, end: int, line: re.Pattern[str]) -> list[TaggedLine]:
    """Returns the tagged lines of an entry; `line` is that of its reader, with tag and value."""
    found: list[TaggedLine] = []
    open_value = False
    begin = text.rfind("\n", 0, start) + 1 if not text[:start].endswith("\r") else start
    for whole in _LINE.finditer(text, begin):
        if whole.start() >= end or not whole[0]:
            break
        content = whole[1]
        tagged = line.match(content)
        if tagged is None:
            open_value = open_value and bool(content.strip())
            if open_value:
                found[-1] = _longer(found[-1], whole)
            continue
        open_value = True
        value = tagged[2] or ""
        at = whole.start() + (tagged.start(2) if tagged[2] is not None else len(content))
        at += len(value) - len(value.lstrip())
        found.append(
            TaggedLine(
                tag=tagged[1],
                start=whole.start(),
                value=at,
                end=at + len(value.strip()),
                after=whole.end(),
            )
        )
    return found


def _longer(line: TaggedLine, whole: re.Match[str]) -> TaggedLine:
    end = whole.start() + len(whole[1].rstrip())
    return TaggedLine(tag=line.tag, start=line.start, value=line.value, end=end, after=whole.end())


def word_edits(text: str, start: int, end: int, right: str) -> Iterator[Piece]:
    """Yields the edits after which the title at a place has the right words; lines and all other
    words stay."""
    tokens = [(found.start(), found.end()) for found in _WORD.finditer(text, start, end)]
    words = [text[first:last] for first, last in tokens]
    for change in title_changes(words, right):
        new = change.words
        if len(new) == change.end - change.start:
            for (first, last), word in zip(tokens[change.start : change.end], new, strict=True):
                yield first, last, word
        elif change.start == change.end:
            yield _insertion(tokens, change.start, new, start)
        elif new:
            yield tokens[change.start][0], tokens[change.end - 1][1], " ".join(new)
        else:
            yield _deletion(tokens, change.start, change.end)


def _insertion(tokens: Sequence[tuple[int, int]], at: int, new: Iterable[str], start: int) -> Piece:
    words = " ".join(new)
    if not tokens:
        return start, start, words
    if at < len(tokens):
        return tokens[at][0], tokens[at][0], f"{words} "
    return tokens[-1][1], tokens[-1][1], f" {words}"


def _deletion(tokens: Sequence[tuple[int, int]], first: int, last: int) -> Piece:
    if first:
        return tokens[first - 1][1], tokens[last - 1][1], ""
    return tokens[0][0], tokens[last][0] if last < len(tokens) else tokens[-1][1], ""
