"""What hostile and outsized input costs: each case has to end within 60 s and 1 GB.

    python benchmarks/bad_input.py [CASE ...]

Writes each case at its full size into a temporary folder, runs the command line on it, and prints
its exit status, its time and the highest memory that the process held. Linux and macOS.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

SECONDS, MEGABYTES = 60, 1_000
CHECK = ("check", "input.txt", "--offline", "--cache-dir", "cache", "-o", "report.txt")
PARSE = ("parse", "input.txt", "-o", "items.jsonl")

REFERENCE = (
    "Katalinic N, Lai R, Somogyi A, Mitchell PB, Glue P, Loo CK. Ketamine as a new treatment for "
    "depression: a review of its efficacy and adverse effects. Aust N Z J Psychiatry. "
    "2013;47(8):710-27."
)
SENTENCE = (
    "Ketamine was given to 32 adults in 2013, and 1. mood, 2. sleep (3) and pain got better. "
)


def plain_text(megabytes: int) -> str:
    """Running text in paragraphs, with years and numbers in it and no list."""
    paragraph = SENTENCE * 8 + "\n\n"
    return paragraph * (megabytes * 1_000_000 // len(paragraph))


def text_and_list() -> str:
    """50 MB of text with a list of 100 references at its end."""
    entries = "".join(f"{number}. {REFERENCE}\n" for number in range(1, 101))
    return f"{plain_text(50)}References\n\n{entries}"


def list_on_one_line() -> str:
    """References that stand one behind the other on one line of 5 MB."""
    count = 5_000_000 // (len(REFERENCE) + 8)
    return "References\n\n" + " ".join(f"{number}. {REFERENCE}" for number in range(1, count))


def short_reference(number: int) -> str:
    """One line of a list."""
    return f"{number}. Loo CK. Ketamine in practice. Lancet. 2018;{number}:1-2.\n"


def many_authors() -> str:
    """One reference with 3,000 authors."""
    authors = ", ".join(f"Family{number} AB" for number in range(3_000))
    return f"References\n\n1. {authors}. A trial of ketamine. Lancet. 2013;1(2):3-4.\n"


def shuffled() -> str:
    """The characters of references in any order, in lines of any length."""
    chance = random.Random(1)
    letters = list(REFERENCE * 4_000)
    chance.shuffle(letters)
    return "References\n\n1. " + "".join(
        f"\n{index}. " if chance.random() < 0.005 else letter
        for index, letter in enumerate(letters)
    )


Case = tuple[Callable[[], str], tuple[str, ...]]
CASES: dict[str, Case] = {
    "50 MB of text": (lambda: plain_text(50), CHECK),
    "50 MB and a list": (text_and_list, CHECK),
    "one line of 5 MB": (lambda: SENTENCE * (5_000_000 // len(SENTENCE)), CHECK),
    "one letter 5,000,000 times": (lambda: "a" * 5_000_000, CHECK),
    "5 MB of spaces": (lambda: f"References\n\n1. A{' ' * 5_000_000}B", CHECK),
    "5 MB of full stops": (lambda: "References\n\n1. " + "." * 5_000_000, CHECK),
    "5 MB of brackets": (lambda: "References\n\n1. " + "[(" * 2_500_000, CHECK),
    "a list on a line of 5 MB": (list_on_one_line, CHECK),
    "3,000 authors": (many_authors, CHECK),
    "100,000 numbered lines": (
        lambda: "".join(f"{number}. Stir well.\n" for number in range(1, 100_001)),
        CHECK,
    ),
    "100,000 references": (
        lambda: "References\n" + "".join(map(short_reference, range(1, 100_001))),
        CHECK,
    ),
    "1 MB in any order": (shuffled, CHECK),
    "200 MB": (lambda: "\0" * 201_000_000, CHECK),
    "parse: a line of 5 MB": (lambda: REFERENCE * 25_000, PARSE),
    "parse: ten lines of 1 MB": (lambda: f"{REFERENCE * 5_000}\n" * 10, PARSE),
    "parse: 1,000,000 empty lines": (lambda: "\n" * 1_000_000, PARSE),
}


def run(arguments: tuple[str, ...], folder: Path) -> tuple[int, float, float]:
    """Exit status, seconds and megabytes of one command, which is ended after the time it has."""
    command = [sys.executable, "-m", "refcheck", *arguments]
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:
        _, status, usage = wait(process)
        process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1_024  # ru_maxrss is in bytes or in kilobytes
    seconds = time.perf_counter() - started
    return process.returncode, seconds, usage.ru_maxrss * unit / 1e6


def wait(process: subprocess.Popen[bytes]) -> tuple[int, int, resource.struct_rusage]:
    """Wait for the end of a process, but not for ever."""
    deadline = time.monotonic() + 2 * SECONDS
    while True:
        ended = os.wait4(process.pid, os.WNOHANG)
        if ended[0]:
            return ended
        if time.monotonic() > deadline:
            process.kill()
        time.sleep(0.02)


def measured(names: list[str]) -> Iterator[bool]:
    """Run the cases, print a line for each, and say which of them kept to the bounds."""
    for name in names:
        _, arguments = CASES[name]
        with tempfile.TemporaryDirectory() as folder:
            # In a process of its own: a child's highest memory begins with that of its parent.
            subprocess.run([sys.executable, __file__, "--write", folder, name], check=True)
            status, seconds, megabytes = run(arguments, Path(folder))
        kept = seconds <= SECONDS and megabytes <= MEGABYTES and status in (0, 1, 2, 3)
        note = "" if kept else "  <- over the bounds"
        print(f"{name:<30} exit {status:>3} {seconds:6.1f} s {megabytes:6.0f} MB{note}", flush=True)
        yield kept


def write(folder: str, name: str) -> None:
    """Write the input of one case into a folder."""
    make, _ = CASES[name]
    Path(folder, "input.txt").write_text(make(), encoding="utf-8")


if __name__ == "__main__" and sys.argv[1:2] == ["--write"]:
    write(*sys.argv[2:])
elif __name__ == "__main__":
    sys.exit(0 if all([*measured(sys.argv[1:] or [*CASES])]) else 1)
