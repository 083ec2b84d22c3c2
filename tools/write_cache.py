"""Makes cache/ out of cache_facts.json: the answers to every question that seeds/ give rise to.

    python tools/write_cache.py [DIRECTORY]

Nothing is asked of anybody. Each question is answered as the service is known to answer it, from
the records of the table alone: a citation line by journal, volume and first page (a wrong author or
year is tolerated), a title search by all its words, an identifier by itself. References that the
table names as unanswered get no answer at all. Run it again when the questions change.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import refcheck
from record_xml import Fact, record_xml
from refcheck.lookup.answers import Entry, citation_entry, record_entry, search_entry
from refcheck.lookup.questions import (
    Endpoint,
    Question,
    citation_question,
    identifier_questions,
    record_question,
    title_question,
    wider_question,
)
from refcheck.lookup.text_cache import write_text_cache
from refcheck.model.record import BibliographicRecord
from refcheck.text.folding import fold

ROOT = Path(__file__).resolve().parents[1]
_TERM = re.compile(r'"?(?P<value>[^"]+)"?\[(?P<field>\w+)\]')


def main(directory: Path) -> None:
    """Write the cache into `directory` and say how many answers it holds."""
    table: dict[str, Any] = json.loads((ROOT / "tools/cache_facts.json").read_text("utf-8"))
    retrieved = datetime.fromisoformat(table["retrieved"]).replace(tzinfo=UTC).timestamp()
    facts: list[Fact] = table["records"]
    records = [
        record_entry(record_question(fact["pmid"]), record_xml(fact).encode(), retrieved)
        for fact in facts
    ]
    questions = [
        question
        for record in cited_works(table["unanswered"])
        for question in questions_about(record)
        if question.endpoint is not Endpoint.RECORD
    ]
    answers = [answer(question, facts, retrieved) for question in dict.fromkeys(questions)]
    print(f"{write_text_cache(directory, [*records, *answers])} answers in {directory}")


def cited_works(unanswered: dict[str, list[int]]) -> Iterator[BibliographicRecord]:
    """The works that the articles in seeds/ cite, without those that are to stay unanswered."""
    for path in sorted((ROOT / "seeds").iterdir()):
        name = path.relative_to(ROOT).as_posix()
        for document in refcheck.extract(path):
            for checked in document.references:
                if checked.reference.string.number not in unanswered.get(name, []):
                    yield checked.reference.record


def questions_about(record: BibliographicRecord) -> Iterator[Question]:
    """Every question that can be asked about a work, whatever earlier ones are answered with."""
    yield from identifier_questions(record)
    makers = (citation_question, title_question, wider_question)
    for question in (make(record) for make in makers):
        if question is not None:
            yield question


def answer(question: Question, facts: Sequence[Fact], retrieved: float) -> Entry:
    """What the service would answer if PubMed held the records of the table and no others."""
    if question.endpoint is Endpoint.CITATION:
        cited = [fact["pmid"] for fact in facts if is_cited(fact, question.text)]
        return citation_entry(question, cited[0] if len(cited) == 1 else "NOT_FOUND", retrieved)
    matches = [_TERM.fullmatch(term) for term in question.text.split(" AND ")]
    terms = [(match["value"], match["field"]) for match in matches if match]
    if len(terms) != len(matches):
        raise ValueError(f"a search of a form that is not known: {question.text}")
    found = [fact["pmid"] for fact in facts if all(holds(fact, *term) for term in terms)]
    return search_entry(question, len(found), found, [], retrieved)


def is_cited(fact: Fact, line: str) -> bool:
    """Whether the journal, volume and first page of a citation line are those of the record.

    Only the number of the volume counts: "36 Suppl 1" is printed in many ways.
    """
    journal, _year, volume, page, _author = line.split("|")
    titles = {fold(title) for title in (fact["medline_ta"], *titles_of(fact["journal"]))}
    return (
        fold(journal) in titles
        and fold(volume).split()[:1] == fold(fact.get("volume", "")).split()[:1]
        and fold(page) == fold(re.split(r"[-,;]", fact["pages"])[0])
    )


def titles_of(journal: str) -> tuple[str, ...]:
    """The forms of a full title: "X : organ of Y" is also known as "X"."""
    return journal, journal.split(" : ", maxsplit=1)[0]


def printed_years(fact: Fact) -> list[str]:
    """The years of the issue, and of the electronic date."""
    dates = [*fact["pub_date"].values(), fact.get("electronic_date", "")]
    return re.findall(r"\d{4}", " ".join(dates))


def holds(fact: Fact, value: str, field: str) -> bool:
    """Whether a search term with its field tag finds the record."""
    match field:
        case "ti":
            return value in fold(fact["title"]).split()
        case "1au":
            return bool(fold(fact["authors"][0][0]) == value)
        case "dp":
            first, _, last = value.partition(":")
            return any(first <= year <= (last or first) for year in printed_years(fact))
        case "doi" | "aid":
            identifiers = [text.casefold() for _, text in fact.get("article_ids", [])]
            identifiers += [text.casefold() for _, text in fact.get("elocations", [])]
            return value.casefold() in identifiers
        case _:
            raise ValueError(f"no search by the field {field!r} is known")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "cache")
