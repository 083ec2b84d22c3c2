"""The options that an offered command needs, so that it asks PubMed as this run would have."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from refcheck.settings import Settings, load_settings

__all__ = ["options_again"]


def options_again(settings: Settings, environ: Mapping[str, str], directory: Path) -> str:
    """What to add to a command typed in `directory`: "--online --cache-dir kept", or nothing.

    What the environment or a settings file says anyway is left out, unless it forbids to ask.
    Addresses of people, keys and passwords are never repeated.
    """
    silent = load_settings({"refresh": False}, environ, directory)
    return " ".join(_options(settings, silent, directory))


def _options(settings: Settings, silent: Settings, directory: Path) -> Iterator[str]:
    if silent.offline:
        yield "--online"
    if not silent.lookup:
        yield "--lookup"
    if settings.cache_dir is not None and settings.cache_dir != silent.cache_dir:
        yield f"--cache-dir {shlex.quote(_shown(settings.cache_dir, directory))}"
    if settings.eutils_url != silent.eutils_url and not urlsplit(settings.eutils_url).username:
        yield f"--eutils-url {shlex.quote(settings.eutils_url)}"
    if settings.rate is not None and settings.rate != silent.rate:
        yield f"--rate {settings.rate:g}"


def _shown(path: Path, directory: Path) -> str:
    return str(path.relative_to(directory) if path.is_relative_to(directory) else path)
