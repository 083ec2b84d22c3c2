"""Scores the parser against labelled strings: a table by source, group or type, and its mistakes.

    python tools/eval_parse.py GOLD.jsonl [--items CSL.jsonl] [--by source|group|type]
        [--only PREFIX] [--without PREFIX,PREFIX] [--errors FIELD [--count N]]

GOLD holds one labelled string a line (`raw`, `labelled`, `gold`); `--items` scores CSL items that
were made elsewhere, one a line in the same order, instead of parsing.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation import FIELDS, csl_values, evaluate, gold_values
from refcheck.formats.csl import to_csl
from refcheck.parsing import parse_lines
from training.card import score_table


def main() -> None:
    """The command."""
    options = _options()
    entries = _lines(options.gold)
    items = _lines(options.items) if options.items else _parsed(entries)
    pairs = [pair for pair in zip(entries, items, strict=True) if _wanted(pair[0], options)]
    entries, items = [entry for entry, _ in pairs], [item for _, item in pairs]
    print(score_table(evaluate(entries, items, by=options.by)))
    if options.errors:
        _print_errors(pairs, options.errors, options.count)


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _parsed(entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [to_csl(parsed.record) for parsed in parse_lines(entry["raw"] for entry in entries)]


def _wanted(entry: Mapping[str, Any], options: argparse.Namespace) -> bool:
    names = (entry["source"], entry.get("group") or "")
    if options.without and names[0].startswith(tuple(options.without.split(","))):
        return False
    return not options.only or any(name.startswith(options.only) for name in names)


def _print_errors(
    pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]], field: str, count: int
) -> None:
    """Real mistakes side by side, as printed and as compared."""
    for entry, item in pairs:
        gold, found = gold_values(entry["gold"])[field], csl_values(item)[field]
        if field in entry["labelled"] and gold != found and count > 0:
            count -= 1
            print(f"\n{entry['id']}  {entry['raw']}\n  gold  {gold!r}\n  found {found!r}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Scores the parser against labelled strings.")
    parser.add_argument("gold", type=Path, help="labelled strings, JSON Lines")
    parser.add_argument(
        "--items", type=Path, help="CSL items to score, JSON Lines in the same order"
    )
    parser.add_argument("--by", choices=["source", "group", "type"], default="source")
    parser.add_argument("--only", help="only sources or groups that begin with this")
    parser.add_argument("--without", help="leave out sources that begin with one of these")
    parser.add_argument("--errors", choices=FIELDS, help="print mistakes of a field")
    parser.add_argument("--count", type=int, default=20, help="how many mistakes")
    return parser.parse_args()


if __name__ == "__main__":
    main()
