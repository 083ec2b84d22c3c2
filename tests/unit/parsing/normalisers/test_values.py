"""The values of the fields, cleaned."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from refcheck.parsing.normalisers.values import (
    clean_container,
    clean_issue,
    clean_pages,
    clean_publisher,
    clean_title,
    clean_volume,
)


@pytest.mark.parametrize(
    ("clean", "text", "value"),
    [
        (clean_title, "“Goodbye to Grand Narratives?”,", "Goodbye to Grand Narratives?"),
        (clean_title, "‘Where’s the Party?’", "Where’s the Party?"),
        (clean_title, "»Titel« und Text.", "»Titel« und Text"),
        (clean_title, "Cancer statistics [Internet].", "Cancer statistics"),
        (clean_title, "[Disease anxiety].", "[Disease anxiety]"),
        (clean_title, "HSV (type 1", "HSV (type 1"),
        (clean_title, "Sleep) ", "Sleep"),
        (clean_title, ". ,", None),
        (clean_container, "J Affect Disord.", "J Affect Disord"),
        (clean_container, "Phys. Rev. Lett.", "Phys. Rev. Lett."),
        (clean_container, "Am J Nurs [Internet].", "Am J Nurs"),
        (clean_container, "(Oxford,", "Oxford"),
        (clean_container, ";", None),
        (clean_volume, "vol. 12,", "12"),
        (clean_volume, "Bd. 5", "5"),
        (clean_volume, "(3):", "3"),
        (clean_volume, "V", "V"),
        (clean_issue, "(no. 4)", "4"),
        (clean_issue, "Heft 22,", "22"),
        (clean_issue, "n. 7", "7"),
        (clean_issue, "(12 Suppl 1):", "12 Suppl 1"),
        (clean_issue, "Suppl 2", "Suppl 2"),
        (clean_pages, "pp. 93 – 113.", "93–113"),
        (clean_pages, "S. 12-15", "12-15"),
        (clean_pages, "S5-9.", "S5-9"),
        (clean_pages, "e1002570", "e1002570"),
        (clean_pages, "120 pp", "120"),
        (clean_pages, "p", "p"),
        (clean_publisher, "Wiley)", "Wiley"),
        (clean_publisher, "John Wiley & Sons, Inc.", "John Wiley & Sons, Inc"),
    ],
)
def test_values(clean: Callable[[str], str | None], text: str, value: str | None) -> None:
    assert clean(text) == value
