"""The rules for the numbers by which a text cites: their order, and ranges of them."""

from __future__ import annotations

import pytest
from tests.citing import check, cited, numbered, reference

from refcheck.checks.rules.article.citation_order import CitationOrder, CitationRange
from refcheck.model.document import Span
from refcheck.model.report import Citation


def test_numbers_that_are_cited_too_early() -> None:
    (finding,) = check(CitationOrder(), numbered(12), cited(1, 2, 8, *range(3, 13)))
    assert finding.message == "Reference 8 is cited before reference 3."
    assert finding.cited == "8"
    assert finding.references == (3, 8)


@pytest.mark.parametrize(
    "order",
    [
        tuple(range(1, 13)),
        (7, 3, 12, 1, 5, 2, 9, 4, 11, 6, 8, 10),  # the alphabet's order
        (1, 2, 4, 3),  # too few to tell
        ((1, 3, 2), 4, 5, 6, 7, 8),  # within one bracket
        (1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 3),  # late: as for tables and legends at the end
    ],
)
def test_orders_that_raise_no_alarm(order: tuple[object, ...]) -> None:
    assert not check(CitationOrder(), numbered(12), cited(*order))


def test_lists_of_chapters_have_orders_of_their_own() -> None:
    references = [*numbered(6), *(reference(n, in_list=2) for n in range(7, 13))]
    assert not check(CitationOrder(), references, cited(*range(7, 13), *range(1, 7)))


@pytest.mark.parametrize("text", ["[12-9]", "12–9", "¹²⁻⁹", "[12]–[9]"])
def test_ranges_that_run_backwards(text: str) -> None:
    span = Span(start=0, end=6, line=1, column=1)
    citation = Citation(text=text, span=span, references=(12, 9))
    (finding,) = check(CitationRange(), numbered(12), [citation])
    assert finding.message == "The range 12-9 runs backwards."
    assert finding.references == (12, 9)


@pytest.mark.parametrize("text", ["[9-12]", "[3, 12-14]", "[12,9]"])
def test_ranges_that_do_not(text: str) -> None:
    span = Span(start=0, end=6, line=1, column=1)
    citation = Citation(text=text, span=span, references=(9, 12))
    assert not check(CitationRange(), numbered(12), [citation])


@pytest.mark.parametrize(("count", "told"), [(9, False), (10, True)])
def test_one_number_of_ten_may_be_out_of_order(count: int, told: bool) -> None:
    order = (1, 2, count, *range(3, count))
    assert bool(check(CitationOrder(), numbered(count), cited(*order))) is told


@pytest.mark.parametrize(("size", "told"), [(20, True), (21, False)])
def test_so_much_of_a_list_has_to_be_cited(size: int, told: bool) -> None:
    order = (1, 2, 12, *range(3, 12))
    assert bool(check(CitationOrder(), numbered(size), cited(*order))) is told


def test_an_excerpt_tells_nothing_of_the_order() -> None:
    assert not check(CitationOrder(), numbered(30), cited(1, 2, 8, *range(3, 13)))
