"""`python -m benchmarks.accuracy.index_size RECORDS --records N --references N --keep FOLDER`

Makes files as NLM publishes them, of the real records of RECORDS (JSON Lines) and of others that
are recombined from them, builds an index, and looks up references with and without errors in it.
Prints records a second and core, bytes a record, how often the right record is among the first ten,
references a second and core in batches, and how long a single one takes. `--fed` hands the records
over as they are when their XML has been read: millions of them take minutes instead of hours.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import shutil
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from refcheck.index.provider import PubMedIndex
from refcheck.index.search.candidates import candidates
from refcheck.index.search.index import Index
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    PartialDate,
    PersonName,
    PublicationDate,
)

from .index_defects import print_defects
from .index_files import build_index, feed, records_of, write_files
from .records import Record, load_journals, load_records, with_journals

_BATCH = 1000
_SINGLES = 2000


def main(arguments: Sequence[str] | None = None) -> int:
    """Make, build, look up, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.index_size")
    parser.add_argument("records_file", metavar="RECORDS", type=Path)
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--references", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, required=True, help="a folder for files and index")
    parser.add_argument("--fed", action="store_true", help="no XML")
    parser.add_argument("--reuse", action="store_true", help="the index is there already")
    options = parser.parse_args(arguments)
    rng = random.Random(options.seed)
    real = with_journals(load_records(options.records_file), load_journals(()))
    if not options.reuse:
        shutil.rmtree(options.keep, ignore_errors=True)
        if options.fed:
            feed(real, options.records, options.seed, options.keep)
        else:
            write_files(records_of(real, options.records, options.seed), options.keep / "files")
            build_index(options.keep)
    index = Index(options.keep / "index")
    size = sum(path.stat().st_size for path in (options.keep / "index").rglob("*"))
    print(f"{len(index):,} records, {size / 1e6:,.0f} MB, {size / len(index):.0f} bytes a record")
    chosen = [record for record in rng.sample(real, len(real)) if not record.partial]
    _look_up(index, chosen[: options.references], rng)
    known = [record for record in real if index.of_pmid(int(record.pmid))]
    print_defects(PubMedIndex(options.keep / "index"), known, options.references, options.seed)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"highest memory of the look-up, with the pages of the index: {peak:,.0f} MB")
    return 0


# --- references -----------------------------------------------------------------------------------


def _look_up(index: Index, chosen: Sequence[Record], rng: random.Random) -> None:
    places = [index.of_pmid(int(record.pmid)) for record in chosen]
    known = [place for place in places if place is not None]
    records = [index.record(place) for place in known]
    gc.freeze()  # the records of the benchmark, which no real process has: a look at them is 0.3 s
    # What is loaded and remembered once (names of journals above all) is timed apart.
    started = time.process_time()
    candidates(index, [_cited(record, 0, rng) for record in records])
    print(f"the first {len(records):,} references: {time.process_time() - started:.2f} s")
    for most in (0, 1, 2, 3):
        cited = [_cited(record, most, rng) for record in records]
        started = time.process_time()
        found = [
            one
            for first in range(0, len(cited), _BATCH)
            for one in candidates(index, cited[first : first + _BATCH])
        ]
        seconds = time.process_time() - started
        ranks = [
            next((at for at, each in enumerate(ranked) if each.place == place), None)
            for ranked, place in zip(found, known, strict=True)
        ]
        within = {
            most_: sum(rank is not None and rank < most_ for rank in ranks) / len(ranks)
            for most_ in (1, 5, 10)
        }
        print(
            f"{most} fields wrong: "
            + ", ".join(f"r@{number} {share:.4f}" for number, share in within.items())
            + f", {sum(map(len, found)) / len(found):.1f} candidates,"
            f" {len(cited) / seconds:,.0f} references a second and core",
            flush=True,
        )
    _singles(index, [_cited(record, 1, rng) for record in records[:_SINGLES]])


def _singles(index: Index, cited: Sequence[BibliographicRecord]) -> None:
    took = []
    for record in cited:
        started = time.perf_counter()
        candidates(index, [record])
        took.append(time.perf_counter() - started)
    took.sort()
    middle, late = took[len(took) // 2], took[len(took) * 95 // 100]
    print(f"one at a time: {1000 * middle:.2f} ms, 95 % within {1000 * late:.2f} ms")


def _cited(record: BibliographicRecord, errors: int, rng: random.Random) -> BibliographicRecord:
    """Returns a reference to a record, without identifiers, in which so many fields are wrong."""
    cited = BibliographicRecord(
        authors=record.authors[: rng.choice((1, 3, 6, 50))],
        title=record.title,
        container_title=rng.choice((record.container_title, *record.container_variants)),
        dates=record.dates[:1],
        volume=record.volume,
        issue=record.issue,
        pages=record.pages,
    )
    for error in rng.sample(_ERRORS, errors):
        cited = error(cited, rng)
    return cited


def _year(cited: BibliographicRecord, rng: random.Random) -> BibliographicRecord:
    year = cited.issued.year if cited.issued else 2000
    date = PartialDate(year=year + rng.choice((-10, -2, -1, 1, 2)))
    return replace(cited, dates=(PublicationDate(kind=DateKind.PRINT, date=date),))


def _volume(cited: BibliographicRecord, rng: random.Random) -> BibliographicRecord:
    if rng.random() < 0.3:
        return replace(cited, volume=cited.issue, issue=cited.volume)
    return replace(cited, volume=rng.choice((None, str(rng.randrange(1, 400)))))


def _pages(cited: BibliographicRecord, rng: random.Random) -> BibliographicRecord:
    return replace(cited, pages=rng.choice((None, str(rng.randrange(1, 4000)))))


def _author(cited: BibliographicRecord, rng: random.Random) -> BibliographicRecord:
    first = cited.authors[0] if cited.authors else None
    if not isinstance(first, PersonName) or rng.random() < 0.3:
        return replace(cited, authors=cited.authors[1:])
    at = rng.randrange(len(first.family))
    family = first.family[:at] + rng.choice("aeinrst") + first.family[at + 1 :]
    return replace(cited, authors=(replace(first, family=family), *cited.authors[1:]))


def _journal(cited: BibliographicRecord, rng: random.Random) -> BibliographicRecord:
    words = (cited.container_title or "").split()
    return replace(cited, container_title=rng.choice((None, " ".join(words[:1]), "J Unheard Of")))


def _title(cited: BibliographicRecord, rng: random.Random) -> BibliographicRecord:
    words = (cited.title or "").split()
    if rng.random() < 0.2:
        return replace(cited, title=None)
    for _ in range(max(1, len(words) // 5)):
        at = rng.randrange(len(words) or 1)
        words[at : at + 1] = rng.choice(([], ["mistyped"], [words[at][:-1]] if words else []))
    return replace(cited, title=" ".join(words))


_ERRORS = (_year, _volume, _pages, _author, _journal, _title)

if __name__ == "__main__":
    raise SystemExit(main())
