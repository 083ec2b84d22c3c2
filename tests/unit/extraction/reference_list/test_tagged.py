"""References that the format of a document marks itself are taken as they are marked."""

from __future__ import annotations

from refcheck.extraction import extract
from refcheck.extraction.reference_list.tagged import marked_strings
from refcheck.model.document import Document, MarkedReference
from refcheck.model.record import BibliographicRecord

TEXT = "1. Fam J. Ketamine and\n  pain. 2015.\nnot one\n2. Yeo E. Other. 2016.\n"
RECORD = BibliographicRecord(title="Ketamine and pain")


def mark(words: str, until: str, **members: object) -> MarkedReference:
    start = TEXT.index(words)
    end = TEXT.index(until) + len(until)
    return MarkedReference(start=start, end=end, **members)  # type: ignore[arg-type]


def test_marked_references_in_order() -> None:
    marked = [
        mark("Fam", "2015.", label="1.", record=RECORD, id="b1", link_text="PubMed"),
        mark("Yeo", "2016.", list_number=2, plain="Yeo E.  Another form. 2016."),
    ]
    document = Document(path="a", text=TEXT, references=tuple(marked))
    first, second = marked_strings(document, marked)
    assert (first.number, first.list_number, first.label, first.id) == (1, 1, "1.", "b1")
    assert first.raw == "Fam J. Ketamine and pain. 2015."
    assert (first.record, first.link_text) == (RECORD, "PubMed")
    assert TEXT[first.span.start : first.span.end] == "Fam J. Ketamine and\n  pain. 2015."
    assert (first.span.line, second.span.line) == (1, 4)
    assert (second.number, second.list_number, second.label) == (2, 2, None)
    assert second.raw == "Yeo E. Another form. 2016."


def test_nothing_is_looked_for_where_the_format_marks_the_references() -> None:
    listed = f"References\n\n{TEXT}"
    document = Document(path="a", text=listed, references=())
    assert extract(document) == ()
