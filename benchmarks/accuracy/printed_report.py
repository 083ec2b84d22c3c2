"""The figures of `--printed` as a table and as JSON, and the alarms and errors to look at."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from .measure import Rate, rate
from .printed import VARIANTS, VERDICTS, Alarm, Checked

__all__ = ["PrintedFigures", "as_json", "figures_of", "printed_table"]

_SUSPECT = "suspect"
_FALSE, _TRUE, _UNREAD = VERDICTS["F"], VERDICTS["T"], VERDICTS[""]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFigures:
    """What is measured of one variant.

    `rules` are the alarms of each rule and severity by verdict; `look_at` are lines with what is
    to be looked at: false alarms, alarms that nobody has read, true errors without an alarm,
    references that did not find their record.
    """

    rates: Mapping[str, Rate]
    rules: Mapping[str, Mapping[str, int]]
    look_at: Sequence[str]


def figures_of(checked: Sequence[Checked]) -> PrintedFigures:
    """Count what was reported of the references of one variant."""
    total = len(checked)
    found = sum(len(item.found) for item in checked)
    errors = found + sum(len(item.noted) + len(item.missed) for item in checked)
    journals = Counter(
        alarm.verdict
        for item in checked
        for alarm in item.alarms
        if alarm.rule == "journal-mismatch" and alarm.severity == "error"
    )
    rates = {
        "right record": rate(sum(item.right for item in checked), total),
        "wrong record": rate(
            sum(item.status == "matched" and not item.right for item in checked), total
        ),
        "not matched": rate(
            sum(item.status != "matched" and not item.right for item in checked), total
        ),
        "called suspect": rate(sum(item.verdict == _SUSPECT for item in checked), total),
        "with an alarm": rate(sum(bool(item.alarms) for item in checked), total),
        "with a false alarm": rate(_with(checked, _FALSE), total),
        "... that is an error": rate(_with(checked, _FALSE, "error"), total),
        "with an alarm to be read": rate(_with(checked, _UNREAD), total),
        "true errors found": rate(found, errors),
        "journal-mismatch, an error: true": rate(
            journals[_TRUE], journals[_TRUE] + journals[_FALSE]
        ),
    }
    return PrintedFigures(rates=rates, rules=_rules(checked), look_at=tuple(_look_at(checked)))


def _with(checked: Sequence[Checked], verdict: str, severity: str = "") -> int:
    """How many references have an alarm with this verdict."""
    return sum(
        any(a.verdict == verdict and severity in ("", a.severity) for a in item.alarms)
        for item in checked
    )


def _rules(checked: Sequence[Checked]) -> dict[str, dict[str, int]]:
    rules: dict[str, Counter[str]] = {}
    for item in checked:
        for alarm in item.alarms:
            key = f"{alarm.rule} ({alarm.severity})"
            rules.setdefault(key, Counter())[alarm.verdict] += 1
    return {rule: dict(rules[rule]) for rule in sorted(rules)}


def _look_at(checked: Sequence[Checked]) -> Iterator[str]:
    for item in checked:
        if not item.right:
            found = f"{item.status} {item.matched}".strip()
            yield f"{item.id}: {found} for {item.pmid}: {item.text}"
    for verdict in (_FALSE, _UNREAD):
        for item in checked:
            for alarm in item.alarms:
                if alarm.verdict == verdict:
                    yield f"{item.id}: {_described(alarm)}: {item.text}"
    for item in checked:
        for error in item.noted:
            yield f"{item.id}: true, only a note now: {error.rule} {error.expected}: {item.text}"
        for error in item.missed:
            yield f"{item.id}: true, missed: {error.rule} {error.expected}: {item.text}"


def _described(alarm: Alarm) -> str:
    letters = f" {alarm.letters}" if alarm.letters else ""
    values = f"{alarm.cited!r} for {list(alarm.expected)}"
    return f"{alarm.verdict}{letters}: {alarm.rule} ({alarm.severity}) {values}"


def printed_table(figures: Mapping[str, PrintedFigures], *, judged: bool) -> str:
    """Return the figures of both variants for a person."""
    return "\n".join(_lines(figures, judged=judged))


def as_json(figures: Mapping[str, PrintedFigures]) -> str:
    """Return the figures of both variants as JSON."""
    variants = {
        variant: {
            **asdict(each),
            "rates": {name: asdict(share) for name, share in each.rates.items()},
        }
        for variant, each in figures.items()
    }
    return json.dumps({"printed": variants}, indent=1, ensure_ascii=False).replace("NaN", "null")


def _lines(figures: Mapping[str, PrintedFigures], *, judged: bool) -> Iterator[str]:
    yield f"| in 100 references | {' | '.join(VARIANTS[variant] for variant in figures)} |"
    yield f"| --- |{' --- |' * len(figures)}"
    for name in next(iter(figures.values())).rates:
        cells = (_cell(each.rates[name]) for each in figures.values())
        yield f"| {name} | {' | '.join(cells)} |"
    if not judged:
        yield "\nWithout --judged nothing is known of the alarms: all of them are to be read."
    for variant, each in figures.items():
        yield f"\nAlarms, {VARIANTS[variant]}:"
        for rule, verdicts in each.rules.items():
            yield f"  {rule}: {', '.join(f'{number} {name}' for name, number in verdicts.items())}"
    for variant, each in figures.items():
        yield f"\nTo look at, {VARIANTS[variant]}:"
        yield from (f"  {line}" for line in each.look_at)


def _cell(share: Rate) -> str:
    if not share.total:
        return "-"
    low, high = 100 * share.low, 100 * share.high
    return f"{100 * share.value:.2f} ({low:.2f} to {high:.2f}; {share.hits} of {share.total})"
