"""How a cited journal differs from the record's, and how much the rest of the reference says."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from refcheck.checks.comparison import Comparison
from refcheck.compare.journals.names import JournalAgreement, compare_journals
from refcheck.compare.journals.shortening import shortens
from refcheck.compare.locators import page_ranges, same_volume
from refcheck.compare.titles import TitleAgreement, compare_titles
from refcheck.frozen import dataclass
from refcheck.journals.authority import is_short_for_no_other
from refcheck.journals.names import Rename
from refcheck.journals.relation import Relation, Standing, relate
from refcheck.model.record import BibliographicRecord

__all__ = ["JournalDifference", "JournalJudgement", "journal_names", "judge_journal"]


_SAME_TITLE = (TitleAgreement.SAME, TitleAgreement.PART, TitleAgreement.WORDING)


class JournalDifference(Enum):
    """How a cited journal differs from the record's."""

    NONE = "none"  # it is a form of its name
    RENAMED = "renamed"  # it is its older or newer name
    SHORTENED = "shortened"  # it leaves out words of the name, or adds some
    SECTION = "section"  # it differs in the section of a journal
    MISSPELT = "misspelt"
    CONFUSED = "confused"  # it shortens the name, but is the name of another journal
    UNKNOWN = "unknown"  # it is a name that nothing is known of
    OTHER = "other"  # it is the name of another journal, or nothing else agrees


class Support(Enum):
    """How much of a reference says that the record is the work, and its journal the one meant."""

    FULL = "full"  # title, volume and first page, or title and identifier
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class JournalJudgement:
    """A difference, with the rename or the other journal where there is one."""

    difference: JournalDifference
    rename: Rename | None = None
    other: str | None = None


def journal_names(record: BibliographicRecord) -> tuple[str, ...]:
    """Returns the names of the record's journal, the one to use in a reference first."""
    return _in_order(record.container_title, record.container_variants)


@lru_cache(maxsize=1024)  # each rule of a reference asks
def _in_order(title: str | None, variants: tuple[str, ...]) -> tuple[str, ...]:
    names = [*variants[:1], title, *variants[1:]]
    return tuple(dict.fromkeys(name for name in names if name))


@lru_cache(maxsize=16)  # each rule of a reference asks
def judge_journal(comparison: Comparison) -> JournalJudgement | None:
    """Returns how the journals differ; None where one side has none."""
    cited, recorded = comparison.cited.container_title, journal_names(comparison.record)
    agreement = compare_journals(cited, recorded) if cited and recorded else None
    if cited is None or agreement is None:
        return None
    relation = relate(cited, recorded)
    if _is_one(agreement, relation):
        return JournalJudgement(JournalDifference.NONE)
    if _is_renamed(agreement, relation):
        return JournalJudgement(JournalDifference.RENAMED, rename=relation.rename)
    found = _difference(comparison, cited, recorded, agreement, relation)
    return JournalJudgement(found, other=relation.other)


def _is_one(agreement: JournalAgreement, relation: Relation) -> bool:
    """Returns whether a name is another of the journal's; one with a typo in a small word or in the
    place in brackets is not, unless it is written down as it is."""
    misspelt = agreement is JournalAgreement.MISSPELT
    return relation.standing is Standing.ONE and (relation.by_hand or not misspelt)


def _is_renamed(agreement: JournalAgreement, relation: Relation) -> bool:
    """Returns whether a name is the older or newer one; a part of a divided journal is a section of
    it."""
    rename = relation.rename
    divided = rename is not None and rename.since is None and agreement is JournalAgreement.SECTION
    return relation.standing is Standing.RENAMED and not divided


def _difference(
    comparison: Comparison,
    cited: str,
    recorded: tuple[str, ...],
    agreement: JournalAgreement,
    relation: Relation,
) -> JournalDifference:
    """Returns how a name differs that is not known as one of the journal's."""
    is_another = relation.standing is Standing.ANOTHER and relation.both_known
    support = _support(comparison)
    if agreement is JournalAgreement.SAME:
        return JournalDifference.CONFUSED if is_another else JournalDifference.NONE
    if agreement is JournalAgreement.SECTION and comparison.has_same_locator:
        return JournalDifference.CONFUSED if is_another else JournalDifference.SECTION
    if is_another:
        return JournalDifference.OTHER
    if agreement is JournalAgreement.MISSPELT:
        return JournalDifference.MISSPELT
    if support is Support.FULL and _is_shortened(cited, recorded):
        return JournalDifference.SHORTENED
    return JournalDifference.OTHER if support is Support.NONE else JournalDifference.UNKNOWN


def _is_shortened(cited: str, recorded: tuple[str, ...]) -> bool:
    """Returns whether one name leaves out words of the other, and can be short for no other
    journal."""
    if not shortens(cited, recorded):
        return False
    return is_short_for_no_other(cited, recorded)


def _support(comparison: Comparison) -> Support:
    """Returns how much agrees; where there is neither volume nor page to compare, nothing
    differs."""
    cited, record = comparison.cited, comparison.record
    volumes = cited.volume, record.volume
    pages = page_ranges(cited.pages or ""), page_ranges(record.pages or "")
    same_volumes = all(volumes) and same_volume(cited.volume or "", record.volume or "")
    same_pages = all(pages) and pages[0][0].first == pages[1][0].first
    identified = _shares_identifier(cited, record)
    if (identified or (same_volumes and same_pages)) and _has_same_title(comparison):
        return Support.FULL
    differs = (all(volumes) and not same_volumes) or (all(pages) and not same_pages)
    agrees = identified or same_volumes or same_pages
    return Support.SOME if agrees or not differs else Support.NONE


def _shares_identifier(cited: BibliographicRecord, record: BibliographicRecord) -> bool:
    pairs = ((cited.doi, record.doi), (cited.pmid, record.pmid), (cited.pmcid, record.pmcid))
    return any(ours is not None and ours == theirs for ours, theirs in pairs)


def _has_same_title(comparison: Comparison) -> bool:
    """Returns whether the titles agree; a reference of a style without titles has none to
    differ."""
    cited, record = comparison.cited.title, comparison.record
    if not cited:
        return True
    titles = tuple(filter(None, (record.title, *record.title_variants)))
    compared = compare_titles(cited, titles) if titles else None
    return compared is not None and compared.agreement in _SAME_TITLE
