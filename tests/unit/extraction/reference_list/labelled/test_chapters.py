"""Lists that are numbered by chapter, and sections that are."""

from __future__ import annotations

import pytest

from refcheck.extraction import extract
from refcheck.model.document import Document

STONE = (
    "Stone DM, Hynes M. A candidate receptor for Sonic hedgehog. Nature. 1996;384(6605):129-134."
)
LOW = "Low JA, de Sauvage FJ. Clinical experience with inhibitors. J Clin Oncol. 2010;28:5321-6."
RUDY = "Rudy JW, Hardesty K. The temporal dynamics of retention. Learn Mem. 2005;12(2):172-7."
WHO = "WHO. Depression. https://www.who.int/depression (accessed 3 May 2019)."
LIST = [STONE, WHO, LOW, RUDY]
NUMBERS = [(1, 1), (1, 2), (2, 1), (4, 1)]


def found(text: str) -> list[tuple[str | None, str]]:
    return [(one.label, one.raw) for one in extract(Document(path="a.txt", text=text))]


@pytest.mark.parametrize("label", ["{}.{}", "{}.{}.", "[{}.{}]", "{}-{}", "{}-{}.", "{}.{})"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("wrap", ["", "\n    "])
@pytest.mark.parametrize("heading", ["References\n\n", ""])
def test_numbers_by_chapter(heading: str, wrap: str, gap: str, label: str) -> None:
    labels = [label.format(*numbers) for numbers in NUMBERS]
    entries = [entry.replace(". ", f".{wrap or ' '}", 1) for entry in LIST]
    listed = gap.join(f"{a} {b}" for a, b in zip(labels, entries, strict=True))
    assert found(f"Hedgehog acts early.\n\n{heading}{listed}\n") == [
        *zip(labels, LIST, strict=True)
    ]


@pytest.mark.parametrize("sign", [".", "-"])
def test_sections_of_a_text_are_no_list(sign: str) -> None:
    text = "\n\n".join(
        f"{a}{sign}{b} Methods of the study\n\nWe asked {b}2 patients in 2004. They slept well."
        for a, b in [(1, 1), (1, 2), (2, 1), (2, 2)]
    )
    assert found(text) == []


def test_a_list_between_numbered_sections() -> None:
    text = (
        f"1.1 Background\n\nMany sleep badly.\n\n1.2 References\n\n1. {STONE}\n2. {LOW}\n"
        f"3. {RUDY}\n\n"
        "1.3 Appendix\n\nMore of it.\n"
    )
    assert found(text) == [("1.", STONE), ("2.", LOW), ("3.", RUDY)]


@pytest.mark.parametrize(
    "line", ["1.5 Million people. Lancet. 2010;1:2-3.", "10.5 Years later. 2004."]
)
def test_a_number_at_the_beginning_of_a_line_is_no_label(line: str) -> None:
    entries = [STONE, f"Low JA, de Sauvage FJ. The health of\n{line}", RUDY]
    assert [raw for _, raw in found("References\n\n" + "\n".join(entries))] == [
        " ".join(entry.split()) for entry in entries
    ]
