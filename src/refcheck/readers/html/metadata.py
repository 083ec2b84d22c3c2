"""References in the head of a page: `citation_reference` and `citation` of JSON-LD.

Publishers write them for search engines (https://scholar.google.com/intl/en/scholar/inclusion.html,
https://schema.org/citation). They count where the page itself shows no list.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from lxml import etree

from refcheck.formats.normalise import normalise, plain
from refcheck.formats.reference_string import reference_string
from refcheck.formats.web.citation_tags import from_citation_tag
from refcheck.formats.web.schema_org import from_schema_org, string_of
from refcheck.frozen import dataclass
from refcheck.model.document import MarkedReference
from refcheck.model.record import BibliographicRecord
from refcheck.readers.text_builder import TextBuilder
from refcheck.safe_xml import Element

__all__ = ["Named", "named_references", "write_list"]

_HEADING: Final = "References"
_MOST: Final = 5_000
_METAS: Final = etree.XPath("//meta[@name='citation_reference']", smart_strings=False)
_SCRIPTS: Final = etree.XPath("//script[@type='application/ld+json']", smart_strings=False)
_FIELD: Final = re.compile(r"(?:^|;)\s*citation_([a-z_]{2,40})\s*=")
_LOOKED_AT: Final = 200  # references that are looked for in the page
_SHOWN: Final = 0.5  # share of the references that a page shows, if it shows them at all
_WINDOW: Final = 40  # letters of a reference that are looked for in the page
_LETTERS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A reference as the head of a page names it: its text, and its fields where it has any."""

    text: str
    record: BibliographicRecord | None = None
    id: str | None = None
    place: str = ""

    @property
    def sign(self) -> str:
        """What a page that shows the reference has of it: letters and digits alone."""
        known = self.record.title if self.record and self.record.title else self.text
        letters = _letters(known)
        middle = max(0, (len(letters) - _WINDOW) // 2)
        return letters[middle : middle + _WINDOW]


def named_references(root: Element) -> tuple[Named, ...]:
    """Returns the references that the head of a page names, in order."""
    found: dict[Named, str] = {}
    for find, read in ((_METAS, _from_meta), (_SCRIPTS, _from_script)):
        elements = find(root)
        for element in elements if isinstance(elements, list) and not found else ():
            if len(found) < _MOST and etree.iselement(element):
                place = str(element.getroottree().getpath(element))
                for named in read(element):
                    found.setdefault(named, place)
    return tuple(replace(named, place=place) for named, place in found.items())


def write_list(named: tuple[Named, ...], builder: TextBuilder) -> None:
    """Write the list at the end of a page, unless the page shows it already."""
    letters = _letters(builder.text)
    signs = [one.sign for one in named[:: 1 + len(named) // _LOOKED_AT]]
    if sum(bool(sign) and sign in letters for sign in signs) >= _SHOWN * len(signs):
        return
    builder.block(2)
    builder.words(_HEADING)
    builder.block(2)
    for number, one in enumerate(named, 1):
        label = f"{number}."
        builder.item(f"{label} ")
        mark = builder.mark()
        builder.words(one.text)
        builder.places.add(builder.line_start, one.place)
        builder.references.append(
            MarkedReference(
                start=mark.start, end=builder.length, id=one.id, label=label, record=one.record
            )
        )


def _letters(text: str) -> str:
    return _LETTERS.sub("", text.lower())


# --- citation_reference ---------------------------------------------------------------------------


def _from_meta(element: Element) -> Iterator[Named]:
    text = plain(element.get("content", ""))
    places = list(_FIELD.finditer(text))
    if not places:
        if text:
            yield Named(text)
        return
    ends = [*(place.start() for place in places[1:]), len(text)]
    fields: dict[str, list[str]] = {}
    for place, end in zip(places, ends, strict=True):
        value = text[place.end() : end].strip(" ;")
        if value:
            fields.setdefault(place[1], []).append(value)
    record = normalise(from_citation_tag(fields)).record
    if record.title or record.container_title:
        yield Named(reference_string(record), record, next(iter(fields.get("id", ())), None))


# --- JSON-LD --------------------------------------------------------------------------------------


def _from_script(element: Element) -> Iterator[Named]:
    try:
        value = json.loads(element.text or "", strict=False)
    except (ValueError, RecursionError):
        return
    yield from _citations(value)


def _citations(value: Any) -> Iterator[Named]:
    """Yields what is under "citation", wherever that is."""
    open_values = [value]
    while open_values:
        one = open_values.pop()
        if isinstance(one, list):
            open_values.extend(reversed(one))
        elif isinstance(one, dict):
            cited = one.get("citation")
            for item in cited if isinstance(cited, list) else [cited]:
                named = _cited(item)
                if named is not None:
                    yield named
            open_values.extend(
                part
                for key, part in one.items()
                if key != "citation" and isinstance(part, dict | list)
            )


def _cited(item: Any) -> Named | None:
    if isinstance(item, str):
        text = plain(item)
        return Named(text) if len(text) > len("https://doi.org/") else None
    if not isinstance(item, dict):
        return None
    title = string_of(item, "headline", "name")
    address = string_of(item, "sameAs", "url", "@id")
    if title is None or not (item.keys() & {"author", "datePublished", "isPartOf"}):
        text = plain(string_of(item, "text") or " ".join(filter(None, (title, address))))
        return Named(text) if text else None
    record = normalise(from_schema_org(item, title, address)).record
    return Named(reference_string(record), record)
