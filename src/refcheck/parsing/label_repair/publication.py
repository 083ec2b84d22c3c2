"""Repairs the labels of what says where and when a work was published: journal or book, year,
volume, issue, pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from refcheck.parsing.label_repair.runs import first_run
from refcheck.parsing.thresholds import (
    EDITION_TOKENS,
    LAST_SENTENCE_TOKENS,
    LONG_WORD_LETTERS,
    PATTERN_CHARACTERS,
)
from refcheck.parsing.tokens import NOTICE, Token, overlapping
from refcheck.parsing.words import (
    EDITOR_WORDS,
    ISSUE_SIGNS,
    JOURNAL_SMALL_WORDS,
    PAGE_WORDS,
    VOLUME_SIGNS,
)
from refcheck.text.patterns import has_any, lazy_regex
from refcheck.text.works.dates import YEAR

__all__ = [
    "clear_marks",
    "find_before_notice",
    "find_book",
    "find_last_sentence",
    "find_numbers",
    "give_initial_to_journal",
    "label_ahead_block",
    "label_article_number",
    "label_block",
    "lengthen_container",
    "make_publisher_journal",
    "trim_container",
]

# The block of Vancouver styles, mostly with the year: "2014 Mar;156:24–35", "; 87(6b):24s–28s",
# ";12(Pt B):S5-9".
_BLOCK = lazy_regex(
    r"(?:(?<!\d)(?P<year>" + YEAR + r")"
    r"(?P<month>\s(?:[A-Z][a-z]{2,8}(?:-(?:\d{4}\s)?[A-Z][a-z]{2,8})?(?:\s\d{1,2})?"
    r"|(?:0?[1-9]|1[0-2])(?:\s(?:0?[1-9]|[12]\d|3[01]))?(?=;)))?\s?)?"
    r";\s?(?=[\d(])(?P<volume>\d{1,5}(?:[-–/]\d{1,5})?[A-Za-z]?)?\s?"
    r"(?:\((?P<issue>[^()]{1,25})\)|(?P<part>(?:[Ss]uppl?|Pt|Spec No)\.?(?:\s?\w{1,4})?"
    r"|(?:[A-Z][\w-]{2,15}\s){0,3}(?:[Ii]ssue|Database|Web Server)))?\s?:\s?"
    r"(?P<pages>[A-Za-z]{0,3}\d{1,9}[A-Za-z]?(?:\s?[-‐‑‒–—]\s?[A-Za-z]{0,3}\d{1,9}[A-Za-z]?)?"
    r"|[ivxlc]{1,8}(?:[-–][ivxlc]{1,8})?\b)"
)
# What every block has, and how much of one is before: "2013 September-2014 October 12 ".
_BLOCK_SIGN = lazy_regex(r";\s?[\d(]")
_BEFORE_SIGN = 40
# NLM's form of an article ahead of print: "2022 Nov 4:1-40."
_AHEAD_BLOCK = lazy_regex(
    r"(?P<year>" + YEAR + r")(?<!\d\d{4})(?P<month>\s[A-Z][a-z]{2}(?:\s\d{1,2})?):"
    r"(?P<pages>[A-Za-z]{0,6}\d{1,9}(?:[-–]\d{1,9})?)(?=\.(?:\s|$))"
)
# "Article ID 4951", "Art. No. e026667", "Article 12": a number that is neither volume nor issue.
_ARTICLE_NUMBER = lazy_regex(
    r"\b(?:[Aa]rticle\s(?:ID|[Nn]o\.?|[Nn]umber)|[Aa]rt\.\s?(?:[Nn]o\.|ID)|(?<=, )Article)"
    r"[\s:]{1,2}(?P<pages>[A-Za-z]{0,6}\d[\w.]{0,12}\w|\d)"
)
_YEAR = lazy_regex(YEAR)
_NUMBER_SIGNS = ("№", *VOLUME_SIGNS, *ISSUE_SIGNS)
_FREE = frozenset(["O", "year", "volume", "issue", "pages"])
_OF_BLOCK = {"part": "issue", "month": "O"}
_STOPS = frozenset([".", "?", "!", ".”", '."'])


def clear_marks(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """Marks of identifiers are part of no field: what is around a DOI is not one title."""
    if text.isascii():
        return False
    marks = [place for place, token in enumerate(tokens) if token.word.kind == "D"]
    for place in marks:
        labels[place] = "O"
    return bool(marks)


def give_initial_to_journal(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """An initial alone before a journal is the journal's: "Dehesa JS, J. Comput. Math. 37"."""
    if "container" not in labels:
        return
    start = labels.index("container")
    alone = start > 1 and labels[start - 1] in ("Bfamily", "Bgiven")
    if alone and tokens[start - 1].word.kind == "I" and labels[start - 2] != "O":
        labels[start - 1] = "container"


def make_publisher_journal(_text: str, _tokens: Sequence[Token], labels: list[str]) -> None:
    """Where no journal was found, what was taken for a publisher and is before a volume is one:
    "Knowledge Organization, v. 30"."""
    if "container" in labels or not {"publisher", "volume"} <= {*labels}:
        return
    if labels.index("publisher") < labels.index("volume"):
        labels[:] = ["container" if name == "publisher" else name for name in labels]


def find_before_notice(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """The journal between the title and the notice that the work is ahead of print ("A Systematic
    Review. Angiology. Published online January 16, 2024"), or, where nothing is between them, the
    last sentence of what was taken for the title."""
    if (span := _title_without_container(labels)) is None:
        return
    start, end = span
    notice = _notice(tokens)
    if notice < end:
        return
    if end == notice:
        stops = [p + 1 for p in range(start, end - 1) if tokens[p].word.after[-1:] in (".", "?")]
        end = stops[-1] if stops else notice
    if all(labels[p] in ("O", "publisher", "title") for p in range(end, notice)):
        labels[end:notice] = ["container"] * (notice - end)


def find_last_sentence(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """The journal at the end of what was taken for the title ("... swine fever virus. Virus Res.
    (2013) 173:191-7"): a sentence of few words, each with a capital."""
    span = _title_without_container(labels)
    if span is None or _notice(tokens) >= span[1]:
        return
    if "publisher" in labels or not {"volume", "pages"} <= {*labels}:
        return
    start, end = span
    for place in range(end - 2, max(start, end - LAST_SENTENCE_TOKENS), -1):
        border, word = tokens[place].word, tokens[place + 1].word
        if word.kind not in "CUI" and word.lower not in JOURNAL_SMALL_WORDS:
            return
        whole = border.kind == "l" or (border.kind in "CU" and len(border.core) > LONG_WORD_LETTERS)
        if border.after in _STOPS and whole and word.kind in "CU":
            labels[place + 1 : end] = ["container"] * (end - place - 1)
            return


def find_book(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """The book after "in:" within what was taken for the title: "Wozu? in: Handbuch Werte"."""
    span = _title_without_container(labels)
    if span is None or _notice(tokens) >= span[1]:
        return
    start, end = span
    for place in range(start + 1, end - 1):
        word = tokens[place].word
        if word.lower == "in" and ":" in word.after:
            editors = [p for p in range(place, end - 1) if tokens[p].word.lower in EDITOR_WORDS]
            host = editors[-1] + 1 if editors else place + 1
            labels[place:host] = ["O"] * (host - place)
            labels[host:end] = ["container"] * (end - host)
            return


def _title_without_container(labels: Sequence[str]) -> tuple[int, int] | None:
    """Returns the places of the title where no journal or book was found and none can be a
    publisher."""
    if "container" in labels or "title" not in labels or {"publisher", "volume"} <= {*labels}:
        return None
    return first_run(labels, "title")


def _notice(tokens: Sequence[Token]) -> int:
    """Returns the place of the notice that the work is ahead of print; 0 where there is none."""
    return next((p for p, token in enumerate(tokens) if token.word.core == NOTICE), 0)


def trim_container(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """Numbers at the end of the journal or book that belong to fields of their own: "Nature, 171",
    "... Computer Architecture (1996)", "... Software Reusability, page 163"."""
    if "container" not in labels:
        return
    start, end = first_run(labels, "container")
    if end - start < 2:
        return
    last, before = tokens[end - 1].word, tokens[end - 2].word
    if last.kind == "Y" and "(" in last.before and "year" not in labels:
        labels[end - 1] = "year"
    elif last.kind in "NR" and before.lower in PAGE_WORDS and "pages" not in labels:
        labels[end - 2 : end] = ["O", "pages"]
    elif last.kind == "N" and before.after and "volume" not in labels:
        labels[end - 1] = "volume"


def lengthen_container(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """What NLM has in brackets to tell journals of one name apart belongs to the name: "Lee H
    (2008) ... J Appl Physiol (1985) 105:1684", "Br Med J (Clin Res Ed) 1985;291:97"."""
    if "container" not in labels:
        return
    start, end = first_run(labels, "container")
    if end + 1 >= len(labels):
        return
    if tokens[end].word.before == "(":
        after = _end_of_edition(tokens, labels, end)
        if after is not None:
            labels[end:after] = ["container"] * (after - end)
            return
    if labels[end + 1] != "volume":
        return
    word = tokens[end].word
    bracketed = word.kind == "Y" and "(" in word.before and ")" in word.after
    if bracketed and "year" in (*labels[:start], *labels[end + 1 :]):
        labels[end] = "container"


def _end_of_edition(tokens: Sequence[Token], labels: Sequence[str], start: int) -> int | None:
    """Returns where "(Clin Res Ed)" or "(Engl Ed)" ends that begins at a place, with a number of a
    publication after it; "(Smith AB, Ed)" and "(2nd Ed)" are none."""
    for place in range(start, min(start + EDITION_TOKENS, len(tokens) - 1)):
        word = tokens[place].word
        if labels[place] != "O" or len(word.core) == 1 or not word.core.istitle():
            return None
        if ")" in word.after:
            is_edition = word.core == "Ed" and place > start
            return place + 1 if is_edition and labels[place + 1] in ("year", "volume") else None
        if word.after:
            return None
    return None


def find_numbers(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """Volume and issue after their signs in other scripts: "2015. Т. 115. № 3. С. 12-17"."""
    if text.isascii() or not has_any(text.lower(), _NUMBER_SIGNS):
        return False
    if "volume" in labels and "issue" in labels:
        return True
    for place in range(1, len(tokens)):
        word, sign = tokens[place].word, tokens[place - 1].word
        if word.kind != "N" or labels[place] not in _FREE:
            continue
        if sign.lower in VOLUME_SIGNS and "volume" not in labels:
            labels[place] = "volume"
        elif (sign.before == "№" or sign.lower in ISSUE_SIGNS) and "issue" not in labels:
            labels[place] = "issue"
    return True


def label_article_number(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """A number that is called an article's is neither volume nor issue: "12, Art. No. 4951"."""
    number = _ARTICLE_NUMBER.search(text, 0, PATTERN_CHARACTERS) if "rt" in text else None
    if number is None:
        return False
    places = overlapping(tokens, number.start(), number.end("pages"))
    if any(labels[place] in ("title", "year") or labels[place][0] in "BI" for place in places):
        return True
    for place in places:
        core = tokens[place].start + len(tokens[place].word.before)
        labels[place] = "pages" if core >= number.start("pages") else "O"
    return True


def label_block(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """A block of volume, issue and pages is what it looks like: "1989;87(6b):24s-28s"."""
    first = _BLOCK_SIGN.search(text) if ";" in text else None
    if first is None:
        return False
    start = max(0, first.start() - _BEFORE_SIGN)
    blocks = list(_BLOCK.finditer(text, start, PATTERN_CHARACTERS))
    if len(blocks) != 1:
        return False
    _label_block(tokens, labels, blocks[0])
    return True


def label_ahead_block(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """NLM's form of an article ahead of print: "2022 Nov 4:1-40"."""
    if ";" in text or ":" not in text:
        return False
    ahead = _AHEAD_BLOCK.search(text, 0, PATTERN_CHARACTERS)
    if ahead is None:
        return False
    _label_block(tokens, labels, ahead)
    return True


def _label_block(tokens: Sequence[Token], labels: list[str], block: re.Match[str]) -> None:
    """Labels the tokens of the block; without its year only if no title, journal or name claims one
    of them ("2014 Mar;2014:695028" is nothing else, ";87:24" may be)."""
    places = overlapping(tokens, *block.span())
    inside = [p for p in places if tokens[p].start + len(tokens[p].word.before) >= block.start()]
    if block["year"] is None and any(labels[place] not in _FREE for place in inside):
        return
    names, found = dict(_OF_BLOCK), block.groupdict()
    if block["year"] is None and _YEAR.fullmatch(found.get("volume") or ""):
        elsewhere = any(name == "year" for p, name in enumerate(labels) if p not in inside)
        if not elsewhere:
            names["volume"] = "year"  # "Springer; 2010:12-34"
    if block["year"] is not None:
        stray = [p for p, name in enumerate(labels) if name == "year" and p < places[0]]
        for place in stray:  # "GBD 2016 Collaborators. ... Lancet. 2017;390:1211"
            labels[place] = "O"
    parts = [(name, *block.span(name)) for name, part in found.items() if part]
    for place in inside:
        core = tokens[place].start + len(tokens[place].word.before)
        for name, start, end in parts:
            if start <= core < end:
                labels[place] = names.get(name, name)
