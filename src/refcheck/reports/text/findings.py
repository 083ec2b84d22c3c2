"""A finding as lines: what is wrong, and the cited and the right value side by side."""

from __future__ import annotations

from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.report import CheckedReference
from refcheck.reports.lines import place_of
from refcheck.reports.text.diff import Marked, compare, whole
from refcheck.reports.text.terminal import Screen, cell_len, printable

__all__ = ["FindingLines"]

_INDENT = " " * 14
_LABEL = 9  # cells of "cited" and of the source's name, with the space after it
_LONGEST = 3  # lines a value may take
_LONGEST_MESSAGE = 800  # cells
_MOST_EXPECTED = 3
# Findings that say a value is there, or name a different reference: there is nothing to compare.
_UNCOMPARED = frozenset({Field.RECORD, Field.STATUS, Field.LIST, Field.CITATION})


class FindingLines:
    """Writes findings on a screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._paint = {
            Severity.ERROR: screen.palette.error,
            Severity.WARNING: screen.palette.warning,
            Severity.INFO: screen.palette.note,
        }

    def write(self, finding: Finding, checked: CheckedReference | None = None) -> None:
        """Write one finding, of the reference `checked` or (None) of the list."""
        severity = "note" if finding.severity is Severity.INFO else finding.severity.value
        painted = self._paint[finding.severity](severity) + " " * (9 - len(severity))
        place = f"{place_of(finding.span)}: " if finding.span and checked is None else ""
        known = " (known)" if finding.known else ""
        message = self._screen.cut(printable(finding.message), _LONGEST_MESSAGE)
        self._screen.paragraph(
            f"{place}{message} [{printable(finding.rule)}]{known}",
            indent=_INDENT,
            first=f"     {painted}",
        )
        self._values(finding, checked)
        url = finding.url
        if url and url != _record_url(checked):
            self._screen.line(f"{_INDENT}{self._screen.palette.dim(printable(url))}")

    def _values(self, finding: Finding, checked: CheckedReference | None) -> None:
        cited = printable(finding.cited or "")
        expected = [printable(value) for value in finding.expected if value]
        if finding.field in _UNCOMPARED or not (cited and expected):
            self._only(cited if finding.field not in _UNCOMPARED else "", expected, checked)
            return
        left, right = compare(cited, expected[0])
        if left.text == right.text:
            return
        others = expected[1:_MOST_EXPECTED]
        if others:
            right += whole(f" (or {', '.join(others)})")
        self._pair(left, right, _source(checked))

    def _only(self, cited: str, expected: list[str], checked: CheckedReference | None) -> None:
        """One side alone: something is missing in the reference, or in the record."""
        if cited:
            self._stacked("cited", whole(cited))
        elif expected and checked is not None:
            self._stacked(_source(checked), whole(" or ".join(expected[:_MOST_EXPECTED])))

    def _pair(self, left: Marked, right: Marked, source: str) -> None:
        room = self._screen.width - len(_INDENT)
        width = 2 * _LABEL + left.width + right.width + 3
        if width <= room:
            self._side_by_side(left, right, source)
            return
        room -= _LABEL
        most = room * _LONGEST
        ellipsis = self._screen.ellipsis
        self._stacked("cited", left.near(most, ellipsis))
        self._stacked(source, right.near(most, ellipsis), good=True)

    def _side_by_side(self, left: Marked, right: Marked, source: str) -> None:
        dim = self._screen.palette.dim
        cited = f"{'cited':<{_LABEL}}"
        gap = f"   {source:<{_LABEL}}"
        self._screen.line(
            f"{_INDENT}{dim(cited)}{self._painted(left, good=False)}"
            f"{dim(gap)}{self._painted(right, good=True)}"
        )
        under = left.carets()
        under += " " * (left.width - cell_len(under) + cell_len(gap)) + right.carets()
        self._carets(" " * _LABEL + under)

    def _stacked(self, label: str, value: Marked, *, good: bool = False) -> None:
        for line in value.lines(self._screen.width - len(_INDENT) - _LABEL):
            head = self._screen.palette.dim(f"{label:<{_LABEL}}")
            self._screen.line(f"{_INDENT}{head}{self._painted(line, good=good)}")
            self._carets(" " * _LABEL + line.carets())
            label = ""

    def _painted(self, value: Marked, *, good: bool) -> str:
        palette = self._screen.palette
        paint = palette.better if good else palette.worse
        return "".join(paint(text) if marked else text for text, marked in value.pieces())

    def _carets(self, under: str) -> None:
        """Carets under what differs, where no colour marks it."""
        if under.strip() and not self._screen.palette.color:
            self._screen.line(_INDENT + under.rstrip())


def _source(checked: CheckedReference | None) -> str:
    """Where the right value comes from."""
    lookup = checked.lookup if checked else None
    return lookup.source_name if lookup and lookup.record else "correct"


def _record_url(checked: CheckedReference | None) -> str | None:
    return checked.lookup.url if checked and checked.lookup else None
