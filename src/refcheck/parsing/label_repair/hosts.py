"""Repairs the labels of works that are parts of others, and of pages of the web: the title before
"In:" or before an address, the book after it."""

from __future__ import annotations

from collections.abc import Sequence

from refcheck.parsing.label_repair.people.authors import end_of_authors
from refcheck.parsing.thresholds import EDITORS_TOKENS, FOUND_TITLE_TOKENS, HOST_TOKENS
from refcheck.parsing.tokens import Token
from refcheck.parsing.words import ADDRESS_WORDS, EDITOR_WORDS

__all__ = [
    "clear_editors",
    "find_before_address",
    "find_host",
    "find_part",
    "find_part_behind_whole",
]

_UNREAD = frozenset(["O", "year", "publisher"])
_STOPS = (".", "?", "!", ".”", "].", ").")


def find_host(text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """The book after "In:" that was taken for the title, or for nothing: "Asthma. In: StatPearls.
    Treasure Island (FL): ..."."""
    place = _in_colon(text, tokens)
    if place is None or "container" in labels or _has_editors(tokens[place:]):
        return
    end = _end_of_host(tokens, place + 1)
    if end == place + 1 or not {*labels[place + 1 : end]} <= {"O", "title"}:
        return
    if "title" in labels[:place] or _find_title(tokens, labels, place):
        labels[place + 1 : end] = ["container"] * (end - place - 1)
        for other in range(end, len(labels)):
            if labels[other] == "title":
                labels[other] = "O"


def find_part(text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """The title of a chapter that was taken for names, or for nothing: "Raymond GV, Fatemi A.
    X-Linked Adrenoleukodystrophy. 1999 Mar 26. In: ..., editors. GeneReviews"."""
    place = _in_colon(text, tokens)
    if place is not None and "container" in labels[place:] and "title" not in labels:
        _find_title(tokens, labels, place)


def _find_title(tokens: Sequence[Token], labels: list[str], before: int) -> bool:
    """Labels the sentence after the authors as the title, if there is one; returns whether."""
    start = _start_of_title(tokens, labels)
    stop = _end_of_sentence(tokens, start)
    if start is None or not start < stop <= before:
        return False
    labels[start:stop] = ["title"] * (stop - start)
    return True


def _has_editors(tokens: Sequence[Token]) -> bool:
    return any(token.word.lower in EDITOR_WORDS for token in tokens[:EDITORS_TOKENS])


def clear_editors(text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """Names between "In:" and "editors" are not those of the authors."""
    place = _in_colon(text, tokens)
    if place is None or "container" not in labels[place:] or place not in range(1, len(labels)):
        return
    container = labels.index("container", place)
    between = range(place + 1, container)
    if any(tokens[p].word.lower in EDITOR_WORDS for p in between):
        for p in between:
            if labels[p][0] in "BI":
                labels[p] = "O"


def find_before_address(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """The title of a page of the web, of which no field was found: "Smith J. Depression. Available
    at: ..."."""
    if "title" in labels or "container" in labels or "volume" in labels:
        return
    address = next((p for p, token in enumerate(tokens) if token.word.kind == "D"), None)
    start = _start_of_title(tokens, labels)
    if address is None or start is None or start >= address:
        return
    end = next((p for p in range(start, address) if tokens[p].word.lower in ADDRESS_WORDS), address)
    stop = _end_of_sentence(tokens, start)
    end = stop if start < stop < end else end
    if start < end <= start + FOUND_TITLE_TOKENS and {*labels[start:end]} <= _UNREAD:
        labels[start:end] = ["title"] * (end - start)


def find_part_behind_whole(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """A part that is named behind the whole: "LiverTox [Internet]. Bethesda (MD): NIDDK; 2012-.
    Acetaminophen. Available from: ..."."""
    if "container" in labels or "publisher" not in labels or "year" not in labels:
        return
    title, year = labels.index("title") if "title" in labels else None, labels.index("year")
    if title is None or not title < labels.index("publisher") < year:
        return
    medium = any(token.word.core.lower() == "internet" for token in tokens[:year])
    if not medium or tokens[year].word.after[:1] not in ("-", "–"):
        return
    start = year + 1
    stop = _end_of_sentence(tokens, start)
    if not start < stop <= start + HOST_TOKENS or {*labels[start:stop]} != {"O"}:
        return
    if tokens[start].word.lower in ADDRESS_WORDS or tokens[start].word.kind in "PYND":
        return
    labels[:] = ["container" if label == "title" else label for label in labels]
    labels[start:stop] = ["title"] * (stop - start)


def _in_colon(text: str, tokens: Sequence[Token]) -> int | None:
    """Returns the place of "In:" after the first words."""
    if "In" not in text:
        return None
    for place, token in enumerate(tokens):
        if place and token.word.core == "In" and ":" in token.word.after:
            return place
    return None


def _end_of_host(tokens: Sequence[Token], start: int) -> int:
    """Returns the place after the name of a book: before "[Internet]", or after its full stop."""
    for place in range(start, min(len(tokens), start + HOST_TOKENS)):
        word = tokens[place].word
        if word.kind in "NR" or word.after[:1] == ",":
            return start  # "In: Mayr, A. u. F. Grimm", "In: Amtsblatt L 149"
        if word.before[:1] == "[" or word.lower in EDITOR_WORDS or word.kind in "YD":
            return place
        if word.after.endswith(".") and word.kind not in "IM":
            return place + 1
    return start


def _start_of_title(tokens: Sequence[Token], labels: Sequence[str]) -> int | None:
    """Returns the place after the authors, as they are labelled or as their form says."""
    start = end_of_authors(tokens)
    if start is None:
        names = [p for p, label in enumerate(labels) if label[0] in "BI"]
        if not names or names[-1] + 1 >= len(tokens) or len(names) > names[-1] + 1:
            return None
        start = names[-1] + 1
    while start < len(tokens) and tokens[start].word.kind == "Y":
        start += 1
    return start


def _end_of_sentence(tokens: Sequence[Token], start: int | None) -> int:
    if start is None:
        return 0
    for place in range(start, len(tokens)):
        word = tokens[place].word
        if word.kind not in "YND" and word.after.endswith(_STOPS):
            return place + 1
    return start
