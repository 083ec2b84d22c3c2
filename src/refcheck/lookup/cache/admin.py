"""What `refcheck cache` does with a cache directory: look, copy out and in, ask again, clear."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TypeVar

from refcheck.errors import CacheError, UsageError
from refcheck.frozen import dataclass
from refcheck.lookup.cache.entries import CachedResponse, day_of, freshness
from refcheck.lookup.cache.folder import reason, refuse_unusable
from refcheck.lookup.cache.sqlite import SqliteStore, store_files
from refcheck.lookup.cache.text import TextCache, write_text_cache
from refcheck.lookup.cache.text_form import TextForm
from refcheck.lookup.caching_provider import CachedService, Source
from refcheck.lookup.config import LookupConfig, default_cache_dir
from refcheck.lookup.query import Query
from refcheck.model.outcome import NotCached, Unavailable

__all__ = ["CacheInfo", "Refreshed", "clear", "export", "import_", "info", "refresh", "together"]

_BATCH = 400

Warn = Callable[[str], None]
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheInfo:
    """What a cache folder contains.

    `counts` has a number of responses for each of their kinds, in the words of users. `readable`
    of them are in text form (`bytes` counts the store alone).
    """

    directory: Path
    counts: Mapping[str, int] = field(default_factory=dict)
    readable: int = 0
    bytes: int = 0
    oldest: date | None = None
    newest: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """How asking again went: the queries asked, those left with their old response, and why."""

    asked: int
    unanswered: int
    reasons: tuple[str, ...] = ()


def info(directory: Path | None, form: TextForm, warn: Warn) -> CacheInfo:
    """Count what is in a cache folder (None: the platform's). Raises `CacheError`."""
    place = directory or default_cache_dir()
    optional = {line.endpoint for line in form.lines if line.optional}
    counts = {noun: 0 for endpoint, noun in form.nouns.items() if endpoint not in optional}
    days: list[date] = []
    readable = 0
    for cached in TextCache(place, form, warn).cached_responses():
        readable += 1
        noun = form.nouns[cached.query.endpoint]
        counts[noun] = counts.get(noun, 0) + 1
        days.append(cached.day)
    if store := _store(place):
        for endpoint, number, oldest, newest in store.counts():
            noun = form.nouns.get(endpoint, endpoint)
            counts[noun] = counts.get(noun, 0) + number
            days += [day_of(oldest), day_of(newest)]
        store.close()
    return CacheInfo(
        directory=place,
        counts=counts,
        readable=readable,
        bytes=sum(path.stat().st_size for path in store_files(place) if path.exists()),
        oldest=min(days, default=None),
        newest=max(days, default=None),
    )


def export(directory: Path | None, target: Path, form: TextForm, warn: Warn) -> int:
    """Write all responses in text form into `target`; return how many. Raises `CacheError`."""
    place = directory or default_cache_dir()
    return write_text_cache(target, form, _cached_responses(place, form, warn))


def import_(directory: Path | None, source: Path, form: TextForm, warn: Warn) -> int:
    """Add all responses of `source`, in either form; return how many. Raises `CacheError`.

    A response that is there already stays, unless the other one is newer.
    """
    refuse_unusable(source)
    if not source.exists():
        raise CacheError(f"{source}: there is no such folder")
    store = SqliteStore(directory or default_cache_dir(), writable=True)
    number = 0
    try:
        for batch in _batches(_cached_responses(source, form, warn)):
            store.save(batch)
            number += len(batch)
    finally:
        store.close()
    return number


def clear(directory: Path | None) -> int:
    """Remove the store, and give back how many responses were in it. Raises `CacheError`.

    Responses in text form stay: they are somebody's files, most likely under version control.
    """
    place = directory or default_cache_dir()
    refuse_unusable(place)
    number = 0
    try:
        if store := _store(place):
            number = sum(count for _, count, _, _ in store.counts())
            store.close()
    except CacheError:
        number = 0  # a damaged store is cleared all the same
    try:
        for path in store_files(place):
            path.unlink(missing_ok=True)
            path.with_name(f"{path.name}.damaged").unlink(missing_ok=True)
    except OSError as error:
        raise CacheError(f"{place}: {reason(error)}") from None
    return number


async def refresh(config: LookupConfig, service: CachedService[R], warn: Warn) -> Refreshed:
    """Send every stored query again, and store the responses in the form that they had.

    A query without a response keeps its old response. Raises `UsageError` offline, and
    `CacheError`.
    """
    if config.offline:
        raise UsageError("cached responses cannot be refreshed offline")
    place = config.cache_dir or default_cache_dir()
    online = replace(config, cache_dir=place, refresh=True)
    return together(
        [
            await _refresh_store(online, place, service, warn),
            await _refresh_text(online, place, service, warn),
        ]
    )


def together(parts: Sequence[Refreshed]) -> Refreshed:
    """Returns what came of several services, or parts of a cache."""
    return Refreshed(
        asked=sum(part.asked for part in parts),
        unanswered=sum(part.unanswered for part in parts),
        reasons=tuple(dict.fromkeys(reason for part in parts for reason in part.reasons)),
    )


async def _refresh_store(
    config: LookupConfig, place: Path, service: CachedService[R], warn: Warn
) -> Refreshed:
    store = _store(place)
    if store is None:
        return Refreshed(asked=0, unanswered=0)
    try:
        own = service.form.nouns  # the store has the responses of other services, too
        queries = (
            query
            for cached in store.cached_responses(_ignore)
            if (query := cached.query).endpoint in own
        )
        return await _send_again(config, queries, service, warn)
    finally:
        store.close()


async def _refresh_text(
    config: LookupConfig, place: Path, service: CachedService[R], warn: Warn
) -> Refreshed:
    """Send with a cache of its own, so that the folder stays in text form alone."""
    form = service.form
    text = TextCache(place, form, warn)
    cached_responses = {cached.query: cached for cached in text.cached_responses()}
    if not cached_responses:
        return Refreshed(asked=0, unanswered=0)
    with tempfile.TemporaryDirectory() as name:
        draft = replace(config, cache_dir=Path(name))
        refreshed = await _send_again(draft, cached_responses, service, warn)
        new = _cached_responses(Path(name), form, warn)
        cached_responses |= {cached.query: cached for cached in new}
    write_text_cache(place, form, cached_responses.values())
    return refreshed


async def _send_again(
    config: LookupConfig, queries: Iterable[Query], service: CachedService[R], warn: Warn
) -> Refreshed:
    """Send queries, and fetch what their responses name."""
    source = Source(config, service, warn)
    asked, reasons = 0, []
    try:
        for batch in _batches(queries):
            responses = await source.ask(batch)
            asked += len(batch)
            named = (
                query
                for response in responses.values()
                if not isinstance(response, Unavailable | NotCached)
                for query in service.named_by(response)
            )
            responses |= await source.ask(named)
            reasons += [
                response.reason
                for response in responses.values()
                if isinstance(response, Unavailable | NotCached)
            ]
    finally:
        await source.aclose()
    return Refreshed(asked=asked, unanswered=len(reasons), reasons=tuple(dict.fromkeys(reasons)))


def _cached_responses(directory: Path, form: TextForm, warn: Warn) -> Iterator[CachedResponse]:
    """Yields all responses of both forms; if both have one to a query, the newer one."""
    now = time.time()
    cached_in_text = TextCache(directory, form, warn).cached_responses()
    text = {cached.query: cached for cached in cached_in_text}
    if store := _store(directory):
        try:
            for cached in store.cached_responses(
                lambda _: warn(f"a damaged response in {directory} is left out")
            ):
                if freshness(text.get(cached.query), now) > freshness(cached, now):
                    continue
                text.pop(cached.query, None)
                yield cached
        finally:
            store.close()
    yield from text.values()


def _store(directory: Path) -> SqliteStore | None:
    """Returns the store of a directory, to be read; None where there is none."""
    refuse_unusable(directory)
    if not store_files(directory)[0].exists():
        return None
    return SqliteStore(directory, writable=False)


def _ignore(_query: Query) -> None:
    """Pass over a damaged entry: it is about to be asked again."""


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
