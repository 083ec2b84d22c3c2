"""A place that is wrong as a whole, the place of a correction, and the paper of an abstract."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import CITED, RECORD, alarms, candidate, cited_as, dated, findings_of, reference

from refcheck.checks import check_lookup
from refcheck.model.finding import Severity
from refcheck.model.outcome import Scored
from refcheck.model.record import BibliographicRecord, Notice, NoticeKind
from refcheck.model.report import Lookup, LookupStatus

PLACE = {"container_title": "Lancet", "dates": (dated(2009),), "volume": "374", "pages": "8-16"}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"issue": "9"},
        {"dates": (dated(2015),)},
        {"pages": None},
        {"volume": None},
        {"title": "Ketamine and suicidal ideation in depression"},
    ],
)
def test_a_place_that_is_all_wrong_is_one_error(change: dict[str, object]) -> None:
    findings = findings_of(cited_as(**(PLACE | change)), RECORD)
    assert alarms(findings) == [("published-elsewhere", "error")]
    (found,) = findings
    assert found.expected == ("Pharmacol Res. 2015;99(2):23-35",)
    assert "Pharmacol Res. 2015;99(2):23-35" in found.message
    assert "Lancet" in (found.cited or "")


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ({"volume": "99"}, {"journal-mismatch", "year-mismatch", "pages-mismatch"}),
        ({"pages": "23-35"}, {"journal-mismatch", "year-mismatch", "volume-mismatch"}),
        ({"container_title": "Pharmacol Res"}, {"year-mismatch", "volume-mismatch",
                                                "pages-mismatch"}),
        ({"volume": None, "pages": None}, {"journal-mismatch", "year-mismatch"}),
    ],
    ids=["the volume is right", "the page is right", "the journal is right", "no volume, no page"],
)  # fmt: skip
def test_a_part_that_is_right_leaves_an_error_for_each_other(
    change: dict[str, object], rules: set[str]
) -> None:
    found = findings_of(cited_as(**(PLACE | change)), RECORD)
    assert {finding.rule for finding in found} == rules


def test_a_record_without_a_locator_has_a_year_to_compare() -> None:
    record = replace(RECORD, volume=None, issue=None, pages=None)
    assert alarms(findings_of(cited_as(**PLACE), record)) == [("published-elsewhere", "error")]


def test_authors_are_still_compared() -> None:
    found = findings_of(cited_as(**PLACE, authors=RECORD.authors[1:]), RECORD)
    assert {"published-elsewhere", "author-first"} <= {finding.rule for finding in found}


def corrected(source: str) -> BibliographicRecord:
    return replace(RECORD, notices=(Notice(kind=NoticeKind.ERRATUM_IN, source=source, pmid="9"),))


@pytest.mark.parametrize(
    "source",
    [
        "Pharmacol Res. 2015 Nov;101(3):310",
        "Pharmacol Res. 2015;101:310",
        "Pharmacol Res. 2015 Nov 1;101(3):310. doi: 10.1016/j.phrs.2015.09.001",
    ],
)
def test_the_place_of_a_correction_is_said(source: str) -> None:
    found = findings_of(cited_as(volume="101", issue="3", pages="310"), corrected(source))
    assert [(each.rule, each.severity) for each in found if each.field != "status"] == [
        ("correction-place", Severity.ERROR)
    ]
    assert "99(2):23-35" in found[0].message


@pytest.mark.parametrize(
    ("volume", "pages"), [("101", "311"), ("102", "310"), ("99", "23-35"), ("99", None)]
)
def test_another_place_is_not_that_of_the_correction(volume: str, pages: str | None) -> None:
    record = corrected("Pharmacol Res. 2015;101(3):310")
    found = findings_of(cited_as(volume=volume, pages=pages), record)
    assert "correction-place" not in {finding.rule for finding in found}


NOTICE = replace(
    RECORD,
    pages="310",
    publication_types=("Published Erratum",),
    notices=(Notice(kind=NoticeKind.ERRATUM_FOR, source="Pharmacol Res. 2015;99(2):23-35"),),
)


def test_the_record_of_a_notice_under_the_title_of_the_work() -> None:
    found = findings_of(cited_as(pages="310"), NOTICE)
    assert alarms(found) == [("correction-place", "warning")]
    assert "Pharmacol Res. 2015;99(2):23-35" in found[0].message


def test_the_record_of_a_notice_with_a_title_of_its_own() -> None:
    record = replace(NOTICE, title=f"Correction: {RECORD.title}")
    assert alarms(findings_of(cited_as(pages="310"), record)) == [("correction-place", "warning")]


@pytest.mark.parametrize(
    "raw",
    ["Rajkumar R. Ketamine [erratum]. Pharmacol Res. 2015;99:310", "Erratum: Ketamine. 2015"],
)
def test_who_cites_the_notice_may(raw: str) -> None:
    assert not findings_of(reference(replace(CITED, pages="310"), raw), NOTICE)


def test_the_paper_of_an_abstract_is_named() -> None:
    scored = Scored(candidate=candidate(RECORD), score=0.1)
    lookup = Lookup(
        status=LookupStatus.OUT_OF_SCOPE, reason="a meeting abstract", candidates=(scored,)
    )
    (found,) = check_lookup(cited_as(pages="A12"), lookup)
    assert (found.rule, found.severity) == ("meeting-abstract", Severity.INFO)
    assert "Pharmacol Res. 2015;99(2):23-35 (PMID 25982932)" in found.message
    assert not check_lookup(cited_as(title="Statins in women"), lookup)
    assert not check_lookup(cited_as(), replace(lookup, reason="a thesis"))
