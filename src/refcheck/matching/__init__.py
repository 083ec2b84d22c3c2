"""Which candidate is the cited work: features of several fields, added up to probabilities."""

from __future__ import annotations

from refcheck.matching.decision import decide, fits_text
from refcheck.matching.explanation import explain

__all__ = ["decide", "explain", "fits_text"]
