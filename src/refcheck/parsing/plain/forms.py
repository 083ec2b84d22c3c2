"""References whose form alone says what each word is, so that no labeller has to.

Most styles print an article as authors, title, journal, year, volume, issue and pages, with a fixed
sign between two of them. Where the authors are in a plain list, the string ends with the numbers of
one such style, and what is between title and numbers is a journal that the table of journals has,
the labels follow. Whatever is not wholly like that is left to the labeller: docs/adr/0025.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from refcheck.frozen import maker
from refcheck.model.reference import LONGEST_PARSED
from refcheck.parsing.confidence import CSL_NAMES
from refcheck.parsing.plain.authors import Authors, find_authors, name_labels
from refcheck.parsing.plain.names import YEAR
from refcheck.parsing.plain.titles import QUOTES, Body, find_journal_alone, find_title
from refcheck.parsing.thresholds import FORM_ENDING_CHARACTERS
from refcheck.parsing.tokens import Token, Word, tokenise
from refcheck.text.patterns import lazy_regex

__all__ = ["Form", "labelled", "printed_form"]

# Between authors and title: "(2010). ", ". 2010. ", ". ", ": ", and ", " after names.
_HEAD: Final = lazy_regex(
    rf"(?:[.,]{{0,2}}\s\((?P<year>{YEAR})\)[.,:]?|(?:[.,]|(?<=\.))\s(?P<bare_year>{YEAR})[.,:]|(?P<sign>[.:,]{{0,2}}))\s"
)
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
# "Mar", "Mar 5", "Mar-Apr"
_DAY: Final = rf"{_MONTH}(?:[\s-]\d{{1,2}}|[-/]{_MONTH})?"
_DASH: Final = "[-‐‑‒–—−]{1,2}"
_PAGES: Final = (
    r"(?:pp?\.\s?|pages\s|Art(?:icle|\.)\s(?:[Nn]o\.\s|ID\s)?)?(?P<pages>[A-Za-z]{0,5}\d{1,9}"
    rf"(?:\s?{_DASH}\s?[A-Za-z]{{0,3}}\d{{1,9}})?(?:[a-z]|\.[a-z]\d{{1,2}})?)"
)
_ISSUE: Final = (
    rf"(?P<issue>\d{{1,4}}(?:{_DASH}\d{{1,4}}|/\d{{1,4}})?"
    r"|(?:Suppl|Pt)\.?\s?\d{1,2}|[Ss]\d{1,2})"
)
_VOLUME: Final = r"(?P<volume>\d{1,4})"
_AND_ISSUE: Final = rf"{_VOLUME}(?:\s?\({_ISSUE}\)|\s(?P<supplement>Suppl\.?\s?\d{{1,2}}))?"
# After the numbers: the marks of identifiers and of "Epub ahead of print".
_REST: Final = r"[.,;]?(?:(?:[\s.,;]|Available (?:from|at):)*[\ue000-\ue002\ue006\ue007])*[\s.;]*$"
# The ends of references, from the space after the journal on: patterns that begin with a sign are
# found three times as quickly.
_ENDINGS: Final = tuple(
    lazy_regex(rf"\s{ending}{_REST}")
    for ending in (
        # "vol. 3, no. 4, pp. 123-45, March 2010", "v. 3, n. 4, p. 123-45, 2010"
        rf"[Vv](?:ol)?\.?\s{_VOLUME}(?:,\s(?:[Nn]o?)\.?\s{_ISSUE})?,\s{_PAGES}"
        rf"(?:,\s(?:{_MONTH}\s)?(?P<year>{YEAR}))?",
        # "March 2010", "March 5, 2010", which is no volume with a page
        rf"{_MONTH}\s(?:\d{{1,2}},\s)?(?P<year>{YEAR})",
        # "2010 Mar 5;3(4):123-45", "2010, 3 (4), 123-45", "2010 Mar 5 ; 3 : 123-45"
        rf"(?P<year>{YEAR})(?:\s{_DAY})?\s?[;,:]\s?{_AND_ISSUE}\s?[:,]\s?{_PAGES}",
        # "(2010) 3(4):123-45"
        rf"\((?P<year>{YEAR})\)[,:]?\s{_AND_ISSUE}[:,]\s?{_PAGES}",
        # "3 (2010) 123-45", "3(4) (2010), 123-45"
        rf"{_AND_ISSUE}\s\((?P<year>{YEAR})\)[:,]?\s?{_PAGES}",
        # "3, no. 4 (2010): 123-45"
        rf"{_VOLUME},?\s[Nn]o\.?\s{_ISSUE}\s\((?P<year>{YEAR})\)[:,]?\s?{_PAGES}",
        # "3(4), 123-45", "3(4):123-45, 2010", "3: 123-45 (2010)"
        rf"{_AND_ISSUE}[:,]\s?{_PAGES}(?:,?\s\(?(?P<year>{YEAR})\)?)?",
        # "2010 Mar 5", "(2010)"
        rf"\(?(?P<year>{YEAR})\)?(?:\s{_DAY})?",
    )
)
# After a year behind the authors there may be nothing else. A full stop belongs to the journal.
_NO_NUMBERS: Final = lazy_regex(rf"(?!\.){_REST}")
_LABELS: Final = {"supplement": "issue"}
_PHRASE: Final = Word("", "", "", "", "X")
_body: Final = maker(Body)


class Form(NamedTuple):
    """A reference as it is printed: its authors, and where each field is ((start, end, label), in
    order)."""

    authors: Authors
    fields: tuple[tuple[int, int, str], ...]

    def csl_names(self) -> tuple[str, ...]:
        """Returns the names that CSL has for the fields that it has."""
        return ("author", *(CSL_NAMES[label] for _, _, label in self.fields))


def printed_form(text: str) -> Form | None:
    """Returns the form of a reference, if it is in one of those that leave no doubt. `text` has a
    mark for each identifier.

    >>> printed_form("Smith AB. Sleep and mood. Gut. 2010;3:12-5.").fields[:3]
    ((10, 25, 'title'), (26, 30, 'container'), (31, 35, 'year'))
    """
    authors = find_authors(text) if len(text) <= LONGEST_PARSED else None
    head = _HEAD.match(text, authors.end) if authors else None
    if authors is None or head is None or not _is_head(text, authors, head):
        return None
    ending = _ending(text, head)
    if ending is None:
        return None
    spans = {
        _LABELS.get(label, label): ending.span(label)
        for label, found in ending.groupdict().items()
        if found
    }
    year = next((head.span(name) for name in ("year", "bare_year") if head[name]), None)
    if (year is None) == ("year" not in spans):
        return None
    if year is not None:
        spans["year"] = year
    body = _body(
        text,
        head.end(),
        ending.start() - (text[ending.start() - 1] == ","),
        after_year=year is not None,
        by_comma=head[0].endswith(", "),
        has_volume="volume" in spans,
    )
    found = _title_and_journal(body, authors)
    if found is None:
        return None
    spans.update(found)
    return Form(authors, tuple(sorted((*span, label) for label, span in spans.items())))


def _title_and_journal(body: Body, authors: Authors) -> dict[str, tuple[int, int]] | None:
    """Returns where title and journal are; physicists and chemists leave out the title."""
    if border := find_title(body):
        return {
            "title": (body.start, body.start + border[0]),
            "container": (body.start + border[1], body.end),
        }
    if find_journal_alone(body, authors.names_end):
        return {"container": (body.start, body.end)}
    return None


def _ending(text: str, head: re.Match[str]) -> re.Match[str] | None:
    start = max(head.end(), len(text) - FORM_ENDING_CHARACTERS)
    for pattern in _ENDINGS:
        if ending := pattern.search(text, start):
            return ending
    return _NO_NUMBERS.search(text, start) if head["sign"] is None else None


def _is_head(text: str, authors: Authors, head: re.Match[str]) -> bool:
    """Returns whether the sign after the authors ends their list: a year, a full stop, a colon,
    "et al"; a comma only where no family name could follow it."""
    sign = head["sign"]
    if sign is None:
        return True
    if sign.endswith(","):
        return authors.inverted == 0 or text[head.end() : head.end() + 1] in QUOTES
    return bool(sign) or text[authors.end - 1] == "." or authors.end > authors.names_end


# --- labels ---------------------------------------------------------------------------------------


def labelled(form: Form, text: str) -> tuple[list[Token], list[str]]:
    """Returns the tokens of a text that has a form, and the label of each. Title and journal, the
    one after the other, are a token each: nobody asks for their words."""
    texts = [field for field in form.fields if field[2] in ("title", "container")]
    at = form.fields.index(texts[0])
    tokens = tokenise(text, 0, texts[0][0])
    labels = list(name_labels(form.authors, tokens))
    labels += _field_labels(form.fields[:at], tokens[len(labels) :])
    numbers = tokenise(text, texts[-1][1])
    for start, end, label in texts:
        tokens.append(Token(start, end, _PHRASE))
        labels.append(label)
    rest = form.fields[at + len(texts) :]
    return tokens + numbers, labels + list(_field_labels(rest, numbers))


def _field_labels(fields: Sequence[tuple[int, int, str]], tokens: Sequence[Token]) -> Iterator[str]:
    starts = [start for start, _, _ in fields]
    for token in tokens:
        start = token.start + len(token.word.before)
        place = bisect_right(starts, start) - 1
        yield fields[place][2] if place >= 0 and start < fields[place][1] else "O"
