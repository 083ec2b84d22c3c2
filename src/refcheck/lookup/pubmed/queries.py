"""The queries that PubMed is asked, each in the one normal form that its response is stored under.

For a record as an article cites it:

    identifier_queries(record) -> tuple[Query, ...]  the printed PMID, DOI and PMCID
    citation_query(record)     -> Query | None       a line for ecitmatch
    title_query(record)        -> Query | None       a search by the words of the title
    place_query(record)        -> Query | None       a search by journal, volume and page
    wider_queries(record)      -> Iterator[Query]    where these find nothing: first author, year
                                                     and two words of the title; first author,
                                                     volume and first page
    journal_query(record)      -> Query | None       first author, year and journal
    remaining_query(query, ignored)                  a search without what PubMed ignored of it

Whether PubMed lists a journal, and anything of it from a year:

    coverage_query(record)     -> Query | None       a citation line of nothing else
    year_query(record)         -> Query | None       the same as a search
    sample_query(record)       -> Query | None       some articles of about that year
    everything_query()         -> Query              how many records there are at all

One by one there are `record_query(pmid)`, `doi_query(doi)`, `pmcid_query(pmcid)`; a record
whose journal was misread becomes another one with `with_shorter_journal(record)`. The text of a
`Query` is a PMID, a search term, or a citation line (without key and closing bar); the database is
always `pubmed`. Every PMID that a citation line or a
search is answered with is then asked for with `record_query`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from refcheck.journals.authority import query_name
from refcheck.lookup.query import Query
from refcheck.model.record import BibliographicRecord, PersonName
from refcheck.text.english import has_two_spellings
from refcheck.text.folding import fold, squeeze
from refcheck.text.patterns import lazy_regex

__all__ = [
    "STOP_WORDS",
    "Endpoint",
    "asks_coverage",
    "citation_query",
    "coverage_query",
    "doi_query",
    "everything_query",
    "identifier_queries",
    "journal_query",
    "place_query",
    "pmcid_query",
    "record_query",
    "remaining_query",
    "sample_query",
    "title_query",
    "wider_queries",
    "with_shorter_journal",
    "year_query",
]


class Endpoint(StrEnum):
    """The E-utility that answers a query."""

    RECORD = "efetch"
    SEARCH = "esearch"
    CITATION = "ecitmatch"


def record_query(pmid: str) -> Query:
    """Ask for the full record of one PMID."""
    return Query(Endpoint.RECORD, pmid)


def doi_query(doi: str) -> Query:
    """Ask which record has this DOI. Quoted: old DOIs have brackets and parentheses."""
    return Query(Endpoint.SEARCH, f'"{_unquoted(doi)}"[doi]')


def pmcid_query(pmcid: str) -> Query:
    """Ask which record has this PubMed Central identifier."""
    return Query(Endpoint.SEARCH, f"{_unquoted(pmcid)}[aid]")


def _unquoted(identifier: str) -> str:
    if identifier.isprintable() and '"' not in identifier:
        return squeeze(identifier)  # as nearly all are
    printable = (char if char.isprintable() and char != '"' else " " for char in identifier)
    return squeeze("".join(printable))


def identifier_queries(record: BibliographicRecord) -> tuple[Query, ...]:
    """Returns one query for each identifier that is printed, the PMID first.

    A DOI or PMCID needs no query of its own where the record of the printed PMID has it too.
    """
    queries = []
    if record.pmid:
        queries.append(record_query(record.pmid))
    if record.doi:
        queries.append(doi_query(record.doi))
    if record.pmcid:
        queries.append(pmcid_query(record.pmcid))
    return tuple(queries)


# --- ecitmatch ------------------------------------------------------------------------------------

_NOTHING_ELSE = "|||"  # no volume, page or author
_LONGEST_FIELD = 200  # no journal or name is longer; a misread string may be
_LONG_NAME = 6  # words: few journals have so many and a comma or full stop among them
_LONGEST_END = 80  # characters at the end of a title that may be a journal
_PAGE_END = lazy_regex(r"[-–—‑−,;:\s]")


def citation_query(record: BibliographicRecord) -> Query | None:
    """Returns a citation line "journal|year|volume|first page|author" in lower case.

    None without a journal (a line without one stops the service from answering the lines after
    it), and where there is too little else to tell one article of the journal from another.
    """
    journal, issued = _journal(record.container_title or ""), record.issued
    year = str(issued.year) if issued else ""
    volume = _field(record.volume or "")
    page = _first_page(record.pages or "")
    author = _first_author(record)
    placed = bool(page) and bool(volume or year)
    if not journal or not (placed or (year and author)):
        return None
    return Query(Endpoint.CITATION, "|".join((journal, year, volume, page, author)))


def with_shorter_journal(record: BibliographicRecord) -> BibliographicRecord | None:
    """Returns the record with the end of what was read as the journal, where too much was read.

    "mechanisms of action, Curr Opin Crit Care" has the end of a title before the journal; where no
    journal was read, the title may have it behind it. None where there is nothing to shorten.
    """
    read = record.container_title
    if read is None and record.volume and record.title:
        read = record.title[-_LONGEST_END:]
    elif read is None or len(read.split()) < _LONG_NAME:
        return None
    for mark in (", ", ". ", ": "):
        _, found, end = (read or "").rpartition(mark)
        if found and end.strip():
            return replace(record, container_title=end.strip())
    return None


def _field(text: str) -> str:
    """`text` without bars and control characters: they would shift the fields of the line."""
    if text.isalnum() and len(text) <= _LONGEST_FIELD:
        return text.lower()  # as most volumes and pages are
    text = text[:_LONGEST_FIELD].replace("|", " ")
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    return squeeze(text).lower()


def _journal(title: str) -> str:
    """Returns the journal under NLM's own name where it is known ("The Lancet": lancet), without
    the full stops of ISO 4; PubMed's own abbreviations have none.

    Brackets stay, because they tell journals apart ("J Appl Physiol (1985)").
    """
    return _field(_without_diacritics(query_name(title)).replace(".", " "))


def _without_diacritics(text: str) -> str:
    text = text[:_LONGEST_FIELD]
    if text.isascii():
        return text
    return "".join(fold(char) or char if char.isalpha() else char for char in text)


def _first_page(pages: str) -> str:
    """Returns the first page of "24-35", "S5-9", "115.e1-115.e9"; an article number whole."""
    return _field(_PAGE_END.split(pages.strip()[:_LONGEST_FIELD], maxsplit=1)[0])


def _first_author(record: BibliographicRecord) -> str:
    """Returns the first author as "family initials"; empty for a group, which has no such form."""
    first = record.authors[0] if record.authors else None
    if not isinstance(first, PersonName):
        return ""
    family = _field(_without_diacritics(first.full_family).replace("’", "'").replace(",", " "))
    return squeeze(f"{family} {_initials(first)}")


def _initials(name: PersonName) -> str:
    """At most two initials ("oh" for "O.H.", "Olivia H", "OH"): older records have no more."""
    if name.initials:
        return fold(name.initials).replace(" ", "")[:2]
    given = name.given or ""
    if given.isupper() and len(given) <= 4:
        return fold(given).replace(" ", "")[:2]
    return "".join(word[0] for word in fold(given[:_LONGEST_FIELD]).split())[:2]


# --- esearch by title -----------------------------------------------------------------------------

# PubMed's list of stop words (PubMed Help, "Stopwords"); "not" would be taken for an operator.
_STOP_WORD_LIST = """
    a about again all almost also although always among an and another any are as at be because been
    before being between both but by can could did do does done due during each either enough
    especially etc for found from further had has have having here how however i if in into is it
    its itself just kg km made mainly make may mg might ml mm most mostly must nearly neither no nor
    not obtained of often on or our overall perhaps pmid quite rather really regarding seem seen
    several should show showed shown shows significantly since so some such than that the their
    theirs them then there therefore these they this those through thus to upon use used using
    various very was we were what when which while with within without would
"""
STOP_WORDS = frozenset(_STOP_WORD_LIST.split())
# A word with an apostrophe ("ketamine's", "l'hôpital") is not indexed the same everywhere.
_APOSTROPHES = "'’ʼ"
_WITH_APOSTROPHE = lazy_regex(rf"[^\W_]{{1,40}}[{_APOSTROPHES}][^\W_]{{0,40}}")
_MOST_WORDS = 12
_MOST_TITLE_WORDS = 40
_FEW_WORDS = 4
# Words that tell how something was studied stand in thousands of titles, many at a time.
_DESIGN_WORDS = """
    analysis association based blind case clinical cohort comparative comparison controlled double
    effect effects efficacy evaluation evidence factor factors group impact literature meta multi
    multicenter multicentre nationwide outcome outcomes patients pilot placebo population
    prospective protocol randomised randomized report reports results retrospective review reviews
    risk role safety scoping series study studies survey systematic treatment trial trials
"""
_DESIGN = frozenset(_DESIGN_WORDS.split())
_HALF = 7  # words of half a title, the longest ones
_EVERYTHING = "1700:2200[dp]"


def title_query(record: BibliographicRecord) -> Query | None:
    """Returns a search for the title's significant words, each in the title field.

    A title of few words is searched together with the first author, or with the year where there is
    no person. None where there is no word to search for, or only one and nothing else.
    """
    terms = [f"{word}[ti]" for word in _significant_words(record.title or "")]
    if terms and len(terms) < _FEW_WORDS:
        if author := _searched_author(record):
            terms.append(author)
        elif record.issued:
            terms.append(_searched_years(record.issued.year))
    return _all_of(terms)


def wider_queries(record: BibliographicRecord) -> Iterator[Query]:
    """Searches that one wrong value does not spoil; none where what they need is not there.

    By each half of a long title: a wrong word, or words that are not of the title, stand in one of
    them. By the first author and the year (one before or after it: print or electronic) with the
    two longest words of the title, which are the rarest, if possible with one spelling
    ("characterisation"); by the first author with volume and first page.
    """
    yield from _half_titles(record.title or "")
    words = _significant_words(record.title or "")
    author = _searched_author(record)
    if not author:
        return
    if len(words) >= _FEW_WORDS and record.issued:
        years = _searched_years(record.issued.year)
        two = (f"{word}[ti]" for word in islice(_rarest_first(words), 2))
        yield from _some(_all_of([author, years, *two]))
    volume, page = _searched_place(record)
    if volume and page:
        yield from _some(_all_of([author, f"{volume}[vi]", f"{page}[pg]"]))


def _rarest_first(words: Sequence[str]) -> Iterator[str]:
    """Yields the longest words first, those of one spelling before all others."""
    other = []
    for word in sorted(words, key=len, reverse=True):
        if has_two_spellings(word):
            other.append(word)
        else:
            yield word
    yield from other


def _half_titles(title: str) -> Iterator[Query]:
    """Yields each half of the words that tell what a work is about, where there are enough of
    them."""
    words = [word for word in _significant_words(title, _MOST_TITLE_WORDS) if word not in _DESIGN]
    half = len(words) // 2
    if half <= _FEW_WORDS:
        return
    for part in (words[:half], words[half:]):
        longest = sorted(part, key=len, reverse=True)[:_HALF]
        yield from _some(_all_of([f"{word}[ti]" for word in part if word in longest]))


def journal_query(record: BibliographicRecord) -> Query | None:
    """Returns a search by first author, year (one either way) and journal; None where one is
    missing."""
    author, journal = _searched_author(record), _searched_journal(record)
    if not author or not journal or not record.issued:
        return None
    return _all_of([author, _searched_years(record.issued.year), journal])


def place_query(record: BibliographicRecord) -> Query | None:
    """Returns a search by journal, volume and first page; None where one is missing."""
    journal = _searched_journal(record)
    volume, page = _searched_place(record)
    if not journal or not volume or not page:
        return None
    return _all_of([journal, f"{volume}[vi]", f"{page}[pg]"])


def remaining_query(query: Query, ignored: Sequence[str]) -> Query | None:
    """Returns a search without the phrases that the service has left out of it; None where too
    little is left to search with."""
    gone = {fold(phrase.partition("[")[0]) for phrase in ignored}
    terms = [term for term in query.text.split(" AND ") if fold(term.partition("[")[0]) not in gone]
    words = sum(term.endswith("[ti]") for term in terms)
    if words >= _FEW_WORDS - 1 or (words and len(terms) > words):
        return _all_of(terms)
    return None


def coverage_query(record: BibliographicRecord) -> Query | None:
    """Returns a citation line of journal and year alone: PubMed counts what it has of them."""
    journal = _journal(record.container_title or "")
    if not journal or not record.issued:
        return None
    return Query(Endpoint.CITATION, f"{journal}|{record.issued.year}{_NOTHING_ELSE}")


def asks_coverage(line: str) -> bool:
    """Returns whether a citation line names journal and year alone: its PMIDs are nobody's."""
    return line.endswith(_NOTHING_ELSE)


def year_query(record: BibliographicRecord) -> Query | None:
    """Returns a search for whatever PubMed has of journal and year."""
    journal = _searched_journal(record)
    if not journal or not record.issued:
        return None
    return _all_of([journal, f"{record.issued.year}[dp]"])


def sample_query(record: BibliographicRecord) -> Query | None:
    """Returns a search for articles of the journal of about that year: some of the hits will do."""
    journal = _searched_journal(record)
    if not journal or not record.issued:
        return None
    return _all_of([journal, _searched_years(record.issued.year)])


def everything_query() -> Query:
    """Returns a search for everything: how many records the source has."""
    return Query(Endpoint.SEARCH, _EVERYTHING)


def _all_of(terms: Sequence[str]) -> Query | None:
    return Query(Endpoint.SEARCH, " AND ".join(terms)) if len(terms) > 1 else None


def _some(query: Query | None) -> Iterator[Query]:
    if query is not None:
        yield query


def _searched_author(record: BibliographicRecord) -> str | None:
    """Returns the first author's family name as a search term; None for a group."""
    first = record.authors[0] if record.authors else None
    if not isinstance(first, PersonName):
        return None
    family = fold(first.full_family[:_LONGEST_FIELD])
    return f"{family}[1au]" if family and family.isascii() else None


def _searched_years(year: int) -> str:
    return f"{year - 1}:{year + 1}[dp]"


def _searched_place(record: BibliographicRecord) -> tuple[str, str]:
    """Volume and first page as they can be searched for, each a word; else empty."""
    volume, page = fold(_field(record.volume or "")), fold(_first_page(record.pages or ""))
    searchable = f"{volume}{page}".isascii() and " " not in f"{volume}{page}"
    return (volume, page) if searchable else ("", "")


def _searched_journal(record: BibliographicRecord) -> str | None:
    journal = _journal(record.container_title or "").replace('"', " ")
    journal = squeeze(journal.replace("[", " ").replace("]", " "))
    return f'"{journal}"[ta]' if journal else None


def _significant_words(title: str, most: int = _MOST_WORDS) -> list[str]:
    return list(_all_significant(title[: 10 * _LONGEST_FIELD])[:most])


@lru_cache(maxsize=1024)  # each search by words of the title asks
def _all_significant(title: str) -> tuple[str, ...]:
    has_apostrophe = any(char in title for char in _APOSTROPHES)
    words = _searchable(_WITH_APOSTROPHE.sub(" ", title) if has_apostrophe else title)
    if has_apostrophe and len(words) < _FEW_WORDS:
        words = _searchable(title)
    return tuple(dict.fromkeys(words))


def _searchable(title: str) -> list[str]:
    return [
        word
        for word in fold(title).split()
        if 1 < len(word) <= 40 and word.isascii() and word not in STOP_WORDS
    ]
