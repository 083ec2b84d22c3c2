"""The one place that says which source references are looked up in, and opens it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refcheck.lookup.caching_provider import CachedService
    from refcheck.lookup.config import LookupConfig
    from refcheck.lookup.provider import LookupProvider
    from refcheck.lookup.pubmed.responses import Response
    from refcheck.settings import Settings

__all__ = ["cached_service", "open_provider"]

Warn = Callable[[str], None]


def _ignore(_message: str) -> None:
    """Take a warning and say nothing."""


def open_provider(settings: Settings, warn: Warn = _ignore) -> LookupProvider:
    """PubMed as the settings want it asked. The caller closes it."""
    from refcheck.lookup.pubmed.provider import PubMed

    config = settings.lookup_config
    _warn_of_unsent(config, warn)
    return PubMed(config, warn)


def cached_service() -> CachedService[Response]:
    """Returns what the cache has to know of the source: the commands of `refcheck cache` use it."""
    from refcheck.lookup.pubmed.service import EUtilities

    return EUtilities()


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
