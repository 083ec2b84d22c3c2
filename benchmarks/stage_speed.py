"""What each stage of a check costs, in microseconds of processor time for a reference.

    python benchmarks/stage_speed.py [--articles FOLDER --cache FOLDER] [--texts FOLDER]
                                     [--rounds 3] [--against PYTHON]

Without folders the made-up articles of `corpus.py` are checked, and the texts are made of them with
long bodies. Each round is a process of its own, so that nothing is known from the round before; the
best one counts. `--against` names the Python of another tree, whose rounds are taken in turn with
this one's: what counts between two trees is the ratio, which a busy machine does not change.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from corpus import article, fill_cache, make_works
from refcheck import checks, extraction, readers
from refcheck.lookup.provider import LookupProvider
from refcheck.model.document import Document
from refcheck.model.outcome import Outcome, Stage
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference
from refcheck.pipeline import open_provider
from refcheck.pipeline.documents import parsed_list
from refcheck.pipeline.lookups.reference_lookup import judge, look_up, lookup_states
from refcheck.settings import Settings

ARTICLES, REFERENCES = 34, 50
WARM_UP = 4
_BODY = 300  # paragraphs before the list of a long text
_WINDOW = 400  # references that are looked up together
_Result = TypeVar("_Result")


class _Clock:
    """Adds up the processor time of each stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what is done within as the stage `name`."""
        started = time.process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - started


class _Counted:
    """A provider whose answers are taken off the time of the stage that asks."""

    def __init__(self, source: LookupProvider) -> None:
        self._source = source
        self.stages = source.stages
        self.seconds = 0.0

    def __getattr__(self, name: str) -> object:
        return getattr(self._source, name)

    async def ask(
        self, stage: Stage, works: Sequence[Sequence[BibliographicRecord]]
    ) -> Sequence[Outcome]:
        """Ask the other provider, and count its time."""
        started = time.process_time()
        answers = await self._source.ask(stage, works)
        self.seconds += time.process_time() - started
        return answers


def measure(articles: Path, cache: Path, texts: Path) -> dict[str, float]:
    """Take each stage by itself; returns microseconds a reference, and a kilobyte of the texts.

    The first articles are only there to warm up: model and patterns are loaded with them. There is
    no garbage collection, whose turn falls on one stage or another.
    """
    gc.disable()
    documents = [readers.read(str(path)) for path in sorted(articles.iterdir())]
    _stages(documents[:WARM_UP], cache)
    result = _stages(documents[WARM_UP:], cache)
    long = [readers.read(str(path)) for path in sorted(texts.iterdir()) if path.suffix != ".json"]
    finding = _Clock()
    for document in long:
        with finding.stage("texts"):
            extraction.find_lists(document)
    size = sum(len(document.text) for document in long)
    result["finding lists, 1,000 characters"] = 1e9 * finding.seconds["texts"] / size
    return result


def _stages(documents: Sequence[Document], cache: Path) -> dict[str, float]:
    clock = _Clock()
    references: list[list[Reference]] = []
    for document in documents:
        with clock.stage("extraction"):
            strings = extraction.find_lists(document).strings
        with clock.stage("parsing"):
            references.append(parsed_list(strings))
    _cite(documents, references, clock)
    asyncio.run(_match_and_check([one for each in references for one in each], cache, clock))
    count = sum(map(len, references))
    result = {name: 1e6 * seconds / count for name, seconds in clock.seconds.items()}
    result["matching and checks"] = result["matching"] + result["checks"]
    return result


def _cite(
    documents: Sequence[Document], references: Sequence[Sequence[Reference]], clock: _Clock
) -> None:
    for document, listed in zip(documents, references, strict=True):
        with clock.stage("citations and lists"):
            citations = list(extraction.find_citations(document, listed))
            mentions = list(extraction.find_mentions(document, listed, citations))
            checks.check_list(listed)
            checks.check_citations(listed, citations, mentions)


async def _match_and_check(references: Sequence[Reference], cache: Path, clock: _Clock) -> None:
    source = open_provider(Settings(offline=True, cache_dir=cache))
    provider = _Counted(source)
    for start in range(0, len(references), _WINDOW):
        states = lookup_states(references[start : start + _WINDOW])
        with clock.stage("matching"):
            await look_up(states, provider)  # type: ignore[arg-type]
        with clock.stage("checks"):
            for number, state in enumerate(states):
                judge(state, str(number), provider)  # type: ignore[arg-type]
    clock.seconds["matching"] -= provider.seconds
    clock.seconds["answers from the cache"] = provider.seconds
    await source.aclose()


def _make(root: Path) -> tuple[Path, Path, Path]:
    """Write the made-up articles, their cache, and long texts that end in a list."""
    works = make_works(ARTICLES * REFERENCES)
    fill_cache(root / "cache", works)
    for name in ("articles", "texts"):
        (root / name).mkdir()
    for number in range(ARTICLES):
        cited = works[number * REFERENCES : (number + 1) * REFERENCES]
        text = article(cited, seed=number)
        (root / "articles" / f"{number:03}.txt").write_text(text, encoding="utf-8")
        (root / "texts" / f"{number:03}.txt").write_text(_body(number) + text, encoding="utf-8")
    return root / "articles", root / "cache", root / "texts"


def _body(seed: int) -> str:
    """Returns paragraphs as an article has them, in lines of some ninety characters."""
    works = make_works(_BODY + seed)[seed:]
    return "".join(
        f"{work.title} in {work.first_page} patients ({work.authors[0][0]}, {work.year}).\n"
        + ("\n" if number % 5 == 4 else "")
        for number, work in enumerate(works)
    )


def _best(rounds: Sequence[dict[str, float]]) -> dict[str, float]:
    return {name: min(each[name] for each in rounds) for name in rounds[0]}


def _timed(python: str, folders: Sequence[Path]) -> dict[str, float]:
    command = [python, __file__, "--one", *map(str, folders)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _each_in_turn(
    take: Callable[[str], _Result], pythons: Sequence[str], rounds: int
) -> dict[str, list[_Result]]:
    taken: dict[str, list[_Result]] = {python: [] for python in pythons}
    for _ in range(rounds):
        for python in pythons:
            taken[python].append(take(python))
    return taken


def main() -> None:
    """Run the rounds and print a line for each stage."""
    parser = argparse.ArgumentParser(description="What each stage of a check costs.")
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--against", metavar="PYTHON")
    options = parser.parse_args()
    pythons = list(dict.fromkeys([options.against or sys.executable, sys.executable]))
    with tempfile.TemporaryDirectory() as name:
        made = _make(Path(name))
        folders = [
            given or made[place]
            for place, given in enumerate((options.articles, options.cache, options.texts))
        ]
        taken = _each_in_turn(lambda python: _timed(python, folders), pythons, options.rounds)
    before, now = _best(taken[pythons[0]]), _best(taken[sys.executable])
    for stage, cost in now.items():
        ratio = f"{before[stage]:8.0f} before, {cost / before[stage]:.2f}" * bool(options.against)
        print(f"{stage:34}{cost:8.0f} µs {ratio}".rstrip())


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(*map(Path, sys.argv[2:5]))))
    else:
        main()
