"""The rules for identifiers, on references as they are printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import RECORD, alarms, candidate, findings_of, printed

from refcheck.checks import check_record, check_reference
from refcheck.model.outcome import Via

START = (
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression:"
    " jumping the gun? Pharmacol Res. 2015;99(2):23-35."
)
WORK = replace(RECORD, pmcid="PMC4506013")
ANOTHER = replace(
    RECORD, pmid="24388038", doi="10.1016/j.jad.2013.11.014", title="A review of ketamine."
)

WRONG = [
    ("doi:10.1016/j.phrs.2015.05.030", "doi-mismatch", "error", "10.1016/j.phrs.2015.05.003"),
    ("doi:10.1000/182", "doi-mismatch", "error", "10.1016/j.phrs.2015.05.003"),
    ("https://doi.org/10.1016/j.phrs.2015.06.003", "doi-mismatch", "error",
     "10.1016/j.phrs.2015.05.003"),
    # cut short, or going on: a reader sees that it is not whole
    ("doi:10.1016/j.phrs.2015.05", "doi-mismatch", "warning", "10.1016/j.phrs.2015.05.003"),
    ("doi:10.1016/j.phrs.2015.05.0031", "doi-mismatch", "warning", "10.1016/j.phrs.2015.05.003"),
    ("PMID: 25982923", "pmid-mismatch", "error", "25982932"),
    ("PMID: 2598293", "pmid-mismatch", "error", "25982932"),
    ("PMCID: PMC4506031", "pmcid-mismatch", "error", "PMC4506013"),
]  # fmt: skip


@pytest.mark.parametrize(("end", "rule", "severity", "right"), WRONG)
def test_wrong_identifiers_are_found(end: str, rule: str, severity: str, right: str) -> None:
    (finding,) = findings_of(printed(f"{START} {end}"), WORK)
    assert alarms([finding]) == [(rule, severity)]
    assert (finding.expected, finding.fix) == ((right,), right)


RIGHT = [
    "",
    "doi:10.1016/j.phrs.2015.05.003",
    "DOI: 10.1016/J.PHRS.2015.05.003.",
    "https://doi.org/10.1016/j.phrs.2015.05.003",
    "http://dx.doi.org/10.1016/j.phrs.2015.05.003",
    "doi:10.1016/j.phrs.2015.05.003. PMID: 25982932",
    "doi:10.1016/j. phrs.2015.05.003",
    "doi:10.1016/j.phrs.2015. 05.003",
    "doi: (2015). 10.1016/j.phrs.2015.05.003",
    "PMID: 25982932",
    "[PMID 25982932]",
    "PMCID: PMC4506013",
    "PMC4506013",
]


@pytest.mark.parametrize("end", RIGHT)
def test_right_identifiers_in_any_form_are_silent(end: str) -> None:
    assert findings_of(printed(f"{START} {end}"), WORK) == []
    assert check_reference(printed(f"{START} {end}")) == []


MALFORMED = [
    ("doi:1016/j.phrs.2015", "doi-malformed"),
    ("doi:10/1016", "doi-malformed"),
    ("PMID: 123456789012", "pmid-malformed"),
    ("PMCID: PMC12345678901", "pmid-malformed"),
]


@pytest.mark.parametrize(("end", "rule"), MALFORMED)
def test_malformed_identifiers_are_a_warning(end: str, rule: str) -> None:
    assert alarms(check_reference(printed(f"{START} {end}"))) == [(rule, "warning")]


@pytest.mark.parametrize(
    ("end", "via", "asked"),
    [
        ("PMID: 24388038", Via.PMID, "24388038"),
        ("doi:10.1016/j.jad.2013.11.014", Via.DOI, "10.1016/j.jad.2013.11.014"),
    ],
)
def test_an_identifier_that_leads_to_another_work_is_an_error(
    end: str, via: Via, asked: str
) -> None:
    reference = printed(f"{START} {end}")
    (finding,) = findings_of(reference, WORK, candidate(ANOTHER, via, asked))
    assert alarms([finding]) == [("identifier-elsewhere", "error")]
    assert finding.cited == asked
    assert finding.fix in {WORK.pmid, WORK.doi}
    assert findings_of(reference, WORK, candidate(WORK, via, asked)) != [finding]


def test_a_doi_that_could_be_added_is_a_note() -> None:
    findings = check_record(printed(START), WORK, ())
    assert alarms(findings) == [("doi-available", "info")]
    assert findings[0].expected == (WORK.doi,)
    for end in ("PMID: 25982932", "doi:10.1016/j.phrs.2015.05.003"):
        assert check_record(printed(f"{START} {end}"), WORK, ()) == []
    assert check_record(printed(START), replace(WORK, doi=None), ()) == []
