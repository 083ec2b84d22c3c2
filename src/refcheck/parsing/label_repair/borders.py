"""Repairs the border between title and journal, where words of one were read into the other."""

from __future__ import annotations

from collections.abc import Sequence

from refcheck.parsing.label_repair.runs import first_run
from refcheck.parsing.thresholds import (
    ABBREVIATED_WORD_LETTERS,
    MOVED_TOKENS,
    WHOLE_WORD_LETTERS,
)
from refcheck.parsing.tokens import Token, Word
from refcheck.parsing.words import JOURNAL_SMALL_WORDS, LAST_TITLE_WORDS
from refcheck.text.patterns import lazy_regex

__all__ = ["complete_journal", "complete_title"]

_STOPS = frozenset([".", "?", "!"])
_SPECIES_AUTHOR = lazy_regex(r"\([A-Z][a-z.]{0,6}\)")


def complete_title(text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """The end of a title that was taken for the journal's beginning: what closes a bracket of the
    title ("Sorghum bicolor (L.) Moench). G3"), the second name of a species' author, and words
    without a capital right behind it ("... of bed rest and confinement. 9:26")."""
    span = _container(labels)
    if span is None or not span[0] or labels[span[0] - 1] != "title":
        return
    start, end = span
    words = [token.word for token in tokens[start:end]]
    before = tokens[start - 1].word
    if len(words) > 1 and not before.after and all(word.core.islower() for word in words):
        labels[start:end] = ["title"] * (end - start)
        return
    for place, word in enumerate(words[:-1][:MOVED_TOKENS]):
        if ")" in word.after:
            piece = text[tokens[start].start : tokens[start + place].end]
            if piece.count(")") > piece.count("("):
                labels[start : start + place + 1] = ["title"] * (place + 1)
            return
    printed = text[tokens[start - 1].start : tokens[start - 1].end]
    author = words[0].kind == "C" and words[0].after == "." and len(words) > 1
    if author and _SPECIES_AUTHOR.fullmatch(printed) and len(words[0].core) > 3:
        labels[start] = "title"


def complete_journal(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """The first words of an abbreviated journal that were taken for the last ones of the title:
    "Thymus serpyllum L. Evid. | Based Complement. Altern. Med."."""
    span = _container(labels)
    if span is None or not span[0] or labels[span[0] - 1] != "title":
        return
    start, end = span
    if tokens[start - 1].word.after != "." or not _is_abbreviated(tokens[start:end]):
        return
    first = labels.index("title")
    found = start
    for place in range(start - 1, max(first + 1, start - MOVED_TOKENS) - 1, -1):
        word = tokens[place].word
        if not _may_be_of_journal(word):
            break
        if word.after[:1] == "." and _ends_sentence(tokens, place - 1):
            found = place
    labels[found:start] = ["container"] * (start - found)


def _is_abbreviated(journal: Sequence[Token]) -> bool:
    """Returns whether the words of a journal are short, have capitals, and one has a full stop."""
    words = [token.word for token in journal]
    return any(word.after[:1] == "." for word in words) and all(
        word.lower in JOURNAL_SMALL_WORDS
        or (word.kind in "CUI" and len(word.core) <= ABBREVIATED_WORD_LETTERS)
        for word in words
    )


def _may_be_of_journal(word: Word) -> bool:
    """Returns whether a word can be one of an abbreviated journal: "Evid.", "Based", "of"."""
    if word.kind not in "CI":
        return word.lower in JOURNAL_SMALL_WORDS
    if word.lower in LAST_TITLE_WORDS:
        return False
    return word.after[:1] != "." or 1 < len(word.core) <= ABBREVIATED_WORD_LETTERS


def _ends_sentence(tokens: Sequence[Token], place: int) -> bool:
    """Returns whether a title can end with a token: "... in wheat.", "... Thymus serpyllum L.";
    "Mt." and "vs." are abbreviations."""
    word, before = tokens[place].word, tokens[place - 1].word
    if word.after not in _STOPS and not word.after.endswith((").", "].")):
        return False
    botanist = len(word.core) == 1 and before.kind == "l" and not before.after
    return word.kind in "YN" or len(word.core) > WHOLE_WORD_LETTERS or botanist


def _container(labels: Sequence[str]) -> tuple[int, int] | None:
    return first_run(labels, "container") if "container" in labels else None
