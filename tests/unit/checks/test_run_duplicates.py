"""Works that a run meets again, and works that only look like it."""

from __future__ import annotations

from dataclasses import replace

from tests.pairs import CITED, RECORD, reference

from refcheck.checks.run_duplicates import RunDuplicates
from refcheck.model.document import Span
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import BibliographicRecord, PersonName, RecordKey
from refcheck.model.report import CheckedReference, Lookup, LookupStatus

KETAMINE = replace(RECORD, key=RecordKey(source="pubmed", id="25982932"))
OTHER = replace(
    CITED,
    title="A review of ketamine in affective disorders",
    authors=(PersonName(family="Naughton", initials="M"),),
    doi=None,
    pmid=None,
)
BARE = replace(CITED, doi=None, pmid=None, pmcid=None)


def entry(
    number: int,
    cited: BibliographicRecord = CITED,
    record: BibliographicRecord | None = None,
    findings: tuple[Finding, ...] = (),
) -> CheckedReference:
    one = reference(cited, f"Entry {number}: {cited}")
    string = replace(
        one.string,
        number=number,
        label=None,
        span=Span(start=number, end=number + 1, line=1, column=1),
    )
    lookup = Lookup(
        status=LookupStatus.MATCHED if record else LookupStatus.NOT_FOUND,
        record=record,
        source_name="PubMed",
    )
    return CheckedReference(
        reference=replace(one, string=string), key=str(number), lookup=lookup, findings=findings
    )


def messages(found: list[Finding]) -> list[str]:
    return [one.message for one in found]


def test_two_references_of_a_list_with_one_record() -> None:
    references = [entry(1, CITED, KETAMINE), entry(2, OTHER), entry(3, OTHER, KETAMINE)]
    (found,) = RunDuplicates().find("a.txt", references, [], is_list=False)
    assert found.references == (1, 3)
    assert found.message == (
        "Reference 3 is the same work as reference 1: both match the same record in PubMed."
    )


def test_what_the_list_s_own_rule_has_found_is_not_said_twice() -> None:
    references = [entry(1, CITED, KETAMINE), entry(2, CITED, KETAMINE)]
    known = Finding(
        rule="list-duplicate",
        field=Field.LIST,
        severity=Severity.WARNING,
        message="Reference 2 is the same work as reference 1.",
        references=(1, 2),
    )
    assert not RunDuplicates().find("a.txt", references, [known], is_list=True)


def test_a_record_whose_title_is_another_one_s_proves_nothing() -> None:
    wrong = Finding(rule="title-mismatch", field=Field.TITLE, severity=Severity.ERROR, message="")
    references = [entry(1, CITED, KETAMINE), entry(2, OTHER, KETAMINE, (wrong,))]
    assert not RunDuplicates().find("a.txt", references, [], is_list=False)


def test_an_entry_of_an_earlier_file() -> None:
    run = RunDuplicates()
    assert not run.find("a.ris", [entry(1, OTHER), entry(2, BARE)], [], is_list=True)
    found = run.find("b.nbib", [entry(1, BARE), entry(2, OTHER)], [], is_list=True)
    assert messages(found) == [
        "Reference 1 is the same work as reference 2 in a.ris.",
        "Reference 2 is the same work as reference 1 in a.ris.",
    ]
    assert [one.references for one in found] == [(1,), (2,)]


def test_by_its_record_although_the_entries_have_nothing_in_common() -> None:
    run = RunDuplicates()
    run.find("a.ris", [entry(1, BARE, KETAMINE)], [], is_list=True)
    found = run.find("b.ris", [entry(1, OTHER, KETAMINE)], [], is_list=True)
    assert messages(found) == ["Reference 1 is the same work as reference 1 in a.ris."]


def test_articles_that_cite_the_same_work_are_no_duplicates() -> None:
    run = RunDuplicates()
    run.find("a.txt", [entry(1, CITED, KETAMINE)], [], is_list=False)
    assert not run.find("b.txt", [entry(1, CITED, KETAMINE)], [], is_list=False)
    assert not run.find("c.ris", [entry(1, CITED, KETAMINE)], [], is_list=True)


def test_parts_of_a_series_and_versions_are_no_duplicates() -> None:
    run = RunDuplicates()
    run.find(
        "a.ris", [entry(1, BARE), entry(2, replace(BARE, doi="10.1000/a.1"))], [], is_list=True
    )
    others = [
        replace(BARE, volume="100", pages="1-9"),
        replace(BARE, authors=(PersonName(family="Zhang", initials="Q"),)),
        replace(BARE, title=f"{BARE.title} II"),
    ]
    entries = [entry(n, one) for n, one in enumerate(others, 1)]
    assert not run.find("b.ris", entries, [], is_list=True)
    fresh = RunDuplicates()
    fresh.find("a.ris", [entry(1, replace(BARE, doi="10.1000/a.1"))], [], is_list=True)
    assert not fresh.find("b.ris", [entry(1, replace(BARE, doi="10.1000/a.2"))], [], is_list=True)
