"""Labels of entries ("1.", "[1]", "(1)", "1)", superscripts, keys) and the runs that they form."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from refcheck.extraction.lines import Lines

__all__ = ["INLINE", "Label", "Run", "find_labels", "find_runs"]

_DIGITS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹０１２３４５６７８９", "01234567890123456789")
_SUPERSCRIPT: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"

# Before a label: a bullet, a quotation mark of Markdown, an anchor, an arrow back to the text.
_LEAD: Final = r"(?:(?:[-*+•▪◦·>|↵↑^]|<(?:li|p|a|sup)\b[^<>\n]{0,80}>|</a>)\s{0,8}){0,3}"
_AFTER: Final = r"(?:\s*\(\s*\d{1,3}(?:\s*,\s*\d{1,3}){0,40}\s*\)(?=\s*$))?"
_LABEL: Final = re.compile(
    _LEAD + r"(?P<label>"
    r"(?P<square>\[\s?(?:\^|(?:R|S|[Rr]ef\.?)\s?)?(?P<n1>\d{1,6})\s?\][.:]?)"
    r"|(?P<round>\(\s?(?P<n2>\d{1,6})\s?\)[.:]?)"
    r"|(?P<dot>(?:\*\*)?(?:(?:R|S|[Rr]ef\.?\s?)(?=\d))?(?P<n3>\d{1,6})\s?\\?\.(?:\*\*)?(?=\s|[^\W\d_]|$|[\"“\[(*_<^]))"
    r"|(?P<paren>(?P<n4>\d{1,6})\s?\\?\))"
    r"|(?P<super>(?P<n5>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})|<sup>\s?(?P<n6>\d{1,4})\s?</sup>|\^(?P<n7>\d{1,4})\^?)"
    r"|(?P<bare>(?P<n8>\d{1,6})(?=\s))"
    r"|(?P<own>(?P<n9>\d{1,6})$)"
    r"|(?P<glued>(?P<n0>\d{1,4})(?=[^\W\d_a-z][^\W\d_]|[“\"]))"
    r"|(?P<key>\[(?:\^[^\[\]\s]{1,30}|[^\W\d_][^\[\]\n\d]{0,26}\d{2,4}[^\[\]\n]{0,3})\][.:]?(?=\s|$))"
    r")" + _AFTER + r"[ \t\u00a0\u2002-\u200b\u202f]*",
    re.MULTILINE,
)
# The same labels within a line, by style: for entries of which two stand on one line.
INLINE: Final = {
    "square": "[{n}]",
    "round": "({n})",
    "dot": "{n}.",
    "paren": "{n})",
}


class Label(NamedTuple):
    """A label at the beginning of a line. `number` is -1 for keys ("[BAD10]").

    `begin` to `end` is what the article prints, `content` is the offset where the entry begins.
    """

    line: int
    style: str
    number: int
    begin: int
    end: int
    content: int


# A heading with the first entry on its line: "References 1. Smith J ...", as scraped pages have it.
_ANNOUNCED: Final = re.compile(
    r"(?<!\w)(?:References?|REFERENCES?|Reference [Ll]ist|Bibliograph(?:y|ie)|BIBLIOGRAPHY"
    r"|Literature [Cc]ited|LITERATURE CITED|Works [Cc]ited|Sources|SOURCES|Literatur"
    r"|Literaturverzeichnis|Refer[eê]ncias|REFER[EÊ]NCIAS|Bibliograf[ií]a|Références)"
    r"[ \t]{0,3}:?[ \t]{1,4}(?=(?:\[1\]|\(1\)|1[.)])\s?[^\W\d_])"
)

_STYLES: Final = ("square", "round", "dot", "paren", "super", "bare", "own", "glued", "key")


def find_labels(lines: Lines) -> Iterator[Label]:
    """Yield every line that begins with a label, or with a heading that a label follows."""
    text = lines.document.text
    announced: dict[int, int] = {}
    for heading in _ANNOUNCED.finditer(text):
        announced.setdefault(bisect_right(lines.start, heading.start()) - 1, heading.end())
    for line in range(len(lines)):
        begin, end = announced.get(line, lines.start[line]), lines.end[line]
        if begin >= end or not _may_begin(text[begin]):
            continue
        match = _LABEL.match(text, begin, end)
        if match is not None:
            yield _label(line, match)


def _label(line: int, match: re.Match[str]) -> Label:
    style = next(name for name in _STYLES if match.group(name) is not None)
    number = _number(match)
    begin, end = match.span("label")
    return Label(line, "bare" if style == "own" else style, number, begin, end, match.end())


def _may_begin(char: str) -> bool:
    return char.isdigit() or char in "[(-*+•▪◦·>|↵↑^<RSr"


def _number(match: re.Match[str]) -> int:
    digits = next((match.group(f"n{k}") for k in range(10) if match.group(f"n{k}")), None)
    return int(digits.translate(_DIGITS)) if digits else -1


@dataclass(slots=True)
class Run:
    """Labels of one style that count up, as they follow one another in the document."""

    style: str
    labels: list[Label] = field(default_factory=list)
    highest: int = 0

    @property
    def last(self) -> Label:
        """The label that the run has come to."""
        return self.labels[-1]


# How far apart (in lines) two labels of one run may stand: the longest entries, over a page break.
_REACH: Final = 250
# A step other than to the next number is taken only where the piece looks like a reference.
_NEAR: Final = 60
_GAP: Final = 6
_JUMP: Final = 999  # the highest number that is believed out of order
_OPEN: Final = 6  # runs of one style that are kept open at a time


def find_runs(labels: Iterator[Label], looks: Callable[[Label], float]) -> list[Run]:
    """Put labels together to runs: 1, 2, 3 ..., with gaps, repeats and disorder where they look
    like references.

    `looks` is the likeness of the piece behind a label, 0 where the text before it is not at an
    end. Markdown's "1. 1. 1." is a run too. Keys ("[BAD10]") follow one another by place.
    """
    opened: dict[str, list[Run]] = {}
    runs: list[Run] = []
    for label in labels:
        candidates = opened.setdefault(label.style, [])
        run = next((run for run in reversed(candidates) if _goes_on(run, label, looks)), None)
        if run is None:
            if not _may_open(label, looks):
                continue
            run = Run(label.style)
            runs.append(run)
            candidates.append(run)
            del candidates[:-_OPEN]
        run.labels.append(label)
        if label.number <= run.highest + _GAP or len(run.labels) == 1:
            run.highest = max(run.highest, label.number)
    return runs


def _may_open(label: Label, looks: Callable[[Label], float]) -> bool:
    if label.number in {0, 1} or label.number < 0:
        return label.style != "glued" or looks(label) >= 0.5
    return label.number <= _JUMP and looks(label) >= 0.7


def _may_be_year(label: Label) -> bool:
    """Whether a label may as well be a year at the beginning of a line ("2018. Successional")."""
    return 1500 <= label.number <= 2100


def _goes_on(run: Run, label: Label, looks: Callable[[Label], float]) -> bool:
    """Whether a label continues a run."""
    distance = label.line - run.last.line
    if label.number < 0:
        return distance <= _NEAR
    step = label.number - run.highest
    if distance > _REACH:
        return False
    if step == 1:
        return label.style != "glued" or looks(label) >= 0.3
    if distance > _NEAR or _may_be_year(label) or looks(label) < 0.5:
        return False
    if step == 0 and label.number == 1:
        return looks(run.last) >= 0.5
    if label.number == 1:
        return False
    if -3 <= step <= _GAP:
        return True
    if label.style == "bare" or label.number > _JUMP:
        return False
    return len(run.labels) > 1 and looks(label) >= 0.8
