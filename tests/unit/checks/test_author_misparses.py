"""Authors that the parser has wrong give no alarm; those that the author has wrong do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import CITED, RECORD, findings_of, people, reference

REST = (
    "Ketamine and suicidal ideation in depression: jumping the gun? Pharmacol Res. 2015;99:23-35."
)
FOUR = "Rajkumar R, Fam J, Yeo EY, Dawe GS"

PARSED_WRONGLY = [
    # authors as printed, as they were parsed
    (FOUR, "Rajkumar R, Yeo EY, Dawe GS"),  # one lost
    (FOUR, "Rajkumar R, Fam J"),
    (FOUR, "Fam J, Yeo EY, Dawe GS"),
    (FOUR, "Rajkumar R, Fam J, Yeo EY, Dawe GS, Pharmacol Res"),  # the journal as a name
    (FOUR, "Rajkumar R, Fam J, Yeo EY, Dawe GS, Ketamine Suicidal"),  # the title
    (FOUR, "Rajkumar R, Fam J, Yeo EY, Dawe GS, G S"),  # initials
    (FOUR, "Rajkumar R, Fam J, Yeo EY, Daw GS"),  # misread, the right one is printed
    (FOUR, "Rajkumar R, Fam J, Yeo Y, Dawe GS"),
    (FOUR, "Rajkumar R, Fam J, Yeo EY, Dawe GS, {Pharmacological research}"),
]
PRINTED_WRONGLY = [
    ("Rajkumar R, Yeo EY, Dawe GS", "author-missing"),
    ("Rajkumar R, Fam J", "author-missing"),
    ("Fam J, Yeo EY, Dawe GS", "author-first"),
    ("Rajkumar R, Fam J, Yeo EY, Dawe GS, Smith A", "author-added"),
    ("Rajkumar R, Fam J, Yeo EY, Daw GS", "author-misspelt"),
    ("Rajkumar R, Fam J, Yeo YE, Dawe GS", "author-initials"),
    ("Smith A, Fam J, Yeo EY, Dawe GS", "author-first"),
]


@pytest.mark.parametrize(("printed", "parsed"), PARSED_WRONGLY)
def test_what_only_the_parser_has_wrong_is_silent(printed: str, parsed: str) -> None:
    cited = replace(CITED, authors=people(parsed))
    assert findings_of(reference(cited, f"{printed}. {REST}"), RECORD) == []


@pytest.mark.parametrize(("printed", "rule"), PRINTED_WRONGLY)
def test_what_is_printed_wrongly_is_found(printed: str, rule: str) -> None:
    cited = replace(CITED, authors=people(printed))
    findings = findings_of(reference(cited, f"{printed}. {REST}"), RECORD)
    assert [finding.rule for finding in findings] == [rule]


def test_a_name_within_a_longer_one_is_not_printed() -> None:
    """ "Monk" stands in "Monk-Cunliffe", and is missing all the same."""
    record = replace(RECORD, authors=people("Monk-Cunliffe J, Monk A, Fam J"))
    cited = replace(CITED, authors=people("Monk-Cunliffe J, Fam J"))
    findings = findings_of(reference(cited, f"Monk-Cunliffe J, Fam J. {REST}"), record)
    assert [(finding.rule, finding.expected) for finding in findings] == [
        ("author-missing", ("Monk A",))
    ]
