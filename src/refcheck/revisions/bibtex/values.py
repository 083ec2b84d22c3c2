"""The value of a field of a .bib file: what is replaced of it, and what stays around that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from refcheck.fixes.titles import WordChange, is_right_title, title_as, title_changes
from refcheck.formats.bibtex.latex import decode
from refcheck.formats.bibtex.places import FieldPlace
from refcheck.formats.bibtex.titles import protect
from refcheck.frozen import dataclass
from refcheck.revisions.author_lists import shared_ends
from refcheck.revisions.bibtex.latex import LatexStyle
from refcheck.text.folding import squashed

__all__ = ["Value", "literal", "title_edits", "token_edit", "value_of"]

Pieces = list[tuple[int, int, str]]

_WORD: Final = re.compile(r"\S+")
_BRACES: Final = re.compile(r"[{}]")
# What encloses words without being a part of them: braces, "\emph{in vitro}".
_MARKUP: Final = re.compile(
    r"\\(?:emph|text(?:it|bf|sc|rm|sf|sl|tt|up)|mkbib[a-z]{2,10})\s?\{|[{}]"
)
_PROTECTED: Final = re.compile(r"\{[^\W\d_]")  # "{DNA}", "{K}etamine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """The text of a value in one pair of braces or quotation marks, or bare, from `start` to `end`.

    The delimiters are not part of it, nor are further braces around all of it. `delimiter` is the
    opening mark, "" of a bare number.
    """

    start: int
    end: int
    raw: str
    delimiter: str


def value_of(text: str, field: FieldPlace) -> Value | None:
    """Returns the value of a field; None where it is a macro or made of several pieces."""
    if len(field.pieces) > 1:
        return None
    start, end = field.pieces[0]
    delimiter = text[start] if text[start] in '{"' else ""
    if not delimiter:
        whole = text[start:end]
        return Value(start=start, end=end, raw=whole, delimiter="") if whole.isdecimal() else None
    start, end = start + 1, end - 1
    while True:
        raw = text[start:end]
        start += len(raw) - len(raw.lstrip())
        end = max(start, end - (len(raw) - len(raw.rstrip())))
        if not _is_enclosed(text[start:end]):
            return Value(start=start, end=end, raw=text[start:end], delimiter=delimiter)
        start, end = start + 1, end - 1


def literal(field: FieldPlace, raw: str, marks: tuple[str, str]) -> tuple[int, int, str]:
    """Returns the edit that puts a literal in the place of a macro or of several pieces."""
    return field.value, field.end, f"{marks[0]}{raw}{marks[1]}"


def token_edit(value: Value, cited: str | None, raw: str) -> tuple[int, int, str]:
    """Returns the edit that replaces what a value cites, "12" of "vol. 12"; else all of it."""
    if not value.delimiter and not raw.isdecimal():
        return value.start, value.end, f"{{{raw}}}"
    if cited and cited != value.raw:
        found = list(re.finditer(rf"(?<!\w){re.escape(cited)}(?!\w)", value.raw))
        if len(found) == 1 and decode(value.raw) != cited:
            start = value.start + found[0].start()
            return start, start + len(cited), raw
    return value.start, value.end, raw


def title_edits(value: Value, right: str, style: LatexStyle) -> Pieces:
    """Returns the edits after which a title has the right words; braces and capitals stay."""
    tokens = list(_tokens(value.raw))
    words = [_plain(raw) for _, _, raw in tokens]
    edits: Pieces = []
    for change in title_changes(words, right):
        found = _word_edits(value, tokens, change, style) if tokens else None
        if found is None:
            return [_whole_title(value, right, style)]
        edits += found
    written = _applied(value, edits)
    if not is_right_title(decode(written), right) or not _balanced(written):
        return [_whole_title(value, right, style)]
    return edits


def _whole_title(value: Value, right: str, style: LatexStyle) -> tuple[int, int, str]:
    title = title_as(decode(value.raw), right)
    if _PROTECTED.search(value.raw):
        raw = style.restyled(protect(title, unicode=style.unicode))
    else:
        raw = style.encode(title)
    return value.start, value.end, raw


def _tokens(raw: str) -> Iterator[tuple[int, int, str]]:
    """Yields the words of a title; those that a command encloses are one."""
    start: int | None = None
    for found in _WORD.finditer(raw):
        start = found.start() if start is None else start
        word = raw[start : found.end()]
        if "\\" not in _MARKUP.sub("", word) or _balanced(word):
            yield start, found.end(), word
            start = None
    if start is not None:
        yield start, len(raw), raw[start:]


def _plain(raw: str) -> str:
    bare = _MARKUP.sub("", raw)
    text = decode(raw) if "\\" in bare else decode(bare)
    return text or raw


def _word_edits(
    value: Value, tokens: Sequence[tuple[int, int, str]], change: WordChange, style: LatexStyle
) -> Pieces | None:
    """Returns the edits of some words of a title; None where they would break its braces."""
    old, words = tokens[change.start : change.end], change.words
    at = value.start
    if len(words) == len(old):
        return [
            (at + start, at + end, _like(raw, word, style))
            for (start, end, raw), word in zip(old, words, strict=True)
        ]
    new = " ".join(map(style.encode, words))
    if not old:
        if change.start < len(tokens):
            place = at + tokens[change.start][0]
            return [(place, place, f"{new} ")]
        place = at + tokens[-1][1]
        return [(place, place, f" {new}")]
    first, last = old[0][0], old[-1][1]
    if not words:
        first = tokens[change.start - 1][1] if change.start else first
        last = tokens[change.end][0] if not change.start and change.end < len(tokens) else last
    elif squashed(_plain(old[0][2])) == squashed(words[0]):
        head = old[0][2]
        if head.startswith("{") and not _balanced(head):  # "{Depression and}: jumping"
            bare = new.rstrip(".,:;?!")
            new = f"{{{bare}}}{new[len(bare) :]}"
        else:
            new = " ".join((_like(head, words[0], style), *map(style.encode, words[1:])))
    if not _balanced(value.raw[first:last]):
        return None
    return [(at + first, at + last, new)]


def _like(old: str, new: str, style: LatexStyle) -> str:
    """Returns a word as LaTeX with the braces of the old one: "{D}epresion" -> "{D}epression"."""
    written = style.encode(new)
    bare = _MARKUP.sub("", old)
    if bare == old or "\\" in bare + written:
        return written
    if _is_enclosed(old):
        return f"{{{written}}}"
    head, tail = shared_ends(bare, new)
    marks = {at for mark in _MARKUP.finditer(old) for at in range(*mark.span())}
    places = [at for at in range(len(old)) if at not in marks]
    middle = new[head : len(new) - tail]
    if head + tail == len(bare):  # letters to put in
        at = places[len(bare) - tail] if tail else places[-1] + 1
        return f"{old[:at]}{middle}{old[at:]}"
    first, last = places[head], places[len(bare) - tail - 1] + 1
    if _balanced(old[first:last]):
        return f"{old[:first]}{middle}{old[last:]}"
    if old.startswith("{"):
        return f"{{{new[:1]}}}{new[1:]}"
    return new


def _applied(value: Value, edits: Pieces) -> str:
    written = value.raw
    for start, end, new in reversed(edits):
        written = f"{written[: start - value.start]}{new}{written[end - value.start :]}"
    return written


def _is_enclosed(raw: str) -> bool:
    """Returns whether one pair of braces is around all of a text."""
    if not (raw.startswith("{") and raw.endswith("}")) or raw[1:2] == "\\":
        return False
    depth = 0
    for found in _BRACES.finditer(raw):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.end() == len(raw)
    return False


def _balanced(raw: str) -> bool:
    depth = 0
    for found in _BRACES.finditer(raw):
        depth += 1 if found[0] == "{" else -1
        if depth < 0:
            return False
    return depth == 0
