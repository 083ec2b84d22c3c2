"""`python -m benchmarks.accuracy --printed`, on three references with facts of real records."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RECORDS = ROOT / "benchmarks" / "accuracy" / "small_records.jsonl"
TITLE = "Increase in acetyl CoA synthetase activity after phenobarbital treatment."
RIGHT = f"Akamatsu N, Nakajima H, Ono M, Miura Y. {TITLE} Biochem Pharmacol 1975;24(18):1725-7."
WRONG_YEAR = RIGHT.replace("1975", "1987")


def test_real_references_are_checked_in_both_variants(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    rows = [
        {"id": name, "pmid": "15", "printed": text, "printed_with_ids": f"{text} PMID: 15"}
        for name, text in (("right", RIGHT), ("wrong year", WRONG_YEAR))
    ]
    pairs.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    judged = tmp_path / "judged.jsonl"
    year = {"id": "wrong year", "rule": "year-mismatch", "expected": ["1975"], "judgement": "T"}
    judged.write_text(json.dumps({"variant": "A", **year}) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.accuracy", "--printed", str(pairs), str(RECORDS)]
    done = subprocess.run(  # noqa: S603 - our own command
        [*command, "--judged", str(judged), "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    for variant in json.loads(done.stdout)["printed"].values():
        assert variant["rules"] == {"year-mismatch (error)": {"true": 1}}
        assert variant["rates"]["right record"]["hits"] == 2
        assert variant["rates"]["with a false alarm"]["hits"] == 0
