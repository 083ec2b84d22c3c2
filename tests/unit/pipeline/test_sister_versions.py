"""An identifier that leads to another version: the text is searched for as well, and wins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.standin.articles import KETAMINE, library
from tests.standin.transport import StandInTransport
from tests.unit.pipeline.test_status import check

from refcheck.model.report import DocumentReport, Verdict

SISTER = replace(
    KETAMINE,
    pmid="24388099",
    doi="10.1136/bmj.f7012",
    journal="BMJ (Clinical research ed.)",
    medline_ta="BMJ",
    volume="348",
    pages="f7012",
)
AUTHORS = "Naughton M, Clarke G, O'Leary OF, Cryan JF, Dinan TG"
PLACE = "J Affect Disord. 2014;156:24-35"


def standin(*articles: object) -> StandInTransport:
    from tests.standin.articles import article_set

    held = library()
    held.add(article_set(*articles))  # type: ignore[arg-type]
    return StandInTransport(held)


def report(tmp_path: Path, identifier: str, place: str = PLACE) -> DocumentReport:
    entry = f"{AUTHORS}. {KETAMINE.title}. {place}. {identifier}"
    return check(tmp_path, standin(SISTER), f"References\n\n1. {entry}\n")


@pytest.mark.parametrize(
    ("identifier", "rule"),
    [("doi:10.1136/bmj.f7012", "doi-mismatch"), ("PMID: 24388099", "pmid-mismatch")],
)
def test_one_error_on_the_identifier(tmp_path: Path, identifier: str, rule: str) -> None:
    (checked,) = report(tmp_path, identifier).references
    assert checked.verdict is Verdict.MISMATCHED
    assert checked.lookup is not None
    assert checked.lookup.record is not None
    assert checked.lookup.record.pmid == KETAMINE.pmid
    alarms = [each for each in checked.findings if each.severity != "info"]
    assert [each.rule for each in alarms] == [rule]
    assert "BMJ. 2014;348:f7012" in alarms[0].message
    assert alarms[0].fix in (KETAMINE.doi, KETAMINE.pmid)


def test_where_the_place_is_the_identifier_s_nothing_is_wrong(tmp_path: Path) -> None:
    (checked,) = report(tmp_path, "doi:10.1136/bmj.f7012", "BMJ. 2014;348:f7012").references
    assert checked.verdict is Verdict.VERIFIED


def test_a_place_that_no_version_has_is_an_error_on_the_place(tmp_path: Path) -> None:
    place = "Pharmacol Res. 2015;99:23-35"
    (checked,) = report(tmp_path, "doi:10.1136/bmj.f7012", place).references
    assert checked.lookup is not None
    assert checked.lookup.record is not None
    assert checked.lookup.record.pmid == SISTER.pmid
    rules = {each.rule for each in checked.findings if each.severity != "info"}
    assert rules == {"published-elsewhere"}
