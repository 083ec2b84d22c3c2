"""Rules for references alone and for lookups, verdicts, and the table of rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from refcheck.checks import check_list, check_lookup, check_reference, verdict
from refcheck.model.document import Span
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import TOO_LITTLE, Candidate, Scored, Via
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    PartialDate,
    PersonName,
    PublicationDate,
    RecordKey,
)
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import Lookup, LookupStatus, Verdict

RECORD = BibliographicRecord(
    pmid="25982932",
    authors=(PersonName(family="Rajkumar", given="R"),),
    title="Ketamine and suicidal ideation in depression.",
    container_title="Pharmacol Res",
    dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2015)),),
    volume="99",
    pages="23-35",
)


def reference(cited: BibliographicRecord, raw: str = "x") -> Reference:
    span = Span(start=0, end=len(raw), line=1, column=1)
    string = ReferenceString(number=1, list_number=1, label="1.", raw=raw, span=span)
    return Reference(string=string, parsed=ParsedString(record=cited))


URL = "https://pubmed.ncbi.nlm.nih.gov/25982932/"


def scored(record: BibliographicRecord, via: Via = Via.TITLE, refused: str | None = None) -> Scored:
    candidate = Candidate(
        record=record,
        source="pubmed",
        via=via,
        asked=record.pmid or "",
        retrieved=date(2026, 1, 1),
        url=URL,
    )
    return Scored(candidate=candidate, score=0.5, refused=refused)


def test_a_complete_reference_is_silent() -> None:
    assert check_reference(reference(RECORD)) == []
    assert check_list([reference(RECORD)]) == []


INCOMPLETE = [
    ({"authors": (), "title": None}, "author or title"),
    ({"dates": ()}, "year"),
    ({"title": None, "volume": None, "pages": None}, "title, volume or pages"),
]


@pytest.mark.parametrize(("change", "missing"), INCOMPLETE)
def test_incomplete_references(change: dict[str, object], missing: str) -> None:
    cited = replace(RECORD, pmid=None, **change)  # type: ignore[arg-type]
    (finding,) = check_reference(reference(cited))
    assert (finding.rule, finding.severity) == ("reference-incomplete", Severity.WARNING)
    assert finding.field is Field.LIST
    assert finding.message == f"The reference has no {missing}."
    assert check_reference(reference(replace(cited, doi="10.1000/x"))) == []


@pytest.mark.parametrize("raw", ["Rajkumar R. 2015", "Rajkumar R. In press.", "Rajkumar R. n.d."])
def test_a_year_that_was_not_read_is_not_missing(raw: str) -> None:
    assert check_reference(reference(replace(RECORD, pmid=None, dates=()), raw)) == []


def test_malformed_identifiers() -> None:
    (finding,) = check_reference(reference(RECORD, "Rajkumar R. 2015. doi:1016/j.phrs.2015"))
    assert (finding.rule, finding.severity) == ("doi-malformed", Severity.WARNING)
    (finding,) = check_reference(reference(RECORD, "Rajkumar R. 2015. PMID: 123456789012"))
    assert finding.rule == "pmid-malformed"


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        ("Rajkumar R. 2015. doi:1016/j.phrs.2015", "10.1016/j.phrs.2015.05.003"),
        ("Rajkumar R. 2015. PMID: 123456789012", "25982932"),
    ],
)
def test_a_record_lends_the_right_value_of_a_malformed_identifier(raw: str, right: str) -> None:
    record = replace(RECORD, doi="10.1016/j.phrs.2015.05.003")
    (finding,) = check_reference(reference(RECORD, raw), record, url=URL)
    assert (finding.fix, finding.expected) == (right, (right,))
    assert right in finding.message
    assert finding.url == URL


def test_a_record_without_the_identifier_lends_nothing() -> None:
    (finding,) = check_reference(reference(RECORD, "Rajkumar R. 2015. doi:1016/j.phrs"), RECORD)
    assert finding.fix is None


def test_not_found_names_the_nearest() -> None:
    near = scored(RECORD, refused="another title")
    lookup = Lookup(status=LookupStatus.NOT_FOUND, candidates=(near, scored(RECORD)))
    (finding,) = check_lookup(reference(RECORD), lookup)
    assert (finding.rule, finding.severity) == ("not-found", Severity.WARNING)
    assert finding.field is Field.RECORD
    assert "Rajkumar R, 2015, Ketamine" in finding.message
    assert "(another title)" in finding.message
    assert finding.url == URL


def test_not_found_without_candidates() -> None:
    lookup = Lookup(status=LookupStatus.NOT_FOUND, source_name="PubMed")
    (finding,) = check_lookup(reference(RECORD), lookup)
    assert finding.message == "PubMed has no record of this work."
    assert finding.url is None


def test_not_found_with_an_identifier_that_leads_elsewhere() -> None:
    lookup = Lookup(status=LookupStatus.NOT_FOUND, candidates=(scored(RECORD, Via.PMID),))
    first, second = check_lookup(reference(RECORD), lookup)
    assert (first.rule, second.rule) == ("not-found", "identifier-elsewhere")
    assert second.expected == ()


def test_an_identifier_against_which_nothing_speaks_is_no_error() -> None:
    uncompared = scored(RECORD, Via.PMID, refused=TOO_LITTLE)
    lookup = Lookup(status=LookupStatus.NOT_FOUND, candidates=(uncompared,))
    (finding,) = check_lookup(reference(BibliographicRecord(pmid=RECORD.pmid)), lookup)
    assert finding.rule == "not-found"


@pytest.mark.parametrize(
    ("label", "rules"),
    [
        ("Suicidal ideation in depression", ["not-found"]),
        ("Suicidal behaviour in depression", ["not-found", "identifier-elsewhere"]),
    ],
)
def test_a_link_may_be_called_by_a_part_of_the_title(label: str, rules: list[str]) -> None:
    lookup = Lookup(
        status=LookupStatus.NOT_FOUND,
        candidates=(scored(RECORD, Via.PMID, refused="another title"),),
    )
    cited = BibliographicRecord(title=label, pmid=RECORD.pmid)
    assert [each.rule for each in check_lookup(reference(cited), lookup)] == rules
    signed = replace(cited, authors=(PersonName(family="Smith", given="A"),))
    assert check_lookup(reference(signed), lookup)[-1].rule == "identifier-elsewhere"


def test_ambiguous_reports_what_holds_for_all() -> None:
    one = replace(RECORD, key=RecordKey(source="index", id="a1"))
    other = replace(RECORD, key=RecordKey(source="index", id="a2"), pmid="2", pages="40-41")
    cited = replace(RECORD, pmid=None, pages=None, volume="89")
    lookup = Lookup(status=LookupStatus.AMBIGUOUS, candidates=(scored(one), scored(other)))
    first, second = check_lookup(reference(cited), lookup)
    assert (first.rule, first.expected) == ("ambiguous", ("a1", "a2"))
    assert (second.rule, second.expected) == ("volume-mismatch", ("99",))


def test_ambiguous_names_the_values_of_all_records() -> None:
    one, other = RECORD, replace(RECORD, pmid="2", volume="98")
    cited = replace(RECORD, pmid=None, volume="89")
    lookup = Lookup(status=LookupStatus.AMBIGUOUS, candidates=(scored(one), scored(other)))
    _, second = check_lookup(reference(cited), lookup)
    assert (second.rule, second.expected, second.fix) == ("volume-mismatch", ("99", "98"), None)
    assert second.message == (
        "The volume as cited is in none of the matching records, which have 99 or 98."
    )
    nothing = Lookup(status=LookupStatus.AMBIGUOUS)
    assert [each.rule for each in check_lookup(reference(cited), nothing)] == ["ambiguous"]


@pytest.mark.parametrize(
    "status", [LookupStatus.MATCHED, LookupStatus.UNAVAILABLE, LookupStatus.NOT_CACHED]
)
def test_other_lookups_are_silent(status: LookupStatus) -> None:
    assert check_lookup(reference(RECORD), Lookup(status=status)) == []


def finding(field: Field, severity: Severity) -> Finding:
    return Finding(rule="x", field=field, severity=severity, message="x")


VERDICTS = [
    (LookupStatus.MATCHED, [], Verdict.VERIFIED),
    (LookupStatus.MATCHED, [finding(Field.YEAR, Severity.INFO)], Verdict.VERIFIED),
    (LookupStatus.MATCHED, [finding(Field.TITLE, Severity.WARNING)], Verdict.MISMATCHED),
    (LookupStatus.MATCHED, [finding(Field.STATUS, Severity.ERROR)], Verdict.VERIFIED),
    (LookupStatus.MATCHED, [finding(Field.LIST, Severity.WARNING)], Verdict.VERIFIED),
    (LookupStatus.AMBIGUOUS, [finding(Field.YEAR, Severity.ERROR)], Verdict.AMBIGUOUS),
    (LookupStatus.NOT_FOUND, [], Verdict.NOT_FOUND),
    (LookupStatus.UNAVAILABLE, [], Verdict.UNCHECKED),
    (LookupStatus.NOT_CACHED, [], Verdict.UNCHECKED),
    (LookupStatus.OUT_OF_SCOPE, [], Verdict.UNCHECKED),
    (LookupStatus.SKIPPED, [], Verdict.UNCHECKED),
]


@pytest.mark.parametrize(("status", "findings", "expected"), VERDICTS)
def test_verdicts(status: LookupStatus, findings: list[Finding], expected: Verdict) -> None:
    assert verdict(Lookup(status=status), findings) is expected
