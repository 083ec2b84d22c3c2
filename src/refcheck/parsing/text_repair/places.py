"""Separates a journal from its volume where both were printed, or copied, as one word."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from refcheck.parsing.text_repair.front import Front
from refcheck.text.patterns import lazy_regex

__all__ = ["parted_volume"]

# "BMJ372, 71 (2021)." and "Nature521, 436–444 (2015)" at the end: the volume was in bold type.
_ATTACHED: Final = lazy_regex(
    r"(?<=[^\W\d_]{3})(?=\d{1,4},\s?[A-Za-z]?\d[\w.]{0,9}(?:\s?[-–—‐]\s?\w{1,9})?\s?\((?:19|20)\d\d\)\W{0,3}$)"
)
_PLACE_LENGTH: Final = 60  # characters at the end that a volume with its pages and year can have


def parted_volume(front: Front) -> Front:
    """ "Deep learning. Nature521, 436-444 (2015)." is in volume 521 of Nature."""
    if ")" not in front.text[-len("(2015)") :]:
        return front
    start = max(len(front.text) - _PLACE_LENGTH, 0)
    match = _ATTACHED.search(front.text, start)
    if match is None:
        return front
    return replace(front, text=f"{front.text[: match.start()]} {front.text[match.start() :]}")
