"""Lines of a page that have got into an entry, and lines of the entry that look like them."""

from __future__ import annotations

import pytest

from refcheck.extraction.reference_list.surroundings.boilerplate import is_boilerplate


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        ("an updated", "12", "guideline for reporting reviews"),
        ("an updated", "Smith et al.", "guideline for reporting reviews"),
        ("an updated", "SLEEP IN OLD AGE", "guideline for reporting reviews"),
        ("an updated", "Downloaded from www.example.org by guest", "guideline for reviews"),
        ("an updated", "Retrieved from the archive on 2 May 2020", "guideline for reviews"),
        ("an important", "2020-02-11", "guideline for reporting reviews"),
        ("Lancet 2015;1:2.", "© 2015 Elsevier Ltd. All rights reserved.", ""),
    ],
)
def test_what_is_printed_on_a_page_is_no_part_of_an_entry(
    before: str, line: str, after: str
) -> None:
    assert is_boilerplate(before, line, after)


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        ("https://www.example.org/cracks_segmentation", "(accessed", "on 1 April 2024)."),
        ("https://www.example.org/cracks_segmentation", "[accessed on 1", "of April 2024]."),
        ("from https://www.example.org/cracks", "accessed on 1 April", "of 2024."),
        ("Archived from the original (PDF) on", "2020-02-11. Cited by Brass", "and by Knuth."),
        ("Last updated", "2020-02-11", "by the editors."),
        ("Field T, Patterson R,", "Johnson C et al. Family members", "with continuous visits."),
        ("El Presidente vetó la ley, Ámbito.com, ", "31", "mayo, 2018. Política."),
        ("a review of vol.", "12", "of the series"),
        ("available at", "www.example.org/x", "and in print"),
    ],
)
def test_what_an_entry_says_itself_stays(before: str, line: str, after: str) -> None:
    assert not is_boilerplate(before, line, after)
