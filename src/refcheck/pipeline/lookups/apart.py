"""Reference strings that stand in no list: each is looked up and judged by itself.

What is said of one does not depend on which others are at hand: a million strings have the same
findings in one process as in many.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from refcheck.checks.suppressing import Suppressing
from refcheck.frozen import dataclass
from refcheck.model.document import Document
from refcheck.model.reference import ReferenceString
from refcheck.model.report import CheckedReference, DocumentReport, DocumentStatus
from refcheck.pipeline.documents import citation_keys, parsed_list
from refcheck.pipeline.findings.finding_places import with_places
from refcheck.pipeline.lookups.reference_lookup import LookupState, judge, look_up
from refcheck.pipeline.lookups.single_work import check_identifier, only_identifiers
from refcheck.readers.files.inputs import STANDARD_INPUT

if TYPE_CHECKING:
    from refcheck.lookup.provider import LookupProvider

__all__ = ["NumberedString", "check_apart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedString:
    """A reference string, and its number in the table that it is of."""

    number: int
    text: str


async def check_apart(
    strings: Sequence[NumberedString], provider: LookupProvider, suppressing: Suppressing
) -> DocumentReport:
    """Look up and judge each string as if it were the only one; the report has them in order.

    They are asked about together, which is quicker. Places count code points of the string, white
    space folded. One that is nothing but an identifier is reported as the work that it leads to.
    Raises `ModelError`.
    """
    states: list[LookupState] = []
    checked: list[CheckedReference] = []
    for reference in parsed_list([_placed(string) for string in strings]):
        if only_identifiers(reference.record):
            checked.append(await check_identifier(reference, provider))
        else:
            states.append(LookupState(reference=reference))
    await look_up(states, provider)
    for state in states:
        (key,) = citation_keys([state.reference])
        layout = Document(path=STANDARD_INPUT, text=state.reference.string.raw)
        checked.append(with_places(judge(state, key, provider), layout))
    whole = DocumentReport(
        path=STANDARD_INPUT,
        status=DocumentStatus.OK,
        references=tuple(sorted(checked, key=lambda each: each.reference.string.number)),
    )
    return suppressing.applied(whole, (), is_last=False)


def _placed(string: NumberedString) -> ReferenceString:
    raw = " ".join(string.text.split())
    span = Document(path=STANDARD_INPUT, text=raw).span(0, len(raw))
    return ReferenceString(number=string.number, list_number=1, label=None, raw=raw, span=span)
