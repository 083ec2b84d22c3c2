"""Reads the fields of reference strings: a trained labeller, then ordered normalisers."""

from __future__ import annotations

from refcheck.parsing.parallel import parse_lines
from refcheck.parsing.parser import parse
from refcheck.parsing.plausibility import plausibility

__all__ = ["parse", "parse_lines", "plausibility"]
