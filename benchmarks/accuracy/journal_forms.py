"""Whether an invented article is noticed, whichever form of its journal's name is printed.

    python -m benchmarks.accuracy.journal_forms RECORDS.jsonl.gz URL [--journals 150] [--show]

One article that does not exist is put into each of the most frequent journals of the records, under
seven forms of the journal's name, and checked against the E-utilities at URL (the service of
`benchmarks.accuracy.service` with the same records). No form may be told that PubMed lists no such
journal, and at most 2 % may pass without an alarm.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from refcheck.model.finding import Severity
from refcheck.model.report import CheckedReference
from refcheck.pipeline import check_documents
from refcheck.settings import Settings

from .records import Record, load_records

MOST_WITHOUT_ALARM = 0.02
FIRST_YEAR = 1946  # of older years PubMed has next to nothing
_ARTICLE = re.compile(r"^The\s", re.IGNORECASE)
_REST = re.compile(r"\s*(?:[:=/]\s|\(|\[).*$", re.DOTALL)
_ENTRY = """@article{{invented{number},
  title = {{Quartz lantern and meadow number {number} in velvet patients with copper disease}},
  author = {{Zorvath, Q and Blenkiron, X}},
  journal = {{{journal}}}, year = {{{year}}}, volume = {{{volume}}}, pages = {{100--108}}
}}
"""


def frequent(records: Sequence[Record], number: int) -> list[tuple[str, str, int]]:
    """The most frequent journals with title and abbreviation, and the year of most articles."""
    named = [
        each for each in records if each.journal and each.abbreviation and each.year >= FIRST_YEAR
    ]
    counts = Counter(each.abbreviation for each in named)
    found = []
    for name, _ in counts.most_common(number):
        own = [each for each in named if each.abbreviation == name]
        (title, _), *_ = Counter(each.journal for each in own).most_common(1)
        (year, _), *_ = Counter(each.year for each in own).most_common(1)
        found.append((title, name, year))
    return found


def forms(title: str, abbreviation: str) -> Iterator[tuple[str, str]]:
    """The seven forms of a name, each with what it is called."""
    plain = _REST.sub("", title)
    bare = _ARTICLE.sub("", plain)
    yield "full title", title
    yield "without subtitle and place", plain
    yield "with The", f"The {bare}"
    yield "without The", bare.title()
    yield "with &", re.sub(r"\band\b", "&", bare) if " and " in bare else bare.upper()
    yield "abbreviation", abbreviation
    yield "with dots", re.sub(r"(?<=[a-z])(?=\s|$)", ".", _REST.sub("", abbreviation))


async def check(path: Path, url: str, cache: Path) -> list[CheckedReference]:
    """Check a file of references as `refcheck check` does."""
    settings = Settings(eutils_url=url, rate=1000.0, cache_dir=cache)
    reports = [report async for report in check_documents([str(path)], settings)]
    return [checked for report in reports for checked in report.references]


def main() -> None:
    """Make the references, check them, and print how many of each form were noticed."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("records", type=Path)
    options.add_argument("url")
    options.add_argument("--journals", type=int, default=150)
    options.add_argument("--show", action="store_true", help="print each form that passed")
    chosen = options.parse_args()
    cases = [
        (kind, name, year)
        for title, abbreviation, year in frequent(load_records(chosen.records), chosen.journals)
        for kind, name in forms(title, abbreviation)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "invented.bib")
        path.write_text(
            "".join(
                _ENTRY.format(
                    number=at, journal=name.replace("&", r"\&"), year=year, volume=900 + at
                )
                for at, (_, name, year) in enumerate(cases)
            ),
            encoding="utf-8",
        )
        found = asyncio.run(check(path, chosen.url, Path(folder, "cache")))
    report(cases, found, show=chosen.show)


def report(
    cases: Sequence[tuple[str, str, int]], found: Sequence[CheckedReference], *, show: bool
) -> None:
    """Print the counts; each form that passed with `show`."""
    totals, told, silent = Counter[str](), Counter[str](), Counter[str]()
    for (kind, name, year), checked in zip(cases, found, strict=True):
        alarm = any(each.severity is not Severity.INFO for each in checked.findings)
        reason = (checked.lookup.reason if checked.lookup else None) or ""
        totals[kind] += 1
        told[kind] += "no journal" in reason
        silent[kind] += not alarm
        if show and not alarm:
            print(f"    {name} ({year}): {reason}")
    for kind, number in totals.items():
        print(f"{kind:<28} of {number}: told no journal {told[kind]}, no alarm {silent[kind]}")
    number = totals.total()
    print(f"told no journal {told.total()} of {number} (wanted: 0)")
    print(f"no alarm {silent.total()} of {number} (wanted: {MOST_WITHOUT_ALARM:.0%} or fewer)")


if __name__ == "__main__":
    main()
