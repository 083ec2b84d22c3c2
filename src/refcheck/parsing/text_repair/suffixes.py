"""Puts suffixes next to their names, and takes out what is in front of the first name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from refcheck.parsing.author_words import NO_AUTHORS
from refcheck.parsing.text_repair.front import Front
from refcheck.parsing.text_repair.names_area import names_area
from refcheck.text.patterns import lazy_regex

__all__ = ["attached_suffixes", "without_role", "without_sign"]

# "Lamb JC, IV, Chapin RE": alone between commas it would be initials, but those are there already.
_SUFFIX: Final = lazy_regex(
    r"(?P<name>(?<!\w)[^\W\d_][\w'’-]{1,40}\s[A-Z]{1,4}),\s(?P<suffix>(?:Jr|Sr|JR|SR)\.?|I{2,3}|IV|2nd|3rd|4th)"
    r"(?=[,;.]|\sand\s|\s&\s|\s\(|$)"
)
_HINT: Final = lazy_regex(r", (?:[JS][rR]|I{2,3}\b|IV\b|[234](?:nd|rd|th)\b)")
# In place of authors: a dash for those of the entry before, "[No authors listed]".
_NOBODY: Final = lazy_regex(
    rf"(?:[-–—―⸺⸻_]{{2,12}}|—|⸺|⸻|{NO_AUTHORS})\s?[.,:;]?\s(?=[^\W_])", re.IGNORECASE
)
# "Smith AB, editor. Sleep and mood.", "Smith AB (translator). Sleep and mood."
_ROLE: Final = lazy_regex(
    r"(?P<name>(?<!\w)[^\W\d_][\w'’-]{1,40}\s[A-Z]{1,4})(?:,\s(?:editor|ed|translator|trans)|"
    r"\s?[(\[](?:translators?|trans|tr|narrator|director|compiler|comp|illustrator)\.?[)\]])\.?(?=[.:]?\s)"
)


def attached_suffixes(front: Front) -> Front:
    """ "Lamb JC, IV, Chapin RE. Sleep." is by Lamb JC IV and Chapin RE."""
    if not _HINT.search(front.text):
        return front
    area = min(names_area(front.text) + 6, len(front.text))
    names = _SUFFIX.sub(r"\g<name> \g<suffix>", front.text[:area])
    return replace(front, text=names + front.text[area:])


def without_sign(front: Front) -> Front:
    """ "———. Sleep and mood." and "[No authors listed]. Sleep and mood." name nobody; the labeller
    knows this as "Anonymous"."""
    match = _NOBODY.match(front.text)
    if match is None:
        return front
    return replace(front, text=f"Anonymous. {front.text[match.end() :]}", nobody=True)


def without_role(front: Front) -> Front:
    """ "Smith AB, editor. Sleep and mood." and "Smith AB (translator). Sleep and mood." """
    match = _ROLE.search(front.text, 0, min(names_area(front.text) + 14, len(front.text)))
    if match is None:
        return front
    rest = front.text[match.end() :].lstrip(" .")
    return replace(front, text=f"{front.text[: match.end('name')]}. {rest}")
