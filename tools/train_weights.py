"""Learn the weights of the features, and show that the probabilities they make are right.

    python tools/train_weights.py RECORDS.jsonl.gz [--count 20000] [--seed 1] [--write]

References are made of four fifths of the records, half of them rendered and parsed, with known
errors and inventions, each beside records that are easily taken for the cited one. A logistic
regression learns from them what each level of each feature is worth. The other fifth of the records
shows whether a probability of 0.9 is right nine times in ten. `--write` puts the weights into the
table of `refcheck.matching.weights`; without it, what is measured is the table as it stands.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from judgement.cases import Case, make_cases
from judgement.learning import Weights, learn, measure_calibration
from judgement.records import Library, load
from refcheck.matching import weights as table
from refcheck.model.record import BibliographicRecord
from refcheck.parsing import parse

_TABLE = Path(table.__file__)
_HELD_BACK = 5  # every fifth record
_SECOND_ERROR = 0.3
_SIBLINGS = 0.1


def split(
    records: Sequence[BibliographicRecord],
) -> tuple[list[BibliographicRecord], list[BibliographicRecord]]:
    """The records to learn from, and those held back, by their PMIDs."""
    held_back = {record.pmid for record in records if int(record.pmid or 0) % _HELD_BACK == 0}
    return (
        [record for record in records if record.pmid not in held_back],
        [record for record in records if record.pmid in held_back],
    )


def cases_of(records: Sequence[BibliographicRecord], count: int, seed: int) -> list[Case]:
    """Half of the cases with the fields as they are, half rendered and parsed."""
    library = Library(records)
    cases = list(make_cases(library, count // 2, seed, None, _SECOND_ERROR, _SIBLINGS))
    cases += make_cases(library, count // 2, seed + 1, parse, _SECOND_ERROR, _SIBLINGS)
    return cases


def written(learnt: Weights) -> str:
    """The module with the learnt weights in its table; levels never seen keep their weight."""
    text, _, _ = _TABLE.read_text(encoding="utf-8").partition("# Log-odds that")
    lines = [
        "# Log-odds that a candidate is the cited work before anything is compared.",
        f"PRIOR = {learnt['', '']:.1f}",
        "",
        "WEIGHTS: dict[str, dict[str, float]] = {",
    ]
    for field, levels in table.WEIGHTS.items():
        lines.append(f'    "{field}": {{')
        for level, before in levels.items():
            lines.append(f'        "{level}": {learnt.get((field, level), before):.1f},')
        lines.append("    },")
    return "\n".join([text.rstrip(), "", *lines, "}"]) + "\n"


def main() -> None:
    """Learn, write, measure: what the command line asks for."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("records", type=Path)
    options.add_argument("--count", type=int, default=20000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    known, held_back = split(load(chosen.records))
    if chosen.write:
        learnt = learn(cases_of(known, chosen.count, chosen.seed))
        _TABLE.write_text(written(learnt), encoding="utf-8")
        table.PRIOR = learnt["", ""]
        for (field, level), value in learnt.items():
            if field:
                table.WEIGHTS[field][level] = round(value, 1)
        print(_TABLE.read_text(encoding="utf-8"))
    print(f"{'probability':<16} {'references':>10} {'mean said':>10} {'share right':>12}")
    for row in measure_calibration(cases_of(held_back, chosen.count // 3, chosen.seed + 7)):
        name = f"{row.low:g} to {min(row.high, 1):g}"
        print(f"{name:<16} {row.count:>10} {row.said:>10.4f} {row.right:>12.4f}")


if __name__ == "__main__":
    main()
