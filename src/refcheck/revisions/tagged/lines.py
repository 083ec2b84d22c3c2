"""The places of the tags in a file of tagged lines ("TI  - ...", "%T ..."), entry by entry."""

from __future__ import annotations

import re
from typing import Final

from refcheck.frozen import dataclass
from refcheck.model.finding import Field

__all__ = ["TagFormat", "TaggedLine", "tagged_lines"]

_LINE: Final = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class TagFormat:
    """The tags of a format, the ones that its reader takes first at the front.

    `authors` have a person each; `short_authors` the same persons with initials ("AU" after "FAU");
    `about_author` further lines on the author before them. `last_page` is a tag of its own. `links`
    may contain identifiers. `added` are the tags of identifiers that are added. `last` ends an
    entry.
    """

    line: re.Pattern[str]
    fields: dict[Field, tuple[str, ...]]
    authors: tuple[str, ...]
    short_authors: tuple[str, ...] = ()
    about_author: tuple[str, ...] = ()
    last_page: str | None = None
    links: tuple[str, ...] = ()
    pmc: tuple[str, ...] = ()
    label: str = ""
    last: str | None = None


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
