"""JATS and BITS: articles and books in XML, as PubMed Central and publishers keep them.

What is rendered: title, authors, abstract, body, and every reference list with its printed labels;
what belongs to no reader (identifiers, affiliations, licences) is left out. Each `<ref>` is a
reference, with its fields where they are tagged, and each `<xref>` to one a link.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcheck.model.document import Document, MarkedReference
from refcheck.readers.jats_citation import CITATIONS, JatsCitation, read_citation
from refcheck.readers.markup import Element, local_name, parse_xml
from refcheck.readers.tree_walk import TreeWalk, text_of
from refcheck.text.folding import squeeze

__all__ = ["read_jats"]

# Elements that are left out with all that is in them.
_LEFT_OUT: Final = frozenset(
    (
        *(
            "journal-meta",
            "article-id",
            "article-categories",
            "aff",
            "aff-alternatives",
            "pub-date",
        ),
        *("author-notes", "history", "permissions", "self-uri", "kwd-group", "funding-group"),
        *("counts", "custom-meta-group", "contrib-id", "email", "related-article", "volume"),
        *(
            "issue",
            "fpage",
            "lpage",
            "elocation-id",
            "product",
            "tex-math",
            "object-id",
            "alt-text",
        ),
        *("long-desc", "graphic", "inline-graphic", "media", "processing-meta", "notes-meta"),
        *(
            "book-id",
            "isbn",
            "publisher",
            "collection-meta",
            "pub-history",
            "pub-date-not-available",
        ),
        *(
            "related-object",
            "conference",
            "abstract-meta",
            "private-char",
            "glyph-data",
            "annotation",
        ),
        *("issue-id", "volume-id", "subj-group", "book-volume-number", "counts", "support-group"),
    )
)
_PARAGRAPHS: Final = frozenset(
    (
        *("title", "article-title", "book-title", "subtitle", "trans-title", "sec", "abstract"),
        *("trans-abstract", "ref-list", "fig", "table-wrap", "boxed-text", "disp-quote", "app"),
        *("ack", "fn-group", "sub-article", "response", "book-part", "glossary", "body", "back"),
        *("disp-formula", "front", "notes", "chapter-title"),
    )
)
_LINES: Final = frozenset(
    (
        *(
            "p",
            "list-item",
            "tr",
            "caption",
            "fn",
            "def-item",
            "term",
            "def",
            "verse-line",
            "speech",
        ),
        *(
            "attrib",
            "label",
            "list",
            "table",
            "break",
            "contrib-group",
            "statement",
            "sig",
            "preformat",
        ),
    )
)
# Blocks that have a place of their own in the path of the document.
_PLACED: Final = _PARAGRAPHS | {"p", "list-item", "tr", "caption", "fn", "contrib-group"}
_LABELLED: Final = frozenset(
    (
        "sec",
        "fig",
        "table-wrap",
        "list-item",
        "boxed-text",
        "app",
        "fn",
        "disp-formula",
        "book-part",
    )
)
_WHOLE: Final = frozenset(("ref", "contrib-group", "label", "alternatives"))
_ARTICLES: Final = ("article", "book-part-wrapper")


def read_jats(path: str, content: bytes) -> Document:
    """Read a JATS or BITS file: an article, a book, or a set of articles.

    Raises `InputError` where it is no complete XML.
    """
    walk = _Walk(parse_xml(path, content))
    walk.run()
    return walk.flow.document(path)


class _Walk(TreeWalk):
    """The parts of an article or a book in the order of the document."""

    def __init__(self, root: Element) -> None:
        super().__init__(root)
        self._open: list[int] = []  # where links and raised pieces began
        self._lists = 0
        self._several = sum(1 for _ in root.iter(*(f"{{*}}{name}" for name in _ARTICLES))) > 1
        self._articles = 0
        self._ids = _labels(root)
        self._listed = next(root.iter("{*}ref"), None) is not None

    @property
    def _scope(self) -> str:
        """What tells the ids of one article of a set from those of another."""
        return f"{self._articles}:" if self._several else ""

    # --- elements ---------------------------------------------------------------------------------

    def start(self, name: str, element: Element) -> bool:
        """Take in the beginning of an element; whether what is in it is wanted."""
        flow = self.flow
        if name in _LEFT_OUT or not name:
            return False
        self._break(name)
        if name in _WHOLE or (name in CITATIONS and not self._listed):
            self._take_whole(name, element)
            return False
        if name == "ref-list":
            self._list(element)
        elif name == "list-item":
            self._bullet(element)
        elif name in ("xref", "sup"):
            self._open.append(flow.place)
        flow.words(element.text)
        return True

    def _break(self, name: str) -> None:
        """The line ends before an element, and its place."""
        if name in _ARTICLES:
            self._articles += 1
        if name in _PARAGRAPHS:
            self.flow.paragraph()
        elif name in _LINES:
            self.flow.line()
        elif name in ("td", "th"):
            self.flow.cell()
        if name in _PLACED:
            self.flow.at(self.path)

    def _take_whole(self, name: str, element: Element) -> None:
        """An element that is not walked through."""
        match name:
            case "ref":
                self._reference(element)
            case "contrib-group":
                self.flow.words(", ".join(_contributors(element)))
            case "label":
                self._label(element)
            case "alternatives":  # the first form of several
                self.flow.words(text_of(element[0]) if len(element) else "")
            case _:  # a citation in a note or in the text of an article without a list
                self._entry(element, None, None)

    def end(self, name: str, element: Element) -> None:
        flow = self.flow
        if name == "xref":
            self._link(element, self._open.pop())
        elif name == "sup":
            flow.raised(self._open.pop())
        elif name in _PARAGRAPHS:
            flow.paragraph()
        elif name in _LINES and name != "label":
            flow.line()

    def _label(self, element: Element) -> None:
        parent = element.getparent()
        text = squeeze(text_of(element))
        if parent is not None and local_name(parent) in _LABELLED:
            self.flow.label(text)
        else:
            self.flow.words(text)

    def _bullet(self, element: Element) -> None:
        """What a list prints before an item that has no label of its own."""
        parent = element.getparent()
        kind = parent.get("list-type") if parent is not None else None
        if element.find("{*}label") is not None or kind in ("simple", None):
            return
        number = self.frames[-2].seen["list-item"] if len(self.frames) > 1 else 1
        self.flow.label(f"{number}." if kind == "order" else "•")

    def _link(self, element: Element, start: int) -> None:
        """A place that points to references: by its type, or by the ids that it names."""
        targets = (element.get("rid") or "").replace(",", " ").split()
        if element.get("ref-type") != "bibr":
            targets = [target for target in targets if target in self._ids]
        if not targets:
            return
        if not "".join(map(str, element.itertext())).strip():
            # printed by the publisher's software; inside of a range ("3–5") it is not
            if self.flow.last and self.flow.last in "-–—":
                return
            start = self.flow.place
            self.flow.words(", ".join(filter(None, (self._ids.get(one) for one in targets))))
        self.flow.link(start, tuple(self._scope + target for target in targets))

    # --- lists ------------------------------------------------------------------------------------

    def _list(self, element: Element) -> None:
        if any(local_name(child) in ("ref", "ref-list") for child in element):
            self._lists += 1
        if element.find("{*}title") is None and element.find("{*}ref") is not None:
            self.flow.words("References")
            self.flow.paragraph()

    def _reference(self, ref: Element) -> None:
        flow = self.flow
        flow.line()
        flow.at(self.path)
        label = ref.find("{*}label")
        printed = squeeze(text_of(label)) if label is not None else ""
        if printed:
            flow.words(printed + " ")
        identifier = self._scope + (ref.get("id") or "")
        for node in _citations(ref):
            self._entry(node, identifier if ref.get("id") else None, printed or None)
            printed = ""
        flow.line()

    def _entry(self, node: Element, identifier: str | None, label: str | None) -> None:
        flow = self.flow
        citation = _read(node)
        inner = node.find("{*}label")
        if inner is not None and squeeze(text_of(inner)):
            flow.words(squeeze(text_of(inner)) + " ")
            label = label or squeeze(text_of(inner))
        own = node.get("id")
        if own and self._scope + own != identifier:
            flow.anchor(self._scope + own)
        if not citation.text:
            return
        start = flow.place
        flow.words(citation.text)
        flow.reference(
            MarkedReference(
                start=start,
                end=start + len(citation.text),
                id=identifier or (self._scope + own if own else None),
                label=label,
                list_number=max(self._lists, 1),
                record=citation.record,
                furniture=citation.furniture,
            )
        )
        flow.words(" ")


def _labels(root: Element) -> dict[str, str]:
    """The ids of all references with their printed labels."""
    labels: dict[str, str] = {}
    for ref in root.iter("{*}ref"):
        label = ref.find("{*}label")
        text = squeeze(text_of(label)) if label is not None else ""
        for node in (ref, *(child for child in ref if local_name(child) in CITATIONS)):
            if identifier := node.get("id"):
                labels.setdefault(identifier, text.strip("[]().: "))
    return labels


def _read(node: Element) -> JatsCitation:
    """A citation; of one that is given in several forms, the printed text and the best fields."""
    if local_name(node) in CITATIONS:
        return read_citation(node)
    if local_name(node) != "citation-alternatives":
        return JatsCitation(squeeze(text_of(node)))
    forms = [read_citation(child) for child in node if local_name(child) in CITATIONS]
    mixed = [
        form
        for child, form in zip(_forms(node), forms, strict=True)
        if local_name(child) == "mixed-citation"
    ]
    shown = next(iter((*mixed, *forms)), JatsCitation(squeeze(text_of(node))))
    record = next((form.record for form in (shown, *forms) if form.record is not None), None)
    furniture = " ".join(dict.fromkeys(form.furniture for form in forms if form.furniture))
    return JatsCitation(shown.text, record, furniture)


def _forms(node: Element) -> list[Element]:
    return [child for child in node if local_name(child) in CITATIONS]


def _citations(ref: Element) -> Iterator[Element]:
    """The works in a reference: its citations; its notes or its text where it has none."""
    known = CITATIONS | {"citation-alternatives"}
    found = [child for child in ref if local_name(child) in known]
    found = found or [child for child in ref if local_name(child) in ("note", "p")]
    yield from found or (child for child in ref if local_name(child) != "label")


def _contributors(group: Element) -> Iterator[str]:
    """The names on a title page: "Ramamoorthy Rajkumar"."""
    for contributor in group.iter("{*}contrib"):
        name = contributor.find(".//{*}name")
        if name is None:
            name = contributor.find(".//{*}string-name")
        if name is None:
            collab = contributor.find(".//{*}collab")
            if collab is not None and (text := squeeze(collab.text or "")):
                yield text
            continue
        parts = [name.findtext(f"{{*}}{part}") for part in ("given-names", "surname", "suffix")]
        text = squeeze(" ".join(part for part in parts if part)) or squeeze(text_of(name))
        if text:
            yield text
