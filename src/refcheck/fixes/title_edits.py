"""The words of a title that are changed, and nothing else of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from refcheck.compare.titles import compare_titles
from refcheck.fixes.changes import Change, Edit
from refcheck.text.folding import squashed

__all__ = ["title_edits"]

_TOKEN = re.compile(r"\S+")
_CORE = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_MOST_WORDS = 300


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a title with its marks ("(rats:"), and its letters ("rats")."""

    start: int
    text: str

    @property
    def core(self) -> str:
        found = _CORE.search(self.text)
        return found.group() if found else ""

    @property
    def core_start(self) -> int:
        found = _CORE.search(self.text)
        return self.start + (found.start() if found else 0)

    @property
    def key(self) -> str:
        return squashed(self.text)

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def title_edits(text: str, place: tuple[int, int], change: Change) -> tuple[Edit, ...] | None:
    """Returns the edits that make the title at `place` the recorded one, word by word; None where
    the words cannot be matched.

    Only the differences that count are changed: case, punctuation, spelling and markup stay as they
    are.
    """
    cited, right = _words(text[slice(*place)], place[0]), _words(change.value, 0)
    if not cited or not right or max(len(cited), len(right)) > _MOST_WORDS:
        return None
    compared = compare_titles(text[slice(*place)], (change.value,))
    if compared is None or _is_cut(text, place):
        return None
    matcher = SequenceMatcher(
        None, [word.key for word in cited], [word.key for word in right], autojunk=False
    )
    case = _Case.of(cited, right, matcher)
    edits: list[Edit] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal" and _counts(cited[a:b], right[c:d], compared.differences):
            edits += _run(cited, right, (a, b, c, d), case, change)
    return (*edits, *_first_letters(cited, right, matcher, case, change)) if edits else None


def _is_cut(text: str, place: tuple[int, int]) -> bool:
    """Returns whether a title that was parsed goes on in the text: no mark divides it from a word
    before or after it."""
    before, after = text[: place[0]].rstrip(), text[place[1] :].lstrip()
    return before[-1:].isalpha() or after[:1].isalpha()


def _words(text: str, offset: int) -> list[_Word]:
    return [_Word(offset + found.start(), found.group()) for found in _TOKEN.finditer(text)]


def _counts(
    cited: Sequence[_Word], right: Sequence[_Word], differences: Sequence[tuple[str, str]]
) -> bool:
    """Returns whether a run of words is one of the differences, or a part of one."""
    ours, theirs = squashed("".join(w.key for w in cited)), squashed("".join(w.key for w in right))
    return any(
        (ours in squashed(one) or squashed(one) in ours)
        and (theirs in squashed(other) or squashed(other) in theirs)
        for one, other in differences
        if (ours or not one) and (theirs or not other)
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """How the words of a title are written next to those of the record."""

    capitals: bool  # "The Effect of Ketamine"
    all_capitals: bool
    small: bool  # sentence case where the record has "The Effect of Ketamine"

    @classmethod
    def of(
        cls, cited: Sequence[_Word], right: Sequence[_Word], matcher: SequenceMatcher[str]
    ) -> _Case:
        raised = lowered = 0
        for at, to in _pairs(matcher):
            if at == 0 or to == 0 or not cited[at].core or not right[to].core:
                continue
            ours, theirs = cited[at].core[0], right[to].core[0]
            raised += ours.isupper() and theirs.islower()
            lowered += ours.islower() and theirs.isupper()
        letters = "".join(word.core for word in cited)
        return cls(
            capitals=raised > 1 or (raised == 1 and len(cited) < 6),
            all_capitals=letters.isupper() and len(letters) > 10,
            small=lowered > 1,
        )

    def write(self, word: str, *, is_first: bool, was: str = "") -> str:
        """Returns a word of the record as the title writes it, `was` the one in its place."""
        if self.all_capitals:
            return word.upper()
        if is_first and word[:1].islower():
            return word[0].upper() + word[1:]
        if self.small and not is_first and word[1:].islower() and word[:1].isupper():
            return word if was[:1].isupper() else word[0].lower() + word[1:]
        if self.capitals and word.islower() and len(word) > 3:
            return word[0].upper() + word[1:]
        return word


def _pairs(matcher: SequenceMatcher[str]) -> Iterator[tuple[int, int]]:
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            yield block.a + step, block.b + step


def _run(
    cited: Sequence[_Word],
    right: Sequence[_Word],
    place: tuple[int, int, int, int],
    case: _Case,
    change: Change,
) -> list[Edit]:
    """Returns the edits of one run of words."""
    a, b, c, d = place
    if b - a == d - c:
        return [
            _edit(
                ours.core_start,
                ours.core_start + len(ours.core),
                case.write(theirs.core, is_first=a + at == 0, was=ours.core),
                change,
            )
            for at, (ours, theirs) in enumerate(zip(cited[a:b], right[c:d], strict=True))
            if ours.key != theirs.key
        ]
    words = [
        word.text.replace(word.core, case.write(word.core, is_first=a == 0 and at == 0), 1)
        for at, word in enumerate(right[c:d])
    ]
    if a == b:
        return [_inserted(cited, a, words, change)]
    start, end = cited[a].start, cited[b - 1].end
    if words:
        # The marks after the last word stay as they are
        tail = cited[b - 1].text[_end_of_core(cited[b - 1]) :]
        new = " ".join(words)
        new = new[: len(new) - len(words[-1])] + words[-1].rstrip(",.:;?!") + tail
        return [_edit(start, end, new, change)]
    if b < len(cited):
        return [_edit(start, cited[b].start, "", change)]
    kept = cited[b - 1].text[_end_of_core(cited[b - 1]) :]
    before = cited[a - 1].end if a else start
    return [_edit(before, end, kept, change)]


def _end_of_core(word: _Word) -> int:
    found = _CORE.search(word.text)
    return found.end() if found else 0


def _inserted(cited: Sequence[_Word], at: int, words: Sequence[str], change: Change) -> Edit:
    if at < len(cited):
        return _edit(cited[at].start, cited[at].start, f"{' '.join(words)} ", change)
    end = cited[-1].start + _end_of_core(cited[-1])
    return _edit(end, end, f" {' '.join(words)}", change)


def _first_letters(
    cited: Sequence[_Word],
    right: Sequence[_Word],
    matcher: SequenceMatcher[str],
    case: _Case,
    change: Change,
) -> Iterator[Edit]:
    """Yields the edits of a word that has become the first of the title, or is so no more."""
    for at, to in _pairs(matcher):
        ours, theirs = cited[at].core, right[to].core
        if (at == 0) == (to == 0) or not ours or not theirs or case.all_capitals:
            continue
        new = ours
        if at == 0 and ours[0].isupper() and theirs[0].islower():
            new = ours if case.capitals and len(ours) > 3 else ours[0].lower() + ours[1:]
        elif to == 0 and ours[0].islower():
            new = ours[0].upper() + ours[1:]
        if new != ours:
            start = cited[at].core_start
            yield _edit(start, start + len(ours), new, change)


def _edit(start: int, end: int, text: str, change: Change) -> Edit:
    return Edit(start=start, end=end, text=text, changes=(change,))
