"""Which words of a title to replace, so that everything else of it stays as the list has it.

Only the differences that count are changed: case, punctuation, spelling and markup stay as they
are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from rapidfuzz.fuzz import ratio

from refcheck.compare.titles import compare_titles
from refcheck.fixes.changes import Change, Edit
from refcheck.frozen import dataclass
from refcheck.text.folding import squashed
from refcheck.text.words import word_set

__all__ = [
    "WordChange",
    "is_right_title",
    "is_title_case",
    "title_as",
    "title_changes",
    "title_edits",
    "word_edits",
]

Piece = tuple[int, int, str]

_SMALL: Final = word_set(
    "a an and as at but by for from if in into nor of off on or per so the to up via vs with versus"
)
_LEAST_LONG: Final = 4  # letters of the words that show title case
_TITLE_CASE: Final = 0.75  # share of these with a capital
_SAME_WORD: Final = 60  # per cent: a misspelling of the word, whose capital is kept
_MOST_WORDS: Final = 300  # of a printed title; more are not one
_WORD: Final = re.compile(r"\S+")
_EDGES: Final = re.compile(r"^(\W*)(.*?)(\W*)$", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChange:
    """The words from `start` (inclusive) to `end` (exclusive) of a title become `words`."""

    start: int
    end: int
    words: tuple[str, ...]


def is_title_case(words: Sequence[str]) -> bool:
    """Returns whether the words after the first one of a title begin with capitals."""
    longer = [word for word in words[1:] if len(word) >= _LEAST_LONG and word[0].isalpha()]
    return len(longer) > 1 and sum(word[0].isupper() for word in longer) >= _TITLE_CASE * len(
        longer
    )


def title_as(cited: str, right: str) -> str:
    """Returns the title of a record with the capitals and the marks of the cited one.

    >>> title_as("Ketamine and Sucidal Ideation.", "Ketamine and suicidal ideation")
    'Ketamine and Suicidal Ideation.'
    """
    words = cited.split()
    shown: list[str] = []
    place = 0
    for change in title_changes(words, right):
        shown += [*words[place : change.start], *change.words]
        place = change.end
    return " ".join([*shown, *words[place:]])


def title_changes(cited: Sequence[str], right: str) -> tuple[WordChange, ...]:
    """Returns what to change in the words of a title so that it is the right one.

    Words whose difference does not matter (capitals, hyphens, British spelling) stay; a new word
    has the capitals that the cited title has.
    """
    wanted = right.split()
    keys = [squashed(word) or word for word in cited]
    compared = compare_titles(" ".join(cited), (right,))
    if compared is None:
        return ()
    matcher = SequenceMatcher(
        None, keys, [squashed(word) or word for word in wanted], autojunk=False
    )
    return tuple(_changes(cited, wanted, matcher, compared.differences))


def _changes(
    cited: Sequence[str],
    wanted: Sequence[str],
    matcher: SequenceMatcher[str],
    differences: Sequence[tuple[str, str]],
) -> Iterator[WordChange]:
    case = _Case(cited, wanted)
    place: int | None = None  # after the last change
    for kind, start, end, first, last in matcher.get_opcodes():
        old, new = cited[start:end], wanted[first:last]
        if kind == "equal":
            if place is not None and (start == 0) != (first == 0):  # the first word is another one
                word = case.moved(old[0], new[0], to_front=first == 0)
                if word != old[0]:
                    place = start + 1
                    yield WordChange(start=start, end=place, words=(word,))
            continue
        if not _counts(old, new, differences):
            continue  # "B cell" and "B-cell", "tumour" and "tumor"
        if len(old) == len(new):
            pairs = enumerate(zip(old, new, strict=True))
            words = [case.like(before, after, start + at) for at, (before, after) in pairs]
        else:
            words = [case.new(word, first + at) for at, word in enumerate(new)]
            at_end = end == len(cited)
            if first and start > (place or 0):
                before = _with_mark_of(cited[start - 1], wanted[first - 1])
                if at_end and not words:  # the full stop comes to be after it
                    before = before or cited[start - 1]
                if before:
                    start, words = start - 1, [before, *words]
            words = _with_stop(cited[-1], words) if at_end else words
        place = end
        yield WordChange(start=start, end=end, words=tuple(words))


def _counts(old: Sequence[str], new: Sequence[str], differences: Sequence[tuple[str, str]]) -> bool:
    """Returns whether words are one of the differences that matter, or a part of one."""
    ours, theirs = "".join(map(squashed, old)), "".join(map(squashed, new))
    return ours != theirs and any(
        (ours in squashed(one) or squashed(one) in ours)
        and (theirs in squashed(other) or squashed(other) in theirs)
        for one, other in differences
        if (ours or not one) and (theirs or not other)
    )


def is_right_title(title: str, right: str) -> bool:
    """Returns whether a title differs from that of the record in nothing that matters."""
    compared = compare_titles(title, (right,))
    return compared is not None and not compared.differences


def _with_stop(last: str, new: list[str]) -> list[str]:
    """Returns the new words with the full stop that the title as cited ends with, or without."""
    if new and (mark := _parts(last)[2]) in (".", ""):
        new[-1] = new[-1].rstrip(".") + ("" if new[-1].endswith(("?", "!")) else mark)
    return new


def _with_mark_of(cited: str, wanted: str) -> str | None:
    """Returns the word before new ones with the mark that parts it from them ("depression:"); None
    where it has that mark."""
    left, core, right = _parts(cited)
    mark = _parts(wanted)[2]
    return None if mark == right or right.strip(":,;.-–—") else f"{left}{core}{mark}"


def title_edits(text: str, place: tuple[int, int], change: Change) -> tuple[Edit, ...] | None:
    """Returns the edits that make the title at `place` the recorded one, word by word; None where
    the words cannot be matched, or the title goes on beyond the place."""
    start, end = place
    longest = max(len(_WORD.findall(each)) for each in (text[start:end], change.value))
    if longest > _MOST_WORDS or _is_cut(text, place):
        return None
    return tuple(
        Edit(start=first, end=last, text=new, changes=(change,))
        for first, last, new in word_edits(text, start, end, change.value)
    )


def _is_cut(text: str, place: tuple[int, int]) -> bool:
    """Returns whether a title that was parsed goes on in the text: no mark divides it from a word
    before or after it."""
    before, after = text[: place[0]].rstrip(), text[place[1] :].lstrip()
    return before[-1:].isalpha() or after[:1].isalpha()


def word_edits(text: str, start: int, end: int, right: str) -> Iterator[Piece]:
    """Yields the edits after which the title at a place has the right words; lines and all other
    words stay."""
    tokens = [(found.start(), found.end()) for found in _WORD.finditer(text, start, end)]
    words = [text[first:last] for first, last in tokens]
    for change in title_changes(words, right):
        new = change.words
        if len(new) == change.end - change.start:
            for (first, last), word in zip(tokens[change.start : change.end], new, strict=True):
                yield _within_marks(text, first, last, word)
        elif change.start == change.end:
            yield _insertion(tokens, change.start, new, start)
        elif new:
            yield tokens[change.start][0], tokens[change.end - 1][1], " ".join(new)
        else:
            yield _deletion(tokens, change.start, change.end)


def _within_marks(text: str, start: int, end: int, new: str) -> Piece:
    """Returns the edit of one word without the marks around it, where these stay."""
    left, _, right = _parts(text[start:end])
    if (left, right) != _parts(new)[::2]:
        return start, end, new
    return start + len(left), end - len(right), new[len(left) : len(new) - len(right)]


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


class _Case:
    """The capitals of a title as cited, for the words that are put into it."""

    def __init__(self, cited: Sequence[str], wanted: Sequence[str]) -> None:
        self._title = is_title_case(cited)
        self._right_title = is_title_case(wanted)
        letters = "".join(cited)
        self._upper = letters.isupper() and sum(map(str.isalpha, letters)) > 2 * _LEAST_LONG

    def like(self, before: str, after: str, at: int) -> str:
        """Returns a word in the place of one that is cited, with the marks around that one."""
        left, old, right = _parts(before)
        _, new, _ = _parts(after)
        new = self.new(new or after, at)
        if old and new and ratio(squashed(old), squashed(new)) >= _SAME_WORD:
            if old[0].isupper() and new[0].islower():
                new = new[0].upper() + new[1:]
            elif old[0].islower() and new[0].isupper() and not any(map(str.isupper, new[1:])):
                new = new[0].lower() + new[1:]
        return f"{left}{new}{right}"

    def moved(self, cited: str, recorded: str, *, to_front: bool) -> str:
        """Returns a right word that comes to be the first of its title, or no longer is."""
        left, core, right = _parts(cited)
        own = _parts(recorded)[1]
        if self._upper or not core or not own:
            return cited
        if to_front and core[0].islower():
            core = core[0].upper() + core[1:]
        elif not to_front and core[0].isupper() and own[0].islower():
            stays = self._title and not self._right_title and core.lower() not in _SMALL
            core = core if stays else core[0].lower() + core[1:]
        return f"{left}{core}{right}"

    def new(self, word: str, at: int) -> str:
        """Returns a word of the record as the title writes it at a place."""
        if self._upper:
            return word.upper()
        left, core, right = _parts(word)
        if not core or any(map(str.isupper, core[1:])):
            return word
        capital = self._title and not self._right_title and core not in _SMALL
        if core[0].islower() and (capital or not at):
            core = core[0].upper() + core[1:]
        elif not self._title and self._right_title and at and len(core) > 1:
            core = core[0].lower() + core[1:]
        return f"{left}{core}{right}"


def _parts(word: str) -> tuple[str, str, str]:
    """Returns the marks before a word, the word, and the marks after it."""
    found = _EDGES.match(word)
    return (found[1], found[2], found[3]) if found else ("", word, "")
