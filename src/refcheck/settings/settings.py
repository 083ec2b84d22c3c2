"""What the user wants, as one frozen value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refcheck.errors import UsageError
from refcheck.frozen import dataclass
from refcheck.lookup.config import EUTILS_URL, LookupConfig
from refcheck.model.finding import Severity
from refcheck.model.report import SettingsFile
from refcheck.model.suppression import Suppression
from refcheck.settings.source_values import PUBMED
from refcheck.settings.table import DEFAULT_MAX_AGE, SETTINGS, Setting
from refcheck.settings.values import read_directory, read_path

if TYPE_CHECKING:
    from refcheck.checks.rule_choice import RuleChoice

__all__ = ["Origin", "Settings", "contradiction"]


class Origin(Enum):
    """Where a value comes from: who is answerable for it."""

    OPTION = "option"
    ENVIRONMENT = "environment"
    PROGRAM = "program"  # that uses refcheck as a library
    FILE = "file"  # perhaps a stranger's
    DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user wants. `rate` is in requests a second, `max_age` in days.

    `jobs` is the most processes that work: None means one in the library, and on the command line
    as many as there are cores, as far as it is worth starting them.
    `cache_dir` None means the platform's cache folder; `index` is a folder with an index of PubMed
    that is asked in the place of PubMed itself; `rate` None means 3 without an API key and
    10 with one; `email` is for every service that refcheck knows by name, `ncbi_email` is what NCBI
    gets in its place. `origins` says where values come from (see `origin`), `settings_file` which
    file was used. Raises `UsageError` for a value that cannot be used, and where two of them
    exclude each other. `baseline` is the file with the known findings; `select`, `ignore`
    and `severity` choose the rules, `suppress` what is not reported of which references. `sources`
    are those that are asked (PubMed always is), `source_url` other addresses for them; `links`:
    cited web pages are asked too.
    """

    offline: bool = False
    lookup: bool = True
    cache_dir: Path | None = None
    index: Path | None = None
    max_age: int = DEFAULT_MAX_AGE
    refresh: bool = False
    eutils_url: str = EUTILS_URL
    sources: tuple[str, ...] = (PUBMED,)
    source_url: tuple[tuple[str, str], ...] = ()
    links: bool = False
    rate: float | None = None
    jobs: int | None = None
    email: str | None = field(default=None, repr=False)
    ncbi_email: str | None = field(default=None, repr=False)
    api_key: str | None = field(default=None, repr=False)
    fail_on: Severity = Severity.ERROR
    exit_zero: bool = False
    allow_incomplete: bool = False
    baseline: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    suppress: tuple[Suppression, ...] = ()
    suppressions: bool = True
    origins: Mapping[str, Origin] = field(default_factory=dict, compare=False, repr=False)
    settings_file: SettingsFile | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        """Hold every value to what its option would take."""
        for setting in SETTINGS:
            value = getattr(self, setting.field)
            if value is not None or _DEFAULTS[setting.field] is not None:
                object.__setattr__(self, setting.field, _checked(setting, value))
        if self.offline and self.refresh:
            raise UsageError(contradiction("refresh", "offline"))

    def origin(self, name: str) -> Origin:
        """Where the value of a field comes from."""
        unset = getattr(self, name) == _DEFAULTS[name]
        return self.origins.get(name, Origin.DEFAULT if unset else Origin.PROGRAM)

    def rule_choice(self) -> RuleChoice:
        """Returns which rules are reported, and how severe they are."""
        from refcheck.checks.rule_choice import rule_choice

        foreign = [
            name for name in ("select", "ignore", "severity") if self.origin(name) is Origin.FILE
        ]
        return rule_choice(self.select, self.ignore, self.severity, foreign=foreign)

    @property
    def lookup_config(self) -> LookupConfig:
        """What the settings say to the lookup."""
        return LookupConfig(
            base_url=self.eutils_url,
            address_named=self.origin("eutils_url") not in (Origin.FILE, Origin.DEFAULT),
            email=self.ncbi_email or self.email,
            api_key=self.api_key,
            rate=self.rate,
            offline=self.offline,
            refresh=self.refresh,
            max_age_days=self.max_age,
            cache_dir=self.cache_dir,
        )


_DEFAULTS: dict[str, Any] = {
    name: item.default for name, item in Settings.__dataclass_fields__.items()
}


def _checked(setting: Setting, value: object) -> object:
    """Returns the value of a field of `Settings`, whoever gives it. Raises `UsageError`."""
    if isinstance(value, os.PathLike) and setting.read in (read_directory, read_path):
        value = os.fspath(value)
    try:
        if not isinstance(value, setting.types) or (
            isinstance(value, bool) and bool not in setting.types
        ):
            raise ValueError(f"has to be {setting.type_name}")
        return setting.read(value, Path())
    except ValueError as error:
        raise UsageError(f"{setting.field} {error}") from None


def contradiction(refresh: str, offline: str) -> str:
    """Returns why two settings, as the user names them, exclude each other."""
    return (
        f"{refresh} sends every query again and {offline} opens no connection: choose one of them"
    )
