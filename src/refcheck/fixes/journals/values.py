"""The name of a journal in the form that a list gives it: in full, abbreviated, with full stops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from rapidfuzz.fuzz import ratio

from refcheck.fixes.journals.forms import (
    SMALL_WORDS,
    JournalForm,
    abbreviation_of,
    bare_name,
    capitalised,
    form_of_name,
    journal_in_form,
)
from refcheck.model.record import BibliographicRecord
from refcheck.text.folding import folded

__all__ = ["journal_as"]


_SIMILAR: Final = 82  # per cent: a misspelt name is nearer to its own form than to the other one
_NEARER: Final = 6
_LEAST_LONG: Final = 4  # letters; shorter words are small words in any title


def journal_as(
    cited: str | None, record: BibliographicRecord, samples: Sequence[str] = ()
) -> str | None:
    """Returns the journal of a record as a list would write it; None where the record has none.

    `cited` is the name that it replaces, `samples` are the names of other journals in the list:
    they decide where `cited` alone does not tell ("Nature").
    """
    full, short = bare_name(record.container_title or ""), abbreviation_of(record) or ""
    form = _form(cited or "", full, short) or _usual(samples)
    if not full or not short or folded(full) == folded(bare_name(short)):
        return _only_name(cited or "", full, short, form) or None
    match form:
        case JournalForm.ABBREVIATED | JournalForm.DOTTED:
            return journal_in_form(record, form)
        case _:
            return _in_full(record, full, cited or "", samples)


def _only_name(cited: str, full: str, short: str, form: JournalForm | None) -> str:
    """Returns a name that is not shortened: with its place where a list has NLM's names, "Medicine
    (Baltimore)"; with its marks where it has full ones, "Trauma, Violence & Abuse"."""
    bare = bare_name(short)
    if full and form is JournalForm.FULL and full.lower() != bare.lower():
        return capitalised(full)
    if bare != short and ("(" in cited or form in (JournalForm.ABBREVIATED, JournalForm.DOTTED)):
        return short
    return max((bare, full), key=_capitals)  # "PLoS One", "SpringerPlus"


def _capitals(name: str) -> tuple[int, int]:
    """Returns how many capitals a name has, and how many of them are within words."""
    inner = sum(char.isupper() for word in name.split() for char in word[1:])
    return sum(map(str.isupper, name)), inner


def _form(cited: str, full: str, short: str) -> JournalForm | None:
    """Returns the form of the cited name, a misspelt one also by what it is similar to."""
    form = form_of_name(cited)
    if form is JournalForm.DOTTED:
        return form
    name = folded(cited)
    to_full = max(ratio(name, folded(full)), ratio(name, folded(full).removeprefix("the ")))
    to_short = ratio(name, folded(short))
    if max(to_full, to_short) >= _SIMILAR and abs(to_full - to_short) >= _NEARER:
        return JournalForm.FULL if to_full > to_short else JournalForm.ABBREVIATED
    return form


def _usual(samples: Sequence[str]) -> JournalForm | None:
    counts = Counter(form for name in samples if (form := form_of_name(name)))
    return counts.most_common(1)[0][0] if counts else None


def _in_full(
    record: BibliographicRecord, full: str, cited: str, samples: Sequence[str]
) -> str | None:
    """Returns the full name with the capitals of the list: NLM's own has few ("Journal of affective
    disorders")."""
    name = journal_in_form(record, JournalForm.FULL) or full
    article = full[:4].lower() == "the " and cited[:4].lower() != "the "
    if article and ratio(folded(cited), folded(full[4:])) >= _SIMILAR:
        full, name = full[4:], name[4:]
    abbreviated = (JournalForm.ABBREVIATED, JournalForm.DOTTED)
    names = [
        name
        for name in (cited, *samples)
        if len(name.split()) > 1 and form_of_name(name) not in abbreviated
    ]
    if names[:1] == [cited] and ratio(folded(cited), folded(full)) >= _SIMILAR:
        names = [cited]
    small = [name for name in names if _is_sentence_case(name)]
    if len(small) * 2 > len(names):
        return full[0].upper() + full[1:]
    return name


def _is_sentence_case(name: str) -> bool:
    longer = [word for word in name.split()[1:] if len(word) >= _LEAST_LONG and word[0].isalpha()]
    return any(word[0].islower() and word.lower() not in SMALL_WORDS for word in longer)
