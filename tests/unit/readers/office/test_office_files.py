"""Files as programs save them: LibreOffice (Word, OpenDocument, PDF) and pdfTeX with hyperref.

All four hold the same three references, which the text cites.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from refcheck import extraction, readers
from refcheck.model.document import Document
from refcheck.model.reference import ReferenceString

FILES = Path(__file__).parent / "files"


def extract(name: str) -> tuple[Document, tuple[ReferenceString, ...]]:
    document = readers.read(str(FILES / name))
    return document, extraction.extract(document)


@pytest.mark.parametrize("suffix", ["docx", "odt", "pdf"])
def test_libreoffice(suffix: str) -> None:
    document, strings = extract(f"libreoffice.{suffix}")
    assert [one.label for one in strings] == ["1.", "2.", "3."]
    assert [one.raw.split(",")[0] for one in strings] == ["Rajkumar R", "Murrough JW", "Newport DJ"]
    assert strings[0].raw.endswith("Pharmacol Res. 2015;99:23-35.")
    assert [document.text[a:b] for a, b in document.superscripts] == ["1,2", "3"]
    assert "\n• infusion of 40 minutes\n" in document.text
    assert (strings[0].span.page == 1) == (suffix == "pdf")
    assert strings[0].span.path == (None if suffix == "pdf" else "paragraph 10")


def test_pdftex_with_hyperref() -> None:
    document, strings = extract("pdftex.pdf")
    assert [one.label for one in strings] == ["[1]", "[2]", "[3]"]
    assert strings[0].raw == (
        "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: jumping "
        "the gun? Pharmacol Res. 2015;99:23–35."
    )
    assert strings[2].raw.startswith("Muñoz-Tébar N")
    assert strings[0].span.page == 2
    starts = {name: offset for offset, name in document.anchors}
    cited = [
        (document.text[link.start : link.end], document.text[starts[target] :][:3])
        for link in document.links
        for target in link.targets
    ]
    assert cited == [("1", "[1]"), ("2", "[2]"), ("3", "[3]"), ("1", "1A ")]
    assert "SMITH ET AL" not in document.text
    assert "KETAMINE IN" not in document.text
