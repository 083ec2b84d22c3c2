"""What pandoc writes of citations and lists, in all its versions, and superscripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refcheck.model.document import Link
from refcheck.readers.latex.source import braced, untexed

__all__ = ["ANCHOR", "hyperlinks", "printed_label", "superscripts"]

# Before an entry: "\leavevmode\vadjust pre{\hypertarget{ref-doe}{}}%"; without "\vadjust" before
# pandoc 2.17. Since 3.1 it is "\bibitem[\citeproctext]{ref-doe}".
ANCHOR: Final = (
    r"\\(?:leavevmode\s{0,5}\\)?(?:vadjust\s{0,3}pre\s{0,3}\{\s{0,3}\\)?"
    r"(?:hypertarget|phantomsection\s{0,3}\\label)\s{0,3}\{(?P<key>ref-[^{}\s]{1,300})\}"
    r"(?:\s{0,3}\{\s{0,3}\})?\}?\s{0,20}"
)
_MARGIN: Final = re.compile(r"\s{0,20}\\CSLLeftMargin\s{0,3}(?=\{)")
_NUMBER: Final = re.compile(r"\s{0,20}((?:\{?\[\}?|\()?(\d{1,4})(?:\{?\]\}?|[.)]))\s{1,20}")
_HYPERLINK: Final = re.compile(r"\\hyperlink\s{0,3}\{(ref-[^{}\s]{1,300})\}(?=\{)")
_SUPERSCRIPT: Final = re.compile(r"\\textsuperscript\s{0,3}\{([\s\d,;–-]{1,80})\}")
_LONGEST: Final = 500  # characters of a label, or of what is linked


def printed_label(source: str, place: int, until: int, number: int) -> tuple[int, str | None]:
    """Where an entry begins after the label that it prints, and the label.

    `number` is the entry's in its list: "2. " is the label of the second one.
    """
    margin = _MARGIN.match(source, place, until)
    if margin is not None:
        end = braced(source, margin.end(), min(until, margin.end() + _LONGEST))
        if end is None:
            return place, None
        label, _ = untexed(source[margin.end() : end])
        return end, label.strip() or None
    printed = _NUMBER.match(source, place, until)
    if printed is not None and int(printed[2]) == number:
        return printed.end(), printed[1].replace("{", "").replace("}", "")
    return place, None


def hyperlinks(source: str) -> Iterator[Link]:
    """Yields the citations that are links to entries: "\\hyperlink{ref-doe}{Doe 2010}"."""
    for found in _HYPERLINK.finditer(source):
        end = braced(source, found.end(), found.end() + _LONGEST)
        if end is not None:
            yield Link(start=found.end() + 1, end=end - 1, targets=(found[1],))


def superscripts(source: str) -> Iterator[tuple[int, int]]:
    """Where superscripts of numbers are: "\\textsuperscript{1,2}"."""
    for found in _SUPERSCRIPT.finditer(source):
        yield found.span(1)
