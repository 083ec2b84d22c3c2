"""Read thousands of damaged files of every format, and say which ones a reader cannot bear.

    python tools/fuzz_readers.py [FORMAT ...] [--mutants 10000] [--seed 1] [--keep DIR]

A reader may give a document, or raise `InputError` with one plain line. Anything else is a failure:
another exception, more than 10 s of processor time, more than 500 MB, a file opened that was not
given (or is not next to it), a connection, a place outside of the text. Mutants that fail are
kept in DIR (default: the folder for temporary files). Exit status 1 where one failed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from fuzzing.mutants import CANARY, mutate
from fuzzing.seeds import SEEDS, SUFFIXES
from fuzzing.worker import serve

PATIENCE = 120  # seconds on the clock, for what no signal interrupts


@dataclass(frozen=True, slots=True)
class Failure:
    """A mutant that a reader could not bear."""

    format: str
    number: int
    reason: str
    content: bytes
    suffix: str


class Reader:
    """A process that reads files, started again when it dies or hangs."""

    def __init__(self, formats: Sequence[str]) -> None:
        self._formats = list(formats)
        self._context = multiprocessing.get_context("spawn")
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None

    def judge(self, path: Path) -> str:
        """What is wrong with the reading of a file; empty where nothing is."""
        if self._process is None or not self._process.is_alive():
            self._start()
        assert self._connection is not None  # noqa: S101 - started above
        self._connection.send(str(path))
        if not self._connection.poll(PATIENCE):
            self.stop()
            return "hangs"
        try:
            return str(self._connection.recv())
        except EOFError:
            self.stop()
            return "the process died"

    def _start(self) -> None:
        self._connection, other = self._context.Pipe()
        self._process = self._context.Process(
            target=serve, args=(other, self._formats), daemon=True
        )
        self._process.start()
        other.close()

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None


def failures(formats: Sequence[str], mutants: int, seed: int) -> Iterator[Failure]:
    """The mutants of each format that fail; the same ones for the same seed."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    reader = Reader(formats)
    try:
        outside = folder / "outside"
        inside = folder / "inside"
        for each in (outside, inside):
            each.mkdir()
        entry = f"@article{{rajkumar2015, title={{{CANARY}}}}}\n{CANARY}"
        for name in ("refs.bib", "part.tex"):
            (outside / name).write_text(entry)
            (inside / name).write_text(entry.replace(CANARY, "Ketamine"))
        for name in formats:
            yield from _of_format(name, mutants, seed, inside, outside / "refs.bib", reader)
    finally:
        reader.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _of_format(
    name: str, mutants: int, seed: int, inside: Path, outside: Path, reader: Reader
) -> Iterator[Failure]:
    seeds = [make() for make in SEEDS[name]]
    for number in range(mutants):
        chance = random.Random(f"{seed} {name} {number}")  # noqa: S311 - the same again for a seed
        content, suffix = chance.choice(seeds), SUFFIXES[name]
        if number >= len(seeds):  # the seeds themselves come first, unhurt
            content, suffix = mutate(chance, content, suffix, str(outside))
        path = inside / f"mutant{suffix}"
        path.write_bytes(content)
        reason = reader.judge(path)
        path.unlink()
        if reason:
            yield Failure(name, number, reason, content, suffix)


def main() -> int:
    """Run as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=", ".join(SEEDS))
    parser.add_argument("--mutants", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()))
    options = parser.parse_args()
    unknown = set(options.formats) - set(SEEDS)
    if unknown:
        parser.error(f"no such format: {', '.join(sorted(unknown))}")
    failed = 0
    for name in options.formats or SEEDS:
        began, found = time.monotonic(), 0
        for failure in failures([name], options.mutants, options.seed):
            found += 1
            kept = options.keep / f"{name}-{options.seed}-{failure.number}{failure.suffix}"
            kept.write_bytes(failure.content)
            print(f"  {kept}: {failure.reason.strip().splitlines()[-1]}", flush=True)
        seconds = time.monotonic() - began
        print(f"{name:10} {options.mutants} mutants, {found} failures, {seconds:.0f} s", flush=True)
        failed += found
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
