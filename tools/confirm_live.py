"""Asks the services, once and politely, what refcheck so far only knows from documents.

    python tools/confirm_live.py DIRECTORY --email you@example.org

For whoever has a network: about 25 requests, one a second to each host. Each answer is recorded in
DIRECTORY, a folder for each service, as NAME.body.EXT and NAME.meta.json without the e-mail
address; what it means for refcheck is printed. An existing recording is not asked for again.

No limit is tried out by exceeding it: the form of a refusal for too many requests is recorded only
if it happens.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx

from refcheck.lookup.config import EUTILS_URL
from refcheck.lookup.doi.services_known import CROSSREF, DATACITE, DOI_ORG
from refcheck.lookup.links.wayback import WAYBACK
from refcheck.lookup.openlibrary.source import OPEN_LIBRARY
from refcheck.version import __version__

EUROPE_PMC = "https://www.ebi.ac.uk/europepmc/webservices/rest/"
TRIALS = "https://clinicaltrials.gov/api/v2/"
CONVERTER = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/"

_ONE_BOOK = ("9780201558029", "0201558025")  # the ISBN of one edition, in both forms
_LARGEST = 1_000_000  # bytes of an answer that are recorded
_SECONDS = 1.0  # between two requests to a host
_TIMEOUT = 40.0
_KNOWN_DOI = "10.1371/journal.pone.0000030"
_KEPT_HEADERS = ("content-type", "retry-after", "x-rate-limit", "x-ratelimit", "x-api-pool")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered: `status` 0 is no answer at all, and `text` says why."""

    status: int
    text: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def json(self) -> Any:
        """The body as JSON; None where it is not JSON."""
        try:
            return json.loads(self.text)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One request, and what its answer means for refcheck."""

    service: str
    name: str
    url: str
    fields: dict[str, str] = field(default_factory=dict)
    asks: str
    means: Callable[[Answer], str]


def accepted(number: int, what: str, where: str) -> Callable[[Answer], str]:
    """Returns what says whether a list of so many was accepted, and which constant that is."""

    def means(answer: Answer) -> str:
        if answer.status == 200 and answer.json is not None:
            return f"{number} {what} in a request are accepted: {where} may be {number}"
        return (
            f"{number} {what} in a request are refused (HTTP {answer.status}): {where} stays lower"
        )

    return means


def count_of(member: Sequence[str], what: str) -> Callable[[Answer], str]:
    """Returns what says whether a query found anything: the number is at `member` of the JSON."""

    def means(answer: Answer) -> str:
        value = answer.json
        for name in member:
            value = value.get(name) if isinstance(value, dict) else None
        if value is None:
            return f"{what}: no count in the answer (HTTP {answer.status})"
        found = str(value).isdecimal() and int(value) > 0
        return f"{what}: {value} found, so the field {'works' if found else 'is NOT understood'}"

    return means


def field_names(answer: Answer) -> str:
    """Says which search fields a database of the E-utilities has."""
    try:
        (info,) = answer.json["einforesult"]["dbinfo"]
        names = [each["name"] for each in info["fieldlist"]]
    except (TypeError, KeyError, ValueError):
        return f"no list of fields (HTTP {answer.status})"
    return f"{len(names)} fields: {' '.join(names)}"


def books(answer: Answer) -> str:
    """Says by which forms of its ISBN Open Library has an edition, and which it shows."""
    found = answer.json
    if answer.status != 200 or not isinstance(found, dict):
        return f"no list of books (HTTP {answer.status})"
    shown = [
        f"{key} with {' '.join(map(str, each.get('identifiers', {})))}"
        for key, each in found.items()
        if isinstance(each, dict)
    ]
    return f"found: {'; '.join(shown) or 'nothing'}"


def status_and_form(what: str) -> Callable[[Answer], str]:
    """Returns what says how an error looks: its status, its type, its first words."""

    def means(answer: Answer) -> str:
        kind = answer.headers.get("content-type", "no type")
        return f"{what}: HTTP {answer.status}, {kind}, {' '.join(answer.text[:80].split())!r}"

    return means


def snapshot(answer: Answer) -> str:
    """Says whether the Wayback Machine has a copy of a page that certainly has been copied."""
    copies = answer.json.get("archived_snapshots") if isinstance(answer.json, dict) else None
    if copies:
        return f"a copy is found at {copies['closest']['url']}"
    return f"no copy of a page that has some (HTTP {answer.status}): an empty answer proves nothing"


def questions() -> Iterator[Question]:
    """Yields every open question, in the order of the services."""
    yield from _eutils()
    yield from _europe_pmc()
    yield from _registries_of_dois()
    yield from _others()


def _eutils() -> Iterator[Question]:
    for database in ("nlmcatalog", "books"):
        yield Question(
            service=f"eutils-{database}",
            name="einfo",
            url=f"{EUTILS_URL}einfo.fcgi",
            fields={"db": database, "retmode": "json", "version": "2.0"},
            asks=f"which fields can be searched in {database}?",
            means=field_names,
        )
    for form in ("9780306406157", "0306406152", "978-0-306-40615-7"):
        yield Question(
            service="eutils-nlmcatalog",
            name=f"isbn-{form}",
            url=f"{EUTILS_URL}esearch.fcgi",
            fields={"db": "nlmcatalog", "term": f"{form}[ISBN]", "retmode": "json"},
            asks="in which form is an ISBN searched?",
            means=count_of(("esearchresult", "count"), f"ISBN as {form}"),
        )
    yield Question(
        service="eutils-pubmed",
        name="electronic-year",
        url=f"{EUTILS_URL}esearch.fcgi",
        fields={"db": "pubmed", "term": "25982932[uid] AND 2015[dp]", "retmode": "json"},
        asks="does a search by year match the electronic date, too?",
        means=count_of(("esearchresult", "count"), "the year 2015 of PMID 25982932"),
    )


def _europe_pmc() -> Iterator[Question]:
    queries = {
        "page-info": 'PAGE_INFO:"23-35" AND PUB_YEAR:2015',
        "isbn": 'ISBN:"9780306406157"',
        "book-id": 'BOOK_ID:"NBK430685"',
    }
    for name, query in queries.items():
        yield Question(
            service="europepmc",
            name=f"field-{name}",
            url=f"{EUROPE_PMC}search",
            fields={"query": query, "format": "json", "resultType": "lite", "synonym": "FALSE"},
            asks="is the field understood?",
            means=count_of(("hitCount",), query),
        )


def _registries_of_dois() -> Iterator[Question]:
    for number in (20, 50, 100):
        yield Question(
            service="crossref",
            name=f"list-of-{number}",
            url=f"{CROSSREF.url}works",
            fields={
                "filter": ",".join(f"doi:{doi}" for doi in _dois(number)),
                "select": "DOI",
                "rows": str(number),
            },
            asks="how many DOIs may a list have?",
            means=accepted(number, "DOIs", "_MOST_WORKS in lookup/doi/services.py (now 20)"),
        )
    yield Question(
        service="crossref",
        name="long-query",
        url=f"{CROSSREF.url}works",
        fields={"query.bibliographic": "snow depth " * 180, "rows": "1", "select": "DOI"},
        asks="how long may a search be?",
        means=accepted(1980, "characters", "the longest search text"),
    )
    yield Question(
        service="datacite",
        name="list-of-100",
        url=f"{DATACITE.url}dois",
        fields={"ids": ",".join(_dois(100)), "page[size]": "100", "fields[dois]": "doi"},
        asks="how many DOIs may a list have?",
        means=accepted(100, "DOIs", "_MOST_WORKS in lookup/doi/services.py (now 20)"),
    )
    for number in (6, 12, 24):
        yield Question(
            service="doi",
            name=f"agencies-of-{number}",
            url=f"{DOI_ORG.url}doiRA/{','.join(_dois(number))}",
            asks="how many DOIs may a list of agencies have?",
            means=accepted(number, "DOIs", "_MOST_AGENCIES in lookup/doi/services.py (now 6)"),
        )
    yield Question(
        service="doi",
        name="handle-of-no-prefix",
        url=f"{DOI_ORG.url}api/handles/10.99999/refcheck.none",
        fields={"type": "URL"},
        asks="what does doi.org say of a prefix that nobody has?",
        means=status_and_form("expected is 400 with code 301, or 404 with code 100"),
    )


def _others() -> Iterator[Question]:
    yield Question(
        service="openlibrary",
        name="other-form",
        url=f"{OPEN_LIBRARY.url}api/books.json",
        fields={"bibkeys": ",".join(f"ISBN:{isbn}" for isbn in _ONE_BOOK), "jscmd": "data"},
        asks="is an edition found by both forms of its ISBN, and does it show them?",
        means=books,
    )
    numbers = [f"978{number:09}" for number in range(60)]
    keys = ",".join(f"ISBN:{number}{_check_digit(number)}" for number in numbers)
    yield Question(
        service="openlibrary",
        name="list-of-60",
        url=f"{OPEN_LIBRARY.url}api/books.json",
        fields={"bibkeys": keys, "jscmd": "data"},
        asks="may a list have more than 50 keys?",
        means=accepted(60, "ISBNs", "the longest list (documented: 50)"),
    )
    yield Question(
        service="pmc-idconv",
        name="list-of-201",
        url=CONVERTER,
        fields={
            "ids": ",".join(str(23193287 + number) for number in range(201)),
            "idtype": "pmid",
            "format": "json",
            "tool": "refcheck",
        },
        asks="what does the converter say to more than 200 identifiers?",
        means=status_and_form("201 identifiers"),
    )
    for name, fields in {
        "filter-ids-unknown": {"filter.ids": "NCT99999999,NCT02422186", "fields": "NCTId"},
        "filter-ids-malformed": {"filter.ids": "NCT1,NCT02422186", "fields": "NCTId"},
    }.items():
        yield Question(
            service="clinicaltrials",
            name=name,
            url=f"{TRIALS}studies",
            fields=fields,
            asks="what becomes of a list with one number that is not known, or none?",
            means=status_and_form(name),
        )
    yield Question(
        service="wayback",
        name="available",
        url=f"{WAYBACK.url}available",
        fields={"url": "example.com"},
        asks="is a copy found that is certainly there?",
        means=snapshot,
    )
    yield Question(
        service="wayback",
        name="available-near-a-date",
        url=f"{WAYBACK.url}available",
        fields={"url": "http://www.example.com/", "timestamp": "20100701"},
        asks="is the copy near the date, and is the address written as it was asked for?",
        means=snapshot,
    )


def _dois(number: int) -> list[str]:
    """Returns one DOI that exists and others that nobody has: how long a list may be does not
    depend on that."""
    return [_KNOWN_DOI, *(f"10.1371/refcheck.none.{each}" for each in range(1, number))]


def _check_digit(twelve: str) -> int:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return -total % 10


# --- asking and recording -------------------------------------------------------------------------


def ask(client: httpx.Client, question: Question) -> Answer:
    """Send one request. Never raises for anything the service does; redirects are not followed."""
    try:
        with client.stream("GET", question.url, params=question.fields or None) as reply:
            body = bytearray()
            for part in reply.iter_bytes():
                body += part
                if len(body) > _LARGEST:
                    break
    except httpx.HTTPError as error:
        return Answer(0, f"{type(error).__name__}: {error}")
    text = bytes(body[:_LARGEST]).decode("utf-8", errors="replace")
    kept = {k: v for k, v in reply.headers.items() if k.startswith(_KEPT_HEADERS)}
    return Answer(reply.status_code, text, kept)


def record(folder: Path, question: Question, answer: Answer, email: str | None) -> None:
    """Write an answer and what was asked; the e-mail address is taken out, if it is echoed."""
    place = folder / question.service
    place.mkdir(parents=True, exist_ok=True)
    text = answer.text.replace(email, "someone@example.org") if email else answer.text
    ending = "json" if answer.json is not None else "html" if "<html" in text[:500] else "txt"
    (place / f"{question.name}.body.{ending}").write_text(text, encoding="utf-8")
    query = f"?{urlencode(question.fields)}" if question.fields else ""
    meta = {
        "request": {"method": "GET", "address": f"{question.url}{query}"},
        "status": answer.status,
        "headers": answer.headers,
        "recorded": datetime.now(UTC).date().isoformat(),
        "kind": "http-recording",
        "note": question.asks,
    }
    described = json.dumps(meta, indent=1, ensure_ascii=False)
    (place / f"{question.name}.meta.json").write_text(f"{described}\n", encoding="utf-8")


def run(
    folder: Path,
    client: httpx.Client,
    email: str | None,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Ask all questions that have no recording; returns how many got no answer."""
    asked: set[str] = set()
    silent = 0
    for question in questions():
        title = f"{question.service}: {question.asks}"
        if (folder / question.service / f"{question.name}.meta.json").exists():
            print(f"{title}\n  recorded before ({question.name})")
            continue
        host = urlsplit(question.url).hostname or ""
        if host in asked:
            sleep(_SECONDS)
        asked.add(host)
        answer = ask(client, question)
        if not answer.status:
            silent += 1
            print(f"{title}\n  no answer: {answer.text}")
            continue
        record(folder, question, answer, email)
        print(f"{title}\n  {question.means(answer)}")
        if answer.status == 429:
            wait = answer.headers.get("retry-after", "without Retry-After")
            print(f"  asked too often ({wait}): that is how {question.service} refuses")
    return silent


def main(words: Sequence[str]) -> int:
    """Ask, and return the exit status: 1 where a question got no answer."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--email", help="your address, which the services want to know")
    chosen = parser.parse_args(words)
    known = f" (mailto:{chosen.email})" if chosen.email else ""
    headers = {"User-Agent": f"refcheck/{__version__}{known}", "Accept": "*/*"}
    with httpx.Client(headers=headers, timeout=_TIMEOUT) as client:
        return 1 if run(chosen.directory, client, chosen.email) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
