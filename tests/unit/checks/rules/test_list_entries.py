"""The rules for entries of a list: too short, too long, read only in part."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.pairs import reference

from refcheck.checks import check_list
from refcheck.checks.rules.list_entries import EntryDoubtful, EntryUnread
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import LONGEST_PARSED

TITLE = "Ketamine and suicidal ideation in depression: Jumping the gun?"
NOTHING = BibliographicRecord()


@pytest.mark.parametrize(
    ("raw", "fields", "doubtful"),
    [
        ("Ibid.", {}, True),
        ("Clarín, falta referencia", {}, True),
        ("Abcdefghij 2014 k.", {}, True),  # fifteen letters and digits
        ("Abcdefghij 2014 kl.", {}, False),
        ("Abcdef ghijk lmnopqrst", {}, True),  # three words
        ("Abcdef ghijk lmnop qrst", {}, False),
        ("Smith J. Nature. 2014.", {}, False),
        ("DATA: https://a.org", {"url": "https://a.org"}, False),
        ("doi:10.1/a", {"doi": "10.1/a"}, False),
        ("Lazarus S. Anthropologie du Nom. Paris: Seuil.", {}, False),
    ],
)
def test_an_entry_that_is_too_short(raw: str, fields: dict[str, Any], doubtful: bool) -> None:
    findings = list(EntryDoubtful().check([reference(BibliographicRecord(**fields), raw)]))
    assert [finding.cited for finding in findings] == ([raw] if doubtful else [])
    assert {finding.message for finding in findings} <= {
        "This entry is too short to be a reference."
    }


def test_what_the_reader_could_not_read_is_reported() -> None:
    fault = "The @string macros of its title stand for too long a text and were not filled in."
    plain = reference(NOTHING, "X Y. m8.")
    faulty = replace(plain, string=replace(plain.string, faults=(fault,)))
    assert [one.rule for one in check_list([plain])] == ["entry-doubtful"]
    assert [one.rule for one in check_list([faulty])] == ["entry-unread"]
    (finding,) = EntryUnread().check([faulty])
    assert finding.message == fault
    assert finding.references == (plain.string.number,)


def test_an_entry_that_is_too_long_says_how_much_of_it_was_parsed() -> None:
    longest = reference(NOTHING, f"{TITLE} 2015 ".ljust(LONGEST_PARSED, "a"))
    longer = reference(NOTHING, f"{TITLE} 2015 ".ljust(LONGEST_PARSED + 1, "a"))
    assert not list(EntryDoubtful().check([longest]))
    (finding,) = EntryDoubtful().check([longer])
    assert finding.message == (
        "This entry is too long to be a reference: of its 100,001 characters only the first"
        " 100,000 were parsed."
    )
    assert finding.cited is None
