"""Entries that begin with a sign in place of the author of the entry before."""

from __future__ import annotations

import pytest

from refcheck.extraction import extract
from refcheck.extraction.reference_list.same_author import same_author_length, with_name
from refcheck.model.document import Document

FREIRE = "FREIRE, P. Pedagogia do oprimido. Rio de Janeiro: Paz e Terra, 1970."
MINAYO = "MINAYO, M. C. S. O desafio do conhecimento. São Paulo: Hucitec, 2004."
BOOK = "Pedagogia da autonomia. São Paulo: Paz e Terra, 1996."
LATER = "Pedagogia da esperança. São Paulo: Paz e Terra, 1992."


def raws(text: str) -> list[str]:
    return [one.raw for one in extract(Document(path="a.txt", text=text))]


@pytest.mark.parametrize(
    "sign",
    ["______.", "__________.", "_____,", "———.", "——.", "—.", "---.", "--------.", "–––.",
     "_____, and R. Wilhelm.", "______; SHOR, I.", "Idem.", "Id.", "IDEM,"],
)  # fmt: skip
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_same_author_neither_ends_a_list_nor_costs_entries(gap: str, sign: str) -> None:
    entries = [FREIRE, f"{sign} {BOOK}", f"{sign} {LATER}", MINAYO]
    assert raws(f"Text.\n\nReferências\n\n{gap.join(entries)}\n") == entries


@pytest.mark.parametrize("sign", ["_____ (1996).", "——— 1996.", "--- 1996a."])
def test_a_year_after_the_sign(sign: str) -> None:
    entries = [
        "Freud S (1995). The dream of a life. London: Hogarth.",
        f"{sign} The dream of a death. London: Hogarth.",
        "Jung C (1916). The psychology of the unconscious. London: Kegan Paul.",
    ]
    assert raws("References\n\n" + "\n".join(entries)) == entries


@pytest.mark.parametrize(
    "text",
    ["– Smith J. Title", "- Smith J. Title", "-- the end", "--- | --- | ---", "___", "Idem, p. 34.",
     "Idem. Ibid., p. 5.", "Id. at 34.", "Ideas. A book", "— he said", "---- Original Message ----",
     "__init__. Python"],
)  # fmt: skip
def test_what_stands_for_no_author(text: str) -> None:
    assert same_author_length(text) == 0
    assert with_name(text) == text


def test_a_rule_or_a_signature_makes_no_list() -> None:
    assert raws("_______. \n\nSigned in Leeds, 2004\n\n________. \n\nSigned in York, 2005\n") == []


def test_an_entry_goes_on_in_alphabetical_order_after_the_sign() -> None:
    names = ["Adams", "Baker", "Clark", "Davis", "Evans", "Foster", "Green"]
    entries = [f"{n}, A. The book of many\nMatters of life. London: Hogarth, 1970." for n in names]
    entries[4:4] = ["———. Zebras and the book\nOf all matters. London: Hogarth, 1971."]
    joined = [" ".join(entry.split()) for entry in entries]
    assert raws("References\n\n" + "\n".join(entries)) == joined
