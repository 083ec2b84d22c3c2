"""Records of the usual form, of which the fields are read without making a tree.

Nearly all records of NLM's files have their elements in the order of the DTD, no other references
than "&amp;" and "&#xe9;", and markup in titles only. The patterns of `content_models` read such a
record in a fifth of the time. They leave nothing out: where anything is otherwise, but for the
parts that no index needs, `UnusualError` is raised, and the record goes to a real parser.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from lxml import etree

from refcheck.formats.pubmed_fields import (
    ArticleFields,
    DateFields,
    JournalFields,
    contributor,
    notice,
    pages_of,
)
from refcheck.index.files import content_models as models
from refcheck.model.record import Contributor, Notice
from refcheck.safe_xml import flat_text

__all__ = ["UnusualError", "Usual", "usual_fields"]

_ATTRIBUTE: Final = re.compile(r'[ \t\r\n]+([A-Za-z]+)="([^"<>&\x00-\x1f]*)"')
_REFERENCE: Final = re.compile("&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));")
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NO_CHARACTERS: Final = ("\ufffe", "\uffff")  # XML has neither of them
_MOST_TAGS: Final = 100  # of a title
_AUTHORS_END: Final = "</AuthorList>"
_CITED_END: Final = "</ReferenceList>"


class UnusualError(Exception):
    """A record has something that the patterns do not know."""


class Usual(NamedTuple):
    """The fields of a record, its version as written, and when it was last revised."""

    fields: ArticleFields
    version: str | None
    revised: tuple[str | None, str | None, str | None]  # year, month, day


def usual_fields(raw: bytes, parser: etree.XMLParser) -> Usual:
    """Returns the fields of a record; titles with markup are parsed by `parser`.

    Raises `UnusualError` where the record is not of the usual form.
    """
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise UnusualError from None
    if not text.isascii() and any(each in text for each in _NO_CHARACTERS):
        raise UnusualError
    return _Reader(text, parser).read()


class _Reader:
    """Reads one record from its beginning to its end."""

    def __init__(self, text: str, parser: etree.XMLParser) -> None:
        self._text = text
        self._parser = parser
        self._place = 0

    def read(self) -> Usual:
        """Returns the fields. Raises `UnusualError`."""
        (
            of_citation, of_pmid, pmid, *revised, of_article, issn, volume, issue,
            year, month, day, season, medline_date, journal, iso,
        ) = self._next(models.HEAD)  # fmt: skip
        _attributes(of_citation)
        title = self._marked("ArticleTitle")
        first, last, medline_pages, located, abstract = self._next(models.PLACE)
        if abstract:
            self._pass("</Abstract>")
        authors, complete = self._authors()
        (language,) = self._next(models.LANGUAGES)
        while found := models.GRANTS.match(self._text, self._place):
            self._pass(f"</{found[1]}>")
        types, vernacular = self._next(models.TYPES)
        vernacular = self._marked("VernacularTitle", opened=True) if vernacular else None
        electronic, medline_ta, nlm_id, linking = self._next(models.JOURNAL_INFO)
        notices = self._notices()
        entered, status, ids = self._data()
        fields = ArticleFields(
            pmid=_text(pmid),
            model=_attributes(of_article).get("PubModel"),
            journal=_journal(journal, iso, medline_ta, issn, linking, nlm_id),
            volume=_text(volume),
            issue=_text(issue),
            issued=_date(year, month, day, season, medline_date),
            title=title,
            vernacular=vernacular,
            pages=pages_of(_text(medline_pages), _text(first), _text(last)),
            located=_located(located) if located else {},
            authors=authors,
            authors_complete=complete,
            language=_text(language),
            types=_types(types),
            electronic=_days(electronic) if electronic else (),
            notices=notices,
            entered=entered,
            status=_text(status),
            ids=ids,
        )
        return Usual(
            fields, _attributes(of_pmid).get("Version"), (revised[0], revised[1], revised[2])
        )

    def _next(self, pattern: re.Pattern[str]) -> tuple[str | None, ...]:
        """Returns the groups of what comes next."""
        found = pattern.match(self._text, self._place)
        if found is None:
            raise UnusualError
        self._place = found.end()
        return found.groups()

    def _pass(self, closing: str) -> None:
        """Go on behind the end of an element, and the white space there."""
        end = self._text.find(closing, self._place)
        if end < 0:
            raise UnusualError
        self._place = models.space_end(self._text, end + len(closing))

    def _marked(self, tag: str, *, opened: bool = False) -> str | None:
        """Returns the text of an element that may have markup in it."""
        start = self._place if opened else self._place + len(tag) + 2
        end = self._text.find(f"</{tag}>", start)
        if end < 0 or not self._text.startswith(f"<{tag}>", start - len(tag) - 2):
            raise UnusualError
        inside = self._text[start:end]
        self._place = end + len(tag) + 3
        if models.is_plain(inside):
            return _text(inside)
        if inside.count("<") > _MOST_TAGS:
            raise UnusualError
        try:
            return flat_text(etree.fromstring(f"<{tag}>{inside}</{tag}>", self._parser))
        except (etree.XMLSyntaxError, ValueError):
            raise UnusualError from None

    def _authors(self) -> tuple[tuple[Contributor, ...], bool]:
        """Returns all authors but superseded spellings, and whether the list is complete."""
        (of_list,) = self._next(models.AUTHOR_LIST)
        if of_list is None:
            return (), True
        end = self._text.find(_AUTHORS_END, self._place)
        found = models.AUTHOR.findall(self._text, self._place, end)
        if sum([len(parts[0]) for parts in found]) != end - self._place:
            raise UnusualError  # there is something between them
        self._pass(_AUTHORS_END)
        authors = [
            contributor(
                family if family.isalnum() else _text(family),
                given if given.isalnum() else _text(given),
                initials if initials.isalnum() else _text(initials),
                _text(suffix) if suffix else None,
                _text(group) if group else None,
            )
            for _, attributes, family, given, initials, suffix, group in found
            if _attributes(attributes).get("ValidYN") != "N"
        ]
        complete = _attributes(of_list).get("CompleteYN") != "N"
        return tuple([author for author in authors if author is not None]), complete

    def _notices(self) -> tuple[Notice, ...]:
        notices: tuple[Notice, ...] = ()
        listed = False
        while found := models.ASIDE.match(self._text, self._place):
            aside, notes, marked, _ = found.groups()
            self._place = found.end()
            if aside:
                self._pass(f"</{aside}>")
            elif marked:
                self._marked(marked, opened=True)
            elif notes is not None:
                if listed:
                    raise UnusualError
                listed = True
                notices = _noted(notes)
        return notices

    def _data(self) -> tuple[DateFields | None, str | None, dict[str, list[str]]]:
        """Returns when PubMed took the record in, how it is published, and its identifiers."""
        history, status, ids, cited = self._next(models.DATA)
        if cited:
            # Lists of cited works can be nested.
            end = self._text.rfind(_CITED_END)
            if end < self._place:
                raise UnusualError
            self._place = end + len(_CITED_END)
        self._next(models.END)
        if self._place != len(self._text):
            raise UnusualError
        return _entered(history) if history else None, status, _identified(ids or "")


# --- texts ----------------------------------------------------------------------------------------


def _text(text: str | None) -> str | None:
    """Returns a text as `flat_text` does."""
    if not text:
        return None
    if text.isalnum():
        return text
    if "&" in text:
        text = _resolved(text)
    return " ".join(text.split()) or None


def _resolved(text: str) -> str:
    resolved, count = _REFERENCE.subn(_meant, text)
    if count != text.count("&"):
        raise UnusualError
    return resolved


def _meant(found: re.Match[str]) -> str:
    """Returns what a reference refers to."""
    name, decimal, hexadecimal = found.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if not _is_character(code):
        raise UnusualError
    return chr(code)


def _is_character(code: int) -> bool:
    """Returns whether XML has a character."""
    if code < 0x20:
        return code in (0x9, 0xA, 0xD)
    return code < 0xD800 or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF


@lru_cache(maxsize=1 << 12)
def _attributes(text: str | None) -> dict[str, str]:
    """Returns the attributes of an element. Nobody may change them: they are cached."""
    if not text:
        return {}
    place = 0
    found: dict[str, str] = {}
    while attribute := _ATTRIBUTE.match(text, place):
        place = attribute.end()
        if attribute[1] in found:
            raise UnusualError
        found[attribute[1]] = attribute[2]
    if text[place:].strip(" \t\r\n"):
        raise UnusualError
    return found


# --- groups of elements ---------------------------------------------------------------------------


@lru_cache(maxsize=1 << 15)
def _journal(*texts: str | None) -> JournalFields:
    return JournalFields(*map(_text, texts))


@lru_cache(maxsize=1 << 15)
def _date(*texts: str | None) -> DateFields:
    return DateFields(*map(_text, texts))


@lru_cache(maxsize=1 << 12)
def _types(listed: str | None) -> tuple[str, ...]:
    names = map(_text, models.TYPE.findall(listed or ""))
    return tuple(name for name in names if name)


def _days(listed: str) -> list[DateFields]:
    return [_date(*parts, None, None) for parts in models.ARTICLE_DATE.findall(listed)]


def _entered(history: str) -> DateFields | None:
    start = history.find(models.ENTERED)
    found = models.HISTORY_DATE.match(history, start) if start >= 0 else None
    return _date(*found.groups(), None, None) if found else None


def _located(listed: str) -> dict[str, list[str]]:
    located: dict[str, list[str]] = {}
    for attributes, inside in models.ELOCATION.findall(listed):
        said = _attributes(attributes)
        text = _text(inside)
        if text and said.get("ValidYN") != "N":
            located.setdefault(said.get("EIdType", ""), []).append(text)
    return located


def _identified(listed: str) -> dict[str, list[str]]:
    ids: dict[str, list[str]] = {}
    for attributes, inside in models.ARTICLE_ID.findall(listed):
        said = _attributes(attributes)
        if text := _text(inside):
            ids.setdefault(said.get("IdType", "pubmed"), []).append(text)
    return ids


def _noted(listed: str) -> tuple[Notice, ...]:
    notes = [
        notice(kind, _text(source), _text(pmid))
        for kind, source, pmid in models.NOTE.findall(listed)
    ]
    return tuple(note for note in notes if note is not None)
