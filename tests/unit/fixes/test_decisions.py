"""What is changed, what only if the user asks for it, and what is left with a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.fixing import RIGHT, checked_text
from tests.pairs import RECORD, dated, people

from refcheck.fixes.changes import Change, FixPlan
from refcheck.fixes.decisions import plan
from refcheck.model.finding import Field
from refcheck.model.record import DateKind, Notice, NoticeKind
from refcheck.model.report import LookupStatus


def planned(text: str, **options: object) -> FixPlan:
    return plan(checked_text(text, **options))  # type: ignore[arg-type]


def only(text: str, **options: object) -> Change:
    made = planned(text, **options)
    assert not made.unfixed
    (change,) = made.changes
    return change


@pytest.mark.parametrize(
    ("printed", "wrong", "field", "value"),
    [
        ("2015;", "2012;", Field.YEAR, "2015"),
        ("99(2)", "89(2)", Field.VOLUME, "99"),
        ("(2)", "(3)", Field.ISSUE, "2"),
        (":23-35", ":32-35", Field.PAGES, "23-35"),
        (":23-35", ":23-53", Field.PAGES, "23-35"),
        ("Pharmacol Res", "Pharmcol Res", Field.JOURNAL, "Pharmacol Res"),
        ("ideation in", "behaviour in", Field.TITLE, RECORD.title),
        ("23-35.", "23-35. doi:10.1016/j.phrs.2015.05.030", Field.DOI, RECORD.doi),
        ("23-35.", "23-35. PMID: 25982923.", Field.PMID, RECORD.pmid),
    ],
)
def test_a_single_right_value_is_safe(printed: str, wrong: str, field: Field, value: str) -> None:
    change = only(RIGHT.replace(printed, wrong))
    assert (change.field, change.value, change.safe) == (field, value, True)


def test_nothing_is_changed_in_a_right_reference() -> None:
    made = planned(RIGHT)
    assert not made.changes
    assert not made.unfixed


def test_notes_change_nothing() -> None:
    record = replace(RECORD, dates=(dated(2016), dated(2015, DateKind.ELECTRONIC)))
    made = planned(RIGHT, record=record)
    assert not made.changes
    assert not made.unfixed


def test_a_year_of_two_dates_is_not_safe() -> None:
    record = replace(RECORD, dates=(dated(2016), dated(2015, DateKind.ELECTRONIC)))
    change = only(RIGHT.replace("2015;", "2012;"), record=record)
    assert (change.value, change.safe) == ("2016", False)


def test_an_uncertain_match_is_not_safe() -> None:
    assert not only(RIGHT.replace("2015;", "2012;"), confidence=0.95).safe


def test_a_doubtful_parse_is_not_safe() -> None:
    checked = checked_text(RIGHT.replace("2015;", "2012;"))
    parsed = checked.reference.parsed
    doubtful = tuple(
        (name, 0.5 if name == "issued" else value) for name, value in parsed.field_confidence
    )
    reference = replace(checked.reference, parsed=replace(parsed, field_confidence=doubtful))
    (change,) = plan(replace(checked, reference=reference)).changes
    assert not change.safe


def test_another_title_is_not_safe() -> None:
    text = RIGHT.replace(str(RECORD.title), "Statins and the risk of fracture in old age")
    made = planned(text)
    assert [change.safe for change in made.changes] == [False]


def test_another_place_in_all_is_not_safe() -> None:
    text = RIGHT.replace("Pharmacol Res. 2015;99(2):23", "Lancet. 2012;89(2):23")
    assert not any(change.safe for change in planned(text).changes)


def test_another_place_is_safe_where_an_identifier_tells_the_work() -> None:
    text = RIGHT.replace("2015;99(2):23-35.", "2012;89(3):32-44. PMID: 25982932.")
    changes = planned(text).changes
    assert len(changes) == 4
    assert all(change.safe for change in changes)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (LookupStatus.NOT_FOUND, "the work was not found"),
        (LookupStatus.AMBIGUOUS, "several works fit"),
        (LookupStatus.NOT_CACHED, "the work could not be looked up"),
    ],
)
def test_without_a_match_nothing_is_changed(status: LookupStatus, reason: str) -> None:
    text = RIGHT.replace("23-35.", "23-35. doi:1016/j.phrs")
    made = planned(text, record=None, status=status)
    assert not made.changes
    assert [left.reason for left in made.unfixed] == [reason]


def test_a_retraction_is_left_to_the_user() -> None:
    notice = Notice(kind=NoticeKind.RETRACTION_IN, source="Pharmacol Res. 2016")
    made = planned(RIGHT, record=replace(RECORD, notices=(notice,)))
    assert not made.changes
    assert "for you to decide" in made.unfixed[0].reason


def test_a_malformed_identifier_gets_the_value_of_the_record() -> None:
    change = only(RIGHT.replace("23-35.", "23-35. doi:1016/j.phrs.2015.05.003"))
    assert (change.field, change.value, change.safe) == (Field.DOI, RECORD.doi, True)


def test_identifiers_are_added_on_request_alone() -> None:
    made = plan(checked_text(RIGHT), add=(Field.DOI, Field.PMID))
    assert [(one.field, one.value, one.cited, one.safe) for one in made.changes] == [
        (Field.DOI, RECORD.doi, None, True),
        (Field.PMID, RECORD.pmid, None, True),
    ]


def test_an_identifier_that_is_there_is_not_added() -> None:
    text = f"{RIGHT} doi:{RECORD.doi}"
    assert not plan(checked_text(text), add=(Field.DOI,)).changes


def test_one_with_an_error_is_not_added_too() -> None:
    text = RIGHT.replace("23-35.", "23-35. doi:1016/j.phrs.2015.05.003")
    assert len(plan(checked_text(text), add=(Field.DOI,)).changes) == 1


# --- authors --------------------------------------------------------------------------------------


def authors_after(change: Change, cited: list[str]) -> list[str]:
    """The list of authors with the change made."""
    after: list[str | None] = [*cited]
    before = {at: [] for at in range(len(cited) + 1)}  # type: dict[int, list[str]]
    for one in change.authors:
        right = f"{one.right.family} {one.right.given}" if one.right else None  # type: ignore[union-attr]
        if one.cited is None:
            before[one.position].append(str(right))
        else:
            after[one.position] = right
    result: list[str] = []
    for at in range(len(cited) + 1):
        result += before[at]
        if at < len(cited) and after[at]:
            result.append(str(after[at]))
    return result


ALL = ["Rajkumar R", "Fam J", "Yeo EY", "Dawe GS"]


@pytest.mark.parametrize(
    "cited",
    [
        ["Rajkumar R", "Fam J", "Yoe EY", "Dawe GS"],
        ["Rajkumarr R", "Fam J", "Yeo EY", "Dawe GS"],
        ["Rajkumar R", "Fam J", "Yeo EK", "Dawe GS"],
        ["Rajkumar R", "Smith T", "Yeo EY", "Dawe GS"],
        ["Smith T", "Fam J", "Yeo EY", "Dawe GS"],
        ["Fam J", "Yeo EY", "Dawe GS"],
        ["Rajkumar R", "Yeo EY", "Dawe GS"],
        ["Rajkumar R", "Fam J", "Yeo EY"],
        ["Rajkumar R", "Fam J", "Smith T", "Yeo EY", "Dawe GS"],
        ["Smith T", "Rajkumar R", "Fam J", "Yeo EY", "Dawe GS"],
        ["Rajkumar R", "Fam J", "Yeo EY", "Dawe GS", "Smith T"],
        ["Fam J", "Rajkumar R", "Yeo EY", "Dawe GS"],
        ["Rajkumar R", "Fam J", "Dawe GS", "Yeo EY"],
        ["Dawe GS", "Rajkumar R", "Fam J", "Yeo EY"],
    ],
)
def test_the_authors_become_those_of_the_record(cited: list[str]) -> None:
    change = only(RIGHT.replace(", ".join(ALL), ", ".join(cited)))
    assert authors_after(change, cited) == ALL
    assert change.safe


@pytest.mark.parametrize(
    ("cited", "right"),
    [
        (["Rajkumar R", "Yeo EY"], ["Rajkumar R", "Fam J"]),
        (["Rajkumar R", "Smith T", "Fam J"], ["Rajkumar R", "Fam J", "Yeo EY"]),
        (["Rajkumar R", "Fma J"], ["Rajkumar R", "Fam J"]),
    ],
)
def test_a_cut_list_is_cut_after_as_many(cited: list[str], right: list[str]) -> None:
    change = only(RIGHT.replace(", ".join(ALL), f"{', '.join(cited)}, et al"))
    assert authors_after(change, cited) == right


def test_a_cut_list_is_cut_where_its_list_cuts() -> None:
    checked = checked_text(RIGHT.replace(", ".join(ALL), "Rajkumar R, Yeo EY, et al"))
    (change,) = plan(checked, shown=3).changes
    assert authors_after(change, ["Rajkumar R", "Yeo EY"]) == ["Rajkumar R", "Fam J", "Yeo EY"]


def test_many_authors_missing_at_the_end_are_not_safe() -> None:
    record = replace(RECORD, authors=people("Rajkumar R, Fam J, Yeo EY, Dawe GS, Chua K, Lim T"))
    assert not only(RIGHT, record=record).safe


def test_a_misspelt_name_keeps_the_given_name_as_cited() -> None:
    record = replace(RECORD, authors=people("Rajkumar Ramamoorthy, Fam J, Yeo EY, Dawe GS"))
    change = only(RIGHT.replace("Rajkumar R", "Rajkumarr R"), record=record)
    (one,) = change.authors
    assert one.right is not None
    assert (one.right.family, one.right.given) == ("Rajkumar", "R")  # type: ignore[union-attr]


def test_names_moved_and_changed_are_left() -> None:
    text = RIGHT.replace(", ".join(ALL), "Fam J, Rajkumar R, Smith T, Dawe GS")
    made = planned(text)
    assert not made.changes
    assert {left.reason for left in made.unfixed} == {"the authors differ in several ways"}
