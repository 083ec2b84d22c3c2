"""What became of a work after it was published."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import CITED, RECORD, alarms, findings_of, reference

from refcheck.model.record import BibliographicRecord, Notice, NoticeKind

URL = "https://pubmed.ncbi.nlm.nih.gov/1/"


def with_notice(*kinds: NoticeKind, **change: object) -> BibliographicRecord:
    notices = tuple(Notice(kind=kind, source="Lancet. 2016", pmid="1", url=URL) for kind in kinds)
    return replace(RECORD, notices=notices, **change)  # type: ignore[arg-type]


TITLE = RECORD.title or ""


def found(record: BibliographicRecord) -> list[tuple[str, str]]:
    """What is found where the reference has the title without the mark of the publisher."""
    recorded = record.title or ""
    title = TITLE if TITLE in recorded and "Erratum" not in recorded else recorded
    return alarms(findings_of(reference(replace(CITED, title=title)), record))


FOUND = [
    (with_notice(NoticeKind.RETRACTION_IN), [("retracted", "error")]),
    (with_notice(NoticeKind.RETRACTED_AND_REPUBLISHED_IN), [("retracted", "error")]),
    (with_notice(NoticeKind.PARTIAL_RETRACTION_IN), [("retracted", "warning")]),
    (with_notice(publication_types=("Retracted Publication",)), [("retracted", "error")]),
    (with_notice(title=f"RETRACTED ARTICLE: {TITLE}"), [("retracted", "error")]),
    (with_notice(title=f"Retracted paper. {TITLE}"), [("retracted", "error")]),
    (with_notice(NoticeKind.EXPRESSION_OF_CONCERN_IN), [("expression-of-concern", "warning")]),
    (with_notice(NoticeKind.ERRATUM_IN), [("corrected", "info")]),
    (with_notice(NoticeKind.UPDATE_IN), [("updated", "info")]),
    (with_notice(title=f"RETRACTED: {TITLE}"), [("retracted", "error")]),
    (with_notice(title=f"[Retracted] {TITLE}"), [("retracted", "error")]),
    (with_notice(title=f"{TITLE} (Retracted Article)"), [("retracted", "error")]),
    (with_notice(title=f"WITHDRAWN: {TITLE}"), [("withdrawn", "warning")]),
    (with_notice(title=f"Withdrawn: {TITLE}"), [("withdrawn", "warning")]),
    (with_notice(title=f"[Withdrawn] {TITLE}"), [("withdrawn", "warning")]),
    (with_notice(title=f"REMOVED: {TITLE}"), [("withdrawn", "warning")]),
    (with_notice(title=f"TEMPORARY REMOVAL: {TITLE}"), [("withdrawn", "warning")]),
    (with_notice(title=f"Withdrawn as duplicate: {TITLE}"), [("withdrawn", "warning")]),
    (with_notice(title=f"WITHDRAWN-Administrative Duplicate Publication: {TITLE}"),
     [("withdrawn", "warning")]),
    # a notice that was itself retracted
    (with_notice(NoticeKind.RETRACTION_IN, publication_types=("Retraction of Publication",)),
     [("retracted", "error")]),
    # a retraction and a correction are both told
    (with_notice(NoticeKind.RETRACTION_IN, NoticeKind.ERRATUM_IN),
     [("retracted", "error"), ("corrected", "info")]),
    # the whole retraction counts, not the partial one
    (with_notice(NoticeKind.PARTIAL_RETRACTION_IN, NoticeKind.RETRACTION_IN),
     [("retracted", "error")]),
]  # fmt: skip
SILENT = [
    RECORD,
    with_notice(publication_types=("Retraction of Publication", "Retracted Publication")),
    with_notice(NoticeKind.RETRACTION_OF, publication_types=("Retraction of Publication",)),
    with_notice(NoticeKind.COMMENT_IN),
    with_notice(
        NoticeKind.ERRATUM_FOR, title=f"Erratum: {TITLE}", publication_types=("Published Erratum",)
    ),
    with_notice(title=f"Retracted: {TITLE}"),  # how a notice begins
    with_notice(title="Articles retracted for misconduct: a review"),
    with_notice(publication_types=("Journal Article", "Review")),
    with_notice(title="Removal of heavy metals: a review"),
    with_notice(title="Withdrawn drugs in Europe: a review"),
    with_notice(title="Removal-based treatment of water"),
]


@pytest.mark.parametrize(("record", "expected"), FOUND)
def test_works_with_a_notice(record: BibliographicRecord, expected: list[tuple[str, str]]) -> None:
    assert found(record) == expected


@pytest.mark.parametrize("record", SILENT)
def test_works_without_one_and_the_notices_themselves(record: BibliographicRecord) -> None:
    assert found(record) == []


def test_the_notice_is_the_evidence() -> None:
    (finding,) = findings_of(reference(CITED), with_notice(NoticeKind.RETRACTION_IN))
    assert finding.url == URL
    assert "Lancet. 2016" in finding.message


ARTICLE = Notice(kind=NoticeKind.UPDATE_IN, url="https://doi.org/10.1093/jue/juz025")
VERSION = Notice(kind=NoticeKind.UPDATE_IN, by="its publisher (at Crossref)")


@pytest.mark.parametrize(
    ("notices", "container", "rules"),
    [
        ((ARTICLE,), "bioRxiv", ["preprint-published"]),
        ((ARTICLE,), "J Alpine Med", ["updated"]),  # an article has a newer version
        ((VERSION,), "bioRxiv", ["updated"]),  # of the preprint
        ((VERSION, ARTICLE), "bioRxiv", ["updated", "preprint-published"]),
        ((), "bioRxiv", []),
    ],
)
def test_a_preprint_that_has_become_an_article(
    notices: tuple[Notice, ...], container: str, rules: list[str]
) -> None:
    record = replace(RECORD, container_title=container, notices=notices)
    found = [
        each
        for each in findings_of(reference(CITED), record)
        if each.rule in ("updated", "preprint-published")
    ]
    assert [each.rule for each in found] == rules
    for each in found:
        if each.rule == "preprint-published":
            assert each.message.endswith("since: see https://doi.org/10.1093/jue/juz025.")
            assert each.url == "https://doi.org/10.1093/jue/juz025"
