"""Titles of works that nobody signs, whose beginning was taken for a name."""

from __future__ import annotations

import pytest

from refcheck.parsing import parse


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Cochrane Handbook for Systematic Reviews of Interventions version 6.3. London; 2022.",
            "Cochrane Handbook for Systematic Reviews of Interventions version 6.3",
        ),
        (
            "Oxford Handbook of Psychiatry. 3rd ed. Oxford: Oxford University Press; 2013.",
            "Oxford Handbook of Psychiatry",
        ),
        (
            "Harrison's Principles of Internal Medicine. 20th ed. New York: McGraw-Hill; 2018.",
            "Harrison's Principles of Internal Medicine",
        ),
        (
            "The Interpretation of Dreams. New York, Macmillan, 1913.",
            "The Interpretation of Dreams",
        ),
    ],
)
def test_nobody_signs(text: str, title: str) -> None:
    record = parse(text).record
    assert (record.title, record.authors) == (title, ())


@pytest.mark.parametrize(
    ("text", "author", "title"),
    [
        (
            "World Health Organization. Depression in old age. Geneva: WHO; 2017.",
            "World Health Organization",
            "Depression in old age",
        ),
        (
            "American Psychiatric Association. Arlington: APA; 2013.",
            "American Psychiatric Association",
            None,
        ),
    ],
)
def test_an_organisation_signs(text: str, author: str, title: str | None) -> None:
    record = parse(text).record
    assert [getattr(one, "name", None) for one in record.authors] == [author]
    assert record.title == title
