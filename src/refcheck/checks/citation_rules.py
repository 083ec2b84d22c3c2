"""The rules that hold the text against the list, and the list against the text."""

from __future__ import annotations

from typing import Final

from refcheck.checks.rule import CitationRule

__all__ = ["CITATION_RULES"]

CITATION_RULES: Final[tuple[CitationRule, ...]] = ()
