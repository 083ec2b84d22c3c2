"""How severe each rule is: one case at least for each, two where it depends.

An error leads a reader to another work or person, a warning should be looked at, a note (`info`)
is harmless. Only errors change the exit status, so that a severity is never changed by the way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.pairs import CITED, RECORD, candidate, cited_as, dated, people, reference

from refcheck.checks import (
    RULES,
    check_citations,
    check_headings,
    check_list,
    check_lookup,
    check_mention,
    check_record,
    check_reference,
)
from refcheck.checks.rules.article.suppressions import (
    SuppressionExpired,
    SuppressionInvalid,
    SuppressionUnused,
)
from refcheck.model.document import DefectKind, EntryDefect, Heading, Span
from refcheck.model.finding import Finding, Severity
from refcheck.model.outcome import Scored, Search, Stage, Via
from refcheck.model.record import BibliographicRecord, DateKind, Notice, NoticeKind
from refcheck.model.reference import Reference
from refcheck.model.report import (
    Citation,
    CitationKind,
    Link,
    LinkState,
    Lookup,
    LookupStatus,
    Mention,
)
from refcheck.model.suppression import Suppression

UNKNOWN_TRIAL = Search(
    stage=Stage(name="trial"), endpoint="studies", query="NCT99999999", id_name="NCT number"
)
GONE = Link(url="http://www.who.int/x", state=LinkState.GONE, reason="HTTP 404")
REGISTRATION = BibliographicRecord(title="Rest after concussion", numbers=("NCT01234567",))
PUMPS = replace(REGISTRATION, title="Insulin pumps in pregnancy")
OTHER_TRIAL = Scored(
    candidate=replace(candidate(PUMPS), asked="NCT01234567"),
    score=0.0,
    refused="another title",
)  # fmt: skip
ANOTHER = replace(RECORD, pmid="24388038", doi="10.1016/j.jad.2013.11.014", title="Of another.")


def against(record: BibliographicRecord = RECORD, **change: object) -> list[Finding]:
    """What is found between a reference with this change and a record."""
    return check_record(cited_as(**change), record, ())


def noticed(kind: NoticeKind, *types: str) -> list[Finding]:
    notices = (Notice(kind=kind, source="Lancet. 2016"),)
    return against(replace(RECORD, publication_types=types, notices=notices))


def noticed_as(status: LookupStatus, raw: str) -> list[Finding]:
    """What is said of a reference whose lookup ended so, with a candidate."""
    scored = Scored(candidate=candidate(RECORD), score=0.1, refused="the paper, not the abstract")
    lookup = Lookup(status=status, reason="a meeting abstract", candidates=(scored,))
    return check_lookup(reference(CITED, raw), lookup)


SUPPRESSION = Suppression(rules=("year-mismatch",), reason="online first", key="fam2015")


def needless(*, known: bool = True) -> list[Finding]:
    rules = SUPPRESSION.rules
    return [SuppressionUnused().check_suppression(SUPPRESSION, rules, 1, known=known)]


def labelled(*labels: str) -> list[Reference]:
    raw = "Author A. Title of a work. J Med. 2015;9:1."
    return [
        replace(
            reference(replace(CITED, title=f"Title of work number {n} of some length"), raw),
            string=replace(
                reference(CITED, f"{raw} {n}").string,
                number=n,
                label=label,
                span=Span(start=900 + n, end=901 + n, line=n, column=1),
            ),
        )
        for n, label in enumerate(labels, 1)
    ]


def defective(kind: DefectKind) -> Reference:
    """A reference of a file in which its entry is not written as it should be."""
    defect = EntryDefect(kind=kind, message="Something is missing.", start=0, end=1, cited="a")
    (one,) = labelled("1.")
    return replace(one, string=replace(one.string, defects=(defect,)))


def numbers(*numbers: int, missing: tuple[str, ...] = (), text: str = "[1]") -> list[Citation]:
    span = Span(start=0, end=3, line=1, column=1)
    return [
        Citation(
            text=text,
            span=span,
            references=(n,) if n else (),
            missing=() if n else missing,
            kind=CitationKind.NUMERIC,
        )
        for n in numbers
    ]


def named(part: str) -> list[Citation]:
    span = Span(start=0, end=3, line=1, column=1)
    return [
        Citation(text=part, span=span, references=(1,), missing=(part,),
                 kind=CitationKind.AUTHOR_YEAR)
    ]  # fmt: skip


def looked_up(
    status: LookupStatus,
    *records: BibliographicRecord,
    exhaustive: bool = False,
    unknown_dois: tuple[str, ...] = (),
    unlisted_by: tuple[str, ...] = (),
    link: Link | None = None,
) -> list[Finding]:
    found = tuple(Scored(candidate=candidate(each), score=0.1) for each in records)
    lookup = Lookup(
        status=status,
        candidates=found,
        exhaustive=exhaustive,
        unknown_dois=unknown_dois,
        unlisted_by=unlisted_by,
        link=link,
    )
    return check_lookup(cited_as(), lookup)


TEN = tuple(f"{n}." for n in range(1, 11))
LIST = labelled(*TEN)
MENTION = Mention(
    text="PMID 99999999",
    span=Span(start=0, end=13, line=1, column=1),
    ids=(("pmid", "99999999"),),
)

CASES: list[tuple[str, str, Callable[[], list[Finding]]]] = [
    ("author-first", "error", lambda: against(authors=people("Smith A, Fam J, Yeo EY, Dawe GS"))),
    ("author-first", "error", lambda: against(authors=people("Fam J, Yeo EY, Dawe GS"))),
    ("author-other", "error",
     lambda: against(authors=people("Rajkumar R, Smith A, Yeo EY, Dawe GS"))),
    ("author-misspelt", "error",
     lambda: against(authors=people("Rajkumer R, Fam J, Yeo EY, Dawe GS"))),
    ("author-misspelt", "warning",
     lambda: against(replace(RECORD, authors=people("Garcia Lopez J")),
                     authors=people("Garcia J"))),
    ("author-missing", "error", lambda: against(authors=people("Rajkumar R, Yeo EY, Dawe GS"))),
    ("author-added", "error",
     lambda: against(authors=people("Rajkumar R, Fam J, Smith A, Yeo EY, Dawe GS"))),
    ("author-order", "error",
     lambda: against(authors=people("Rajkumar R, Yeo EY, Fam J, Dawe GS"))),
    ("author-initials", "warning",
     lambda: against(authors=people("Rajkumar B, Fam J, Yeo EY, Dawe GS"))),
    ("author-inverted", "warning",
     lambda: against(replace(RECORD, authors=people("Ali Mohammed")),
                     authors=people("Mohammed A"))),
    ("author-repeated", "warning",
     lambda: check_record(
         reference(
             replace(CITED, authors=(*CITED.authors, *CITED.authors)),
             "Rajkumar R, Fam J, Yeo EY, Dawe GS, Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine",
         ),
         RECORD,
         (),
     )),
    ("author-group", "error",
     lambda: against(replace(RECORD, authors=people("{ACTT-2 Study Group}")),
                     authors=people("{ICM Shoulder Group}"))),
    ("author-group", "warning",
     lambda: against(replace(RECORD, authors=people("Rajkumar R, {ACTT-2 Study Group}")),
                     authors=people("Rajkumar R, {ICM Shoulder Group}"))),
    ("title-mismatch", "error", lambda: against(title="Statins and the risk of fracture in women")),
    ("title-wording", "warning",
     lambda: against(title="Ketamine and homicidal ideation in depression: jumping the gun?")),
    ("journal-mismatch", "error", lambda: against(container_title="Lancet")),
    ("journal-mismatch", "warning", lambda: against(container_title="Zorblatt")),
    ("journal-missing", "warning",
     lambda: check_record(
         reference(replace(CITED, container_title=None, doi=None), f"{RECORD.title} 99:23-35."),
         RECORD, ())),
    ("journal-misspelt", "warning", lambda: against(container_title="Pharmocol Res")),
    ("published-elsewhere", "error",
     lambda: against(container_title="Lancet", dates=(dated(2011),), volume="377", pages="1096-9")),
    ("correction-place", "error",
     lambda: check_record(
         cited_as(volume="101", pages="310"),
         replace(RECORD, notices=(
             Notice(kind=NoticeKind.ERRATUM_IN, source="Pharmacol Res. 2015;101(3):310"),)),
         ())),
    ("correction-place", "warning",
     lambda: against(replace(
         RECORD,
         publication_types=("Published Erratum",),
         notices=(Notice(kind=NoticeKind.ERRATUM_FOR, source="Pharmacol Res. 2015;98:2-9"),)))),
    ("withdrawn", "warning",
     lambda: against(replace(RECORD, title=f"WITHDRAWN: {RECORD.title}"))),
    ("withdrawn", "info",
     lambda: against(replace(RECORD, title=f"WITHDRAWN: {RECORD.title}"),
                     title=f"WITHDRAWN: {RECORD.title}")),
    ("meeting-abstract", "info",
     lambda: noticed_as(LookupStatus.OUT_OF_SCOPE, f"Fam J. {RECORD.title} [abstract]")),
    ("year-missing", "warning",
     lambda: check_record(
         reference(replace(CITED, dates=(), title="Zika in Cambodia, 2010"),
                   "Fam J. Zika in Cambodia, 2010. Pharmacol Res 99:23-35"),
         replace(RECORD, title="Zika in Cambodia, 2010"), ())),
    ("year-mismatch", "error", lambda: against(dates=(dated(2012),))),
    ("year-electronic", "info",
     lambda: against(replace(RECORD, dates=(dated(2015), dated(2014, DateKind.ELECTRONIC))),
                     dates=(dated(2014),))),
    ("volume-mismatch", "error", lambda: against(volume="89")),
    ("issue-mismatch", "warning", lambda: against(issue="3")),
    ("pages-mismatch", "error", lambda: against(pages="32-35")),
    ("pages-last", "warning", lambda: against(pages="23-53")),
    ("doi-mismatch", "error", lambda: against(doi="10.1016/j.phrs.2015.05.030")),
    ("doi-mismatch", "warning", lambda: against(doi="10.1016/j.phrs.2015.05")),
    ("doi-mismatch", "warning", lambda: against(doi="10.1016/j.phrs.2015.05.003a")),
    ("pmid-mismatch", "error", lambda: against(pmid="25982923")),
    ("pmcid-mismatch", "error",
     lambda: against(replace(RECORD, pmcid="PMC4506013"), pmcid="PMC4506031")),
    ("identifier-elsewhere", "error",
     lambda: check_record(cited_as(pmid="24388038"), RECORD,
                          [candidate(ANOTHER, Via.PMID, "24388038")])),
    ("doi-available", "info", against),
    ("other-form", "info", lambda: against(title="Ketamine and suicidal ideation in depression")),
    ("retracted", "error", lambda: noticed(NoticeKind.RETRACTION_IN)),
    ("retracted", "error", lambda: noticed(NoticeKind.RETRACTED_AND_REPUBLISHED_IN)),
    ("retracted", "warning", lambda: noticed(NoticeKind.PARTIAL_RETRACTION_IN)),
    ("expression-of-concern", "warning", lambda: noticed(NoticeKind.EXPRESSION_OF_CONCERN_IN)),
    ("corrected", "info", lambda: noticed(NoticeKind.ERRATUM_IN)),
    ("corrected", "info", lambda: noticed(NoticeKind.CORRECTED_AND_REPUBLISHED_IN)),
    ("updated", "info", lambda: noticed(NoticeKind.UPDATE_IN)),
    ("updated", "info", lambda: noticed(NoticeKind.REPUBLISHED_IN)),
    ("preprint-published", "info", lambda: noticed(NoticeKind.UPDATE_IN, "Preprint")),
    ("suspect", "error", lambda: looked_up(LookupStatus.NOT_FOUND, exhaustive=True)),
    ("doi-unknown", "error",
     lambda: looked_up(LookupStatus.OUT_OF_SCOPE, unknown_dois=("10.5555/nowhere.1",))),
    ("trial-unknown", "error", lambda: check_lookup(
        reference(CITED, "A trial. NCT99999999."), Lookup(
            status=LookupStatus.OUT_OF_SCOPE, searches=(UNKNOWN_TRIAL,)))),
    ("link-dead", "warning", lambda: looked_up(LookupStatus.OUT_OF_SCOPE, link=GONE)),
    ("link-dead", "info", lambda: check_lookup(reference(CITED, "Fam J. Title."), Lookup(
        status=LookupStatus.MATCHED, record=RECORD, link=GONE))),
    ("trial-elsewhere", "warning", lambda: check_lookup(
        reference(REGISTRATION, "Rest after concussion. NCT01234567."), Lookup(
            status=LookupStatus.OUT_OF_SCOPE, candidates=(OTHER_TRIAL,)))),
    ("not-found", "warning", lambda: looked_up(LookupStatus.NOT_FOUND)),
    ("unlisted", "info",
     lambda: looked_up(LookupStatus.OUT_OF_SCOPE, unlisted_by=("PubMed", "Crossref"))),
    ("ambiguous", "warning", lambda: looked_up(LookupStatus.AMBIGUOUS, RECORD, ANOTHER)),
    ("doi-malformed", "warning",
     lambda: check_reference(reference(CITED, "Fam J. Title. 2015. doi:1016/j.phrs.2015"))),
    ("pmid-malformed", "warning",
     lambda: check_reference(reference(CITED, "Fam J. Title. 2015. PMID: 123456789012"))),
    ("isbn-invalid", "warning",
     lambda: check_reference(reference(CITED, "Fam J. Title. 2015. ISBN 978-0-306-40615-8"))),
    ("reference-incomplete", "warning",
     lambda: check_reference(reference(replace(CITED, dates=()), "Fam J. Title."))),
    ("list-gap", "warning", lambda: check_list(labelled("1.", "2.", "4."))),
    ("list-repeat", "warning", lambda: check_list(labelled("1.", "2.", "2.", "3."))),
    ("list-disorder", "warning", lambda: check_list(labelled("1.", "2.", "4.", "3.", "5."))),
    ("list-duplicate", "warning",
     lambda: check_list([*labelled("1."), *labelled("1.")[:1]])),
    ("key-duplicate", "warning",
     lambda: check_list([replace(one, string=replace(one.string, key="fam2015"))
                         for one in labelled("1.", "2.")])),
    ("entry-doubtful", "warning",
     lambda: check_list([reference(BibliographicRecord(), "Ibid.")])),
    ("entry-unread", "warning",
     lambda: check_list([replace(LIST[0], string=replace(LIST[0].string, faults=("Too long.",)))])),
    ("entry-malformed", "warning", lambda: check_list([defective(DefectKind.SYNTAX)])),
    ("entry-type-unknown", "warning", lambda: check_list([defective(DefectKind.TYPE)])),
    ("field-repeated", "warning", lambda: check_list([defective(DefectKind.REPEATED_FIELD)])),
    ("macro-undefined", "warning", lambda: check_list([defective(DefectKind.MACRO)])),
    ("list-incomplete", "warning",
     lambda: check_citations(LIST, numbers(*range(1, 11)) + [
         replace(numbers(0)[0], missing=(str(n),)) for n in (11, 12, 13)])),
    ("list-missing", "warning",
     lambda: check_headings([Heading(text="References", span=MENTION.span)])),
    ("list-missing", "info", lambda: check_citations([], [], [MENTION])),
    ("citation-unlisted", "error", lambda: check_citations(LIST, numbers(0, missing=("99",)))),
    ("reference-uncited", "warning", lambda: check_citations(LIST, numbers(*range(1, 10)))),
    ("citation-order", "warning",
     lambda: check_citations(LIST, numbers(1, 2, 9, 3, 4, 5, 6, 7, 8, 10))),
    ("citation-range", "warning",
     lambda: check_citations(LIST, numbers(*range(1, 11)) + numbers(3, text="[5-3]"))),
    ("citation-year", "warning", lambda: check_citations(LIST, named("Rajkumar 2013"))),
    ("citation-name", "warning", lambda: check_citations(LIST, named("Rajkumer 2015"))),
    ("mention-unknown", "warning", lambda: check_mention(MENTION, [])),
    ("suppression-unused", "warning", needless),
    ("suppression-unused", "info", lambda: needless(known=False)),
    ("suppression-expired", "warning",
     lambda: [SuppressionExpired().check_suppression(SUPPRESSION, 1)]),
    ("suppression-invalid", "warning",
     lambda: [SuppressionInvalid().check_suppression(SUPPRESSION, "It gives no reason.", 1)]),
]  # fmt: skip


def test_every_severity_that_a_rule_names_has_a_case_and_no_other() -> None:
    named = {(name, severity) for name, rule in RULES.items() for severity in rule.severities}
    assert {(rule, Severity(severity)) for rule, severity, _ in CASES} == named


@pytest.mark.parametrize(
    ("rule", "severity", "find"), CASES, ids=[f"{rule}-{severity}" for rule, severity, _ in CASES]
)
def test_severity(rule: str, severity: str, find: Callable[[], list[Finding]]) -> None:
    found = [finding for finding in find() if finding.rule == rule]
    assert found
    assert {finding.severity.value for finding in found} == {severity}
