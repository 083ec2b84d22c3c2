"""What hostile and outsized input costs: time, memory, and how the time grows with the size.

    python benchmarks/bad_input.py [--quick] [CASE ...]

A case is named in whole or by a part of its name. Each is written into a temporary folder, and the
command line is run on it. The line of a case has its exit status, its seconds of processor time,
the highest memory that a process of it had, and the exponent of its growth: with it as e, twice the
input takes 2^e times as long. It is measured over three doublings (an eighth, a quarter, a half of
the input and the whole), without what the smallest input takes; `-` where all of it is too quick to
tell. `--quick` leaves the exponent out. Linux and macOS.
"""

from __future__ import annotations

import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hostile.answers import ANSWERS
from hostile.case import Case
from hostile.files import FILES
from hostile.outsized import OUTSIZED
from hostile.repeats import REPEATS

CASES: dict[str, Case] = {**OUTSIZED, **FILES, **REPEATS, **ANSWERS}

DOUBLINGS = 3
TELLING = 0.5  # seconds; what takes less is as much start as work
PATIENCE = 3  # seconds on the clock for each second that a case may take: others may be at work
LEAST = 0.02  # seconds; processor time is not counted any finer


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run took: its exit status, its seconds of processor time, its megabytes."""

    status: int
    seconds: float
    megabytes: float


def cost_of(name: str, size: int) -> Cost:
    """Write a case at this size, and run it."""
    case = CASES[name]
    with temporary_folder() as folder, service(case.answer, size) as address:
        # In a process of its own: a child's highest memory begins with that of its parent.
        writing = [sys.executable, __file__, "--write", folder, name, str(size)]
        subprocess.run(writing, check=True)
        arguments = [each.replace("{service}", address) for each in case.arguments]
        return run(arguments, Path(folder), patience=PATIENCE * case.seconds)


@contextmanager
def service(form: str | None, size: int) -> Iterator[str]:
    """The address of a service that gives answers of this form; without a form there is none."""
    if form is None:
        yield ""
        return
    program = Path(__file__).with_name("hostile") / "service.py"
    command = [sys.executable, str(program), form, str(size)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            yield process.stdout.readline().strip()
        finally:
            process.kill()


@contextmanager
def temporary_folder() -> Iterator[str]:
    """A folder that is removed by `rm`: Python's own removal fails on directories 2,500 deep."""
    folder = tempfile.mkdtemp()
    try:
        yield folder
    finally:
        subprocess.run(["rm", "-rf", "--", folder], check=False)


def run(arguments: Sequence[str], folder: Path, patience: float) -> Cost:
    """Run one command, which is ended after as many seconds as there is patience."""
    command = [sys.executable, "-m", "refcheck", *arguments]
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as process:
        status, usage = wait(process, patience)
        process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1_024  # ru_maxrss is in bytes or in kilobytes
    return Cost(
        status=process.returncode,
        seconds=usage.ru_utime + usage.ru_stime,
        megabytes=usage.ru_maxrss * unit / 1e6,
    )


def wait(process: subprocess.Popen[bytes], patience: float) -> tuple[int, resource.struct_rusage]:
    """Wait for the end of a process, but not for ever."""
    deadline = time.monotonic() + patience
    while True:
        process_id, status, usage = os.wait4(process.pid, os.WNOHANG)
        if process_id:
            return status, usage
        if time.monotonic() > deadline:
            process.kill()
        time.sleep(0.02)


def exponent(name: str, whole: Cost) -> float | None:
    """How the time of a case grows; None where it takes too little of it."""
    size = CASES[name].size
    start = cost_of(name, 1).seconds
    if whole.seconds - start < TELLING:
        return None
    parts = [cost_of(name, size >> halvings) for halvings in range(DOUBLINGS, 0, -1)]
    times = [math.log2(max(each.seconds - start, LEAST)) for each in (*parts, whole)]
    middle = DOUBLINGS / 2  # the slope of the straight line that fits the four best
    steps = [index - middle for index in range(DOUBLINGS + 1)]
    return sum(step * value for step, value in zip(steps, times, strict=True)) / sum(
        step * step for step in steps
    )


def measured(names: Sequence[str], *, quick: bool) -> Iterator[bool]:
    """Run the cases, print a line for each, and say which of them stayed within their bounds."""
    for name in names:
        case = CASES[name]
        cost = cost_of(name, case.size)
        grows = None if quick or case.growth is None else exponent(name, cost)
        within = (
            cost.seconds <= case.seconds
            and cost.megabytes <= case.megabytes
            and cost.status in (0, 1, 2, 3)
            and (grows is None or grows <= (case.growth or 0))
        )
        figures = f"{cost.status:>4} {cost.seconds:7.1f} s {cost.megabytes:6.0f} MB"
        growth = f"{grows:5.2f}" if grows is not None else "    -"
        print(f"{name:<44} {figures} {growth}{'' if within else '  <- over a bound'}", flush=True)
        yield within


def chosen(parts: Sequence[str]) -> list[str]:
    """The names of the cases that these words mean: whole names, or else parts of names."""
    if not parts:
        return [*CASES]
    return [
        name
        for name in CASES
        if any(part == name or (part not in CASES and part in name) for part in parts)
    ]


def main(arguments: Sequence[str]) -> int:
    """Run as the arguments say; 0 where every case stayed within its bounds."""
    quick = "--quick" in arguments
    names = chosen([each for each in arguments if each != "--quick"])
    return 0 if names and all([*measured(names, quick=quick)]) else 1


if __name__ == "__main__" and sys.argv[1:2] == ["--write"]:
    from corpus import forget_readings

    forget_readings()  # of an earlier run
    CASES[sys.argv[3]].make(Path(sys.argv[2]), int(sys.argv[4]))
elif __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
