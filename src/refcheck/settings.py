"""Frozen settings, put together from the command line, the environment and a settings file.

`SETTINGS` is the one table: each line gives a field of `Settings`, its option, its environment
variable and the reader of its value. The key in a settings file is the option without its dashes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from refcheck.errors import SettingsError, UsageError
from refcheck.model.finding import Severity
from refcheck.text.spelling import did_you_mean

__all__ = ["SETTINGS", "Setting", "Settings", "load_settings", "unknown_variables"]

EUTILS_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"

_MAX_DAYS = 36_500  # a hundred years: any date minus that many days can still be reckoned with
_TRUE = frozenset({"1", "true", "yes", "on", "y", "t"})
_FALSE = frozenset({"0", "false", "no", "off", "n", "f"})


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


# A reader takes what was written and the folder that a path is relative to. It raises ValueError
# with the reason, which never repeats the value of a secret.
_Reader = Callable[[object, Path], object]


def _flag(value: object, _folder: Path) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word not in _TRUE | _FALSE:
        raise ValueError(f"is {value!r}, not true or false")
    return word in _TRUE


def _contrary(value: object, folder: Path) -> bool:
    return not _flag(value, folder)


def _days(value: object, _folder: Path) -> int:
    try:
        days = int(str(value))
    except ValueError:
        raise ValueError(f"is {value!r}, not a whole number of days") from None
    if not 0 <= days <= _MAX_DAYS:
        raise ValueError(f"is {days}, not between 0 and {_MAX_DAYS} days")
    return days


def _rate(value: object, _folder: Path) -> float:
    try:
        rate = float(str(value))
    except ValueError:
        raise ValueError(f"is {value!r}, not a number of requests a second") from None
    if not (rate > 0 and math.isfinite(rate)):
        raise ValueError(f"is {value}, not a number above 0")
    return rate


def _url(value: object, _folder: Path) -> str:
    from urllib.parse import urlsplit

    text = str(value).strip()
    shown = "it has a password in it" if "@" in text else repr(text)
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = None
    if not usable or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError(f"is not an http or https address ({shown})")
    if parts.query or parts.fragment:
        raise ValueError(f"cannot have ? or # in it: the names of the endpoints follow ({shown})")
    return text if text.endswith("/") else f"{text}/"


def _directory(value: object, folder: Path) -> Path:
    text = str(value)
    if not text.strip():
        raise ValueError("is empty: it takes the path of a folder")
    if "\0" in text:
        raise ValueError("has a NUL character in it")
    try:
        return folder / Path(text).expanduser()
    except RuntimeError:
        raise ValueError(f"is {text!r}, and there is no such home folder") from None


def _email(value: object, _folder: Path) -> str:
    text = str(value).strip()
    name, at, host = text.rpartition("@")
    if not (name and at and host and text.isprintable()) or " " in text:
        raise ValueError("is not an e-mail address")
    return text


def _key(value: object, _folder: Path) -> str:
    text = str(value).strip()
    if not text or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("is not an API key: it is empty or has characters that no key has")
    return text


def _severity(value: object, _folder: Path) -> Severity:
    word = str(value).strip().lower()
    names = [severity.value for severity in reversed(Severity)]
    if word not in names:
        raise ValueError(f"is {value!r}; {did_you_mean(word, names)}")
    return Severity(word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One line of the table. `types` are the TOML types that its key takes in a file.

    `contrary` marks an option that says the opposite of its field (`--no-lookup`).
    """

    field: str
    option: str
    read: _Reader
    variable: str | None = None
    types: tuple[type, ...] = (str,)
    contrary: bool = False

    @property
    def key(self) -> str:
        """The name in a settings file."""
        return self.option.removeprefix("--")


SETTINGS = (
    Setting(
        field="offline",
        option="--offline",
        read=_flag,
        variable="REFCHECK_OFFLINE",
        types=(bool,),
    ),
    Setting(field="lookup", option="--no-lookup", read=_flag, types=(bool,), contrary=True),
    Setting(
        field="cache_dir",
        option="--cache-dir",
        read=_directory,
        variable="REFCHECK_CACHE_DIR",
    ),
    Setting(field="max_age", option="--max-age", read=_days, types=(int,)),
    Setting(field="refresh", option="--refresh", read=_flag, types=(bool,)),
    Setting(
        field="eutils_url",
        option="--eutils-url",
        read=_url,
        variable="REFCHECK_EUTILS_URL",
    ),
    Setting(
        field="rate",
        option="--rate",
        read=_rate,
        variable="REFCHECK_RATE",
        types=(int, float),
    ),
    Setting(field="email", option="--email", read=_email, variable="NCBI_EMAIL"),
    Setting(field="api_key", option="--api-key", read=_key, variable="NCBI_API_KEY"),
    Setting(field="fail_on", option="--fail-on", read=_severity),
    Setting(field="exit_zero", option="--exit-zero", read=_flag, types=(bool,)),
)

_TYPE_NAMES = {bool: "true or false", int: "a whole number", float: "a number", str: "text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """A value and where it was written, in the user's words."""

    value: object
    origin: str


def load_settings(
    overrides: Mapping[str, object], environ: Mapping[str, str], directory: Path
) -> Settings:
    """The settings that hold in `directory`.

    `overrides` are the command line's, by field of `Settings` (None: not given); then comes
    `environ`, then the nearest settings file from `directory` upwards, then the default. Raises
    `SettingsError` for an unknown key or a value that cannot be used, wherever it stands, and
    `UsageError` where two of them exclude each other.
    """
    given: dict[str, _Given] = {}
    given.update(_from_file(directory))
    given.update(_from_environment(environ, directory))
    given.update(_from_overrides(overrides, directory))
    _refuse_offline_refresh(given)
    values: dict[str, Any] = {name: item.value for name, item in given.items()}
    return Settings(**values)


def unknown_variables(environ: Mapping[str, str]) -> list[str]:
    """A line for the user about each variable that looks like a setting and is none."""
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
        if value is not None:
            yield _read(setting, setting.read, value, setting.option, directory)


def _from_environment(environ: Mapping[str, str], directory: Path) -> Iterator[tuple[str, _Given]]:
    for setting in SETTINGS:
        value = environ.get(setting.variable, "").strip() if setting.variable else ""
        if setting.variable and value:
            yield _read(setting, setting.read, value, setting.variable, directory)


def _from_file(directory: Path) -> Iterator[tuple[str, _Given]]:
    path, table = _nearest_table(directory)
    known = {setting.key: setting for setting in SETTINGS}
    for key, value in table.items():
        setting = known.get(key)
        if setting is None:
            raise SettingsError(f"{path}: there is no setting {key!r}; {_meant(key, known)}")
        origin = f"{path}: {key}"
        if type(value) not in setting.types:
            raise SettingsError(f"{origin} has to be {_TYPE_NAMES[setting.types[-1]]}")
        read = _contrary if setting.contrary else setting.read
        yield _read(setting, read, value, origin, path.parent)


def _meant(key: str, known: Mapping[str, Setting]) -> str:
    if key == "lookup":  # too far from its name for the spelling to tell
        return "did you mean no-lookup?"
    return did_you_mean(key, known)


def _read(
    setting: Setting, read: _Reader, value: object, origin: str, folder: Path
) -> tuple[str, _Given]:
    try:
        return setting.field, _Given(value=read(value, folder), origin=origin)
    except ValueError as error:
        raise SettingsError(f"{origin} {error}") from None


def _refuse_offline_refresh(given: Mapping[str, _Given]) -> None:
    offline, refresh = given.get("offline"), given.get("refresh")
    if offline and refresh and offline.value and refresh.value:
        raise UsageError(
            f"{refresh.origin} asks PubMed again and {offline.origin} opens no connection: "
            "choose one of them"
        )


def _nearest_table(directory: Path) -> tuple[Path, dict[str, object]]:
    for folder in (directory, *directory.parents):
        own = folder / "refcheck.toml"
        if _is_file(own):
            return own, _load(own)
        project = folder / "pyproject.toml"
        if _is_file(project):
            table = _tool_table(project)
            if table is not None:
                return project, table
    return directory, {}


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder further up that may not be looked into
        return False


def _tool_table(project: Path) -> dict[str, object] | None:
    tools = _load(project).get("tool")
    table = tools.get("refcheck") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise SettingsError(f"{project}: tool.refcheck has to be a table, [tool.refcheck]")
    return table


def _load(path: Path) -> dict[str, object]:
    import tomllib

    try:
        # TOML has no byte order mark, but editors on Windows write one.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: it is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: {error}") from None
