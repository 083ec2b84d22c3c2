"""How much memory and time each format of a report takes for ten thousand documents.

    python -m benchmarks.reports [DOCUMENTS [FORMAT ...]]

Each format is written in a process of its own, on documents that are made on the way: what is
measured is the report alone. Linux and macOS.
"""

from __future__ import annotations

import io
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from refcheck.model.document import Span
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import Candidate, Scored, Via
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    PartialDate,
    PersonName,
    PublicationDate,
    RecordKey,
    WorkType,
)
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import (
    CheckedReference,
    DocumentReport,
    DocumentStatus,
    Lookup,
    LookupStatus,
    Verdict,
)
from refcheck.pipeline import Tally
from refcheck.reports import REPORTERS, ReportOptions

DOCUMENTS = 10_000
REFERENCES = 5
TARGET = 300  # MB
_RETRIEVED = date(2026, 11, 20)
_NAMES = ("Okafor", "Lindqvist", "Marchetti", "Sandoval", "Whitcombe", "Petrov", "Yamada")
_WORDS = ("trial", "cohort", "dose", "therapy", "risk", "cancer", "heart", "brain", "protein")
_JOURNALS = [f"Journal of {one} {other}" for one in _WORDS for other in _WORDS]


def main(documents: int, formats: list[str]) -> None:
    """Write a report in each format in a process of its own, and print the figures."""
    print(f"{documents:,} documents with {REFERENCES} references each (wanted: {TARGET} MB)")
    for name in formats:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.reports", "--one", name, str(documents)],
            check=True,
            capture_output=True,
            text=True,
        )
        print(done.stdout.rstrip(), flush=True)


def write_one(name: str, documents: int) -> None:
    """Write one report to a temporary file, and print its figures."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report"
        with path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
            _write(name, stream, documents)
        size = path.stat().st_size / 1e6
    seconds = time.perf_counter() - started
    print(f"{name:9} {_highest_memory():5.0f} MB at most, {seconds:5.0f} s, file of {size:6.1f} MB")


def _write(name: str, stream: io.TextIOWrapper, documents: int) -> None:
    options = ReportOptions(color=False, width=80)
    reporter, tally = REPORTERS[name].open(stream, options), Tally()
    reporter.begin()
    for report in _made(documents):
        tally.add(report)
        reporter.document(report)
    reporter.end(tally.summary())


def _highest_memory() -> float:
    """The highest memory of this process, in MB. Linux counts in kB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def _made(documents: int) -> Iterator[DocumentReport]:
    dice = random.Random(13)
    for index in range(documents):
        yield DocumentReport(
            path=f"articles/{index // 1000:02}/{index:05}.txt",
            status=DocumentStatus.OK,
            references=tuple(_checked(number, dice) for number in range(1, REFERENCES + 1)),
        )


def _record(dice: random.Random) -> BibliographicRecord:
    year, page = dice.randint(1990, 2025), dice.randint(1, 900)
    number = str(dice.randint(10_000_000, 40_000_000))
    return BibliographicRecord(
        key=RecordKey(source="pubmed", id=number),
        type=WorkType.ARTICLE_JOURNAL,
        authors=tuple(PersonName(family=one, given="A") for one in dice.sample(_NAMES, 4)),
        title=" ".join(dice.choices(_WORDS, k=9)).capitalize(),
        container_title=dice.choice(_JOURNALS),
        dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year)),),
        volume=str(year - 1980),
        pages=f"{page}-{page + 9}",
    )


def _checked(number: int, dice: random.Random) -> CheckedReference:
    """A reference with a wrong year, every second time."""
    record = _record(dice)
    year = record.issued.year if record.issued else 0
    url = f"https://pubmed.ncbi.nlm.nih.gov/{record.key.id if record.key else ''}/"
    names = ", ".join(f"{one.family} A" for one in record.authors if isinstance(one, PersonName))
    cited_year = year - 3 if number % 2 else year
    raw = f"{names}. {record.title}. {record.container_title}. {cited_year};{record.volume}:"
    raw += f"{record.pages}."
    candidate = Candidate(
        record=record, source="pubmed", via=Via.CITATION, asked="", retrieved=_RETRIEVED, url=url
    )
    wrong = Finding(
        rule="year-mismatch",
        field=Field.YEAR,
        severity=Severity.ERROR,
        message=f"According to PubMed the work was published in {year}.",
        cited=str(cited_year),
        expected=(str(year),),
        fix=str(year),
        url=url,
    )
    string = ReferenceString(
        number=number,
        list_number=1,
        label=f"{number}.",
        raw=raw,
        span=Span(start=1000 * number, end=1000 * number + len(raw), line=60 + number, column=4),
    )
    return CheckedReference(
        reference=Reference(string=string, parsed=ParsedString(record=record)),
        key=f"key{number}",
        lookup=Lookup(
            status=LookupStatus.MATCHED,
            source="pubmed",
            confidence=0.99,
            record=record,
            candidates=(Scored(candidate=candidate, score=0.99),),
            source_name="PubMed",
            url=url,
        ),
        findings=(wrong,) if number % 2 else (),
        verdict=Verdict.MISMATCHED if number % 2 else Verdict.VERIFIED,
    )


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["--one"]:
        write_one(arguments[1], int(arguments[2]))
    else:
        # A Word file is a letter about one article.
        formats = arguments[1:] or [name for name in REPORTERS if name != "docx"]
        main(int(arguments[0]) if arguments else DOCUMENTS, formats)
