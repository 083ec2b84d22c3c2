"""The proof of corrections: what an editor writes wrongly is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from tests.unit.revisions.changes import PersonName, author, changed, cited_in, revised

from refcheck.fixes.changes import Change
from refcheck.model.document import MarkedReference
from refcheck.model.finding import Field
from refcheck.model.report import DocumentReport
from refcheck.readers import FORMATS
from refcheck.readers.bibliography.bib import read_bib
from refcheck.revisions.bibtex import revise_bib
from refcheck.revisions.entries import EntryFile, revise_entries
from refcheck.revisions.registry import REVISERS, reviser_of
from refcheck.revisions.revision import Plans, Revision

BAD = "@article{a, title={T}, year={2014}, volume={89}}\n@article{b, title={B}, year={2000}}\n"
NOT_AGAIN = "it could not be written without changing something else"


def revised_with(edits: dict[Field, list[tuple[str, str]]], changes: Sequence[Change]) -> Revision:
    """Returns what becomes of the file when an editor replaces these texts."""

    class Editor:
        def __init__(self, file: EntryFile) -> None:
            self._text = file.text

        def edits(
            self, _entry: MarkedReference, changes: Sequence[Change]
        ) -> Iterable[tuple[int, int, str]]:
            for old, new in edits[changes[0].field]:
                place = self._text.index(old)
                yield place, place + len(old), new

    def reviser(path: str, content: bytes, report: DocumentReport, plans: Plans) -> Revision:
        return revise_entries(path, content, report, plans, read=read_bib, editor=Editor)

    return revised(reviser, read_bib, BAD.encode(), changes)


YEAR = changed(Field.YEAR, "2014")
VOLUME = changed(Field.VOLUME, "89")


@pytest.mark.parametrize(
    "edits",
    [
        [("2014", "2016")],
        [("2014", "2015"), ("{T}", "{U}")],
        [("2014", "2015"), ("{B}", "{C}")],
        [("2014", "2015"), ("article{b", "article{c")],
        [("2014", "2015"), ("@article{b", "@comment{b")],
        [("2014", "2015"), ("article{a", "article{c")],
    ],
)
def test_an_edit_that_does_anything_else_is_taken_back(edits: list[tuple[str, str]]) -> None:
    revision = revised_with({Field.YEAR: edits}, [YEAR])

    assert not revision.files
    assert not revision.done
    assert [one.reason for one in revision.left] == [NOT_AGAIN]


def test_the_other_edits_of_the_entry_are_made() -> None:
    edits = {Field.YEAR: [("2014", "2016")], Field.VOLUME: [("89", "99")]}

    revision = revised_with(edits, [YEAR, VOLUME])

    assert revision.files[0].after.decode() == BAD.replace("89", "99")
    assert [one.change for one in revision.done] == [VOLUME]
    assert [one.change for one in revision.left] == [YEAR]


def test_two_edits_of_one_place_are_not_both_made() -> None:
    edits = {Field.YEAR: [("2014", "2015")], Field.VOLUME: [("year={2014}", "year={1}")]}

    revision = revised_with(edits, [YEAR, VOLUME])

    assert revision.files[0].after.decode() == BAD.replace("2014", "2015")
    assert [one.change for one in revision.left] == [VOLUME]


def test_characters_that_the_encoding_lacks_are_not_written() -> None:
    bad = "@article{a, author={Müler, J. and Śmith, É.}, title={T}}\n".replace("Ś", "S")
    content = bad.encode("cp1252")
    cited = cited_in(read_bib("refs.bib", content), 1).authors

    revision = revised(
        revise_bib,
        read_bib,
        content,
        [author(0, cited[0], PersonName(family="Świątek", given="J."))],
    )

    assert [one.reason for one in revision.left] == [
        "the file's encoding (cp1252) lacks its characters"
    ]


def test_a_reference_that_is_not_an_entry_is_left() -> None:
    def read_nothing(path: str, content: bytes) -> object:
        return read_bib(path, b"")

    def reviser(path: str, content: bytes, report: DocumentReport, plans: Plans) -> Revision:
        return revise_entries(
            path,
            content,
            report,
            plans,
            read=read_nothing,  # type: ignore[arg-type]
            editor=lambda _file: None,  # type: ignore[arg-type,return-value]
        )

    revision = revised(reviser, read_bib, BAD.encode(), [YEAR])

    assert [one.reason for one in revision.left] == ["the entry could not be read as fields"]


@pytest.mark.parametrize("name", REVISERS)
def test_every_reviser_is_of_a_format_that_is_read(name: str) -> None:
    assert callable(reviser_of(FORMATS[name]))


def test_a_format_without_a_reviser_has_none() -> None:
    assert reviser_of(FORMATS["pdf"]) is None
