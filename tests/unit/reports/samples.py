"""Reports on an article that holds one reference of every kind; the works in it are real."""

from __future__ import annotations

from datetime import date

from refcheck.model.document import Span
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import Candidate, Scored, Via
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import (
    CheckedReference,
    Citation,
    DocumentReport,
    DocumentStatus,
    Lookup,
    LookupStatus,
    Mention,
    SourceOutcome,
    SourceStatus,
    Summary,
    Verdict,
)
from refcheck.pipeline import Tally

RETRIEVED = date(2026, 11, 20)


def people(*names: str) -> tuple[Contributor, ...]:
    """Persons from `Family Initials`."""
    return tuple(
        PersonName(family=family, given=given)
        for family, _, given in (name.rpartition(" ") for name in names)
    )


def printed(year: int, month: int | None = None) -> tuple[PublicationDate, ...]:
    """The date of a journal issue."""
    return (PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year, month=month)),)


RAJKUMAR = BibliographicRecord(
    type=WorkType.ARTICLE_JOURNAL,
    authors=people("Rajkumar R", "Fam J", "Yeo EY", "Dawe GS"),
    title="Ketamine and suicidal ideation in depression: Jumping the gun?",
    container_title="Pharmacological research",
    container_variants=("Pharmacol Res",),
    dates=printed(2015, 9),
    volume="99",
    pages="23-35",
    pmid="25982932",
)
NAUGHTON = BibliographicRecord(
    type=WorkType.ARTICLE_JOURNAL,
    authors=people("Naughton M", "Clarke G", "O'Leary OF", "Cryan JF", "Dinan TG"),
    title="A review of ketamine in affective disorders: current evidence of clinical efficacy, "
    "limitations of use and pre-clinical evidence on proposed mechanisms of action",
    container_title="Journal of affective disorders",
    container_variants=("J Affect Disord",),
    dates=(
        *printed(2014, 3),
        PublicationDate(kind=DateKind.ELECTRONIC, date=PartialDate(year=2013, month=12, day=10)),
    ),
    volume="156",
    pages="24-35",
    doi="10.1016/j.jad.2013.11.014",
    pmid="24388038",
)
SERAFINI = BibliographicRecord(
    type=WorkType.ARTICLE_JOURNAL,
    authors=people("Serafini G", "Howland RH", "Rovedi F", "Girardi P", "Amore M"),
    title="The role of ketamine in treatment-resistant depression: a systematic review",
    container_title="Current neuropharmacology",
    container_variants=("Curr Neuropharmacol",),
    dates=printed(2014),
    volume="12",
    pages="444-61",
    doi="10.2174/1570159x12666140619204251",
    pmid="25426012",
)
WHO = BibliographicRecord(
    type=WorkType.BOOK,
    authors=(GroupName(name="World Health Organization"),),
    title="International statistical classification of diseases and related health problems",
    dates=printed(2016),
    edition="10th rev., 5th ed.",
    publisher="World Health Organization",
    publisher_place="Geneva",
)


def cited(
    number: int, raw: str, record: BibliographicRecord | None = None, *, label: str | None = ""
) -> Reference:
    """A reference of the article's only list."""
    start = 1000 + 200 * number
    return Reference(
        string=ReferenceString(
            number=number,
            list_number=1,
            label=f"{number}." if label == "" else label,
            raw=raw,
            span=Span(start=start, end=start + len(raw), line=60 + number, column=4),
        ),
        parsed=ParsedString(record=record or BibliographicRecord()),
    )


def pubmed(status: SourceStatus) -> tuple[SourceOutcome, ...]:
    """What came of the only source that was asked."""
    return (SourceOutcome(source="pubmed", status=status),)


def matched(record: BibliographicRecord) -> Lookup:
    """A lookup that found the record."""
    candidate = Candidate(
        record=record,
        source="pubmed",
        via=Via.CITATION,
        asked=f"{record.container_title}|{record.volume}",
        retrieved=RETRIEVED,
    )
    return Lookup(
        status=LookupStatus.MATCHED,
        source="pubmed",
        confidence=0.990049,
        retrieved=RETRIEVED,
        record=record,
        candidates=(Scored(candidate=candidate, score=0.990049),),
        sources=pubmed(SourceStatus.FOUND),
    )


def candidates(*refused: tuple[BibliographicRecord, float, str | None]) -> tuple[Scored, ...]:
    """Candidates of a title search."""
    return tuple(
        Scored(
            candidate=Candidate(
                record=record, source="pubmed", via=Via.TITLE, asked="x", retrieved=RETRIEVED
            ),
            score=score,
            refused=why,
        )
        for record, score, why in refused
    )


def url(record: BibliographicRecord) -> str:
    """The address of a record."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/"


def flawed() -> DocumentReport:
    """Every verdict and every lookup status, in one article."""
    return DocumentReport(
        path="seeds/with-errors.txt",
        status=DocumentStatus.OK,
        references=(
            _verified(),
            _wrong_year(),
            _wrong_title(),
            _ambiguous(),
            _not_found(),
            _suspect(),
            _unchecked(
                7,
                "Baskaran A, Milev R, McIntyre RS. The neurobiology of the EEG biomarker "
                "as a predictor of treatment response in depression. Neuropharmacology. "
                "2012;63:507-13.",
                LookupStatus.NOT_CACHED,
                None,
            ),
            _unchecked(
                8,
                "World Health Organization. International statistical classification of "
                "diseases. Geneva: WHO; 2016.",
                LookupStatus.OUT_OF_SCOPE,
                "a book: PubMed does not list it",
                WHO,
            ),
            _unchecked(
                9,
                "Smith J. Depression. Lancet. 2001.",
                LookupStatus.UNAVAILABLE,
                "no answer within 10 s",
            ),
            _unchecked(
                10, "\x1b[2J\u202e see above", LookupStatus.SKIPPED, "nothing to search with"
            ),
        ),
        citations=(Citation(text="[3-5]", span=_span(210, 5, 4), references=(3, 4, 5)),),
        mentions=(
            Mention(
                text="doi:10.1016/j.jad.2013.11.014",
                span=_span(300, 29, 6),
                ids=(("doi", "10.1016/j.jad.2013.11.014"),),
            ),
        ),
        findings=(
            Finding(
                rule="numbering",
                field=Field.LIST,
                severity=Severity.WARNING,
                message="Number 11 is missing before reference 12.",
                cited="12",
                expected=("11",),
                span=_span(3400, 3, 71),
                references=(10,),
            ),
        ),
    )


def clean() -> DocumentReport:
    """An article in which all is right."""
    return DocumentReport(path="clean.txt", status=DocumentStatus.OK, references=(_verified(),))


def no_references() -> DocumentReport:
    """An article without a list."""
    return DocumentReport(path="news.txt", status=DocumentStatus.NO_REFERENCES)


def unreadable() -> DocumentReport:
    """An input that cannot be read."""
    return DocumentReport(
        path="scan.txt", status=DocumentStatus.UNREADABLE, error="it holds binary data, not text"
    )


def extracted() -> DocumentReport:
    """The article before any lookup."""
    report = flawed()
    return DocumentReport(
        path=report.path,
        status=report.status,
        references=tuple(
            CheckedReference(reference=checked.reference, key=checked.key)
            for checked in report.references
        ),
        findings=report.findings,
    )


def summary_of(*reports: DocumentReport) -> Summary:
    """The counts of a run."""
    tally = Tally()
    for report in reports:
        tally.add(report)
    return tally.summary()


def _span(start: int, length: int, line: int) -> Span:
    return Span(start=start, end=start + length, line=line, column=1)


def _verified() -> CheckedReference:
    raw = (
        "Naughton M, Clarke G, O'Leary OF, Cryan JF, Dinan TG. A review of ketamine in affective "
        "disorders: Current evidence of clinical efficacy, limitations of use and pre-clinical "
        "evidence on proposed mechanisms of action. J Affect Disord. 2014;156:24-35."
    )
    return CheckedReference(
        reference=cited(1, raw, NAUGHTON),
        key="naughton2014review",
        lookup=matched(NAUGHTON),
        findings=(
            Finding(
                rule="journal-variant",
                field=Field.JOURNAL,
                severity=Severity.INFO,
                message="“J Affect Disord” is PubMed’s abbreviation of the journal’s name.",
                cited="J Affect Disord",
                expected=("Journal of affective disorders",),
                url=url(NAUGHTON),
            ),
        ),
        verdict=Verdict.VERIFIED,
    )


def _wrong_year() -> CheckedReference:
    raw = (
        "Rajkumar R, Fam J, Yeo EY, Daw GS. Ketamine and suicidal ideation in depression: Jumping "
        "the gun? Pharmacol Res. 2012;99:23-35."
    )
    return CheckedReference(
        reference=cited(2, raw, RAJKUMAR),
        key="rajkumar2012ketamine",
        lookup=matched(RAJKUMAR),
        findings=(
            Finding(
                rule="year-mismatch",
                field=Field.YEAR,
                severity=Severity.ERROR,
                message="The work was published in 2015 (PubMed); the reference has 2012.",
                cited="2012",
                expected=("2015", "2016"),
                fix="2015",
                url=url(RAJKUMAR),
            ),
            Finding(
                rule="author-misspelt",
                field=Field.AUTHOR,
                severity=Severity.ERROR,
                message="The family name of author 4 is Dawe in PubMed, Daw in the reference.",
                cited="Rajkumar R, Fam J, Yeo EY, Daw GS",
                expected=("Rajkumar R, Fam J, Yeo EY, Dawe GS",),
                fix="Dawe GS",
                url=url(RAJKUMAR),
            ),
            Finding(
                rule="doi-elsewhere",
                field=Field.DOI,
                severity=Severity.ERROR,
                message="The DOI leads to a different work.",
                cited="10.1016/j.jad.2013.11.014",
                url=url(NAUGHTON),
            ),
            Finding(
                rule="pmid-missing",
                field=Field.PMID,
                severity=Severity.INFO,
                message="The PMID could be added to the reference.",
                expected=("25982932",),
                url=url(RAJKUMAR),
            ),
        ),
        verdict=Verdict.MISMATCHED,
    )


def _wrong_title() -> CheckedReference:
    raw = (
        "Serafini G, Howland RH, Rovedi F, Girardi P, Amore M. The rôle of ketamin in "
        "treatment-resistant depression: A systemic review. Curr Neuropharmacol. 2014;12:444-61."
    )
    return CheckedReference(
        reference=cited(3, raw, SERAFINI),
        key="serafini2014role",
        lookup=matched(SERAFINI),
        findings=(
            Finding(
                rule="title-differs",
                field=Field.TITLE,
                severity=Severity.WARNING,
                message="The wording of the title differs.",
                cited="The role of ketamin in treatment-resistant depression: a systemic review",
                expected=(SERAFINI.title or "",),
                url=url(SERAFINI),
            ),
        ),
        verdict=Verdict.MISMATCHED,
    )


def _ambiguous() -> CheckedReference:
    return CheckedReference(
        reference=cited(4, "Serafini G. Ketamine. 2014."),
        key="serafini2014ketamine",
        lookup=Lookup(
            status=LookupStatus.AMBIGUOUS,
            source="pubmed",
            retrieved=RETRIEVED,
            candidates=candidates((SERAFINI, 0.5, None), (NAUGHTON, 0.48, None)),
            sources=pubmed(SourceStatus.FOUND),
        ),
        findings=(
            Finding(
                rule="ambiguous",
                field=Field.RECORD,
                severity=Severity.WARNING,
                message="2 records in PubMed match equally well.",
            ),
        ),
        verdict=Verdict.AMBIGUOUS,
    )


def _not_found() -> CheckedReference:
    return CheckedReference(
        reference=cited(5, "Rajkumar R. Ketamine and dreams. Pharmacol Res. 2015;99:36-40."),
        key="rajkumar2015ketamine",
        lookup=Lookup(
            status=LookupStatus.NOT_FOUND,
            reason="another title",
            source="pubmed",
            retrieved=date(2026, 11, 19),
            candidates=candidates((RAJKUMAR, 0.11, "another title")),
            sources=pubmed(SourceStatus.NOT_FOUND),
        ),
        findings=(
            Finding(
                rule="not-found",
                field=Field.RECORD,
                severity=Severity.WARNING,
                message="PubMed has no record of this work.",
            ),
        ),
        verdict=Verdict.NOT_FOUND,
    )


def _suspect() -> CheckedReference:
    return CheckedReference(
        reference=cited(6, "Nobody N. A study that is not. Lancet. 2014;383:1-9."),
        key="nobody2014study",
        lookup=Lookup(
            status=LookupStatus.NOT_FOUND,
            source="pubmed",
            retrieved=RETRIEVED,
            sources=pubmed(SourceStatus.NOT_FOUND),
        ),
        findings=(
            Finding(
                rule="suspect",
                field=Field.RECORD,
                severity=Severity.ERROR,
                message="Possibly made up: PubMed covers the journal, but not this work.",
            ),
        ),
        verdict=Verdict.SUSPECT,
    )


def _unchecked(
    number: int,
    raw: str,
    status: LookupStatus,
    reason: str | None,
    record: BibliographicRecord | None = None,
) -> CheckedReference:
    return CheckedReference(
        reference=cited(number, raw, record),
        key=f"key{number}",
        lookup=Lookup(status=status, reason=reason),
        verdict=Verdict.UNCHECKED,
    )
