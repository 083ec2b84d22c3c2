"""The name of a journal in the form that a list gives it: in full, abbreviated, with full stops."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from rapidfuzz.fuzz import ratio

from refcheck.fixes.journal_forms import JournalForm, journal_in_form
from refcheck.model.record import BibliographicRecord
from refcheck.text.folding import folded
from refcheck.text.words import word_set

__all__ = ["form_of_journal", "journal_as"]


_SMALL: Final = word_set("a an and at by for from in of on the to with de la le les des du et der")
# Words that full names do not have: frequent ones of NLM's list of abbreviations.
_SHORT_WORDS: Final = word_set(
    "j int am br eur clin med res sci rev proc natl acad ann arch biol chem engl surg psychiatr"
    " pharmacol exp gen immunol neurol neurosci pediatr physiol psychol assoc soc bull curr opin"
    " environ epidemiol genet microbiol mol nutr obstet gynecol ophthalmol orthop pathol phys rep"
    " toxicol trop vet virol endocrinol metab cardiol gastroenterol dermatol radiol rheumatol"
    " oncol nurs educ manag adv appl annu dis disord ther transl behav biochem biophys infect"
    " intern jpn scand zentralbl urol"
)
_SIMILAR: Final = 82  # per cent: a misspelt name is nearer to its own form than to the other one
_NEARER: Final = 6
_LEAST_LONG: Final = 4  # letters; shorter words are small words in any title
# "Journal of clinical oncology : official journal of ...", "Hepatology (Baltimore, Md.)"
_FURTHER: Final = re.compile(r"\s[:=]\s.*$|\s\([^()]{1,80}\)$")


def journal_as(
    cited: str | None, record: BibliographicRecord, samples: Sequence[str] = ()
) -> str | None:
    """Returns the journal of a record as a list would write it; None where the record has none.

    `cited` is the name that it replaces, `samples` are the names of other journals in the list:
    they decide where `cited` alone does not tell ("Nature").
    """
    full = _FURTHER.sub("", record.container_title or "")
    short = next(iter(record.container_variants), "")
    plain_short = _FURTHER.sub("", short)
    if not full or not short or folded(full) == folded(plain_short):
        return max((plain_short, full), key=_capitals) or None  # "PLoS One", "SpringerPlus"
    match _form(cited or "", full, short) or _usual(samples):
        case JournalForm.ABBREVIATED | JournalForm.DOTTED as form:
            return journal_in_form(record, form)
        case _:
            return _in_full(record, full, cited or "", samples)


def _capitals(name: str) -> tuple[int, int]:
    """Returns how many capitals a name has, and how many of them are within words."""
    inner = sum(char.isupper() for word in name.split() for char in word[1:])
    return sum(map(str.isupper, name)), inner


def form_of_journal(name: str) -> JournalForm | None:
    """Returns the form of a name; None where it may be any ("Nature", "Cancer Cell")."""
    found = name.split()
    if any(word.lower() in _SMALL or word == "&" for word in found):
        return JournalForm.FULL
    if len(found) > 1 or name.endswith("."):
        if sum(word.endswith(".") and len(word) > 1 for word in found) * 2 >= len(found):
            return JournalForm.DOTTED
        if any(word.strip(".,").lower() in _SHORT_WORDS for word in found):
            return JournalForm.ABBREVIATED
    if any(word.lower() in ("journal", "american", "international") for word in found):
        return JournalForm.FULL
    return None


def _form(cited: str, full: str, short: str) -> JournalForm | None:
    """Returns the form of the cited name, a misspelt one also by what it is similar to."""
    form = form_of_journal(cited)
    if form is JournalForm.DOTTED:
        return form
    name = folded(cited)
    to_full = max(ratio(name, folded(full)), ratio(name, folded(full).removeprefix("the ")))
    to_short = ratio(name, folded(short))
    if max(to_full, to_short) >= _SIMILAR and abs(to_full - to_short) >= _NEARER:
        return JournalForm.FULL if to_full > to_short else JournalForm.ABBREVIATED
    return form


def _usual(samples: Sequence[str]) -> JournalForm | None:
    counts = Counter(form for name in samples if (form := form_of_journal(name)))
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
        if len(name.split()) > 1 and form_of_journal(name) not in abbreviated
    ]
    if names[:1] == [cited] and ratio(folded(cited), folded(full)) >= _SIMILAR:
        names = [cited]
    small = [name for name in names if _is_sentence_case(name)]
    if len(small) * 2 > len(names):
        return full[0].upper() + full[1:]
    return name


def _is_sentence_case(name: str) -> bool:
    longer = [word for word in name.split()[1:] if len(word) >= _LEAST_LONG and word[0].isalpha()]
    return any(word[0].islower() and word.lower() not in _SMALL for word in longer)
