"""Keeps the patterns that the command has compiled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from refcheck.kept_patterns import PatternStore
from refcheck.text.patterns import compile_with

__all__ = ["patterns_kept"]


@contextmanager
def patterns_kept() -> Iterator[None]:
    """While it is open, patterns come from the user's cache folder, and go there when it closes."""
    store = PatternStore()
    compile_with(store.compile)
    yield
    store.save()
