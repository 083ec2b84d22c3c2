"""The options that a suggested command needs to query PubMed in the same way as this run."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from refcheck.settings import Settings, load_settings

__all__ = ["lookup_options_for"]


def lookup_options_for(settings: Settings, environ: Mapping[str, str], directory: Path) -> str:
    """Returns the options for a command typed in `directory`: "--online --cache-dir cache", or "".

    What the environment or a settings file already says is left out, unless it forbids lookups.
    E-mail addresses, keys and passwords are never repeated.
    """
    inherited = load_settings({"refresh": False}, environ, directory)
    return " ".join(_options(settings, inherited, directory))


def _options(settings: Settings, inherited: Settings, directory: Path) -> Iterator[str]:
    if inherited.offline:
        yield "--online"
    if not inherited.lookup:
        yield "--lookup"
    if settings.cache_dir is not None and settings.cache_dir != inherited.cache_dir:
        yield f"--cache-dir {shlex.quote(_shown(settings.cache_dir, directory))}"
    if settings.eutils_url != inherited.eutils_url and not urlsplit(settings.eutils_url).username:
        yield f"--eutils-url {shlex.quote(settings.eutils_url)}"
    if settings.sources != inherited.sources:
        yield f"--sources {','.join(settings.sources)}"
    if settings.source_url != inherited.source_url and "@" not in str(settings.source_url):
        named = ",".join(f"{name}={url}" for name, url in settings.source_url)
        yield f"--source-url {shlex.quote(named)}"
    if settings.links and not inherited.links:
        yield "--links"
    if settings.rate is not None and settings.rate != inherited.rate:
        yield f"--rate {settings.rate:g}"


def _shown(path: Path, directory: Path) -> str:
    return str(path.relative_to(directory) if path.is_relative_to(directory) else path)
