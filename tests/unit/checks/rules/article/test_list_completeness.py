"""Whether a list is complete: how it ends, and what is cited beyond its end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import cited_as

from refcheck.checks.rules.article.list_completeness import (
    ListIncomplete,
    ListMissing,
    cited_beyond,
    unlisted_names,
)
from refcheck.model.document import Span
from refcheck.model.finding import Severity
from refcheck.model.reference import Reference
from refcheck.model.report import Citation, CitationKind, Mention

SPAN = Span(start=0, end=3, line=1, column=1)


def references(*entries: str) -> list[Reference]:
    one = cited_as()
    return [
        replace(one, string=replace(one.string, number=n, label=f"{n}.", raw=raw))
        for n, raw in enumerate(entries, 1)
    ]


def missing(*parts: str, kind: CitationKind = CitationKind.NUMERIC) -> list[Citation]:
    return [Citation(text=p, span=SPAN, references=(), missing=(p,), kind=kind) for p in parts]


BROKEN = [
    "Laio A, Parrinello M. Escaping free-energy minima. Proceedings of the",
    "Laio A, Parrinello M. Escaping free-energy minima and",
    "Laio A, Parrinello M. Escaping free-",
    "Laio A, Parrinello M,",
    "Laio A. Escaping minima. Lancet. 2002;99(",
    "Laio A. Escaping minima. Lancet. 2002;99:12562–",
    "Laio A. Flucht aus dem Minimum der",
]
WHOLE = [
    "Laio A, Parrinello M. Escaping free-energy minima. PNAS. 2002;99:12562-6.",
    "Laio A. Escaping minima. https://a.org/b-c",
    "Laio A. Escaping minima. Lancet. 2002;99:12562-6 [PubMed]",
    "Laio A. Escaping minima. Lancet. 2002",
    "Laio A. Escaping minima. 2nd ed. Rand",
]


@pytest.mark.parametrize("last", BROKEN)
def test_a_list_that_breaks_off(last: str) -> None:
    (finding,) = ListIncomplete().check(references(WHOLE[0], last), [], [])
    assert finding.rule == "list-incomplete"
    assert finding.cited is not None
    assert last.endswith(finding.cited)


@pytest.mark.parametrize("last", WHOLE)
def test_a_list_that_does_not(last: str) -> None:
    assert list(ListIncomplete().check(references(WHOLE[0], last), [], [])) == []


def test_one_reference_alone_is_not_a_list_that_breaks_off() -> None:
    assert list(ListIncomplete().check(references(BROKEN[0]), [], [])) == []


@pytest.mark.parametrize(
    ("cited", "beyond"),
    [
        (("3", "4", "5"), {3, 4, 5}),
        (("3", "4", "5", "6"), {3, 4, 5, 6}),
        (("3", "4"), set()),  # two are slips
        (("4", "5", "6"), set()),  # not right behind the end
        (("3", "4", "6"), set()),
        (("Smith 2010", "3", "4"), set()),
    ],
)
def test_numbers_in_a_row_behind_the_end(cited: tuple[str, ...], beyond: set[int]) -> None:
    assert cited_beyond(references(*WHOLE[:2]), missing(*cited)) == beyond


def test_names_and_keys_count_no_numbers() -> None:
    assert cited_beyond(references(*WHOLE[:2]), missing("3", "4", "5", kind=CitationKind.KEY)) == (
        frozenset()
    )


def named(unlisted: int, listed: int) -> list[Citation]:
    found = missing(*(f"Name{n} 2010" for n in range(unlisted)), kind=CitationKind.AUTHOR_YEAR)
    return found + [
        Citation(text="x", span=SPAN, references=(n,), kind=CitationKind.AUTHOR_YEAR)
        for n in range(1, listed + 1)
    ]


@pytest.mark.parametrize(
    ("unlisted", "listed", "count"), [(5, 0, 5), (4, 0, 0), (5, 4, 5), (5, 5, 0), (9, 8, 9)]
)
def test_five_names_and_more_than_half_of_all(unlisted: int, listed: int, count: int) -> None:
    assert len(unlisted_names(named(unlisted, listed))) == count


def test_a_name_that_is_cited_often_counts_once() -> None:
    assert unlisted_names(named(4, 0) * 3) == []


def test_sources_without_a_list() -> None:
    mention = Mention(text="a 2019 study in JAMA", span=SPAN)
    (finding,) = ListMissing().check([], [], [mention])
    assert finding.severity is Severity.INFO
    assert finding.message == "The article mentions a source, but no reference list was found."
    (finding,) = ListMissing().check([], [], [mention, mention])
    assert finding.message == "The article mentions 2 sources, but no reference list was found."
    assert not list(ListMissing().check([], [], []))
    assert not list(ListMissing().check(references("Laio A."), [], [mention]))
