"""Duplicates within a run: references with one record, and entries of several lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from refcheck.checks.rule import finding
from refcheck.checks.rules.article.duplicates import ListDuplicate, same_work, work_keys
from refcheck.checks.rules.article.list_order import name_of
from refcheck.checks.thresholds import MOST_COMPARED_WORKS
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.reference import Reference
from refcheck.model.report import CheckedReference

__all__ = ["RunDuplicates"]

_RULE = ListDuplicate()


class _Known(NamedTuple):
    path: str
    reference: Reference


class RunDuplicates:
    """Finds what `ListDuplicate` cannot see in one list before its references are looked up.

    Two references of a list are of one work if they match the same record. In files that are lists
    of works and nothing else (RIS, BibTeX ...), which people put together, a work may also be in an
    earlier file of the run. Articles that cite the same work are no duplicates.
    """

    def __init__(self) -> None:
        self._entries: defaultdict[str, list[_Known]] = defaultdict(list)

    def find(
        self,
        path: str,
        references: Sequence[CheckedReference],
        findings: Sequence[Finding],
        *,
        is_list: bool,
    ) -> list[Finding]:
        """Returns the duplicates in one document.

        `findings` are those of the document so far: a duplicate that is among them is not reported
        twice. `is_list` says whether the file is a list of works and nothing else.
        """
        reported = {max(one.references) for one in findings if one.rule == _RULE.id}
        found = {
            one.references[-1]: one
            for one in _with_one_record(references)
            if one.references[-1] not in reported
        }
        if is_list:
            for checked in references:
                number = checked.reference.string.number
                earlier = self._earlier(path, checked)
                if earlier is not None and number not in reported and number not in found:
                    found[number] = _of_another_file(checked, earlier)
            self._remember(path, references)
        return [found[number] for number in sorted(found)]

    def _earlier(self, path: str, checked: CheckedReference) -> _Known | None:
        """Returns the first entry of another file that is of the same work."""
        record = _record_key(checked)
        for key in filter(None, (record, *work_keys(checked.reference))):
            for known in self._entries.get(key, ()):
                other = known.path != path
                if other and (key == record or same_work(known.reference, checked.reference)):
                    return known
        return None

    def _remember(self, path: str, references: Sequence[CheckedReference]) -> None:
        for checked in references:
            for key in filter(None, (_record_key(checked), *work_keys(checked.reference))):
                if len(self._entries[key]) < MOST_COMPARED_WORKS:
                    self._entries[key].append(_Known(path, checked.reference))


def _record_key(checked: CheckedReference) -> str | None:
    """Returns the identity of the matched record; None where the title is another one's."""
    record = checked.lookup.record if checked.lookup else None
    if record is None or record.key is None:
        return None
    if any(one.field is Field.TITLE and one.severity is Severity.ERROR for one in checked.findings):
        return None
    return f"record {record.key.source} {record.key.id}"


def _with_one_record(references: Sequence[CheckedReference]) -> Iterator[Finding]:
    first: dict[tuple[int, str], CheckedReference] = {}
    for checked in references:
        key, string = _record_key(checked), checked.reference.string
        if key is None or checked.lookup is None:
            continue
        before = first.setdefault((string.list_number, key), checked)
        if before is not checked:
            yield finding(
                _RULE,
                f"Reference {name_of(checked.reference)} is the same work as reference"
                f" {name_of(before.reference)}: both match the same record in"
                f" {checked.lookup.source_name}.",
                span=string.span,
                references=(before.reference.string.number, string.number),
                url=checked.lookup.url,
                duplicate_of=("", before.reference.string.number),
            )


def _of_another_file(checked: CheckedReference, earlier: _Known) -> Finding:
    string = checked.reference.string
    return finding(
        _RULE,
        f"Reference {name_of(checked.reference)} is the same work as reference"
        f" {name_of(earlier.reference)} in {earlier.path}.",
        span=string.span,
        references=(string.number,),
        duplicate_of=(earlier.path, earlier.reference.string.number),
    )
