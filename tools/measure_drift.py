"""Measure what happens to references that were right when they were printed.

    python tools/measure_drift.py DRIFT.jsonl.gz [--parsed] [--show RULE] [--limit 15]

Each line holds one record at two dates, `first` and `last`, and the names of what `changed`. The
reference prints the first state, and is held against the last one. An alarm on a field that did not
change, or whose printed value the record still has, is a false one; the others tell how many right
references age, and by which change. With `--parsed`, the reference is printed in one of several
styles and read by the parser; without, its fields are taken as they are.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from judgement.cases import candidate_of, reference_of
from judgement.records import to_record
from refcheck import parsing
from refcheck.checks import check_record
from refcheck.matching import decide
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import Match
from refcheck.model.record import BibliographicRecord, PersonName
from refcheck.model.reference import ParsedString

_KEYS = {
    Field.AUTHOR: ("authors",),
    Field.TITLE: ("title",),
    Field.JOURNAL: ("journal_abbrev",),
    Field.YEAR: ("year", "pubdate", "epub_date"),
    Field.VOLUME: ("volume",),
    Field.ISSUE: ("issue",),
    Field.PAGES: ("pages",),
    Field.DOI: ("doi",),
}


def load(path: Path) -> Iterator[tuple[dict[str, Any], BibliographicRecord, BibliographicRecord]]:
    """(the line, the record at the first date, the record at the last date)."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            first, last = (
                to_record({"pmid": item["pmid"], **item[at]}) for at in ("first", "last")
            )
            if first.title and first.dates and last.title and last.dates:
                yield item, first, last


def printed(record: BibliographicRecord) -> BibliographicRecord:
    """The record as a reference prints it: with the date of print, without the PMID."""
    authors = tuple(
        replace(name, given=name.given or name.initials) if isinstance(name, PersonName) else name
        for name in record.authors
    )
    return replace(record, pmid=None, dates=record.dates[:1], authors=authors)


def is_printed(field: Field, record: BibliographicRecord) -> bool:
    """Whether a reference to the record in this state has a value of the field to print."""
    match field:
        case Field.AUTHOR:
            return bool(record.authors)
        case Field.TITLE | Field.JOURNAL | Field.YEAR:
            return True
        case _:
            return getattr(record, field.value) is not None


def is_kept(field: Field, item: dict[str, Any], last: BibliographicRecord) -> bool:
    """Whether the record still has the printed value: an alarm on it is a false one."""
    if field is Field.YEAR:
        return any(item["first"]["year"] in date.years for date in last.dates)
    return not set(_KEYS.get(field, ())) & set(item["changed"])


class Ageing:
    """Counts of alarms, by rule. `parse` reads the printed references; None: nothing is read."""

    def __init__(self, parse: Callable[[str], ParsedString] | None = None) -> None:
        self.parse = parse
        self.chance = random.Random(0)  # noqa: S311
        self.counts: Counter[str] = Counter()
        self.aged: Counter[str] = Counter()
        self.false: Counter[str] = Counter()
        self.examples: dict[str, list[tuple[BibliographicRecord, Finding]]] = defaultdict(list)

    def add(
        self, item: dict[str, Any], first: BibliographicRecord, last: BibliographicRecord
    ) -> None:
        """Hold one reference, printed as the record was at first, against what it is at last."""
        reference = reference_of(printed(first), self.parse, self.chance)
        self.counts["references"] += 1
        if not isinstance(decide(reference, [candidate_of(last)]), Match):
            self.counts["not matched"] += 1
            return
        findings = check_record(reference, last, ())
        alarms = [each for each in findings if each.severity is not Severity.INFO]
        kept = [alarm for alarm in alarms if is_kept(alarm.field, item, last)]
        self.counts["record has another value"] += any(
            is_printed(field, first) and not is_kept(field, item, last) for field in _KEYS
        )
        self.counts["with an alarm"] += bool(alarms)
        self.counts["with a false alarm"] += bool(kept)
        for alarm in alarms:
            (self.false if alarm in kept else self.aged)[alarm.rule] += 1
            kind = "false " + alarm.rule if alarm in kept else alarm.rule
            self.examples[kind].append((first, alarm))

    def table(self) -> str:
        """The figures, one a line."""
        total = self.counts["references"]
        names = (
            "not matched",
            "record has another value",
            "with an alarm",
            "with a false alarm",
        )
        lines = [f"references {total}"]
        lines += [
            f"{name:<24} {self.counts[name]:>6} {self.counts[name] / total:.4f}" for name in names
        ]
        lines += ["", f"{'rule':<24} {'changed':>8} {'not changed (false)':>20}"]
        for rule in sorted({*self.aged, *self.false}):
            lines.append(f"{rule:<24} {self.aged[rule]:>8} {self.false[rule]:>20}")
        return "\n".join(lines)


def main() -> None:
    """Run the measurement that the command line asks for."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("drift", type=Path)
    options.add_argument("--parsed", action="store_true", help="print and parse the references")
    options.add_argument("--show", help='a rule, or "false" and a rule')
    options.add_argument("--limit", type=int, default=15)
    chosen = options.parse_args()
    ageing = Ageing(parsing.parse if chosen.parsed else None)
    for item, first, last in load(chosen.drift):
        ageing.add(item, first, last)
    print(ageing.table())
    for record, alarm in ageing.examples[chosen.show or ""][: chosen.limit]:
        print(f"  {record.pmid} {alarm.cited} -> {', '.join(alarm.expected[:3])}: {alarm.message}")


if __name__ == "__main__":
    main()
