"""JATS and BITS: articles and books in XML, as PubMed Central and publishers keep them.

What is rendered: title, authors, abstract, body, and every reference list with its printed labels;
what belongs to no reader (identifiers, affiliations, licences) is left out. Each `<ref>` is a
reference, with its fields where they are tagged, and each `<xref>` to one a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from refcheck.formats.normalise import with_identifiers_of
from refcheck.model.document import Document, MarkedReference
from refcheck.readers.jats_tei.jats_reference import REFERENCES, JatsReference, read_reference
from refcheck.readers.jats_tei.tree_walk import TreeWalk
from refcheck.readers.xml_file import parse_xml
from refcheck.readers.xml_tree import text_of
from refcheck.safe_xml import Element, local_name
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
_NUMBER: Final = re.compile(r"\d{1,4}")
_ARTICLES: Final = ("article", "book-part-wrapper")


def read_jats(path: str, content: bytes) -> Document:
    """Read a JATS or BITS file: an article, a book, or a set of articles.

    Raises `InputError` where it is not complete XML.
    """
    walk = _Walk(parse_xml(path, content))
    walk.run()
    return walk.builder.document(path)


class _Walk(TreeWalk):
    """The parts of an article or a book in the order of the document."""

    paragraphs = _PARAGRAPHS
    lines = _LINES
    cells = frozenset(("td", "th"))
    placed = _PLACED

    def __init__(self, root: Element) -> None:
        super().__init__(root, _ARTICLES)
        self._lists = 0
        self._ids = _labels(root)
        self._listed = next(root.iter("{*}ref"), None) is not None

    # --- elements ---------------------------------------------------------------------------------

    def start(self, name: str, element: Element) -> bool:
        """Take in the beginning of an element; whether what is in it is wanted."""
        builder = self.builder
        if name in _LEFT_OUT or not name:
            return False
        self.break_before(name)
        if name in _WHOLE or (name in REFERENCES and not self._listed):
            self._take_whole(name, element)
            return False
        if name == "ref-list":
            self._list(element)
        elif name == "list-item":
            self._bullet(element)
        elif name in ("xref", "sup"):
            self.open.append(builder.next_start)
        builder.words(element.text)
        return True

    def _take_whole(self, name: str, element: Element) -> None:
        """An element that is not walked through."""
        match name:
            case "ref":
                self._reference(element)
            case "contrib-group":
                self.builder.words(", ".join(_contributors(element)))
            case "label":
                self._label(element)
            case "alternatives":  # the first form of several
                texts = (text_of(form) for form in element if local_name(form) not in _LEFT_OUT)
                self.builder.words(next((text for text in texts if text.strip()), ""))
            case _:  # a citation in a note or in the text of an article without a list
                self._entry((element,), None, None)

    def end(self, name: str, element: Element) -> None:
        builder = self.builder
        if name == "xref":
            self._link(element, self.open.pop())
        elif name == "sup":
            builder.superscript(self.open.pop())
        elif name in _PARAGRAPHS:
            builder.paragraph()
        elif name in _LINES and name != "label":
            builder.line()

    def _label(self, element: Element) -> None:
        parent = element.getparent()
        text = squeeze(text_of(element))
        if parent is not None and local_name(parent) in _LABELLED:
            self.builder.label(text)
        else:
            self.builder.words(text)

    def _bullet(self, element: Element) -> None:
        """What a list prints before an item that has no label of its own."""
        parent = element.getparent()
        kind = parent.get("list-type") if parent is not None else None
        if element.find("{*}label") is not None or kind in ("simple", None):
            return
        number = self.frames[-2].seen["list-item"] if len(self.frames) > 1 else 1
        self.builder.label(f"{number}." if kind == "order" else "•")

    def _link(self, element: Element, start: int) -> None:
        """A place that points to references: by its type, or by the ids that it names."""
        targets = (element.get("rid") or "").replace(",", " ").split()
        if element.get("ref-type") != "bibr":
            targets = [target for target in targets if target in self._ids]
        if not targets:
            return
        if not "".join(map(str, element.itertext())).strip():
            # printed by the publisher's software; inside of a range ("3–5") it is not
            if self.builder.last and self.builder.last in "-–—":
                return
            start = self.builder.next_start
            self.builder.words(", ".join(filter(None, (self._ids.get(one) for one in targets))))
        self.builder.link(start, tuple(self.scope + target for target in targets))

    # --- lists ------------------------------------------------------------------------------------

    def _list(self, element: Element) -> None:
        if any(local_name(child) in ("ref", "ref-list") for child in element):
            self._lists += 1
        if element.find("{*}title") is None and element.find("{*}ref") is not None:
            self.builder.words("References")
            self.builder.paragraph()

    def _reference(self, ref: Element) -> None:
        builder = self.builder
        builder.line()
        builder.place(self.path)
        label = ref.find("{*}label")
        printed = squeeze(text_of(label)) if label is not None else ""
        if printed:
            builder.words(printed + " ")
        identifier = self.scope + (ref.get("id") or "")
        for forms in _works(ref):
            self._entry(forms, identifier if ref.get("id") else None, printed or None)
            printed = ""
        builder.line()

    def _entry(self, forms: Sequence[Element], identifier: str | None, label: str | None) -> None:
        builder = self.builder
        citation = _read(forms)
        inner = forms[0].find("{*}label")
        if inner is not None and squeeze(text_of(inner)):
            builder.words(squeeze(text_of(inner)) + " ")
            label = label or squeeze(text_of(inner))
        own = forms[0].get("id")
        if own and self.scope + own != identifier:
            builder.anchors.append((builder.next_start, self.scope + own))
        text = _without_label(citation.text, label)
        start = builder.next_start if text else builder.length  # an empty entry is one still
        builder.words(text)
        builder.references.append(
            MarkedReference(
                start=start,
                end=start + len(text),
                id=identifier or (self.scope + own if own else None),
                label=label,
                list_number=max(self._lists, 1),
                record=citation.record,
                link_text=citation.link_text,
            )
        )
        builder.words(" ")


def _without_label(text: str, label: str | None) -> str:
    """Returns the text without the label that some publishers put into the citation as well."""
    number = _NUMBER.search(label or "")
    if number is None:
        return text
    return re.sub(rf"^[\[(]?{number[0]}(?:[\].)]{{1,2}}\s?|\s)(?=\S)", "", text)


def _labels(root: Element) -> dict[str, str]:
    """Returns the ids of all references with their printed labels."""
    labels: dict[str, str] = {}
    for ref in root.iter("{*}ref"):
        label = ref.find("{*}label")
        text = squeeze(text_of(label)) if label is not None else ""
        for node in (ref, *(child for child in ref if local_name(child) in REFERENCES)):
            if identifier := node.get("id"):
                labels.setdefault(identifier, text.strip("[]().: "))
    return labels


def _works(ref: Element) -> Iterator[Sequence[Element]]:
    """Yields the works in a reference, each with its forms; notes or text where it has no citation.

    A printed and a tagged citation side by side are one work (SciELO), several of a kind are as
    many works.
    """
    mixed = [child for child in ref if local_name(child) == "mixed-citation"]
    tagged = [child for child in ref if local_name(child) == "element-citation"]
    if mixed and len(mixed) == len(tagged):
        yield from zip(mixed, tagged, strict=True)
        return
    found = [child for child in ref if local_name(child) in REFERENCES]
    if len(mixed) == 1 and len(tagged) > 1:
        found = tagged
    for child in ref if found or ref.find("{*}citation-alternatives") is not None else ():
        if child in found:
            yield (child,)
        elif local_name(child) == "citation-alternatives":
            yield _forms(child) or (child,)
            found.append(child)
    if not found:
        loose = [child for child in ref if local_name(child) in ("note", "p")]
        loose = loose or [child for child in ref if local_name(child) != "label"]
        yield from ((child,) for child in loose or (ref,))


def _forms(node: Element) -> Sequence[Element]:
    """Returns the forms of one citation, those with printed text first."""
    forms = [child for child in node if local_name(child) in REFERENCES]
    return sorted(forms, key=lambda form: local_name(form) != "mixed-citation")


def _read(forms: Sequence[Element]) -> JatsReference:
    """Returns a citation: the text of its first form, and the first fields that are enough."""
    if local_name(forms[0]) == "ref":  # text alone, or nothing but a label
        return JatsReference(squeeze(forms[0].text or ""))
    if local_name(forms[0]) not in REFERENCES:
        return JatsReference(squeeze(text_of(forms[0])))
    shown, *others = map(read_reference, forms)
    if shown.record is not None or not others:
        return shown
    record = next((other.record for other in others if other.record is not None), None)
    link_text = " ".join(dict.fromkeys(one.link_text for one in (shown, *others) if one.link_text))
    if record is not None:
        record = with_identifiers_of(f"{link_text} {shown.text[-200:]}", record)
    return JatsReference(shown.text, record, link_text)


def _contributors(group: Element) -> Iterator[str]:
    """Yields the names on a title page: "Ramamoorthy Rajkumar"."""
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
