"""The rules for citations: the text against the list, and the list against the text."""

from __future__ import annotations

import pytest
from tests.citing import check, cited, named, numbered, reference

from refcheck.checks.rules.article.citations import (
    CitationName,
    CitationUnlisted,
    CitationYear,
    ReferenceUncited,
)
from refcheck.checks.rules.article.list_completeness import ListIncomplete
from refcheck.model.finding import Severity
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    GroupName,
    PartialDate,
    PublicationDate,
)
from refcheck.model.reference import ParsedString, Reference


def test_a_number_that_the_list_does_not_hold() -> None:
    findings = check(CitationUnlisted(), numbered(3), cited(1, "4", (2, "4"), 3))
    assert [(one.cited, one.severity) for one in findings] == [("4", Severity.ERROR)]
    assert findings[0].message == (
        "Reference 4 is cited 2 times in the text but is not in the reference list."
    )
    assert findings[0].span is not None
    assert findings[0].span.line == 2
    assert findings[0].references == ()  # it is about none of the list


def test_the_lost_end_of_a_list_is_said_once() -> None:
    citations = cited(1, 2, 3, "4", "5", "6", "9")
    assert [one.cited for one in check(CitationUnlisted(), numbered(3), citations)] == ["9"]
    (finding,) = check(ListIncomplete(), numbered(3), citations)
    assert finding.message == (
        "The reference list is incomplete: it ends with 3, but the text cites numbers up to 6."
    )
    assert finding.severity is Severity.WARNING


def test_two_numbers_behind_the_end_are_two_slips() -> None:
    citations = cited(1, 2, 3, "4", "5")
    assert len(check(CitationUnlisted(), numbered(3), citations)) == 2
    assert not check(ListIncomplete(), numbered(3), citations)


def test_many_names_that_are_not_in_the_list() -> None:
    references = [reference(1, None, author="Smith", year=2010)]
    citations = named(1, *(f"Author{letter} 2010" for letter in "abcde"))
    (finding,) = check(ListIncomplete(), references, citations)
    assert finding.message == (
        "The reference list is incomplete: 5 works cited in the text are not in it, such as"
        " Authora 2010."
    )
    assert not check(CitationUnlisted(), references, citations)


def test_a_name_that_the_list_does_not_hold() -> None:
    references = [reference(1, None, author="Smith", year=2010)]
    (finding,) = check(CitationUnlisted(), references, named(1, "Jones 2011"))
    assert finding.message == "Jones 2011 is cited in the text but is not in the reference list."


def test_what_the_list_has_of_the_author_is_said() -> None:
    references = [reference(n, None, author="Kedem", year=1957 + n) for n in (1, 4)]
    (finding,) = check(CitationUnlisted(), references, named(1, 4, "Kedem 1963"))
    assert finding.message == (
        "Kedem 1963 is cited in the text but is not in the reference list."
        " For Kedem, the list has 1958 and 1961."
    )


def test_no_list_no_unlisted_citation() -> None:
    assert not check(CitationUnlisted(), [], cited("1"))


@pytest.mark.parametrize(
    ("end", "broken"),
    [
        ("Proceedings of the", True),
        ("Proc Natl Acad Sci. 2002;99:12562-", False),
        ("Proc Natl Acad Sci,", True),
        ("Proc Natl Acad Sci. 2002;99:12562-6.", False),
        ("Proc Natl Acad Sci (", True),
        ("https://doi.org/10.1073/pnas.202427399", False),
    ],
)
def test_a_list_that_breaks_off(end: str, broken: bool) -> None:
    references = [reference(1), reference(2, raw=f"Laio A. Escaping free-energy minima. {end}")]
    assert bool(check(ListIncomplete(), references, [])) is broken
    assert not check(ListIncomplete(), references[1:], [])


def test_a_reference_that_nothing_cites() -> None:
    (finding,) = check(ReferenceUncited(), numbered(6), cited(1, (2, 3), 5, 6))
    assert finding.message == "Reference 4 is not cited in the text."
    assert finding.severity is Severity.WARNING
    assert finding.span == numbered(6)[3].string.span


def test_an_unnumbered_reference_is_named() -> None:
    references = [reference(n, None, author=f"Smith{n}", year=2000 + n) for n in range(1, 6)]
    (finding,) = check(ReferenceUncited(), references, named(1, 2, 3, 5))
    assert finding.message == "Smith4 2004 is not cited in the text."


def test_groups_and_works_without_authors_are_named_too() -> None:
    group = BibliographicRecord(
        authors=(GroupName(name="WHO"),),
        dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2010)),),
    )
    bare = [reference(n, None) for n in range(1, 7)]
    bare[2] = Reference(string=bare[2].string, parsed=ParsedString(record=group))
    messages = [one.message for one in check(ReferenceUncited(), bare, named(1, 2, 4, 5, 6))]
    assert messages == ["WHO 2010 is not cited in the text."]
    messages = [one.message for one in check(ReferenceUncited(), bare, named(2, 3, 4, 5, 6))]
    assert messages == ["Reference 1 is not cited in the text."]


def test_lists_that_the_text_does_not_cite_by_markers_stay_silent() -> None:
    assert not check(ReferenceUncited(), numbered(10), [])
    assert not check(ReferenceUncited(), numbered(10), cited(1, 2, 3, 4, 5, 6, 7))
    assert len(check(ReferenceUncited(), numbered(15), cited(*range(1, 13)))) == 3
    assert not check(ReferenceUncited(), numbered(14), cited(*range(1, 12)))
    further = [*numbered(3), reference(4, in_list=2), reference(5, in_list=2)]
    assert not check(ReferenceUncited(), further, cited(1, 2, 3))


def test_another_year_than_the_list() -> None:
    references = [reference(1, None, author="Mvumi", year=1988)]
    citations = named((1, "Mvumi 1998"), (1, "Mvumi 1998"))
    (finding,) = check(CitationYear(), references, citations)
    assert finding.message == "The text cites Mvumi 1998, but the reference list has Mvumi 1988."
    assert finding.expected == ("1988",)
    assert finding.references == (1,)
    assert not check(CitationName(), references, citations)
    assert not check(CitationUnlisted(), references, citations)


def test_another_spelling_than_the_list() -> None:
    references = [reference(1, None, author="Draper", year=2020)]
    citations = named((1, "Drapper 2020"))
    (finding,) = check(CitationName(), references, citations)
    assert finding.message == "The text cites Drapper 2020, but the reference list has Draper."
    assert (finding.cited, finding.expected) == ("Drapper", ("Draper",))
    assert finding.references == (1,)
    assert not check(CitationYear(), references, citations)
