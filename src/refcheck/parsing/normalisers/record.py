"""The normalisers: what each makes of the labelled string, for a field or a few of the record.

`normalisers.NORMALISERS` is the list of them and says in which order they run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from refcheck.journals.authority import find_journals
from refcheck.model.record import (
    Contributor,
    GroupName,
    PublicationDate,
    WorkType,
)
from refcheck.parsing.label_repair.people.authors import gap_in_authors
from refcheck.parsing.normalisers.dates import accessed_date, ahead_of_print, published
from refcheck.parsing.normalisers.draft import RecordDraft
from refcheck.parsing.normalisers.language import language
from refcheck.parsing.normalisers.names import contributors, is_cut, split_names
from refcheck.parsing.normalisers.source import LabelSpan, Source
from refcheck.parsing.normalisers.special_types import is_archive, is_named_so
from refcheck.parsing.normalisers.values import (
    clean_container,
    clean_issue,
    clean_pages,
    clean_publisher,
    clean_title,
    clean_volume,
)
from refcheck.parsing.normalisers.work_type import work_type
from refcheck.parsing.thresholds import (
    JOURNAL_WORDS,
    NAMES_CHARACTERS,
    PATTERN_CHARACTERS,
    PLACE_AFTER_TOKENS,
    PLACE_BEFORE_TOKENS,
    PLACE_CHARACTERS,
    WORDS_CHARACTERS,
)
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.identifiers import (
    normalise_doi,
    normalise_isbn,
    normalise_issn,
    normalise_pmcid,
    normalise_pmid,
)
from refcheck.text.works.registrations import (
    Registration,
    bookshelf_numbers,
    find_registrations,
    may_have_registrations,
)

__all__ = [
    "find_access_date",
    "find_authors",
    "find_dates",
    "find_edition",
    "find_editors",
    "find_identifiers",
    "find_language",
    "find_locators",
    "find_numbers",
    "find_publisher",
    "find_title_and_container",
    "find_type",
    "name_archive",
    "note_ahead_of_print",
    "note_cut_authors",
    "part_section_and_volume",
    "take_edition_off_title",
]


_IN_ARCHIVES = (WorkType.DATASET, WorkType.SOFTWARE)
_ARXIV = "arXiv:"
# The sign of a cut list with nothing but marks around it, those of identifiers among them.
_CUT_SIGN = lazy_regex(r"\W*et al\W*", re.IGNORECASE)
_ATTACHED = lazy_regex(r"(.{2,200}[A-Za-z])(\d{1,4})$")
_SECTION = lazy_regex(r"([A-G])(\d{1,4})$")
_EDITION = lazy_regex(
    r"\b(\d{1,3}(?:\s?(?:st|nd|rd|th|d|ª|a|e|ème)\b|(?=\.))?|[Rr]ev(?:ised)?|[Ff]irst|[Ss]econd|[Tt]hird|"
    r"[Ff]ourth|[Ff]ifth)\.?\s(?:rev\.\s)?(?:edn?|[Ee]dition|[Aa]ufl(?:age)?|édition|edición|edição)\b"
)
# "Handbook of Psychology, 2nd edn" after a title that ran on.
_LAST_EDITION = lazy_regex(r",?\s\(?(\d{1,2}(?:st|nd|rd|th|\.)?)\s(?:[Ee]dn?|[Ee]dition)\.?\)?$")
_LAST_EDITION_LENGTH = len(", (12th edition.)")
# One of these is in whatever `_EDITION` finds; to look for them costs a tenth.
_EDITION_HINT = lazy_regex(r"ed|Ed|auf|Auf|éd")
_EDITORS = lazy_regex(
    r"\b(?:[Ee]ds?|[Ee]ditors?|[Ee]dited by|Hrsg|Hg|Orgs?|Coords?)\b", re.IGNORECASE
)
_MEDIUM = lazy_regex(r"^\s?\[?(?:internet|online)\]\.?\s?", re.IGNORECASE)
_IN = lazy_regex(r"(?:^|[\s.,:;])[Ii]n\b:?\s?")


def find_identifiers(source: Source, draft: RecordDraft) -> None:
    """The first DOI, PMID, PMCID and address, and every ISBN, ISSN and arXiv number."""
    if not source.identifiers:
        return
    values: dict[str, list[str]] = {}
    for found in source.identifiers:
        if found.valid:
            values.setdefault(found.kind, []).append(found.value)
    _take_first(values, draft)
    if isbn := values.get("isbn"):
        draft.isbn = tuple(filter(None, map(normalise_isbn, dict.fromkeys(isbn))))
    if issn := values.get("issn"):
        draft.issn = tuple(filter(None, map(normalise_issn, dict.fromkeys(issn))))
    if arxiv := values.get("arxiv"):
        draft.elocations = tuple(f"{_ARXIV}{number}" for number in dict.fromkeys(arxiv))


def _take_first(values: Mapping[str, Sequence[str]], draft: RecordDraft) -> None:
    """Fill in the kinds of which a work has one."""
    if doi := values.get("doi"):
        draft.doi = normalise_doi(doi[0])
    if pmid := values.get("pmid"):
        draft.pmid = normalise_pmid(pmid[0])
    if pmcid := values.get("pmcid"):
        draft.pmcid = normalise_pmcid(pmcid[0])
    if url := values.get("url"):
        draft.url = url[0]


def find_title_and_container(source: Source, draft: RecordDraft) -> None:
    """The title of the work, and of the journal or book that contains it."""
    title, container = source.titles()
    draft.title = clean_title(source.words(title)) if title else None
    draft.container_title = clean_container(source.words(container)) if container else None
    if draft.title and _CUT_SIGN.fullmatch(draft.title):
        draft.title = None  # "A… doi:10.1000/x": the sign of a cut list alone
    if draft.title and source.front.cut:
        draft.title = draft.title.removesuffix(", et al")  # "Lee A 2010 B… In: C": a repair's mark
    if draft.title and container is None and _is_journal_alone(source, draft.title):
        draft.title, draft.container_title = None, draft.title


def _is_journal_alone(source: Source, title: str) -> bool:
    """Returns whether what was taken for the title is the journal of a reference without one:
    "Smith AB, et al. Lancet. 2012". With an address or an ISBN, "Smith AB. Sleep. 2012" may be a
    page or a book."""
    if "publisher" in source.longest or "year" not in source.longest:
        return False
    if any(found.kind in ("url", "isbn") for found in source.identifiers):
        return False
    persons = "Bfamily" in source.labels and "Bgroup" not in source.labels
    return persons and title.count(" ") < JOURNAL_WORDS and bool(find_journals(title))


def find_publisher(source: Source, draft: RecordDraft) -> None:
    """The publisher, and the place next to it that no field took."""
    draft.publisher = source.value("publisher", clean_publisher)
    place = _place(source)
    if place and source.front.cut and "et al" in place:
        place = None  # "A…: B" is the beginning of a cut list, which a repair has marked
    draft.publisher_place = place


def find_locators(source: Source, draft: RecordDraft) -> None:
    """Volume, issue, and pages or article number."""
    draft.volume = source.value("volume", clean_volume)
    draft.issue = source.value("issue", clean_issue)
    draft.pages = source.value("pages", clean_pages)


def part_section_and_volume(source: Source, draft: RecordDraft) -> None:
    """Parts a section's letter, or the journal's name, from the volume that is attached to it."""
    if draft.container_title and draft.pages:
        draft.container_title, draft.volume = _section(
            draft.container_title, draft.volume, adjacent=source.adjacent()
        )


def take_edition_off_title(_source: Source, draft: RecordDraft) -> None:
    """The edition at the end of a title that ran on: "Handbook of Psychology, 2nd edn"."""
    title = draft.title
    if title is None or "d" not in title[-len("edition.)") :]:
        return
    if printed := _LAST_EDITION.search(title, max(len(title) - _LAST_EDITION_LENGTH, 0)):
        draft.title, draft.edition = clean_title(title[: printed.start()]), printed[1]


def find_authors(source: Source, draft: RecordDraft) -> None:
    """The persons and groups that sign."""
    named = contributors(source.text, source.tokens, source.labels)
    if source.front.nobody:
        named = named[1:]
    groups = (GroupName(name=name) for name in source.front.groups)
    draft.authors = (*named, *(group for group in groups if group not in named))


def note_cut_authors(source: Source, draft: RecordDraft) -> None:
    """Whether the list of authors is cut: "et al.", or an ellipsis before the last."""
    draft.authors_complete = not (
        source.front.cut
        or is_cut(source.rest[:PATTERN_CHARACTERS])
        or gap_in_authors(source.text, source.tokens, source.labels)
    )


def find_editors(source: Source, draft: RecordDraft) -> None:
    """The names between "In" and the book, or before "(Eds.)"."""
    _, container = source.titles()
    draft.editors = _editors(source, container, draft.authors)


def find_dates(source: Source, draft: RecordDraft) -> None:
    """The date of publication, with the month and day next to the year, and an electronic one."""
    draft.dates = _dates(source)


def find_edition(source: Source, draft: RecordDraft) -> None:
    """The edition among what no field took: "2nd ed."; it comes before one taken off the title."""
    draft.edition = _edition(source.rest) or draft.edition


def find_language(source: Source, draft: RecordDraft) -> None:
    """The language, where the reference names it or the script of the title leaves no doubt."""
    draft.language = language(source.text, draft.title)


def find_access_date(source: Source, draft: RecordDraft) -> None:
    """The day on which a web page was read: "[cited 2011 Jun 15]"."""
    draft.accessed = accessed_date(source.text, source.rest)


def note_ahead_of_print(source: Source, draft: RecordDraft) -> None:
    """Whether the reference says that its issue is not out yet."""
    draft.ahead_of_print = source.ahead or ahead_of_print(source.rest)


def find_numbers(source: Source, draft: RecordDraft) -> None:
    """The numbers of registries, standards, patents; the Bookshelf's are further locators."""
    found = find_registrations(source.text)
    if not found and (draft.url or draft.doi):
        found = _linked_trials(f"{draft.url or ''}/{(draft.doi or '').upper()}")
    if found:
        draft.registrations = found
        draft.numbers = tuple(dict.fromkeys(each.number for each in found))
    shelf = bookshelf_numbers(source.text, draft.url)
    if shelf:
        draft.elocations = (*draft.elocations, *shelf)
        draft.pages = None if draft.pages in shelf else draft.pages


def _linked_trials(address: str) -> tuple[Registration, ...]:
    """Returns the numbers of trials in an address or a DOI:
    "https://clinicaltrials.gov/ct2/show/NCT02422186", "10.1186/ISRCTN12345678"."""
    if not may_have_registrations(address):
        return ()
    parts = re.split(r"[/=?&#]", address)
    linked = (each for part in parts for each in find_registrations(part))
    return tuple(each for each in linked if each.kind == "trial")


def find_type(source: Source, draft: RecordDraft) -> None:
    """The kind of work, told from the fields and from the words that name a kind."""
    draft.type = work_type(
        source.text,
        title=draft.title,
        container=draft.container_title,
        volume=draft.volume,
        pages=draft.pages,
        publisher=draft.publisher,
        url=draft.url,
        preprint=any(each.startswith(_ARXIV) for each in draft.elocations),
        doi=draft.doi,
        numbers=draft.registrations,
    )


def name_archive(_source: Source, draft: RecordDraft) -> None:
    """An archive of data or code is the publisher, not a journal; an office's name is neither."""
    container = draft.container_title
    if container is None:
        return
    if draft.type in _IN_ARCHIVES and is_archive(container):
        draft.publisher = draft.publisher or container.rstrip(".")
        draft.container_title = None
    elif is_named_so(container, draft.type):
        draft.container_title = None


def _section(
    container: str, volume: str | None, *, adjacent: bool
) -> tuple[str | None, str | None]:
    """Journal and volume where a section's letter or the name is attached to the number: "Phys.
    Lett." and "B70" are "Phys. Lett. B" and "70", "Phys. Rev. Accel. Beams18" has a volume of its
    own."""
    if volume is None and (attached := _ATTACHED.match(container)):
        return attached[1], attached[2]
    section = _SECTION.match(volume or "")
    if section and adjacent and container.endswith("."):
        return f"{container} {section[1]}", section[2]
    return container, volume


def _dates(source: Source) -> tuple[PublicationDate, ...]:
    for run in source.spans:
        if run.label == "year":
            return published(source.text, source.tokens, source.labels, run.start, run.end)
    return ()


def _edition(rest: str) -> str | None:
    rest = rest[:WORDS_CHARACTERS]
    if not _EDITION_HINT.search(rest):
        return None
    found = _EDITION.search(rest)
    return found[1] if found else None


def _editors(
    source: Source, container: LabelSpan | None, authors: tuple[Contributor, ...]
) -> tuple[Contributor, ...]:
    """Returns the names between "In" and the book, or before "(Eds.)", where they are plain."""
    if container is None:
        return ()
    start = container.start
    while start and source.labels[start - 1] == "O":
        start -= 1
    end = container.end
    while end < len(source.labels) and source.labels[end] == "O":
        end += 1
    before = source.text[source.tokens[start].start : source.tokens[container.start].start]
    after = source.text[source.tokens[container.end - 1].end : source.tokens[end - 1].end]
    for block in (before, after):
        if len(block) > 1 and _EDITORS.search(block[:NAMES_CHARACTERS]):
            block = _IN.split(block[:NAMES_CHARACTERS])[-1]
            block = re.sub(r"^\W{0,5}(?:[Ee]dited by|[Ee]d\. by|[Ee]ds?\.)\s", "", block)
            names = split_names(block)
            if names and names != authors:
                return names
    return ()


def _place(source: Source) -> str | None:
    """Returns the words next to the publisher that no field took: "Boston: X" or "X, New York,
    NY"."""
    run = source.best("publisher")
    if run is None:
        return None
    before = source.text[: source.tokens[run.start].start].rstrip()
    if before.endswith(":"):
        start = run.start
        while start and source.labels[start - 1] == "O" and run.start - start < PLACE_BEFORE_TOKENS:
            start -= 1
            after = source.tokens[start - 1].word.after
            if (after[-1:] in (".", "?", ")") and run.start - start > 1) or after == "].":
                break
        return _place_name(source.text[source.tokens[start].start : len(before)])
    if source.tokens[run.end - 1].word.after[:1] in (",", "."):
        end = run.end
        while (
            end < len(source.labels)
            and source.labels[end] == "O"
            and end - run.end < PLACE_AFTER_TOKENS
        ):
            end += 1
        return _place_name(source.text[source.tokens[run.end - 1].end : source.tokens[end - 1].end])
    return None


def _place_name(text: str) -> str | None:
    """`text` as a place: words with capitals, no digits, no words of other fields."""
    text = _MEDIUM.sub("", text).strip(" ,.;:()[]")
    text += ")" * (text.count("(") - text.count(")"))  # "Bethesda (MD):"
    if (
        not text
        or len(text) > PLACE_CHARACTERS
        or text[0].upper() != text[0]
        or re.search(r"\d|[\ue000-\ue007]", text)
    ):
        return None
    if re.search(r"\b(?:[Ii]n|[Ee]ds?|[Vv]ol|pp?|[Aa]vailable|[Aa]ccessed|ISBN|edn?)\b", text):
        return None
    return text
