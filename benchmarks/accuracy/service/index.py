"""The indexes that records are found by. A set of hits is a set of positions in `records`."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from ..records import Record, plain, without_markup

__all__ = ["STOP_WORDS", "Index", "first_page", "folded", "journal_key", "named"]

Hits = set[int]

# Words that PubMed does not search for (PubMed Help, "Stopwords").
STOP_WORDS = frozenset(
    [
        "a",
        "about",
        "again",
        "all",
        "almost",
        "also",
        "although",
        "always",
        "among",
        "an",
        "and",
        "another",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "done",
        "due",
        "during",
        "each",
        "either",
        "enough",
        "especially",
        "etc",
        "for",
        "found",
        "from",
        "further",
        "had",
        "has",
        "have",
        "having",
        "here",
        "how",
        "however",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "just",
        "kg",
        "km",
        "made",
        "mainly",
        "make",
        "may",
        "mg",
        "might",
        "ml",
        "mm",
        "most",
        "mostly",
        "must",
        "nearly",
        "neither",
        "no",
        "nor",
        "not",
        "obtained",
        "of",
        "often",
        "on",
        "or",
        "our",
        "overall",
        "perhaps",
        "pmid",
        "quite",
        "rather",
        "really",
        "regarding",
        "seem",
        "seen",
        "several",
        "should",
        "show",
        "showed",
        "shown",
        "shows",
        "significantly",
        "since",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "theirs",
        "them",
        "then",
        "there",
        "therefore",
        "these",
        "they",
        "this",
        "those",
        "through",
        "thus",
        "to",
        "upon",
        "use",
        "used",
        "using",
        "various",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "which",
        "while",
        "with",
        "within",
        "without",
        "would",
    ]
)
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})


def folded(text: str) -> str:
    """Lower case words without diacritics, one space between them."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return plain("".join(char for char in decomposed if not unicodedata.combining(char)))


def journal_key(title: str) -> str:
    """A journal's title as it is looked up: "The Lancet" is "lancet", "&" is "and"."""
    words = [word for word in folded(title).split() if word not in ("and", "the")]
    return " ".join(words) or folded(title)


def first_page(pages: str) -> str:
    """The page that a record begins on: "1281" of "1281-6", "S5" of "S5-9; discussion S10"."""
    for mark in ("-", "–", ";", ",", " "):
        pages = pages.split(mark, maxsplit=1)[0]
    return pages.lower()


class Index:
    """All records, found by PMID, identifier, word, author, journal, year, volume and page."""

    def __init__(self, records: Sequence[Record], titles: Mapping[str, str] | None = None) -> None:
        self.records = records
        # Journals that are known, with or without a record here
        self.titled = {journal_key(form) for pair in (titles or {}).items() for form in pair}
        self.titles = [folded(without_markup(record.title)) for record in records]
        self.pmids: dict[str, int] = {}
        self.words: defaultdict[str, Hits] = defaultdict(set)
        self.vernacular: defaultdict[str, Hits] = defaultdict(set)
        self.journals: defaultdict[str, Hits] = defaultdict(set)
        self.authors: defaultdict[str, dict[str, Hits]] = defaultdict(dict)
        self.first_authors: defaultdict[str, dict[str, Hits]] = defaultdict(dict)
        self.groups: defaultdict[str, Hits] = defaultdict(set)
        self.exact: defaultdict[tuple[str, str], Hits] = defaultdict(set)
        for position, record in enumerate(records):
            self._add(position, record)

    def _add(self, position: int, record: Record) -> None:
        self.pmids[record.pmid] = position
        for word in set(self.titles[position].split()) - STOP_WORDS:
            self.words[word].add(position)
        for word in set(folded(record.vernacular).split()) - STOP_WORDS:
            self.vernacular[word].add(position)
        for title in _journal_forms(record):
            self.journals[title].add(position)
            self.titled.add(title)
        for rank, name in enumerate(record.authors):
            if name.group:
                self.groups[folded(name.group)].add(position)
                continue
            family, initials = folded(name.family), folded(name.initials).replace(" ", "")
            self.authors[family].setdefault(initials, set()).add(position)
            if rank == 0:
                self.first_authors[family].setdefault(initials, set()).add(position)
        for tag, value in _exact_values(record):
            self.exact[tag, value].add(position)

    @cached_property
    def vocabulary(self) -> list[str]:
        """All words of titles, sorted."""
        return sorted(self.words)


def named(index: Mapping[str, Mapping[str, Hits]], name: str, *, whole: bool) -> Hits:
    """Records of an author "family initials"; initials may be cut unless `whole`."""
    words = folded(name).split()
    hits: Hits = set()
    for cut in range(len(words), 0, -1):
        family, initials = " ".join(words[:cut]), "".join(words[cut:])
        for known, found in index.get(family, {}).items():
            if known == initials or (not whole and known.startswith(initials)) or not initials:
                hits |= found
        if hits:
            break
    return hits


def _journal_forms(record: Record) -> Iterator[str]:
    """The names that a journal goes by, as the service knows them."""
    for title in (record.abbreviation, record.journal):
        for end in ("\n", ":", " = ", " (", " / "):
            yield journal_key(title.split(end, maxsplit=1)[0])
    if record.issn:
        yield folded(record.issn)


def _exact_values(record: Record) -> Iterable[tuple[str, str]]:
    yield "vi", record.volume.lower()
    yield "ip", record.issue.lower()
    yield "pg", first_page(record.pages)
    yield "doi", record.doi
    for identifier in (record.doi, record.pmc.lower()):
        yield "aid", identifier
    yield "pmid", record.pmid
    for year in record.years:
        yield "dp", str(year)
