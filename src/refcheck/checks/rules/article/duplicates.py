"""The rule for works that are in a list twice, or in several lists of a run."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar

from refcheck.checks.rule import Needs, Severities, always, finding
from refcheck.checks.rules.article.list_order import lists_of, name_of
from refcheck.checks.thresholds import LEAST_DISTINCT_TITLE, MOST_COMPARED_WORKS
from refcheck.compare.titles import TitleAgreement, compare_titles
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import BibliographicRecord, GroupName, PersonName
from refcheck.model.reference import Reference
from refcheck.text.folding import fold, folded

__all__ = ["ListDuplicate", "same_work", "work_keys"]


class ListDuplicate:
    """The same work is in the list twice.

    Two references in a list have the same DOI, PMID or PMCID, agree in first author, year and
    title, or match the same record. In files that are lists of works and nothing else (RIS, BibTeX,
    exports of databases) an entry is also compared with the files before it in the same run. Parts
    of a series, which differ in title, volume or pages, are not duplicates. Neither are works by
    different authors with different titles that share an identifier by mistake
    (`identifier-elsewhere` reports these).

    **Example.** `3. Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in
    depression: Jumping the gun? Pharmacol Res. 2015;99:23-35.` and the same as number 12.

    **How to fix it.** Remove one of them and let its citations point to the other; if the works are
    different after all, correct the identifier that was copied.
    """

    id: ClassVar[str] = "list-duplicate"
    title: ClassVar[str] = "Duplicate reference"
    field: ClassVar[Field] = Field.LIST
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yields one finding for each reference to a work that was in the list before."""
        for references_of_list in lists_of(references):
            earlier: defaultdict[str, list[Reference]] = defaultdict(list)
            for reference in references_of_list:
                keys = list(work_keys(reference))
                first = next(
                    (one for key in keys for one in earlier[key] if same_work(one, reference)),
                    None,
                )
                if first is not None:
                    yield finding(
                        self,
                        f"Reference {name_of(reference)} is the same work as reference"
                        f" {name_of(first)}.",
                        span=reference.string.span,
                        references=sorted((first.string.number, reference.string.number)),
                        duplicate_of=("", first.string.number),
                    )
                for key in keys:
                    if len(earlier[key]) < MOST_COMPARED_WORKS:
                        earlier[key].append(reference)


def work_keys(reference: Reference) -> Iterator[str]:
    """Yields what two references to one work have in common, or some of it."""
    record = reference.record
    for kind, value in (("doi", record.doi), ("pmid", record.pmid), ("pmcid", record.pmcid)):
        if value:
            yield f"{kind} {value.lower()}"
    title = folded(record.title or "")  # which is compared with those of records, too
    if len(title) >= LEAST_DISTINCT_TITLE:
        yield f"title {title}"
    elif record.container_title and record.volume and record.pages:
        locator = fold(f"{record.container_title} {record.volume}")
        yield f"locator {locator} {_first_page(record)}"
    yield f"text {fold(reference.string.text)}"


def same_work(one: Reference, other: Reference) -> bool:
    """Returns whether two references that share a key are one work and not siblings."""
    if fold(one.string.text) == fold(other.string.text):
        return True
    a, b = one.record, other.record
    identifiers = ((a.doi, b.doi), (a.pmid, b.pmid), (a.pmcid, b.pmcid))
    known = [(x.lower(), y.lower()) for x, y in identifiers if x and y]
    if known:
        return any(x == y for x, y in known) and not _share_nothing_else(a, b)
    locators = ((a.volume, b.volume), (_first_page(a), _first_page(b)))
    if any(x and y and fold(x) != fold(y) for x, y in locators):
        return False
    years = {date.date.year for date in a.dates}, {date.date.year for date in b.dates}
    if all(years) and not years[0] & years[1]:
        return False
    names = _first_author(a), _first_author(b)
    return not all(names) or names[0] == names[1]


def _share_nothing_else(a: BibliographicRecord, b: BibliographicRecord) -> bool:
    """Returns whether author and title are those of two works: then an identifier was copied.

    What it leads to is for `identifier-elsewhere` to say.
    """
    authors = _first_author(a), _first_author(b)
    if not all(authors) or authors[0] == authors[1] or not (a.title and b.title):
        return False
    compared = compare_titles(a.title, (b.title,))
    return compared is not None and compared.agreement is TitleAgreement.OTHER


def _first_page(record: BibliographicRecord) -> str:
    return re.split(r"[-–—,]", record.pages or "", maxsplit=1)[0].strip()


def _first_author(record: BibliographicRecord) -> str:
    match record.authors[:1]:
        case (PersonName() as person,):
            return fold(person.full_family)
        case (GroupName() as group,):
            return fold(group.name)
        case _:
            return ""
