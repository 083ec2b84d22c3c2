"""Markers that repeat labels which are not numbers."""

from __future__ import annotations

import pytest
from tests.unit.extraction.intext.citing import Article, record

from refcheck.extraction.body_text import BodyText
from refcheck.extraction.intext.keys import key_citations

WORK = ("Miller OH. Two hypotheses. Neuropharmacology. 2016;100:17-26.", record("Miller O"))


def found(body: str, *labels: str | None) -> list[tuple[str, tuple[int, ...], tuple[str, ...]]]:
    article = Article(body).with_list([WORK] * len(labels), list(labels))
    style = key_citations(BodyText(article.document, article.references), article.references)
    if style is None:
        return []
    return [(article.text[one.start : one.end], one.references, one.missing) for one in style.found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("as [BAD10] says", [("[BAD10]", (1,), ())]),
        ("as [BAD10, SMI99] say", [("[BAD10, SMI99]", (1, 2), ())]),
        ("as [BAD10; SMI99] say", [("[BAD10; SMI99]", (1, 2), ())]),
        ("as [BAD10, JON05] say", [("[BAD10, JON05]", (1,), ("JON05",))]),
        ("as [BAD10, p. 12] says", [("[BAD10, p. 12]", (1,), ())]),
        ("as [sic] and [12] say", []),
        ("as BAD10 says", []),
        ("as [JON05] says", []),  # none of its parts is a label
    ],
)
def test_labels_of_letters(
    body: str, expected: list[tuple[str, tuple[int, ...], tuple[str, ...]]]
) -> None:
    assert found(body, "[BAD10]", "[SMI99]") == expected


def test_notes_of_markdown() -> None:
    assert found("as others[^a] say", "[^a]:", "[^b]:") == [("[^a]", (1,), ())]


def test_plain_numbers_are_not_such_labels() -> None:
    assert found("as [1] says", "[1]", "[2]") == []
    assert found("as [1] says", "1.", "2.") == []


@pytest.mark.parametrize(("bare", "count"), [(2, 1), (3, 0)])
def test_half_of_the_entries_have_to_bear_such_a_label(bare: int, count: int) -> None:
    assert len(found("as [BAD10] says", "[BAD10]", "[SMI99]", *([None] * bare))) == count
