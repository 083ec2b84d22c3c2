"""Parses many strings, in order, with constant memory, in one process or several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import BinaryIO, NoReturn

from refcheck.errors import ModelError
from refcheck.model.reference import ParsedString
from refcheck.parsing.confidence import load as calibration
from refcheck.parsing.crf import load
from refcheck.parsing.parser import parse_with
from refcheck.parsing.thresholds import CHUNK_STRINGS, CHUNKS_AHEAD

__all__ = ["parse_lines", "serve"]


def parse_lines(
    lines: Iterable[str], jobs: int = 1, *, alternatives: bool = True
) -> Iterator[ParsedString]:
    """Yields what is read in each of `lines`, in their order, as it comes; without `alternatives`,
    which are a tenth of the work, the likeliest parse alone.

    With one job each line is parsed as it is asked for (so that a terminal works line by line);
    with more, chunks go to that many processes, started afresh. Raises ModelError.
    """
    parse = _parser(likeliest_alone=not alternatives)
    if jobs <= 1:
        yield from map(parse, lines)
        return
    from refcheck.process_pool import Pool

    source = iter(lines)
    first = list(islice(source, CHUNK_STRINGS))
    if len(first) < CHUNK_STRINGS:  # to start a process takes longer
        yield from map(parse, first)
        return
    chunks = chain([first], iter(lambda: list(islice(source, CHUNK_STRINGS)), []))
    pool: Pool[str, ParsedString] = Pool(__name__, jobs, begin=not alternatives, lost=_lost)
    with pool:
        if pool.is_empty:
            for chunk in chunks:
                yield from map(parse, chunk)
            return
        for future in pool.results(chunks, ahead=CHUNKS_AHEAD):
            yield from future.result()


def _lost(_line: str) -> NoReturn:
    raise ModelError("a process that parses was ended from outside: out of memory?")


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Parse one chunk after the other until there are no more, in a process of its own."""
    from refcheck.process_pool import answer

    answer(requests, answers, lambda begin: _parser(likeliest_alone=bool(begin)))


def _parser(*, likeliest_alone: bool) -> Callable[[str], ParsedString]:
    """Returns what parses a line, without keeping what was read: few lines of one file are
    alike."""

    def parse(line: str) -> ParsedString:
        if not line.strip():
            return _nothing()
        return parse_with(load(), calibration(), line, alternatives=not likeliest_alone)

    return parse


@lru_cache(maxsize=1)  # of a million empty lines each is read the same
def _nothing() -> ParsedString:
    return parse_with(load(), calibration(), "")
