"""The rules for citations: the text against the list, and the list against the text."""

from __future__ import annotations

import pytest

from refcheck.checks.rule import CitationRule
from refcheck.checks.rules.citations import (
    CITATION_RULES,
    CitationName,
    CitationOrder,
    CitationRange,
    CitationUnlisted,
    CitationYear,
    ListMissing,
    ReferenceUncited,
)
from refcheck.checks.rules.list_completeness import ListIncomplete
from refcheck.model.document import Span
from refcheck.model.finding import Finding, Severity
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
)
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import Citation, CitationKind, Mention


def reference(
    number: int,
    label: str | None = "numbered",
    *,
    raw: str | None = None,
    in_list: int = 1,
    author: str = "",
    year: int = 0,
) -> Reference:
    date = PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year or 2015))
    record = BibliographicRecord(
        authors=(PersonName(family=author),) if author else (),
        dates=(date,) if year else (),
    )
    return Reference(
        string=ReferenceString(
            number=number,
            list_number=in_list,
            label=f"{number}." if label == "numbered" else label,
            raw=raw or f"Author{number} A. Title of the work number {number}. J Med. 2015;9:1.",
            span=Span(start=9000 + number * 100, end=9090 + number * 100, line=number, column=1),
        ),
        parsed=ParsedString(record=record),
    )


def numbered(count: int) -> list[Reference]:
    return [reference(number) for number in range(1, count + 1)]


def cited(*groups: object, kind: CitationKind = CitationKind.NUMERIC) -> list[Citation]:
    """Citations by their numbers; strings are parts that lead nowhere."""
    found = []
    for place, group in enumerate(groups):
        parts = group if isinstance(group, tuple) else (group,)
        found.append(
            Citation(
                text=f"[{','.join(map(str, parts))}]",
                span=Span(start=place * 10, end=place * 10 + 5, line=place + 1, column=1),
                references=tuple(part for part in parts if isinstance(part, int)),
                missing=tuple(part for part in parts if isinstance(part, str)),
                kind=kind,
            )
        )
    return found


def named(*groups: object) -> list[Citation]:
    return cited(*groups, kind=CitationKind.AUTHOR_YEAR)


def check(
    rule: CitationRule, references: list[Reference], citations: list[Citation]
) -> list[Finding]:
    return list(rule.check(references, citations, ()))


def test_a_number_that_the_list_does_not_hold() -> None:
    findings = check(CitationUnlisted(), numbered(3), cited(1, "4", (2, "4"), 3))
    assert [(one.cited, one.severity) for one in findings] == [("4", Severity.ERROR)]
    assert findings[0].message == (
        "Reference 4 is cited 2 times in the text but is not in the list."
    )
    assert findings[0].span is not None
    assert findings[0].span.line == 2
    assert findings[0].references == ()  # it is about none of the list


def test_the_lost_end_of_a_list_is_said_once() -> None:
    citations = cited(1, 2, 3, "4", "5", "6", "9")
    assert [one.cited for one in check(CitationUnlisted(), numbered(3), citations)] == ["9"]
    (finding,) = check(ListIncomplete(), numbered(3), citations)
    assert finding.message == "The text cites numbers up to 6, but the list ends with 3."
    assert finding.severity is Severity.WARNING


def test_two_numbers_behind_the_end_are_two_slips() -> None:
    citations = cited(1, 2, 3, "4", "5")
    assert len(check(CitationUnlisted(), numbered(3), citations)) == 2
    assert not check(ListIncomplete(), numbered(3), citations)


def test_many_names_that_are_not_in_the_list() -> None:
    references = [reference(1, None, author="Smith", year=2010)]
    citations = named(1, *(f"Author{letter} 2010" for letter in "abcde"))
    (finding,) = check(ListIncomplete(), references, citations)
    assert finding.message.startswith("5 works that the text names are not in the list (Authora")
    assert not check(CitationUnlisted(), references, citations)


def test_a_name_that_the_list_does_not_hold() -> None:
    references = [reference(1, None, author="Smith", year=2010)]
    (finding,) = check(CitationUnlisted(), references, named(1, "Jones 2011"))
    assert finding.message == "Jones 2011 is cited in the text but is not in the list."


def test_what_the_list_has_of_the_author_is_said() -> None:
    references = [reference(n, None, author="Kedem", year=1957 + n) for n in (1, 4)]
    (finding,) = check(CitationUnlisted(), references, named(1, 4, "Kedem 1963"))
    assert finding.message == (
        "Kedem 1963 is cited in the text but is not in the list. Of Kedem it has 1958 and 1961."
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
    assert finding.message == "Reference 4 is cited nowhere in the text."
    assert finding.severity is Severity.WARNING
    assert finding.span == numbered(6)[3].string.span


def test_an_unnumbered_reference_is_named() -> None:
    references = [reference(n, None, author=f"Smith{n}", year=2000 + n) for n in range(1, 6)]
    (finding,) = check(ReferenceUncited(), references, named(1, 2, 3, 5))
    assert finding.message == "Smith4 2004 is cited nowhere in the text."


def test_groups_and_works_without_authors_are_named_too() -> None:
    group = BibliographicRecord(
        authors=(GroupName(name="WHO"),),
        dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2010)),),
    )
    bare = [reference(n, None) for n in range(1, 7)]
    bare[2] = Reference(string=bare[2].string, parsed=ParsedString(record=group))
    messages = [one.message for one in check(ReferenceUncited(), bare, named(1, 2, 4, 5, 6))]
    assert messages == ["WHO 2010 is cited nowhere in the text."]
    messages = [one.message for one in check(ReferenceUncited(), bare, named(2, 3, 4, 5, 6))]
    assert messages == ["Reference 1 is cited nowhere in the text."]


def test_lists_that_the_text_does_not_cite_by_markers_stay_silent() -> None:
    assert not check(ReferenceUncited(), numbered(10), [])
    assert not check(ReferenceUncited(), numbered(10), cited(1, 2, 3, 4, 5, 6, 7))
    further = [*numbered(3), reference(4, in_list=2), reference(5, in_list=2)]
    assert not check(ReferenceUncited(), further, cited(1, 2, 3))


def test_numbers_that_are_cited_too_early() -> None:
    (finding,) = check(CitationOrder(), numbered(12), cited(1, 2, 8, *range(3, 13)))
    assert finding.message == "Reference 8 is cited before 3."
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


def test_another_year_than_the_list() -> None:
    references = [reference(1, None, author="Mvumi", year=1988)]
    citations = named((1, "Mvumi 1998"), (1, "Mvumi 1998"))
    (finding,) = check(CitationYear(), references, citations)
    assert finding.message == "The text cites Mvumi 1998, the list has Mvumi 1988."
    assert finding.expected == ("1988",)
    assert finding.references == (1,)
    assert not check(CitationName(), references, citations)
    assert not check(CitationUnlisted(), references, citations)


def test_another_spelling_than_the_list() -> None:
    references = [reference(1, None, author="Draper", year=2020)]
    citations = named((1, "Drapper 2020"))
    (finding,) = check(CitationName(), references, citations)
    assert finding.message == "The text cites Drapper 2020, the list has Draper."
    assert (finding.cited, finding.expected) == ("Drapper", ("Draper",))
    assert finding.references == (1,)
    assert not check(CitationYear(), references, citations)


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


def test_sources_without_a_list() -> None:
    span = Span(start=0, end=6, line=3, column=1)
    mention = Mention(text="a 2019 study in JAMA", span=span)
    (finding,) = ListMissing().check([], [], [mention])
    assert finding.severity is Severity.INFO
    assert (
        finding.message == "The article names a source in passing, but has no list of references."
    )
    (finding,) = ListMissing().check([], [], [mention, mention])
    assert "2 sources" in finding.message
    assert not list(ListMissing().check([], [], []))
    assert not list(ListMissing().check(numbered(1), [], [mention]))


def test_every_rule_has_its_page() -> None:
    assert len({rule.id for rule in CITATION_RULES}) == 8
    for rule in CITATION_RULES:
        page = type(rule).__doc__ or ""
        assert "**Example.**" in page
        assert "**How to mend it.**" in page
        assert rule.title
        assert not rule.needs_record


def test_an_excerpt_tells_nothing_of_the_order() -> None:
    assert not check(CitationOrder(), numbered(30), cited(1, 2, 8, *range(3, 13)))
