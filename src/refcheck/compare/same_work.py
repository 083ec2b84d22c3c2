"""Whether two records are of one work: a source may have a work twice."""

from __future__ import annotations

from refcheck.compare.locators import page_ranges, same_volume
from refcheck.compare.thresholds import LEAST_RESEMBLANCE
from refcheck.compare.titles import TitleAgreement, compare_titles
from refcheck.model.record import BibliographicRecord, PersonName
from refcheck.text.people.names import family_forms
from refcheck.text.works.titles import is_notice

__all__ = ["is_same_work", "is_sister", "resembles"]


def is_same_work(one: BibliographicRecord, other: BibliographicRecord) -> bool:
    """Returns whether two records are of the same work: ahead of print and in print, in two
    languages.

    Either they have one title and one DOI (letters of one page share a DOI, but no title), or one
    title, first author, journal, volume and first page.
    """
    if one.key is not None and one.key == other.key:
        return True
    if one.pmid is not None and one.pmid == other.pmid:
        return True
    is_near = (one.doi is not None and one.doi == other.doi) or _share_locator(one, other)
    return is_near and _share_first_author(one, other) and _share_title(one, other)


def is_sister(one: BibliographicRecord, other: BibliographicRecord) -> bool:
    """Returns whether two records are of one text that was published in two places: with the same
    title and first author, as a statement that several journals print."""
    return (
        not is_same_work(one, other)
        and _share_first_author(one, other)
        and _share_title(one, other)
    )


def resembles(cited: BibliographicRecord, record: BibliographicRecord) -> bool:
    """Returns whether a record agrees with a reference in anything that tells works apart.

    That is the first author, the place (journal, volume and first page), or words of the title: a
    record that agrees in none of them is not worth showing as the closest one.
    """
    if cited.authors and record.authors and _share_first_author(cited, record):
        return True
    return _share_locator(cited, record) or _share_words(cited, record)


def _share_words(cited: BibliographicRecord, record: BibliographicRecord) -> bool:
    if not cited.title or not record.title:
        return False
    compared = compare_titles(cited.title, (record.title, *record.title_variants))
    return compared is not None and (
        compared.agreement is not TitleAgreement.OTHER or compared.similarity >= LEAST_RESEMBLANCE
    )


def _share_title(one: BibliographicRecord, other: BibliographicRecord) -> bool:
    if not one.title or not other.title or is_notice(one.title) != is_notice(other.title):
        return False
    compared = compare_titles(one.title, (other.title, *other.title_variants))
    return compared is not None and compared.agreement is TitleAgreement.SAME


def _share_first_author(one: BibliographicRecord, other: BibliographicRecord) -> bool:
    if not one.authors or not other.authors:
        return not one.authors and not other.authors
    first, second = one.authors[0], other.authors[0]
    if isinstance(first, PersonName) and isinstance(second, PersonName):
        return not family_forms(first).isdisjoint(family_forms(second))
    return first == second


def _share_locator(one: BibliographicRecord, other: BibliographicRecord) -> bool:
    if not (one.volume and other.volume and one.pages and other.pages):
        return False
    names = [
        {record.container_title, *record.container_variants} - {None} for record in (one, other)
    ]
    ours, theirs = page_ranges(one.pages), page_ranges(other.pages)
    return (
        not names[0].isdisjoint(names[1])
        and same_volume(one.volume, other.volume)
        and bool(ours)
        and ours[:1] == theirs[:1]
    )
