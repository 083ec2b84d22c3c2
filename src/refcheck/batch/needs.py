"""The extras that a batch needs."""

from __future__ import annotations

from importlib.util import find_spec

from refcheck.errors import UsageError

__all__ = ["require_batch", "require_spark"]


def require_batch() -> None:
    """Raises `UsageError`, with the command that installs it, where the extra is missing."""
    _require(("pyarrow", "fsspec"), "a batch", "batch")


def require_spark() -> None:
    """Does the same for Spark."""
    _require(("pyspark", "pyarrow", "fsspec"), "Spark", "spark")


def _require(modules: tuple[str, ...], what: str, extra: str) -> None:
    if not all(map(find_spec, modules)):
        raise UsageError(f"{what} needs an extra: pip install 'refcheck-biblio[{extra}]'")
