"""Records from Word's own list of sources (`<b:Source>` of ECMA-376, part 1, section 22.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refcheck.formats.csl import from_csl
from refcheck.formats.normalise import Written
from refcheck.safe_xml import Element

__all__ = ["from_word_source"]

_TYPES: Final = {
    "JournalArticle": "article-journal",
    "ArticleInAPeriodical": "article-magazine",
    "Book": "book",
    "BookSection": "chapter",
    "ConferenceProceedings": "paper-conference",
    "Report": "report",
    "InternetSite": "webpage",
    "DocumentFromInternetSite": "webpage",
    "ElectronicSource": "webpage",
    "Patent": "patent",
    "Case": "legislation",
}
_FIELDS: Final = (
    ("title", ("Title",)),
    ("container-title", ("JournalName", "PeriodicalTitle", "BookTitle", "ConferenceName")),
    ("volume", ("Volume",)),
    ("issue", ("Issue",)),
    ("page", ("Pages",)),
    ("edition", ("Edition",)),
    ("publisher", ("Publisher", "Institution")),
    ("publisher-place", ("City",)),
    ("DOI", ("DOI",)),
    ("URL", ("URL",)),
)
_YEAR: Final = re.compile(r"[12]\d{3}")


def from_word_source(source: Element) -> Written:
    """Returns the record in a `<b:Source>`, with its identifiers as cited there."""
    return from_csl(_item(source))


def _item(source: Element) -> dict[str, object]:
    item: dict[str, object] = {"type": _TYPES.get(_text(source, "SourceType"), "document")}
    for name, elements in _FIELDS:
        value = next(filter(None, (_text(source, element) for element in elements)), "")
        if value:
            item[name] = value
    if not item.get("container-title") and (site := _text(source, "InternetSiteTitle")):
        item["container-title" if "title" in item else "title"] = site
    if item["type"] != "article-journal" and (number := _text(source, "StandardNumber")):
        item["ISBN"] = number
    year = _YEAR.search(_text(source, "Year"))
    if year:
        item["issued"] = {"date-parts": [[int(year.group())]]}
    item["author"] = list(_names(source, "Author"))
    item["editor"] = list(_names(source, "Editor"))
    return item


def _names(source: Element, role: str) -> Iterator[dict[str, str]]:
    group = source.find(f"{{*}}Author/{{*}}{role}/{{*}}Corporate")
    if group is not None and group.text:
        yield {"literal": group.text.strip()}
    for person in source.iterfind(f"{{*}}Author/{{*}}{role}/{{*}}NameList/{{*}}Person"):
        family, first, middle = (_text(person, name) for name in ("Last", "First", "Middle"))
        given = " ".join(filter(None, (first, middle)))
        if family or given:
            yield {"family": family or given, **({"given": given} if family and given else {})}


def _text(element: Element, name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return (found.text or "").strip() if found is not None else ""
