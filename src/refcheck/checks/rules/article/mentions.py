"""The rule for sources that the text names by an identifier and that are not in a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from refcheck.checks.rule import Needs, Severities, always, finding
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import Candidate
from refcheck.model.report import Mention

__all__ = ["MentionUnknown"]


class MentionUnknown:
    """The text gives a PMID that PubMed does not have.

    A digit is wrong, or the record was deleted: a warning. A DOI or PMCID that PubMed does not have
    is not reported, because many works that have one are not in PubMed.

    **Example.** `(see PMID 99999999)` in the text.

    **How to fix it.** Look the source up by its title, and correct the number.
    """

    id: ClassVar[str] = "mention-unknown"
    title: ClassVar[str] = "PMID in the text does not exist"
    field: ClassVar[Field] = Field.PMID
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.LOOKUP

    def check_mention(
        self, mention: Mention, candidates: Sequence[Candidate], source_name: str
    ) -> Iterator[Finding]:
        """Yields one finding for each PMID of a mention that no record has.

        Where the source gives a record without its PMID, nothing is known of the PMID.
        """
        known = {candidate.record.pmid for candidate in candidates}
        for kind, value in mention.ids:
            if kind == "pmid" and value not in known and None not in known:
                yield finding(
                    self,
                    f"The text gives PMID {value}, which does not exist in {source_name}.",
                    cited=value,
                    span=mention.span,
                )
