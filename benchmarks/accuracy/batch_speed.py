"""`python -m benchmarks.batch --records 200000 --references 10000 30000 100000 --keep FOLDER`

How quickly `refcheck batch` checks reference strings, with local processes and on Spark.

Makes an index of so many records, recombined from the real ones of RECORDS, and so many reference
strings of its records, printed in all styles, a third of them with errors. Each number of strings
is checked by each engine, in turn. Printed are references a second by the clock and by the
processor, the exponent of the cost (1: twice as many take twice as long), the ratio of the engines,
and the highest memory of a worker beside the index, which all of them share. `--fed` hands the
records to the index as they are when their XML has been read. The processor's time
is that of all processes of the run, start-up and all: a busy machine changes it little.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from .index_files import build_index, fed_records, feed, records_of, write_files
from .pool import Pool
from .records import Record, load_journals, load_records, with_journals
from .references import Rates, choose_habit, is_usable, print_record

_RECORDS = Path(__file__).parent / "small_records.jsonl"
_ERRORS = 1 / 3
_EVERY_HABIT = 30  # strings in one style
_FED = 500_000  # records that strings are made of where an index has millions
_LOOK = 0.25  # seconds between two looks at the processes
_TICKS = 100  # of a second, in /proc


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one run took: seconds by the clock, of processors, and the memory of a worker in MB."""

    clock: float
    processor: float
    memory: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Make, check, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch")
    parser.add_argument("--real", metavar="RECORDS", type=Path, default=_RECORDS)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--references", type=int, nargs="+", default=[1_000, 3_000, 10_000])
    parser.add_argument("--engines", nargs="+", default=["local", "spark"])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rows", type=int, default=2_500, help="of a partition")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fed", action="store_true", help="no XML, for millions of records")
    parser.add_argument("--keep", type=Path, help="a folder for index and strings, used again")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        _prepare(options, folder)
        measured: dict[tuple[str, int], Measured] = {}
        for count in options.references:
            for engine in options.engines:
                measured[engine, count] = _run(options, folder, engine, count)
                _print_run(engine, count, measured[engine, count])
            _compare(folder, options.engines, count)
    _conclude(options, measured)
    return 0


def _prepare(options: argparse.Namespace, folder: Path) -> None:
    rng = random.Random(options.seed)
    real = with_journals(load_records(options.real), load_journals(()))
    is_built = (folder / "index" / "index.json").exists()
    if options.fed:
        if not is_built:
            feed(real, options.records, options.seed, folder)
        records = fed_records(real, options.records, options.seed, _FED, rng)
    else:
        records = list(records_of(real, options.records, options.seed))
        if not is_built:
            write_files(iter(records), folder / "files")
            build_index(folder)
            shutil.rmtree(folder / "files")
    usable = [record for record in records if is_usable(record)]
    for count in options.references:
        path = folder / f"{count}.jsonl"
        if not path.exists():
            with path.open("w", encoding="utf-8") as file:
                for text in _strings(usable, count, rng):
                    file.write(f"{json.dumps({'reference': text}, ensure_ascii=False)}\n")


def _strings(usable: Sequence[Record], count: int, rng: random.Random) -> Iterator[str]:
    pool, rates, habit = Pool.of(usable), Rates(errors=_ERRORS), choose_habit(rng)
    for number in range(count):
        if number % _EVERY_HABIT == 0:
            habit = choose_habit(rng)
        yield print_record(rng.choice(usable), habit, pool, rates, rng).text


def _run(options: argparse.Namespace, folder: Path, engine: str, count: int) -> Measured:
    output = folder / f"{engine}-{count}"
    shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, "-m", "refcheck", "batch", f"{count}.jsonl", output.name]
    command += ["--index", "index", "--engine", engine, "--jobs", str(options.jobs)]
    command += ["--partition-rows", str(options.rows), "--exit-zero"]
    started = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    watch = _Watch(process.pid)
    watch.start()
    status = process.wait()
    clock = time.monotonic() - started
    watch.ended.set()
    watch.join()
    if status:
        raise SystemExit(f"refcheck batch --engine {engine} ended with {status}")
    return Measured(
        clock=clock,
        processor=sum(watch.seconds.values()),
        memory=max(watch.memory.values()) / 1024,
    )


class _Watch(threading.Thread):
    """Looks at a process and all that it has started, until it has ended.

    `seconds` of processor and `memory` (kB that are no file's) are by process: of Python alone for
    the memory, since Java takes what it is allowed.
    """

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.ended = threading.Event()
        self.seconds: dict[int, float] = {root: 0.0}
        self.memory: dict[int, int] = {root: 0}

    def run(self) -> None:
        """Look again and again."""
        while not self.ended.wait(_LOOK):
            table = dict(_processes())
            known = set(self.seconds)
            grown = True
            while grown:
                more = {pid for pid, (parent, *_) in table.items() if parent in known} - known
                known |= more
                grown = bool(more)
            for pid in known & table.keys():
                _, seconds, memory = table[pid]
                self.seconds[pid] = max(seconds, self.seconds.get(pid, 0.0))
                self.memory[pid] = max(memory, self.memory.get(pid, 0))


def _processes() -> Iterator[tuple[int, tuple[int, float, int]]]:
    """Yields each process: its number, its parent, seconds of processor, memory that is its own."""
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            stat = (folder / "stat").read_text()
            status = (folder / "status").read_text()
        except OSError:  # it has just ended
            continue
        name, _, rest = stat.partition("(")[2].rpartition(")")
        fields = rest.split()
        own = 0
        for line in status.splitlines():
            if line.startswith("RssAnon:") and not name.startswith("java"):
                own = int(line.split()[1])
        yield int(folder.name), (int(fields[1]), (int(fields[11]) + int(fields[12])) / _TICKS, own)


def _print_run(engine: str, count: int, took: Measured) -> None:
    print(
        f"{engine:6} {count:>9,} references: {count / took.clock:8,.0f} a second,"
        f" {count / took.processor:8,.0f} a second of processor;"
        f" a worker has {took.memory:,.0f} MB beside the index",
        flush=True,
    )


def _compare(folder: Path, engines: Sequence[str], count: int) -> None:
    for table in ("references", "findings"):
        first, *others = (pq.read_table(folder / f"{engine}-{count}" / table) for engine in engines)
        for engine, other in zip(engines[1:], others, strict=True):
            same = "the same" if first.equals(other) else "NOT the same"
            print(f"{engine:6} {count:>9,} references: {table} are {same}, {other.num_rows:,} rows")


def _conclude(options: argparse.Namespace, measured: dict[tuple[str, int], Measured]) -> None:
    for engine in options.engines:
        took = [measured[engine, count].processor for count in options.references]
        if len(took) > 1:
            print(f"{engine:6} exponent of the cost: {_exponent(options.references, took):.3f}")
    if {"local", "spark"} <= set(options.engines):
        for count in options.references:
            local, spark = measured["local", count], measured["spark", count]
            print(
                f"Spark to local, {count:,} references: {spark.clock / local.clock:.2f} by the"
                f" clock, {spark.processor / local.processor:.2f} of processor"
            )


def _exponent(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """Returns the slope of the cost over the size, both by their logarithms."""
    x, y = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    middle, centre = sum(x) / len(x), sum(y) / len(y)
    above = sum((a - middle) * (b - centre) for a, b in zip(x, y, strict=True))
    return above / sum((a - middle) ** 2 for a in x)


if __name__ == "__main__":
    raise SystemExit(main())
