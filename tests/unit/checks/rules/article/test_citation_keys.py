"""A citation key that two entries have."""

from __future__ import annotations

from refcheck.checks.rules.article.citation_keys import KeyDuplicate
from refcheck.model.document import Span
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import ParsedString, Reference, ReferenceString


def reference(number: int, key: str | None) -> Reference:
    string = ReferenceString(
        number=number,
        list_number=1,
        label=None,
        raw="@article{...}",
        span=Span(start=number, end=number + 1, line=number, column=1),
        key=key,
    )
    return Reference(string=string, parsed=ParsedString(record=BibliographicRecord()))


def test_the_second_entry_with_a_key_is_found() -> None:
    keys = ["fam2015", "naughton2014", "fam2015", "fam2015"]
    found = list(KeyDuplicate().check([reference(n, key) for n, key in enumerate(keys, 1)]))
    assert [finding.references for finding in found] == [(1, 3), (1, 4)]
    assert found[0].cited == "fam2015"
    assert found[0].message == "References 1 and 3 have the same citation key, fam2015."


def test_entries_without_a_key_and_keys_that_differ_in_case_are_silent() -> None:
    keys = [None, None, "Fam2015", "fam2015"]
    assert not list(KeyDuplicate().check([reference(n, key) for n, key in enumerate(keys, 1)]))
