"""What stands in a list and is no part of its entries: page numbers, running heads, link words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Final

from refcheck.extraction.reference_list.headings import opens_list
from refcheck.extraction.reference_list.likelihood import NAME_AT_START, likeness
from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.reference_list.paging import regular_lines

__all__ = ["cut_links", "is_count", "is_links", "leading_marks", "page_furniture"]

# --- links that web pages print behind an entry -----------------------------------------------

_TARGET: Final = r"(?:\((?:https?://|/|#)[^()\s]{0,400}(?:\([^()\s]{0,80}\)[^()\s]{0,80})?\))?"
# Words that no reference ends in.
_STRONG: Final = (
    r"Google Scholar|Google Preview|Google Books|PubMed Central|PubMed Abstract|PubMed/NCBI|PubMed"
    r"|PMC free article|Free (?:PMC|full) (?:article|text)|Cross ?Ref(?: Full Text)?|Crossref"
    r"|Web of Science®?|View (?:[Aa]rticle|PDF|(?:[Rr]ecord )?in Scopus|[Aa]bstract)|Publisher Site"
    r"|Publisher Full Text|Abstract/FREE Full Text|(?:FREE |Free )?Full Text(?: PDF)?|Search ADS"
    r"|OpenURL(?: Placeholder Text)?|OpenUrl(?:CrossRef|PubMed|Abstract|FREE|Full|Text|Web ?of"
    r"|Science|/| )*|MathSciNet|zbMATH|WorldCat|Green Version|Semantic Scholar|Europe PMC"
    r"|NASA ADS|IEEE Xplore|View at:?|Go to reference in article|Return to text|Back to text"
    r"|There is no corresponding record for this reference\.?|Find this article online"
    r"|Download (?:PDF|citation)|Export Citation|Ref list|SFX|Chem ?[Pp]ort|ScienceDirect"
    r"|[↩⤴⇑↵↑]\ufe0e?"
)
# Words that are links only beside strong ones ("Article CAS PubMed"), or in square brackets.
_WEAK: Final = (
    r"Article|Abstract|Links?|PMC|DOI|CAS|ADS|MATH|ISI|Scopus|Medline|MEDLINE|PDF|Bibcode"
)
_LINK: Final = re.compile(
    rf"(?:(?P<strong>\[\s?(?:{_STRONG}|{_WEAK})\s?\]{_TARGET}|{_STRONG}|\[[^\[\]\n]{{1,30}}\]\(#[^()\s]{{0,80}}\))"
    rf"|(?P<weak>(?:{_WEAK})(?![a-z\d-])))"
)
_BETWEEN: Final = re.compile(r"(?:[\s|,;:·•.®–-]|\[|\]|\(\d{1,6}\))*")
_TAIL: Final = re.compile(r"\s(?:Learn|Read|See|Find out) more\s?:")
_LINKS_SCANNED: Final = 1500

_COUNT: Final = re.compile(r"\d{1,3}(?:,\d{3}){0,2}")  # "4,102": how often a work was cited or read


def is_links(line: str) -> bool:
    """Whether a line holds nothing but link words ("Article CAS PubMed Google Scholar")."""
    return len(line) <= _LINKS_SCANNED and _chain(line, weak_alone=True) == 0


def is_count(line: str) -> bool:
    """Whether a line is a bare count, as some pages print them below the links."""
    return _COUNT.fullmatch(line) is not None


def cut_links(text: str) -> int:
    """Where the links at the end of an entry begin; the length of the text if there are none."""
    tail = _TAIL.search(text)
    if tail is not None and len(text) - tail.start() < _LINKS_SCANNED:
        return _chain(text[: tail.start()])
    return _chain(text)


def _chain(text: str, *, weak_alone: bool = False) -> int:
    """Where the chain of links begins that reaches to the end of a text."""
    floor = max(0, len(text) - _LINKS_SCANNED)
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
    while begin > 0 and text[begin - 1] in " \t\n\r\f|·[(":
        begin -= 1
    return begin


_MARKS: Final = re.compile(
    r"(?:\s|[•▪◦·↵↑↩|]|[-*+](?=\s)|(?:\*\*|__)?\^(?:\*\*|__)?\s?(?:[a-z]\s){0,26}"
    r"|<a\b[^<>\n]{0,120}>(?:\s*</a>)?|<(?:li|p|span|div)\b[^<>\n]{0,120}>"
    r"|(?:\^\s?)?Jump up(?: to)?:?\s?(?:[a-z](?=\s|$)\s?){0,26})*"
)


_MARKS_SCANNED: Final = 2000  # characters; `re` remembers each of the marks that it goes over


def leading_marks(text: str) -> int:
    """How many characters of bullets, anchors and back links stand before an entry."""
    match = _MARKS.match(text, 0, _MARKS_SCANNED)
    return match.end() if match else 0


# --- pages ------------------------------------------------------------------------------------

_PAGE_NUMBER: Final = re.compile(
    r"\W{0,3}(?:(?:[Pp]age|[Ss]eite|[Pp]ágina|S\.|p\.)\s?)?(?:\d(?:\s?\d){0,3}|[ivxlc]{1,6})"
    r"(?:\s?(?:of|/|von|de)\s?\d{1,4})?[\s|)\]*~–-]{0,3}"
)
# "Available from:", "Acesso em: 12 ago. 2021.": ends of entries, alike in all of them.
_ACCESS: Final = re.compile(
    r"(?i)https?:|www\.|\b(?:doi\b|pmc?id\b|available|access|acess|acceso|dispon|retrieved|abgerufen|zugriff|consult)"
)
_DIGITS: Final = re.compile(r"\d+")
_HEAD_LENGTH: Final = 110
_HEAD_LINES: Final = 4
_HEAD_BLOCKS: Final = 3
_ENTRY: Final = 0.6  # what looks so much like a reference is one, though its ends come again
_MOST_LINES: Final = 300_000  # beyond this, heads that no page break marks are not looked for


def page_furniture(lines: Lines) -> frozenset[int]:
    """The lines that are page numbers or running heads."""
    counts = _repeats(lines)
    found: set[int] = set()
    seen = -1
    for page in lines.pages:
        if page <= seen:  # an empty page
            continue
        seen = lines.next_filled(page)
        found |= _foot(lines, page, counts)
        found |= _head(lines, page, counts)
    if len(lines) <= _MOST_LINES:
        found |= regular_lines(lines)
        if not _double_spaced(lines):
            found |= _unmarked(lines, counts)
    return frozenset(found)


def _key(line: str) -> str:
    """A line without what changes from page to page; empty where hardly a letter is left."""
    key = _DIGITS.sub("#", line)
    return key if sum(map(str.isalpha, key)) > 2 else ""


def _comes_again(text: str, counts: Counter[str], *, often: int) -> bool:
    """Whether a line comes again and again; one that looks like a reference has to do so oftener.

    A list may well hold the same work two times, or a running head may name the journal.
    """
    if _ACCESS.search(text):
        return False
    count = counts[_key(text)]
    return count > often + 1 or (count >= often and likeness(text) < 0.6)


def _edge(lines: Lines, line: int) -> bool:
    """Whether a line is short and stands at the edge of a block or a page."""
    if not 0 < lines.length(line) <= _HEAD_LENGTH:
        return False
    before, after = line - 1, line + 1
    return before < 0 or after >= len(lines) or lines.blank(before) or lines.blank(after)


def _double_spaced(lines: Lines) -> bool:
    """Whether most lines stand alone between blank ones: then that tells nothing."""
    filled = [line for line in range(len(lines)) if not lines.blank(line)]
    alone = sum(b - a > 1 for a, b in pairwise(filled))
    return alone > 0.7 * len(filled)


def _repeats(lines: Lines) -> Counter[str]:
    counts: Counter[str] = Counter()
    if len(lines) <= _MOST_LINES:
        counts.update(_key(lines.text(line)) for line in range(len(lines)) if _edge(lines, line))
    for page in lines.pages:
        top = range(page, min(page + 3, len(lines)))
        counts.update(_key(lines.text(line)) for line in top if not _edge(lines, line))
    del counts[""]
    return counts


def _block(lines: Lines, first: int) -> range:
    last = first
    while last < len(lines) and not lines.blank(last) and last - first <= _HEAD_LINES:
        last += 1
    return range(first, last)


def _head(lines: Lines, page: int, counts: Counter[str]) -> set[int]:
    """The running head at the top of a page."""
    found: set[int] = set()
    line = page
    for number in range(_HEAD_BLOCKS):
        line = lines.next_filled(line)
        if line >= len(lines):
            break
        block = _block(lines, line)
        heads = _heads_of(lines, block, counts, first=number == 0)
        known = any(_comes_again(lines.text(head), counts, often=2) for head in found)
        if len(heads) < len(block) or (known and not _is_known(lines, block, counts)):
            found.update(heads if not known else ())
            break
        found.update(heads)
        line = block.stop
    return found


def _is_known(lines: Lines, block: range, counts: Counter[str]) -> bool:
    """Whether every line of a block is a page number or comes again on other pages."""
    texts = map(lines.text, block)
    return all(_PAGE_NUMBER.fullmatch(t) or _comes_again(t, counts, often=2) for t in texts)


def _heads_of(lines: Lines, block: range, counts: Counter[str], *, first: bool) -> list[int]:
    """Those lines of a block at the top of a page that are a running head."""
    texts = [lines.text(line) for line in block]
    ends = block.stop >= len(lines) or lines.blank(block.stop)
    if ends and len(block) <= 3 and any(map(_PAGE_NUMBER.fullmatch, texts)):
        return [] if any(map(opens_list, texts)) else list(block)
    heads = []
    for line, text in zip(block, texts, strict=True):
        repeated = len(text) <= _HEAD_LENGTH and _comes_again(text, counts, often=2)
        if not repeated and not _PAGE_NUMBER.fullmatch(text):
            break
        heads.append(line)
    alone = ends and len(block) == 1 and not heads
    if alone and _may_be_head(texts[0], first=first):
        return list(block)
    return heads


def _may_be_head(text: str, *, first: bool) -> bool:
    """Whether one line that stands alone at the top of a page is a running head."""
    if len(text) > _HEAD_LENGTH or (text.endswith((".", ",", ";", "-")) and not text.isupper()):
        return False
    if not (text[0].isupper() or text[0].isdigit()) and "Page " not in text and not first:
        return False
    if text[0].islower() and "Page " not in text and ".org" not in text:
        return False
    if opens_list(text) or NAME_AT_START.match(text) or "http" in text or text.startswith("10."):
        return False
    return first or not any(map(str.isdigit, text)) or "(" in text


def _foot(lines: Lines, page: int, counts: Counter[str]) -> set[int]:
    """The page number or running foot at the bottom of the page before."""
    found: set[int] = set()
    line = page - 1
    paged = False
    for _ in range(3):
        line = lines.previous_filled(line)
        if line < 0:
            break
        text = lines.text(line)
        repeated = _edge(lines, line) and _comes_again(text, counts, often=3)
        numbered = _PAGE_NUMBER.fullmatch(text) and not paged and _edge(lines, line)
        if not repeated and not numbered:
            break
        paged = paged or not repeated
        found.add(line)
        line -= 1
    return found


def _unmarked(lines: Lines, counts: Counter[str]) -> set[int]:
    """Running heads in texts that have lost their form feeds: blocks that come again and again."""
    if not any(count > 2 for count in counts.values()):
        return set()
    found: set[int] = set()
    line = 0
    while line < len(lines):
        line = lines.next_filled(line)
        block = _block(lines, line)
        line = block.stop + (len(block) > _HEAD_LINES)
        texts = [lines.text(number) for number in block]
        edges = texts[:1] + texts[-1:]
        if (
            len(block) <= _HEAD_LINES
            and all(
                _comes_again(text, counts, often=3)
                for text in edges
                if not _PAGE_NUMBER.fullmatch(text)
            )
            and not all(map(_PAGE_NUMBER.fullmatch, texts))
            and not any(map(opens_list, texts))
            and not any(map(is_links, texts))
            and likeness(" ".join(texts)) < _ENTRY
        ):
            found.update(block)
    return found
