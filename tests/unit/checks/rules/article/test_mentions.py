"""Sources that the text names by an identifier."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import RECORD, alarms, candidate

from refcheck.checks import check_mention
from refcheck.model.document import Span
from refcheck.model.record import BibliographicRecord, Notice, NoticeKind
from refcheck.model.report import Mention


def mention(*ids: tuple[str, str]) -> Mention:
    span = Span(start=3, end=17, line=1, column=4)
    return Mention(text="(PMID 25982932)", span=span, ids=ids)


def noticed(kind: NoticeKind) -> BibliographicRecord:
    return replace(RECORD, notices=(Notice(kind=kind, source="Lancet. 2016", pmid="1"),))


FOUND = [
    ((("pmid", "99999999"),), [], [("mention-unknown", "warning")]),
    ((("pmid", "99999999"), ("pmid", "25982932")), [RECORD], [("mention-unknown", "warning")]),
    ((("pmid", "25982932"),), [noticed(NoticeKind.RETRACTION_IN)], [("retracted", "error")]),
    ((("pmid", "25982932"),), [noticed(NoticeKind.PARTIAL_RETRACTION_IN)],
     [("retracted", "warning")]),
    ((("doi", "10.1000/182"),), [noticed(NoticeKind.EXPRESSION_OF_CONCERN_IN)],
     [("expression-of-concern", "warning")]),
]  # fmt: skip
SILENT = [
    ((("pmid", "25982932"),), [RECORD]),
    ((("doi", "10.1000/182"),), []),  # many works with a DOI are not in PubMed
    ((("pmcid", "PMC1"),), []),
    ((), []),
    ((("pmid", "25982932"),), [noticed(NoticeKind.ERRATUM_IN)]),
    ((("pmid", "25982932"),), [noticed(NoticeKind.UPDATE_IN)]),
]


@pytest.mark.parametrize(("ids", "records", "expected"), FOUND)
def test_what_is_said_of_a_source(
    ids: tuple[tuple[str, str], ...],
    records: list[BibliographicRecord],
    expected: list[tuple[str, str]],
) -> None:
    findings = check_mention(mention(*ids), [*map(candidate, records)])
    assert alarms(findings) == expected
    assert {finding.span for finding in findings} == {mention().span}
    assert {finding.cited for finding in findings} <= {"99999999", "(PMID 25982932)"}


@pytest.mark.parametrize(("ids", "records"), SILENT)
def test_sources_of_which_nothing_is_said(
    ids: tuple[tuple[str, str], ...], records: list[BibliographicRecord]
) -> None:
    assert check_mention(mention(*ids), [*map(candidate, records)]) == []
