"""How many references a second are extracted, parsed, matched and checked on one core.

    python benchmarks/check_speed.py

All answers come from a warm cache, so that no network and no pace is in the figure. What counts is
the time of the processor, so that a busy machine does not change it.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

from corpus import article, fill_cache, make_works
from refcheck.pipeline import Tally, check_documents
from refcheck.settings import Settings

ARTICLES, REFERENCES = 60, 50
TARGET = 1000


async def check(folder: Path, settings: Settings) -> Tally:
    """Check a folder of articles as `refcheck check` does."""
    tally = Tally()
    async for report in check_documents([str(folder)], settings):
        tally.add(report)
    return tally


def main() -> None:
    """Make the articles and the cache, check them, and print the figure."""
    works = make_works(ARTICLES * REFERENCES)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        settings = Settings(offline=True, cache_dir=root / "cache")
        fill_cache(root / "cache", works)
        for folder, count in (("first", 1), ("all", ARTICLES)):
            (root / folder).mkdir()
            for number in range(count):
                cited = works[number * REFERENCES : (number + 1) * REFERENCES]
                text = article(cited, seed=number)
                (root / folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
        asyncio.run(check(root / "first", settings))  # loads the parser's model
        started, used = time.perf_counter(), time.process_time()
        tally = asyncio.run(check(root / "all", settings))
        seconds, used = time.perf_counter() - started, time.process_time() - used
    summary = tally.summary()
    verdicts = ", ".join(f"{count} {verdict}" for verdict, count in summary.verdicts if count)
    print(f"{summary.references} references in {seconds:.2f} s ({verdicts})")
    print(f"{summary.references / used:.0f} references a second of processor (wanted: {TARGET})")


if __name__ == "__main__":
    main()
