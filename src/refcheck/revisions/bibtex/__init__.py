"""Corrections in a .bib file.

reviser    which field of an entry a change is written into
values     the value of a field: its braces, what is around it, a title's words
names      the author field
latex      text as this file writes it: LaTeX's accents or Unicode
layout     a field more: indentation, alignment, commas
"""

from __future__ import annotations

from refcheck.revisions.bibtex.reviser import revise_bib

__all__ = ["revise_bib"]
