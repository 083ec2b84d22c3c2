"""Frozen settings, put together from the command line, the environment and a settings file.

`SETTINGS` is the one table: each line gives a field of `Settings`, its option, its environment
variable and the reader of its value. The key in a settings file is the option without its dashes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refcheck.errors import SettingsError, UsageError
from refcheck.lookup.config import EUTILS_URL, LookupConfig
from refcheck.model.finding import Severity
from refcheck.model.report import SettingsFile
from refcheck.model.suppression import Suppression, SuppressionOrigin
from refcheck.rule_settings import (
    own_settings_path,
    read_foreign_suppressions,
    read_own_suppressions,
    read_rules,
    read_severities,
)
from refcheck.setting_values import (
    LONGEST,
    Reader,
    read_contrary,
    read_days,
    read_directory,
    read_email,
    read_flag,
    read_inner_directory,
    read_inner_path,
    read_key,
    read_path,
    read_rate,
    read_severity,
    read_url,
    shown,
)
from refcheck.settings_file import nearest_table, own_table
from refcheck.source_settings import PUBMED, read_source_urls, read_sources
from refcheck.text.spelling import did_you_mean

if TYPE_CHECKING:
    from refcheck.checks.rule_choice import RuleChoice

__all__ = ["SETTINGS", "Origin", "Setting", "Settings", "load_settings", "unknown_variables"]


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

    `cache_dir` None means the platform's cache folder; `rate` None means 3 without an API key and
    10 with one; `email` is for every service that refcheck knows by name, `ncbi_email` is what NCBI
    gets in its place. `origins` says where values come from (see `origin`), `settings_file` which
    file was used. Raises `UsageError` for a value that cannot be used, and where two of them
    exclude each other. `baseline` is the file with the known findings; `select`, `ignore`
    and `severity` choose the rules, `suppress` what is not reported of which references. `sources`
    are those that are asked (PubMed always is), `source_url` other addresses for them.
    """

    offline: bool = False
    lookup: bool = True
    cache_dir: Path | None = None
    max_age: int = 90
    refresh: bool = False
    eutils_url: str = EUTILS_URL
    sources: tuple[str, ...] = (PUBMED,)
    source_url: tuple[tuple[str, str], ...] = ()
    rate: float | None = None
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
            raise UsageError(_contradiction("refresh", "offline"))

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One line of the table. `types` are the TOML types that its key takes in a file.

    `contrary` marks an option that says the opposite of its field (`--no-lookup`). `option` None:
    it is set in the environment alone, or in a file alone, as `file_key`. `read_with` is the field
    that a command asks for to have it read, where that is another. `read_file` reads the value in
    a settings file, where that may say less than the user. `weakens` says of a value whether it can
    hide what is wrong with an article: where a settings file sets it, the report says so. Every
    setting that can must have it.
    """

    field: str
    option: str | None
    read: Reader
    read_file: Reader | None = None
    variable: str | None = None
    types: tuple[type, ...] = (str,)
    contrary: bool = False
    weakens: Callable[[Any], bool] | None = None
    file_key: str | None = None
    read_with: str | None = None

    @property
    def key(self) -> str | None:
        """The name in a settings file."""
        return self.option.removeprefix("--") if self.option else self.file_key


SETTINGS = (
    Setting(
        field="offline",
        option="--offline",
        read=read_flag,
        variable="REFCHECK_OFFLINE",
        types=(bool,),
        weakens=lambda offline: offline is True,  # answers of any age count
    ),
    Setting(
        field="lookup",
        option="--no-lookup",
        read=read_flag,
        types=(bool,),
        contrary=True,
        weakens=lambda lookup: lookup is False,
    ),
    Setting(
        field="cache_dir",
        option="--cache-dir",
        read=read_directory,
        read_file=read_inner_directory,
        variable="REFCHECK_CACHE_DIR",
    ),
    Setting(
        field="max_age",
        option="--max-age",
        read=read_days,
        types=(int,),
        weakens=lambda days: days > _DEFAULTS["max_age"],  # a retraction is learnt of later
    ),
    Setting(field="refresh", option="--refresh", read=read_flag, types=(bool,)),
    Setting(
        field="eutils_url",
        option="--eutils-url",
        read=read_url,
        variable="REFCHECK_EUTILS_URL",
        weakens=lambda url: url != EUTILS_URL,  # it can answer what it likes
    ),
    Setting(
        field="sources",
        option="--sources",
        read=read_sources,
        variable="REFCHECK_SOURCES",
        types=(str, tuple, list),
        weakens=lambda sources: sources != (PUBMED,),  # "possibly made up" may be taken back
    ),
    Setting(
        field="source_url",
        option="--source-url",
        read=read_source_urls,
        variable="REFCHECK_SOURCE_URL",
        types=(str, tuple, dict),
        weakens=bool,  # it can answer what it likes
    ),
    Setting(
        field="rate",
        option="--rate",
        read=read_rate,
        variable="REFCHECK_RATE",
        types=(int, float),
    ),
    Setting(field="email", option="--email", read=read_email, variable="REFCHECK_EMAIL"),
    Setting(
        field="ncbi_email",
        option=None,
        read=read_email,
        variable="NCBI_EMAIL",
        read_with="email",  # a second way to say --email
    ),
    Setting(field="api_key", option="--api-key", read=read_key, variable="NCBI_API_KEY"),
    Setting(
        field="fail_on",
        option="--fail-on",
        read=read_severity,
        weakens=lambda severity: severity.rank > Severity.ERROR.rank,
    ),
    Setting(
        field="allow_incomplete",
        option="--allow-incomplete",
        read=read_flag,
        types=(bool,),
        weakens=lambda allowed: allowed is True,
    ),
    Setting(
        field="exit_zero",
        option="--exit-zero",
        read=read_flag,
        types=(bool,),
        weakens=lambda exit_zero: exit_zero is True,
    ),
    Setting(
        field="baseline",
        option="--baseline",
        read=read_path,
        read_file=read_inner_path,
        weakens=lambda path: path is not None,  # what it has does not set the exit status
    ),
    Setting(
        field="select",
        option="--select",
        read=read_rules,
        types=(str, tuple, list),
        weakens=bool,
    ),
    Setting(
        field="ignore",
        option="--ignore",
        read=read_rules,
        types=(str, tuple, list),
        weakens=bool,
    ),
    Setting(
        field="severity",
        option=None,
        read=read_severities,
        types=(tuple, dict),
        weakens=bool,
        file_key="severity",
        read_with="suppressions",
    ),
    Setting(
        field="suppress",
        option=None,
        read=read_own_suppressions,
        read_file=read_foreign_suppressions,
        types=(tuple, list),
        weakens=lambda entries: any(
            entry.origin is SuppressionOrigin.SETTINGS for entry in entries
        ),
        file_key="suppress",
        read_with="suppressions",
    ),
    Setting(
        field="suppressions",
        option="--no-suppressions",
        read=read_flag,
        types=(bool,),
        contrary=True,
    ),
)

_DEFAULTS: dict[str, Any] = {
    name: item.default for name, item in Settings.__dataclass_fields__.items()
}
_TYPE_NAMES = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text",
    list: "a list",
    dict: "a table",
}


def _checked(setting: Setting, value: object) -> object:
    """Returns the value of a field of `Settings`, whoever gives it. Raises `UsageError`."""
    if isinstance(value, os.PathLike) and setting.read in (read_directory, read_path):
        value = os.fspath(value)
    try:
        if not isinstance(value, setting.types) or (
            isinstance(value, bool) and bool not in setting.types
        ):
            raise ValueError(f"has to be {_TYPE_NAMES[setting.types[-1]]}")
        return setting.read(value, Path())
    except ValueError as error:
        raise UsageError(f"{setting.field} {error}") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """A value, where it comes from, and where it was written, in the user's words."""

    value: object
    origin: Origin
    place: str


def load_settings(
    overrides: Mapping[str, object],
    environ: Mapping[str, str],
    directory: Path,
    *,
    only: Container[str] | None = None,
) -> Settings:
    """Returns the settings that hold in `directory`.

    `overrides` are the command line's, by field of `Settings` (None: not given); then comes
    `environ`, then the nearest settings file from `directory` upwards, then the default. Where
    `only` names fields, the environment and the file are read for these alone. Raises
    `SettingsError` for an unknown key or a value that cannot be used, wherever it stands, and
    `UsageError` where two of them exclude each other.
    """
    given: dict[str, _Given] = {}
    found = nearest_table(directory)
    if found is not None:
        given.update(_from_file(*found, only))
    if only is None or "suppressions" in only:
        _add_own_suppressions(given, found[0] if found else None, directory)
    given.update(_from_environment(environ, directory, only))
    given.update(_from_overrides(overrides, directory))
    if "email" in given and given["email"].origin is Origin.OPTION:
        given.pop("ncbi_email", None)  # of this run, so it goes before the environment
    _refuse_offline_refresh(given)
    values: dict[str, Any] = {name: item.value for name, item in given.items()}
    return Settings(
        **values,
        origins={name: item.origin for name, item in given.items()},
        settings_file=_described(found[0], directory, given) if found else None,
    )


def _add_own_suppressions(given: dict[str, _Given], file: Path | None, directory: Path) -> None:
    """Add the entries of the user's own settings to those of the settings file of the folder."""
    shown_path = Path(os.path.relpath(file, directory)).as_posix() if file else None
    entries: tuple[Suppression, ...] = ()
    if "suppress" in given and isinstance(given["suppress"].value, tuple):
        entries = given["suppress"].value
    own = own_settings_path()
    table = own_table(own)
    if table is not None and file is not None and file.resolve() == own.resolve():
        entries = ()
    if entries:
        entries = tuple(replace(entry, path=shown_path) for entry in entries)
    for key in table or ():
        if key != "suppress":
            raise SettingsError(f"{own}: only [[suppress]] can be set there, not {shown(key)}")
    if table is not None and "suppress" in table:
        try:
            entries = (*entries, *read_own_suppressions(table["suppress"], own.parent))
        except ValueError as error:
            raise SettingsError(f"{own}: suppress {error}") from None
    if entries:
        given["suppress"] = _Given(value=entries, origin=Origin.FILE, place=f"{own}: suppress")


def _described(path: Path, directory: Path, given: Mapping[str, _Given]) -> SettingsFile:
    """Returns the file as a report names it, with what it weakens and nobody else has said."""
    return SettingsFile(
        path=Path(os.path.relpath(path, directory)).as_posix(),
        weakens=tuple(
            setting.key
            for setting in SETTINGS
            if setting.key and setting.weakens and (item := given.get(setting.field))
            if item.origin is Origin.FILE and setting.weakens(item.value)
        ),
    )


def unknown_variables(environ: Mapping[str, str]) -> list[str]:
    """Returns a line for the user about each variable that looks like a setting and is none."""
    known = [setting.variable for setting in SETTINGS if setting.variable] + ["REFCHECK_DEBUG"]
    return [
        f"the environment variable {name} means nothing to refcheck; {did_you_mean(name, known)}"
        for name in sorted(environ)
        if name.startswith("REFCHECK_") and name not in known
    ]


def _from_overrides(
    overrides: Mapping[str, object], directory: Path
) -> Iterator[tuple[str, _Given]]:
    for setting in SETTINGS:
        value = overrides.get(setting.field)
        if setting.option and value is not None:
            read, place = setting.read, setting.option
            yield _read(setting, read, value, Origin.OPTION, place, directory)


def _from_environment(
    environ: Mapping[str, str], directory: Path, only: Container[str] | None
) -> Iterator[tuple[str, _Given]]:
    for setting in SETTINGS:
        value = environ.get(setting.variable, "").strip() if setting.variable else ""
        if setting.variable and value and _is_read(setting, only):
            read, place = setting.read, setting.variable
            yield _read(setting, read, value, Origin.ENVIRONMENT, place, directory)


def _is_read(setting: Setting, only: Container[str] | None) -> bool:
    return only is None or (setting.read_with or setting.field) in only


def _from_file(
    path: Path, table: Mapping[str, object], only: Container[str] | None
) -> Iterator[tuple[str, _Given]]:
    known = {setting.key: setting for setting in SETTINGS if setting.key}
    for key, value in table.items():
        setting = known.get(key)
        if setting is None:
            raise SettingsError(f"{path}: there is no setting {shown(key)}; {_meant(key, known)}")
        if not _is_read(setting, only):
            continue
        place = f"{path}: {key}"
        if type(value) not in setting.types:
            raise SettingsError(f"{place} has to be {_TYPE_NAMES[setting.types[-1]]}")
        read = read_contrary if setting.contrary else setting.read_file or setting.read
        yield _read(setting, read, value, Origin.FILE, place, path.parent)


def _meant(key: str, known: Mapping[str, Setting]) -> str:
    if key == "lookup":  # too far from its name for the spelling to tell
        return "did you mean no-lookup?"
    return did_you_mean(key[:LONGEST], known)


def _read(
    setting: Setting, read: Reader, value: object, origin: Origin, place: str, folder: Path
) -> tuple[str, _Given]:
    try:
        return setting.field, _Given(value=read(value, folder), origin=origin, place=place)
    except ValueError as error:
        raise SettingsError(f"{place} {error}") from None


def _refuse_offline_refresh(given: Mapping[str, _Given]) -> None:
    offline, refresh = given.get("offline"), given.get("refresh")
    if offline and refresh and offline.value and refresh.value:
        raise UsageError(_contradiction(refresh.place, offline.place))


def _contradiction(refresh: str, offline: str) -> str:
    return (
        f"{refresh} sends every query again and {offline} opens no connection: choose one of them"
    )
