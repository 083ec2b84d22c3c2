"""The extra that an index needs."""

from __future__ import annotations

from refcheck.errors import UsageError

__all__ = ["require_extra"]


def require_extra() -> None:
    """Raises `UsageError`, with the command that installs it, where the extra is missing."""
    try:
        import numpy
        import zstandard  # noqa: F401 - only whether it is there
    except ImportError:
        missing = True
    else:
        missing = int(numpy.__version__.partition(".")[0]) < 2
    if missing:
        raise UsageError(
            "an index of PubMed needs an extra: pip install 'refcheck-biblio[index]'"
        ) from None
