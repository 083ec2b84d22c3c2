"""The rules for authors, on references as they are printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import RECORD, alarms, findings_of, people, printed

REST = (
    "Ketamine and suicidal ideation in depression: jumping the gun? Pharmacol Res. 2015;99(2):23-35"
)

WRONG = [
    # authors as printed, rule, severity, cited, expected
    ("Smith A, Fam J, Yeo EY, Dawe GS", "author-first", "error", "Smith A", "Rajkumar R"),
    ("Fam J, Yeo EY, Dawe GS", "author-first", "error", None, "Rajkumar R"),
    ("Rajkumar R, Fam J, Smith A, Dawe GS", "author-other", "error", "Smith A", "Yeo EY"),
    ("Rajkumar R, Fam J, Yeo EY, Smith A", "author-other", "error", "Smith A", "Dawe GS"),
    ("Rajkumer R, Fam J, Yeo EY, Dawe GS", "author-misspelt", "error", "Rajkumer R", "Rajkumar R"),
    ("Rajkumar R, Fam J, Yeo EY, Daw GS", "author-misspelt", "error", "Daw GS", "Dawe GS"),
    ("Rajkumar R, Fam J, Yoe EY, Dawe GS", "author-misspelt", "error", "Yoe EY", "Yeo EY"),
    ("Rajkumar R, Yeo EY, Dawe GS", "author-missing", "error", None, "Fam J"),
    ("Rajkumar R, Fam J", "author-missing", "error", None, "Yeo EY, Dawe GS"),
    ("Rajkumar R, Yeo EY, et al", "author-missing", "error", None, "Fam J"),
    ("Rajkumar R, Fam J, Smith A, Yeo EY, Dawe GS", "author-added", "error", "Smith A", None),
    ("Rajkumar R, Fam J, Yeo EY, Dawe GS, Smith A", "author-added", "error", "Smith A", None),
    ("Rajkumar R, Fam K, Yeo EY, Dawe GS", "author-initials", "warning", "Fam K", "Fam J"),
    ("Rajkumar R, Fam J, Yeo EY, Dawe SG", "author-initials", "warning", "Dawe SG", "Dawe GS"),
    (
        "Rajkumar R, Dawe GS, Yeo EY, Fam J",
        "author-order",
        "error",
        "Rajkumar R, Dawe GS, Yeo EY, Fam J",
        "Rajkumar R, Fam J, Yeo EY, Dawe GS",
    ),
    (
        "Fam J, Rajkumar R, et al",
        "author-order",
        "error",
        "Fam J, Rajkumar R",
        "Rajkumar R, Fam J, Yeo EY, Dawe GS",
    ),
]


@pytest.mark.parametrize(("authors", "rule", "severity", "cited", "expected"), WRONG)
def test_wrong_authors_are_found(
    authors: str, rule: str, severity: str, cited: str | None, expected: str | None
) -> None:
    (finding,) = findings_of(printed(f"{authors}. {REST}."), RECORD)
    assert alarms([finding]) == [(rule, severity)]
    assert finding.cited == cited
    assert finding.expected == ((expected,) if expected else ())


MANY = "Adler A, Birch B, Cedar C, Daisy D, Elder E, Fern F, Gorse G, Hazel H, Iris I, Juniper J"
MANY += ", Kale K, Larch L, Maple M, Nettle N, Oak O"
SWAPPED = MANY.replace("Maple M, Nettle N", "Nettle N, Maple M")


def test_a_long_list_is_cut_in_the_message_alone() -> None:
    record = replace(RECORD, authors=people(MANY))
    (swapped,) = findings_of(printed(f"{SWAPPED}. {REST}."), record)
    assert (swapped.cited, swapped.fix) == (SWAPPED, MANY)
    assert swapped.message.endswith("Juniper J and 5 more.")
    (missing,) = findings_of(printed(f"Adler A, Oak O. {REST}."), record)
    assert missing.expected == (MANY.removeprefix("Adler A, ").removesuffix(", Oak O"),)
    (added,) = findings_of(
        printed(f"Adler A, Oak O, {MANY[9:-7]}. {REST}."),
        replace(RECORD, authors=people("Adler A, Oak O")),
    )
    assert added.cited == MANY[9:-7]


RIGHT = [
    "Rajkumar R, Fam J, Yeo EY, Dawe GS",
    "Rajkumar R., Fam J., Yeo E.Y., Dawe G.S",
    "Rajkumar, R., Fam, J., Yeo, E. Y., & Dawe, G. S",
    "R. Rajkumar, J. Fam, E. Y. Yeo, G. S. Dawe",
    "RAJKUMAR R, FAM J, YEO EY, DAWE GS",
    "Rajkumar Ravi, Fam Johnson, Yeo Eng Y, Dawe Gavin S",
    "Rajkumar R, Fam J, Yeo E, Dawe G",
    "Rajkumar R, Fam J, Yeo EY, and Dawe GS",
    "Rajkumar R, Fam J, Yeo EY, et al",
    "Rajkumar R, Fam J, et al",
    "Rajkumar R, et al",
    "Rajkumar R, Fam J, ... Dawe GS",
    "Rajkumar R, Fam J, Dawe GS, et al",  # the last author after the cut
]


@pytest.mark.parametrize("authors", RIGHT)
def test_right_authors_in_any_style_are_silent(authors: str) -> None:
    assert findings_of(printed(f"{authors}. {REST}."), RECORD) == []


FORMS = [
    # the record's first author, harmless forms, forms that are another or a misspelt name
    ("Müller K", ("Mueller K", "Muller K", "MÜLLER K"), ("Möller K", "Miller K")),
    ("O'Leary OF", ("O’Leary OF", "OLeary OF", "O Leary OF"), ("O'Neary OF",)),
    ("de Silva A", ("De Silva A", "Silva A"), ("de Selva A",)),
    ("García-López J", ("Garcia-Lopez J", "García López J"), ("García-Gómez J",)),
    ("Łęcka A", ("Lecka A",), ("Lacki A",)),
]


@pytest.mark.parametrize(
    ("name", "form"), [(name, form) for name, forms, _ in FORMS for form in forms]
)
def test_forms_of_a_name_are_silent(name: str, form: str) -> None:
    record = replace(RECORD, authors=people(f"{name}, Fam J"))
    assert findings_of(printed(f"{form}, Fam J. {REST}."), record) == []


@pytest.mark.parametrize(
    ("name", "form"), [(name, form) for name, _, forms in FORMS for form in forms]
)
def test_a_name_of_other_letters_is_an_error(name: str, form: str) -> None:
    record = replace(RECORD, authors=people(f"{name}, Fam J"))
    (finding,) = findings_of(printed(f"{form}, Fam J. {REST}."), record)
    assert finding.severity == "error"
    assert finding.expected == (name,)


def test_a_compound_name_of_which_a_part_is_left_out_is_a_warning() -> None:
    record = replace(RECORD, authors=people("Garcia Lopez J, Fam J"))
    findings = findings_of(printed(f"Garcia J, Fam J. {REST}."), record)
    assert alarms(findings) == [("author-misspelt", "warning")]


GROUPS = [
    # the reference's group, the record's, severity where it is another
    ("UKPDS Group", "UK Prospective Diabetes Study (UKPDS) Group", None),
    ("the ACTT-2 Investigators", "ACTT-2 Study Group", None),
    ("Diabetes Prevention Program Research Group", "UKPDS Group", "error"),
    ("ICM Shoulder Group", "ACTT-2 Study Group", "error"),
]


@pytest.mark.parametrize(("cited", "recorded", "severity"), GROUPS)
def test_groups_that_sign_alone(cited: str, recorded: str, severity: str | None) -> None:
    record = replace(RECORD, authors=people(f"{{{recorded}}}"))
    findings = findings_of(printed(f"{cited}. {REST}."), record)
    assert alarms(findings) == ([("author-group", severity)] if severity else [])


@pytest.mark.parametrize("count", [3, 4])
def test_many_wrong_names_are_told_together(count: int) -> None:
    """Three are told one by one, four in one finding."""
    record = replace(RECORD, authors=people("Rajkumar R, Fam J, Yeo EY, Dawe GS, Naughton M"))
    strangers = ["Smith A", "Jones B", "Brown C", "Clark D"][:count]
    names = ["Rajkumar R", *strangers, *["Fam J", "Yeo EY", "Dawe GS", "Naughton M"][count:]]
    findings = findings_of(printed(f"{', '.join(names)}. {REST}."), record)
    assert alarms(findings) == [("author-other", "error")] * (3 if count == 3 else 1)


@pytest.mark.parametrize(("members", "found"), [(2, ["author-added"]), (3, [])])
def test_members_of_a_group_that_signs(members: int, found: list[str]) -> None:
    """Two names behind the record's last are authors, three can be the members of its group."""
    record = replace(RECORD, authors=people("Rajkumar R, Fam J, {ACTT-2 Study Group}"))
    names = ", ".join(["Rajkumar R", "Fam J", "Smith A", "Jones B", "Brown C"][: 2 + members])
    findings = findings_of(printed(f"{names}. {REST}."), record)
    assert [finding.rule for finding in findings] == found
