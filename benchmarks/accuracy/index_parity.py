"""`python -m benchmarks.accuracy.index_parity RECORDS --references 15000 --seed 1`

Makes articles from the real records of RECORDS, checks them against the local service and against
an index that is built of the same records, and lists the references of which the verdict, or
whether they are called "possibly made up", is not the same.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from .plan import Plan, make_articles
from .records import Record, load_journals, load_records, with_journals
from .references import Rates
from .run import check, service, write_articles
from .service.record_xml import record_xml

__all__ = ["write_baseline"]

_IN_A_FILE = 30_000  # records, as NLM's have
_SHOWN = 20


def write_baseline(records: Sequence[Record], folder: Path) -> None:
    """Write records as NLM publishes them."""
    folder.mkdir(parents=True, exist_ok=True)
    ordered = sorted(records, key=lambda record: int(record.pmid))
    for number, first in enumerate(range(0, len(ordered), _IN_A_FILE), start=1):
        name = folder / f"pubmed26n{number:04}.xml.gz"
        with gzip.open(name, "wt", encoding="utf-8", compresslevel=3) as file:
            file.write('<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n')
            for record in ordered[first : first + _IN_A_FILE]:
                file.write(f"{record_xml(record)}\n")
            file.write("</PubmedArticleSet>\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Check on both ways, compare, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.index_parity")
    parser.add_argument("records", type=Path)
    parser.add_argument("--references", type=int, default=15_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for articles, index and reports")
    parser.add_argument("--reuse", action="store_true", help="only check the index again")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        if not options.reuse:
            _prepare(options, folder)
        _index(folder)
        theirs = json.loads((folder / "service.json").read_text(encoding="utf-8"))
        ours = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    _print(list(_differing(theirs, ours)), sum(len(d["references"]) for d in ours["documents"]))
    return 0


def _prepare(options: argparse.Namespace, folder: Path) -> None:
    records = with_journals(load_records(options.records), load_journals(()))
    plan = Plan(references=options.references, seed=options.seed, rates=Rates())
    write_articles(make_articles(records, plan), folder / "articles")
    write_baseline(records, folder / "baseline")
    with service(options.records, ()) as address:
        check(folder / "articles", folder / "service", address)


def _index(folder: Path) -> None:
    shutil.rmtree(folder / "index", ignore_errors=True)
    _refcheck(folder, "index", "build", "index", "baseline")
    _refcheck(
        folder, "check", "articles", "--index", "index", "--format", "json", "-o", "index.json",
        "--exit-zero",
    )  # fmt: skip


def _refcheck(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "refcheck", *arguments]
    subprocess.run(command, cwd=folder, capture_output=True, check=True)


def _differing(
    theirs: Mapping[str, Any], ours: Mapping[str, Any]
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for one, other in zip(theirs["documents"], ours["documents"], strict=True):
        for cited, again in zip(one["references"], other["references"], strict=True):
            if cited["verdict"] != again["verdict"]:
                yield cited, again


def _print(
    differing: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]], references: int
) -> None:
    changes = Counter((one["verdict"], other["verdict"]) for one, other in differing)
    suspect = sum(count for pair, count in changes.items() if "suspect" in pair)
    print(f"{references:,} references, {len(differing)} verdicts differ, {suspect} of them suspect")
    for (one, other), count in changes.most_common():
        print(f"{count:6}  {one} with the service, {other} with the index")
    for one, other in differing[:_SHOWN]:
        print(f"\n{one['raw']}")
        for name, checked in (("service", one), ("index", other)):
            lookup = checked["lookup"]
            best = [f"{each['pmid']} ({each['score']:.3f})" for each in lookup["candidates"][:3]]
            said = lookup["reason"] or ", ".join(f["rule"] for f in checked["findings"])
            print(f"  {name:8} {checked['verdict']:11} {' '.join(best)}  {said}")


if __name__ == "__main__":
    raise SystemExit(main())
