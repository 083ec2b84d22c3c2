"""`python -m benchmarks.accuracy.index_size RECORDS --records N --references N --keep FOLDER`

Makes files as NLM publishes them, of the real records of RECORDS (JSON Lines) and of others that
are recombined from them, builds an index, and looks up references with and without errors in it.
Prints records a second and core, bytes a record, how often the right record is among the first ten,
references a second and core in batches, and how long a single one takes.

A recombined record has the journal of one record, the authors of another, the beginning of one
title and the end of another, and a year, volume and page that are moved. So there are more of the
same names, words and places than in PubMed; true twins ("part II", replies) are rarer than there.
"""

from __future__ import annotations

import argparse
import gzip
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
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
from .records import Record, load_journals, load_records, with_journals
from .service.record_xml import record_xml

__all__ = ["build_index", "records_of", "write_files"]

_IN_A_FILE = 30_000
_FIRST_PMID = 50_000_000  # of recombined records
_BATCH = 1000
_SINGLES = 2000
# What real records have besides: 5 kB that are to be cut out.
_ABSTRACT = "<Abstract>{}</Abstract>".format(
    "<AbstractText>" + "Nothing of an abstract is indexed; it is only here to be cut. " * 25
    + "</AbstractText>"
)  # fmt: skip
_MESH = "<MeshHeadingList>{}</MeshHeadingList>".format(
    '<MeshHeading><DescriptorName UI="D000001" MajorTopicYN="N">Humans</DescriptorName>'
    "</MeshHeading>" * 12
)
_CITED = "<ReferenceList>{}</ReferenceList>".format(
    "<Reference><Citation>Someone A. Some journal. 2001;1:1-2.</Citation><ArticleIdList>"
    '<ArticleId IdType="pubmed">1</ArticleId></ArticleIdList></Reference>' * 12
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make, build, look up, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.index_size")
    parser.add_argument("records_file", metavar="RECORDS", type=Path)
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--references", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, required=True, help="a folder for files and index")
    parser.add_argument("--reuse", action="store_true", help="the index is there already")
    options = parser.parse_args(arguments)
    rng = random.Random(options.seed)
    real = with_journals(load_records(options.records_file), load_journals(()))
    if not options.reuse:
        shutil.rmtree(options.keep, ignore_errors=True)
        write_files(records_of(real, options.records, rng), options.keep / "files")
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


# --- records --------------------------------------------------------------------------------------


def records_of(real: Sequence[Record], count: int, rng: random.Random) -> Iterator[Record]:
    """Yields the real records, then recombined ones."""
    yield from sorted(real, key=lambda record: int(record.pmid))[:count]
    full = [record for record in real if not record.partial and record.authors]
    for number in range(count - len(real)):
        yield _recombined([rng.choice(full) for _ in range(4)], _FIRST_PMID + number, rng)


def _recombined(parts: Sequence[Record], pmid: int, rng: random.Random) -> Record:
    place, named, begun, ended = parts
    first, last = begun.title.split(), ended.title.split()
    year = place.year - rng.randrange(25)
    volume = place.volume
    if volume.isdecimal():
        volume = str(max(1, int(volume) - place.year + year))
    pages = place.pages
    if pages.split("-")[0].isdecimal():
        start = rng.randrange(1, 2500)
        pages = f"{start}-{start + rng.randrange(1, 15)}"
    return replace(
        place,
        pmid=str(pmid),
        title=" ".join(first[: len(first) // 2] + last[len(last) // 2 :]),
        authors=named.authors,
        year=year,
        pubdate=str(year),
        epub="",
        volume=volume,
        pages=pages,
        doi=f"10.1000/{pmid}" if place.doi else "",
        pmc=f"PMC{pmid}" if place.pmc else "",
        notices=(),
        vernacular="",
    )


def write_files(records: Iterator[Record], folder: Path) -> None:
    """Write records as NLM publishes them."""
    folder.mkdir(parents=True)
    batch: list[Record] = []
    number = 0
    for record in records:
        batch.append(record)
        if len(batch) == _IN_A_FILE:
            number += 1
            _write_file(batch, folder / f"pubmed26n{number:04}.xml.gz")
            batch = []
    if batch:
        _write_file(batch, folder / f"pubmed26n{number + 1:04}.xml.gz")
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"{number + bool(batch)} files, {size / 1e6:,.0f} MB", flush=True)


def _write_file(records: Sequence[Record], path: Path) -> None:
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n')
        for record in records:
            xml = record_xml(record).replace("<AuthorList", f"{_ABSTRACT}<AuthorList", 1)
            xml = xml.replace("</MedlineCitation>", f"{_MESH}</MedlineCitation>", 1)
            file.write(xml.replace("</PubmedData>", f"{_CITED}</PubmedData>", 1) + "\n")
        file.write("</PubmedArticleSet>\n")


def build_index(folder: Path) -> None:
    """Build the index of the files of a folder, and print how quickly."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "refcheck", "index", "build", "index", "files", "--jobs", "1"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    rows = len(Index(folder / "index"))
    print(
        f"built with {rows / seconds:,.0f} records a second and core (sample, files and merging),"
        f" highest memory {after.ru_maxrss / 1024:,.0f} MB",
        flush=True,
    )


# --- references -----------------------------------------------------------------------------------


def _look_up(index: Index, chosen: Sequence[Record], rng: random.Random) -> None:
    places = [index.of_pmid(int(record.pmid)) for record in chosen]
    known = [place for place in places if place is not None]
    records = [index.record(place) for place in known]
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
