"""Frozen settings, put together from the command line, the environment and a settings file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from refcheck.model.finding import Severity

__all__ = ["Settings"]

EUTILS_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user wants. `rate` is in requests a second, `max_age` in days.

    `cache_dir` None means the platform's cache folder; `rate` None means 3 without an API key and
    10 with one.
    """

    offline: bool = False
    lookup: bool = True
    cache_dir: Path | None = None
    max_age: int = 90
    refresh: bool = False
    eutils_url: str = EUTILS_URL
    rate: float | None = None
    email: str | None = field(default=None, repr=False)
    api_key: str | None = field(default=None, repr=False)
    fail_on: Severity = Severity.ERROR
    exit_zero: bool = False
