"""Corrections in RIS, PubMed's and EndNote's tagged files: which tags are written."""

from __future__ import annotations

from typing import Final

from refcheck.model.finding import Field
from refcheck.model.report import DocumentReport
from refcheck.readers.bibliography import endnote_tagged, nbib, ris
from refcheck.revisions.entries import EntryFile, revise_entries
from refcheck.revisions.revision import Plans, Revision
from refcheck.revisions.tagged.editor import TaggedEditor
from refcheck.revisions.tagged.lines import TagFormat

__all__ = ["revise_endnote_tagged", "revise_nbib", "revise_ris"]

_RIS: Final[dict[Field, tuple[str, ...]]] = {
    Field.TITLE: ("TI", "T1", "CT"),
    Field.JOURNAL: ("JF", "T2", "JO", "BT", "JA", "J2", "J1", "T3"),
    Field.YEAR: ("PY", "Y1", "DA"),
    Field.VOLUME: ("VL",),
    Field.ISSUE: ("IS", "CP"),
    Field.PAGES: ("SP", "C7"),
    Field.DOI: ("DO", "DI"),
    Field.PMID: ("AN", "ID"),
}
_NBIB: Final[dict[Field, tuple[str, ...]]] = {
    Field.TITLE: ("TI",),
    Field.JOURNAL: ("JT", "TA"),
    Field.YEAR: ("DP",),
    Field.VOLUME: ("VI",),
    Field.ISSUE: ("IP",),
    Field.PAGES: ("PG",),
    Field.DOI: ("LID", "AID"),
    Field.PMID: ("PMID",),
}
_ENDNOTE: Final[dict[Field, tuple[str, ...]]] = {
    Field.TITLE: ("T",),
    Field.JOURNAL: ("J", "B"),
    Field.YEAR: ("D", "8"),
    Field.VOLUME: ("V",),
    Field.ISSUE: ("N",),
    Field.PAGES: ("P", "&"),
    Field.DOI: ("R",),
    Field.PMID: ("M",),
}


def revise_ris(path: str, content: bytes, report: DocumentReport, plans: Plans) -> Revision:
    """Returns a RIS file with the changes of the plans made; see `revision.Reviser`."""

    def editor(file: EntryFile) -> TaggedEditor:
        tags = TagFormat(
            line=ris.line_pattern(file.text),
            fields=_RIS,
            authors=("AU", "A1"),
            last_page="EP",
            links=("UR", "L2", "LK", "N1", "M3", "L3", "C1"),
            pmc=("C2", "PMCID"),
            last="ER",
        )
        return TaggedEditor(file, tags)

    return revise_entries(path, content, report, plans, read=ris.read_ris, editor=editor)


def revise_nbib(path: str, content: bytes, report: DocumentReport, plans: Plans) -> Revision:
    """Returns a file of PubMed's format with the changes of the plans made."""
    tags = TagFormat(
        line=nbib.LINE,
        fields=_NBIB,
        authors=("FAU", "CN"),
        short_authors=("AU",),
        about_author=("AUID", "AD"),
        pmc=("PMC",),
        label=" [doi]",
    )

    def editor(file: EntryFile) -> TaggedEditor:
        return TaggedEditor(file, tags)

    return revise_entries(path, content, report, plans, read=nbib.read_nbib, editor=editor)


def revise_endnote_tagged(
    path: str, content: bytes, report: DocumentReport, plans: Plans
) -> Revision:
    """Returns a file of EndNote's tagged format with the changes of the plans made."""
    tags = TagFormat(
        line=endnote_tagged.LINE, fields=_ENDNOTE, authors=("A",), links=("U", "Z"), pmc=("2",)
    )

    def editor(file: EntryFile) -> TaggedEditor:
        return TaggedEditor(file, tags)

    return revise_entries(
        path, content, report, plans, read=endnote_tagged.read_endnote_tagged, editor=editor
    )
