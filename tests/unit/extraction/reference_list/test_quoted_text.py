"""Lists in the quoted text of e-mails and Markdown."""

from __future__ import annotations

import pytest

from refcheck.extraction import extract
from refcheck.model.document import Document

STONE = (
    "Stone DM, Hynes M. A candidate receptor for Sonic hedgehog. Nature. 1996;384(6605):129-134."
)
LOW = "Low JA, de Sauvage FJ. Clinical experience with inhibitors. J Clin Oncol. 2010;28:5321-6."
RUDY = "Rudy JW, Hardesty K. The temporal dynamics of retention. Learn Mem. 2005;12(2):172-7."
LIST = [STONE, LOW, RUDY]


def raws(text: str) -> list[str]:
    return [one.raw for one in extract(Document(path="a.txt", text=text))]


@pytest.mark.parametrize("mark", ["> - ", "> * ", "> • ", ">> - ", "> > + ", "> ", ">", "> 1. "])
@pytest.mark.parametrize("heading", ["", "> References:\n", "> References:\n>\n", "> [!note]\n"])
@pytest.mark.parametrize("wrap", [" ", "\n>   "])
def test_a_list_in_quoted_text(wrap: str, heading: str, mark: str) -> None:
    entries = [entry.replace(". ", f".{wrap}", 1) for entry in LIST]
    lines = [f"{mark}{entry}\n" for entry in entries]
    if "1" in mark:
        lines = [line.replace("1", str(n), 1) for n, line in enumerate(lines, 1)]
    assert raws(f"Hi Anna,\n\nyou wrote:\n\n{heading}{''.join(lines)}\nBest\nBob\n") == LIST


def test_quoted_entries_with_blank_lines_between_them() -> None:
    assert raws("References\n\n" + "\n\n".join(f"> {entry}" for entry in LIST)) == LIST


@pytest.mark.parametrize("label", ["{}. ", ""])
def test_a_sign_of_comparison_at_the_beginning_of_a_line_stays(label: str) -> None:
    low = LOW.replace("experience", "experience with doses\n> 5 mg")
    rudy = RUDY.replace("retention", "retention\n> 2 days")
    text = "\n".join(label.format(n) + entry for n, entry in enumerate([STONE, low, rudy], 1))
    assert raws(f"References\n\n{text}\n") == [" ".join(e.split()) for e in (STONE, low, rudy)]
