"""The values of settings as people write them.

Each reader makes one kind of value, or says why it cannot.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from refcheck.errors import CacheError
from refcheck.model.finding import Severity
from refcheck.text.spelling import did_you_mean

__all__ = [
    "LONGEST",
    "Reader",
    "read_contrary",
    "read_days",
    "read_directory",
    "read_email",
    "read_flag",
    "read_inner_directory",
    "read_inner_folder",
    "read_inner_path",
    "read_jobs",
    "read_jobs_at_most",
    "read_key",
    "read_path",
    "read_rate",
    "read_severity",
    "read_url",
    "shown",
]

_MAX_JOBS = 256
_MAX_DAYS = 36_500  # a hundred years: any date minus that many days can still be reckoned with
_TRUE = frozenset({"1", "true", "yes", "on", "y", "t"})
_FALSE = frozenset({"0", "false", "no", "off", "n", "f"})

# A reader takes what was written and the folder that a path is relative to. It raises ValueError
# with the reason, which never repeats the value of a secret.
Reader = Callable[[object, Path], object]

LONGEST = 60  # characters of a value or a key in a message


def shown(value: object) -> str:
    """Returns a value as a message repeats it, whatever it is and however long."""
    try:
        text = repr(value)
    except ValueError:  # a number with more digits than Python writes out
        return "a number with too many digits"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def read_flag(value: object, _folder: Path) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word not in _TRUE | _FALSE:
        raise ValueError(f"is {shown(value)}, not true or false")
    return word in _TRUE


def read_contrary(value: object, folder: Path) -> bool:
    return not read_flag(value, folder)


def read_days(value: object, _folder: Path) -> int:
    try:
        days = int(str(value))
    except ValueError:
        raise ValueError(f"is {shown(value)}, not a whole number of days") from None
    if not 0 <= days <= _MAX_DAYS:
        raise ValueError(f"is {shown(days)}, not between 0 and {_MAX_DAYS} days")
    return days


def read_jobs(value: object, _folder: Path) -> int:
    try:
        jobs = int(str(value))
    except ValueError:
        raise ValueError(f"is {shown(value)}, not a whole number of processes") from None
    if not 1 <= jobs <= _MAX_JOBS:
        raise ValueError(f"is {shown(jobs)}, not between 1 and {_MAX_JOBS} processes")
    return jobs


def read_jobs_at_most(value: object, folder: Path) -> int:
    """As a settings file may say it: no more than there are cores."""
    from refcheck.process_pool import cores

    return min(read_jobs(value, folder), cores())


def read_rate(value: object, _folder: Path) -> float:
    try:
        rate = float(str(value))
    except ValueError:
        raise ValueError(f"is {shown(value)}, not a number of requests a second") from None
    if not (rate > 0 and math.isfinite(rate)):
        raise ValueError(f"is {f'{value}'[:LONGEST]}, not a number above 0")
    return rate


def read_url(value: object, _folder: Path) -> str:
    from urllib.parse import urlsplit

    text = str(value).strip()
    told = "it has a password in it" if "@" in text else shown(text)
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = None
    # Programs do not agree on what "\\" means in an address, and so on its host.
    if not usable or not text.isascii() or not text.isprintable() or {" ", "\\"} & {*text}:
        raise ValueError(f"is not an http or https address ({told})")
    if parts.query or parts.fragment:
        raise ValueError(f"cannot have ? or # in it: the names of the endpoints follow ({told})")
    return text if text.endswith("/") else f"{text}/"


def read_directory(value: object, folder: Path) -> Path:
    return _path_of(value, folder, "a folder")


def read_path(value: object, folder: Path) -> Path:
    return _path_of(value, folder, "a file")


def read_inner_path(value: object, folder: Path) -> Path:
    """As a settings file may name it: inside of its own folder, links followed."""
    return _inside(read_path(value, folder), value, folder)


def read_inner_folder(value: object, folder: Path) -> Path:
    """As a settings file may name a folder that is only read: inside of its own."""
    return _inside(read_directory(value, folder), value, folder)


def _inside(given: Path, value: object, folder: Path) -> Path:
    try:
        inside = _followed(given).is_relative_to(_followed(folder))
    except (OSError, RuntimeError, ValueError):
        raise ValueError(f"is {shown(value)}, which cannot be followed") from None
    if not inside:
        raise ValueError(f"is {shown(value)}, which leads out of the folder of the file")
    return given


def _followed(path: Path) -> Path:
    """Returns a path with its links followed. Raises `OSError` or `RuntimeError` where they lead
    in a circle: since Python 3.13, `resolve` does not."""
    found = path.resolve()
    if found.is_symlink():
        raise OSError(f"{path}: links that lead in a circle")
    return found


def _path_of(value: object, folder: Path, kind: str) -> Path:
    text = str(value)
    if not text.strip():
        raise ValueError(f"is empty: it takes the path of {kind}")
    if "\0" in text:
        raise ValueError("has a NUL character in it")
    try:
        return folder / Path(text).expanduser()
    except RuntimeError:
        raise ValueError(f"is {shown(text)}, and there is no such home folder") from None


def read_inner_directory(value: object, folder: Path) -> Path:
    """As a settings file may name it: inside of its own folder, or the default.

    Links are followed, also those in the place of the files of the cache: these have to be files.
    """
    from refcheck.lookup.cache.folder import odd_in_cache

    given = read_directory(value, folder)
    try:
        own, named = _followed(folder), _followed(given)
        if named == _followed_default():
            return given
        odd = {path: _followed(path) for path in odd_in_cache(named)}
    except (OSError, RuntimeError, ValueError):
        raise ValueError(f"is {shown(value)}, which cannot be followed") from None
    if not all(place.is_relative_to(own) for place in (named, *odd.values())):
        raise ValueError(
            f"is {shown(value)}, which leads out of the folder of the file; "
            "--cache-dir or REFCHECK_CACHE_DIR may name any folder"
        )
    for path, place in odd.items():
        if not (place.is_file() or place.is_dir()):
            raise ValueError(f"is {shown(value)}, and {shown(path.name)} in it is not a file")
    return given


def _followed_default() -> Path | None:
    """Returns the default cache folder; None where the user has none."""
    from refcheck.lookup.config import default_cache_dir

    try:
        return default_cache_dir().resolve()
    except CacheError:
        return None


def read_email(value: object, _folder: Path) -> str:
    text = str(value).strip()
    name, at, host = text.rpartition("@")
    if not (name and at and host and text.isprintable()) or " " in text:
        raise ValueError("is not an e-mail address")
    return text


def read_key(value: object, _folder: Path) -> str:
    text = str(value).strip()
    if not text or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("is not an API key: it is empty or has characters that no key has")
    return text


def read_severity(value: object, _folder: Path) -> Severity:
    word = str(value).strip().lower()
    names = [severity.value for severity in reversed(Severity)]
    if word not in names:
        raise ValueError(f"is {shown(value)}; {did_you_mean(word[:LONGEST], names)}")
    return Severity(word)
