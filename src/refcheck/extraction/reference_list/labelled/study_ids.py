"""Ids of studies on lines of their own, as systematic reviews print them before their reports.

"Berman 2000 {published data only}", then one or several references; below "Additional references"
the id alone: "Higgins 2011".
"""

from __future__ import annotations

from typing import Final, NamedTuple

from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.thresholds import STUDY_ID_CHARACTERS, STUDY_ID_REACH_CHARACTERS
from refcheck.text.folding import fold
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.dates import YEAR

__all__ = ["StudyId", "study_id"]

_LEAD: Final = r"[\s•*#_-]{0,6}"
_STATUS: Final = (
    r"\{[^{}\n]{0,20}(?:published|unpublished|data|sought)[^{}\n]{0,120}\}"
    r"|\[(?:[Cc]omputer program|[Ss]oftware)\]"
)
# "Berman 2000 {published data only}", "NCT01304147 {unpublished data only}", and a reference.
_MARKED: Final = lazy_regex(
    rf"{_LEAD}(?P<id>[^\W_][^{{}}\[\]\n]{{1,60}}?)[\s*_]{{0,4}}(?:{_STATUS})"
)
# "Higgins 2011", "van der Berg 2010a", "STAR*D 2006 (b)", with nothing else on the line.
_NAMED: Final = lazy_regex(
    rf"{_LEAD}(?P<id>[^\W\d_][\w'’*./&()-]{{0,40}}(?: [\w'’*./&()-]{{1,30}}){{0,4}},?"
    rf"[ -]{YEAR}[a-z]?(?: ?\([a-z\d]\))?)[\s*_:]{{0,4}}"
)
_YEAR: Final = lazy_regex(rf"{YEAR}")
_INITIALS: Final = lazy_regex(r"\b[^\W\d_a-z]")
_AFTER: Final = lazy_regex(r"(?:\s|[*_]|\[(?:CRS|PMID|DOI|Other)[^\[\]\n]{0,120}\])*")


class StudyId(NamedTuple):
    """The id of a study, and the offset at which its line goes on with something else."""

    label: str
    content: int


def study_id(lines: Lines, line: int) -> StudyId | None:
    """Returns the id that a line begins with or consists of; None where it has none."""
    text = lines.document.text
    start, end = lines.start[line], lines.end[line]
    reach = min(end, start + STUDY_ID_REACH_CHARACTERS)
    if "{" in text[start:reach] or "[" in text[start:reach]:
        marked = _MARKED.match(text, start, reach)
        if marked is not None:
            after = _AFTER.match(text, marked.end(), end)
            return StudyId(_tidy(marked["id"]), after.end() if after else end)
    if end - start > STUDY_ID_CHARACTERS:
        return None
    named = _NAMED.fullmatch(text, start, end)
    if named is None or not _agrees(named["id"], _following(lines, line)):
        return None
    return StudyId(_tidy(named["id"]), end)


def _tidy(label: str) -> str:
    return label.strip(" *_,")


def _following(lines: Lines, line: int) -> str:
    """Returns the beginning of what follows a line, over a few lines."""
    line = lines.next_filled(line + 1)
    if line >= len(lines):
        return ""
    start = lines.start[line]
    return lines.document.text[start : start + STUDY_ID_REACH_CHARACTERS * 2]


def _agrees(label: str, following: str) -> bool:
    """Returns whether the reference that follows an id has its name and its year.

    "WHO 2008" comes before "World Health Organization. ...".
    """
    year = _YEAR.search(label)
    if year is None or year.group() not in following:
        return False
    name = fold(label[: year.start()]).replace(" ", "")
    begin = fold(following[: 2 * STUDY_ID_CHARACTERS]).replace(" ", "")
    initials = fold("".join(_INITIALS.findall(following[: 2 * STUDY_ID_CHARACTERS])))
    first = fold(label).split()[0].strip(".,")
    return begin.startswith(name) or first in begin or (bool(name) and name in initials)
