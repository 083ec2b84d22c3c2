"""Web sites from number 101 and patents from 201, after the references of a list."""

from __future__ import annotations

import pytest

from refcheck.extraction import extract
from refcheck.model.document import Document

STONE = (
    "Stone DM, Hynes M. A candidate receptor for Sonic hedgehog. Nature. 1996;384(6605):129-134."
)
LOW = "Low JA, de Sauvage FJ. Clinical experience with inhibitors. J Clin Oncol. 2010;28:5321-6."
RUDY = "Rudy JW, Hardesty K. The temporal dynamics of retention. Learn Mem. 2005;12(2):172-7."
TRIAL = "ClinicalTrials.gov. A study of GDC-0449. http://clinicaltrials.gov/show/NCT00636610"
LABEL = "US FDA. Erivedge label. www.accessdata.fda.gov/label.pdf (Accessed 3 March 2013)"
WHO = "WHO. Depression. www.who.int/depression"
PATENT = "Genentech Inc.: WO2010028314 (2010)."


def found(text: str) -> list[tuple[str | None, str]]:
    return [(one.label, one.raw) for one in extract(Document(path="a.txt", text=text))]


@pytest.mark.parametrize("heading", ["", "Websites\n", "\nWebsites\n", "\nWebsites\n\n"])
@pytest.mark.parametrize("label", ["{}.", "[{}]", "{})"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_second_numbering(gap: str, label: str, heading: str) -> None:
    first = gap.join(f"{label.format(n)} {e}" for n, e in enumerate([STONE, LOW, RUDY], 1))
    second = gap.join(f"{label.format(n)} {e}" for n, e in enumerate([TRIAL, LABEL, WHO], 101))
    assert found(f"References\n\n{first}\n{heading}{second}\n") == [
        *((label.format(n), e) for n, e in enumerate([STONE, LOW, RUDY], 1)),
        *((label.format(n), e) for n, e in enumerate([TRIAL, LABEL, WHO], 101)),
    ]


def test_a_single_patent() -> None:
    text = f"References\n\n1. {STONE}\n2. {LOW}\n3. {RUDY}\n\nPatent\n201. {PATENT}\n"
    assert [label for label, _ in found(text)] == ["1.", "2.", "3.", "201."]


@pytest.mark.parametrize(
    "entry",
    ["Stone DM, Hynes M. A candidate receptor. Nature. 1996\n101. Available at www.example.org.",
     "Stone DM, Hynes M. A candidate receptor. Nature. 1996;384(2):\n101. www.example.org.",
     "Stone DM, Hynes M. Interviews from No. 1 to\n201. Leeds: University Press; 1996."],
)  # fmt: skip
def test_a_number_amid_an_entry_is_no_label(entry: str) -> None:
    text = f"References\n\n1. {LOW}\n2. {RUDY}\n3. {entry}\n4. {LOW}\n5. {RUDY}\n"
    assert found(text)[2] == ("3.", " ".join(entry.split()))
    assert [label for label, _ in found(text)] == ["1.", "2.", "3.", "4.", "5."]


def test_a_list_of_more_than_a_hundred_goes_on() -> None:
    lines = "\n".join(f"{n}. {LOW}" for n in range(1, 106))
    assert len(found(f"References\n\n{lines}\n")) == 105
