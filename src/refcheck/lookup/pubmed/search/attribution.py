"""Which of several queries, joined in one search, a record is a hit of.

A record is a hit for certain where it has all that a query asks for, word by word; it may be
one where the index could see more in it than that ("beta-blockers" for `blocker`). A combined
search answers a query only where no hit is left that may be its own without being so for certain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from refcheck.compare.journals.names import JournalAgreement, compare_journals
from refcheck.frozen import dataclass
from refcheck.lookup.query import Query
from refcheck.model.record import BibliographicRecord, GroupName, PersonName
from refcheck.text.folding import fold
from refcheck.text.patterns import lazy_regex

__all__ = [
    "Shares",
    "Term",
    "combined_text",
    "ignored_terms",
    "may_be_hit",
    "names_identifier",
    "share_out",
    "tag_of",
    "terms_of",
    "understood",
]

_TERM = lazy_regex(
    r'(?:"([^"]{1,2000})"|([^"\[\]]{1,400}))'
    r"\[(ti|title|1au|dp|pdat|vi|volume|pg|page|ta|jour|doi|aid)\]"
)
_AND = " AND "
# The names that the service gives to its tags in what it says of a search.
_TAGS = {
    "title": "ti", "author - first": "1au", "first author": "1au", "author first": "1au",
    "date - publication": "dp", "publication date": "dp", "pdat": "dp", "volume": "vi",
    "pagination": "pg", "page": "pg", "journal": "ta", "jour": "ta", "article identifier": "aid",
    "location id": "aid", "aid": "aid", "uid": "pmid",
}  # fmt: skip
_IDENTIFIER_TAGS = frozenset({"doi", "aid"})
_KNOWN_TAGS = frozenset(_TAGS.values()) | {"doi"}
_BEGINNING = 4  # letters that two forms of one word share


class Term(NamedTuple):
    """One part of a search: a value and the field it is looked for in."""

    value: str
    tag: str


@dataclass(frozen=True, slots=True)
class Shares:
    """What a combined search says of each of its queries.

    `found`: the PMIDs of each query that has hits; `undecided`: queries that may have others
    still.
    """

    found: dict[Query, list[str]] = field(default_factory=dict)
    undecided: set[Query] = field(default_factory=set)


def terms_of(query: Query) -> tuple[Term, ...]:
    """Returns the terms that a search joins by AND; none where it is not made of terms known
    here."""
    terms = []
    for part in query.text.split(_AND):
        match = _TERM.fullmatch(part)
        if match is None:
            return ()
        terms.append(Term(match[1] or match[2], _TAGS.get(match[3], match[3])))
    return tuple(terms)


def tag_of(said: str) -> str:
    """Returns the tag that the service names by a word of its own ("Author - First")."""
    name = said.strip().lower()
    return _TAGS.get(name, name)


def combined_text(queries: Sequence[Query]) -> str:
    """Returns one search whose hits are those of all `queries`."""
    if len(queries) == 1:
        return queries[0].text
    return " OR ".join(
        query.text if _AND not in query.text else f"({query.text})" for query in queries
    )


def ignored_terms(
    queries: Iterable[Query], ignored: Sequence[str]
) -> tuple[dict[Query, frozenset[Term]], bool]:
    """For each query the terms that the service says it has left out, where there are any.

    The second value tells whether everything that was left out is accounted for.
    """
    phrases = [_phrase(text) for text in ignored]
    accounted = [False] * len(phrases)
    missing: dict[Query, frozenset[Term]] = {}
    for query in queries if phrases else ():
        gone = set()
        for term in terms_of(query):
            value = fold(term.value)
            for number, (said, tag) in enumerate(phrases):
                if said == value and (tag is None or tag == term.tag):
                    accounted[number] = True
                    gone.add(term)
        if gone:
            missing[query] = frozenset(gone)
    return missing, all(accounted)


def _phrase(text: str) -> tuple[str, str | None]:
    """Returns what was left out, folded, and the tag it had; None where that is not said or not
    known."""
    value, _, tag = text.rpartition("[") if text.endswith("]") else (text, "", "")
    tag = tag_of(tag.rstrip("]"))
    return fold(value or text), tag if tag in _KNOWN_TAGS else None


def understood(terms: Iterable[Term], translation: str) -> bool:
    """Returns whether the service's own words for a search, folded, have all of these terms.

    Journals are left aside: they are translated into PubMed's own names.
    """
    said = f" {translation} "
    return bool(translation) and all(
        f" {fold(value)} " in said
        for term in terms
        if term.tag != "ta"
        for value in (term.value.split(":") if term.tag == "dp" else (term.value,))
    )


def share_out(
    records: Iterable[BibliographicRecord], wanted: Mapping[Query, Sequence[Term]]
) -> Shares:
    """Give each record of a combined search to the queries it is a hit of.

    `wanted` are the terms of each query that the service has searched for. A record that is a
    hit of none for certain belongs to the one that it may be a hit of, where there is but one.
    """
    shares = Shares()
    searches = [(query, terms) for query, terms in wanted.items() if terms]
    for record in records:
        read = _Read(record)
        sure = {query for query, terms in searches if _is_hit(read, terms, _HOLDS)}
        maybe = {
            query
            for query, terms in searches
            if query not in sure and _is_hit(read, terms, _MAY_HOLD)
        }
        if not sure and not maybe:
            shares.undecided.update(wanted)
        elif not sure and len(maybe) == 1:
            sure, maybe = maybe, sure
        shares.undecided.update(maybe)
        for query in sure:
            shares.found.setdefault(query, []).append(record.pmid or "")
    # An identifier has one record: where that is found, nothing else can be its hit.
    shares.undecided.difference_update(q for q in shares.found if names_identifier(wanted[q]))
    return shares


def may_be_hit(record: BibliographicRecord, searches: Iterable[Sequence[Term]]) -> bool:
    """Returns whether a record may be a hit of any of several searches."""
    read = _Read(record)
    return any(_is_hit(read, terms, _MAY_HOLD) for terms in searches if terms)


def names_identifier(terms: Sequence[Term]) -> bool:
    """Returns whether a search is for an identifier, which has one hit at most."""
    return bool(terms) and terms[0].tag in _IDENTIFIER_TAGS


def _is_hit(read: _Read, terms: Sequence[Term], tests: Mapping[str, _Test]) -> bool:
    return all(tests[term.tag](read, term.value) for term in terms)


class _Read:
    """What of a record is compared, folded once."""

    __slots__ = ("families", "first", "letters", "pages", "record", "volume", "words")

    def __init__(self, record: BibliographicRecord) -> None:
        self.record = record
        title = fold(record.title or "")
        self.words = frozenset(title.split())
        titles = (title, *map(fold, record.title_variants))
        self.letters = " ".join(text.replace(" ", "") for text in titles)
        self.families = [
            fold(name.name) if isinstance(name, GroupName) else fold(name.full_family)
            for name in record.authors
        ]
        first = record.authors[0] if record.authors else None
        self.first = self.families[0] if isinstance(first, PersonName) else ""
        self.volume = fold(record.volume or "")
        self.pages = fold(record.pages or "").split()


_Test = Callable[[_Read, str], bool]


def _has_word(read: _Read, value: str) -> bool:
    return value in read.words


def _may_have_word(read: _Read, value: str) -> bool:
    return (
        value in read.words
        or value in read.letters
        or any(word.startswith(value[:_BEGINNING]) for word in read.words)
    )


def _has_first_author(read: _Read, value: str) -> bool:
    return bool(value) and read.first == value


def _may_have_author(read: _Read, value: str) -> bool:
    letters = value.replace(" ", "")[:_BEGINNING]
    return any(letters in family.replace(" ", "") for family in read.families)


def _years(value: str) -> tuple[int, int]:
    first, _, last = value.partition(":")
    return int(first), int(last or first)


def _has_year(read: _Read, value: str) -> bool:
    first, last = _years(value)
    return any(first <= date.date.year <= last for date in read.record.dates)


def _may_have_year(read: _Read, value: str) -> bool:
    first, last = _years(value)
    dates = read.record.dates
    return not dates or any(first - 1 <= year <= last + 1 for date in dates for year in date.years)


def _has_volume(read: _Read, value: str) -> bool:
    return read.volume == fold(value)


def _may_have_volume(read: _Read, value: str) -> bool:
    return fold(value) in read.volume


def _has_page(read: _Read, value: str) -> bool:
    return bool(read.pages) and read.pages[0] == fold(value)


def _may_have_page(read: _Read, value: str) -> bool:
    return any(fold(value) in page for page in read.pages)


def _journals(read: _Read) -> tuple[str, ...]:
    return (read.record.container_title or "", *read.record.container_variants)


def _has_journal(read: _Read, value: str) -> bool:
    return compare_journals(value, _journals(read)) is JournalAgreement.SAME


def _may_have_journal(read: _Read, value: str) -> bool:
    return compare_journals(value, _journals(read)) is not JournalAgreement.OTHER


def _has_identifier(read: _Read, value: str) -> bool:
    return value in (read.record.doi, read.record.pmcid)


_HOLDS: Mapping[str, _Test] = {
    "ti": _has_word,
    "1au": _has_first_author,
    "dp": _has_year,
    "vi": _has_volume,
    "pg": _has_page,
    "ta": _has_journal,
    "doi": _has_identifier,
    "aid": _has_identifier,
}
_MAY_HOLD: Mapping[str, _Test] = {
    "ti": _may_have_word,
    "1au": _may_have_author,
    "dp": _may_have_year,
    "vi": _may_have_volume,
    "pg": _may_have_page,
    "ta": _may_have_journal,
    "doi": _has_identifier,
    "aid": _has_identifier,
}
