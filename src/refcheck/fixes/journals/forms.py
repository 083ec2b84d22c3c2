"""The name of a journal in the form that a list uses: abbreviated, with dots, in full."""

from __future__ import annotations

import re
from enum import Enum

from refcheck.model.record import BibliographicRecord
from refcheck.text.folding import squashed, words
from refcheck.text.words import word_set

__all__ = [
    "SMALL_WORDS",
    "JournalForm",
    "abbreviation_of",
    "bare_name",
    "capitalised",
    "form_of_name",
    "journal_form",
    "journal_in_form",
]

# What comes after the name in NLM's full titles: "Haemophilia : the official journal of ...",
# "Respirology (Carlton, Vic.)"; a colon inside of brackets is part of a place.
_SUBTITLE = re.compile(r" [:=/] (?![^(]{0,80}\))")
_PLACE = re.compile(r"\s{1,3}\([^()]{1,80}\)\s{0,3}$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SMALL_WORDS = word_set(
    "a an and as at but by de del der des die do du e el en et fur für for from i in into la las le"
    " les los nor o of on or over para per por pour the to und upon versus via von vs with y zur"
)

# Words that full names do not have: frequent ones of NLM's list of abbreviations.
_SHORT_WORDS = word_set(
    "j int am br eur clin med res sci rev proc natl acad ann arch biol chem engl surg psychiatr"
    " pharmacol exp gen immunol neurol neurosci pediatr physiol psychol assoc soc bull curr opin"
    " environ epidemiol genet microbiol mol nutr obstet gynecol ophthalmol orthop pathol phys rep"
    " toxicol trop vet virol endocrinol metab cardiol gastroenterol dermatol radiol rheumatol"
    " oncol nurs educ manag adv appl annu dis disord ther transl behav biochem biophys infect"
    " intern jpn scand zentralbl urol"
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
    short, full = abbreviation_of(record), bare_name(record.container_title or "")
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


def form_of_name(name: str) -> JournalForm | None:
    """Returns the form of a name by its words alone; None where it may be any ("Nature", "Cancer
    Cell")."""
    found = name.split()
    if any((word if len(word) == 1 else word.lower()) in SMALL_WORDS | {"&"} for word in found):
        return JournalForm.FULL  # but "Acta Crystallogr A"
    if len(found) > 1 or name.endswith("."):
        short = [word for word in found if word.strip(".,").lower() in _SHORT_WORDS]
        dotted = sum(word.endswith(".") and len(word) > 1 for word in found)
        if dotted * 2 >= len(found) or (short and all(word.endswith(".") for word in short)):
            return JournalForm.DOTTED
        if short:
            return JournalForm.ABBREVIATED
    if any(word.lower() in ("journal", "american", "international") for word in found):
        return JournalForm.FULL
    return None


def journal_in_form(record: BibliographicRecord, form: JournalForm) -> str | None:
    """Returns the name of the record's journal in a form; None where the record has no name."""
    short, full = abbreviation_of(record), record.container_title
    if form is JournalForm.FULL or not short:
        return capitalised(bare_name(full)) if full else short
    if form is JournalForm.ABBREVIATED or not full:
        return short
    return _dotted(short, full)


def bare_name(full: str) -> str:
    """Returns a name of NLM's without subtitle and place: "Haemophilia", "Respirology"."""
    return _PLACE.sub("", _SUBTITLE.split(full, maxsplit=1)[0]).rstrip(". ")


def capitalised(name: str) -> str:
    """Returns the name with a capital letter on every word that is not small."""

    def capital(found: re.Match[str]) -> str:
        word = found[0]
        small = found.start() > 0 and word in SMALL_WORDS
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
