"""Sources in one paragraph with the word that announces them: "Sources: A; B; C"."""

from __future__ import annotations

import pytest

from refcheck.extraction import extract
from refcheck.model.document import Document

STONE = "Stone DM, Hynes M. A candidate receptor for Sonic hedgehog. Nature. 1996;384(6605):129-134"
LOW = "Low JA, de Sauvage FJ. Clinical experience with inhibitors. J Clin Oncol. 2010;28:5321-6"
RUDY = "Rudy JW, Hardesty K. The temporal dynamics of retention. Learn Mem. 2005;12(2):172-7"
SHORT = ("Stone DM, et al. Nature 1996;384:129-134", "Low JA, et al. J Clin Oncol 2010;28:5321-6")


def raws(text: str) -> list[str]:
    return [one.raw.rstrip(".") for one in extract(Document(path="a.txt", text=text))]


@pytest.mark.parametrize("word", ["Sources:", "SOURCES:", "Quellen:", "Fontes:", "**Sources:**"])
@pytest.mark.parametrize("sign", ["; ", ". "])
def test_sources_in_one_paragraph(sign: str, word: str) -> None:
    text = f"Hedgehogs matter.\n\n{word} {sign.join([STONE, LOW, RUDY])}.\n\nWe sell books.\n"
    assert raws(text) == [STONE, LOW, RUDY]


def test_short_references_and_wrapped_lines() -> None:
    assert raws(f"Sources: {'; '.join(SHORT)}.") == list(SHORT)
    wrapped = f"Sources: {STONE}; {LOW}; {RUDY}.".replace(" receptor", "\nreceptor")
    assert raws(f"Text.\n\n{wrapped}\n") == [STONE, LOW, RUDY]


@pytest.mark.parametrize(
    "note",
    [
        "Sources: World Health Organization (2010), authors' calculations from the survey of 2011.",
        f"Sources: {STONE}, and data that we collected.",
        "Sources: we used the records of the hospital (2004) and the ministry (2005), too.",
        "Sources: National Institute of Mental Health, 2012; Centers for Disease, 2013; UN.",
        f"The sources: {STONE}; {LOW}.",
        f"Sources {STONE}; {LOW}.",
    ],
)
def test_a_note_on_a_source_is_no_list(note: str) -> None:
    assert raws(f"Table 1\n\n{note}\n") == []


def test_the_sources_of_a_table_are_no_list_where_there_is_one() -> None:
    lines = "\n".join(f"{n}. {entry}." for n, entry in enumerate([STONE, LOW, RUDY], 1))
    table = f"Table 1\n\nSources: {LOW}; {RUDY}.\n\n"
    assert raws(f"{table}References\n\n{lines}\n") == [STONE, LOW, RUDY]
