"""The text of a letter as a Word document: headings, bullets and paragraphs.

Of Markdown it knows `#` to `####` before a heading and `-` or `*` before an item; every other line
is printed as it is, since a letter quotes what authors wrote.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final

from refcheck.text.typography import without_controls

__all__ = ["QUOTED", "letter_document"]

# Before a text of the article that begins as a heading or an item would: it is neither. (A
# character for private use, which no font shows; it is not printed.)
QUOTED: Final = "\ue000"

_HEADING: Final = re.compile(r"(#{1,4})\s+(\S.*)")
_ITEM: Final = re.compile(r"\s{0,8}[-*]\s+(\S.*)")
_UNKNOWN_TO_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")


def letter_document(text: str, title: str) -> bytes:
    """Returns a Word document with the lines of a text; an empty line ends a paragraph."""
    import docx

    document = docx.Document()
    document.core_properties.author = "refcheck"
    document.core_properties.title = _clean(title)[:200]
    document.core_properties.comments = ""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        heading, item = _HEADING.fullmatch(line.strip()), _ITEM.fullmatch(line)
        if line.strip() and not heading and not item:
            lines.append(line.strip())
            continue
        if lines:
            document.add_paragraph(_clean("\n".join(lines)))
            lines = []
        if heading:
            document.add_heading(_clean(heading[2]), level=len(heading[1]))
        elif item:
            document.add_paragraph(_clean(item[1]), style="List Bullet")
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _clean(text: str) -> str:
    lines = (without_controls(line) for line in text.replace(QUOTED, "").split("\n"))
    return _UNKNOWN_TO_XML.sub("\ufffd", "\n".join(lines))
