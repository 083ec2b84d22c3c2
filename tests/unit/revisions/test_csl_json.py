"""CSL-JSON of many programs: an error is planted in each, and its correction is the file as it
was."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.unit.revisions.changes import RIGHT, after, author, changed, cited_in, needed, revised

from refcheck.fixes.changes import Change
from refcheck.model.finding import Field
from refcheck.model.record import PersonName
from refcheck.readers.bibliography.csl_json import read_csl_json
from refcheck.revisions.csl_json import revise_csl_json
from refcheck.revisions.revision import Revision

ITEM: dict[str, Any] = {
    "id": "rajkumar2015",
    "type": "article-journal",
    "title": "Ketamine and suicidal ideation in depression: Jumping the gun?",
    "author": [
        {"family": "Rajkumar", "given": "R."},
        {"family": "Fam", "given": "J. K."},
        {"family": "Yeo", "given": "E. Y."},
        {"family": "Müller", "given": "G. S."},
    ],
    "container-title": "Pharmacological Research",
    "container-title-short": "Pharmacol Res",
    "issued": {"date-parts": [[2015, 9, 1]]},
    "volume": "99",
    "issue": "2",
    "page": "1023-1035",
    "DOI": "10.1016/j.phrs.2015.05.003",
    "note": "Fem 2014, ucidal, 89",
}
OTHER = {"id": "b", "type": "chapter", "title": "Fem 2014 ucidal é", "volume": "89"}
NUMBERS = ITEM | {"volume": 99, "issue": 2, "issued": {"date-parts": [["2015", 9]]}}
RAW = ITEM | {"issued": {"raw": "2015-09"}, "page": "1023–35"}
FILES = {
    "Zotero": json.dumps([ITEM, OTHER], indent="\t", ensure_ascii=False),
    "pandoc": json.dumps([OTHER, ITEM], indent=2, ensure_ascii=False) + "\n",
    "on one line": json.dumps([ITEM, OTHER], separators=(",", ":"), ensure_ascii=False),
    "escaped": json.dumps([ITEM, OTHER]).replace("/", "\\/"),
    "one object a line": f"{json.dumps(ITEM)}\n{json.dumps(OTHER)}\n",
    "in an object": json.dumps({"items": [NUMBERS, OTHER]}, indent=4),
    "by key": json.dumps({"rajkumar2015": NUMBERS, "b": OTHER}, indent=1, ensure_ascii=False),
    "dates in words": json.dumps([RAW, OTHER], indent=2, ensure_ascii=False).replace("\n", "\r\n"),
}
PLANTED = [
    (Field.YEAR, "2015", "2014", "issued"),
    (Field.VOLUME, "99", "89", "volume"),
    (Field.ISSUE, "2", "3", "issue"),
    (Field.PAGES, "35", "53", "page"),
    (Field.TITLE, "uicidal", "ucidal", "title"),
    (Field.TITLE, "ideation", "ideation anyway", "title"),
    (Field.JOURNAL, "Pharmacological", "Pharmacologial", "container-title"),
    (Field.DOI, "2015.05.003", "2015.05.004", "DOI"),
    (Field.AUTHOR, "Fam", "Fem", "author"),
    (Field.AUTHOR, "ller", "lle", "author"),
]


def planted(good: str, right: str, wrong: str, member: str) -> str:
    """Returns the file with an error in one member of the first item of that id."""
    place = good.index(f'"{member}"', good.index('"rajkumar2015"'))
    at = good.index(right, place + len(member))
    return good[:at] + wrong + good[at + len(right) :]


CASES = [
    (name, field, planted(good, right, wrong, member))
    for name, good in FILES.items()
    for field, right, wrong, member in PLANTED
]


def number_in(name: str) -> int:
    return 2 if name == "pandoc" else 1


def fixing(bad: str, number: int, field: Field) -> list[Change]:
    cited = cited_in(read_csl_json("refs.json", bad.encode()), number)
    if field is not Field.AUTHOR:
        return needed(cited, field)
    changes = []
    for at, (ours, right) in enumerate(zip(cited.authors, RIGHT.authors, strict=True)):
        assert isinstance(ours, PersonName)
        assert isinstance(right, PersonName)
        if ours.family != right.family:
            changes.append(author(at, ours, PersonName(family=right.family, given=ours.given)))
    return changes


def fixed(name: str, bad: str, changes: list[Change]) -> Revision:
    return revised(revise_csl_json, read_csl_json, bad.encode(), {number_in(name): changes})


@pytest.mark.parametrize(("name", "field", "bad"), CASES)
def test_an_error_is_corrected_to_the_file_as_it_was(name: str, field: Field, bad: str) -> None:
    revision = fixed(name, bad, fixing(bad, number_in(name), field))

    assert not revision.left
    assert after(revision, b"") == FILES[name]


@pytest.mark.parametrize("name", FILES)
def test_a_second_time_changes_nothing_more(name: str) -> None:
    cited = cited_in(read_csl_json("refs.json", FILES[name].encode()), number_in(name))

    revision = fixed(name, FILES[name], [one for one in needed(cited) if one.cited is not None])

    assert not revision.files


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Zotero", ',\n\t\t"PMID": "25982932"\n\t}'),
        ("pandoc", ',\n    "PMID": "25982932"\n  }'),
        ("on one line", ',"PMID":"25982932"}'),
        ("escaped", ', "PMID": "25982932"}'),
        ("dates in words", ',\r\n    "PMID": "25982932"\r\n  }'),
    ],
)
def test_a_member_is_added_in_the_layout_of_the_item(name: str, written: str) -> None:
    revision = fixed(name, FILES[name], [changed(Field.PMID, None)])

    assert written in after(revision, b"")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_missing_author_is_an_object_as_the_file_has_them(name: str, at: int) -> None:
    good = FILES[name]
    objects = [json.dumps(one, ensure_ascii="\\u" in good) for one in ITEM["author"]]
    cited = cited_in(read_csl_json("refs.json", good.encode()), number_in(name))
    removed = fixed(name, good, [author(at, cited.authors[at], None)])
    bad = after(removed, b"")
    assert len(bad) < len(good) - len(objects[at]) + 12

    revision = fixed(name, bad, [author(at, None, RIGHT.authors[at])])

    assert after(revision, b"") == good


def test_the_last_of_two_members_of_a_name_is_written() -> None:
    bad = '[{"id": "a", "type": "chapter", "title": "T", "volume": "1", "volume": "89"}]'

    revision = fixed("", bad, [changed(Field.VOLUME, "89")])

    assert after(revision, b"") == bad.replace('"89"', '"99"')


def test_a_range_of_years_is_left() -> None:
    bad = (
        '[{"id": "a", "type": "chapter", "title": "T", "issued": {"date-parts": [[2014], [2015]]}}]'
    )

    revision = fixed("", bad, [changed(Field.YEAR, "2014")])

    assert [one.reason for one in revision.left] == ["its date is a range"]


ODD: list[tuple[dict[str, Any], Change, dict[str, Any]]] = [
    ({"title": ["Ketamine and sucidal ideation in depression: Jumping the gun?"]},
     changed(Field.TITLE, "x"), {"title": [RIGHT.title]}),
    ({"container-title": ["Nature"], "short-container-title": ["Nature"]},
     changed(Field.JOURNAL, "Nature"),
     {"container-title": ["Pharmacological Research"], "short-container-title": ["Pharmacol Res"]}),
    ({"container-title": []}, changed(Field.JOURNAL, None),
     {"container-title": ["Pharmacological Research"]}),
    ({"journalAbbreviation": "Pharmacol. Ress."}, changed(Field.JOURNAL, "x"),
     {"journalAbbreviation": "Pharmacol. Res."}),
    ({}, changed(Field.JOURNAL, None), {"container-title": "Pharmacological Research"}),
    ({"issued": {"date-parts": [["2014", "9"]], "season": "1"}}, changed(Field.YEAR, "2014"),
     {"issued": {"date-parts": [["2015", "9"]], "season": "1"}}),
    ({"issued": {"raw": "3 September 2014"}}, changed(Field.YEAR, "2014"),
     {"issued": {"raw": "3 September 2015"}}),
    ({}, changed(Field.YEAR, None), {"issued": {"date-parts": [[2015]]}}),
    ({"DOI": ""}, changed(Field.DOI, None), {"DOI": "10.1016/j.phrs.2015.05.003"}),
    ({"note": "PMID: 123"}, changed(Field.PMID, "123"), {"note": "PMID: 25982932"}),
    ({"PMID": 123}, changed(Field.PMID, "123"), {"PMID": 25982932}),
    ({"PMCID": "PMC1"}, changed(Field.PMID, "PMC1", "PMC123"), {"PMCID": "PMC123"}),
    ({"DOI": "https://doi.org/10.1000/x", "URL": "http://dx.doi.org/10.1000/X"},
     changed(Field.DOI, "10.1000/x"),
     {"DOI": "https://doi.org/10.1016/j.phrs.2015.05.003",
      "URL": "http://dx.doi.org/10.1016/j.phrs.2015.05.003"}),
    ({"author": [{"family": "Brg", "given": "J", "non-dropping-particle": "van der"}]},
     author(0, PersonName(family="Brg", given="J", particle="van der"),
            PersonName(family="van der Berg", given="J")),
     {"author": [{"family": "Berg", "given": "J", "non-dropping-particle": "van der"}]}),
    ({"author": [{"family": "Fem"}]}, author(0, PersonName(family="Fem"), RIGHT.authors[1]),
     {"author": [{"family": "Fam"}]}),
    ({"author": [{"literal": "WHO"}, {"family": "Fem", "given": "J", "ORCID": "0"}]},
     author(1, PersonName(family="Fem", given="J"), RIGHT.authors[1]),
     {"author": [{"literal": "WHO"}, {"family": "Fam", "given": "JK", "ORCID": "0"}]}),
]  # fmt: skip


@pytest.mark.parametrize(("before", "change", "expected"), ODD)
def test_odd_forms_stay_what_they_are(
    before: dict[str, Any], change: Change, expected: dict[str, Any]
) -> None:
    item = {"id": "a", "type": "article-journal", "title": "T"}
    bad = json.dumps([item | before])

    revision = fixed("", bad, [change])

    assert not revision.left
    assert after(revision, b"") == json.dumps([item | expected])


@pytest.mark.parametrize(
    ("before", "change", "reason"),
    [
        ({"issued": {"literal": "2014-2015"}}, changed(Field.YEAR, "2014"), "its date has a form"),
        ({}, changed(Field.VOLUME, "9"), "it is not in a field"),
        ({}, changed(Field.PMID, "9"), "it is not in a field"),
        ({}, changed(Field.RECORD, "9"), "CSL-JSON has no field for it"),
        ({}, author(0, None, RIGHT.authors[0]), "the entry has no authors"),
        ({"author": []}, author(0, None, RIGHT.authors[0]), "the names could not"),
        (
            {"author": [{"family": "A", "given": "B"}]},
            author(1, RIGHT.authors[0], None),
            "the names",
        ),
    ],
)
def test_reasons_are_given(before: dict[str, Any], change: Change, reason: str) -> None:
    bad = json.dumps([{"id": "a", "type": "article-journal", "title": "T"} | before])

    revision = fixed("", bad, [change])

    assert not revision.files
    assert revision.left[0].reason.startswith(reason)
