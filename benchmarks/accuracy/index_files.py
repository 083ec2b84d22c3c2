"""Files as NLM publishes them, of real and of recombined records, and the index that is built.

An index is built of the files by the command, or of records that are handed to it as they are when
their XML has been read (`feed`). Both have the same records, so what one costs more is the XML.
"""

from __future__ import annotations

import gzip
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from refcheck.index.building import build
from refcheck.index.files.reading import Read
from refcheck.index.search.index import Index
from refcheck.lookup.pubmed.xml import record_from_fields

from .recombined import Recombined
from .records import Record, without_markup
from .service.record_xml import record_xml

__all__ = ["build_index", "fed_records", "feed", "records_of", "write_files"]

_IN_A_FILE = 30_000
_NAME = "pubmed26n{:04}.xml.gz"
# What else a record of NLM's has, about as much of it: 6 kB.
_HEAD = (
    "<DateCompleted><Year>2021</Year><Month>09</Month><Day>27</Day></DateCompleted>"
    "<DateRevised><Year>2022</Year><Month>01</Month><Day>05</Day></DateRevised>"
)
_MESH = (
    '<MeshHeading><DescriptorName UI="D{:06}" MajorTopicYN="N">{}</DescriptorName></MeshHeading>'
)
_HISTORY = "<History>{}</History>".format(
    "".join(
        f'<PubMedPubDate PubStatus="{status}"><Year>2020</Year><Month>12</Month><Day>18</Day>'
        "<Hour>6</Hour><Minute>0</Minute></PubMedPubDate>"
        for status in ("received", "accepted", "pubmed", "medline", "entrez")
    )
)
_CITED = (
    '<Reference><Citation>{}</Citation><ArticleIdList><ArticleId IdType="pubmed">{}</ArticleId>'
    "</ArticleIdList></Reference>"
)


def records_of(real: Sequence[Record], count: int, seed: int) -> Iterator[Record]:
    """Yields the real records, then recombined ones."""
    yield from _sorted(real)[:count]
    yield from Recombined(real, seed).records(0, count - len(real))


def _sorted(real: Sequence[Record]) -> list[Record]:
    return sorted(real, key=lambda record: int(record.pmid))


# --- as files -------------------------------------------------------------------------------------


def write_files(records: Iterator[Record], folder: Path) -> None:
    """Write records as NLM publishes them."""
    folder.mkdir(parents=True)
    batch: list[Record] = []
    number = 0
    for record in records:
        batch.append(record)
        if len(batch) == _IN_A_FILE:
            number += 1
            _write_file(batch, folder / _NAME.format(number))
            batch = []
    if batch:
        _write_file(batch, folder / _NAME.format(number + 1))
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"{number + bool(batch)} files, {size / 1e6:,.0f} MB", flush=True)


def _write_file(records: Sequence[Record], path: Path) -> None:
    rng = random.Random(path.name)
    texts = [re.sub("[<>&]", "", without_markup(record.title)) for record in records]
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n')
        for record in records:
            file.write(_dressed(record_xml(record), texts, rng) + "\n")
        file.write("</PubmedArticleSet>\n")


def _dressed(xml: str, texts: Sequence[str], rng: random.Random) -> str:
    """Returns the XML of a record with all that no index needs."""
    abstract = " ".join(rng.choices(texts, k=9))
    address = f"<AffiliationInfo><Affiliation>{rng.choice(texts)}</Affiliation></AffiliationInfo>"
    mesh = "".join(
        _MESH.format(rng.randrange(10**6), " ".join(text.split()[:2]))
        for text in rng.choices(texts, k=8)
    )
    cited = "".join(
        _CITED.format(text, rng.randrange(10**7, 3 * 10**7)) for text in rng.choices(texts, k=6)
    )
    for before, added, after in (
        ("</PMID>", _HEAD, ""),
        ("", f"<Abstract><AbstractText>{abstract}</AbstractText></Abstract>", "<AuthorList"),
        ("", f"<MeshHeadingList>{mesh}</MeshHeadingList>", "</MedlineCitation>"),
        ("<PubmedData>", _HISTORY, ""),
        ("", f"<ReferenceList>{cited}</ReferenceList>", "</PubmedData>"),
    ):
        xml = xml.replace(before + after, before + added + after, 1)
    return xml.replace("</Author>", f"{address}</Author>")


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


# --- as records -----------------------------------------------------------------------------------


def feed(real: Sequence[Record], count: int, seed: int, folder: Path) -> None:
    """Build the index of records that are not read from XML, and print how quickly.

    The files are empty: a reader in the place of the real one makes the records of each.
    """
    source = _Source(real, count, seed)
    (folder / "files").mkdir(parents=True)
    paths = [folder / "files" / _NAME.format(number) for number in range(1, source.files + 1)]
    for path in paths:
        path.touch()
    clock = _Clock(source)
    with (
        patch("refcheck.index.storage.parts.read_file", source.read),
        patch("refcheck.index.storage.vocabulary.read_file", source.read),
        patch("refcheck.index.storage.vocabulary.sampled_titles", source.titles),
    ):
        build(folder / "index", paths, 1, clock.see)
    clock.print(len(Index(folder / "index")))


def fed_records(
    real: Sequence[Record], count: int, seed: int, most: int, rng: random.Random
) -> list[Record]:
    """Returns the real records in an index that was fed, and at least so many (if there are) of the
    others, those of a few files."""
    source = _Source(real, count, seed)
    found = list(source.real)
    files = list(range(1, source.files + 1))
    rng.shuffle(files)
    while files and len(found) < most:
        found += source.recombined_of(files.pop())
    return found


class _Source:
    """Makes the records of each file, and counts how long that takes."""

    def __init__(self, real: Sequence[Record], count: int, seed: int) -> None:
        self.real = _sorted(real)[:count]
        self._recombined = Recombined(real, seed)
        self._count = count
        self.files = -(-count // _IN_A_FILE)
        self.seconds = 0.0

    def read(self, path: Path) -> Iterator[Read]:
        """Yields the records of a file, as `read_file` does."""
        yield from self._made(path)

    def titles(self, path: Path, most: int) -> Iterator[str]:
        """Yields the titles of a file, as `sampled_titles` does."""
        yield from [found.record.title or "" for found in self._made(path)[:most]]

    def recombined_of(self, number: int) -> Iterator[Record]:
        """Yields the records of a file that are not real ones."""
        return self._recombined.records(*self._numbers(number))

    def _made(self, path: Path) -> list[Read]:
        started = time.process_time()
        number = int(path.name[9:13])
        first = (number - 1) * _IN_A_FILE
        of_real = self.real[first : first + _IN_A_FILE]
        fields: list[Any] = [self._recombined.fields_of(one) for one in of_real]
        fields += self._recombined.fields(*self._numbers(number))
        made = [Read(record=record_from_fields(each), version=1, revised=None) for each in fields]
        self.seconds += time.process_time() - started
        return made

    def _numbers(self, number: int) -> tuple[int, int]:
        """Returns the first of the recombined records in a file, and how many there are."""
        first = max((number - 1) * _IN_A_FILE, len(self.real))
        after = min(number * _IN_A_FILE, self._count)
        return first - len(self.real), max(0, after - first)


class _Clock:
    """Notes when files, then their merging, are done, by the processor's time."""

    def __init__(self, source: _Source) -> None:
        self._source = source
        self._started = time.process_time()
        self._files = self._merged = 0.0

    def see(self, what: str, done: int, total: int) -> None:
        """Take in what `build` reports."""
        passed = time.process_time() - self._started - self._source.seconds
        if what != "merging":
            self._files = passed
            if done % 20 == 0:
                print(f"  {done} of {total} files after {passed:,.0f} s", flush=True)
        elif done == total:
            self._merged = passed

    def print(self, rows: int) -> None:
        """Print how quickly it went."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"built without XML with {rows / self._merged:,.0f} records a second and core: sample"
            f" and files {rows / self._files:,.0f}, merging"
            f" {rows / (self._merged - self._files):,.0f}; made with"
            f" {rows / self._source.seconds:,.0f}; highest memory {peak:,.0f} MB",
            flush=True,
        )
