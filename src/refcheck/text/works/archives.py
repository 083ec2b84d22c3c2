"""Addresses of copies of web pages in archives."""

from __future__ import annotations

import re
from typing import Final

from refcheck.text.patterns import lazy_regex

__all__ = ["is_archived"]

# Hosts that keep copies on request or of themselves, in an address: "web.archive.org/web/2019...".
_ARCHIVE: Final = lazy_regex(
    r"(?:^|//|[\s(<])(?:www\.)?(?:web\.archive\.org|archive\.org/wayback"
    r"|archive\.(?:today|ph|is|li|vn|fo|md)"
    r"|perma\.cc|webcitation\.org|webarchive\.nationalarchives\.gov\.uk|arquivo\.pt"
    r"|webarchive\.loc\.gov|vefsafn\.is|ghostarchive\.org)(?=/)",
    re.IGNORECASE,
)


def is_archived(text: str) -> bool:
    """Returns whether a text has the address of a copy in an archive.

    >>> is_archived("Archived at https://perma.cc/ABCD-1234"), is_archived("https://archive.org/")
    (True, False)
    """
    return _ARCHIVE.search(text) is not None
