"""The figures of a run as a table and as JSON, and real examples of what went wrong."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .measure import FIELDS, Judged, Rate, count, misread, rate
from .real_forms import REAL_WORKS
from .records import Record
from .repeats import Mean

__all__ = ["Figures", "examples", "figures", "table"]

_TOGETHER = {"author, year, journal": ("author", "year", "journal"), "six fields": FIELDS[:6]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Everything that is measured.

    `rates`, `precision` and `recall` are shares; `speeds` requests and seconds; `kinds` the
    verdicts on each kind of made-up reference and of other works; the rest are plain counts.
    """

    rates: Mapping[str, Rate]
    precision: Mapping[str, Rate]
    recall: Mapping[str, Rate]
    speeds: Mapping[str, Mean]
    kinds: Mapping[str, Mapping[str, int]]
    alarms: Mapping[str, int]
    document_alarms: Mapping[str, int]
    faults: Mapping[str, int]

    def as_json(self) -> str:
        """The figures as JSON."""
        return json.dumps(_finite(asdict(self)), indent=1)


def _finite(value: Any) -> Any:
    match value:
        case dict():
            return {key: _finite(item) for key, item in value.items()}
        case float() if math.isnan(value):
            return None
        case _:
            return value


def figures(
    judged: Sequence[Judged],
    strays: int,
    document_alarms: Mapping[str, int],
    speeds: Mapping[str, Mean],
) -> Figures:
    """Count."""
    real = [item for item in judged if item.reference.pmid]
    made_up = [item for item in judged if item.reference.invented and not item.reference.moved]
    moved = [item for item in judged if item.reference.moved]
    outside = [
        item for item in judged if item.reference.outside and item.reference.kind not in REAL_WORKS
    ]
    beside = [item for item in judged if item.reference.kind in REAL_WORKS]
    correct = [item for item in real if not item.reference.mistakes]
    plain = [item for item in real if not item.reference.real_form]
    dressed = [item for item in correct if item.reference.real_form]
    correct = [item for item in correct if not item.reference.real_form]
    rates = {
        "right record, of the real ones": rate(
            sum(item.status == "matched" and "wrong record" not in item.labels for item in real),
            len(real),
        ),
        "wrong record": rate(count(real, "wrong record"), len(real)),
        "not matched": rate(count(real, "not matched"), len(real)),
        "not extracted": rate(count(judged, "not extracted"), len(judged)),
        "extracted, but no reference": rate(min(strays, len(judged)), len(judged)),
        "invented: not matched": rate(
            sum(item.status != "matched" for item in made_up), len(made_up)
        ),
        "invented: flagged as suspect": _verdict("suspect", made_up),
        "real ones called suspect": _verdict("suspect", real),
        "other works called suspect": _verdict("suspect", outside),
        "other works: unchecked": _verdict("unchecked", outside),
        "correct references with an alarm": rate(count(correct, "alarm on correct"), len(correct)),
        "correct ones in real forms with an alarm": rate(
            sum(bool(item.alarms) for item in dressed), len(dressed)
        ),
        "real works at a made-up place: told": rate(
            len(moved) - count(moved, "elsewhere untold"), len(moved)
        ),
        "data sets and meeting abstracts: unchecked": _verdict("unchecked", beside),
    }
    groups = {**{name: (name,) for name in FIELDS}, **_TOGETHER}
    return Figures(
        rates=rates,
        precision={name: _precision(plain, fields) for name, fields in groups.items()},
        recall={name: _recall(plain, fields) for name, fields in groups.items()},
        speeds=speeds,
        kinds=_kinds([*made_up, *moved, *outside, *beside]),
        alarms=_rules(correct),
        document_alarms=dict(document_alarms),
        faults=dict(Counter(label for item in judged for label in set(item.labels)).most_common()),
    )


def _verdict(verdict: str, items: Sequence[Judged]) -> Rate:
    return rate(sum(item.verdict == verdict for item in items), len(items))


def _kinds(items: Sequence[Judged]) -> dict[str, dict[str, int]]:
    """How often each verdict was given on each kind of reference that has no record."""
    kinds: dict[str, Counter[str]] = {}
    for item in items:
        kinds.setdefault(item.reference.kind, Counter())[item.verdict or "not extracted"] += 1
    return {kind: dict(verdicts.most_common()) for kind, verdicts in sorted(kinds.items())}


def _rules(correct: Sequence[Judged]) -> dict[str, int]:
    """How many correct references each rule cried about."""
    rules = Counter(rule for item in correct for rule in {alarm["rule"] for alarm in item.alarms})
    return dict(rules.most_common())


def _planted(item: Judged) -> set[str]:
    return {mistake.field for mistake in item.reference.mistakes}


def _precision(real: Sequence[Judged], fields: Sequence[str]) -> Rate:
    """Of the fields with an alarm, those with a planted error."""
    alarmed = [
        (item, name)
        for item in real
        for name in {alarm["field"] for alarm in item.alarms}
        if name in fields
    ]
    return rate(sum(name in _planted(item) for item, name in alarmed), len(alarmed))


def _recall(real: Sequence[Judged], fields: Sequence[str]) -> Rate:
    """Of the planted errors, those reported on their field with the right value."""
    planted = [(item, name) for item in real for name in _planted(item) if name in fields]
    return rate(sum(name in item.found for item, name in planted), len(planted))


def table(result: Figures) -> str:
    """The figures for a person."""
    return "\n".join(_lines(result))


def _lines(result: Figures) -> Iterator[str]:
    yield "| measure | value | 95 % interval | count |"
    yield "| --- | --- | --- | --- |"
    for name, measured in result.rates.items():
        yield f"| {name} | {_value(measured)} |"
    for name in result.precision:
        yield f"| {name}: precision | {_value(result.precision[name])} |"
        yield f"| {name}: recall | {_value(result.recall[name])} |"
    for name, mean in result.speeds.items():
        yield f"| {name} | {_mean(mean)} |"
    yield ""
    for kind, verdicts in result.kinds.items():
        yield f"{kind}: {_counts(verdicts)}"
    yield ""
    yield f"Rules that cried about correct references: {_counts(result.alarms)}"
    yield f"Alarms about whole lists: {_counts(result.document_alarms)}"
    yield f"Faults: {_counts(result.faults)}"


def _value(measured: Rate) -> str:
    if not measured.total:
        return "- | - | 0 / 0"
    interval = f"{measured.low:.4f}-{measured.high:.4f}"
    return f"{measured.value:.4f} | {interval} | {measured.hits} / {measured.total}"


def _mean(mean: Mean) -> str:
    if math.isnan(mean.low):
        return f"{mean.value:.3g} | - | 1"
    return f"{mean.value:.3g} | {mean.low:.3g}-{mean.high:.3g} | mean of {mean.count}"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.items()) or "none"


def examples(
    judged: Sequence[Judged], label: str, most: int, records: Mapping[str, Record]
) -> Iterator[str]:
    """References that carry a label, with everything that is needed to see why."""
    shown = [item for item in judged if label in item.labels][:most]
    for item in shown:
        yield "\n".join(_example(item, records))


def _example(item: Judged, records: Mapping[str, Record]) -> Iterator[str]:
    reference = item.reference
    labels = ", ".join(dict.fromkeys(item.labels))
    yield f"--- {item.article} ({reference.style}; {item.layout}) {reference.kind}: {labels}"
    yield f"printed  {reference.text}"
    for mistake in reference.mistakes:
        yield f"planted  {mistake.field} {mistake.kind}: {mistake.cited!r} for {mistake.right!r}"
    if reference.variations:
        yield f"varied   {', '.join(reference.variations)}"
    if reference.pmid:
        yield f"record   {_described(records[reference.pmid])}"
    if item.checked is None:
        return
    if item.checked["raw"] != reference.text:
        yield f"raw      {item.checked['raw']}"
    yield f"parsed   {json.dumps(item.checked['csl'], ensure_ascii=False)}"
    for name, printed, read in misread(reference, item.checked["csl"]):
        yield f"misread  {name}: {read!r} for {printed!r}"
    lookup = item.checked["lookup"]
    near = ", ".join(
        f"{candidate['pmid']} {candidate['score']:.3f}" for candidate in lookup["candidates"][:4]
    )
    yield f"lookup   {lookup['status']} {lookup['pmid'] or ''} [{near}] {lookup['reason'] or ''}"
    for alarm in item.checked["findings"]:
        if alarm["severity"] != "info":
            values = f"{alarm['cited']!r} for {alarm['expected']!r}"
            yield f"finding  {alarm['rule']} {alarm['severity']}: {values}"


def _described(record: Record) -> str:
    names = ", ".join(name.group or f"{name.family} {name.initials}" for name in record.authors[:8])
    rest = f" (+{len(record.authors) - 8})" if len(record.authors) > 8 else ""
    place = f"{record.pubdate};{record.volume}({record.issue}):{record.pages}"
    journal = f"{record.abbreviation} = {record.journal}"
    dates = f"epub {record.epub} doi {record.doi}"
    return f"{record.pmid} {names}{rest}. {record.title} {journal}. {place} {dates}"
