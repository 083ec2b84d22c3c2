"""How quick the cache of answers is with many entries, and the lookup that reads from it.

    python benchmarks/cache_speed.py [ENTRIES] [DIRECTORY]

Fills a store with ENTRIES answers (default 1,000,000: half citation lines, half the records that
they name), then prints what a batch of ten and of 400 costs, how many references a second the
PubMed provider answers offline, its peak memory, and how long opening and counting take.
"""

from __future__ import annotations

import asyncio
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from refcheck.lookup.cache.admin import info
from refcheck.lookup.cache.entries import CachedResponse
from refcheck.lookup.cache.sqlite import FILE_NAME, SqliteStore
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.pubmed.provider import CITATION, PubMed
from refcheck.lookup.pubmed.queries import citation_query, record_query
from refcheck.lookup.pubmed.responses import cached_citation, cached_record
from refcheck.lookup.pubmed.text_form import TEXT_FORM
from refcheck.lookup.pubmed.xml import record_from_xml
from refcheck.model.outcome import Found
from refcheck.model.record import BibliographicRecord, DateKind, PartialDate, PublicationDate
from refcheck.safe_xml import parse_xml
from refcheck.text.works.identifiers import normalise_pmid

# A record of the usual size: 2.6 kB of trimmed XML, six authors.
_AUTHOR = (
    '<Author ValidYN="Y"><LastName>Naughton{n}</LastName><ForeName>Marie</ForeName>'
    "<Initials>M</Initials></Author>"
)
_HISTORY = (
    '<PubMedPubDate PubStatus="{kind}"><Year>2013</Year><Month>12</Month><Day>4</Day>'
    "<Hour>6</Hour><Minute>0</Minute></PubMedPubDate>"
)
_XML = f"""<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">
<PMID Version="1">@PMID</PMID><Article PubModel="Print-Electronic"><Journal>
<ISSN IssnType="Electronic">1573-2517</ISSN>
<JournalIssue CitedMedium="Internet"><Volume>@VOLUME</Volume><PubDate><Year>2014</Year></PubDate>
</JournalIssue><Title>Journal of affective disorders</Title>
<ISOAbbreviation>J Affect Disord</ISOAbbreviation></Journal>
<ArticleTitle>A review of ketamine in affective disorders: current evidence @PMID.</ArticleTitle>
<Pagination><MedlinePgn>24-35</MedlinePgn></Pagination>
<AuthorList CompleteYN="Y">{"".join(_AUTHOR.format(n=n) for n in range(6))}</AuthorList>
<Language>eng</Language><PublicationTypeList><PublicationType UI="D016428">Journal Article
</PublicationType></PublicationTypeList></Article><MedlineJournalInfo>
<MedlineTA>J Affect Disord</MedlineTA><NlmUniqueID>7906073</NlmUniqueID></MedlineJournalInfo>
</MedlineCitation><PubmedData><History>
{"".join(_HISTORY.format(kind=kind) for kind in ("received", "accepted", "pubmed", "medline"))}
</History><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>
<ArticleId IdType="doi">10.1016/j.jad.@PMID</ArticleId></ArticleIdList></PubmedData>
</PubmedArticle>"""
_MAPPED = record_from_xml(parse_xml(_XML.encode()))


def cited(number: int) -> BibliographicRecord:
    """The reference that entry `number` answers."""
    date = PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2014))
    return BibliographicRecord(
        container_title="J Affect Disord",
        dates=(date,),
        volume=str(number // 1000),
        pages=f"{number % 1000}-35",
    )


def entries(references: int) -> Iterator[CachedResponse]:
    """Two entries a reference."""
    now = time.time()
    for number in range(references):
        pmid = str(10_000_000 + number)
        question = citation_query(cited(number))
        assert question is not None  # noqa: S101 - every reference above has all fields
        yield cached_citation(question, pmid, now)
        xml = _XML.replace("@PMID", pmid).replace("@VOLUME", str(number // 1000))
        mapped = replace(_MAPPED, pmid=normalise_pmid(pmid), volume=str(number // 1000))
        yield cached_record(record_query(pmid), xml.encode(), now, mapped)


def fill(directory: Path, references: int) -> None:
    """Write the store, 400 entries a transaction."""
    began = time.perf_counter()
    store = SqliteStore(directory, writable=True)
    batch: list[CachedResponse] = []
    for entry in entries(references):
        batch.append(entry)
        if len(batch) == 400:
            store.save(batch)
            batch = []
    store.save(batch)
    store.close()
    seconds = time.perf_counter() - began
    size = (directory / FILE_NAME).stat().st_size / 1e9
    print(f"filled with {2 * references:,} entries in {seconds:.0f} s; {size:.2f} GB")


async def measure(directory: Path, references: int, batch: int, rounds: int) -> None:
    """Ask for distinct references drawn at random, offline."""
    numbers = random.Random(batch).sample(range(references), min(references, batch * rounds))
    wanted = [cited(number) for number in numbers]
    provider = PubMed(LookupConfig(cache_dir=directory, offline=True), print)
    began = time.perf_counter()
    found = 0
    for start in range(0, len(wanted), batch):
        outcomes = await provider.ask(CITATION, [(work,) for work in wanted[start : start + batch]])
        found += sum(isinstance(outcome, Found) for outcome in outcomes)
    seconds = time.perf_counter() - began
    await provider.aclose()
    if found != len(wanted):
        sys.exit(f"only {found} of {len(wanted)} were found")
    print(
        f"batches of {batch}: {len(wanted) / seconds:,.0f} references a second,"
        f" {1000 * seconds / len(wanted):.3f} ms each"
    )


def main() -> None:
    """Fill, then measure."""
    references = int(sys.argv[1] if len(sys.argv) > 1 else "1000000") // 2
    with tempfile.TemporaryDirectory() as name:
        directory = Path(sys.argv[2] if len(sys.argv) > 2 else name)
        if not (directory / FILE_NAME).exists():
            fill(directory, references)
        began = time.perf_counter()
        SqliteStore(directory, writable=False).close()
        print(f"opened in {1000 * (time.perf_counter() - began):.1f} ms")
        asyncio.run(measure(directory, references, batch=10, rounds=500))
        asyncio.run(measure(directory, references, batch=400, rounds=50))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"peak memory {peak:.0f} MB")
        began = time.perf_counter()
        counted = info(directory, TEXT_FORM, print)
        print(
            f"counted {counted.counts['records']:,} records in {time.perf_counter() - began:.1f} s"
        )


if __name__ == "__main__":
    main()
