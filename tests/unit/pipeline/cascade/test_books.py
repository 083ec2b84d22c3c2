"""Chapters that nobody lists: whether there is the book that they are said to be in."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.standin.doi_services import DoiTransport
from tests.standin.further_services import FurtherTransport
from tests.standin.open_library import OpenLibraryTransport, edition
from tests.unit.pipeline.cascade.test_behind_dois import OUTSIDE

from refcheck import pipeline
from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.doi.crossref_search import CrossrefSearch
from refcheck.lookup.doi.resolver import DoiResolver
from refcheck.lookup.nlm_catalog.source import NlmCatalog
from refcheck.lookup.openlibrary.source import OPEN_LIBRARY, OpenLibrary
from refcheck.model.finding import Finding, Severity
from refcheck.model.report import CheckedReference, Verdict
from refcheck.pipeline.cascade.books import cited_book
from refcheck.pipeline.documents import prepare_strings
from refcheck.settings import Settings

ISBN = "9780306406157"
CITED = (
    "Kumar A. The sleep of shepherds. In: Doe J, Roe R, editors. Handbook of alpine medicine. "
    f"London: Valley Press; 2015. p. 12-30. ISBN {ISBN}."
)


def catalogued(title: str = "Handbook of alpine medicine", **more: Any) -> dict[str, Any]:
    return {
        "uid": "7",
        "nlmuniqueid": "7",
        "titlemainlist": [{"title": f"{title} / edited by Jane Doe."}],
        "authorlist": [{"lastname": "Doe", "forename": "Jane,", "otherinformation": "ed."}],
        "publicationinfolist": [
            {"place": "London :", "publisher": "Valley Press,", "dateissued": "2015."}
        ],
        "resourceinfolist": [{"typeofresource": "Book"}],
    } | more


DEPOSITED = {
    "DOI": "10.5555/book",
    "type": "edited-book",
    "title": ["Handbook of alpine medicine"],
    "editor": [{"given": "Jane", "family": "Doe", "sequence": "first"}],
    "issued": {"date-parts": [[2015]]},
    "publisher": "Valley Press",
}
CHAPTER = {
    "DOI": "10.5555/book.3",
    "type": "book-chapter",
    "title": ["The sleep of shepherds"],
    "container-title": ["Handbook of alpine medicine"],
    "author": [{"given": "Ana", "family": "Kumar", "sequence": "first"}],
    "editor": [{"given": "Jane", "family": "Doe"}],
    "page": "12-30",
    "issued": {"date-parts": [[2015]]},
}
LISTED = edition("OL1M", "Handbook of alpine medicine", ISBN, authors=[{"name": "Jane Doe"}])


@dataclass
class World:
    """What the sources have, and what is wrong with each."""

    catalog: Sequence[dict[str, Any]] = ()
    crossref: Sequence[dict[str, Any]] = ()
    books: Sequence[dict[str, Any]] = ()
    fault: str | None = None
    deposits: DoiTransport = field(init=False)
    library: OpenLibraryTransport = field(init=False)

    def __post_init__(self) -> None:
        faults = {"crossref": self.fault} if self.fault else {}
        self.deposits = DoiTransport(searchable=self.crossref, faults=faults)
        self.library = OpenLibraryTransport(self.books, self.fault)

    def check(
        self, folder: Path, patch: pytest.MonkeyPatch, *lines: str
    ) -> tuple[CheckedReference, ...]:
        timing = Timing(attempts=2, first_pause=0.001, longest_wait=0.01, failing=0, whole=0.2)
        faults = {"nlmcatalog": self.fault} if self.fault else {}

        def config(transport: Any) -> LookupConfig:
            return LookupConfig(
                cache_dir=folder, pace_dir=folder, transport=transport, timing=timing
            )

        resolver = DoiResolver(config(self.deposits), ("crossref",), print)

        def opened(*_: object) -> tuple[Any, ...]:
            assert resolver.crossref is not None
            return (
                NlmCatalog(config(FurtherTransport(catalog=self.catalog, faults=faults)), print),
                CrossrefSearch(resolver.crossref),
                OpenLibrary(OPEN_LIBRARY.config(config(self.library)), print),
            )

        patch.setattr(LookupConfig, "interval", property(lambda _: 0.0001))
        patch.setattr("refcheck.pipeline.run.open_further_sources", opened)

        async def checked() -> tuple[CheckedReference, ...]:
            try:
                report = await pipeline.check_strings(lines, Settings(), provider=OUTSIDE)
            finally:
                await resolver.aclose()
            return report.references

        return asyncio.run(checked())


def note(reference: CheckedReference) -> Finding:
    (found,) = [each for each in reference.findings if each.rule == "unlisted"]
    assert found.severity is Severity.INFO
    assert reference.verdict is Verdict.UNCHECKED  # the book is not the chapter
    return found


SAID = " has the book that it is said to be in: Handbook of alpine medicine, Doe "


@pytest.mark.parametrize(
    ("world", "name", "searches"),
    [
        (World(catalog=[catalogued()]), "NLM Catalog", 0),  # its answer on the chapter has it
        (World(crossref=[DEPOSITED]), "Crossref", 0),
        (World(books=[LISTED]), "Open Library", 2),  # Crossref's for the book, and its own
    ],
)
def test_the_book_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, world: World, name: str, searches: int
) -> None:
    (reference,) = world.check(tmp_path, monkeypatch, CITED)
    assert f" {name}{SAID}" in note(reference).message
    assert note(reference).url is not None
    assert reference.lookup is not None
    asked = [each for each in reference.lookup.searches if each.stage.name == "book of the chapter"]
    assert len(asked) == searches


def test_a_search_for_the_book_is_a_question_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chapters of other books fill the answer on the chapter."""
    others = [
        CHAPTER | {"DOI": f"10.5555/o{n}", "title": [f"The sleep of shepherds and Kumar {n}"],
                   "author": [{"family": "Other", "sequence": "first"}],
                   "container-title": [f"Volume {n} of 2015 Handbook of alpine medicine"]}
        for n in range(6)
    ]  # fmt: skip
    world = World(crossref=[*others, DEPOSITED])
    (reference,) = world.check(tmp_path, monkeypatch, CITED)
    assert f" Crossref{SAID}" in note(reference).message
    assert len(world.deposits.requests) == 2


def test_a_chapter_that_is_listed_needs_no_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(crossref=[CHAPTER, DEPOSITED], books=[LISTED])
    (reference,) = world.check(tmp_path, monkeypatch, CITED)
    assert reference.verdict is Verdict.VERIFIED
    assert len(world.deposits.requests) == 1
    assert world.library.requests == []


def test_chapters_of_one_book_are_one_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(books=[LISTED])
    other = CITED.replace("Kumar A. The sleep of shepherds", "Lee B. The food of goats")
    first, second = world.check(tmp_path, monkeypatch, CITED, other)
    assert "Open Library" in note(first).message
    assert "Open Library" in note(second).message
    assert len(world.deposits.requests) == 3  # two chapters, one book
    assert len(world.library.requests) == 1


@pytest.mark.parametrize(
    "line",
    [
        CITED.replace("alpine medicine", "tropical dentistry"),
        CITED.replace("2015", "1987"),
        CITED.replace("Handbook of alpine medicine", "Medicine"),
        # neither the editor nor the publisher, and another ISBN
        CITED.replace("Doe J, Roe R", "Poe X")
        .replace("Valley Press", "Hill House")
        .replace(ISBN, "9783161484100"),
    ],
)
def test_another_book_is_not_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    world = World(catalog=[catalogued()], crossref=[DEPOSITED], books=[LISTED])
    (reference,) = world.check(tmp_path, monkeypatch, line)
    assert "said to be in" not in note(reference).message


@pytest.mark.parametrize(
    "line",
    [
        CITED.replace("Doe J, Roe R, editors. ", ""),  # the publisher, or the ISBN
        CITED.replace("Doe J, Roe R, editors. ", "").replace("Valley Press", "Hill House"),
        CITED.replace("Doe J, Roe R", "Roe R, Doe J"),
        CITED.replace(f" ISBN {ISBN}.", ""),
        CITED.replace("2015", "2016"),
        CITED.replace("Handbook of", "The Handbook of"),
    ],
)
def test_one_thing_beside_title_and_year_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    world = World(catalog=[catalogued(isbn=ISBN)], crossref=[DEPOSITED], books=[LISTED])
    (reference,) = world.check(tmp_path, monkeypatch, line)
    assert "said to be in" in note(reference).message


@pytest.mark.parametrize("fault", ["429", "500", "html", "cut", "empty", "refuse"])
def test_a_fault_names_no_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    world = World(catalog=[catalogued()], crossref=[DEPOSITED], books=[LISTED], fault=fault)
    (reference,) = world.check(tmp_path, monkeypatch, CITED)
    assert reference.verdict is Verdict.UNCHECKED
    assert all("said to be in" not in each.message for each in reference.findings)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (CITED, "Handbook of alpine medicine"),
        ("Doe J. Handbook of alpine medicine. London: Valley Press; 2015.", None),
        ("Kumar A. The sleep of shepherds. J Sleep. 2015;3:1-9.", None),
        (
            "Kumar A. The sleep of shepherds. In: Proceedings of the 3rd Conference on Sleep; "
            "2015; Rome. p. 1-9.",
            None,
        ),
    ],
)
def test_which_references_name_a_book(line: str, title: str | None) -> None:
    book = cited_book(prepare_strings([line]).references[0])
    assert (book.record.title if book else None) == title
