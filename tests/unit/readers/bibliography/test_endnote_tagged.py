"""EndNote's tagged format: entries of several programs, of refer, and what is wrong with them."""

from __future__ import annotations

import pytest
from tests.growth import grows_in_proportion

from refcheck.model.document import MarkedReference
from refcheck.model.record import (
    BibliographicRecord,
    GroupName,
    PartialDate,
    PersonName,
    WorkType,
)
from refcheck.readers.bibliography.endnote_tagged import read_endnote_tagged
from refcheck.readers.files.detection import recognise

RAJKUMAR = """%0 Journal Article
%A Rajkumar, Ramamoorthy
%A World Health Organization,
%T Ketamine and suicidal ideation in depression:
Jumping the gun?
%J Pharmacol Res
%D 2015
%8 Sep 3
%V 99
%N 2
%P 23-35
%@ 1043-6618
%R https://doi.org/10.1016/J.PHRS.2015.05.003
%M 25982932
%F rajkumar
%X First paragraph.

Second paragraph, 5 % of it.
%K ketamine"""


def entries(text: str) -> tuple[MarkedReference, ...]:
    found = read_endnote_tagged("a.enw", text.encode()).references
    assert found is not None
    return found


def record(*lines: str) -> BibliographicRecord:
    (reference,) = entries("\n".join(lines))
    assert reference.record is not None
    return reference.record


def test_an_entry_gives_its_fields_and_its_place() -> None:
    document = read_endnote_tagged("a.enw", f"\n\n{RAJKUMAR}\n\n%0 Book\n%T A\n".encode())
    assert document.references is not None
    reference, book = document.references
    assert document.text[reference.start : reference.end] == RAJKUMAR
    assert document.span(reference.start, reference.end).line == 3
    assert (reference.id, reference.source_id) == ("rajkumar", "25982932")
    found = reference.record
    assert found is not None
    assert found.type is WorkType.ARTICLE_JOURNAL
    assert found.authors == (
        PersonName(family="Rajkumar", given="Ramamoorthy"),
        GroupName(name="World Health Organization"),
    )
    assert found.title == "Ketamine and suicidal ideation in depression: Jumping the gun?"
    assert (found.container_title, found.volume, found.issue) == ("Pharmacol Res", "99", "2")
    assert found.pages == "23-35"
    assert found.issued == PartialDate(year=2015, month=9, day=3)
    assert (found.doi, found.pmid) == ("10.1016/j.phrs.2015.05.003", "25982932")
    assert found.issn == ("1043-6618",)
    assert book.record is not None
    assert (book.record.type, book.record.title) == (WorkType.BOOK, "A")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Book Section", WorkType.CHAPTER),
        ("Conference Proceedings", WorkType.PAPER_CONFERENCE),
        ("Web Page", WorkType.WEBPAGE),
        ("Thesis", WorkType.THESIS),
        ("Something New", WorkType.DOCUMENT),
    ],
)
def test_the_type_is_told_by_its_name(kind: str, expected: WorkType) -> None:
    assert record(f"%0 {kind}", "%T A").type is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("%D 2015",), PartialDate(year=2015)),
        (("%D 2015", "%8 2015/09/03/"), PartialDate(year=2015, month=9, day=3)),
        (("%D 2015", "%8 September"), PartialDate(year=2015, month=9)),
        (("%8 September 3, 2015",), PartialDate(year=2015, month=9, day=3)),
        (("%D 2015", "%8 2016 Jan"), PartialDate(year=2015)),
        (("%D in press",), None),
    ],
)
def test_the_date_is_the_year_with_what_is_next_to_it(
    lines: tuple[str, ...], expected: PartialDate | None
) -> None:
    assert record("%0 Journal Article", "%T A", *lines).issued == expected


def test_a_number_of_another_database_is_not_a_pmid() -> None:
    assert record("%0 Journal Article", "%T A", "%M 12345678", "%~ Scopus").pmid is None
    assert record("%0 Journal Article", "%T A", "%M 12345678", "%W NLM").pmid == "12345678"
    assert record("%0 Journal Article", "%T A", "%M WOS:000357").pmid is None


def test_the_entries_of_refer_have_no_type_and_empty_lines_between_them() -> None:
    first, second, third = entries(
        "%A Brian W. Kernighan\n%A Dennis Ritchie\n%T The C Programming Language\n"
        "%I Prentice Hall\n%C Englewood Cliffs\n%D 1978\n%R CSTR 12\n\n\n"
        "%T On it\n%A Ludwig van Beethoven\n%J Nature\n%V 5\n%D 1990\n \n"
        "%Q World Health Organization\n%T Depression\n%D 2017\n"
    )
    assert first.record is not None
    assert first.record.authors == (
        PersonName(family="Kernighan", given="Brian W."),
        PersonName(family="Ritchie", given="Dennis"),
    )
    assert (first.record.type, first.record.doi) == (WorkType.BOOK, None)
    assert "CSTR" not in (first.printed or "")
    assert second.record is not None
    assert second.record.authors == (PersonName(family="Beethoven", given="Ludwig van"),)
    assert second.record.type is WorkType.ARTICLE_JOURNAL
    assert third.record is not None
    assert third.record.authors == (GroupName(name="World Health Organization"),)


@pytest.mark.parametrize(
    "text",
    [
        "%0 Journal Article\r\n%T A\r\n%D 2001\r\n\r\n%0 Journal Article\r\n%T B\r\n",
        "%0 Journal Article\r%T A\r%D 2001\r%0 Journal Article\r%T B\r",
        "\ufeff%0 Journal Article\n%T A\n%0 Journal Article\n%T B",
        "  %0 Journal Article\n  %T A\n\n  %0 Journal Article\n  %T B",
        "%0\tJournal Article\n%T\tA\n\n%0\tJournal Article\n%T\tB",
        "%T A\n%0 Journal Article\n%J X\n\n%T B\n%0 Journal Article",
        "Exported by a program\n\n%0 Journal Article\n%T A\n\n2.\n%0 Journal Article\n%T B\n",
    ],
)
def test_two_entries_are_two_however_they_are_parted(text: str) -> None:
    titles = [one.record.title for one in entries(text) if one.record]
    assert [title for title in titles if title] == ["A", "B"]


@pytest.mark.parametrize("text", ["", "\n", "%", "% \n%%\n", "no tags", "%0", "%A", "%X abstract"])
def test_what_holds_no_entry_gives_none_and_breaks_nothing(text: str) -> None:
    for one in entries(text):
        assert one.start <= one.end <= len(text)


def test_an_entry_cut_short_is_still_one() -> None:
    (one,) = entries(RAJKUMAR[:60])
    assert one.record is not None
    assert one.record.authors[:1] == (PersonName(family="Rajkumar", given="Ramamoorthy"),)


def test_the_time_for_many_entries_and_long_lines_grows_with_their_length() -> None:
    def read_entries(count: int) -> None:
        assert len(entries("%0 Book\n%T A\n\n" * count)) == count

    assert grows_in_proportion(read_entries, 400)
    assert grows_in_proportion(lambda size: entries("%" * size), 20_000)


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (RAJKUMAR, "EndNote tagged"),
        ("%A Smith, J\n%T A title\n%D 2001\n%J Nature\n", "EndNote tagged"),
        ("%T A title\n%A Smith, J\n%J Nature\n", "EndNote tagged"),
        ("% A comment\n% T more\n% J\n\\documentclass{article}", "LaTeX"),
        ("%A comment\n%B more\n%C and more\n\\documentclass{article}", "LaTeX"),
        ("100%T A\n", "plain text"),
    ],
)
def test_it_is_told_by_its_content(content: str, title: str) -> None:
    assert recognise("a.txt", content.encode()).title == title
