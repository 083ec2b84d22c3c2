"""Shapes of elements that tell what they are where the styles of a page are not at hand."""

from __future__ import annotations

import re
from typing import Final

from refcheck.safe_xml import Element, opening

__all__ = [
    "has_parts",
    "is_back_arrow",
    "is_enumeration",
    "is_label",
    "is_label_apart",
    "is_number",
    "is_row_of_links",
    "runs_into_link",
]

_MOST_LINKS: Final = 10  # after one reference
_LONGEST_LINK: Final = 40
_MOST_NAMES: Final = 500
_LONGEST_NAME: Final = 80
_LAST_WORDS: Final = 100  # characters of a link that are looked at for its last one
_CLOSING: Final = frozenset(",.;:)]")
_ARROWS: Final = re.compile(r"[\s↑↩⤴⇑↵\ufe0e\ufe0f]{1,6}")
_LABEL: Final = re.compile(r"[\[(]?\s?\d{1,4}\s?[\])]?[.:]?")
_CLOSED_LABEL: Final = re.compile(r"(?:\[\s?\d{1,4}\s?\]|\(\d{1,4}\))[.:]?|\d{1,4}[.)]")
_NUMBER: Final = re.compile(r"\d{1,4}")
_LABEL_CLASS: Final = re.compile(r"label|num|order|count|index|marker|bullet", re.I)
_BUTTON: Final = re.compile(r"\W{0,3}\d[\d\s,–-]{0,20}\W{0,3}")


def is_row_of_links(element: Element) -> bool:
    """Returns whether every item of a list is but a short link ("PubMed", "Google Scholar")."""
    items = list(element.iterchildren("li"))
    return 0 < len(items) <= _MOST_LINKS and all(map(_is_link, items))


def is_enumeration(element: Element) -> bool:
    """Returns whether a list is part of a sentence: every item ends in a comma but the last.

    Some journals mark up the authors of a reference as a list in the list.
    """
    items = list(element.iterchildren("li"))
    return 1 < len(items) <= _MOST_NAMES and all(map(_ends_in_comma, items[:-1]))


def _ends_in_comma(item: Element) -> bool:
    text = opening(item, _LONGEST_NAME).rstrip()
    return len(text) < _LONGEST_NAME and text.endswith((",", ";", " &", " and"))


def _is_link(item: Element) -> bool:
    if len(item) != 1 or item[0].tag != "a":
        return False
    around = f"{item.text or ''}{item[0].tail or ''}"
    return not around.strip() and len(opening(item[0], _LONGEST_LINK)) <= _LONGEST_LINK


def has_parts(element: Element) -> bool:
    """Returns whether signs follow blocks in an element that no line begins with."""
    return any(
        child.tail is not None and child.tail.lstrip()[:1] in _CLOSING and child.tail.strip()
        for child in element.iterchildren("div")
    )


def runs_into_link(element: Element) -> bool:
    """Returns whether the words of a link follow those of another without anything between them."""
    before = element.getprevious()
    if before is None or before.tag != "a" or before.tail:
        return False
    last, first = opening(before, _LAST_WORDS)[-1:], opening(element, 1)[:1]
    return last.isalpha() and first.isalpha()


def is_back_arrow(element: Element) -> bool:
    """Returns whether a link is an arrow that leads back into the text."""
    return _ARROWS.fullmatch(opening(element, 10)) is not None


def is_label(text: str) -> bool:
    """Returns whether a text is the number of a reference and nothing else: "[12]", "12."."""
    return _LABEL.fullmatch(text.strip()) is not None


def is_label_apart(text: str, element: Element) -> bool:
    """Returns whether the text of an element is a number that styles set apart from a reference."""
    if _CLOSED_LABEL.fullmatch(text):
        return True
    return bool(_NUMBER.fullmatch(text) and _LABEL_CLASS.search(element.get("class", "")))


def is_number(element: Element) -> bool:
    """Returns whether an element has numbers alone: the button of a reference, "[12]", "3-5"."""
    return _BUTTON.fullmatch(opening(element, 30)) is not None
