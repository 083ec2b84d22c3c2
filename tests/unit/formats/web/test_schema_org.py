"""Records from the citations in a page's JSON-LD."""

from __future__ import annotations

from typing import Any

import pytest

from refcheck.formats.normalise import normalise
from refcheck.formats.web.schema_org import from_schema_org, string_of
from refcheck.model.record import GroupName, WorkType
from refcheck.text.people.names import written


def test_an_article_in_an_issue_of_a_volume_of_a_journal() -> None:
    item = {
        "author": [
            {"@type": "Person", "familyName": "Rajkumar", "givenName": "Ramamoorthy"},
            {"@type": "Person", "name": "Fam, J."},
            {"@type": "Organization", "name": "SPRINT"},
            7,
        ],
        "datePublished": "2015-09",
        "pageStart": "23",
        "pageEnd": "35",
        "isPartOf": {
            "issueNumber": 2,
            "isPartOf": [{"volumeNumber": "99", "isPartOf": {"name": "Pharmacol Res"}}],
        },
    }
    record = normalise(from_schema_org(item, "Ketamine", "https://doi.org/10.1016/j.x")).record
    assert record.type is WorkType.ARTICLE_JOURNAL
    assert [written(name) for name in record.authors] == [
        "Rajkumar Ramamoorthy",
        "Fam J.",
        "SPRINT",
    ]
    assert isinstance(record.authors[2], GroupName)
    assert (record.container_title, record.volume, record.issue) == ("Pharmacol Res", "99", "2")
    assert record.pages == "23-35"


def test_a_work_that_is_part_of_nothing() -> None:
    record = normalise(from_schema_org({"pagination": "7"}, "Ketamine", None)).record
    assert (record.type, record.pages) == (WorkType.DOCUMENT, "7")


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"a": " x ", "b": "y"}, "x"),
        ({"a": "", "b": "y"}, "y"),
        ({"a": ["x", "y"]}, "x"),
        ({"a": 7}, "7"),
        ({"a": True}, None),
        ({"a": []}, None),
        ({}, None),
    ],
)
def test_string_of(item: dict[str, Any], expected: str | None) -> None:
    assert string_of(item, "a", "b") == expected
