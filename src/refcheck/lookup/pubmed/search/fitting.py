"""Whether a response belongs to a search: held against its words, and against a known record.

A broken service, or a proxy between, may give the response to another query or an empty one. So
each search is joined with a record that this service itself has shown in this run, its *witness*:
`(...) OR 24388038[uid]`. A response that does not list the witness is broken. And the service
repeats each search in its own words (`QueryTranslation`): they have to be those that were asked.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from refcheck.lookup.http.errors import RetryableError
from refcheck.lookup.pubmed.search.attribution import (
    Term,
    combined_text,
    ignored_terms,
    may_be_hit,
    tag_of,
    terms_of,
)
from refcheck.lookup.pubmed.search.esearch import Hits
from refcheck.lookup.query import Query
from refcheck.model.record import BibliographicRecord
from refcheck.text.folding import fold

__all__ = ["MisfitError", "Witnesses", "check_fit", "with_witness", "without_witness"]

_MOST_WITNESSES = 32
_SAID = re.compile(r'(?:"([^"]*)"|([^"\[\]()]*))\[([^\[\]]*)\]')
_OPERATORS = re.compile(r"^\s*(?:AND|OR|NOT)\b")
_OR = re.compile(r"\bOR\b")
_YEAR = re.compile(r"\b\d{4}\b")
_IDENTIFIERS = frozenset({"doi", "aid", "pmid"})
# Two spellings of one word ("tumor", "tumour"; "child", "children"): the service may search both.
_ALIKE = 75.0
_BEGINNING = 4
_SHORT = 2  # a particle, or initials: "o leary" may be "oleary"


class MisfitError(RetryableError):
    """What came is no answer to what was asked."""


class Witnesses:
    """Records that the service has shown in this run, to be joined to searches in turn.

    In turn, so that the response to one search is not taken for that to the next. `named` are
    PMIDs that the service has named when it was asked for everything it has.
    """

    def __init__(self) -> None:
        self.named: tuple[str, ...] = ()
        self._records: deque[BibliographicRecord] = deque(maxlen=_MOST_WITNESSES)

    def add(self, records: Iterable[BibliographicRecord]) -> None:
        """Take in records as they came. One that is ahead of print may not be searchable yet."""
        known = {record.pmid for record in self._records}
        for record in records:
            if len(self._records) == _MOST_WITNESSES:
                return
            if record.pmid and not record.ahead_of_print and record.pmid not in known:
                self._records.append(record)
                known.add(record.pmid)

    def doubt(self, witness: BibliographicRecord) -> None:
        """Take in that a search did not list this one: later ones are joined with others first."""
        if witness in self._records:
            self._records.remove(witness)
            self._records.append(witness)

    def pick(self, queries: Iterable[Query]) -> BibliographicRecord | None:
        """Returns the next witness, one that is no hit of these queries if there is one."""
        searches = [terms_of(query) for query in queries]
        for _ in range(len(self._records)):
            self._records.rotate(-1)
            if not may_be_hit(self._records[-1], searches):
                break
        return self._records[-1] if self._records else None


def with_witness(queries: Sequence[Query], witness: BibliographicRecord | None) -> str:
    """Returns the text of one search for all `queries` and the witness."""
    text = combined_text(queries)
    if witness is None:
        return text
    if len(queries) == 1 and " AND " in text:
        text = f"({text})"
    return f"{text} OR {witness.pmid}[uid]"


def without_witness(
    hits: Hits, queries: Sequence[Query], witness: BibliographicRecord, retmax: int
) -> Hits:
    """Returns the response as if the witness had not been joined; it stays where it may be a true
    hit."""
    missing, _ = ignored_terms(queries, hits.ignored)
    wanted = ([t for t in terms_of(q) if t not in missing.get(q, ())] for q in queries)
    pmids = hits.pmids
    count = hits.count
    if not may_be_hit(witness, wanted):
        pmids = tuple(pmid for pmid in pmids if pmid != witness.pmid)
        count -= 1
    return replace(hits, count=count, pmids=pmids[:retmax], witnessed=True)


def check_fit(hits: Hits, queries: Sequence[Query], witness: BibliographicRecord | None) -> None:
    """Raise `MisfitError` where a response cannot be the one to this search.

    Where the service does not repeat the search, only the witness speaks for the response.
    """
    if witness is not None:
        listed = hits.count <= len(hits.pmids)
        if listed and witness.pmid not in hits.pmids:
            raise MisfitError("PubMed leaves out a record that it holds from a search")
    if hits.translation and not _repeats(hits, queries, witness):
        raise MisfitError("PubMed gives the answer to another search")


def _repeats(hits: Hits, queries: Sequence[Query], witness: BibliographicRecord | None) -> bool:
    """Returns whether a translation is that of these queries: all they ask for, and nothing else.

    What was left out is not repeated. Journals are translated into PubMed's own names, authors may
    be looked for in several forms, years become days: those are compared as far as they can be.
    """
    missing, _ = ignored_terms(queries, hits.ignored)
    wanted = [[t for t in terms_of(q) if t not in missing.get(q, ())] for q in queries]
    asked = [term for terms in wanted for term in terms]
    translation = fold(hits.translation)
    words, letters = frozenset(translation.split()), translation.replace(" ", "")
    if not all(_is_said(term, words, letters) for term in asked):
        return False
    searches = sum(map(bool, wanted)) + (witness is not None)
    if len(_OR.findall(hits.translation)) < searches - 1:
        return False
    everything = [term for query in queries for term in terms_of(query)]
    if witness is not None:
        everything.append(Term(witness.pmid or "", "pmid"))
    return _adds_nothing(hits.translation, everything)


def _is_said(term: Term, words: frozenset[str], letters: str) -> bool:
    if term.tag == "ta":
        return True
    value = fold(term.value)
    return words.issuperset(value.split()) or value.replace(" ", "") in letters


def _adds_nothing(translation: str, asked: Sequence[Term]) -> bool:
    """Returns whether every part of a translation goes back to a term of the search."""
    by_tag: dict[str, Counter[str]] = {}
    for term in asked:
        tag = "id" if term.tag in _IDENTIFIERS else term.tag
        by_tag.setdefault(tag, Counter()).update(fold(term.value).split())
    said: Counter[str] = Counter()
    for quoted, bare, name in _SAID.findall(translation):
        tag = tag_of(name)
        tag = "id" if tag in _IDENTIFIERS else tag
        value = quoted or _OPERATORS.sub("", bare)
        known = by_tag.get(tag, Counter())
        if tag == "ti":
            said.update(fold(value).split())
        elif not _goes_back(tag, value, known):
            return False
    titled = by_tag.get("ti", Counter())
    return all(
        count <= titled[word] if word in titled else _is_spelling(word, titled)
        for word, count in said.items()
    )


def _goes_back(tag: str, value: str, known: Counter[str]) -> bool:
    """Returns whether a part of a translation, no title, may come from the values that were asked
    for."""
    match tag:
        case "id" | "vi" | "pg":
            return known.keys() >= set(fold(value).split())
        case "1au":
            said = fold(value)
            return not known.keys().isdisjoint(said.split()) or any(
                part in said for part in known if len(part) > _SHORT
            )
        case "dp":
            return known.keys() >= set(_YEAR.findall(value))
        case _:
            return True


def _is_spelling(word: str, asked: Iterable[str]) -> bool:
    return any(
        word[:_BEGINNING] == other[:_BEGINNING] or fuzz.ratio(word, other) >= _ALIKE
        for other in asked
    )
