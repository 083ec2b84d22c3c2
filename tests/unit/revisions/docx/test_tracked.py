"""Tracked changes: what they make of a document accepted and rejected, and what is left alone."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.unit.revisions.docx.documents import (
    NS,
    SPACES,
    W,
    canonical,
    char,
    coded,
    field,
    joined,
    pack,
    par,
    parts_of,
    run,
    settled,
    tree_of,
    words,
)

from refcheck.revisions.docx.package import WordFile
from refcheck.revisions.docx.tracked import TrackedChange, make, refusal, widened

DATE = "2026-11-29T00:00:00Z"
TAB = "<w:r><w:tab/></w:r>"


def change(content: bytes, *edits: tuple[str, str], address: bool = False) -> bytes:
    """The document with each first text replaced by the second one."""
    file = WordFile("a.docx", content)
    whole = file.text.document.text
    changes = []
    for old, new in edits:
        start = whole.index(old)
        one = TrackedChange(start=start, end=start + len(old), text=new, address=address)
        changes.append(widened(file, one))
    assert [refusal(file, one) for one in changes] == [None] * len(changes)
    make(file, changes, DATE)
    return file.content()


def insert(content: bytes, after: str, new: str) -> bytes:
    file = WordFile("a.docx", content)
    place = file.text.document.text.index(after) + len(after)
    one = TrackedChange(start=place, end=place, text=new)
    assert refusal(file, one) is None
    make(file, [one], DATE)
    return file.content()


ENTRY = "Smith J. Effect of sleep. Lancet. 2014;1:2-3."
# Body, what is replaced, by what: the sentence is always ENTRY.
FORMS = {
    "middle of a run": (par(run(ENTRY)), "2014", "2015"),
    "beginning": (par(run(ENTRY)), "Smith", "Smyth"),
    "end": (par(run(ENTRY)), "3.", "9."),
    "all": (par(run(ENTRY)), ENTRY, "Gone."),
    "a whole run": (par(run("Smith J. Effect of sleep. "), run("Lancet", "<w:i/>"),
                        run(". 2014;1:2-3.")), "Lancet", "Nature"),
    "over runs": (par(run("Smith J. Effect of "), run("sleep. Lan", "<w:b/>"),
                      run("cet. 2014;1:2-3.")), "of sleep. Lancet", "of rest. Nature"),
    "characters in runs of their own": (par(*(run(one) for one in ENTRY)), "2014", "2015"),
    "properties between": (par(run("Smith J. Effect of sleep. Lancet. 20"),
                               '<w:proofErr w:type="spellStart"/>', run("14;1:2-3.")),
                           "2014", "2015"),
    "bookmark between": (par(run("Smith J. Effect of sleep. Lancet. 20"),
                             '<w:bookmarkStart w:id="4" w:name="b"/>', run("14;1:2-3."),
                             '<w:bookmarkEnd w:id="4"/>'), "2014", "2015"),
    "in a link": (par(run("Smith J. "), f'<w:hyperlink r:id="rId9">{run(ENTRY[9:])}</w:hyperlink>'),
                  "2014", "2015"),
    "in a content control": (par(f"<w:sdt><w:sdtContent>{run(ENTRY)}</w:sdtContent></w:sdt>"),
                             "2014", "2015"),
    "in an insertion": (par(f'<w:ins w:id="3" w:author="A">{run(ENTRY)}</w:ins>'), "2014", "2015"),
    "after a deletion": (par('<w:del w:id="3" w:author="A"><w:r><w:delText>2014</w:delText></w:r>'
                             "</w:del>", run(ENTRY)), "2014", "2015"),
    "in a moved passage": (par(f'<w:moveTo w:id="3" w:author="A">{run(ENTRY)}</w:moveTo>'),
                           "2014", "2015"),
    "in a table": (f"<w:tbl><w:tr><w:tc>{par(run(ENTRY))}</w:tc></w:tr></w:tbl>", "2014", "2015"),
    "several pieces in a run": (par("<w:r><w:rPr><w:b/></w:rPr><w:t>Smith J. Effect of</w:t>"
                                    '<w:t xml:space="preserve"> sleep. Lancet. 2014;</w:t>'
                                    '<w:t xml:space="preserve">1:2-3.</w:t></w:r>'),
                                "2014;1", "2015;4"),
    "soft hyphen in the text": (par(run("Smith J. Effect of sl\u00adeep. Lancet. 2014;1:2-3.")),
                                "2014", "2015"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "old", "new"), FORMS.values(), ids=FORMS)
def test_a_change_can_be_accepted_and_rejected(body: str, old: str, new: str) -> None:
    before = pack(par(run("Words.")) + body)
    after = change(before, (old, new))
    shown = [one.replace("\u00ad", "") for one in words(settled(after, accept=True))]
    assert shown == ["Words.", ENTRY.replace(old, new)]
    rejected = joined(_unparted(settled(after, accept=False)))
    assert canonical(rejected) == canonical(joined(tree_of(before)))
    assert {name for name, one in parts_of(after).items() if one != parts_of(before).get(name)} == {
        "word/document.xml"
    }


def _unparted(root: etree._Element) -> etree._Element:
    """The insertions of others made whole again, which an insertion has parted."""
    for name in ("ins", "moveTo"):
        for one in list(root.iter(f"{{{W}}}{name}")):
            after = one.getnext()
            if after is not None and after.tag == one.tag:
                for each in list(after):
                    one.append(each)
                after.getparent().remove(after)  # type: ignore[union-attr]
    return root


@pytest.mark.parametrize(("body", "old", "new"), FORMS.values(), ids=FORMS)
def test_the_reader_reads_what_is_inserted_and_not_what_is_deleted(
    body: str, old: str, new: str
) -> None:
    after = change(pack(body), (old, new))
    assert WordFile("a.docx", after).text.document.text.strip() == ENTRY.replace(old, new)


def test_several_changes_in_one_run() -> None:
    after = change(pack(par(run(ENTRY))), ("Smith", "Smyth"), ("2014", "2015"), ("2-3", "2-4"))
    assert words(settled(after, accept=True)) == ["Smyth J. Effect of sleep. Lancet. 2015;1:2-4."]
    assert words(settled(after, accept=False)) == [ENTRY]


def test_changes_next_to_one_another() -> None:
    after = change(pack(par(run(ENTRY))), ("2014;", "2015;"), ("1:", "9:"))
    assert words(settled(after, accept=True)) == ["Smith J. Effect of sleep. Lancet. 2015;9:2-3."]
    assert "<w:t></w:t>" not in parts_of(after)["word/document.xml"].decode()


def test_a_change_has_author_date_and_the_properties_of_the_run() -> None:
    root = tree_of(change(pack(par(run(ENTRY, "<w:i/><w:rPrChange/>"))), ("2014", "2015")))
    for name in ("ins", "del"):
        (one,) = root.iter(f"{{{W}}}{name}")
        assert one.get(f"{{{W}}}author") == "refcheck"
        assert one.get(f"{{{W}}}date") == DATE
        assert one.find("w:r/w:rPr/w:i", NS) is not None
    assert root.find(".//w:ins/w:r/w:rPr/w:rPrChange", NS) is None
    ids = [one.get(f"{{{W}}}id") for one in root.iter("*") if one.get(f"{{{W}}}id")]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("body", "after"),
    [
        (par(run(ENTRY)), "Smith J"),
        (par(run("Smith J"), run(ENTRY[7:], "<w:b/>")), "Smith J"),
        (par(f'<w:ins w:id="1" w:author="A">{run(ENTRY)}</w:ins>'), "Smith J"),
        (par(run(ENTRY)), ENTRY),
        (par(run(ENTRY)), ""),
        (par(f'<w:ins w:id="1" w:author="A">{run(ENTRY)}</w:ins>'), ""),
        (par(f'<w:hyperlink r:id="r">{run("Smith J")}</w:hyperlink>', run(ENTRY[7:])), "Smith J"),
        (par(field('HYPERLINK "http://a.org"', run("Smith J")), run(ENTRY[7:])), "Smith J"),
    ],
)
def test_an_insertion(body: str, after: str) -> None:
    content = insert(pack(body), after, ", Jones K")
    place = ENTRY.index(after) + len(after)
    assert words(settled(content, accept=True)) == [f"{ENTRY[:place]}, Jones K{ENTRY[place:]}"]
    assert words(settled(content, accept=False)) == [ENTRY]
    assert tree_of(content).find(".//w:ins/w:ins", NS) is None


def test_an_insertion_after_a_link_is_not_in_it() -> None:
    body = par(f'<w:hyperlink r:id="r">{run("Smith J")}</w:hyperlink>', run(ENTRY[7:]))
    root = tree_of(insert(pack(body), "Smith J", ", Jones K"))
    assert root.find(".//w:hyperlink//w:ins", NS) is None


def test_what_is_deleted_of_an_insertion_stays_that_persons() -> None:
    body = par(f'<w:ins w:id="3" w:author="A">{run(ENTRY)}</w:ins>')
    root = tree_of(change(pack(body), ("2014", "2015")))
    assert root.find(".//w:ins[@w:author='A']/w:del[@w:author='refcheck']", NS) is not None
    assert root.find(".//w:ins/w:ins", NS) is None


def test_the_link_to_an_old_identifier_goes_with_it() -> None:
    link = run("https://doi.org/10.1000/111", '<w:rStyle w:val="Hyperlink"/>')
    body = par(run(ENTRY), f'<w:hyperlink r:id="rId9">{link}</w:hyperlink>', run(" (open)"))
    after = change(pack(body), ("10.1000/111", "10.1000/112"), address=True)
    root = tree_of(after)
    assert root.find(".//w:hyperlink//w:ins", NS) is None
    assert root.find(".//w:ins//w:rStyle", NS) is None
    assert words(settled(after, accept=True)) == [f"{ENTRY}https://doi.org/10.1000/112 (open)"]
    assert words(settled(after, accept=False)) == [f"{ENTRY}https://doi.org/10.1000/111 (open)"]


NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
REFUSED = {
    "field": (par(field("ADDIN ZOTERO_BIBL {}", run(ENTRY))), "field of Word"),
    "word's own field": (par(field("CITATION Smi14", run(ENTRY))), "field of Word"),
    "simple field": (par(f'<w:fldSimple w:instr="REF a">{run(ENTRY)}</w:fldSimple>'), "field"),
    "text box": (par(f"<w:r><w:pict><w:txbxContent>{par(run(ENTRY))}</w:txbxContent>"
                     "</w:pict></w:r>"), "text box"),
    "locked": (par('<w:sdt><w:sdtPr><w:lock w:val="contentLocked"/></w:sdtPr><w:sdtContent>'
                   f"{run(ENTRY)}</w:sdtContent></w:sdt>"), "locked"),
    "bound to data": (par("<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>"
                          f"{run(ENTRY)}</w:sdtContent></w:sdt>"), "properties"),
    "picture in the run": (par(f"<w:r><w:drawing/><w:t>{ENTRY}</w:t></w:r>"), "object"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_left_alone_and_why(body: str, reason: str) -> None:
    file = WordFile("a.docx", pack(body))
    start = file.text.document.text.index("2014")
    said = refusal(file, TrackedChange(start=start, end=start + 4, text="2015"))
    assert said is not None
    assert reason in said


@pytest.mark.parametrize(
    ("body", "old", "new"),
    [
        (par(run("One")) + par(run("Two")), "One\n\nTwo", "Three"),
        (par(run("One")), "One", "A\nB"),
        (par(run("One"), NOTE, run(" two")), "One1 two", "One two"),
        (par('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>',
             run("One")), "1.", "2."),
    ],
)  # fmt: skip
def test_what_no_run_has_cannot_be_changed(body: str, old: str, new: str) -> None:
    numbering = (
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    file = WordFile("a.docx", pack(body, {"word/numbering.xml": numbering}))
    start = file.text.document.text.index(old)
    change = TrackedChange(start=start, end=start + len(old), text=new)
    assert refusal(file, change) is not None


def test_an_identifier_in_the_field_of_a_link_is_left() -> None:
    link = char("begin") + coded('HYPERLINK "https://doi.org/10.1000/111"') + char("separate")
    file = WordFile("a.docx", pack(par(link, run("10.1000/111"), char("end"))))
    said = refusal(file, TrackedChange(start=0, end=11, text="10.1000/112", address=True))
    assert said is not None
    assert "link around it" in said


def test_notes_are_changed_in_their_own_part() -> None:
    notes = (
        f'<w:footnotes {SPACES}><w:footnote w:id="2">{par(run(ENTRY))}</w:footnote></w:footnotes>'
    )
    before = pack(par(run("Words"), NOTE), {"word/footnotes.xml": notes})
    after = change(before, ("2014", "2015"))
    assert parts_of(after)["word/document.xml"] == parts_of(before)["word/document.xml"]
    assert b"delText" in parts_of(after)["word/footnotes.xml"]
