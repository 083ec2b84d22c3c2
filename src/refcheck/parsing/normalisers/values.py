"""Cleans the values of the fields of what is printed around them, in ordered steps."""

from __future__ import annotations

import re

from refcheck.parsing.words import LANGUAGE_CODES
from refcheck.text.folding import squeeze
from refcheck.text.patterns import has_any, lazy_regex

__all__ = [
    "clean_container",
    "clean_issue",
    "clean_pages",
    "clean_publisher",
    "clean_title",
    "clean_volume",
]

_MEDIUM = lazy_regex(
    r"\s?[\[(](?:internet|online|on-?line|electronic resource|print|e-?book|cd-?rom|serial online|"
    r"homepage on the internet|monograph on the internet|en ligne|en línea)[\])]\W{0,3}$",
    re.IGNORECASE,
)
_LANGUAGES = "|".join(
    sorted((name for name in LANGUAGE_CODES if len(name) > 3), key=len, reverse=True)
)
# What kind of work it is, or its language, said in brackets after the title; "(in children)" is
# neither.
_GENRE = lazy_regex(
    r"\s?[\[(](?:[\w'’. ]{0,20}\b(?:thesis|dissertation)|letter|abstract|editorial|comment|poster|"
    r"preprint|video|podcast|computer software|data ?set"
    rf"|(?:(?:article|text|abstract) )?in (?:{_LANGUAGES})"
    r"(?:,?\s(?:with|and)\s[\w ]{3,40})?)[\])]$",
    re.IGNORECASE,
)
# "[J]", "[M/OL]": what Chinese styles (GB/T 7714) say of the kind of a work.
_KIND_CODE = lazy_regex(r"\s?\[(?:J|M|C|D|N|R|P|S|G|Z|A|DB|CP|EB)(?:/(?:OL|CD|DK|MT))?\]$")
_UNCLOSED = lazy_regex(r"\s\[[^\[\]]{0,30}$")  # "... circuits [master's", the rest is not a title
_QUOTES = "\"“”„‟«»‘’'`"
_QUOTED_INSIDE = lazy_regex(r"[“”„\"«»]|(?<!\w)[‘'](?=\w)")
_MARKS_INSIDE = tuple("“”„\"«»‘'")
_QUOTE_ENDS = lazy_regex(r"[“”„‟\"«»‘’'](?!\w)")
_QUOTE_BEGINS = lazy_regex(r"(?<!\w)[“”„‟\"«»‘’'`]")
_CLOSING = frozenset(")]")
_BEHIND_BRACKET = 4  # the last characters, of which one is the bracket that `_MEDIUM` ends with
_EDGE = " \t.,;:/|–—-=•*"
_STOPS = ".,;:"
_VOLUME = lazy_regex(
    r"^(?:vol(?:ume)?|v|bd|band|tome?|t|jg|jahrgang)\b[.:\s]{0,3}(?=\w)", re.IGNORECASE
)
_ISSUE = lazy_regex(
    r"^(?:no|nos|nr|num|number|núm|n|nº|n°|heft|h|iss(?:ue)?)\b[.:°º\s]{0,3}(?=\w)", re.IGNORECASE
)
_PAGES = lazy_regex(
    r"^(?:pages?|pgs?|pp?|pags?|págs?|págs|ss?|seiten?|art(?:icle)?(?:\s(?:no|id))?)\b[.:\s]{0,3}(?=\w)",
    re.IGNORECASE,
)
_PLAIN_PAGES = lazy_regex(r"([A-Za-z]?\d+(?:[-‐‑‒–—−][A-Za-z]?\d+)?)[.,;]?$")
# "51S-4S" ends in an S of its own
_SUPPLEMENT_PAGES = lazy_regex(r"\ds\s?[-‐‑‒–—−]", re.IGNORECASE)
_PAGE_TAIL = lazy_regex(r"\s{0,2}(?:pp?|pages|s|ff?|pgs)\.?$", re.IGNORECASE)


def clean_title(text: str) -> str | None:
    """Returns the text without closing full stop, quotation marks around it and "[Internet]"; "?"
    and "!" stay.

    >>> clean_title("“Goodbye to Grand Narratives?”,")
    'Goodbye to Grand Narratives?'
    """
    text = squeeze(text)
    if not _CLOSING.isdisjoint(text.rstrip(_EDGE)[-_BEHIND_BRACKET:]):
        text = _GENRE.sub("", _MEDIUM.sub("", text).strip(_EDGE))
        text = _KIND_CODE.sub("", text)
    text = _unquoted(text.strip(_EDGE))
    text = _without_lone_brackets(text)
    if "[" in text:
        text = _UNCLOSED.sub("", text)
    return text.strip(_EDGE) or None


def clean_container(text: str) -> str | None:
    """Returns the text without "[Internet]" and closing punctuation; "Phys. Rev. Lett." keeps its
    last stop."""
    text = squeeze(text)
    bare = text if _CLOSING.isdisjoint(text[-_BEHIND_BRACKET:]) else _MEDIUM.sub("", text)
    bare = bare.strip(_EDGE)
    bare = _without_lone_brackets(_unquoted(bare)).strip(_EDGE)
    if ". " in bare and text.startswith(bare + ".") and re.search(r"\w\.\s", bare):
        bare += "."
    return bare or None


def clean_volume(text: str) -> str | None:
    """Returns the number without "vol." and brackets."""
    if (bare := text.rstrip(_STOPS)).isdigit():
        return bare
    return _VOLUME.sub("", _locator(text)) or None


def clean_issue(text: str) -> str | None:
    """Returns the number or part without "no." and brackets: "3", "12 Suppl", "Suppl 1"."""
    bare = text.rstrip(_STOPS)
    if bare[1:-1].isdigit() and bare[0] == "(" and bare[-1] == ")":
        return bare[1:-1]
    return _ISSUE.sub("", _locator(text)) or None


def clean_pages(text: str) -> str | None:
    """Pages or article number as printed, without "pp." and with no space around the dash."""
    if plain := _PLAIN_PAGES.match(text):
        return plain[1]
    text = _PAGES.sub("", _locator(text))
    shorter = _PAGE_TAIL.sub("", text)
    if shorter and shorter[-1].isdigit() and not _SUPPLEMENT_PAGES.search(text):
        text = shorter
    text = re.sub(r"(?<=\w)\s?([-‐‑‒–—−])\s?(?=\w)", r"\1", text)
    return text or None


def clean_publisher(text: str) -> str | None:
    """Returns the text without closing punctuation and brackets that are not its own."""
    return _without_lone_brackets(squeeze(text).strip(_EDGE)).strip(_EDGE) or None


def _locator(text: str) -> str:
    return _without_lone_brackets(squeeze(text).strip(_EDGE + _QUOTES)).strip(_EDGE + "()[]<>")


def _unquoted(text: str) -> str:
    """Returns the text without the quotation marks that embrace the whole, or one whose other half
    is missing."""
    if len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES:
        inner = text[1:-1]
        if has_any(inner, _MARKS_INSIDE) and _QUOTED_INSIDE.search(text, 1, len(text) - 1):
            return text  # “Ecstasy” and “love”
        text = _without_outer_quotes(text)
    if text and text[0] in _QUOTES and not _QUOTE_ENDS.search(text, 1):
        return text[1:].strip(_EDGE)
    if text and text[-1] in _QUOTES and not _QUOTE_BEGINS.search(text, 0, len(text) - 1):
        return text[:-1].strip(_EDGE)
    return text


def _without_outer_quotes(text: str) -> str:
    """Returns the text without any quotation marks that are at both ends, however many embrace each
    other."""
    start, end = 0, len(text)
    while end - start > 1 and text[start] in _QUOTES and text[end - 1] in _QUOTES:
        start, end = start + 1, end - 1
        while start < end and text[start] in _EDGE:
            start += 1
        while start < end and text[end - 1] in _EDGE:
            end -= 1
    return text[start:end]


def _without_lone_brackets(text: str) -> str:
    """Returns the text without a bracket at an end whose other half is missing: "Wiley)",
    "(Oxford"."""
    if not text or (text[-1] not in ")]>" and text[0] not in "([<"):
        return text
    for opening, closing in ("()", "[]", "<>"):
        if text.endswith(closing) and text.count(opening) < text.count(closing):
            text = text[:-1]
        if text.startswith(opening) and text.count(opening) > text.count(closing):
            text = text[1:]
    return text
