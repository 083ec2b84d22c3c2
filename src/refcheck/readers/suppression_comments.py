"""Comments on suppressed findings in files whose text is the document's: found, and made blank.

They are no part of the article: no reference and no list has their words. Offsets and lines stay
as they are in the file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from refcheck.model.document import Document, MarkedReference, SuppressionComment
from refcheck.readers.io import read_text
from refcheck.text.patterns import lazy_regex
from refcheck.text.suppressions import owner

__all__ = [
    "MOST_COMMENTS",
    "blanked",
    "directive",
    "html_comments",
    "on_references",
    "read_plain_text",
    "tagged_comments",
    "with_comments_blank",
]

MOST_COMMENTS: Final = 10_000  # of one file that are read; the text is blank where others are
_LONGEST: Final = 4_000  # characters of a comment; what follows is text
_START: Final = r"[ \t]{0,9}refcheck[ \t]{0,9}:"
_DIRECTIVE: Final = lazy_regex(r"\s{0,20}refcheck\s{0,9}:(.*)", re.S | re.I)
# "# refcheck: ...", "% refcheck: ...", "// refcheck: ...": on a line of its own or after an entry.
_LINE: Final = lazy_regex(rf"(?<!\S)(?:#|%|//){_START}([^\n\r\f]*)", re.I)
_HTML: Final = lazy_regex(r"<!--\s{0,20}refcheck\s{0,9}:", re.I)
_LINE_END: Final = lazy_regex(r"[\n\r\f]|\Z")
# A note of RIS ("N1  - refcheck: ..."), of EndNote's tagged format ("%Z refcheck: ...").
_TAGGED: Final = lazy_regex(
    r"^[ \t\ufeff]{0,4}(?:[A-Z][A-Z0-9][ \t]{1,4}[-–—]|%[A-Z0-9])[ \t]{0,9}"
    r"(?P<comment>refcheck[ \t]{0,9}:([^\n\r]*))",
    re.M | re.I,
)
_NOT_LINE_END: Final = lazy_regex(r"[^\n\r\f]")


def directive(comment: str) -> str | None:
    """Returns what a comment says after "refcheck:"; None where it says something else."""
    found = _DIRECTIVE.match(comment[:_LONGEST])
    return found[1] if found else None


def read_plain_text(path: str, content: bytes) -> Document:
    """Decode a plain text. Raises `InputError` where the bytes are not text."""
    document = read_text(path, content)
    if "refcheck" not in document.text.lower():
        return document
    found = (*html_comments(document.text), *_line_comments(document.text))
    return with_comments_blank(document, found)


def html_comments(
    text: str, is_comment: Callable[[int], bool] = lambda _start: True
) -> Iterator[SuppressionComment]:
    """Yields the comments `<!-- refcheck: ... -->` in a text, in order.

    `is_comment` says of the place where one begins whether it is (in code it is not). One that is
    not closed ends with its line, so that no reference is lost.
    """
    place = 0
    while found := _HTML.search(text, place):
        place = found.end()
        if not is_comment(found.start()):
            continue
        limit = text.find("<!--", place, place + _LONGEST)
        closed = text.find("-->", place, limit if limit >= 0 else place + _LONGEST)
        if closed >= 0:
            end = closed + 3
        else:
            line_end = _LINE_END.search(text, place)
            closed = end = line_end.start() if line_end else len(text)
        yield SuppressionComment(
            start=found.start(), end=end, text=text[place : min(closed, place + _LONGEST)]
        )
        place = end


def _line_comments(text: str) -> Iterator[SuppressionComment]:
    for found in _LINE.finditer(text):
        yield SuppressionComment(start=found.start(), end=found.end(), text=found[1][:_LONGEST])


def tagged_comments(text: str) -> list[SuppressionComment]:
    """Returns the notes of entries in tagged lines that are comments; their tags are none."""
    return [
        SuppressionComment(start=found.start("comment"), end=found.end(), text=found[2][:_LONGEST])
        for found in _TAGGED.finditer(text)
    ]


def with_comments_blank(document: Document, comments: Iterable[SuppressionComment]) -> Document:
    """Returns a document without references that has these comments; its text is blank there."""
    found = _in_order(comments)
    if not found:
        return document
    return replace(
        document,
        text=blanked(document.text, found),
        suppressions=tuple(found[: MOST_COMMENTS + 1]),
    )


def _in_order(comments: Iterable[SuppressionComment]) -> list[SuppressionComment]:
    """Returns the comments in order, without those within others."""
    found: list[SuppressionComment] = []
    for one in sorted(comments, key=lambda each: each.start):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def blanked(text: str, places: Iterable[SuppressionComment]) -> str:
    """Returns the text with blanks in the places of comments, which are in order; lines stay."""
    pieces: list[str] = []
    done = 0
    for one in places:
        pieces += [text[done : one.start], _NOT_LINE_END.sub(" ", text[one.start : one.end])]
        done = one.end
    return "".join([*pieces, text[done:]])


def on_references(
    references: Sequence[MarkedReference], comments: Iterable[SuppressionComment], text: str
) -> tuple[tuple[MarkedReference, ...], tuple[SuppressionComment, ...]]:
    """Returns the references with the comments that are about them, and the other comments.

    For files that others include: there the comments go with their references. `text` is blank
    where comments are.
    """
    starts, ends = [one.start for one in references], [one.end for one in references]
    owned: defaultdict[int, list[SuppressionComment]] = defaultdict(list)
    others: list[SuppressionComment] = []
    for one in _in_order(comments)[: MOST_COMMENTS + 1]:
        number = owner((one.start, one.end), starts, ends, text)
        if number is None or one.text.lstrip().lower().startswith(("ignore-file", "ignore_file")):
            others.append(one)
        else:
            begin = starts[number]
            owned[number].append(replace(one, start=one.start - begin, end=one.end - begin))
    if not owned:
        return tuple(references), tuple(others)
    told = [
        replace(one, suppressions=tuple(owned[number])) if number in owned else one
        for number, one in enumerate(references)
    ]
    return tuple(told), tuple(others)
