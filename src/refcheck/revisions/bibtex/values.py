"""The value of a field of a .bib file: what is replaced of it, and what stays around that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from refcheck.fixes.title_words import title_as, title_changes
from refcheck.formats.bibtex.latex import decode
from refcheck.formats.bibtex.places import FieldPlace
from refcheck.formats.bibtex.titles import protect
from refcheck.revisions.bibtex.latex import LatexStyle
from refcheck.text.folding import squashed

__all__ = ["Value", "literal", "title_edits", "token_edit", "value_of"]

Pieces = list[tuple[int, int, str]]

_WORD: Final = re.compile(r"\S+")
_BRACES: Final = re.compile(r"[{}]")
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
        edit = _words_edit(value, tokens, change.start, change.end, change.words, style)
        if edit is None:
            return [_whole_title(value, right, style)]
        edits.append(edit)
    written = _applied(value, edits)
    if squashed(decode(written)) != squashed(right) or not _balanced(written):
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
        if "\\" not in word or _balanced(word):
            yield start, found.end(), word
            start = None
    if start is not None:
        yield start, len(raw), raw[start:]


def _plain(raw: str) -> str:
    text = decode(raw) if _balanced(raw) else _BRACES.sub("", raw)
    return text or raw


def _words_edit(
    value: Value,
    tokens: list[tuple[int, int, str]],
    start: int,
    end: int,
    words: tuple[str, ...],
    style: LatexStyle,
) -> tuple[int, int, str] | None:
    """Returns the edit of some words of a title; None where it would break their braces."""
    if start == end:  # new words
        if not tokens:
            return None
        new = " ".join(map(style.encode, words))
        if start < len(tokens):
            place = value.start + tokens[start][0]
            return place, place, f"{new} "
        place = value.start + tokens[-1][1]
        return place, place, f" {new}"
    first, last = tokens[start][0], tokens[end - 1][1]
    if not words:
        first = tokens[start - 1][1] if start else first
        last = last if start or end == len(tokens) else tokens[end][0]
        kept = "".join(_BRACES.findall(value.raw[first:last]))
        return (value.start + first, value.start + last, "") if _balanced(kept) else None
    if len(words) == end - start:
        new_words = [_like(tokens[start + at][2], word, style) for at, word in enumerate(words)]
        gaps = [value.raw[tokens[at][1] : tokens[at + 1][0]] for at in range(start, end - 1)]
        new = "".join(piece for pair in zip(new_words, [*gaps, ""], strict=True) for piece in pair)
    else:
        new = " ".join(map(style.encode, words))
        old = value.raw[first:last]
        if not _balanced(old):
            return None
        if start + 1 < end or len(words) > 1:
            kept = _plain(tokens[start][2]) == words[0]
            new = f"{tokens[start][2]}{new[len(style.encode(words[0])) :]}" if kept else new
    return value.start + first, value.start + last, new


def _like(old: str, new: str, style: LatexStyle) -> str:
    """Returns a word as LaTeX with the braces that the old one has: "{D}epresion" ->
    "{D}epression"."""
    bare = _BRACES.sub("", old)
    if "\\" in old or "{" not in old + "}" or bare == old:
        braced = old.startswith("{") and _balanced(old) and old.endswith("}")
        written = style.encode(new)
        return f"{{{written}}}" if braced and "\\" not in old else written
    if "\\" in style.encode(new):
        return style.encode(new) if _balanced(old) else old
    places = [at for at, char in enumerate(old) if char not in "{}"]
    head = 0
    while head < min(len(bare), len(new)) and bare[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(bare), len(new)) - head and bare[-1 - tail] == new[-1 - tail]:
        tail += 1
    if len(bare) - head - tail == 0:  # letters to put in
        at = places[head] if head < len(places) else len(old)
        at = places[head - 1] + 1 if head and old[at - 1 : at] in "{" and head < len(places) else at
        return f"{old[:at]}{new[head : len(new) - tail]}{old[at:]}"
    first, last = places[head], places[len(bare) - tail - 1] + 1
    if _balanced(old[first:last]):
        return f"{old[:first]}{new[head : len(new) - tail]}{old[last:]}"
    prefix, suffix = old[: places[0]], old[places[-1] + 1 :]
    if _balanced(f"{prefix}{suffix}"):
        return f"{prefix}{new}{suffix}" if prefix else f"{{{new[:1]}}}{new[1:]}"
    opened = re.match(r"\{(.)\}", old)
    return f"{{{new[:1]}}}{new[1:]}" if opened else f"{prefix}{new}{suffix}"


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
