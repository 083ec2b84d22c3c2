"""Reads the fields of reference strings: a trained labeller, then ordered normalisers."""

from __future__ import annotations

from refcheck.parsing.parallel import parse_lines
from refcheck.parsing.parser import parse, parse_list

__all__ = ["parse", "parse_lines", "parse_list"]
