"""One reference of a hundred thousand signs is parsed in a moment, and nothing of it is lost."""

from __future__ import annotations

import pytest
from tests.growth import grows_in_proportion

from refcheck.model.record import PersonName
from refcheck.parsing import parse
from refcheck.parsing.label_repair.people.authors import gap_in_authors
from refcheck.parsing.normalisers.values import clean_title
from refcheck.parsing.thresholds import LONGEST_WORD
from refcheck.parsing.tokens import _known, tokenise
from refcheck.text.people.names import family_forms


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("“‘Ketamine’”", "“‘Ketamine’”"),
        ("’’Ketamine’’", "Ketamine"),
        ("‘ ‘`Ketamine`’ ’.", "Ketamine"),
        ("‘", None),
        ("“Ecstasy” and “love”", "“Ecstasy” and “love”"),
    ],
)
def test_quotation_marks_within_each_other(printed: str, title: str | None) -> None:
    assert clean_title(printed) == title


def test_quotation_marks_without_end_are_taken_off_at_once() -> None:
    def clean(marks: int) -> None:
        assert clean_title("`" * marks + "Ketamine" + "`" * marks) == "Ketamine"

    assert grows_in_proportion(clean, 15_000)


def test_an_ellipsis_without_end_is_read_once() -> None:
    def read(size: int) -> None:
        tokens = tokenise("Lei C " + ". … & " * size)
        assert not gap_in_authors("…", tokens, ["title"] * len(tokens))

    assert grows_in_proportion(read, 2_000)


@pytest.mark.parametrize("dots", [". . .", "…", ". . . &", "... &", "& . . ."])
def test_the_ellipsis_after_an_author(dots: str) -> None:
    text = f"Lei, C., {dots} Chen, H. Ketamine. Lancet. 2015;1:2-3."
    tokens = tokenise(text)
    labels = ["Bfamily", "Igiven", *["O"] * (len(tokens) - 2)]
    assert gap_in_authors(text, tokens, labels) is (dots != "& . . .")


def test_long_pieces_are_not_remembered() -> None:
    _known.clear()
    piece = "a" * (LONGEST_WORD + 1)
    assert [token.word.core for token in tokenise(f"{piece} b")] == [piece, "b"]
    assert list(_known) == ["b"]
    assert parse(f"{piece}. Lancet. 2015;1:2-3.").record.issued is not None


def test_particles_without_end() -> None:
    def read(size: int) -> None:
        assert "berg" in family_forms(PersonName(family="de la " * size + "Berg"))

    assert grows_in_proportion(read, 5_000)
