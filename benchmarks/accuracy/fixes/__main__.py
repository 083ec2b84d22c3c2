"""`python -m benchmarks.fixes RECORDS --references 5000 --seed 1`

Makes lists in twelve styles from the real records of RECORDS (JSON Lines), plants an error in three
of ten references, writes the lists in each format, runs `refcheck fix --write` on them against a
local service that holds all of the records, and compares the files with what they should be, byte
by byte.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..records import load_journals, load_records, with_journals
from ..run import check, service
from .files import FORMATS, ListFile, write_list
from .lists import Item, PlantedList, make_lists

_ALARMS = ("warning", "error")


@dataclass(slots=True, kw_only=True)
class Figures:
    """What became of the references of one format.

    `planted` errors; of these `reported` by the check, with the right record; of these `fixable`:
    with one right value; `fixed` to the letter; `other` changed to a text that is not the original
    one and has no finding any more. `wrong` changes: in right references, and those that leave or
    make a finding. `elsewhere`: files of which anything else changed.
    """

    planted: int = 0
    reported: int = 0
    fixable: int = 0
    fixed: int = 0
    other: int = 0
    wrong: int = 0
    elsewhere: int = 0
    unfixed: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make, run, compare, print."""
    options = _options(arguments)
    records = with_journals(load_records(options.records), load_journals(options.journals))
    lists = list(make_lists(records, options.references, options.seed))
    suffixes = options.formats.split(",") if options.formats else list(FORMATS)
    figures: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        with service(options.records, options.journals) as address:
            for suffix in suffixes:
                figures[suffix] = _measured(lists, suffix, folder, address)
    print(_table(figures))
    if options.show:
        for suffix, each in figures.items():
            print(*(f"{suffix} {line}" for line in each.examples[: options.show]), sep="\n")
    return 0


def _measured(lists: Sequence[PlantedList], suffix: str, folder: Path, address: str) -> Figures:
    """Write the lists in a format, check, fix and check them again."""
    files = [write_list(each, number, suffix) for number, each in enumerate(lists, 1)]
    name = suffix.strip(".")
    articles, cache = folder / name / "lists", folder / name / "cache"
    articles.mkdir(parents=True)
    for file in files:
        (articles / file.name).write_bytes(file.content)
    before = _by_name(check(articles, cache, address).report)
    _fix(articles, cache, address)
    fixed = {file.name: (articles / file.name).read_bytes() for file in files}
    for left in articles.glob("*.bak*"):
        left.unlink()
    after = _by_name(check(articles, folder / name / "cache-after", address).report)
    result = Figures()
    for planted, file in zip(lists, files, strict=True):
        _compare(planted, file, fixed[file.name], before[file.name], after[file.name], result)
    return result


def _fix(articles: Path, cache: Path, address: str) -> None:
    command = [sys.executable, "-m", "refcheck", "fix", str(articles), "--write", "--exit-zero"]
    command += ["--cache-dir", str(cache), "--eutils-url", address, "--rate", "1000"]
    done = subprocess.run(command, cwd=articles.parent, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"refcheck ended with {done.returncode}: {done.stderr[-2000:]}")


def _by_name(report: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    return {item["path"].rsplit("/", 1)[-1]: item["references"] for item in report["documents"]}


def _compare(
    planted: PlantedList,
    file: ListFile,
    content: bytes,
    before: Sequence[Mapping[str, Any]],
    after: Sequence[Mapping[str, Any]],
    result: Figures,
) -> None:
    blocks = file.blocks_of(content)
    if blocks is None or len(before) != len(planted.items) or len(after) != len(before):
        result.elsewhere += blocks is None
        result.unfixed["list not read whole"] += sum(
            one.mistake is not None for one in planted.items
        )
        result.planted += sum(one.mistake is not None for one in planted.items)
        return
    rows = zip(planted.items, blocks, file.right, file.wrong, before, after, strict=True)
    for item, block, right, wrong, first, last in rows:
        _judge(item, (block, right, wrong), first, last, result)


def _judge(
    item: Item,
    texts: tuple[str, str, str],
    first: Mapping[str, Any],
    last: Mapping[str, Any],
    result: Figures,
) -> None:
    block, right, wrong = texts
    if item.mistake is None:
        if block != right:
            kind = "other" if not list(_alarms(last)) else "wrong"
            setattr(result, kind, getattr(result, kind) + 1)
            result.examples.append(f"{kind}, was right\n  {wrong}\n  {block}")
        return
    result.planted += 1
    findings = [one for one in _alarms(first) if one["field"] == item.mistake.field]
    if not findings or str(first["lookup"].get("pmid")) != item.record.pmid:
        result.wrong += block != wrong
        result.examples += [f"wrong\n  {wrong}\n  {block}"] if block != wrong else []
        return
    result.reported += 1
    fixable = all(one["fix"] or one["field"] == "author" for one in findings)
    result.fixable += fixable
    if _same(block, right, item):
        result.fixed += fixable
    elif block == wrong:
        result.unfixed[f"{item.mistake.field}, {item.mistake.kind}"] += fixable
        result.examples += [f"unfixed {item.mistake.kind}\n  {wrong}\n  {right}"] if fixable else []
    elif not list(_alarms(last)):
        result.other += 1
        result.examples.append(f"other {item.mistake.kind}\n  {wrong}\n  {block}\n  {right}")
    else:
        result.wrong += 1
        result.examples.append(f"wrong {item.mistake.kind}\n  {wrong}\n  {block}\n  {right}")


def _same(block: str, right: str, item: Item) -> bool:
    """Whether two texts are the same; PubMed says nothing of the case of a DOI."""
    if item.mistake is not None and item.mistake.field == "doi":
        return block.casefold() == right.casefold()
    return block == right


def _alarms(reference: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    about = ("list", "citation", "status")
    for one in reference["findings"]:
        if one["severity"] in _ALARMS and one["field"] not in about:
            yield one


def _table(figures: Mapping[str, Figures]) -> str:
    names = ("planted", "reported", "fixable", "fixed", "other", "wrong", "elsewhere")
    lines = [f"| format | {' | '.join(names)} | share |", f"| --- {'| ---: ' * 8}|"]
    for suffix, each in figures.items():
        numbers = " | ".join(str(getattr(each, name)) for name in names)
        share = each.fixed / each.fixable if each.fixable else 0.0
        lines.append(f"| {suffix} | {numbers} | {share:.1%} |")
    unfixed: Counter[str] = Counter()
    for each in figures.values():
        unfixed.update(each.unfixed)
    lines += ["", json.dumps(dict(unfixed.most_common()), indent=1)]
    return "\n".join(lines)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fixes", description=(__doc__ or "").split("\n\n", 1)[1]
    )
    parser.add_argument("records", type=Path, help="JSON Lines, one record a line (.gz too)")
    parser.add_argument(
        "--journals", type=Path, action="append", default=[], help="CSV of title,abbreviation"
    )
    parser.add_argument("--references", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", help="suffixes, such as .txt,.tex (default: all)")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="examples of a format")
    parser.add_argument("--keep", type=Path, help="a folder for lists, caches and reports")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
