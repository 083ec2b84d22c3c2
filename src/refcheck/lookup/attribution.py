"""Which of several questions, joined in one search, a record is a hit of.

A record is a hit for certain where it holds all that a question asks for, word by word. PubMed may
see more in it than that: then the question is asked again by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from refcheck.lookup.questions import Question, doi_question, pmcid_question
from refcheck.model.record import BibliographicRecord, PersonName
from refcheck.text.folding import fold

__all__ = ["attributed", "joined", "names_identifier", "spoilt"]

_PART = re.compile(r"([^\[\]]{1,400})\[(ti|1au|dp)\](?: AND )?")


def joined(questions: Sequence[Question]) -> str:
    """One search whose hits are those of all `questions`."""
    if len(questions) == 1:
        return questions[0].text
    return " OR ".join(
        question.text if names_identifier(question) else f"({question.text})"
        for question in questions
    )


def names_identifier(question: Question) -> bool:
    """Whether a search is for a DOI or PMCID alone."""
    return question.text.endswith(("[doi]", "[aid]"))


def spoilt(questions: Iterable[Question], dropped: Sequence[str]) -> list[Question]:
    """The questions that are made wider by phrases that PubMed left out of the joined search.

    An identifier that is left out has no hit, and widens nothing.
    """
    phrases = [phrase.partition("[")[0].strip(' "').lower() for phrase in dropped]
    return [
        question
        for question in questions
        if not names_identifier(question) and any(phrase in question.text for phrase in phrases)
    ]


def attributed(
    records: Iterable[BibliographicRecord], questions: Sequence[Question]
) -> dict[Question, list[str]]:
    """For each question the PMIDs of the records that are certainly hits of it."""
    wanted = set(questions)
    searches = [(question, _parts(question)) for question in questions]
    found: dict[Question, list[str]] = {}
    for record in records:
        named = {question for question in _identified_by(record) if question in wanted}
        words = frozenset(fold(record.title or "").split())
        named |= {
            question
            for question, parts in searches
            if parts and all(_HOLDS[tag](record, words, value) for value, tag in parts)
        }
        for question in named:
            found.setdefault(question, []).append(record.pmid or "")
    return found


def _parts(question: Question) -> list[tuple[str, str]]:
    """The terms of a search as (value, tag); none where it is not made of terms known here."""
    parts = [(match[1], match[2]) for match in _PART.finditer(question.text)]
    rebuilt = " AND ".join(f"{value}[{tag}]" for value, tag in parts)
    return parts if rebuilt == question.text else []


def _identified_by(record: BibliographicRecord) -> Iterable[Question]:
    if record.doi:
        yield doi_question(record.doi)
    if record.pmcid:
        yield pmcid_question(record.pmcid)


def _has_word(_record: BibliographicRecord, words: frozenset[str], value: str) -> bool:
    return value in words


def _has_first_author(record: BibliographicRecord, _words: frozenset[str], value: str) -> bool:
    first = record.authors[0] if record.authors else None
    return isinstance(first, PersonName) and fold(first.full_family) == value


def _has_year(record: BibliographicRecord, _words: frozenset[str], value: str) -> bool:
    first, _, last = value.partition(":")
    return any(int(first) <= date.date.year <= int(last or first) for date in record.dates)


_HOLDS: dict[str, Callable[[BibliographicRecord, frozenset[str], str], bool]] = {
    "ti": _has_word,
    "1au": _has_first_author,
    "dp": _has_year,
}
