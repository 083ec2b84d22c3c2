"""One reference of a JATS list: its text as printed, and the fields that are tagged.

A `mixed-citation` has the printed text with tags in it. Its fields are used where the tags cover
what is printed; else its text has to be parsed.
"""

from __future__ import annotations

import re
from typing import Final

from refcheck.formats.jats import TITLES, YEAR, JatsFields, contributors, date_in, flat
from refcheck.formats.normalise import normalise
from refcheck.formats.reference_string import reference_string
from refcheck.frozen import dataclass
from refcheck.model.record import BibliographicRecord, Contributor
from refcheck.safe_xml import Element, local_name
from refcheck.text.folding import squeeze
from refcheck.text.works.identifiers import find_identifiers

__all__ = ["REFERENCES", "JatsReference", "read_reference"]

REFERENCES: Final = frozenset({"mixed-citation", "element-citation", "citation", "nlm-citation"})


@dataclass(frozen=True, slots=True)
class JatsReference:
    """A reference: `record` is None where too little of the text is tagged.

    `link_text` are identifiers and addresses that are not printed.
    """

    text: str
    record: BibliographicRecord | None = None
    link_text: str = ""


# Elements whose text is a field. What is outside of them is covered by no tag.
_NAMES: Final = frozenset(
    (
        "name",
        "string-name",
        "collab",
        "anonymous",
        "institution",
        "on-behalf-of",
        "institution-wrap",
    )
)
_SCHOOLS: Final = frozenset(("institution", "institution-wrap"))
_FIELDS: Final = _NAMES | frozenset(
    (
        *TITLES,
        *("trans-title", "source", "trans-source", "series", "year", "month", "day", "season"),
        *("date", "date-in-citation", "access-date", "string-date", "conf-date", "volume"),
        *("volume-series", "issue", "issue-part", "issue-title", "supplement", "fpage", "lpage"),
        *("page-range", "elocation-id", "size", "page-count", "edition", "publisher-name"),
        *("publisher-loc", "conf-name", "conf-loc", "conf-sponsor", "isbn", "issn", "pub-id"),
        *("object-id", "article-id", "ext-link", "uri", "email", "etal", "patent", "version"),
        *("label", "gov", "role", "std", "self-uri", "time-stamp"),
    )
)
# Markup that a citation may be wrapped in without a word about what it marks.
_ROLES: Final = {"editor": "editors", "guest-editor": "editors", "editors": "editors"}
_OTHER_ROLES: Final = frozenset(("translator", "compiler", "assignee", "curator", "director"))
_HREF: Final = "{http://www.w3.org/1999/xlink}href"
# Words that styles print between the fields; they need no tag.
_BETWEEN: Final = re.compile(
    r"https?://\S+|www\.\S+|\bet\.?\s?al\b|\b(?:in|eds?|editors?|edited|by|hrsg|and|und|y|e|et|vol|"
    r"volume|no|number|issue|pp?|pages?|doi|pmid|pmcid|pmc|pubmed|available|from|at|on|the|accessed|"
    r"retrieved|access|cited|viewed|isbn|issn|edn?|edition|chapter|epub|ahead|of|print|press|n\.?d|"
    r"internet|online|google scholar|crossref|cross ref|free article|full text|abstract)\b",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_FEW_LETTERS: Final = 15  # so many may be outside of all tags
_SHARE: Final = 0.1  # or this share of all letters
_NUMBERS: Final = re.compile(r"\d{2,}")
_LABELS: Final = {"doi": "doi:", "pmid": "PMID: ", "pmcid": "PMCID: ", "pmc": "PMCID: "}
_LABELLED: Final = re.compile(r"(?:doi|pmid|pmcid|pubmed(?: id)?|org|pmc)\s?[:/.]?\s?\[?$", re.I)


def read_reference(element: Element) -> JatsReference:
    """Reads one `mixed-citation`, `element-citation`, `citation` or `nlm-citation`."""
    walk = _Walk(element)
    if not walk.has_text:
        return _of_fields(walk)
    text = squeeze("".join(walk.text))
    link_text = " ".join(walk.link_text)
    if not walk.is_covered():
        return JatsReference(text, None, link_text)
    notes = " ".join((*walk.fields.notes, link_text, text[-200:]))
    return JatsReference(text, normalise(walk.fields.record(), notes).record, link_text)


def _of_fields(walk: _Walk) -> JatsReference:
    """Returns a reference of fields alone, as a style would print it."""
    fields = walk.fields
    written = fields.record()
    record = written.record
    notes = [squeeze(note) for note in fields.notes if not _is_identifier(note)]
    link_text = " ".join(walk.link_text)
    if not (record.title or record.container_title or record.authors or record.publisher):
        pieces = " ".join(str(piece) for piece in walk.element.itertext())
        return JatsReference(squeeze(pieces), None, link_text)
    normal = normalise(written, " ".join((*fields.notes, link_text)))
    return JatsReference(
        reference_string(normal.record, (*normal.malformed, *notes)), normal.record
    )


class _Walk:
    """Collects what a reference has, in one walk over its elements, however deep they are."""

    def __init__(self, element: Element) -> None:
        self.element = element
        kind = element.get("publication-type") or element.get("citation-type") or ""
        self.fields = JatsFields(kind=kind)
        self.text: list[str] = []
        self.link_text: list[str] = []
        self.has_text = _is_mixed(element)
        self._run()

    def _run(self) -> None:
        """Go through the children; a field is taken whole, anything else is looked into."""
        stack: list[tuple[Element | str | None, list[Contributor]]] = [
            (self.element, self.fields.authors)
        ]
        while stack:
            node, names = stack.pop()
            if node is None or isinstance(node, str):
                self._outside(node or "")
                continue
            name = local_name(node)
            if name == "person-group":
                names = self._group(node)
            if name in _FIELDS:
                self._field(name, node, names)
                continue
            if name == "comment" or name == "annotation":
                self._note(node)
                continue
            for child in reversed(node):
                stack.append((child.tail, names))
                stack.append((child, names))
            stack.append((node.text, names))

    def _group(self, node: Element) -> list[Contributor]:
        role = (node.get("person-group-type") or "author").lower()
        if role in _OTHER_ROLES:
            return self.fields.others
        return self.fields.editors if _ROLES.get(role) else self.fields.authors

    def _outside(self, text: str) -> None:
        self.text.append(text)
        self.fields.outside.append(text)

    def _note(self, node: Element) -> None:
        text = flat(node)
        self.text.append(text)
        self.fields.notes.append(text)
        self._hrefs(node)

    def _field(self, name: str, node: Element, names: list[Contributor]) -> None:
        text = flat(node)
        if name in ("pub-id", "object-id", "article-id"):
            self._identifier(node, text)
            return
        if name == "label":
            return
        self._print(_spaced(node) if name in _NAMES else text)
        if name in _SCHOOLS and local_name(node.getparent()) != "person-group":  # type: ignore[arg-type]
            self.fields.values.setdefault("institution", []).append(squeeze(text))
        elif name in _NAMES:
            names.extend(contributors(name, node))
        elif name in ("date-in-citation", "access-date", "time-stamp"):
            self.fields.accessed = self.fields.accessed or date_in(node)
        elif name in ("ext-link", "uri", "self-uri"):
            self._link(node, text)
        elif name == "date":
            for part in node:
                self.fields.values.setdefault(local_name(part), []).append(flat(part))
        else:
            self.fields.values.setdefault(name, []).append(squeeze(text))
            self._hrefs(node)

    def _print(self, text: str) -> None:
        """The text of a field, apart from the field before it."""
        before = next((piece for piece in reversed(self.text) if piece), "")
        if before[-1:].isalnum() and text[:1].isalnum():
            self.text.append(" ")
        self.text.append(text)

    def _identifier(self, node: Element, text: str) -> None:
        """An identifier is printed where a label comes before it; PMIDs mostly are not."""
        kind = (node.get("pub-id-type") or "").lower()
        value = squeeze(text)
        label = _LABELS.get(kind, "")
        if not value:
            return
        self.fields.ids.setdefault("pmcid" if kind == "pmc" else kind, value)
        before = "".join(self.text[-6:])[-20:]
        if _LABELLED.search(before.rstrip()) or not label:
            self.text.append(text)
        elif kind == "doi":
            self.text.append(f" {text}" if before and not before[-1].isspace() else text)
        else:
            self.link_text.append(f"{label}{value}")

    def _link(self, node: Element, text: str) -> None:
        address = node.get(_HREF) or squeeze(text)
        kind = (node.get("ext-link-type") or "").lower()
        if address and address not in text:
            self.link_text.append(f"{_LABELS.get(kind, '')}{address}")
        if kind in _LABELS and address:
            self.fields.ids.setdefault("pmcid" if kind == "pmc" else kind, address)
        elif "://" in address or address.startswith("www."):
            self.fields.links.append(address)

    def _hrefs(self, node: Element) -> None:
        for link in node.iter("{*}ext-link", "{*}uri"):
            self._link(link, flat(link))

    def is_covered(self) -> bool:
        """Returns whether the tags say all that the text says."""
        values = self.fields.values
        if not (
            self.fields.title() or values.get("source") or self.fields.ids or self.fields.links
        ):
            return False
        outside = "".join(self.fields.outside)
        untagged = len(_LETTER.findall(_BETWEEN.sub(" ", outside)))
        letters = len(_LETTER.findall("".join(self.text)))
        if untagged > max(_FEW_LETTERS, _SHARE * letters):
            return False
        if YEAR.search(outside) and not values.get("year"):
            return False
        located = values.get("volume") and (values.get("fpage") or values.get("elocation-id"))
        return bool(located) or len(_NUMBERS.findall(YEAR.sub(" ", outside))) < 2


def _is_identifier(note: str) -> bool:
    """Returns whether a comment has an identifier or an address and nothing more."""
    for found in reversed(find_identifiers(note)):
        note = note[: found.start] + note[found.end :]
    return _LETTER.search(_BETWEEN.sub(" ", note)) is None


def _is_mixed(element: Element) -> bool:
    """Returns whether a citation has text with tags in it; else it has fields alone.

    The name does not tell: some publishers have a `mixed-citation` without any punctuation, others
    an `element-citation` or `citation` with it.
    """
    loose = [element.text or "", *(child.tail or "" for child in element)]
    return any(char.isalnum() or char in ".,;:" for text in loose for char in text)


def _spaced(element: Element) -> str:
    """Returns the text of a name: some publishers leave no space between its parts."""
    pieces: list[str] = []
    for piece in map(str, element.itertext()):
        if pieces and pieces[-1][-1:].isalnum() and piece[:1].isalnum():
            pieces.append(" ")
        pieces.append(piece)
    return "".join(pieces)
