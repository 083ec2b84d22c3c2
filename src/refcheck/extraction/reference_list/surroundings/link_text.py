"""The link text that web pages print after an entry ("PubMed", "Google Scholar"), and the marks
before it."""

from __future__ import annotations

from typing import Final

from refcheck.extraction.thresholds import (
    LINK_END_CHARACTERS,
    LINK_TEXT_CHARACTERS,
    MARKS_CHARACTERS,
)
from refcheck.text.patterns import lazy_regex

__all__ = ["cut_links", "is_count", "is_links", "leading_marks"]

_TARGET: Final = r"(?:\((?:https?://|/|#)[^()\s]{0,400}(?:\([^()\s]{0,80}\)[^()\s]{0,80})?\))?"
# What links ask for: "Show abstract", "View in article", "Go to original source".
_REQUEST: Final = (
    r"(?i:(?<!\w)(?:view|show|hide|open|find|get|read|check|search|download|export|toggle|go|link"
    r"|return|back|look up)"
    r"(?: (?:it|this|the|in|at|on|for|to|from|more|full|free|original|all|a|new|ref\w{0,8}"
    r"|\d{1,4})){0,5}[ -](?:articles?|abstracts?|citations?|records?|references?|context|text"
    r"|full[ -]?text|sources?|details|publication|publisher|pdf|item|url|window|scopus|pubmed"
    r"|medline|crossref|google scholar|web of science|links?)\b(?:\.{3}|…)?)"
)
# Words that no reference ends in.
_STRONG: Final = (
    rf"{_REQUEST}|"
    r"Google ?[Ss]cholar|GOOGLE SCHOLAR|Google Preview|Google Books|Pub[Mm]ed Central"
    r"|Pub[Mm]ed (?:Abstract|Full Text|Citation|Link)|Pub[Mm]ed/NCBI|Pub[Mm]ed|PUBMED"
    r"|PMC (?:free|Free) (?:article|Article)|Free (?:PMC|full) (?:article|text)"
    r"|Cross ?[Rr]ef(?: Full Text)?|CROSSREF|Article Locations?:?|Link to (?:article|publication)"
    r"|Web of Science®?|View (?:[Aa]rticle(?: Online)?|PDF|(?:[Rr]ecord )?in (?:[Aa]rticle|Scopus)"
    r"|[Aa]bstract|[Pp]ublication|[Cc]itation|[Ii]tem|[Ff]ull [Tt]ext)|Publisher Site"
    r"|Cited (?:[Bb]y:?(?: \d{1,5})?|[Hh]ere)|Citation in (?:PubMed|text)|Context [Ll]ink"
    r"|Library Holdings|Publisher[’']s [Vv]ersion|Full [Tt]ext [Ll]inks?|Open U[Rr][Ll]"
    r"|Publisher Full Text|Abstract/FREE Full Text|(?:FREE |Free )?Full Text(?: PDF)?|Search ADS"
    r"|OpenURL(?: Placeholder Text)?|OpenUrl(?:CrossRef|PubMed|Abstract|FREE|Full|Text|Web ?of"
    r"|Science|/| )*|MathSciNet|zbMATH|WorldCat|Green Version|Semantic Scholar|Europe PMC"
    r"|NASA ADS|IEEE Xplore|View at:?|Go to reference in article|Return to text|Back to text"
    r"|There is no corresponding record for this reference\.?|Find this article online"
    r"|Download (?:PDF|citation)|Export Citation|Ref list|SFX|Chem ?[Pp]ort|ScienceDirect"
    r"|[↩⤴⇑↵↑]\ufe0e?"
)
# Words that are links only next to strong ones ("Article CAS PubMed"), or in square brackets.
_WEAK: Final = (
    r"Article|Abstract|Links?|PMC|DOI|CAS|ADS|MATH|ISI|Scopus|Medline|MEDLINE|PDF|Bibcode"
)
_LINK: Final = lazy_regex(
    # What link text begins with, first: within words there is hardly any of it.
    r"(?=[\[A-Zz↩⤴⇑↵↑]|\b[a-zſ])"
    rf"(?:(?P<strong>\[\s?(?:{_STRONG}|{_WEAK})\s?\]{_TARGET}|{_STRONG}|\[[^\[\]\n]{{1,30}}\]\(#[^()\s]{{0,80}}\))"
    rf"|(?P<weak>(?:{_WEAK})(?![a-z\d-])))"
)
# What a text with link text at its end ends in: most end in pages or a DOI, and `_LINK` is dear.
_LAST_WORDS: Final = (
    *("article", "articles", "abstract", "abstracts", "citation", "citations", "record", "records"),
    *("reference", "references", "text", "source", "sources", "details", "publication"),
    *("publisher", "pdf", "item", "url", "window", "scopus", "pubmed", "medline", "ref"),
    *("scholar", "science", "link", "links", "preview", "books", "central", "ncbi", "location"),
    *("locations", "online", "site", "by", "here", "holdings", "version", "ads", "free", "full"),
    *("of", "mathscinet", "zbmath", "worldcat", "pmc", "xplore", "at", "list", "sfx", "port"),
    *("sciencedirect", "doi", "cas", "math", "isi", "bibcode", "openurl", "/"),
)
_BEHIND_LINKS: Final = "|,;:·•.®–-[]()0123456789"
_BETWEEN: Final = lazy_regex(r"(?:[\s|,;:·•.®–-]|\[|\]|\)|\(\d{1,6}\))*")
_TAIL: Final = lazy_regex(r"\s(?:Learn|Read|See|Find out) more\s?:")

_COUNT: Final = lazy_regex(r"\d{1,3}(?:,\d{3}){0,2}")  # "4,102": how often a work was cited or read


def is_links(line: str) -> bool:
    """Returns whether a line contains nothing but link words ("Article CAS PubMed Google
    Scholar")."""
    return len(line) <= LINK_TEXT_CHARACTERS and _chain(line, weak_alone=True) == 0


def is_count(line: str) -> bool:
    """Returns whether a line is a bare count, as some pages print them below the links."""
    return _COUNT.fullmatch(line) is not None


def cut_links(text: str) -> int:
    """Returns where the links at the end of an entry begin; the length of the text if there are
    none."""
    tail = _TAIL.search(text)
    if tail is not None and len(text) - tail.start() < LINK_TEXT_CHARACTERS:
        return _chain(text[: tail.start()])
    return _chain(text)


def _chain(text: str, *, weak_alone: bool = False) -> int:
    """Returns where the chain of links begins that reaches to the end of a text."""
    if not _may_end_in_links(text):
        return len(text)
    floor = max(0, len(text) - LINK_TEXT_CHARACTERS)
    begin = strong = stop = -1
    for match in _LINK.finditer(text, floor):
        if begin < 0 or _BETWEEN.fullmatch(text, stop, match.start()) is None:
            begin, strong = match.start(), -1
        if match["strong"]:
            strong = begin
        stop = match.end()
    reaches = begin >= 0 and _BETWEEN.fullmatch(text, stop) is not None
    if not reaches or (strong < 0 and not weak_alone):
        return len(text)
    while begin > 0 and text[begin - 1] in " \t\n\r\f|·•[(":
        begin -= 1
    return begin


def _may_end_in_links(text: str) -> bool:
    """Returns whether a text ends as one with link text at its end does."""
    if "](" in text:
        return True
    end, longer = text[-LINK_END_CHARACTERS:], ""
    while end != longer:
        longer = end
        end = end.rstrip().rstrip(_BEHIND_LINKS)
    return not end or not end[-1].isascii() or end.lower().endswith(_LAST_WORDS)


_MARKS: Final = lazy_regex(
    r"(?:\s|[•▪◦·↵↑↩|]|[-*+](?=\s)|\*{1,2}(?=[^\W\d_])(?![^*\n]{0,2000}\*)|(?:\*\*|__)?\^(?:\*\*|__)?\s?(?:[a-z]\s){0,26}"
    r"|<a\b[^<>\n]{0,120}>(?:\s*</a>)?|<(?:li|p|span|div)\b[^<>\n]{0,120}>"
    r"|(?:\^\s?)?Jump up(?: to)?:?\s?(?:[a-z](?=\s|$)\s?){0,26})*"
)


def leading_marks(text: str) -> int:
    """Returns how many characters of bullets, anchors and back links come before an entry."""
    match = _MARKS.match(text, 0, MARKS_CHARACTERS)
    return match.end() if match else 0
