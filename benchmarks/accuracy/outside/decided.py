"""`python -m benchmarks.accuracy.outside.decided RECORDS --references 3000 --missing 0.03`

Checks lists of real, wrong, made-up and other references against a stand-in of PubMed, once with
PubMed alone and once with all sources behind it, which have the same works with the faults of such
records; and counts the verdicts that the other sources have changed, and those changed for the
worse. PubMed lacks a share of the works, as if they had been left out.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

import httpx

from refcheck.lookup.config import LookupConfig
from refcheck.lookup.pubmed.provider import PubMed
from refcheck.model.report import CheckedReference, Verdict

from ..articles import Article
from ..entries import Reference
from ..plan import Plan, make_articles
from ..records import Name, Record, load_records
from ..references import Rates
from ..service.behaviour import Behaviour
from ..service.collection import Records
from .checking import TIMING, check
from .services import Services

_PUBMED: Final = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
_LENGTH: Final = 40
# How much a verdict harms a right reference.
_HARM: Final = {
    Verdict.VERIFIED: 0,
    Verdict.UNCHECKED: 0,
    Verdict.AMBIGUOUS: 1,
    Verdict.NOT_FOUND: 1,
    Verdict.MISMATCHED: 1,
    Verdict.SUSPECT: 2,
}
_MATCHED: Final = (Verdict.VERIFIED, Verdict.MISMATCHED)


class _PubMedTransport(httpx.AsyncBaseTransport):
    """PubMed in the place of the network."""

    def __init__(self, behaviour: Behaviour) -> None:
        self._behaviour = behaviour

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One request."""
        fields = dict(parse_qsl((await request.aread()).decode(), keep_blank_values=True))
        endpoint = request.url.path.rsplit("/", 1)[-1].split(".")[0]
        reply = self._behaviour.answer(endpoint, fields)
        body = httpx.ByteStream(reply.body)
        return httpx.Response(reply.status, headers=reply.headers, stream=body)


def _deposited(record: Record, chance: random.Random) -> dict[str, Any]:
    """Returns an article as Crossref has it, with what is known to be wrong in such records."""
    names, title, year = list(record.authors), record.title.rstrip("."), record.year
    match chance.randrange(12):
        case 0:
            title = title.upper()
        case 1:
            names = names[1:] or names
        case 2:
            names = [Name(family=each.initials, initials=each.family) for each in names]
        case 3:
            year += 1
        case 4:
            title = title.partition(": ")[0]
        case _:
            pass
    return {
        "DOI": record.doi.lower() or f"10.5555/of.{record.pmid}",
        "type": "journal-article",
        "title": [title],
        "author": [
            {"family": each.family, "given": each.initials, "sequence": "additional"}
            if each.family
            else {"name": each.group or "A group"}
            for each in names
        ],
        "container-title": [record.journal or record.abbreviation],
        "issued": {"date-parts": [[year]]},
        "volume": record.volume,
        "page": record.pages,
    }


def _services(
    article: Article, by_pmid: dict[str, Record], near: Sequence[Record], seed: int
) -> Services:
    chance = random.Random(seed)
    cited = [by_pmid[each.pmid] for each in article.references if each.pmid in by_pmid]
    others = chance.sample(near, min(20, len(near)))
    return Services([("crossref", _deposited(each, chance)) for each in (*cited, *others)])


def _pairs(
    article: Article, pubmed: Records, others: Services
) -> Iterator[tuple[Reference, CheckedReference, CheckedReference]]:
    """Yields each reference with what came of it without the other sources, and with them."""
    lines = [" ".join(each.text.split()) for each in article.references]
    runs: list[Sequence[CheckedReference]] = []
    for sources in (("pubmed",), ("all",)):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            transport = _PubMedTransport(Behaviour(pubmed))
            config = LookupConfig(
                base_url=_PUBMED,
                address_named=True,
                cache_dir=folder,
                pace_dir=folder,
                transport=transport,
                timing=TIMING,
                rate=1e6,
            )
            provider = PubMed(config, lambda _message: None)
            runs.append(check(lines, others, folder, sources=sources, provider=provider))
            asyncio.run(provider.aclose())
    yield from zip(article.references, *runs, strict=True)


def _is_worse(reference: Reference, alone: CheckedReference, with_all: CheckedReference) -> bool:
    """Returns whether other sources have made a verdict worse: an alarm on a work that exists, or
    one that does not exist taken for a work or passed over."""
    if reference.invented:
        told = alone.verdict in (Verdict.SUSPECT, Verdict.NOT_FOUND)
        return told and with_all.verdict in (*_MATCHED, Verdict.UNCHECKED)
    if alone.verdict in _MATCHED:
        return with_all.verdict is not alone.verdict
    if reference.mistakes:
        return with_all.verdict is Verdict.SUSPECT and alone.verdict is not Verdict.SUSPECT
    return _HARM[with_all.verdict or Verdict.UNCHECKED] > _HARM[alone.verdict or Verdict.UNCHECKED]


@dataclass(slots=True)
class Compared:
    """What came of references with PubMed alone, and what other sources have changed."""

    counts: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    worse: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    asked: int = 0

    def add(
        self, kind: str, reference: Reference, alone: CheckedReference, with_all: CheckedReference
    ) -> None:
        """Count one reference: `kind` is whether PubMed lists it."""
        self.counts[kind] += 1
        self.counts[f"{kind}: {alone.verdict}"] += 1
        change = f"{alone.verdict} -> {with_all.verdict}"
        if alone.verdict is not with_all.verdict:
            self.changed[f"{kind}: {change}"] += 1
        if _is_worse(reference, alone, with_all):
            self.worse.append(f"{change}: {reference.text}")


def compared(records: Sequence[Record], references: int, missing: float, seed: int) -> Compared:
    """Returns what came of so many references, of whose works PubMed lacks this share."""
    chance = random.Random(seed)
    plan = Plan(references=references, seed=seed, rates=Rates(outside=0), length=_LENGTH)
    by_pmid = {record.pmid: record for record in records}
    lacking = {pmid for pmid in by_pmid if chance.random() < missing}
    pubmed = Records([record for record in records if record.pmid not in lacking])
    found = Compared()
    for number, article in enumerate(make_articles(records, plan)):
        others = _services(article, by_pmid, records, number)
        try:
            pairs = list(_pairs(article, pubmed, others))
        except RuntimeError as error:  # two references in one line, or one in two
            found.left_out.append(f"{article.name}: {error}")
            continue
        found.asked += others.requests.total()
        for reference, alone, with_all in pairs:
            kind = "missing" if reference.pmid in lacking else "listed"
            found.add("invented" if reference.invented else kind, reference, alone, with_all)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Make, check twice, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.outside.decided")
    parser.add_argument("records", type=Path, help="JSON Lines, one record a line (.gz too)")
    parser.add_argument("--references", type=int, default=1000)
    parser.add_argument("--missing", type=float, default=0.03, help="share that PubMed lacks")
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args(arguments)
    found = compared(
        load_records(options.records), options.references, options.missing, options.seed
    )
    total = sum(found.counts[kind] for kind in ("listed", "missing", "invented"))
    print(f"references: {total}, with PubMed alone: {dict(sorted(found.counts.items()))}")
    print(f"left out: {found.left_out}")
    print(f"changed by other sources: {dict(sorted(found.changed.items()))}")
    print(f"changed for the worse: {len(found.worse)}; requests to other sources: {found.asked}")
    for line in found.worse:
        print(f"    {line}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
