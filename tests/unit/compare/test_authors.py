"""Two lists of authors side by side."""

from __future__ import annotations

import pytest
from tests.pairs import people

from refcheck.compare.authors import AuthorComparison, align_authors
from refcheck.model.record import PersonName
from refcheck.text.people.names import written


def persons(names: str) -> list[PersonName]:
    return [name for name in people(names) if isinstance(name, PersonName)]


def aligned(cited: str, recorded: str, **complete: bool) -> AuthorComparison:
    return align_authors(persons(cited), persons(recorded), **complete)


def shown(found: AuthorComparison) -> dict[str, list[str]]:
    """What differs, in words."""
    parts = {
        "changed": [f"{written(p.cited)} for {written(p.recorded)}" for p in found.changed],
        "missing": [f"{place} {written(name)}" for place, name in found.missing],
        "added": [f"{place} {written(name)}" for place, name in found.added],
        "moved": [f"{place} {written(name)}" for place, name in found.moved],
    }
    return {name: words for name, words in parts.items() if words}


FOUR = "Rajkumar R, Fam J, Yeo EY, Dawe GS"

ALIGNED = [
    (FOUR, FOUR, {}),
    ("", FOUR, {}),
    (FOUR, "", {}),
    ("Rajkumar R, Yeo EY, Dawe GS", FOUR, {"missing": ["2 Fam J"]}),
    ("Rajkumar R, Fam J", FOUR, {"missing": ["3 Yeo EY", "4 Dawe GS"]}),
    ("Fam J, Yeo EY, Dawe GS", FOUR, {"missing": ["1 Rajkumar R"]}),
    ("Rajkumar R, Smith A, Fam J, Yeo EY, Dawe GS", FOUR, {"added": ["2 Smith A"]}),
    (f"{FOUR}, Smith A", FOUR, {"added": ["5 Smith A"]}),
    ("Rajkumar R, Smith A, Yeo EY, Dawe GS", FOUR, {"changed": ["Smith A for Fam J"]}),
    ("Rajkumer R, Fam J, Yeo EY, Dawe GS", FOUR, {"changed": ["Rajkumer R for Rajkumar R"]}),
    ("Rajkumar R, Fam K, Yeo EY, Dawe GS", FOUR, {"changed": ["Fam K for Fam J"]}),
    ("Fam J, Rajkumar R, Yeo EY, Dawe GS", FOUR, {"moved": ["1 Fam J"]}),
    ("Dawe GS, Rajkumar R, Fam J, Yeo EY", FOUR, {"moved": ["1 Dawe GS"]}),
    ("Rajkumar R, Smith A", FOUR, {"added": ["2 Smith A"],
                                   "missing": ["2 Fam J", "3 Yeo EY", "4 Dawe GS"]}),
]  # fmt: skip


@pytest.mark.parametrize(("cited", "recorded", "expected"), ALIGNED)
def test_what_differs_between_two_lists(
    cited: str, recorded: str, expected: dict[str, list[str]]
) -> None:
    assert shown(aligned(cited, recorded)) == expected


CUT = [
    ("Rajkumar R", {}),
    ("Rajkumar R, Fam J", {}),
    ("Rajkumar R, Dawe GS", {}),  # the last one after the cut
    ("Rajkumar R, Yeo EY", {"missing": ["2 Fam J"]}),
    ("Fam J", {"missing": ["1 Rajkumar R"]}),
    ("Rajkumar R, Smith A", {"changed": ["Smith A for Fam J"]}),
]


@pytest.mark.parametrize(("cited", "expected"), CUT)
def test_a_printed_list_that_is_cut(cited: str, expected: dict[str, list[str]]) -> None:
    assert shown(aligned(cited, FOUR, cited_complete=False)) == expected


def test_a_record_that_is_cut_may_lack_the_last_authors() -> None:
    assert shown(aligned(f"{FOUR}, Smith A", FOUR, recorded_complete=False)) == {}
    found = aligned(f"Smith A, {FOUR}", FOUR, recorded_complete=False)
    assert shown(found) == {"added": ["1 Smith A"]}


@pytest.mark.parametrize(
    ("cited", "recorded", "changed"),
    [
        ("Sample G", "Samples G", ["Sample G for Samples G"]),  # six letters
        ("Smiths Y", "Smith Y", []),  # five
    ],
)
def test_only_a_long_name_is_likened_at_another_place(
    cited: str, recorded: str, changed: list[str]
) -> None:
    found = aligned(f"Rajkumar R, {cited}, Dawe GS", f"Rajkumar R, Fam J, {recorded}, Dawe GS")
    assert shown(found).get("changed", []) == changed


def test_thousands_of_authors() -> None:
    names = ", ".join(
        f"Author{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}x{n} A" for n in range(2000)
    )
    assert shown(aligned(names, names)) == {}
    found = aligned(names, names.replace("Authoraax0 A, ", "", 1))
    assert [place for place, _ in found.added] == [1]
