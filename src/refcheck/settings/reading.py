"""Reads settings from the command line, the environment and a settings file."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from refcheck.errors import NoHomeError, SettingsError, UsageError
from refcheck.frozen import dataclass
from refcheck.model.report import SettingsFile
from refcheck.model.suppression import Suppression
from refcheck.settings.file import nearest_table, own_table
from refcheck.settings.rule_values import own_settings_path, read_own_suppressions
from refcheck.settings.settings import Origin, Settings, contradiction
from refcheck.settings.table import SETTINGS, Setting
from refcheck.settings.values import LONGEST, Reader, read_contrary, shown
from refcheck.text.spelling import did_you_mean

__all__ = ["load_settings", "unknown_variables"]


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
    own, table = _own_settings()
    if table and file is not None and file.resolve() == own.resolve():
        entries = ()
    if entries:
        entries = tuple(replace(entry, path=shown_path) for entry in entries)
    for key in table:
        if key != "suppress":
            raise SettingsError(f"{own}: only [[suppress]] can be set there, not {shown(key)}")
    if "suppress" in table:
        try:
            entries = (*entries, *read_own_suppressions(table["suppress"], own.parent))
        except ValueError as error:
            raise SettingsError(f"{own}: suppress {error}") from None
    if entries:
        given["suppress"] = _Given(value=entries, origin=Origin.FILE, place=f"{own}: suppress")


def _own_settings() -> tuple[Path, dict[str, object]]:
    """Returns where the user's own settings are, and what they say: nothing where there are
    none."""
    try:
        own = own_settings_path()
    except NoHomeError:
        return Path(), {}
    return own, own_table(own) or {}


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
    known = [setting.variable for setting in SETTINGS if setting.variable]
    known += ["REFCHECK_DEBUG", "REFCHECK_TOKEN"]
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
            raise SettingsError(f"{place} has to be {setting.type_name}")
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
        raise UsageError(contradiction(refresh.place, offline.place))
