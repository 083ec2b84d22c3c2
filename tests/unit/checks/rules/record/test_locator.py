"""The rules for volume, issue and pages, on references as they are printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import CITED, RECORD, alarms, findings_of, printed, reference

START = (
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression:"
    " jumping the gun? Pharmacol Res. 2015;"
)

WRONG = [
    ("89(2):23-35", "volume-mismatch", "error", "89", "99"),
    ("9(2):23-35", "volume-mismatch", "error", "9", "99"),
    ("999(2):23-35", "volume-mismatch", "error", "999", "99"),
    ("99(3):23-35", "issue-mismatch", "warning", "3", "2"),
    ("99(12):23-35", "issue-mismatch", "warning", "12", "2"),
    ("99(2):32-35", "pages-mismatch", "error", "32-35", "23-35"),
    ("99(2):123-135", "pages-mismatch", "error", "123-135", "23-35"),
    ("99(2):24-35", "pages-mismatch", "error", "24-35", "23-35"),
    ("99(2):22", "pages-mismatch", "error", "22", "23-35"),
    ("99(2):23-53", "pages-last", "warning", "23-53", "23-35"),
    ("99(2):23-36", "pages-last", "warning", "23-36", "23-35"),
    ("99(2):23-5", "pages-last", "warning", "23-5", "23-35"),  # 23-25
]


@pytest.mark.parametrize(("place", "rule", "severity", "cited", "expected"), WRONG)
def test_wrong_places_are_found(
    place: str, rule: str, severity: str, cited: str, expected: str
) -> None:
    (finding,) = findings_of(printed(f"{START}{place}."), RECORD)
    assert alarms([finding]) == [(rule, severity)]
    assert (finding.cited, finding.expected, finding.fix) == (cited, (expected,), expected)


RIGHT = [
    "99(2):23-35",
    "99(2):23–35",
    "99:23-35",
    "99(2):23",
    "99(2), pp. 23-35",
    "vol. 99, no. 2, p. 23-35",
    "99(2-3):23-35",
    "99",
    "XCIX(2):23-35",
    "99(2): 23 - 35",
]


@pytest.mark.parametrize("place", RIGHT)
def test_right_places_in_any_form_are_silent(place: str) -> None:
    assert findings_of(printed(f"{START}{place}."), RECORD) == []


LOCATORS = [
    # pages as printed, the record's, rule
    ("e31095", "31095", None),
    ("31095", "e31095", None),
    ("e31095", "e31096", "pages-mismatch"),
    ("S5-S9", "S5-9", None),
    ("S5-S9", "e5-9", "pages-mismatch"),
    ("1162-72", "1162-72; discussion 1173", None),
    ("240-5", "240-245", None),
    ("240-6", "240-245", "pages-last"),
    ("1-12", "e31095", None),
    ("2-12", "e31095", "pages-mismatch"),
    ("e00013-22", "e0001322", None),
    ("e00013–22", "e0001322", None),
    ("e01219-17", "e01219-17", None),
    ("00013-22", "e0001322", None),
    ("e00031-22", "e0001322", "pages-mismatch"),
    ("e00013-21", "e0001322", "pages-mismatch"),
    ("830-9, W147-9", "830-9, W147-9", None),
    ("830-9. W147", "830-9", None),
    ("51S-4S", "51S-54S", None),
    ("S51-4", "51S-54S", None),
    ("51S-6S", "51S-54S", "pages-last"),
    ("293_318", "293-318", None),
]


@pytest.mark.parametrize(("pages", "recorded", "rule"), LOCATORS)
def test_pages_and_article_numbers(pages: str, recorded: str, rule: str | None) -> None:
    findings = findings_of(printed(f"{START}99(2):{pages}."), replace(RECORD, pages=recorded))
    assert [finding.rule for finding in findings] == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ("23-35", []),
        ("23-36", []),
        ("23-35; author reply 35-6", []),
        ("23-35, discussion 35-6", []),
        ("23-38", [("pages-last", "warning")]),
    ],
)
def test_pages_may_take_in_the_reply(cited: str, expected: list[tuple[str, str]]) -> None:
    record = replace(RECORD, pages="23-35; author reply 35-6")
    assert alarms(findings_of(printed(f"{START}99(2):{cited}."), record)) == expected


@pytest.mark.parametrize("place", ["14(99):23-35", "14 (99): 23-35", "14(99), 23-35"])
def test_the_record_s_volume_in_the_place_of_the_issue_is_no_excuse(place: str) -> None:
    """ "14(8):281" has volume 14, though the record's volume, 8, is next to it."""
    record = replace(RECORD, issue=None)
    found = alarms(findings_of(printed(f"{START}{place}."), record))
    assert ("volume-mismatch", "error") in found


@pytest.mark.parametrize(
    "pages", ["1563-5", "1563-6", "1563-1565", "1563-5; author reply 1565-6", "1563-66"]
)
def test_pages_with_the_reply_that_follows(pages: str) -> None:
    record = replace(RECORD, pages="1563-5; author reply 1565-6")
    assert not findings_of(printed(f"{START}99(2):{pages}."), record)
    assert findings_of(printed(f"{START}99(2):1563-9."), record)


def test_the_volume_may_be_parsed_as_pages() -> None:
    cited = replace(CITED, volume=None, issue=None, pages="99")
    wrong = replace(cited, pages="98")
    assert findings_of(reference(cited, f"{START}99."), RECORD) == []
    assert [each.rule for each in findings_of(reference(wrong, f"{START}98."), RECORD)] == [
        "pages-mismatch"
    ]


def test_pages_that_the_title_names_are_those_of_another_work() -> None:
    title = "Comment on Rochmah et al. Economic burden of stroke. J Foo 2021, 18, 7552."
    text = f"Rajkumar R. {title} Pharmacol Res. 2015;99(2)."
    found = findings_of(printed(text), replace(RECORD, title=title))
    assert "pages-mismatch" not in [finding.rule for finding in found]


def test_the_issue_that_the_title_names_is_that_of_another_work() -> None:
    title = "Busch F. (2018). 'Reveries'. International Journal of Sleep. Vol. 89 (3), 569-589."
    cited = replace(CITED, volume="89", issue="3", pages=None)
    record = replace(RECORD, title=title)
    one_place = reference(cited, f"Rajkumar R. {title} Pharmacol Res. 2015.")
    assert "issue-mismatch" in [each.rule for each in findings_of(one_place, record)]
    both = reference(cited, f"Rajkumar R. {title} Pharmacol Res. 2015;99:23-35.")
    assert "issue-mismatch" not in [each.rule for each in findings_of(both, record)]
