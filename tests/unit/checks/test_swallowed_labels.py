"""Numbers that a list lacks because their labels are within the entry before."""

from __future__ import annotations

import pytest
from tests.citing import check, cited, numbered, reference

from refcheck.checks.rules.article.citations import CitationUnlisted
from refcheck.checks.rules.article.list_entries import EntryDoubtful
from refcheck.checks.swallowed_labels import swallowed_labels

FIRST = "Fam J, Yeo EY. Ketamine in depression. Pharmacol Res. 2015;99:23-35."
SECOND = "Hall BJ. Two hypotheses. Neuropharmacology. 2016;100:17-26."


@pytest.mark.parametrize("label", ["3 ", "3.", "[3] ", "3- ", "3.• ", "Nr 3: ", "3) ", "#3 "])
def test_a_label_within_an_entry_is_reported_there(label: str) -> None:
    references = [*numbered(1), reference(2, raw=f"{FIRST} {label}{SECOND}"), reference(4)]
    assert swallowed_labels(references) == {2: [3]}
    (finding,) = EntryDoubtful().check(references)
    assert finding.message == ("This entry seems to include reference 3, whose label is within it.")
    assert finding.references == (2,)
    assert check(CitationUnlisted(), references, cited(1, "3", 4)) == []


@pytest.mark.parametrize(
    "raw", [FIRST, f"{FIRST} Erratum in: 2016;3:5.", f"{FIRST} Vol. 3. Geneva: Press."]
)
def test_other_numbers_are_no_labels(raw: str) -> None:
    references = [*numbered(1), reference(2, raw=raw), reference(4)]
    assert swallowed_labels(references) == {}
    assert len(check(CitationUnlisted(), references, cited(1, "3", 4))) == 1


def test_a_number_that_the_list_has_is_not_looked_for() -> None:
    references = [reference(1), reference(2, raw=f"{FIRST} 3. {SECOND}"), reference(3)]
    assert swallowed_labels(references) == {}
