"""`python -m benchmarks.accuracy.merge FIRST.json SECOND.json ...`: several runs in one table.

The files are what `--json` wrote. Counts are added up; what several runs have measured is their
mean, and what one of them has keeps its own interval.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from .measure import Rate, rate
from .repeats import Mean, mean_of
from .report import Figures, table

__all__ = ["merged"]

_ARTICLES = re.compile(r"^requests per reference, \d+ articles$")


def merged(runs: Sequence[Mapping[str, Any]]) -> Figures:
    """The figures of all runs together."""
    return Figures(
        rates=_rates(run["rates"] for run in runs),
        precision=_rates(run["precision"] for run in runs),
        recall=_rates(run["recall"] for run in runs),
        speeds=_means([run["speeds"] for run in runs]),
        kinds=_kinds(run["kinds"] for run in runs),
        alarms=_counts(run["alarms"] for run in runs),
        document_alarms=_counts(run["document_alarms"] for run in runs),
        faults=_counts(run["faults"] for run in runs),
    )


def _rates(measures: Iterable[Mapping[str, Any]]) -> dict[str, Rate]:
    hits: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for measure in measures:
        for name, counted in measure.items():
            hits[name] += counted["hits"]
            totals[name] += counted["total"]
    return {name: rate(hits[name], totals[name]) for name in totals}


def _means(measures: Sequence[Mapping[str, Any]]) -> dict[str, Mean]:
    means: dict[str, list[Mean]] = {}
    for measure in measures:
        for name, mean in measure.items():
            common = "requests per reference, all articles" if _ARTICLES.match(name) else name
            means.setdefault(common, []).append(_mean(mean))
    return {
        name: each[0] if len(each) == 1 else mean_of([mean.value for mean in each])
        for name, each in means.items()
    }


def _mean(written: Mapping[str, Any]) -> Mean:
    """A mean out of JSON, where "not a number" is null."""
    low, high = (
        math.nan if written[end] is None else float(written[end]) for end in ("low", "high")
    )
    return Mean(value=float(written["value"]), low=low, high=high, count=int(written["count"]))


def _kinds(measures: Iterable[Mapping[str, Mapping[str, int]]]) -> dict[str, dict[str, int]]:
    kinds: dict[str, Counter[str]] = {}
    for measure in measures:
        for kind, verdicts in measure.items():
            kinds.setdefault(kind, Counter()).update(verdicts)
    return {kind: dict(verdicts.most_common()) for kind, verdicts in sorted(kinds.items())}


def _counts(measures: Iterable[Mapping[str, int]]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for measure in measures:
        counts.update(measure)
    return dict(counts.most_common())


def main() -> None:
    """Print the table of all files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[1])
    parser.add_argument("runs", type=Path, nargs="+", help="files that --json wrote")
    runs = [json.loads(path.read_text(encoding="utf-8")) for path in parser.parse_args().runs]
    print(table(merged(runs)))


if __name__ == "__main__":
    main()
