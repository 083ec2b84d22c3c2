"""Repairs the labels of journals that were taken for authors, where a reference has no title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refcheck.journals.authority import is_journal_to_the_letter
from refcheck.parsing.tokens import Token

__all__ = ["find_behind_authors"]

# A year is taken for a given name, too.
_OF_YEAR = frozenset(["year", "O", "Bgiven", "Igiven", "Ifamily"])
_STOPS = frozenset(",.;")


def find_behind_authors(text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """ "Stone DM, Nature 1996", "Smith J, Jones K. Lancet 2009": what stands between an author and
    the year, and is a journal by its whole name, is nobody."""
    if "title" in labels or "container" in labels:
        return
    year = next((place for place, token in enumerate(tokens) if token.word.kind == "Y"), None)
    if not year or labels[year] not in _OF_YEAR:
        return
    if any(name[0] not in "BIO" for name in labels[:year]):
        return
    end = tokens[year - 1].start + len(tokens[year - 1].word.before + tokens[year - 1].word.core)
    for start in _beginnings(tokens, labels, year):
        if is_journal_to_the_letter(text[tokens[start].start : end]):
            labels[start : year + 1] = [*["container"] * (year - start), "year"]
            return


def _beginnings(tokens: Sequence[Token], labels: Sequence[str], end: int) -> Iterator[int]:
    """Yields where a journal can begin behind an author, from the first: after a mark, with a word
    that is no initial. "Stone, Grace 1996" is a person: whose name has no initials is left whole,
    unless numbers follow, as they do a journal."""
    has_initials = "volume" in labels
    for place in range(1, end):
        before, word = tokens[place - 1].word, tokens[place].word
        has_initials = has_initials or before.kind == "I"
        parted = not _STOPS.isdisjoint(before.after) or before.kind == "I"
        if parted and has_initials and len(word.core) > 2:
            yield place
