"""Measure matching and checks on references made from real records, with and without known errors.

    python tools/measure_judgement.py RECORDS.jsonl.gz [--count 6000] [--seed 1] [--parse]
        [--show KIND]

`--parse` renders each reference and reads it with the parser; without it, the fields are handed
over as they are, which measures the judgement alone. `--show` prints cases that went wrong
("false alarm", "unmatched", "wrong match", "invented matched", or the name of a planted error).
"""

from __future__ import annotations

import argparse
import gc
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from judgement.cases import Case, make_cases
from judgement.planting import PLANTS
from judgement.records import Library, load
from refcheck.checks import check_record
from refcheck.matching import decide
from refcheck.matching.decision import best_features
from refcheck.model.finding import Finding, Severity
from refcheck.model.outcome import Ambiguous, Match
from refcheck.model.reference import ParsedString


class FieldScores:
    """Counts what came out, and keeps cases that went wrong."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.planted: dict[str, Counter[str]] = defaultdict(Counter)
        self.true: Counter[str] = Counter()
        self.false: Counter[str] = Counter()
        self.wrong: dict[str, list[tuple[Case, Sequence[Finding]]]] = defaultdict(list)

    def add(self, case: Case) -> None:
        """Judge one case."""
        decision = decide(case.reference, case.candidates)
        if case.truth is None:
            self._count("invented", "invented matched", case, isinstance(decision, Match))
            return
        self.counts["real"] += 1
        if not isinstance(decision, Match):
            kind = "ambiguous" if isinstance(decision, Ambiguous) else "unmatched"
            self.counts[kind] += 1
            self.wrong[kind].append((case, ()))
            return
        if decision.best.candidate.record.pmid != case.truth.pmid:
            self.counts["wrong match"] += 1
            self.wrong["wrong match"].append((case, ()))
            return
        findings = check_record(case.reference, decision.best.candidate.record, ())
        self._judge(case, [each for each in findings if each.severity is not Severity.INFO])

    def _judge(self, case: Case, alarms: list[Finding]) -> None:
        if case.planted is None:
            self._count("right", "false alarm", case, bool(alarms), alarms)
            for alarm in alarms:
                self.false[alarm.field.value] += 1
            return
        field = PLANTS[case.planted][0]
        found = any(alarm.field.value == field for alarm in alarms)
        self.planted[case.planted]["found" if found else "missed"] += 1
        self.true[field] += found
        if not found:
            self.wrong[case.planted].append((case, alarms))
        others = [alarm for alarm in alarms if alarm.field.value != field]
        for alarm in others:
            self.false[alarm.field.value] += 1
        if others:
            self.wrong["extra alarm"].append((case, others))

    def _count(
        self, of: str, what: str, case: Case, happened: bool, alarms: Sequence[Finding] = ()
    ) -> None:
        self.counts[of] += 1
        self.counts[what] += happened
        if happened:
            self.wrong[what].append((case, alarms))

    def table(self) -> str:
        """The figures, one a line."""
        counts = self.counts
        pairs = [
            (
                "right record, of the real ones",
                counts["real"]
                - sum(map(counts.__getitem__, ("unmatched", "ambiguous", "wrong match"))),
                counts["real"],
            ),
            ("wrong record", counts["wrong match"], counts["real"]),
            ("ambiguous", counts["ambiguous"], counts["real"]),
            ("invented, matched", counts["invented matched"], counts["invented"]),
            ("right references with an alarm", counts["false alarm"], counts["right"]),
        ]
        lines = [
            f"{name:<32} {part:>6} / {whole:<6} {_ratio(part, whole)}"
            for name, part, whole in pairs
        ]
        lines += ["", f"{'planted':<18} {'found':>6} {'missed':>6}  recall"]
        for kind, each in sorted(self.planted.items()):
            ratio = _ratio(each["found"], each.total())
            lines.append(f"{kind:<18} {each['found']:>6} {each['missed']:>6}  {ratio}")
        lines += ["", f"{'field':<18} {'true':>6} {'false':>6}  precision"]
        for field in sorted({*self.true, *self.false}):
            true, false = self.true[field], self.false[field]
            lines.append(f"{field:<18} {true:>6} {false:>6}  {_ratio(true, true + false)}")
        return "\n".join(lines)


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.4f}" if whole else "-"


def _show(tally: FieldScores, kind: str, limit: int) -> None:
    for case, alarms in tally.wrong[kind][:limit]:
        print(f"\n{case.planted or '-'}: {case.reference.string.raw}")
        if case.truth:
            right = case.truth
            print(
                f"   record: {right.pmid} {right.title} | {right.container_title} | {right.pages}"
            )
            print(
                "   authors:",
                ", ".join(map(str, (getattr(a, "family", a) for a in right.authors[:8]))),
            )
        for alarm in alarms:
            print(f"   {alarm.rule}: {alarm.cited} -> {alarm.expected[:2]}: {alarm.message}")
        for candidate in case.candidates if not alarms else ():
            odds, found = best_features(case.reference, candidate)
            print(f"   {odds:+.1f} {candidate.record.pmid} {dict(found.levels())}")


def main() -> None:
    """Run the measurement that the command line asks for."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("records", type=Path)
    options.add_argument("--count", type=int, default=6000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--parse", action="store_true")
    options.add_argument("--show")
    options.add_argument("--limit", type=int, default=15)
    chosen = options.parse_args()
    parse: Callable[[str], ParsedString] | None = None
    if chosen.parse:
        from refcheck.parsing import parse
    library = Library(load(chosen.records))
    cases = list(make_cases(library, chosen.count, chosen.seed, parse))
    tally = FieldScores()
    gc.freeze()  # the library of records is not part of what is measured
    begin = time.perf_counter()
    for case in cases:
        tally.add(case)
    seconds = time.perf_counter() - begin
    print(tally.table())
    candidates = sum(len(case.candidates) for case in cases) / len(cases)
    print(f"\n{len(cases) / seconds:.0f} references a second, {candidates:.1f} candidates each")
    if chosen.show:
        _show(tally, chosen.show, chosen.limit)


if __name__ == "__main__":
    main()
