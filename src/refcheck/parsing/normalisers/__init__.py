"""Turns labelled tokens into a record.

`NORMALISERS` is the whole of it: small units, run one after another, each with a name and an
example. A new normaliser is a function and a line in that table. What they do with the words of a
field is in the modules next to: `values`, `names`, `dates`, `language`, `work_type`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from refcheck.frozen import dataclass
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    GroupName,
    PartialDate,
    PersonName,
    WorkType,
)
from refcheck.parsing.normalisers import record as fields
from refcheck.parsing.normalisers.draft import RecordDraft
from refcheck.parsing.normalisers.source import Source, source_of
from refcheck.parsing.notices import NO_NOTICES, CutNotices
from refcheck.parsing.text_repair.front import Front
from refcheck.parsing.tokens import Token
from refcheck.text.works.identifiers import Identifier

__all__ = ["NORMALISERS", "Normaliser", "normalise"]


@dataclass(frozen=True, slots=True)
class Normaliser:
    """One normaliser.

    `fill` reads the labelled string, and the fields that were filled in before, and fills in its
    own. `example` is a reference that it is needed for; `changes` are the fields of the record
    that are otherwise without it, with their values.
    """

    name: str
    fill: Callable[[Source, RecordDraft], None]
    example: str
    changes: dict[str, Any]


NORMALISERS: tuple[Normaliser, ...] = (
    Normaliser(
        "identifiers", fields.find_identifiers,
        "Nutt DJ. Ecstasy. Lancet. 2009;3(1):3-5. doi:10.1000/x5 PMID: 123456",
        {"doi": "10.1000/x5", "pmid": "123456"},
    ),
    Normaliser(
        "title-and-container", fields.find_title_and_container,
        "Nutt DJ. “Ecstasy and sleep.” Lancet [Internet]. 2009;3(1):3-5.",
        {"title": "Ecstasy and sleep", "container_title": "Lancet"},
    ),
    Normaliser(
        "publisher-and-place", fields.find_publisher,
        "Nutt DJ. Sleep and mood. Boston: Academic Press; 2009.",
        {"publisher": "Academic Press", "publisher_place": "Boston"},
    ),
    Normaliser(
        "volume-issue-and-pages", fields.find_locators,
        "Nutt, D. (2009). Ecstasy and mood. Lancet, vol. 3, no. 1, pp. 3 - 5.",
        {"volume": "3", "issue": "1", "pages": "3-5"},
    ),
    Normaliser(
        "section-attached-to-volume", fields.part_section_and_volume,
        "C. Amsler, Review of particle physics, Phys. Lett. B70, 1 (2008).",
        {"container_title": "Phys. Lett. B", "volume": "70"},
    ),
    Normaliser(
        "edition-in-title", fields.take_edition_off_title,
        "Agrios G. N. (2005). Plant Pathology, 5th Edn. Oxford: Elsevier Academic Press.",
        {"title": "Plant Pathology", "edition": "5th"},
    ),
    Normaliser(
        "authors", fields.find_authors,
        "Sites JW Jr, World Health Organization. Ecstasy. Lancet. 2009;3(1):3-5.",
        {"authors": (
            PersonName(family="Sites", given="JW", suffix="Jr"),
            GroupName(name="World Health Organization"),
        )},
    ),
    Normaliser(
        "cut-list-of-authors", fields.note_cut_authors,
        "Nutt DJ, King LA, et al. Ecstasy. Lancet. 2009;3(1):3-5.",
        {"authors_complete": False},
    ),
    Normaliser(
        "editors", fields.find_editors,
        "Nutt DJ. Ecstasy. In: Noll JN, Smith A, editors. Drugs and mood. Boston: Wiley; 2009.",
        {"editors": (PersonName(family="Noll", given="JN"), PersonName(family="Smith", given="A"))},
    ),
    Normaliser(
        "dates", fields.find_dates,
        "Nutt DJ. Ecstasy. Lancet. 2009 Mar 5;3(1):3-5.",
        {"issued": PartialDate(year=2009, month=3, day=5)},
    ),
    Normaliser(
        "edition", fields.find_edition,
        "Nutt DJ. Sleep and mood. 2nd ed. Boston: Academic Press; 2009.",
        {"edition": "2nd"},
    ),
    Normaliser(
        "language", fields.find_language,
        "Li W. Ecstasy and mood [in Chinese]. Zhonghua Yi Xue Za Zhi. 2009;3(1):3-5.",
        {"language": "zh"},
    ),
    Normaliser(
        "access-date", fields.find_access_date,
        "WHO. Depression [Internet]. 2009 [cited 2011 Jun 15]. Available from: http://who.int/x",
        {"accessed": PartialDate(year=2011, month=6, day=15)},
    ),
    Normaliser(
        "ahead-of-print", fields.note_ahead_of_print,
        "Nutt DJ. Ecstasy. Lancet. 2009 Mar 5. Epub ahead of print.",
        {"ahead_of_print": True},
    ),
    Normaliser(
        "numbers-of-registries", fields.find_numbers,
        "Nutt DJ. Ecstasy (NCT02422186). Lancet. 2009;3(1):3-5.",
        {"numbers": ("NCT02422186",)},
    ),
    Normaliser(
        "type-of-work", fields.find_type,
        "Nutt DJ. Ecstasy. Lancet. 2009;3(1):3-5.",
        {"type": WorkType.ARTICLE_JOURNAL},
    ),
    Normaliser(
        "archive-of-data", fields.name_archive,
        "Nutt DJ. Data on ecstasy. Dryad Digital Repository. 2009. doi:10.5061/dryad.85",
        {"publisher": "Dryad Digital Repository", "container_title": None},
    ),
)  # fmt: skip


def normalise(
    text: str,
    tokens: Sequence[Token],
    labels: Sequence[str],
    identifiers: Sequence[Identifier],
    *,
    ahead: bool = False,
    front: Front | None = None,
    printed: CutNotices = NO_NOTICES,
    authors: tuple[Contributor, ...] | None = None,
    normalisers: Sequence[Normaliser] = NORMALISERS,
) -> BibliographicRecord:
    """Returns the record that the repaired labels say the string contains.

    `text` has its identifiers cut out, notices that it is ahead of print (`ahead`), and notices on
    other works (`printed`), which become part of the record as they are. `front` is what was taken
    out of its list of authors. `authors` are given where they are known from another parse of the
    same string.
    """
    source = source_of(text, tokens, labels, identifiers, ahead=ahead, front=front)
    draft = RecordDraft(notes=printed.notes, notices=printed.notices)
    for each in normalisers:
        if authors is not None and each.fill is fields.find_authors:
            draft.authors = authors
        else:
            each.fill(source, draft)
    return draft.record()
