"""How many references a second are extracted, parsed, matched and checked.

    python benchmarks/check_speed.py
    python benchmarks/check_speed.py --jobs 1,2 [--rounds N]

All answers come from a warm cache, so that no network and no pace is in the figure. The first form
is about one core: what counts is the time of the processor, so that a busy machine does not change
it. The second one runs `refcheck check --offline --format json` as a user does, with so many
processes in turn, over documents that it has not seen before, then over the same ones once more,
and says what the clock shows, what the processor does and what the largest process takes, at best;
the reports have to be the same byte by byte.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from corpus import Work, article, fill_cache, forget_readings, make_works
from many_articles import highest_memory
from refcheck.pipeline import Tally, check_documents
from refcheck.settings import Settings

ARTICLES, REFERENCES = 60, 50
TARGET = 1000
SHARED_ARTICLES, SHARED_REFERENCES = 50, 30
COMMAND = "check all --offline --cache-dir cache --format json --exit-zero"


class Run(NamedTuple):
    """What one run took: seconds of the clock and of the processor."""

    wall: float
    processor: float


async def check(folder: Path, settings: Settings) -> Tally:
    """Check a folder of articles as `refcheck check` does."""
    tally = Tally()
    async for report in check_documents([str(folder)], settings):
        tally.add(report)
    return tally


def write_articles(folder: Path, works: list[Work], articles: int, references: int) -> None:
    """Write articles that cite the works, each so many of them."""
    folder.mkdir()
    for number in range(articles):
        cited = works[number * references : (number + 1) * references]
        (folder / f"{number:03}.txt").write_text(article(cited, seed=number), encoding="utf-8")


def one_core() -> None:
    """Make the articles and the cache, check them, and print the figure."""
    works = make_works(ARTICLES * REFERENCES)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        settings = Settings(offline=True, cache_dir=root / "cache")
        fill_cache(root / "cache", works)
        write_articles(root / "first", works, 1, REFERENCES)
        write_articles(root / "all", works, ARTICLES, REFERENCES)
        asyncio.run(check(root / "first", settings))  # loads the parser's model
        started, used = time.perf_counter(), time.process_time()
        tally = asyncio.run(check(root / "all", settings))
        seconds, used = time.perf_counter() - started, time.process_time() - used
    summary = tally.summary()
    verdicts = ", ".join(f"{count} {verdict}" for verdict, count in summary.verdicts if count)
    print(f"{summary.references} references in {seconds:.2f} s ({verdicts})")
    print(f"{summary.references / used:.0f} references a second of processor (wanted: {TARGET})")


def run_command(root: Path, jobs: int) -> Run:
    """Run the command with so many processes, its report in `root`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    words = [*COMMAND.split(), "--jobs", str(jobs), "-o", f"report-{jobs}.json"]
    subprocess.run([sys.executable, "-m", "refcheck", *words], cwd=root, check=True)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def several_processes(jobs: list[int], rounds: int) -> None:
    """Run the command with each number of processes in turn, and print the figures."""
    works = make_works(SHARED_ARTICLES * SHARED_REFERENCES)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        fill_cache(root / "cache", works)
        write_articles(root / "all", works, SHARED_ARTICLES, SHARED_REFERENCES)
        runs: dict[tuple[int, bool], list[Run]] = {}
        memory: dict[tuple[int, bool], float] = {}
        reports = set()
        for _ in range(rounds):
            for number in jobs:
                forget_readings()
                for again in (False, True):
                    runs.setdefault((number, again), []).append(run_command(root, number))
                    memory.setdefault((number, again), highest_memory())  # it never falls
                    reports.add((root / f"report-{number}.json").read_bytes())
    first = min(run.wall for run in runs[jobs[0], False])
    for (number, again), measured in runs.items():
        wall = min(run.wall for run in measured)
        processor = min(run.processor for run in measured)
        print(
            f"{number} processes, {'read before' if again else 'not read before'}: {wall:.2f} s "
            f"({wall / first:.2f} of the first), {processor:.2f} s of processor, "
            f"{memory[number, again]:.0f} MB in the largest so far"
        )
    print("the same report" if len(reports) == 1 else "NOT the same report")


def main() -> None:
    """Measure one core, or several processes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--jobs", help="numbers of processes, with commas between")
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    if given.jobs:
        several_processes([int(number) for number in given.jobs.split(",")], given.rounds)
    else:
        one_core()


if __name__ == "__main__":
    main()
