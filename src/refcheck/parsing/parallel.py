"""Parses many strings, in order, with constant memory, in one process or several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import BinaryIO, NoReturn

from refcheck.errors import ModelError
from refcheck.model.reference import ParsedString
from refcheck.parsing.confidence import load as calibration
from refcheck.parsing.crf import load
from refcheck.parsing.parser import parse_with
from refcheck.parsing.thresholds import CHUNK_GROUPS, CHUNKS_AHEAD, STRINGS_TOGETHER

__all__ = ["parse_lines", "serve"]


def parse_lines(
    lines: Iterable[str],
    jobs: int = 1,
    *,
    alternatives: bool = True,
    read_ahead: bool = False,
) -> Iterator[ParsedString]:
    """Yields what is read in each of `lines`, in their order, as it comes; without `alternatives`,
    which are a tenth of the work, the likeliest parse alone.

    With one job each line of an iterator is parsed as it is asked for (so that a terminal works
    line by line), unless it is said that some may be `read_ahead`, which is quicker; those of a
    list are parsed some at a time. With more jobs, chunks go to that many processes, started
    afresh. Raises ModelError.
    """
    parse = _parser(likeliest_alone=not alternatives)
    ahead = STRINGS_TOGETHER if jobs > 1 or read_ahead or isinstance(lines, Sequence) else 1
    groups = _in_groups(lines, ahead)
    if jobs <= 1:
        yield from chain.from_iterable(map(parse, groups))
        return
    from refcheck.process_pool import Pool

    first = list(islice(groups, CHUNK_GROUPS))
    if sum(map(len, first)) < CHUNK_GROUPS * STRINGS_TOGETHER:  # to start a process takes longer
        yield from chain.from_iterable(map(parse, first))
        return
    chunks = chain([first], iter(lambda: list(islice(groups, CHUNK_GROUPS)), []))
    pool: Pool[list[str], list[ParsedString]] = Pool(
        __name__, jobs, begin=not alternatives, lost=_lost
    )
    with pool:
        if pool.is_empty:
            for chunk in chunks:
                yield from chain.from_iterable(map(parse, chunk))
            return
        for future in pool.results(chunks, ahead=CHUNKS_AHEAD):
            yield from chain.from_iterable(future.result())


def _in_groups(lines: Iterable[str], size: int) -> Iterator[list[str]]:
    """Yields the lines, `size` at a time; those before one that cannot be read are given first."""
    group: list[str] = []
    failure: Exception | None = None
    try:
        for line in lines:
            group.append(line)
            if len(group) == size:
                yield group
                group = []
    except Exception as error:  # noqa: BLE001 - raised when the lines before it are given
        failure = error
    if group:
        yield group
    if failure is not None:
        raise failure


def _lost(_lines: list[str]) -> NoReturn:
    raise ModelError("a process that parses was ended from outside: out of memory?")


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Parse one chunk after the other until there are no more, in a process of its own."""
    from refcheck.process_pool import answer

    answer(requests, answers, lambda begin: _parser(likeliest_alone=bool(begin)))


def _parser(*, likeliest_alone: bool) -> Callable[[list[str]], list[ParsedString]]:
    """Returns what parses some lines, without keeping what was read: few lines of one file are
    alike."""

    def parse(lines: list[str]) -> list[ParsedString]:
        strings = [(line, "") for line in lines if line.strip()]
        read = parse_with(load(), calibration(), strings, alternatives=not likeliest_alone)
        if len(read) == len(lines):
            return read
        found = iter(read)
        return [next(found) if line.strip() else _nothing() for line in lines]

    return parse


@lru_cache(maxsize=1)  # of a million empty lines each is read the same
def _nothing() -> ParsedString:
    return parse_with(load(), calibration(), [("", "")])[0]
