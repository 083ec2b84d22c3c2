"""Where what belongs to the user is: what is kept, what was imported, the user's own settings.

Some users have no home folder, in containers above all: nothing is kept for them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from refcheck.errors import NoHomeError

__all__ = ["cache_folder", "data_folder", "settings_folder"]


def cache_folder() -> Path:
    """Returns the folder for what can be made again. Raises `NoHomeError`."""
    import platformdirs

    return _known(platformdirs.user_cache_path)


def data_folder() -> Path:
    """Returns the folder for what the user has imported. Raises `NoHomeError`."""
    import platformdirs

    return _known(platformdirs.user_data_path)


def settings_folder() -> Path:
    """Returns the folder of the user's own settings. Raises `NoHomeError`."""
    import platformdirs

    return _known(platformdirs.user_config_path)


def _known(folder: Callable[[str], Path]) -> Path:
    try:
        return folder("refcheck")
    except RuntimeError:  # as `platformdirs` and `pathlib` say it
        raise NoHomeError("you have no home folder: set the environment variable HOME") from None
