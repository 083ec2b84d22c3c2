"""How much memory a run over ten thousand articles takes.

    python benchmarks/many_articles.py [ARTICLES]

Prints the highest memory that the process held, and the time. Linux and macOS.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import article, fill_cache, forget_readings, make_works

REFERENCES = 5
WORKS = 500
TARGET = 300
COMMAND = "check articles --offline --cache-dir cache --format json -o report.json --exit-zero"


def main(articles: int) -> None:
    """Write the articles, check them in one run of the command line, and print the figures."""
    works = make_works(WORKS)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        fill_cache(root / "cache", works)
        for number in range(articles):
            begin = number * REFERENCES % WORKS
            folder = root / "articles" / f"{number // 1000:02}"
            folder.mkdir(parents=True, exist_ok=True)
            text = article(works[begin : begin + REFERENCES], seed=number)
            (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
        forget_readings()
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "refcheck", *COMMAND.split()],
            cwd=root,
            check=True,
        )
        seconds = time.perf_counter() - started
        size = (root / "report.json").stat().st_size / 1e6
    print(
        f"{articles} articles, {articles * REFERENCES} references: {seconds:.0f} s, {size:.0f} MB"
    )
    print(f"{highest_memory():.0f} MB at most (wanted: {TARGET})")


def highest_memory() -> float:
    """The highest memory of a child process, in MB. Linux counts in kB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
