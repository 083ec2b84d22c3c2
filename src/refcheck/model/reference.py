"""A reference on its way through the program: cut out of a document, then parsed."""

from __future__ import annotations

from refcheck.frozen import dataclass
from refcheck.model.document import EntryDefect, Span
from refcheck.model.finding import Field
from refcheck.model.record import BibliographicRecord

__all__ = ["LONGEST_PARSED", "ParsedString", "Reference", "ReferenceString"]

# Characters of an entry in which its fields are looked for. No reference is longer: 3,000 authors
# make 60,000 characters.
LONGEST_PARSED = 100_000

# The fields that the parser is more or less sure of, by their names in CSL. Identifiers have a form
# of their own: they are found or not.
_CSL_NAMES = {
    Field.AUTHOR: "author",
    Field.TITLE: "title",
    Field.JOURNAL: "container-title",
    Field.YEAR: "issued",
    Field.VOLUME: "volume",
    Field.ISSUE: "issue",
    Field.PAGES: "page",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceString:
    """One entry of a reference list, as the article has it.

    `number` counts all references of the document from 1, `list_number` its lists from 1; `label`
    is what the article prints before the entry ("1.", "[1]") or None. `raw` is the text of `span`
    on one line: white space folded, words broken at a line end joined, page headers left out.
    `link_text` is what was cut off after the entry ("[PubMed] [Google Scholar] Learn more: ..."),
    with the targets of its links: identifiers in it are used, its words are not. `record` contains
    the fields where the format of the document gives them, so that nothing has to be read out of
    `raw`; `arranged` is the entry with its fields in the usual order, where the article prints a
    field a line; `id` is what the document's own links point to (a citation key, an XML id), `key`
    the citation key and `source_id` the identifier in a database's export, if it has them.
    `printed` is the entry as a style would print it, where `raw` is source text ("@article{...").
    `source` is the text of `span` as it is in the document, None where `raw` is the same. `faults`
    are sentences on what of the entry could not be read, `defects` what is wrong with it as it is
    written.
    """

    number: int
    list_number: int
    label: str | None
    raw: str
    span: Span
    link_text: str = ""
    record: BibliographicRecord | None = None
    id: str | None = None
    key: str | None = None
    source_id: str | None = None
    printed: str | None = None
    source: str | None = None
    faults: tuple[str, ...] = ()
    defects: tuple[EntryDefect, ...] = ()
    arranged: str | None = None

    @property
    def text(self) -> str:
        """The entry as people read it: what rules and reports look at."""
        return self.printed or self.raw


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedString:
    """What the parser reads in one string.

    `confidence` is the probability (0 to 1) that every field is right; `field_confidence` the same
    field by field (CSL field names), empty where the format of the document gives the fields and
    nothing was parsed; `alternatives` are other parses, the likeliest first.
    """

    record: BibliographicRecord
    confidence: float = 1.0
    field_confidence: tuple[tuple[str, float], ...] = ()
    alternatives: tuple[BibliographicRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One reference: its place and text in the article, and what the parser reads in it."""

    string: ReferenceString
    parsed: ParsedString

    @property
    def record(self) -> BibliographicRecord:
        """The work as the article cites it (the likeliest parse)."""
        return self.parsed.record

    @property
    def text(self) -> str:
        """The entry without the notices on other works that are printed in it."""
        text = self.string.text
        for note in self.record.notes:
            text = text.replace(note, "", 1)
        return text

    def confidence_in(self, field: Field) -> float:
        """Returns how sure the parser is that it read the field rightly: a probability, 0 to 1.

        1 where nothing had to be parsed (BibTeX, JATS ...), and for identifiers; 0 for a field that
        the likeliest parse of the string does not have.
        """
        name, known = _CSL_NAMES.get(field), self.parsed.field_confidence
        if name is None or not known:
            return 1.0
        return next((value for key, value in known if key == name), 0.0)
