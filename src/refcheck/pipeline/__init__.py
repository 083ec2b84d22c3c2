"""The one path that every reference goes: read, extract, parse, look up, match, check.

The command line, the library and a run over a thousand articles all come through here. Documents
are taken in windows, so that the references of many articles share requests and memory is bounded;
one window is read while the one before is looked up.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from refcheck import readers
from refcheck.errors import UsageError
from refcheck.model.report import CheckedReference, DocumentReport
from refcheck.pipeline.documents import Prepared, citation_keys, prepare, report
from refcheck.pipeline.mentions import named_in
from refcheck.pipeline.read_ahead import windows_ahead
from refcheck.pipeline.reference_lookup import judge, pursue, pursuits_of
from refcheck.pipeline.run_summary import Tally

if TYPE_CHECKING:
    from refcheck.lookup.config import LookupConfig
    from refcheck.lookup.provider import LookupProvider
    from refcheck.settings import Settings

__all__ = [
    "Progress",
    "Tally",
    "Warn",
    "check_documents",
    "extract_documents",
    "lookup_config",
    "open_provider",
]

Warn = Callable[[str], None]
Progress = Callable[[int, int], None]  # documents done, documents in all


def _ignore(_message: str) -> None:
    """Take a warning and say nothing."""


def _no_progress(_done: int, _total: int) -> None:
    """Take a progress report and show nothing."""


def extract_documents(paths: Sequence[str]) -> Iterator[DocumentReport]:
    """Report each document by itself, without lookups, one by one in order.

    An input that cannot be read gives a report with status `unreadable`. Raises `ModelError`.
    """
    for path in _inputs(paths):
        prepared = prepare(path)
        yield report(
            prepared,
            tuple(
                CheckedReference(reference=reference, key=key)
                for reference, key in zip(
                    prepared.references, citation_keys(prepared.references), strict=True
                )
            ),
        )


async def check_documents(
    paths: Sequence[str],
    settings: Settings,
    *,
    provider: LookupProvider | None = None,
    warn: Warn = _ignore,
    progress: Progress = _no_progress,
) -> AsyncIterator[DocumentReport]:
    """Report each document with every reference looked up and judged, in order, as they are done.

    `provider` is asked instead of PubMed where it is given (and is left open). `warn` gets lines
    for the user, `progress` the number of documents done and in all. Raises `UsageError` where the
    paths name no file, and `ModelError`; whatever a source does becomes a lookup status instead.
    """
    inputs = _inputs(paths)
    source = provider or (open_provider(settings, warn) if settings.lookup else None)
    done = 0
    try:
        async with contextlib.aclosing(windows_ahead(inputs)) as windows:
            async for window in windows:
                async for checked in _check_window(window, source):
                    yield checked
                    done += 1
                    progress(done, len(inputs))
    finally:
        if source is not None and source is not provider:
            await source.aclose()


def open_provider(settings: Settings, warn: Warn = _ignore) -> LookupProvider:
    """PubMed as the settings want it asked. The caller closes it."""
    from refcheck.lookup.pubmed.provider import PubMed

    config = lookup_config(settings)
    _warn_of_unsent(config, warn)
    return PubMed(config, warn)


def _warn_of_unsent(config: LookupConfig, warn: Warn) -> None:
    """Say what the user has set and a server that he has not named does not get."""
    unsent = [
        name
        for name, given, sent in (
            ("your API key", config.api_key, config.sent_key),
            ("your e-mail address", config.email, config.sent_email),
        )
        if given and not sent
    ]
    if unsent and not config.offline:
        warn(
            f"{config.host} is not sent {' and '.join(unsent)}; name it with --eutils-url or "
            "REFCHECK_EUTILS_URL to have that sent"
        )


def lookup_config(settings: Settings) -> LookupConfig:
    """What the settings say to the lookup."""
    from refcheck.lookup.config import LookupConfig
    from refcheck.settings import Origin

    return LookupConfig(
        base_url=settings.eutils_url,
        address_named=settings.origin("eutils_url") not in (Origin.FILE, Origin.DEFAULT),
        email=settings.ncbi_email or settings.email,
        api_key=settings.api_key,
        rate=settings.rate,
        offline=settings.offline,
        refresh=settings.refresh,
        max_age_days=settings.max_age,
        cache_dir=settings.cache_dir,
    )


def _inputs(paths: Sequence[str]) -> list[str]:
    inputs = list(readers.find_inputs(paths))
    if not inputs:
        raise UsageError(f"{', '.join(paths)}: it contains no file that refcheck can read")
    return inputs


async def _check_window(
    window: Sequence[Prepared], provider: LookupProvider | None
) -> AsyncIterator[DocumentReport]:
    pursuits = [pursuit for prepared in window for pursuit in pursuits_of(prepared.references)]
    named = [
        list(named_in(prepared.mentions, prepared.references)) if provider else []
        for prepared in window
    ]
    if provider is not None:
        await pursue(pursuits, provider, [item for items in named for item in items])
    remaining = iter(pursuits)
    source = provider.source if provider is not None else None
    for prepared, items in zip(window, named, strict=True):
        keys = citation_keys(prepared.references)
        checked = tuple(judge(next(remaining), key, source=source) for key in keys)
        of_mentions = [finding for item in items for finding in item.findings()]
        yield report(prepared, checked, of_mentions)
