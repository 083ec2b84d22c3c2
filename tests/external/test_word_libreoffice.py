"""What refcheck writes into Word documents, opened by LibreOffice."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree
from tests.acceptance.personas.test_editor import _manuscript
from tests.unit.reports import samples
from tests.unit.reports.letter.test_letter import written
from tests.unit.revisions.docx.documents import KINDS, RELATIONS, SPACES, field, pack, par, run

from refcheck.revisions.docx.comments import Comment, add_comments
from refcheck.revisions.docx.package import WordFile
from refcheck.revisions.docx.tracked import TrackedChange, make

pytestmark = pytest.mark.external

DATE = "2026-11-29T00:00:00Z"
SECONDS = 180
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def converted(soffice: str, folder: Path, content: bytes, suffix: str) -> bytes:
    """The document as LibreOffice saves it in a different format."""
    source, target = folder / "in.docx", folder / suffix
    source.write_bytes(content)
    command = [soffice, "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    command += ["--convert-to", suffix, "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603
    return (target / f"in.{suffix}").read_bytes()


def open_text(content: bytes) -> etree._Element:
    """The text of an OpenDocument file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read("content.xml"))


def reviewed(content: bytes, *, comments: int, changes: int) -> bytes:
    """The document with comments on its last paragraphs, and numbers in them changed."""
    file = WordFile("in.docx", content)
    text = file.text.document.text
    lines = [one for one in text.split("\n") if one.strip()]
    noted = [
        Comment(start=(at := text.index(one)), end=at + len(one), paragraphs=("Please check.", "x"))
        for one in lines[-comments:]
    ]
    add_comments(file, noted, DATE)
    starts = [text.index(one) + len(one) - 3 for one in lines[-changes:]]
    make(file, [TrackedChange(start=at, end=at + 2, text="77") for at in starts], DATE)
    return file.content()


def test_comments_and_changes_are_all_there(soffice: str, tmp_path: Path) -> None:
    content = reviewed(_manuscript(), comments=12, changes=20)
    root = open_text(converted(soffice, tmp_path, content, "odt"))
    notes = root.findall(f".//{OFFICE}annotation")
    assert [one.findtext(CREATOR) for one in notes] == ["refcheck"] * 12
    assert all("Please check." in "".join(map(str, one.itertext())) for one in notes)
    regions = root.findall(f".//{TEXT}changed-region")
    kinds = [etree.QName(one[0]).localname for one in regions]
    assert (kinds.count("insertion"), kinds.count("deletion")) == (20, 20)
    assert {one.findtext(f".//{CREATOR}") for one in regions} == {"refcheck"}


def test_the_document_prints(soffice: str, tmp_path: Path) -> None:
    content = reviewed(_manuscript(), comments=12, changes=20)
    assert converted(soffice, tmp_path, content, "pdf").startswith(b"%PDF-")


def test_comments_come_back_from_a_round_trip(soffice: str, tmp_path: Path) -> None:
    content = reviewed(_manuscript(), comments=5, changes=5)
    again = docx.Document(io.BytesIO(converted(soffice, tmp_path, content, "docx")))
    assert [one.author for one in again.comments] == ["refcheck"] * 5


def test_what_others_wrote_stays(soffice: str, tmp_path: Path) -> None:
    """Comments, insertions and deletions of other people, and a field of a reference manager."""
    comments = (
        f'<w:comments {SPACES}><w:comment w:id="0" w:author="Editor"><w:p><w:r><w:t>Old</w:t></w:r>'
        "</w:p></w:comment></w:comments>"
    )
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{KINDS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/comments.xml": comments,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship '
        f'Id="rId1" Type="{KINDS}/comments" Target="comments.xml"/></Relationships>',
    }
    body = par('<w:commentRangeStart w:id="0"/>', run("As shown "), '<w:commentRangeEnd w:id="0"/>',
               '<w:r><w:commentReference w:id="0"/></w:r>',
               field("ADDIN ZOTERO_ITEM CSL_CITATION {}", run("[1]"))) + par(
        '<w:ins w:id="1" w:author="Author"><w:r><w:t>Smith J. Sleep in 2014</w:t></w:r></w:ins>',
        '<w:del w:id="2" w:author="Author"><w:r><w:delText>Gone</w:delText></w:r></w:del>',
        run(" and more of it."),
    )  # fmt: skip
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/>'
        '<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.comments+xml"/>'
        "</Types>"
    )
    content = pack(body, parts, types=types)
    file = WordFile("in.docx", content)
    at = file.text.document.text.index("2014")
    add_comments(file, [Comment(start=at, end=at + 4, paragraphs=("New",))], DATE)
    make(file, [TrackedChange(start=at, end=at + 4, text="2015")], DATE)
    root = open_text(converted(soffice, tmp_path, file.content(), "odt"))
    notes = root.findall(f".//{OFFICE}annotation")
    assert sorted(one.findtext(CREATOR) or "" for one in notes) == ["Editor", "refcheck"]
    authors = [one.findtext(f".//{CREATOR}") for one in root.findall(f".//{TEXT}changed-region")]
    assert authors.count("refcheck") >= 2
    assert "Author" in authors
    shown = "".join(map(str, root.itertext()))
    assert "2015" in shown
    assert "[1]" in shown


def test_the_letter_opens(soffice: str, tmp_path: Path) -> None:
    root = open_text(converted(soffice, tmp_path, written(samples.flawed()), "odt"))
    shown = "".join(map(str, root.itertext()))
    assert "Queries on the references of with-errors.txt" in shown
