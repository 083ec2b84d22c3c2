"""The name of a journal in the form that a list uses: abbreviated, with dots, in full."""

from __future__ import annotations

import re
from enum import Enum

from refcheck.model.record import BibliographicRecord
from refcheck.text.folding import squashed, words
from refcheck.text.words import word_set

__all__ = ["JournalForm", "abbreviation_of", "journal_form", "journal_in_form"]

# What comes after the name in NLM's full titles: "Haemophilia : the official journal of ...",
# "Respirology (Carlton, Vic.)"; a colon inside of brackets is part of a place.
_SUBTITLE = re.compile(r" [:=/] (?![^(]{0,80}\))")
_PLACE = re.compile(r"\s{1,3}\([^()]{1,80}\)\s{0,3}$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = word_set(
    "a an and as at but by de del der des die do du e el en et fur für for from i in into la las le"
    " les los nor o of on or over para per por pour the to und upon versus via von vs with y zur"
)


class JournalForm(Enum):
    """How a list writes journals."""

    ABBREVIATED = "abbreviated"  # J Affect Disord
    DOTTED = "dotted"  # J. Affect. Disord.
    FULL = "full"  # Journal of Affective Disorders


def abbreviation_of(record: BibliographicRecord) -> str | None:
    """Returns NLM's abbreviation of the record's journal ("J Affect Disord")."""
    return next(iter(record.container_variants), None)


def journal_form(printed: str, record: BibliographicRecord, after: str) -> JournalForm | None:
    """Returns the form of a name as it is printed, `after` the character that follows.

    None where it is none of the record's names, or where it is the same in several forms: "Pain",
    and "Cancer Cytopathol." before a full stop.
    """
    short, full = abbreviation_of(record), _bare(record.container_title or "")
    key = squashed(printed)
    if short and key == squashed(_PLACE.sub("", short)):
        if "." in printed:
            return JournalForm.DOTTED
        if key == squashed(full):
            return None
        whole = set(words(full))
        cut = [not set(words(word)) <= whole for word in printed.split()]
        return JournalForm.ABBREVIATED if after != "." or any(cut[:-1]) else None
    if full and key == squashed(full):
        return JournalForm.FULL
    return None


def journal_in_form(record: BibliographicRecord, form: JournalForm) -> str | None:
    """Returns the name of the record's journal in a form; None where the record has no name."""
    short, full = abbreviation_of(record), record.container_title
    if form is JournalForm.FULL or not short:
        return _capitalised(_bare(full)) if full else short
    if form is JournalForm.ABBREVIATED or not full:
        return short
    return _dotted(short, full)


def _bare(full: str) -> str:
    return _PLACE.sub("", _SUBTITLE.split(full, maxsplit=1)[0]).rstrip(". ")


def _capitalised(name: str) -> str:
    """Returns the name with a capital letter on every word that is not small."""

    def capital(found: re.Match[str]) -> str:
        word = found[0]
        small = found.start() > 0 and word in _SMALL
        return word if small or not word.islower() else word[0].upper() + word[1:]

    return _WORD.sub(capital, name)


def _dotted(short: str, full: str) -> str:
    """Returns the abbreviation with a dot after each word that is cut short, as ISO 4 has it."""
    whole = set(words(full))
    head, bracket, tail = short.partition(" (")
    dotted = [
        word if set(words(word)) <= whole or (word.isupper() and len(word) > 1) else f"{word}."
        for word in head.split()
    ]
    return " ".join(dotted) + bracket + tail
