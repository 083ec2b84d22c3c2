"""A reference next to its record, with what differs marked, and as it would be without errors."""

from __future__ import annotations

from refcheck.fixes.decisions import plan
from refcheck.fixes.list_style import ListStyle
from refcheck.fixes.printed import corrected, edits
from refcheck.model.finding import Finding, Severity
from refcheck.model.report import CheckedReference
from refcheck.reports.citation import citation_line
from refcheck.reports.text.diff import Marked, compare, whole
from refcheck.text.typography import on_one_line

__all__ = ["corrected_view", "side_by_side"]

_MOST_AUTHORS = 30  # of a record; articles in physics have thousands
Pieces = list[tuple[str, bool]]


def side_by_side(checked: CheckedReference) -> tuple[Pieces, Pieces, list[Finding]]:
    """Returns the whole reference and its record ([] without one), in pieces that differ and do
    not, and the findings (above a note) whose values are marked in both."""
    cited = whole(on_one_line(checked.reference.string.text))
    lookup = checked.lookup
    if lookup is None or lookup.record is None:
        return list(cited.pieces()), [], []
    recorded = whole(on_one_line(citation_line(lookup.record, most=_MOST_AUTHORS)))
    shown: list[Finding] = []
    for finding in checked.findings:
        if finding.severity is not Severity.INFO and finding.expected:
            left, right = _compared(finding)
            one, other = _marked(cited, left), _marked(recorded, right)
            if one != cited and other != recorded:
                shown.append(finding)
            cited, recorded = one, other
    return list(cited.pieces()), list(recorded.pieces()), shown


def corrected_view(checked: CheckedReference, style: ListStyle) -> dict[str, object] | None:
    """Returns the reference as its list would write it without its errors, in pieces that are new
    or not, and the rules of the findings that remain; None where nothing can be corrected.

    Only what `refcheck fix` changes without being told to is corrected.
    """
    lookup = checked.lookup
    if lookup is None or lookup.record is None or checked.reference.string.record is not None:
        return None
    text = on_one_line(checked.reference.string.text)
    planned = plan(checked, shown=style.names.shown)
    made = [edit for edit in edits(text, planned, style) if all(one.safe for one in edit.changes)]
    if not made:
        return None
    done = {id(change) for edit in made for change in edit.changes}
    left = [one.finding for one in planned.unfixed]
    left += [one.finding for one in planned.changes if id(one) not in done and one.finding]
    fixed = corrected(text, made)
    return {
        "pieces": list(compare(text, fixed)[1].pieces()),
        "remaining": ", ".join(dict.fromkeys(one.rule for one in left)),
    }


def _compared(finding: Finding) -> tuple[Marked, Marked]:
    cited, expected = on_one_line(finding.cited or ""), on_one_line(finding.expected[0])
    if cited:
        return compare(cited, expected)
    return whole(""), Marked(expected, (True,) * len(expected))


def _marked(line: Marked, value: Marked) -> Marked:
    """Returns a line with the marks of a value in it, where it is there just once."""
    text, wanted = line.text.casefold(), value.text.casefold()
    if not wanted or len(text) != len(line.text) or text.count(wanted) != 1:
        return line
    start = text.index(wanted)
    end = start + len(value.text)
    if len(wanted) != len(value.text) or _is_part(line.text, start, end):
        return line
    marks = [*line.marks]
    for place, mark in enumerate(value.marks, start):
        marks[place] = marks[place] or mark
    return Marked(line.text, tuple(marks))


def _is_part(text: str, start: int, end: int) -> bool:
    """Returns whether a place is inside of a word or a number: "12" in "2012"."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isalnum() and text[start].isalnum()) or (
        after.isalnum() and text[end - 1].isalnum()
    )
