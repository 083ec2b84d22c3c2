"""What speaks for and against a candidate being the cited work: each field as a named level.

A level is a word such as "same" or "other"; None means that the field says nothing, because one
side does not have it. What each level is worth is in `weights`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from refcheck.compare.deposits import book_number, is_living_book, same_doi
from refcheck.compare.journals.names import JournalAgreement, compare_journals, is_preprint_server
from refcheck.compare.meeting_abstracts import AbstractSign
from refcheck.compare.names import NameAgreement, compare_names, same_group
from refcheck.compare.preprints import is_preprint
from refcheck.compare.titles import TitleAgreement, appears_in, compare_titles, is_incomparable
from refcheck.frozen import maker
from refcheck.matching.levels import CitedWork, Features
from refcheck.matching.locators import issue_level, volume_and_page
from refcheck.matching.thresholds import (
    COMPARED_AUTHORS,
    COMPARED_GROUPS,
    LONG_TITLE,
    MANY_CO_AUTHORS,
    MANY_WORDS,
    MEDIUM_TITLE,
    MOST_CO_AUTHORS,
    MOST_WORDS,
    NEAR_YEARS,
    NEARLY_SAME_TITLE,
    SHORT_NAME,
)
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    PersonName,
    WorkType,
)
from refcheck.text.folding import folded, squashed, words
from refcheck.text.people.names import family_forms, initial_forms
from refcheck.text.works.titles import information, is_about_another, is_bare_reply, is_notice

__all__ = ["features_of"]

# What repositories have of a data set; scripts that go with it are software.
_DEPOSITS = frozenset({WorkType.DATASET, WorkType.SOFTWARE})
_NOTICE_TYPES = frozenset(
    {"published erratum", "retraction of publication", "retraction notice", "expression of concern"}
)


_PUBMED = DateKind.PUBMED  # under a name of its own: enumerations are slow to ask
_features = maker(Features)


def features_of(
    cited: BibliographicRecord, raw: str, record: BibliographicRecord, work: CitedWork | None = None
) -> Features:
    """Compares one parse of a reference with one record. `work`: what the whole reference shows.

    `raw` is the text of the reference: what the parse lacks or has wrong, but the text contains
    word for word as the record does, counts as agreement, since parses go wrong.
    """
    ours, theirs = _persons(cited), _persons(record)
    first_author = _first_author(cited, raw, record, ours, theirs)
    co_authors = _co_authors(ours, raw, record)
    journal = _journal(cited, raw, record)
    # A made-up reference that borrows a title takes the DOI with it
    nobody = first_author == "other" and co_authors in {None, "the only one", "none"}
    is_borrowed = co_authors == "strangers" or (nobody and journal == "other")
    identifier = None if is_borrowed else _identifier(cited, record)
    title, kind = _title(cited, raw, record), _kind(cited, raw, record)
    volume, page = volume_and_page(cited, raw, record)
    if kind == "notice" and (title == "other" or identifier == "same"):
        kind = None  # one of the two is about a third work, or it is the notice that is cited
    features = _features(
        title=title,
        first_author=first_author,
        co_authors=co_authors,
        year=_year(cited, raw, record),
        journal=journal,
        volume=volume,
        issue=issue_level(cited, record),
        page=page,
        identifier=identifier,
        kind=kind,
    )
    if kind == "notice" and _is_correction_at_place(features, record):
        return replace(features, kind=None)
    other = kind or _other_kind(features, work or CitedWork(), record)
    return features if other == kind else replace(features, kind=other)


def _is_correction_at_place(features: Features, record: BibliographicRecord) -> bool:
    """Returns whether a correction has the very place and the title that are cited: the reference
    has the place of the notice, where the record of the work itself does not fit better."""
    types = {kind.casefold() for kind in record.publication_types}
    titled = features.title is not None and features.title.startswith(("same", "sibling"))
    placed = features.journal == features.volume == "same" and features.has_same_page
    return titled and placed and "published erratum" in types


def _other_kind(features: Features, work: CitedWork, record: BibliographicRecord) -> str | None:
    """Returns what is cited in place of the record's work: its data, a thesis or the abstract of a
    talk.

    A registry may have the thesis or the data themselves; an article on data has a volume. An
    abstract that the record is of has the record's place.
    """
    if work.type is WorkType.THESIS and features.journal is None:
        return "thesis" if record.type is not WorkType.THESIS else None
    if features.journal not in {"same", "near"} and work.is_data:
        return "data" if record.type not in _DEPOSITS or record.volume else None
    if features.has_same_page or (features.volume == "same" and features.journal != "other"):
        return None
    placed = "other" in {features.journal, features.volume}
    if not placed and features.page != "other" and features.journal is not None:
        return None
    if work.abstract is AbstractSign.PLACE and not (placed and features.identifier != "same"):
        return None
    return "abstract" if work.abstract else None


def _title(cited: BibliographicRecord, raw: str, record: BibliographicRecord) -> str | None:
    if not record.title:
        return None
    recorded = (record.title, *record.title_variants)
    compared = compare_titles(cited.title, recorded) if cited.title else None
    if compared and compared.agreement is TitleAgreement.SAME:
        return f"same, {_band(record.title)}"
    # The title of a notice contains the title of the work that it is about
    alike = is_notice(record.title) or not is_notice(cited.title or "")
    if alike and any(appears_in(title, raw) for title in recorded):
        return f"same, {_band(record.title)}"
    if compared is None:
        return None
    match compared.agreement:
        case TitleAgreement.PART:
            return f"part, {_part_band(cited.title or '', record.title)}"
        case TitleAgreement.WORDING:
            return _wording(compared.similarity)
        case TitleAgreement.SIBLING:
            return "sibling"
        case _:
            return None if is_incomparable(cited.title or "", record.title) else "other"


def _band(title: str) -> str:
    told = information(title)
    return "long" if told >= LONG_TITLE else "medium" if told >= MEDIUM_TITLE else "short"


def _wording(similarity: float) -> str:
    if similarity > MOST_WORDS:
        return "most words"
    return "many words" if similarity > MANY_WORDS else "some words"


def _part_band(cited: str, recorded: str) -> str:
    return "long" if min(information(cited), information(recorded)) >= MEDIUM_TITLE else "short"


def _persons(record: BibliographicRecord) -> list[PersonName]:
    """Returns the first authors that are persons: enough to compare two lists by."""
    return [name for name in record.authors[:COMPARED_AUTHORS] if isinstance(name, PersonName)]


def _first_author(
    cited: BibliographicRecord,
    raw: str,
    record: BibliographicRecord,
    ours: Sequence[PersonName],
    theirs: Sequence[PersonName],
) -> str | None:
    if not record.authors:
        return None
    if not ours or not theirs:
        return _groups(cited, record)
    match compare_names(ours[0], theirs[0]):
        case NameAgreement.SAME:
            # "Li" and "Wang" are shared by many, "Rajkumar" by few
            return "same, short" if len(theirs[0].family) <= SHORT_NAME else "same, long"
        case NameAgreement.INITIALS:
            return "initials differ"
        case NameAgreement.PART | NameAgreement.MISSPELT:
            return "near"
    forms = family_forms(theirs[0])
    if any(not forms.isdisjoint(family_forms(name)) for name in ours[1:]):
        return "elsewhere"
    if any(not family_forms(ours[0]).isdisjoint(family_forms(name)) for name in theirs[1:]):
        return "elsewhere"
    return "elsewhere" if words(theirs[0].family) == words(raw)[:1] else "other"


def _groups(cited: BibliographicRecord, record: BibliographicRecord) -> str | None:
    """Where one side signs as a group, only groups can be compared."""
    ours = _group_names(cited.authors[:COMPARED_GROUPS])
    theirs = _group_names(record.authors)[:COMPARED_GROUPS]
    if not ours or not theirs:
        return None
    met = any(same_group(one, other) for one in ours for other in theirs)
    return "same, long" if met else "other"


def _group_names(authors: Sequence[Contributor]) -> list[str]:
    return [name.name for name in authors if isinstance(name, GroupName)]


def _co_authors(
    everyone: Sequence[PersonName], raw: str, record: BibliographicRecord
) -> str | None:
    ours = everyone[1:]
    theirs = [name for name in record.authors if isinstance(name, PersonName)]
    if not ours or not theirs:
        return None
    if len(ours) < len(theirs) and _have_one_family_each(ours, theirs[1:]):
        return _all_agree(len(ours))
    families = {name.full_family for name in theirs}
    other = [name for name in ours if name.full_family not in families]
    if other:
        forms = {form for name in theirs for form in family_forms(name)}
        other = [name for name in other if forms.isdisjoint(family_forms(name))]
    found = len(ours) - len(other)
    if not other:
        return _all_agree(found)
    if not found:
        if len(ours) == 1:
            return "the only one"
        return "none" if _is_any_in_text(everyone[:1], raw, theirs) else "strangers"
    return "most" if found >= MOST_CO_AUTHORS * len(ours) else "few"


def _have_one_family_each(cited: Sequence[PersonName], recorded: Sequence[PersonName]) -> bool:
    for one, other in zip(cited, recorded, strict=False):
        if one.family != other.family or one.particle != other.particle:
            return False
    return True


def _all_agree(count: int) -> str:
    return "all, many" if count >= MANY_CO_AUTHORS else "all, few"


def _is_crossed(cited: PersonName, recorded: PersonName) -> bool:
    """Returns whether a given name can stand for the family name: "Nikias M" is "Milaras N"."""
    ours, theirs = initial_forms(cited), initial_forms(recorded)
    families = squashed(cited.full_family)[:1], squashed(recorded.full_family)[:1]
    return families[0] in {form[:1] for form in theirs} and families[1] in {
        form[:1] for form in ours
    }


def _is_any_in_text(first: Sequence[PersonName], raw: str, recorded: Sequence[PersonName]) -> bool:
    """Returns whether a recorded author is the first cited one, or appears anywhere in the text."""
    in_text = set(words(raw))
    if first and _is_crossed(first[0], recorded[0]):
        return True
    forms = {form for name in first for form in family_forms(name)}
    return any(
        in_text.issuperset(words(name.family)) or not forms.isdisjoint(family_forms(name))
        for name in recorded
    )


def _year(cited: BibliographicRecord, raw: str, record: BibliographicRecord) -> str | None:
    issued = cited.issued
    if issued is None:
        return None
    dates = [date for date in record.dates if date.kind is not _PUBMED]
    for date in dates:
        if issued.year == date.date.year:
            return "same"  # as most are
    if not dates:
        return None
    years = {year for date in dates for year in date.years}
    if is_living_book(record):
        return "same"  # each year of it is right once
    if issued.year in years:
        return "same"
    if any(str(year) in words(raw) for year in years):
        return "same"
    return "near" if any(abs(issued.year - year) <= NEAR_YEARS for year in years) else "other"


def _journal(cited: BibliographicRecord, raw: str, record: BibliographicRecord) -> str | None:
    recorded = tuple(
        name for name in (record.container_title, *record.container_variants) if name is not None
    )
    agreement = compare_journals(cited.container_title or "", recorded)
    if agreement is JournalAgreement.SAME:
        return "same"
    text = f" {folded(raw)} "
    if any(" " in folded(name) and f" {folded(name)} " in text for name in recorded):
        return "same"
    if agreement is None:
        return None
    return "other" if agreement is JournalAgreement.OTHER else "near"


def _identifier(cited: BibliographicRecord, record: BibliographicRecord) -> str | None:
    pairs = ((cited.pmid, record.pmid), (cited.pmcid, record.pmcid))
    known = [one == other for one, other in pairs if one is not None and other is not None]
    if cited.doi is not None and record.doi is not None:
        known.append(same_doi(cited.doi, record.doi))
    numbers = book_number(cited), book_number(record)
    if None not in numbers:
        known.append(numbers[0] == numbers[1])
    if not known:
        return None
    return "same" if any(known) else "other"


def _is_about(cited: str | None, raw: str, recorded: str, *, notice: bool) -> bool:
    """Returns whether the reference is one to a notice, a comment or an answer. `notice`: the
    recorded title is that of one."""
    return (
        (cited is not None and is_about_another(cited))
        or is_about_another(cited or recorded, raw)
        or is_about_another(recorded, raw)
        or (notice and appears_in(recorded, raw))
    )


def _same_words(cited: BibliographicRecord, record: BibliographicRecord) -> bool:
    """Returns whether the titles are the same but for a word or two, however they are
    understood."""
    if cited.title is None or not record.title:
        return False
    if words(cited.title) == words(record.title):
        return True
    compared = compare_titles(cited.title, (record.title,))
    wording = compared is not None and compared.agreement is TitleAgreement.WORDING
    return wording and compared is not None and compared.similarity > NEARLY_SAME_TITLE


def _has_notice_type(record: BibliographicRecord) -> bool:
    for kind in record.publication_types:  # noqa: SIM110 - of each candidate, half the time of `any`
        if kind.casefold() in _NOTICE_TYPES:
            return True
    return False


def _kind(cited: BibliographicRecord, raw: str, record: BibliographicRecord) -> str | None:
    titled = is_about_another(record.title or "")
    about = _is_about(cited.title, raw, record.title or "", notice=titled)
    notice = titled or _has_notice_type(record)
    if is_bare_reply(words(cited.title or "")) and is_bare_reply(words(record.title or "")):
        about = notice = True  # "Authors' reply" is PubMed's "Reply"
    if cited.title is None and not about:
        notice = False  # "Chen X. Int J Surg. 2023;109:1520" can be a comment
    if (about and not notice) or (notice and not about and not _same_words(cited, record)):
        return "notice"
    cited_preprint = cited.type is WorkType.PREPRINT or is_preprint_server(
        cited.container_title or ""
    )
    return "other version" if cited_preprint != is_preprint(record) else None
