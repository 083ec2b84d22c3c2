"""Makes cache/ out of cache_facts.json: the responses to the queries that checking seeds/ asks.

    python tools/write_cache.py [DIRECTORY]

Nothing is asked of anybody. Each query is answered as the service is known to answer it, from
the records and the journals of the table alone: a citation line by journal, volume and first page
(a wrong author or year is tolerated), a search by all its words, an identifier by itself.
References that the table names as unanswered get no answer at all. The articles are checked again
and again, until no other query is left open. Run it again when the queries change.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import refcheck
from record_xml import Fact, record_xml
from refcheck.lookup.cache.entries import CachedResponse
from refcheck.lookup.cache.text import write_text_cache
from refcheck.lookup.pubmed.queries import Endpoint, asks_coverage, everything_query, record_query
from refcheck.lookup.pubmed.responses import cached_citation, cached_record, cached_search
from refcheck.lookup.pubmed.text_form import TEXT_FORM
from refcheck.lookup.query import Query
from refcheck.settings import Settings
from refcheck.text.folding import fold

ROOT = Path(__file__).resolve().parents[1]
_TERM = re.compile(r'"?(?P<value>[^"]+)"?\[(?P<field>\w+)\]')


def main(directory: Path) -> None:
    """Write the cache into `directory` and say how many answers it holds."""
    table: dict[str, Any] = json.loads((ROOT / "tools/cache_facts.json").read_text("utf-8"))
    retrieved = datetime.fromisoformat(table["retrieved"]).replace(tzinfo=UTC).timestamp()
    records = [
        cached_record(record_query(fact["pmid"]), record_xml(fact).encode(), retrieved)
        for fact in table["records"]
    ]
    responses: dict[Query, CachedResponse] = {}
    with tempfile.TemporaryDirectory() as name:
        while True:
            write_text_cache(Path(name), TEXT_FORM, [*records, *responses.values()])
            asked = open_queries(Path(name), table["unanswered"])
            if not (new := [query for query in asked if query not in responses]):
                break
            responses |= {query: response(query, table, retrieved) for query in new}
    number = write_text_cache(directory, TEXT_FORM, [*records, *responses.values()])
    print(f"{number} answers in {directory}")


def open_queries(cache: Path, unanswered: dict[str, list[int]]) -> Iterator[Query]:
    """The queries about the articles in seeds/ that a cache does not answer."""
    for path in sorted((ROOT / "seeds").iterdir()):
        ignored_terms = unanswered.get(path.relative_to(ROOT).as_posix(), [])
        for document in refcheck.check(path, Settings(offline=True, cache_dir=cache)):
            for checked in document.references:
                if checked.lookup and checked.reference.string.number not in ignored_terms:
                    for search in checked.lookup.searches:
                        if search.error:
                            yield Query(search.endpoint, search.query)


def response(query: Query, table: dict[str, Any], retrieved: float) -> CachedResponse:
    """What the service would answer if PubMed held what is in the table and nothing else."""
    facts: list[Fact] = table["records"]
    match query.endpoint:
        case Endpoint.RECORD:
            return cached_record(query, b"", retrieved)
        case Endpoint.CITATION:
            listed = {fold(title) for title in table["journals"]}
            return cached_citation(query, citation_answer(query.text, facts, listed), retrieved)
        case _:
            found = search_answer(query, facts)
            return cached_search(query, len(found), found[:20], [], retrieved)


def citation_answer(line: str, facts: Sequence[Fact], listed: Iterable[str]) -> str:
    """The last field of the response to a citation line."""
    test = is_listed if asks_coverage(line) else is_cited
    cited = [fact["pmid"] for fact in facts if test(fact, line)]
    if len(cited) > 1:
        return f"AMBIGUOUS {','.join(cited)}"
    known = set(listed).union(*map(journals_of, facts))
    missing = (
        "NOT_FOUND"
        if fold(line.split("|", maxsplit=1)[0]) in known
        else "NOT_FOUND;INVALID_JOURNAL"
    )
    return cited[0] if cited else missing


def search_answer(query: Query, facts: Sequence[Fact]) -> list[str]:
    """The PMIDs that a search finds."""
    if query == everything_query():
        return [fact["pmid"] for fact in facts]
    matches = [_TERM.fullmatch(term) for term in query.text.split(" AND ")]
    terms = [(match["value"], match["field"]) for match in matches if match]
    if len(terms) != len(matches):
        raise ValueError(f"a search of a form that is not known: {query.text}")
    return [fact["pmid"] for fact in facts if all(holds(fact, *term) for term in terms)]


def is_cited(fact: Fact, line: str) -> bool:
    """Whether the journal, volume and first page of a citation line are those of the record.

    Only the number of the volume counts: "36 Suppl 1" is printed in many ways.
    """
    journal, _year, volume, page, _author = line.split("|")
    return (
        fold(journal) in journals_of(fact)
        and fold(volume).split()[:1] == fold(fact.get("volume", "")).split()[:1]
        and fold(page) == fold(re.split(r"[-,;]", fact["pages"])[0])
    )


def is_listed(fact: Fact, line: str) -> bool:
    """Whether the record is of the journal and the year of a line that names nothing else."""
    journal, year, *_ = line.split("|")
    return fold(journal) in journals_of(fact) and year in printed_years(fact)


def journals_of(fact: Fact) -> set[str]:
    """The names of a record's journal."""
    return {fold(title) for title in (fact["medline_ta"], *titles_of(fact["journal"]))}


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
        case "ti" | "title":
            return value in fold(fact["title"]).split()
        case "1au":
            return bool(fold(fact["authors"][0][0]) == value)
        case "dp" | "pdat":
            first, _, last = value.partition(":")
            return any(first <= year <= (last or first) for year in printed_years(fact))
        case "vi" | "volume":
            return value == fold(fact.get("volume", ""))
        case "pg":
            return value == fold(re.split(r"[-,;]", fact["pages"])[0])
        case "ta" | "jour":
            return fold(value) in journals_of(fact)
        case "doi" | "aid":
            identifiers = [text.casefold() for _, text in fact.get("article_ids", [])]
            identifiers += [text.casefold() for _, text in fact.get("elocations", [])]
            return value.casefold() in identifiers
        case _:
            raise ValueError(f"no search by the field {field!r} is known")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "cache")
