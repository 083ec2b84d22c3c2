"""Comments in Word documents: their places, and that nothing else changes."""

from __future__ import annotations

import io
import re

import docx
import pytest
from lxml import etree
from tests.unit.revisions.docx.documents import (
    KINDS,
    NS,
    RELATIONS,
    SPACES,
    canonical,
    field,
    joined,
    pack,
    par,
    parts_of,
    run,
    tree_of,
    without_comments,
)

from refcheck.errors import InputError
from refcheck.revisions.docx.comments import Comment, add_comments
from refcheck.revisions.docx.package import WordFile

DATE = "2026-11-29T00:00:00Z"
ENTRY = "Smith J, Jones K. Effect of sleep. Lancet. 2014;1:2-3."
COMMENTS_RELATION = (
    f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{KINDS}/comments"'
    ' Target="comments.xml"/></Relationships>'
)
OLD_COMMENT = (
    f'<w:comments {SPACES}><w:comment w:id="7" w:author="An editor"><w:p><w:r><w:t>Old</w:t></w:r>'
    "</w:p></w:comment></w:comments>"
)


def commented(content: bytes, *quoted: str, exact: bool = False, text: str = "Please.") -> bytes:
    """The document with a comment on each of these passages."""
    file = WordFile("a.docx", content)
    whole = file.text.document.text
    comments = [
        Comment(start=(at := whole.index(one)), end=at + len(one), paragraphs=(text,), exact=exact)
        for one in quoted
    ]
    add_comments(file, comments, DATE)
    return file.content()


def commented_words(content: bytes) -> list[str]:
    """What the range of each comment is on."""
    root = tree_of(content)
    found = []
    for start in root.iter(f"{{{NS['w']}}}commentRangeStart"):
        number = start.get(f"{{{NS['w']}}}id")
        within, text = False, ""
        for one in root.iter("*"):
            name = etree.QName(one).localname
            if name == "commentRangeStart" and one is start:
                within = True
            elif name == "commentRangeEnd" and one.get(f"{{{NS['w']}}}id") == number:
                break
            elif name == "t" and within:
                text += one.text or ""
        found.append(text)
    return found


BODIES = {
    "one run": par(run(ENTRY)),
    "several runs": par(run("Smith J, ", "<w:b/>"), run("Jones K. Effect of sleep. "),
                        run("Lancet", "<w:i/>"), run(". 2014;1:2-3.")),
    "link": par(run("Smith J, Jones K. Effect of sleep. Lancet. "),
                f'<w:hyperlink r:id="rId9">{run("2014;1:2-3.")}</w:hyperlink>'),
    "content control": par("<w:sdt><w:sdtContent>", run(ENTRY), "</w:sdtContent></w:sdt>"),
    "block control": "<w:sdt><w:sdtContent>" + par(run(ENTRY)) + "</w:sdtContent></w:sdt>",
    "insertion": par('<w:ins w:id="3" w:author="A">' + run(ENTRY) + "</w:ins>"),
    "deletion before": par('<w:del w:id="3" w:author="A"><w:r><w:delText>Old</w:delText></w:r>'
                           "</w:del>", run(ENTRY)),
    "table": "<w:tbl><w:tr><w:tc>" + par(run(ENTRY)) + "</w:tc></w:tr></w:tbl>",
    "field in the entry": par(run("Smith J, Jones K. Effect of sleep. Lancet. "),
                              field('HYPERLINK "http://a.org"', run("2014;1:2-3."))),
    "bookmark": par('<w:bookmarkStart w:id="0" w:name="a"/>', run(ENTRY),
                    '<w:bookmarkEnd w:id="0"/>'),
    "comment and instruction of XML": par("<!-- by hand -->", run(ENTRY), "<?keep this?>"),
    "simple field": par(f'<w:fldSimple w:instr="REF a">{run("Smith J, Jones K.")}</w:fldSimple>',
                        run(" Effect of sleep. Lancet. 2014;1:2-3.")),
}  # fmt: skip


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_comment_is_on_its_entry_and_nothing_else_changes(body: str) -> None:
    before = pack(par(run("Words.")) + body + par(run("More.")))
    after = commented(before, ENTRY)
    assert commented_words(after) == [ENTRY]
    assert canonical(without_comments(tree_of(after))) == canonical(tree_of(before))
    old, new = parts_of(before), parts_of(after)
    changed = {name for name in new if old.get(name) != new[name]}
    assert changed == {
        *("[Content_Types].xml", "word/document.xml"),
        *("word/_rels/document.xml.rels", "word/comments.xml"),
    }
    assert list(new)[: len(old)] == list(old)


def test_the_comment_has_author_date_and_paragraphs() -> None:
    file = WordFile("a.docx", pack(par(run(ENTRY))))
    add_comments(file, [Comment(start=0, end=5, paragraphs=("One.", "Two."))], DATE)
    (comment,) = tree_of(file.content(), "word/comments.xml")
    assert comment.get(f"{{{NS['w']}}}author") == "refcheck"
    assert comment.get(f"{{{NS['w']}}}date") == DATE
    assert ["".join(one.itertext()) for one in comment] == ["One.", "Two."]


def test_existing_comments_stay() -> None:
    body = par('<w:commentRangeStart w:id="7"/>', run("Words."), '<w:commentRangeEnd w:id="7"/>',
               '<w:r><w:commentReference w:id="7"/></w:r>') + par(run(ENTRY))  # fmt: skip
    parts = {"word/comments.xml": OLD_COMMENT, "word/_rels/document.xml.rels": COMMENTS_RELATION}
    after = commented(pack(body, parts), ENTRY)
    old, new = tree_of(after, "word/comments.xml")
    assert canonical(old) == canonical(etree.fromstring(OLD_COMMENT)[0])
    assert new.get(f"{{{NS['w']}}}id") != "7"
    assert commented_words(after) == ["Words.", ENTRY]
    assert parts_of(after)["word/_rels/document.xml.rels"] == COMMENTS_RELATION.encode()


def test_the_same_comment_is_not_written_twice() -> None:
    once = commented(pack(par(run(ENTRY))), ENTRY)
    assert commented(once, ENTRY) == once
    assert len(tree_of(commented(once, ENTRY, text="Another."), "word/comments.xml")) == 2


def test_a_marker_within_a_run_is_cut_out_of_it() -> None:
    before = pack(par(run("As shown [4-2], and again [9].", "<w:i/>")))
    after = commented(before, "[4-2]", "[9]", exact=True)
    assert commented_words(after) == ["[4-2]", "[9]"]
    assert canonical(joined(without_comments(tree_of(after)))) == canonical(tree_of(before))


def test_two_comments_on_one_run() -> None:
    after = commented(pack(par(run("A [1] b [1] c"))), "[1]", "b", exact=True)
    assert commented_words(after) == ["[1]", "b"]


def test_a_comment_on_a_citation_is_outside_of_its_field() -> None:
    """What is within a field is lost when the manager prints it again."""
    body = par(run("As shown "), field("ADDIN ZOTERO_ITEM CSL_CITATION {}", run("[9-5]")), run("."))
    root = tree_of(commented(pack(body), "[9-5]", exact=True))
    names = [etree.QName(one).localname for one in root.iter() if one.tag is not etree.Comment]
    assert names.index("commentRangeStart") < names.index("fldChar")
    assert names[::-1].index("commentRangeEnd") < names[::-1].index("fldChar")


def test_a_comment_on_a_note_is_at_its_mark() -> None:
    """Word has no comments in notes."""
    notes = (
        f'<w:footnotes {SPACES}><w:footnote w:id="2">{par(run(ENTRY))}</w:footnote></w:footnotes>'
    )
    body = par(run("Words"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" go on."))
    before = pack(body, {"word/footnotes.xml": notes})
    after = commented(before, ENTRY)
    assert parts_of(after)["word/footnotes.xml"] == notes.encode()
    start = tree_of(after).find(".//w:commentRangeStart", NS)
    assert start is not None
    assert start.getnext().find("w:footnoteReference", NS) is not None  # type: ignore[union-attr]


def test_a_comment_on_a_text_box_is_at_its_anchor() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{par(run(ENTRY))}</w:txbxContent></w:pict></w:r>"
    root = tree_of(commented(pack(par(run("Words "), box)), ENTRY))
    start = root.find(".//w:commentRangeStart", NS)
    assert start is not None
    assert start.getparent().getparent().tag.endswith("}body")  # type: ignore[union-attr]


def test_what_no_part_prints_is_asked_at_the_first_words() -> None:
    file = WordFile("a.docx", pack(par(run("Words."))))
    add_comments(file, [Comment(start=900, end=990, paragraphs=("Where?",))], DATE)
    assert commented_words(file.content()) == ["Words."]


def test_markup_and_control_characters_are_text() -> None:
    text = 'A <b> & "c" ]]> \x1b[31m \x00 \ufffe =cmd|x'
    after = commented(pack(par(run(ENTRY))), ENTRY, text=text)
    (comment,) = tree_of(after, "word/comments.xml")
    shown = "".join(comment.itertext())
    assert '<b> & "c" ]]>' in shown
    assert not re.search("[\x00-\x1f\ufffe]", shown)


def test_python_docx_reads_the_comments() -> None:
    document = docx.Document()
    document.add_paragraph("Words.")
    document.add_paragraph(ENTRY)
    stream = io.BytesIO()
    document.save(stream)
    after = commented(stream.getvalue(), ENTRY)
    read = docx.Document(io.BytesIO(after))
    assert [(one.author, one.text) for one in read.comments] == [("refcheck", "Please.")]
    assert [one.text for one in read.paragraphs] == ["Words.", ENTRY]


def test_the_names_of_new_parts_are_free() -> None:
    parts = {"word/comments.xml": "<x/>"}  # that nothing relates to
    after = commented(pack(par(run(ENTRY)), parts), ENTRY)
    assert parts_of(after)["word/comments.xml"] == b"<x/>"
    assert b"comments1.xml" in parts_of(after)["word/_rels/document.xml.rels"]


def test_a_part_of_comments_that_is_something_else_is_not_written_to() -> None:
    relation = COMMENTS_RELATION.replace('"comments.xml"', '"/word/document.xml"')
    content = pack(par(run(ENTRY)), {"word/_rels/document.xml.rels": relation})
    with pytest.raises(InputError, match="has no comments in the part"):
        commented(content, ENTRY)


def test_strict_documents_get_their_own_names() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body>{par(run(ENTRY))}</w:body></w:document>'
    after = commented(_with_main(body), ENTRY)
    assert b"purl.oclc.org/ooxml/officeDocument" in parts_of(after)["word/_rels/document.xml.rels"]
    assert strict.encode() in parts_of(after)["word/comments.xml"]


def _with_main(xml: str) -> bytes:
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts_of(pack("")).items():
            archive.writestr(name, xml if name == "word/document.xml" else content)
    return stream.getvalue()


def test_what_cannot_be_written_is_said() -> None:
    typed = _with_main(f"<!DOCTYPE x><w:document {SPACES}><w:body/></w:document>")
    with pytest.raises(InputError, match="has a document type in word/document"):
        WordFile("a.docx", typed)
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", parts_of(pack(par(run(ENTRY))))["word/document.xml"])
    with pytest.raises(InputError, match=r"lacks the part \[Content_Types\]"):
        commented(stream.getvalue(), ENTRY)
