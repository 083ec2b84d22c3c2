"""Several works in one entry, cut apart: "(a) Smith J. ... (b) Doe A. ...", "...; Doe A. ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from refcheck.extraction.reference_list.entry_text import EntryDraft
from refcheck.extraction.reference_list.likelihood import NAME_AT_START, YEAR_ALONE, likelihood
from refcheck.extraction.thresholds import (
    LISTED_WORK_CHARACTERS,
    MOST_WORKS_IN_ENTRY,
    SEVERAL_WORKS_CHARACTERS,
    WORK_CHARACTERS,
    WORK_IN_ENTRY_LIKELIHOOD,
)
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.identifiers import find_identifiers
from refcheck.text.works.locators import printed_locators

__all__ = ["each_work", "first_mark_length", "signal_length"]

# Where a further work may begin: at "(b) ", "b) ", "[b] ", "(ii) ", after a stop or a semicolon.
_FIRST: Final = lazy_regex(r"\s{0,3}(?:(?P<open>[(\[]?)(?P<sign>a|A|i)(?P<close>[)\]]))\s{0,3}")
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_BEFORE: Final = lazy_regex(r"[.;,:)\]\d](?:\s{1,3}(?:and|und|et|y))?\s{0,3}\Z")
# "But see Daly EJ ...", "See also ...", "; with ..." of "Compare ... with ...".
_SIGNAL: Final = lazy_regex(
    r"(?i:but see(?: also)?|see(?:,? e\.\s?g\.,?| also| generally)?,?"
    r"|for (?:a|an|the) [^.;:\n]{1,60}?,? see(?: also)?|compare|contrast|cf\.?|accord|contra"
    r"|e\.\s?g\.,?|vgl\.(?: auch)?|siehe(?: auch)?"
    r"|s\. auch|voir(?: aussi)?|véase(?: también)?|reviewed (?:in|by)|as reviewed (?:in|by)"
    r"|for reviews?,? see(?: also)?|reviews?:|review(?:s|ed)? in:?)(?=\s)[\s:,]{1,3}"
)
_JOINT: Final = lazy_regex(
    r"(?P<stop>[.;]\s{1,3}(?:and\s)?|\s(?=with\s[^\W\d_]))(?:with\s)?(?=[^\W\d_])"
)
_ENDED: Final = lazy_regex(r"[\d)\]/][.,;]?\s{0,3}\Z|10\.\d{4,9}/\S{1,200}\Z")


def signal_length(text: str) -> int:
    """Returns how many characters of a signal ("See, e.g., ") come before a reference, or 0."""
    length = 0
    while (found := _SIGNAL.match(text, length)) is not None:
        length = found.end()
    return length if length and NAME_AT_START.match(text, length) else 0


def first_mark_length(text: str) -> int:
    """Returns how many characters of the mark of a first work ("(a) ") come before it, or 0."""
    first = _FIRST.match(text)
    return first.end() if first else 0


def each_work(text: str, draft: EntryDraft) -> list[EntryDraft]:
    """Returns an entry as one draft per work; the draft as it is where it names but one.

    Labels of works in one entry are the entry's with the letter of the work: "1. (b)".
    """
    pieces = [text[a:b] for a, b in draft.parts]
    joined = " ".join(pieces)
    if not WORK_CHARACTERS < len(joined) <= SEVERAL_WORKS_CHARACTERS:
        return [draft]
    starts = [0]
    for piece in pieces[:-1]:
        starts.append(starts[-1] + len(piece) + 1)
    cuts = _enumerated(joined) or _joined_works(joined)
    if len(cuts) < 2:
        begin = signal_length(joined)
        return [_part(draft, starts, begin, len(joined))] if begin else [draft]
    drafts = []
    for number, (begin, end) in enumerate(cuts):
        part = _part(draft, starts, begin + signal_length(joined[begin:end]), end)
        label = f"{draft.label or ''} ({chr(97 + number)})".strip() if draft.label else None
        last = number == len(cuts) - 1
        drafts.append(EntryDraft(label, part.parts, draft.after if last else ()))
    return drafts


def _part(draft: EntryDraft, starts: Sequence[int], begin: int, end: int) -> EntryDraft:
    """Returns the stretches of a draft from `begin` to `end` of its joined text."""
    parts = []
    for (first, stop), start in zip(draft.parts, starts, strict=True):
        low, high = first + max(0, begin - start), min(stop, first + end - start)
        if low < high:
            parts.append((low, high))
    return EntryDraft(draft.label, tuple(parts), draft.after)


def _enumerated(text: str) -> list[tuple[int, int]]:
    """Returns the works of an entry that numbers them with letters; none if it does not."""
    first = _FIRST.match(text)
    if first is None:
        return []
    opened, closed = first["open"], first["close"]
    signs = _ROMAN if first["sign"] == "i" else tuple(map(chr, range(ord(first["sign"]), 123)))
    marks = [(first.start(), first.end())]
    for sign in signs[1:MOST_WORKS_IN_ENTRY]:
        place = _next_mark(text, f"{opened}{sign}{closed}", marks[-1][1])
        if place is None:
            break
        marks.append(place)
    ends = [begin for begin, _ in marks[1:]] + [len(text)]
    works = [(begin, _trimmed(text, end)) for (_, begin), end in zip(marks, ends, strict=True)]
    good = sum(_is_dated(text[begin:end]) for begin, end in works)
    return works if len(works) > 1 and 2 * good > len(works) else []


def _next_mark(text: str, mark: str, begin: int) -> tuple[int, int] | None:
    place = text.find(mark, begin + 1)
    while place >= 0:
        end = place + len(mark)
        while end < len(text) and text[end] == " ":
            end += 1
        if _BEFORE.search(text[max(0, place - 8) : place]) and text[end : end + 1].isalpha():
            return place, end
        place = text.find(mark, place + 1)
    return None


def _joined_works(text: str) -> list[tuple[int, int]]:
    """Returns the works that follow one another in an entry, each with its own locator."""
    if len(printed_locators(text)) < 2:
        return []
    begins = [0]
    ends = []
    for joint in _JOINT.finditer(text):
        if joint.start() < begins[-1] + WORK_CHARACTERS or len(begins) == MOST_WORKS_IN_ENTRY:
            continue
        before = text[begins[-1] : joint.start()]
        if joint["stop"][0] == ";" and "; " in before:
            continue  # "Calcaterra A.; D’Acquarica I. ...": the sign parts names here
        if _parts_works(before, text[joint.end() :]):
            ends.append(_trimmed(text, joint.start() + joint["stop"].startswith(".")))
            begins.append(joint.end())
    return [*zip(begins, [*ends, len(text)], strict=True)] if ends else []


def _parts_works(before: str, after: str) -> bool:
    """Returns whether a work ends and a further one begins at a joint."""
    after = after[signal_length(after) :][:LISTED_WORK_CHARACTERS]
    return (
        _ENDED.search(before) is not None
        and _is_located(before)
        and NAME_AT_START.match(after) is not None
        and _is_located(after)
        and likelihood(before[signal_length(before) :]) > WORK_IN_ENTRY_LIKELIHOOD
        and likelihood(after) > WORK_IN_ENTRY_LIKELIHOOD
    )


def _is_located(text: str) -> bool:
    return bool(printed_locators(text))


def _is_dated(text: str) -> bool:
    return re.search(YEAR_ALONE, text) is not None or bool(find_identifiers(text))


def _trimmed(text: str, end: int) -> int:
    """Returns where a work ends without the sign that parts it from the next one."""
    while end > 0 and text[end - 1] in " ;,":
        end -= 1
    return end
