"""Where the elements of an XML file are in its text."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["element_places"]

_ENDS: Final = {"<!--": "-->", "<![CDATA[": "]]>"}


def element_places(text: str, *names: str) -> list[tuple[int, int]]:
    """Returns where each element of these names begins and ends, in the order of their beginnings.

    A nested element comes after the one that it is in; what comments and CDATA contain does not
    count. An element that is never closed ends with the text.
    """
    tags = re.compile(
        rf"<(?:{'|'.join(names)})(?=[\s>/])[^<>]{{0,500}}>|</(?:{'|'.join(names)})\s{{0,20}}>"
        r"|<!--|<!\[CDATA\["
    )
    places: list[list[int]] = []
    still_open: list[int] = []
    position = 0
    while found := tags.search(text, position):
        position = found.end()
        if end := _ENDS.get(found[0]):
            closed = text.find(end, position)
            position = closed + len(end) if closed >= 0 else len(text)
        elif found[0].startswith("</"):
            if still_open:
                places[still_open.pop()][1] = found.end()
        elif found[0].endswith("/>"):
            places.append([found.start(), found.end()])
        else:
            still_open.append(len(places))
            places.append([found.start(), len(text)])
    return [(start, end) for start, end in places]
