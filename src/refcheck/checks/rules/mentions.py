"""The rules for sources that the text names by an identifier and that no list holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, Final

from refcheck.checks.comparison import SOURCE_NAME, compare
from refcheck.checks.rules.retraction import ExpressionOfConcern, Retracted
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import Candidate
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import Mention

__all__ = ["MENTION_RULES", "MentionUnknown", "check_mention"]


class MentionUnknown:
    """The text names a PMID that PubMed does not have.

    A digit is wrong, or the record was deleted. A warning. Nothing is said of a DOI or a PMCID that
    PubMed does not know: many works that have one are not in PubMed.

    **Example.** `(see PMID 99999999)` in the running text.

    **How to mend it.** Look the source up by its title, and correct the number.
    """

    id: ClassVar[str] = "mention-unknown"
    title: ClassVar[str] = "A PMID in the text does not exist"
    field: ClassVar[Field] = Field.PMID
    needs_record: ClassVar[bool] = False

    def check(
        self, mention: Mention, records: Sequence[BibliographicRecord], source_name: str
    ) -> Iterator[Finding]:
        """Yield one finding for each PMID of a mention that no record has.

        Of a work that was found, and of which the source does not give the PMID, nothing is known.
        """
        known = {record.pmid for record in records}
        for kind, value in mention.ids:
            if kind == "pmid" and value not in known and None not in known:
                yield Finding(
                    rule=self.id,
                    field=self.field,
                    severity=Severity.WARNING,
                    cited=value,
                    message=f"The text names PMID {value}, which {source_name} does not have.",
                    span=mention.span,
                )


MENTION_RULES: Final = (MentionUnknown(),)
_STATUS_RULES: Final = (Retracted(), ExpressionOfConcern())


def check_mention(
    mention: Mention, candidates: Sequence[Candidate], source_name: str = SOURCE_NAME
) -> list[Finding]:
    """What there is to say of a work that the text names, and of the records it leads to.

    `source_name` is what users call the source that holds the records.
    """
    records = [candidate.record for candidate in candidates]
    findings = [
        finding for rule in MENTION_RULES for finding in rule.check(mention, records, source_name)
    ]
    for candidate in candidates:
        comparison = compare(
            _as_reference(mention),
            BibliographicRecord(),
            candidate.record,
            url=candidate.url,
            source_name=source_name,
        )
        findings += [
            replace(finding, cited=mention.text)
            for rule in _STATUS_RULES
            for finding in rule.check(comparison)
        ]
    return findings


def _as_reference(mention: Mention) -> Reference:
    string = ReferenceString(
        number=0, list_number=0, label=None, raw=mention.text, span=mention.span
    )
    return Reference(string=string, parsed=ParsedString(record=BibliographicRecord()))
