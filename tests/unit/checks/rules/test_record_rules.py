"""What is found between a reference and its record, and what stays silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from tests.pairs import CITED, NOTES, RECORD, dated, page, people, reference

from refcheck.checks import check_record
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import Candidate, Via
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    GroupName,
    Notice,
    NoticeKind,
    PersonName,
)


def found(
    cited: BibliographicRecord,
    record: BibliographicRecord = RECORD,
    raw: str = "",
    elsewhere: Iterable[Candidate] = (),
) -> list[Finding]:
    findings = check_record(reference(cited, raw), record, tuple(elsewhere), url=page(record))
    return [finding for finding in findings if finding.rule not in NOTES]


def rules(findings: Iterable[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def test_a_right_reference_has_one_note() -> None:
    findings = check_record(reference(CITED), RECORD, ())
    assert rules(findings) == ["doi-available"]
    assert findings[0].severity is Severity.INFO
    assert findings[0].expected == ("10.1016/j.phrs.2015.05.003",)


ERRORS = [
    ({"authors": people("Rajkumer R, Fam J, Yeo EY, Dawe GS")}, "author-misspelt", "error",
     "Rajkumer R", ("Rajkumar R",)),
    ({"authors": people("Rajkumar B, Fam J, Yeo EY, Dawe GS")}, "author-initials", "warning",
     "Rajkumar B", ("Rajkumar R",)),
    ({"authors": people("Rajkumar R, Yeo EY, Dawe GS")}, "author-missing", "error",
     None, ("Fam J",)),
    ({"authors": people("Rajkumar R, Fam J")}, "author-missing", "error",
     None, ("Yeo EY, Dawe GS",)),
    ({"authors": people("Rajkumar R, Fam J, Naughton M, Yeo EY, Dawe GS")}, "author-added", "error",
     "Naughton M", ()),
    ({"authors": people("Rajkumar R, Yeo EY, Fam J, Dawe GS")}, "author-order", "error",
     "Rajkumar R, Yeo EY, Fam J, Dawe GS", ("Rajkumar R, Fam J, Yeo EY, Dawe GS",)),
    ({"authors": people("Fam J, Rajkumar R, Yeo EY, Dawe GS")}, "author-order", "error",
     "Fam J, Rajkumar R, Yeo EY, Dawe GS", ("Rajkumar R, Fam J, Yeo EY, Dawe GS",)),
    ({"authors": people("Naughton M, Fam J, Yeo EY, Dawe GS")}, "author-first", "error",
     "Naughton M", ("Rajkumar R",)),
    ({"authors": people("Fam J, Yeo EY, Dawe GS")}, "author-first", "error",
     None, ("Rajkumar R",)),
    ({"authors": people("Rajkumar R, Naughton M, Yeo EY, Dawe GS")}, "author-other", "error",
     "Naughton M", ("Fam J",)),
    ({"dates": (dated(2012),)}, "year-mismatch", "error", "2012", ("2015",)),
    ({"dates": (dated(2016),)}, "year-mismatch", "error", "2016", ("2015",)),
    ({"container_title": "Lancet"}, "journal-mismatch", "error",
     "Lancet", ("Pharmacol Res", "Pharmacological research")),
    ({"container_title": "Pharmocol Res"}, "journal-misspelt", "warning",
     "Pharmocol Res", ("Pharmacol Res", "Pharmacological research")),
    ({"title": "Ketamine and homicidal ideation in depression: Jumping the gun?"},
     "title-wording", "warning",
     "Ketamine and homicidal ideation in depression: Jumping the gun?", (RECORD.title,)),
    ({"title": "Formate assay in body fluids: application in methanol poisoning"},
     "title-mismatch", "error",
     "Formate assay in body fluids: application in methanol poisoning", (RECORD.title,)),
    ({"volume": "89"}, "volume-mismatch", "error", "89", ("99",)),
    ({"issue": "3"}, "issue-mismatch", "warning", "3", ("2",)),
    ({"pages": "32-35"}, "pages-mismatch", "error", "32-35", ("23-35",)),
    ({"pages": "23-53"}, "pages-last", "warning", "23-53", ("23-35",)),
    ({"doi": "10.1016/j.phrs.2015.05.030"}, "doi-mismatch", "error",
     "10.1016/j.phrs.2015.05.030", ("10.1016/j.phrs.2015.05.003",)),
    ({"doi": "10.1016/j.phrs.2015"}, "doi-mismatch", "warning",
     "10.1016/j.phrs.2015", ("10.1016/j.phrs.2015.05.003",)),
    ({"pmid": "24388038"}, "pmid-mismatch", "error", "24388038", ("25982932",)),
]  # fmt: skip


@pytest.mark.parametrize(("change", "rule", "severity", "cited", "expected"), ERRORS)
def test_one_error_is_one_finding(
    change: dict[str, object],
    rule: str,
    severity: str,
    cited: str | None,
    expected: tuple[str, ...],
) -> None:
    findings = found(replace(CITED, **change))  # type: ignore[arg-type]
    assert rules(findings) == [rule]
    assert findings[0].severity == severity
    assert findings[0].cited == cited
    assert findings[0].expected == expected
    assert findings[0].url == "https://pubmed.ncbi.nlm.nih.gov/25982932/"
    assert findings[0].message.endswith(".")


HARMLESS = [
    {"authors": people("RAJKUMAR R., Fam J., Yeo E., Dawe G.")},
    {"authors": people("Rajkumar R"), "authors_complete": False},
    {"authors": people("Rajkumar R, Fam J, Yeo EY"), "authors_complete": False},
    {"authors": people("Rajkumar R, Dawe GS"), "authors_complete": False},
    {"authors": ()},
    {"authors": (*people("Rajkumar R, Fam J, Yeo EY, Dawe GS"), GroupName(name="X Study Group"))},
    {"title": "Ketamine and Suicidal Ideation in Depression"},
    {"title": None},
    {"container_title": "Pharmacological Research"},
    {"container_title": None},
    {"dates": ()},
    {"volume": None},
    {"pages": "23–35"},
    {"pages": "23"},
    {"pages": "1-13", "volume": None},
    {"pages": None},
    {"issue": "2"},
    {"doi": "10.1016/J.PHRS.2015.05.003"},
]


@pytest.mark.parametrize("change", HARMLESS)
def test_harmless_differences_are_silent(change: dict[str, object]) -> None:
    assert found(replace(CITED, **change)) == []  # type: ignore[arg-type]


def test_a_fix_is_given_where_there_is_one() -> None:
    (finding,) = found(replace(CITED, dates=(dated(2012),)))
    assert finding.fix == "2015"
    (finding,) = found(replace(CITED, authors=people("Rajkumar R, Yeo EY, Dawe GS")))
    assert finding.fix is None


# --- dates ----------------------------------------------------------------------------------------


def test_each_printed_date_counts() -> None:
    record = replace(RECORD, dates=(dated(2014, until=2015), dated(2013, DateKind.ELECTRONIC)))
    assert found(replace(CITED, dates=(dated(2014),)), record) == []
    assert found(replace(CITED, dates=(dated(2015),)), record) == []
    (note,) = found(replace(CITED, dates=(dated(2013),)), record)
    assert (note.rule, note.severity) == ("year-electronic", Severity.INFO)
    (finding,) = found(replace(CITED, dates=(dated(2012),)), record)
    assert finding.rule == "year-mismatch"
    assert finding.expected == ("2014", "2015", "2013")
    assert finding.fix is None


def test_the_date_of_entry_into_pubmed_is_never_right() -> None:
    record = replace(RECORD, dates=(dated(2015), dated(2016, DateKind.PUBMED)))
    assert rules(found(replace(CITED, dates=(dated(2016),)), record)) == ["year-mismatch"]
    only = replace(RECORD, dates=(dated(2016, DateKind.PUBMED),))
    assert found(CITED, only) == []


def test_a_record_ahead_of_print_does_not_know_its_issue() -> None:
    record = replace(
        RECORD, ahead_of_print=True, volume=None, pages="S1043-6618(15)00098-1", issue=None
    )
    assert found(replace(CITED, dates=(dated(2016),)), record) == []
    assert rules(found(replace(CITED, dates=(dated(2018),)), record)) == ["year-mismatch"]


# --- places ---------------------------------------------------------------------------------------

PLACES = [
    ({"pages": "e31095"}, {"pages": "31095"}),
    ({"pages": "1-12"}, {"pages": "e31095"}),
    ({"pages": "e31095"}, {"pages": "1-12", "elocations": ("e31095",)}),
    ({"pages": "e0031095"}, {"pages": "123-30", "doi": "10.1371/journal.pone.e0031095"}),
    ({"pages": "240-245"}, {"pages": "240-5"}),
    ({"pages": "S5-S9"}, {"pages": "S5-9"}),
    ({"pages": "1134-1146"}, {"pages": "1134-1146.e6"}),
    ({"pages": "13S-21"}, {"pages": "13S-21S"}),
    ({"pages": "1162-1172"}, {"pages": "1162-72; discussion 1173"}),
    ({"volume": "99 Suppl 1"}, {"volume": "99", "issue": "Suppl 1"}),
    ({"volume": "PP", "pages": None}, {}),
    ({"issue": "Suppl 1"}, {"issue": "S1"}),
    ({"issue": "4"}, {"issue": "Spec No"}),
]


@pytest.mark.parametrize(("cited", "recorded"), PLACES)
def test_places_in_other_forms(cited: dict[str, object], recorded: dict[str, object]) -> None:
    record = replace(RECORD, **recorded)  # type: ignore[arg-type]
    assert found(replace(CITED, **cited), record) == []  # type: ignore[arg-type]


def test_a_name_that_goes_on_counts_where_the_place_agrees() -> None:
    record = replace(RECORD, container_title="Biochim Biophys Acta", container_variants=())
    cited = replace(CITED, container_title="Biochim Biophys Acta Mol Cell Res")
    assert found(cited, record) == []
    assert rules(found(replace(cited, volume="98"), record))[0] == "journal-mismatch"
    assert rules(found(replace(cited, volume=None), record)) == ["journal-mismatch"]


# --- authors --------------------------------------------------------------------------------------


def test_many_other_authors_are_one_finding() -> None:
    cited = replace(CITED, authors=people("Naughton M, Clarke G, Cryan JF, Dinan TG"))
    findings = found(cited)
    assert rules(findings) == ["author-first", "author-other"] + ["author-other"] * 2
    record = replace(RECORD, authors=(*RECORD.authors, *people("Abe A, Ito I")))
    many = replace(cited, authors=(*cited.authors, *people("Glue P, Loo CK")))
    assert rules(found(many, record)) == ["author-first", "author-other"]


def test_a_part_of_a_compound_name_is_a_warning() -> None:
    record = replace(RECORD, authors=people("Garcia Lopez J"))
    (finding,) = found(replace(CITED, authors=people("Garcia J")), record)
    assert (finding.rule, finding.severity) == ("author-misspelt", Severity.WARNING)


def test_a_record_that_is_cut_proves_nothing_behind_the_cut() -> None:
    more = replace(CITED, authors=(*RECORD.authors, *people("Abe A")))
    assert found(more, replace(RECORD, authors_complete=False)) == []
    ten = people(
        ", ".join(
            f"{name}son A" for name in ("Ab", "Be", "Ca", "De", "El", "Fa", "Ga", "Ha", "In", "Jo")
        )
    )
    old = replace(RECORD, authors=ten, dates=(dated(1990),))
    cited = replace(CITED, authors=(*ten, *people("Klaus K")), dates=(dated(1990),))
    assert found(cited, old) == []


def test_a_long_list_of_missing_authors_is_cut_in_the_message() -> None:
    record = replace(RECORD, authors=people(", ".join(f"{'x' * (n + 3)} A" for n in range(30))))
    (finding,) = found(replace(CITED, authors=record.authors[:5]), record)
    assert "and 15 more" in finding.message
    assert finding.expected[0].count(",") == 24


def test_three_thousand_authors() -> None:
    names = tuple(PersonName(family=f"Name{n}", given="A") for n in range(3000))
    record = replace(RECORD, authors=names)
    cited = replace(CITED, authors=(*names[:1000], *names[1001:]))
    assert rules(found(cited, record)) == ["author-missing"]


GROUP = (GroupName(name="UK Prospective Diabetes Study (UKPDS) Group"),)


def test_groups() -> None:
    record = replace(RECORD, authors=GROUP)
    assert found(replace(CITED, authors=(GroupName(name="the UKPDS group"),)), record) == []
    (finding,) = found(replace(CITED, authors=(GroupName(name="ICM Shoulder Group"),)), record)
    assert (finding.rule, finding.severity) == ("author-group", Severity.ERROR)
    assert finding.expected == ("UK Prospective Diabetes Study (UKPDS) Group",)
    both = replace(RECORD, authors=(*RECORD.authors, *GROUP))
    cited = (*CITED.authors, GroupName(name="ICM Shoulder Group"))
    (finding,) = found(replace(CITED, authors=cited), both)
    assert finding.severity is Severity.WARNING
    piece = (*CITED.authors, GroupName(name="Suicidal ideation in depression"))
    assert found(replace(CITED, authors=piece), both) == []


# --- the reading is wrong, not the article --------------------------------------------------------

RAW = (
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: Jumping the"
    " gun? Pharmacol Res. 2015;99(2):23-35."
)
MISREAD = [
    {"authors": people("Rajkumar R, Yeo EY, Dawe GS")},
    {"authors": people("Fam J, Yeo EY, Dawe GS")},
    {"authors": people("Rajkuma R, Fam J, Yeo EY, Dawe GS")},
    {"authors": people("Suicidal ideation K, Fam J, Yeo EY, Dawe GS")},
    {"authors": (*RECORD.authors, PersonName(family="Ketamine", given="depression"))},
    {"authors": (*RECORD.authors, PersonName(family="Y", given="E"))},
    {"title": "Ketamine and suicidal ideation in depression: Jumping"},
    {"title": "suicidal ideation in depression: Jumping the gun?"},
    {"authors": (PersonName(family="Rajkumar", given="Rajkumar R"), *RECORD.authors[1:])},
    {"title": "Rajkumar R, Fam J"},
    {"title": "gun? Pharmacol Res"},
    {"container_title": "gun? Pharmacol Res"},
    {"container_title": "Dawe GS. Pharmacol Res"},
    {"container_title": "Res"},
    {"container_title": "Rajkumar"},
    {"volume": "2", "issue": None},
    {"issue": "99", "volume": None},
    {"pages": "99", "volume": None},
    {"dates": (dated(1999),)},
    {"doi": "10.1000/other"},
]


@pytest.mark.parametrize("change", MISREAD)
def test_what_stands_in_the_text_is_no_alarm(change: dict[str, object]) -> None:
    raw = RAW + " doi:10.1016/j.phrs.2015.05.003"
    assert found(replace(CITED, **change), raw=raw) == []  # type: ignore[arg-type]


NOT_MISREAD = [
    ("2015;99", "2012;99", {"dates": (dated(2012),)}, "year-mismatch"),
    ("99(2)", "89(2)", {"volume": "89"}, "volume-mismatch"),
    ("99(2)", "99(3)", {"issue": "3"}, "issue-mismatch"),
    (":23-35", ":32-35", {"pages": "32-35"}, "pages-mismatch"),
    ("Pharmacol Res", "Lancet", {"container_title": "Lancet"}, "journal-mismatch"),
    ("Fam J", "Fan J", {"authors": people("Rajkumar R, Fan J, Yeo EY, Dawe GS")},
     "author-misspelt"),
    ("Fam J", "Fa M", {"authors": people("Rajkumar R, Fa M, Yeo EY, Dawe GS")},
     "author-other"),
    ("Yeo EY, ", "", {"authors": people("Rajkumar R, Fam J, Dawe GS")}, "author-missing"),
    ("suicidal", "homicidal", {"title": RECORD.title.replace("suicidal", "homicidal")},
     "title-wording"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "change", "rule"), NOT_MISREAD)
def test_what_does_not_stand_in_the_text_is_found(
    right: str, wrong: str, change: dict[str, object], rule: str
) -> None:
    cited = replace(CITED, **change)  # type: ignore[arg-type]
    assert rules(found(cited, raw=RAW.replace(right, wrong))) == [rule]


def test_a_year_in_the_doi_or_title_is_no_date() -> None:
    raw = RAW.replace("2015", "2012") + " doi:10.1016/j.phrs.2015.05.003"
    cited = replace(CITED, dates=(dated(2012),), doi=RECORD.doi)
    assert rules(found(cited, raw=raw)) == ["year-mismatch"]


def test_a_list_that_is_cut_in_the_text_is_cut() -> None:
    cited = replace(CITED, authors=people("Rajkumar R, Fam J"))
    assert found(cited, raw="Rajkumar R, Fam J, et al. Ketamine.") == []


def test_another_reading_may_be_right() -> None:
    wrong = replace(CITED, volume="89", pages="32-35")
    right = reference(wrong, "x", (CITED,))
    assert [f for f in check_record(right, RECORD, ()) if f.severity is not Severity.INFO] == []
    silent = reference(wrong, "x", (replace(CITED, pages=None),))
    assert "pages-mismatch" in rules(check_record(silent, RECORD, ()))


def test_the_journal_of_another_reading_counts_where_the_first_has_none() -> None:
    first = replace(CITED, container_title=None)
    both = reference(first, "x", (replace(CITED, container_title="Lancet"),))
    assert "journal-mismatch" in rules(check_record(both, RECORD, ()))


# --- titles in other languages --------------------------------------------------------------------


def test_an_original_title_cannot_be_compared_with_a_translation() -> None:
    record = replace(RECORD, title="[Suicide attempts in Morocco: a systematic review].")
    assert found(replace(CITED, title="Tentatives de suicide au Maroc"), record) == []
    english = replace(CITED, title="Formate assay in body fluids: application in the lung")
    assert rules(found(english, record)) == ["title-mismatch"]


# --- identifiers that lead elsewhere --------------------------------------------------------------


def elsewhere(via: Via, asked: str, pmid: str | None = "24388038") -> Candidate:
    return Candidate(
        record=replace(RECORD, pmid=pmid, title="A review of ketamine in affective disorders."),
        source="pubmed",
        via=via,
        asked=asked,
        retrieved=date(2026, 11, 20),
        url=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/",
    )


def test_an_identifier_that_leads_to_another_work() -> None:
    (finding,) = found(replace(CITED, pmid="24388038"), elsewhere=[elsewhere(Via.PMID, "24388038")])
    assert (finding.rule, finding.field) == ("identifier-elsewhere", Field.PMID)
    assert finding.severity is Severity.ERROR
    assert finding.expected == ("25982932",)
    assert "A review of ketamine" in finding.message
    assert finding.url == "https://pubmed.ncbi.nlm.nih.gov/24388038/"


def test_a_doi_that_leads_to_another_work() -> None:
    doi = "10.1016/j.jad.2013.11.014"
    (finding,) = found(replace(CITED, doi=doi), elsewhere=[elsewhere(Via.DOI, doi)])
    assert (finding.rule, finding.field) == ("identifier-elsewhere", Field.DOI)


def test_candidates_of_a_search_and_the_record_itself_are_not_elsewhere() -> None:
    others = [elsewhere(Via.TITLE, "ketamine"), elsewhere(Via.PMID, "25982932", "25982932")]
    assert found(replace(CITED, pmid="25982932"), elsewhere=others) == []


def test_another_pmcid() -> None:
    cited, record = replace(CITED, pmcid="PMC1"), replace(RECORD, pmcid="PMC2")
    (finding,) = found(cited, record)
    assert (finding.rule, finding.fix) == ("pmcid-mismatch", "PMC2")


# --- what became of the work ----------------------------------------------------------------------


URL = "https://pubmed.ncbi.nlm.nih.gov/20137807/"


def notice(kind: NoticeKind) -> BibliographicRecord:
    tie = Notice(kind=kind, source="Lancet. 2010 Feb 6;375(9713):445", pmid="20137807", url=URL)
    return replace(RECORD, notices=(tie,))


STATUS = [
    (NoticeKind.RETRACTION_IN, "retracted", "error"),
    (NoticeKind.RETRACTED_AND_REPUBLISHED_IN, "retracted", "error"),
    (NoticeKind.PARTIAL_RETRACTION_IN, "retracted", "warning"),
    (NoticeKind.EXPRESSION_OF_CONCERN_IN, "expression-of-concern", "warning"),
    (NoticeKind.ERRATUM_IN, "corrected", "info"),
    (NoticeKind.CORRECTED_AND_REPUBLISHED_IN, "corrected", "info"),
    (NoticeKind.UPDATE_IN, "updated", "info"),
]


@pytest.mark.parametrize(("kind", "rule", "severity"), STATUS)
def test_notices(kind: NoticeKind, rule: str, severity: str) -> None:
    (finding,) = found(CITED, notice(kind))
    assert (finding.rule, finding.severity, finding.field) == (rule, severity, Field.STATUS)
    assert "(PMID 20137807)" in finding.message
    assert finding.url == URL


@pytest.mark.parametrize("kind", [NoticeKind.COMMENT_IN, NoticeKind.RETRACTION_OF])
def test_other_notices_are_silent(kind: NoticeKind) -> None:
    assert found(CITED, notice(kind)) == []


def test_a_publication_type_is_enough_for_a_retraction() -> None:
    record = replace(RECORD, publication_types=("Journal Article", "Retracted Publication"))
    (finding,) = found(CITED, record)
    assert finding.rule == "retracted"
    assert finding.message == "The work was retracted."


def test_the_notice_of_a_retraction_is_no_retracted_work() -> None:
    types = ("Retraction of Publication", "Retracted Publication")
    assert found(CITED, replace(RECORD, publication_types=types)) == []


def test_a_title_read_short_whose_subtitle_is_left_out() -> None:
    title = "Interventions for vaccine injections in children: a systematic review."
    raw = "Rajkumar R. Interventions for vaccine injections in children. Pharmacol Res. 2015;99:23."
    cited = replace(CITED, title="Interventions for vaccine injections")
    assert found(cited, replace(RECORD, title=title), raw) == []
    other = raw.replace("in children", "at school")
    assert rules(found(cited, replace(RECORD, title=title), other)) == ["title-wording"]


def test_a_family_name_read_in_other_parts() -> None:
    record = replace(RECORD, authors=people("de la Cruz TM"))
    read = PersonName(family="Cruz", given="M")
    assert found(replace(CITED, authors=(read,)), record, "de la Cruz TM. Ketamine.") == []
    assert rules(found(replace(CITED, authors=(read,)), record, "de la Cruz M. Ketamine.")) == [
        "author-initials"
    ]


AROUND_THE_TITLE = [
    ("Severe ketamine and suicidal ideation in depression: Jumping the gun?", ["title-wording"]),
    ("Ketamine and suicidal ideation in depression: Jumping the gun kinetics", ["title-wording"]),
    ("In press. Ketamine and suicidal ideation in depression: Jumping the gun?", []),
    ("Yeo EY Ketamine and suicidal ideation in depression: Jumping the gun?", []),
]


@pytest.mark.parametrize(("title", "expected"), AROUND_THE_TITLE)
def test_words_around_a_title_that_stands_in_the_text(title: str, expected: list[str]) -> None:
    raw = f"Rajkumar R, Fam J, Yeo EY, Dawe GS. {title}. Pharmacol Res. 2015;99:23-35."
    assert rules(found(replace(CITED, title=title), raw=raw)) == expected


def test_the_place_comes_before_likeness() -> None:
    record = replace(RECORD, authors=people("Smith A, Zhang S, Yang Y, Rajkumar R"))
    cited = replace(CITED, authors=people("Smith A, Wang Y"), authors_complete=False)
    (finding,) = found(cited, record)
    assert (finding.rule, finding.expected) == ("author-other", ("Zhang S",))


def test_a_long_name_is_known_at_another_place() -> None:
    cited = replace(CITED, authors=people("Rajkumar R, Fam J, Naughton M, Yeo EY, Hasselman G"))
    record = replace(RECORD, authors=people("Rajkumar R, Fam J, Hasselmann G, Yeo EY"))
    assert "author-misspelt" not in rules(found(cited, record))
    cited = replace(CITED, authors=people("Naughton M, Hasselman G"))
    record = replace(RECORD, authors=people("Hasselmann G"))
    assert rules(found(cited, record)) == ["author-misspelt", "author-added"]


def test_initials_are_never_read_out_of_the_family_name() -> None:
    name = PersonName(family="De Souza", given="DE")
    record = replace(RECORD, authors=people("De Souza MA"))
    assert rules(found(replace(CITED, authors=(name,)), record)) == ["author-initials"]


@pytest.mark.parametrize("mark", ["...", ". . .", "…", "... &"])
def test_an_ellipsis_leaves_authors_out(mark: str) -> None:
    raw = f"Rajkumar, R., {mark} Dawe, G. S. (2015). Ketamine and suicidal ideation"
    assert found(replace(CITED, authors=people("Rajkumar R, Dawe GS")), raw=raw) == []


@pytest.mark.parametrize(
    ("journal", "expected"),
    [
        ("BMJ Open Res", ["journal-mismatch"]),
        ("BMJ Open Respirr Res", ["journal-misspelt"]),
        ("BMJ Open Respiratroy Research", ["journal-misspelt"]),
        ("BMJ Open Respir Res. Advance online publication", []),
    ],
)
def test_names_of_journals(journal: str, expected: list[str]) -> None:
    record = replace(
        RECORD,
        container_title="BMJ open respiratory research",
        container_variants=("BMJ Open Respir Res",),
    )
    raw = f"Rajkumar R, Fam J, Yeo EY, Dawe GS. {RECORD.title} {journal}. 2015;99:23-35."
    assert rules(found(replace(CITED, container_title=journal), record, raw)) == expected


def test_a_journal_that_was_read_into_the_title() -> None:
    raw = "Rajkumar R, Fam J, Yeo EY, Dawe GS. J Clin. Neurosci. 2015;99:23-35."
    record = replace(RECORD, container_title="J Clin Neurosci", container_variants=())
    cited = replace(CITED, title="J Clin", container_title="Neurosci")
    assert found(cited, record, raw) == []


def test_a_title_with_greek_letters_that_was_read_short() -> None:
    title = "GSK3β 5'-flanking DNA methylation and expression in patients"
    raw = f"Rajkumar R, Fam J, Yeo EY, Dawe GS. {title}. Pharmacol Res. 2015;99:23-35."
    cited = replace(CITED, title="5'-flanking DNA methylation and expression in patients")
    assert found(cited, replace(RECORD, title=title), raw) == []


def test_one_name_read_as_two() -> None:
    record = replace(RECORD, authors=people("Serdà I Ferrer BC, Lynch BM"))
    cited = replace(CITED, authors=people("Serdà I, Ferrer BC, Lynch BM"))
    assert "author-added" not in rules(found(cited, record))


def test_a_group_of_no_name_can_be_any() -> None:
    group = (GroupName(name="Outcome Database Investigators"),)
    cited = replace(CITED, authors=(GroupName(name="Investigators"),))
    assert found(cited, replace(RECORD, authors=group)) == []


def test_a_journal_that_only_the_title_names() -> None:
    title = 'A commentary on "Humeral shaft fractures" [J Shoulder Elbow Surg. 2020].'
    record = replace(RECORD, title=title, container_title="J Shoulder Elbow Surg")
    record = replace(record, container_variants=())
    raw = f"Rajkumar R, Fam J, Yeo EY, Dawe GS. {title} J Autism Dev Disord. 2015;99:23-35."
    cited = replace(CITED, title=title, container_title="J Autism Dev Disord")
    assert rules(found(cited, record, raw)) == ["journal-mismatch"]


# --- pieces of other fields, and words that were really added -------------------------------------


def test_a_word_added_to_a_title_that_the_journal_has_too() -> None:
    record = replace(
        RECORD, container_title="Surgical oncology", container_variants=("Surg Oncol",), title=TITLE
    )
    printed = replace(CITED, title=f"Surgical {TITLE}", container_title="Surg Oncol")
    raw = f"Rajkumar R, Fam J, Yeo EY, Dawe GS. Surgical {TITLE}. Surg Oncol. 2015;99:23-35."
    assert rules(found(printed, record, raw)) == ["title-wording"]
    misread = replace(printed, title=f"{TITLE} Surg", container_title="Oncol")
    raw = raw.replace("Surgical ", "")
    assert found(misread, record, raw) == []


TITLE = "Opioid prescribing and use among survivors of childhood sepsis"


def test_a_word_added_before_a_title_whose_end_another_reading_has_lost() -> None:
    title = f"{TITLE}, HBV and HCV"
    raw = f"Rajkumar R, Fam J, Yeo EY, Dawe GS. Severe {title}. Pharmacol Res. 2015;99:23-35."
    first = replace(CITED, title=f"Severe {title}")
    other = replace(first, title=f"Severe {TITLE}, HBV", container_title="and HCV. Pharmacol Res")
    both = reference(first, raw, (other,))
    assert "title-wording" in rules(check_record(both, replace(RECORD, title=title), ()))


def test_a_word_added_inside_of_brackets() -> None:
    record = replace(RECORD, title=f"[Translated article] {TITLE}.")
    title = f"[Translated article] Microstructural {TITLE}"
    raw = f"Rajkumar R, Fam J, Yeo EY, Dawe GS. {title}. Pharmacol Res. 2015;99:23-35."
    assert rules(found(replace(CITED, title=title), record, raw)) == ["title-wording"]


PIECES = [
    # read, the end of the text as printed
    ({"issue": "4951"}, "Pharmacol Res. 2015;12, Art. No. 4951.", {"pages": "4951"}),
    ({"volume": "S1878-8750", "issue": "22", "pages": None},
     "Pharmacol Res. 2015;S1878-8750(22)00123-4.", {}),
    ({"volume": "9923", "pages": None}, "Pharmacol Res. 2015;9923.", {}),
    ({"volume": "7", "pages": None}, "Pharmacol Res. 2015;xcix/7.", {}),
    ({"pages": "13-14"}, "Pharmacol Res. 2015;99(13-14).", {"issue": "13-14"}),
    ({"issue": "Suppl 12"}, "Pharmacol Res. 2015;99 Suppl 12:23-35.", {"volume": "99 Suppl 12"}),
    ({"container_title": "2015Sep"}, "Pharmacol Res. 2015Sep;99:23-35.", {}),
    ({"container_title": "in Pharmacol Res. juin2015"}, "in Pharmacol Res. juin2015;99:23.", {}),
    ({"container_title": "Res"}, "Pharmacol. Res. 2015;99:23-35.", {}),
    ({"container_title": "Clinical practice among older adults. Pharmacol. Res."},
     "Clinical practice among older adults. Pharmacol. Res. 2015;99:23.", {}),
]  # fmt: skip


@pytest.mark.parametrize(("change", "end", "recorded"), PIECES)
def test_pieces_of_other_fields(
    change: dict[str, object], end: str, recorded: dict[str, object]
) -> None:
    raw = f"Rajkumar R, Fam J, Yeo EY, Dawe GS. {RECORD.title} {end}"
    record = replace(RECORD, **recorded)  # type: ignore[arg-type]
    assert found(replace(CITED, **change), record, raw) == []  # type: ignore[arg-type]


def test_initials_that_stand_beside_the_name() -> None:
    read = people("Rajkumar R, Fam TCM, Yeo EY, Dawe GS")
    record = replace(RECORD, authors=people("Rajkumar R, Fam J, Yeo EY, Dawe GS"))
    beside = "Rajkumar, R., Fam, J., Yeo EY, Dawe GS. Ketamine."
    assert found(replace(CITED, authors=read), record, beside) == []
    other = beside.replace("Fam, J.", "Fam, T. C. M.")
    assert rules(found(replace(CITED, authors=read), record, other)) == ["author-initials"]


def test_a_group_that_was_read_as_a_person() -> None:
    record = replace(RECORD, authors=(*RECORD.authors, GroupName(name="CATWAD")))
    read = (*CITED.authors, PersonName(family="the CATWAD"))
    assert found(replace(CITED, authors=read), record) == []


def test_et_al_in_the_title_does_not_cut_the_authors() -> None:
    title = "Prevalence of nausea by Fejzo et al. in a cohort study"
    raw = f"Rajkumar R, Fam J, Yeo EY. {title}. Pharmacol Res. 2015;99:23-35."
    cited = replace(CITED, title=title, authors=people("Rajkumar R, Fam J, Yeo EY"))
    assert rules(found(cited, replace(RECORD, title=title), raw)) == ["author-missing"]


def test_of_two_identifiers_one_may_lead_elsewhere() -> None:
    doi = "10.1016/j.jad.2013.11.014"
    raw = f"Rajkumar R. Ketamine. doi:{doi} doi:10.1016/j.phrs.2015.05.003"
    assert found(replace(CITED, doi=doi), raw=raw, elsewhere=[elsewhere(Via.DOI, doi)]) == []
    record = replace(RECORD, title=f"Comment on https://doi.org/{doi}")
    cited = replace(CITED, doi=doi, title=None)
    assert found(cited, record, elsewhere=[elsewhere(Via.DOI, doi)]) == []
    assert found(cited, record) == []


def test_a_title_marked_by_its_publisher_is_of_a_retracted_work() -> None:
    record = replace(RECORD, title="RETRACTED ARTICLE: " + (RECORD.title or ""))
    assert [each.rule for each in found(CITED, record)] == ["retracted"]


def doubted(
    cited: BibliographicRecord,
    field: str,
    raw: str,
    alternatives: tuple[BibliographicRecord, ...] = (),
    confidence: float = 0.6,
) -> list[str]:
    """The rules that speak where the parser has this confidence in a field, 0.99 in others."""
    names = ("author", "title", "container-title", "issued", "volume", "issue", "page")
    sure = tuple((name, confidence if name == field else 0.99) for name in names)
    plain = reference(cited, raw, alternatives)
    given = replace(plain, parsed=replace(plain.parsed, field_confidence=sure))
    return rules(each for each in check_record(given, RECORD, ()) if each.rule != "doi-available")


WITH_JOURNAL = "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: "


@pytest.mark.parametrize(
    ("cited", "raw"),
    [
        # behind the end of the title
        ("ideation in depression", "Ketamine and suicidal ideation in depression. 2015;99:23-35"),
        # before it
        ("gun?). Pharmacol Res", "Ketamine (jumping the gun?). Pharmacol Res 2015;99:23-35"),
        # amid the name
        ("Res", "Jumping the gun? Pharmacol. Res. 2015;99:23-35"),
    ],
)
def test_a_journal_in_doubt_that_begins_at_the_wrong_word_is_not_reported(
    cited: str, raw: str
) -> None:
    record = replace(CITED, container_title=cited)
    assert "journal-mismatch" not in doubted(record, "container-title", raw)


@pytest.mark.parametrize("confidence", [0.2, 0.6, 0.89, 0.95])
@pytest.mark.parametrize("cited", ["J Psychopharmacol", "Spine (Phila Pa", "Eur J Pharmacol Res"])
def test_another_journal_is_reported_however_unsure_the_parser_is(
    cited: str, confidence: float
) -> None:
    raw = f"{WITH_JOURNAL}Jumping the gun? {cited}. 2015;99:23-35."
    record = replace(CITED, container_title=cited)
    assert "journal-mismatch" in doubted(record, "container-title", raw, confidence=confidence)


def test_a_piece_of_the_title_that_the_parser_is_sure_of_is_reported_as_journal() -> None:
    record = replace(CITED, container_title="Depression jumping")
    raw = "Rajkumar R. Suicidal ideation. Depression jumping. 2015;99:23-35"
    assert "journal-mismatch" in doubted(record, "container-title", raw, confidence=0.95)
    assert "journal-mismatch" not in doubted(record, "container-title", raw, confidence=0.85)


def test_pages_that_were_read_as_volume_are_not_reported_where_the_parser_is_in_doubt() -> None:
    cited = replace(CITED, volume="1-5", pages=None)
    raw = f"{WITH_JOURNAL}Jumping the gun? Pharmacol Res 2015;1-5."
    assert doubted(cited, "volume", raw, confidence=0.85) == []
    assert doubted(cited, "volume", raw, confidence=0.95) == ["volume-mismatch"]


@pytest.mark.parametrize(("volume", "pages"), [("98", None), ("1-5", "23-35"), ("98", "23-35")])
def test_another_volume_is_reported_however_unsure_the_parser_is(
    volume: str, pages: str | None
) -> None:
    cited = replace(CITED, volume=volume, pages=pages)
    raw = f"{WITH_JOURNAL}Jumping the gun? Pharmacol Res 2015;{volume}:{pages or ''}."
    assert "volume-mismatch" in doubted(cited, "volume", raw, confidence=0.5)


def test_a_locator_in_doubt_may_move_to_one_that_was_not_read() -> None:
    cited = replace(CITED, volume=None, issue="99", pages="23-35")
    other = replace(CITED, volume="99", issue=None)
    raw = f"{WITH_JOURNAL}Jumping the gun? Pharmacol Res 2015;23-35 (99)."
    assert doubted(cited, "issue", raw, (other,), confidence=0.95) == ["issue-mismatch"]
    assert doubted(cited, "issue", raw, (other,), confidence=0.85) == []


def test_a_locator_in_doubt_is_not_simply_left_out() -> None:
    cited = replace(CITED, volume="98")
    other = replace(CITED, volume=None)
    raw = f"{WITH_JOURNAL}Jumping the gun? Pharmacol Res 2015;98:23-35."
    assert "volume-mismatch" in doubted(cited, "volume", raw, (other,))
