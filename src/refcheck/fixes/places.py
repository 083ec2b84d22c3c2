"""Where in a reference the value of a field is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from refcheck.model.finding import Field
from refcheck.text.patterns import has_any, lazy_regex

__all__ = ["find_value", "find_value_outside"]

# A value is looked for in so many characters, and so many places of it are weighed.
_LONGEST = 100_000
_MOST_PLACES = 20
_MOST_WORDS = 60
_NEAR = 20  # characters before and behind a value that tell its field
_WORD = lazy_regex(r"\w+")
_LONGEST_GAP = 8  # between two words: "Fam J" as "Fam, J.", "Fam,\n  J."
# What is, whatever the case, one of the letters i, k and s.
_LIKE_ASCII = ("ı", "İ", "ſ", "\N{KELVIN SIGN}")

# What stands before or behind the value of a field in a printed reference ("2015;99(2):23-35"), and
# the name of the field in a format that has names ("year = {2015}", "PY  - 2015", "<Year>2015").


class _Context(NamedTuple):
    before: str
    after: str
    name: str


_CONTEXTS = {
    Field.YEAR: _Context(
        r"(?:\(|^|[.,;] ?|[A-Z][a-z]{2} ?)$", r"^\s*[a-z]?[;).,:]", "year|date|PY|Y1|DP|issued"
    ),
    Field.VOLUME: _Context(r"(?:[;,] ?|vol\.? ?)$", r"^\s*[(:,]", "volume|VL|VI"),
    Field.ISSUE: _Context(r"\($", r"^\)", "number|issue|IS|IP"),
    Field.PAGES: _Context(r"(?:[:,] ?|pp?\.? ?)$", r"^\s*(?:[.;]|$)", "pages?|SP|EP|PG"),
    Field.DOI: _Context(r"doi(?::|\.org/) ?$", "", "doi|DO|LID|AID"),
    Field.PMID: _Context(r"pmid:? ?$", "", "pmid|AN"),
    Field.JOURNAL: _Context(
        r"[.?!] ?$", r"^[.,]? ?\(?\d", "journal|journaltitle|JO|JF|JT|TA|T2|container-title"
    ),
    Field.TITLE: _Context("", "", "title|TI|T1"),
    Field.AUTHOR: _Context("", "", "author|AU|A1|FAU"),
}
_NOWHERE = _Context("", "", "")


def find_value(source: str, value: str, field: Field) -> tuple[int, int] | None:
    """Returns where a value of a field is in a reference: the only place, or the likeliest one.

    None where it is in none, or in several that are equally likely.
    """
    source = source[:_LONGEST]
    for words in _forms(value, field):
        places = list(islice(_places(source, words), _MOST_PLACES))
        if places:
            return _likeliest(source, places, field)
    return None


def _forms(value: str, field: Field) -> Iterator[tuple[str, ...]]:
    """Yields the words to look for: those of the value, then other forms of a name."""
    words = tuple(_WORD.findall(value)[:_MOST_WORDS])
    if not words:
        return
    yield words
    if field is Field.AUTHOR and len(words) == 2:
        yield words[::-1]  # "Fam J" printed as "J. Fam"
        yield tuple(word for word in words if len(word) > 2) or words


def _places(source: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yields where the words are, one after the other, whatever the case.

    Step by step, as nearly all values are of letters whose case is simple: to compile a pattern for
    each value took a twentieth of checking an article with errors.
    """
    joined = "".join(words)
    if not joined.isascii() or "_" in joined or has_any(source, _LIKE_ASCII):
        yield from (match.span() for match in _pattern(words).finditer(source))
        return
    text = source.lower()
    first, *others = (word.lower() for word in words)
    start = text.find(first)
    while start >= 0:
        begins = start == 0 or not text[start - 1].isalnum()
        end = _end(text, start + len(first), others) if begins else None
        if end is not None:
            yield start, end
        start = text.find(first, start + 1 if end is None else end)


def _end(text: str, place: int, words: Sequence[str]) -> int | None:
    """Returns where the words end that follow at a place; None where others do."""
    for word in words:
        end = place + _LONGEST_GAP
        while place < end and place < len(text) and not text[place].isalnum():
            place += 1
        if not text.startswith(word, place):
            return None
        place += len(word)
    return None if place < len(text) and text[place].isalnum() else place


@lru_cache(maxsize=64)
def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Returns a pattern that finds what `_places` does, in any letters."""
    body = rf"[\W_]{{0,{_LONGEST_GAP}}}?".join(map(re.escape, words))
    return re.compile(rf"(?<![^\W_]){body}(?![^\W_])", re.IGNORECASE)


def _likeliest(
    source: str, places: Sequence[tuple[int, int]], field: Field
) -> tuple[int, int] | None:
    """Returns the only place, or the one that has the surroundings of the field."""
    if len(places) == 1:
        return places[0]
    context = _CONTEXTS.get(field, _NOWHERE)
    weights = [
        _weight(context, source[max(0, start - _NEAR) : start], source[end : end + _NEAR])
        for start, end in places
    ]
    best = max(weights)
    if best and weights.count(best) == 1:
        return places[weights.index(best)]
    return places[0] if field in (Field.AUTHOR, Field.TITLE) else None


def _weight(context: _Context, head: str, tail: str) -> int:
    """Returns how much the surroundings of a value are those of its field."""
    named = context.name and re.search(rf"\b(?:{context.name})\W{{1,8}}$", head, re.IGNORECASE)
    led = context.before and re.search(context.before, head, re.IGNORECASE)
    followed = context.after and re.search(context.after, tail)
    return 2 * bool(named) + bool(led) + bool(followed)


def find_value_outside(
    source: str, value: str, field: Field, taken: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """Returns where a value is, as `find_value`, but not within one of the places of other
    fields."""
    pieces, place = [], 0
    for start, end in sorted(taken):
        if start >= place:
            pieces += [source[place:start], "\0" * (end - start)]
            place = end
    return find_value("".join([*pieces, source[place:]]), value, field)
