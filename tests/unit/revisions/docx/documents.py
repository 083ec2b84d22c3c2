"""Word documents in small, and what is left of them without the marks of refcheck."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from html import escape

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}
SPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pack(body: str, parts: Mapping[str, str] | None = None, types: str = TYPES) -> bytes:
    """A document with a body and further parts, in the order of Word."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(
            "word/document.xml",
            f"<?xml version='1.0'?><w:document {SPACES}><w:body>{body}</w:body></w:document>",
        )
        archive.writestr(
            zipfile.ZipInfo("word/media/image1.png", (2001, 2, 3, 4, 5, 6)), b"\x89PNG not packed"
        )
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return stream.getvalue()


def par(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def run(text: str, properties: str = "") -> str:
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def coded(code: str) -> str:
    return f"<w:r><w:instrText>{escape(code)}</w:instrText></w:r>"


def field(code: str, *inner: str) -> str:
    return char("begin") + coded(code) + char("separate") + "".join(inner) + char("end")


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist()}


def tree_of(content: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts_of(content)[name])


def canonical(root: etree._Element) -> bytes:
    return etree.tostring(root, method="c14n")


def without_comments(root: etree._Element) -> etree._Element:
    """The tree without the comments of refcheck."""
    for name in ("commentRangeStart", "commentRangeEnd"):
        for one in root.findall(f".//w:{name}", NS):
            one.getparent().remove(one)  # type: ignore[union-attr]
    for one in root.findall(".//w:commentReference", NS):
        mark = one.getparent()
        assert mark is not None
        mark.getparent().remove(mark)  # type: ignore[union-attr]
    return root


def joined(root: etree._Element) -> etree._Element:
    """The tree with neighbouring runs of the same properties made one, where both are text."""
    for one in list(root.iter(f"{{{W}}}r")):
        before = one.getprevious()
        if before is None or before.tag != one.tag or before.attrib != one.attrib:
            continue
        ours, theirs = (_properties(each) for each in (one, before))
        texts = [each.findall("w:t", NS) for each in (before, one)]
        if ours != theirs or not all(texts):
            continue
        inner = [each for each in one if each.tag != f"{{{W}}}rPr"]
        if before[-1].tag == inner[0].tag == f"{{{W}}}t":
            before[-1].text = (before[-1].text or "") + (inner[0].text or "")
            inner = inner[1:]
        for each in inner:
            before.append(each)
        one.getparent().remove(one)  # type: ignore[union-attr]
    return root


def _properties(run: etree._Element) -> bytes:
    found = run.find("w:rPr", NS)
    return b"" if found is None else canonical(found)


def settled(content: bytes, *, accept: bool, author: str = "refcheck") -> etree._Element:
    """The document with the changes of an author accepted, or rejected."""
    root = tree_of(content)
    gone, stays = ("del", "ins") if accept else ("ins", "del")
    for one in root.findall(f".//w:{gone}[@w:author='{author}']", NS):
        one.getparent().remove(one)  # type: ignore[union-attr]
    for one in root.findall(f".//w:{stays}[@w:author='{author}']", NS):
        parent = one.getparent()
        assert parent is not None
        for each in list(one):
            parent.insert(parent.index(one), each)
        parent.remove(one)
    for one in root.findall(".//w:delText", NS):
        if not any(each.tag == f"{{{W}}}del" for each in one.iterancestors()):
            one.tag = f"{{{W}}}t"
    return root


def words(root: etree._Element) -> list[str]:
    """The text of each paragraph, as Word prints it where all changes are accepted."""
    return [
        "".join(
            one.text or ""
            for one in paragraph.iter(f"{{{W}}}t")
            if not any(each.tag == f"{{{W}}}del" for each in one.iterancestors())
        )
        for paragraph in root.iter(f"{{{W}}}p")
    ]
