"""Which candidate is the cited work: features of several fields, added up to probabilities."""

from __future__ import annotations

from refcheck.matching.decision import best_features, decide, fits_text
from refcheck.matching.explanation import explain

__all__ = ["best_features", "decide", "explain", "fits_text"]
