"""The cache of responses of one run: the store over the text form, how old they may be, and faults.

Whatever happens to the files, a run goes on: damage and what cannot be written are said once, and
the responses are then only stored in memory.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from refcheck.errors import CacheError
from refcheck.lookup.cache.entries import AHEAD, CachedResponse, freshness
from refcheck.lookup.cache.folder import reason, refuse_unusable
from refcheck.lookup.cache.sqlite import DamagedStoreError, SqliteStore, store_files
from refcheck.lookup.cache.text import TextCache
from refcheck.lookup.cache.text_form import TextForm
from refcheck.lookup.config import LookupConfig, default_cache_dir
from refcheck.lookup.query import Query

__all__ = ["Cache"]

_DAY = 86_400.0
_MOST_IN_MEMORY = 20_000

Warn = Callable[[str], None]


class Cache:
    """The responses that are known, and where new ones are stored. Nothing here raises.

    Offline any age will do, and no file is made or changed.
    """

    def __init__(
        self,
        config: LookupConfig,
        form: TextForm,
        warn: Warn,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._config = config
        self._warn = warn
        self._clock = clock
        self._started = clock()
        self._form = form
        self._text: TextCache | None = None
        self._memory: dict[Query, CachedResponse] = {}
        self._store: SqliteStore | None = None
        self._opened = False
        self._said: set[str] = set()

    def get_many(self, queries: Iterable[Query]) -> dict[Query, CachedResponse]:
        """Returns the entries that may be used for these queries."""
        wanted = list(dict.fromkeys(queries))
        found = self._stored(wanted)
        if self._config.offline and len(found) == len(wanted):
            return found  # of any age
        rest = [query for query in wanted if not self._usable(found.get(query))]
        text = self._text.get_many(rest) if self._text is not None and rest else {}
        for layer in (text, self._memory):
            for query in rest:
                cached = layer.get(query)
                if cached and self._rank(cached) >= self._rank(found.get(query)):
                    found[query] = cached
        return {query: cached for query, cached in found.items() if self._usable(cached)}

    def older_than(self, days: float, queries: Iterable[Query]) -> list[Query]:
        """Returns those of the queries whose usable response is older than so many days."""
        now = self._clock()
        return [
            query
            for query, cached in self.get_many(queries).items()
            if now - cached.retrieved > days * _DAY
        ]

    def save(self, cached_responses: Iterable[CachedResponse]) -> None:
        """Store responses; in memory where the store cannot be written."""
        batch = list(cached_responses)
        store = self._open()
        if store is not None and store.writable:
            try:
                store.save(batch, self._clock())
            except CacheError as error:
                self._lose(error)
            else:
                return
        for cached in batch:
            self._memory[cached.query] = cached
        while len(self._memory) > _MOST_IN_MEMORY:
            del self._memory[next(iter(self._memory))]

    def rewrite(self, cached_responses: Sequence[CachedResponse]) -> None:
        """Store the same responses in a newer form; offline they stay as they are."""
        if cached_responses and self._store is not None and self._store.writable:
            self.save(cached_responses)

    def forget(self, query: Query, why: str) -> None:
        """Say that a cached response is damaged, and do not use it again."""
        self._say(f"a cached response in {self._directory} is damaged ({why}) and is not used")
        self.drop(query)

    def drop(self, query: Query) -> None:
        """Do not use a cached response again."""
        self._memory.pop(query, None)
        if self._store is not None and self._store.writable:
            try:
                self._store.forget(query)
            except CacheError as error:
                self._lose(error)

    def close(self) -> None:
        """Close the files."""
        if self._store is not None:
            self._store.close()
            self._store = None

    # --- age --------------------------------------------------------------------------------------

    def _usable(self, cached: CachedResponse | None) -> bool:
        """Returns whether an entry is young enough. What this run has asked is always; what bears a
        date to come is not, offline apart."""
        if cached is None:
            return False
        config = self._config
        if config.offline:
            return True
        now = self._clock()
        if self._started <= cached.retrieved <= now:
            return True
        if config.refresh or cached.retrieved > now + AHEAD:
            return False
        days = config.max_age_days
        if cached.short_lived:
            days = min(days, config.empty_max_age_days)
        return abs(now - cached.retrieved) <= days * _DAY

    def _rank(self, cached: CachedResponse | None) -> tuple[bool, float]:
        return freshness(cached, self._clock())

    # --- the store --------------------------------------------------------------------------------

    def _stored(self, queries: list[Query]) -> dict[Query, CachedResponse]:
        store = self._open()
        if store is None:
            return {}
        broken: list[Query] = []
        try:
            found = store.get_many(queries, broken.append)
        except CacheError as error:
            self._lose(error)
            return {}
        for query in broken:
            self.forget(query, "its checksum is wrong")
        return found

    def _open(self) -> SqliteStore | None:
        if not self._opened:
            self._opened = True
            try:
                directory = self._directory
                self._text = TextCache(directory, self._form, self._warn)
                self._store = self._opened_store(directory)
            except CacheError as error:
                self._lose(error)
        return self._store

    @property
    def _directory(self) -> Path:
        """Where the cache is. Raises `CacheError` where there is no place for one."""
        return self._config.cache_dir or default_cache_dir()

    def _opened_store(self, directory: Path) -> SqliteStore | None:
        refuse_unusable(directory)
        if self._config.offline:
            exists = store_files(directory)[0].exists()
            return SqliteStore(directory, writable=False) if exists else None
        try:
            return SqliteStore(directory, writable=True)
        except DamagedStoreError as error:
            self._set_aside(error)
            return SqliteStore(directory, writable=True)

    def _set_aside(self, error: CacheError) -> None:
        """Move a damaged store out of the way, so that a new one can be begun."""
        self._say(f"{error}; it is renamed, and its responses are queried again")
        for path in store_files(self._directory):
            try:
                path.replace(path.with_name(f"{path.name}.damaged"))
            except FileNotFoundError:
                continue
            except OSError as fault:
                raise CacheError(f"{path}: {reason(fault)}") from None

    def _lose(self, error: CacheError) -> None:
        """Go on without the store, or, where it turned out damaged, with a new one."""
        store, self._store = self._store, None
        if store is not None:
            store.close()
        if isinstance(error, DamagedStoreError) and store is not None and store.writable:
            try:
                self._set_aside(error)
                self._store = SqliteStore(self._directory, writable=True)
            except CacheError as another:
                error = another
            else:
                return
        way_out = ""
        if isinstance(error, DamagedStoreError) and self._config.offline:
            way_out = "; 'refcheck cache clear' removes it"
        self._say(f"the cache cannot be used: {error}; the run goes on without it{way_out}")

    def _say(self, message: str) -> None:
        if message not in self._said:
            self._said.add(message)
            self._warn(message)
