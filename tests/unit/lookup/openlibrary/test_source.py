"""Books at Open Library: how they are asked for, and what becomes of each answer and fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.standin.open_library import OWN_FAULTS, OpenLibraryTransport, edition
from tests.unit.lookup.searched.further import asked, cited, found

from refcheck.lookup.cache import admin
from refcheck.lookup.openlibrary.mapping import record_of, trimmed
from refcheck.lookup.openlibrary.source import TEXT_FORM, OpenLibrary
from refcheck.model.identifiers import ISBN
from refcheck.model.outcome import NotAsked, NotCached, NotFound, Unavailable
from refcheck.model.record import BibliographicRecord, GroupName, PersonName, WorkType
from refcheck.pipeline.documents import prepare_strings
from refcheck.text.works.identifiers import normalise_isbn, other_isbn

LONG, SHORT = ISBN("9780306406157"), ISBN("0306406152")  # the same edition
OTHER, TAPED, UNKNOWN = ISBN("9783161484100"), ISBN("9791090636071"), ISBN("9780195002690")
SHEPHERDS = edition("OL1M", "The deep sleep of shepherds", SHORT, subtitle="a study")
SAILORS = edition("OL2M", "The long night of sailors", OTHER)
ALPS = edition("OL3M", "Les Alpes", TAPED)
BOOKS = (SHEPHERDS, SAILORS, ALPS)


def book(*isbns: ISBN, title: str = "The deep sleep of shepherds", **more: Any) -> Any:
    return cited(title, isbn=isbns, **more)


@pytest.mark.parametrize(
    ("isbn", "ids"),
    [(LONG, ["OL1M"]), (SHORT, ["OL1M"]), (OTHER, ["OL2M"]), (TAPED, ["OL3M"])],
)
def test_a_book_is_found_by_either_form(tmp_path: Path, isbn: ISBN, ids: list[str]) -> None:
    (outcome,) = asked(OpenLibrary, tmp_path, OpenLibraryTransport(BOOKS), book(isbn))
    assert found(outcome) == ids


def test_fifty_keys_are_in_a_request(tmp_path: Path) -> None:
    isbns = [isbn for n in range(600) if (isbn := normalise_isbn(f"97803064{n:05}"))]
    assert len(isbns) == 60
    books = [edition(f"OL{n + 1}M", f"Book {n}", isbn) for n, isbn in enumerate(isbns)]
    transport = OpenLibraryTransport(books)
    outcomes = asked(OpenLibrary, tmp_path, transport, *map(book, isbns))
    assert [found(each) for each in outcomes] == [[f"OL{n + 1}M"] for n in range(60)]
    assert len(transport.requests) == 3


def test_only_isbns_are_sent(tmp_path: Path) -> None:
    transport = OpenLibraryTransport(BOOKS)
    asked(OpenLibrary, tmp_path, transport, book(LONG), email="a@b.example", api_key="secret")
    (request,) = transport.requests
    assert dict(request.url.params) == {
        "bibkeys": f"ISBN:{LONG},ISBN:{SHORT}",
        "format": "json",
        "jscmd": "data",
    }
    assert "mailto:a@b.example" in request.headers["User-Agent"]
    assert "secret" not in str(request.url) + str(request.headers)


def test_what_is_not_listed_and_what_is_not_asked(tmp_path: Path) -> None:
    transport = OpenLibraryTransport(BOOKS)
    unknown, none = asked(OpenLibrary, tmp_path, transport, book(UNKNOWN), book())
    assert isinstance(unknown, NotFound)
    assert isinstance(none, NotAsked)


def test_a_book_counts_only_if_it_has_the_number_itself(tmp_path: Path) -> None:
    class Loose(OpenLibraryTransport):
        """Sends, under the key that was asked for, an edition with another number."""

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            reply = await super().handle_async_request(request)
            body = (await reply.aread()).replace(b'["0306406152"]', b'["080442957X"]')
            assert b"080442957X" in body
            return httpx.Response(200, stream=httpx.ByteStream(body))

    (outcome,) = asked(OpenLibrary, tmp_path, Loose([SHEPHERDS]), book(LONG))
    assert isinstance(outcome, NotFound)


@pytest.mark.parametrize("fault", OWN_FAULTS)
def test_every_fault_is_could_not_ask(tmp_path: Path, fault: str) -> None:
    transport = OpenLibraryTransport(BOOKS, fault)
    known, unknown = asked(OpenLibrary, tmp_path, transport, book(LONG), book(UNKNOWN))
    assert isinstance(known, Unavailable), fault
    assert isinstance(unknown, Unavailable), fault
    known, unknown = asked(  # nothing of it is cached
        OpenLibrary, tmp_path, OpenLibraryTransport(BOOKS), book(LONG), book(UNKNOWN)
    )
    assert found(known) == ["OL1M"]
    assert isinstance(unknown, NotFound)


def test_answers_are_cached_exported_and_used_offline(tmp_path: Path) -> None:
    one, two, text = (tmp_path / name for name in ("one", "two", "text"))
    asked(OpenLibrary, one, OpenLibraryTransport(BOOKS), book(LONG), book(UNKNOWN))
    assert admin.export(one, text, TEXT_FORM, print) == 2
    assert admin.import_(two, text, TEXT_FORM, print) == 2
    known, unknown, new = asked(
        OpenLibrary, two, None, book(SHORT), book(UNKNOWN), book(OTHER), offline=True
    )
    assert found(known) == ["OL1M"]
    assert isinstance(unknown, NotFound)
    assert isinstance(new, NotCached)


def record(**more: Any) -> BibliographicRecord:
    mapped = record_of(trimmed(SHEPHERDS | more))
    assert mapped is not None
    return mapped


def test_a_record() -> None:
    mapped = record()
    assert mapped.title == "The deep sleep of shepherds: a study"
    assert mapped.title_variants == ("The deep sleep of shepherds",)
    assert mapped.authors == (PersonName(family="Kumar", given="Ana B."),)
    assert not mapped.authors_complete
    assert (mapped.publisher, mapped.publisher_place) == ("Valley Press", "London")
    assert mapped.isbn == (SHORT,)
    assert mapped.url == "https://openlibrary.org/books/OL1M"


@pytest.mark.parametrize(
    ("date", "years"),
    [
        ("Mar 1994", [1994]),
        ("1994?", [1994]),
        ("c1987", [1987]),
        ("January 1, 2004", [2004]),
        ("1994, c1993", [1994, 1993]),
        ("19--", []),
        ("n.d.", []),
        ("12345", []),
        (None, []),
        (2015, [2015]),
        ("9" * 100_000, []),
    ],
)
def test_dates_are_free_text(date: object, years: list[int]) -> None:
    assert [each.date.year for each in record(publish_date=date).dates] == years


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        (["Kumar, Ana B."], (PersonName(family="Kumar", given="Ana B."),)),
        (["Ana Kumar and others"], (PersonName(family="Kumar", given="Ana"),)),
        (["Ana Kumar [et al.]"], (PersonName(family="Kumar", given="Ana"),)),
        (["and others"], ()),
        (["World Health Organization."], (GroupName(name="World Health Organization."),)),
        ([], ()),
        ([None, 7, "", " "], (PersonName(family="7"),)),
    ],
)
def test_authors_are_as_people_type_them(names: list[object], authors: tuple[object, ...]) -> None:
    assert record(authors=[{"name": name} for name in names]).authors == authors


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Brain's diseases (12th ed.)", "Brain's diseases"),
        ("Brain's diseases, 12e", "Brain's diseases"),
        ("Brain's diseases [electronic resource]", "Brain's diseases"),
        ("Brain's diseases, second edition", "Brain's diseases"),
        ("Brain's diseases - International Edition", "Brain's diseases"),
    ],
)
def test_the_edition_may_be_in_the_title(title: str, bare: str) -> None:
    assert record(title=title, subtitle=None).title_variants == (bare,)


@pytest.mark.parametrize(
    "broken",
    [
        {"title": None},
        {"title": " "},
        {"title": ["x"]},
        {"key": "/works/OL1W"},
        {"key": "/type/redirect"},
        {"key": None},
    ],
)
def test_what_is_no_edition(broken: dict[str, object]) -> None:
    assert record_of(trimmed(SHEPHERDS | broken)) is None


@pytest.mark.parametrize("member", ["identifiers", "authors", "publishers", "publish_places"])
@pytest.mark.parametrize("value", [None, 7, "x", [7], {"x": [{}]}, [{"name": {}}], []])
def test_hostile_members(member: str, value: object) -> None:
    assert record_of(trimmed(SHEPHERDS | {member: value})) is not None


@pytest.mark.parametrize(
    ("line", "takes"),
    [
        ("Kumar A. The deep sleep. London: Valley Press; 2015. ISBN 978-0-306-40615-7.", True),
        ("Kumar A. The deep sleep. London: Valley Press; 2015.", False),
        ("Kumar A. The deep sleep. London: Valley Press; 2015. ISBN 978-0-306-40615-8.", False),
        ("Kumar A. The deep sleep. J Sleep. 2015;3:1-9.", False),
        (
            "Kumar A. The deep sleep. In: Proceedings of the 3rd Conference on Sleep; 2015; Rome. "
            "p. 1-9. ISBN 978-0-306-40615-7.",
            False,
        ),
    ],
)
def test_which_works_are_asked_about(tmp_path: Path, line: str, takes: bool) -> None:
    reference = prepare_strings([line]).references[0]
    assert OpenLibrary.takes(object.__new__(OpenLibrary), reference) is takes


@pytest.mark.parametrize(
    ("isbn", "other"),
    [(LONG, SHORT), (SHORT, LONG), (ISBN("080442957X"), "9780804429573"), (TAPED, None)],
)
def test_the_other_form_of_an_isbn(isbn: ISBN, other: str | None) -> None:
    assert other_isbn(isbn) == other


def test_it_is_a_book() -> None:
    assert record().type is WorkType.BOOK
