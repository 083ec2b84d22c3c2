"""The tables of every rule: for each kind of thing that is judged, its rules in their order."""

from __future__ import annotations

from typing import Final

from refcheck.checks.rule import (
    CitationRule,
    HeadingRule,
    ListRule,
    LookupRule,
    MentionRule,
    RecordRule,
    ReferenceRule,
    Rule,
)
from refcheck.checks.rules.article.bibliography_entries import (
    EntryMalformed,
    EntryTypeUnknown,
    FieldRepeated,
    MacroUndefined,
)
from refcheck.checks.rules.article.citation_keys import KeyDuplicate
from refcheck.checks.rules.article.citation_order import CitationOrder, CitationRange
from refcheck.checks.rules.article.citations import (
    CitationName,
    CitationUnlisted,
    CitationYear,
    ReferenceUncited,
)
from refcheck.checks.rules.article.completeness import ReferenceIncomplete
from refcheck.checks.rules.article.duplicates import ListDuplicate
from refcheck.checks.rules.article.isbn_invalid import IsbnInvalid
from refcheck.checks.rules.article.list_completeness import ListIncomplete, ListMissing
from refcheck.checks.rules.article.list_entries import EntryDoubtful, EntryUnread
from refcheck.checks.rules.article.list_order import ListDisorder, ListGap, ListRepeat
from refcheck.checks.rules.article.mentions import MentionUnknown
from refcheck.checks.rules.article.suppressions import (
    SuppressionExpired,
    SuppressionInvalid,
    SuppressionUnused,
)
from refcheck.checks.rules.record.author_forms import AuthorInverted, AuthorRepeated
from refcheck.checks.rules.record.author_groups import AuthorGroup
from refcheck.checks.rules.record.authors import (
    AuthorAdded,
    AuthorFirst,
    AuthorInitials,
    AuthorMissing,
    AuthorMisspelt,
    AuthorOrder,
    AuthorOther,
)
from refcheck.checks.rules.record.doi_unknown import DoiUnknown
from refcheck.checks.rules.record.elsewhere import (
    CorrectionPlace,
    MeetingAbstract,
    PublishedElsewhere,
)
from refcheck.checks.rules.record.identifiers import (
    DoiAvailable,
    DoiMalformed,
    DoiMismatch,
    IdentifierElsewhere,
    PmcidMismatch,
    PmidMalformed,
    PmidMismatch,
)
from refcheck.checks.rules.record.journal import JournalMismatch, JournalMissing, JournalMisspelt
from refcheck.checks.rules.record.link_dead import LinkDead
from refcheck.checks.rules.record.locator import (
    IssueMismatch,
    PagesLast,
    PagesMismatch,
    VolumeMismatch,
)
from refcheck.checks.rules.record.not_found import AmbiguousMatch, NotFound, Suspect, Unlisted
from refcheck.checks.rules.record.other_form import OtherForm
from refcheck.checks.rules.record.retraction import (
    Corrected,
    ExpressionOfConcern,
    PreprintPublished,
    Retracted,
    Updated,
    Withdrawn,
)
from refcheck.checks.rules.record.title import TitleMismatch, TitleWording
from refcheck.checks.rules.record.trials import TrialElsewhere, TrialUnknown
from refcheck.checks.rules.record.year import YearElectronic, YearMismatch, YearMissing

__all__ = [
    "CITATION_RULES",
    "HEADING_RULES",
    "LIST_RULES",
    "LOOKUP_RULES",
    "MENTION_RULES",
    "RECORD_RULES",
    "REFERENCE_RULES",
    "RULES",
]

LIST_RULES: Final[tuple[ListRule, ...]] = (
    ListGap(),
    ListRepeat(),
    ListDisorder(),
    ListDuplicate(),
    KeyDuplicate(),
    EntryDoubtful(),
    EntryUnread(),
    EntryMalformed(),
    EntryTypeUnknown(),
    FieldRepeated(),
    MacroUndefined(),
)
CITATION_RULES: Final[tuple[CitationRule, ...]] = (
    ListIncomplete(),
    ListMissing(),
    CitationUnlisted(),
    ReferenceUncited(),
    CitationOrder(),
    CitationYear(),
    CitationName(),
    CitationRange(),
)
HEADING_RULES: Final[tuple[HeadingRule, ...]] = (ListMissing(),)
MENTION_RULES: Final[tuple[MentionRule, ...]] = (
    MentionUnknown(),
    Retracted(),
    Withdrawn(),
    ExpressionOfConcern(),
)
REFERENCE_RULES: Final[tuple[ReferenceRule, ...]] = (
    DoiMalformed(),
    PmidMalformed(),
    IsbnInvalid(),
    ReferenceIncomplete(),
)
LOOKUP_RULES: Final[tuple[LookupRule, ...]] = (
    Suspect(),
    DoiUnknown(),
    TrialUnknown(),
    TrialElsewhere(),
    NotFound(),
    Unlisted(),
    AmbiguousMatch(),
    MeetingAbstract(),
    LinkDead(),
)
RECORD_RULES: Final[tuple[RecordRule, ...]] = (
    Retracted(),
    Withdrawn(),
    ExpressionOfConcern(),
    IdentifierElsewhere(),
    AuthorFirst(),
    AuthorOther(),
    AuthorMisspelt(),
    AuthorMissing(),
    AuthorAdded(),
    AuthorOrder(),
    AuthorGroup(),
    AuthorInitials(),
    AuthorInverted(),
    AuthorRepeated(),
    TitleMismatch(),
    TitleWording(),
    PublishedElsewhere(),
    CorrectionPlace(),
    JournalMismatch(),
    JournalMisspelt(),
    JournalMissing(),
    YearMismatch(),
    YearMissing(),
    VolumeMismatch(),
    IssueMismatch(),
    PagesMismatch(),
    PagesLast(),
    DoiMismatch(),
    PmidMismatch(),
    PmcidMismatch(),
    YearElectronic(),
    OtherForm(),
    Corrected(),
    Updated(),
    PreprintPublished(),
    DoiAvailable(),
)
# Applied where a report is complete (`suppressing`).
SUPPRESSION_RULES: Final[tuple[Rule, ...]] = (
    SuppressionUnused(),
    SuppressionExpired(),
    SuppressionInvalid(),
)

# Rule id -> its class, whose docstring is the page that `refcheck explain` shows; a rule may be in
# two of the tables.
RULES: Final[dict[str, type[Rule]]] = {
    rule.id: type(rule)
    for rule in (
        *LIST_RULES,
        *CITATION_RULES,
        *MENTION_RULES,
        *REFERENCE_RULES,
        *LOOKUP_RULES,
        *RECORD_RULES,
        *SUPPRESSION_RULES,
    )
}
