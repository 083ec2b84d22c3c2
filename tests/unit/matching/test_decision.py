"""The decision: real works with errors are matched, and no other work is taken for them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from refcheck.matching import decide, decision, fits_text, levels
from refcheck.matching.decision import best_features
from refcheck.matching.features import features_of
from refcheck.matching.levels import CitedWork, Features
from refcheck.matching.weights import WEIGHTS
from refcheck.model.document import Span
from refcheck.model.outcome import Ambiguous, Candidate, Match, NoMatch, Via
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
    RecordKey,
    WorkType,
)
from refcheck.model.reference import ParsedString, Reference, ReferenceString


def people(names: str) -> tuple[Contributor, ...]:
    """ "Rajkumar R, Fam J" as persons."""
    pairs = (name.rsplit(" ", 1) for name in names.split(", ") if name)
    return tuple(PersonName(family=family, given=given) for family, given in pairs)


def printed(year: int) -> tuple[PublicationDate, ...]:
    return (PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year)),)


def record(pmid: str, authors: str, title: str, place: str, year: int) -> BibliographicRecord:
    """`place` is "Pharmacol Res|99|23-35"."""
    journal, volume, pages = place.split("|")
    return BibliographicRecord(
        type=WorkType.ARTICLE_JOURNAL,
        pmid=pmid,
        authors=people(authors),
        title=title,
        container_title=journal,
        volume=volume or None,
        pages=pages or None,
        dates=printed(year),
    )


def reference(
    cited: BibliographicRecord,
    raw: str = "",
    alternatives: tuple[BibliographicRecord, ...] = (),
) -> Reference:
    span = Span(start=0, end=len(raw), line=1, column=1)
    string = ReferenceString(number=1, list_number=1, label="1.", raw=raw, span=span)
    return Reference(string=string, parsed=ParsedString(record=cited, alternatives=alternatives))


def candidates(*records: BibliographicRecord) -> list[Candidate]:
    return [
        Candidate(
            record=each, source="pubmed", via=Via.CITATION, asked="", retrieved=date(2026, 11, 20)
        )
        for each in records
    ]


RAJKUMAR = record(
    "25982932",
    "Rajkumar R, Fam J, Yeo EY, Dawe GS",
    "Ketamine and suicidal ideation in depression: jumping the gun?",
    "Pharmacological research|99|23-35",
    2015,
)
NAUGHTON = record(
    "24388038",
    "Naughton M, Clarke G, O'Leary OF, Cryan JF, Dinan TG",
    "A review of ketamine in affective disorders: current evidence of clinical efficacy,"
    " limitations of use and pre-clinical evidence on proposed mechanisms of action.",
    "Journal of affective disorders|156|24-35",
    2014,
)
KATALINIC = record(
    "23739050",
    "Katalinic N, Lai R, Somogyi A, Mitchell PB, Glue P, Loo CK",
    "Ketamine as a new treatment for depression: a review of its efficacy and adverse effects.",
    "The Australian and New Zealand journal of psychiatry|47|710-27",
    2013,
)
CITED = replace(RAJKUMAR, pmid=None, container_title="Pharmacol Res")


def best_of(cited: BibliographicRecord, found: Sequence[BibliographicRecord]) -> str | None:
    decision = decide(reference(cited), candidates(*found))
    return decision.best.candidate.record.pmid if isinstance(decision, Match) else None


def test_a_right_reference_is_matched() -> None:
    decision = decide(reference(CITED), candidates(NAUGHTON, RAJKUMAR, KATALINIC))
    assert isinstance(decision, Match)
    assert decision.best.candidate.record is RAJKUMAR
    assert decision.best.score > 0.999
    assert decision.best.refused is None
    refused = {other.candidate.record.pmid: other.refused for other in decision.others}
    assert "another title" in (refused["24388038"] or "")


ONE_ERROR = {
    "title": {"title": "Formate assay in body fluids: application in methanol poisoning"},
    "title words": {"title": "Ketamine and homicidal ideation in depression: jumping the gun?"},
    "first author": {"authors": people("Smith A, Fam J, Yeo EY, Dawe GS")},
    "all authors": {"authors": people("Makar AB, McMartin KE, Palese M")},
    "year": {"dates": printed(2005)},
    "journal": {"container_title": "Lancet"},
    "volume": {"volume": "89"},
    "pages": {"pages": "223-235"},
    "author missing": {"authors": people("Fam J, Yeo EY, Dawe GS")},
    "authors swapped": {"authors": people("Fam J, Rajkumar R, Yeo EY, Dawe GS")},
    "doi": {"doi": "10.1000/other"},
    "pmid": {"pmid": "24388038"},
}


@pytest.mark.parametrize("error", ONE_ERROR)
def test_one_error_does_not_hide_the_work(error: str) -> None:
    cited = replace(CITED, **ONE_ERROR[error])  # type: ignore[arg-type]
    recorded = replace(RAJKUMAR, doi="10.1016/j.phrs.2015.05.003")
    assert best_of(cited, [recorded, NAUGHTON, KATALINIC]) == "25982932"


INVENTED = {
    "a real title with other authors and place": replace(
        CITED,
        authors=people("Makar AB, McMartin KE"),
        container_title="Lancet",
        volume="375",
        pages="1234-8",
        dates=printed(2010),
    ),
    "real authors with another title and place": replace(
        CITED,
        title="Long-term outcome of esketamine nasal spray in adolescents",
        container_title="Lancet",
        volume="375",
        pages="1234-8",
        dates=printed(2010),
    ),
    "a real place with another title and authors": replace(
        CITED,
        title="Long-term outcome of esketamine nasal spray in adolescents",
        authors=people("Makar AB, McMartin KE"),
    ),
    "a real place alone, no title, another author": replace(
        CITED, title=None, authors=people("Makar AB")
    ),
    "nothing but a year and a journal": BibliographicRecord(
        container_title="Pharmacol Res", dates=printed(2015)
    ),
}


@pytest.mark.parametrize("kind", INVENTED)
def test_an_invented_reference_is_not_matched(kind: str) -> None:
    decision = decide(reference(INVENTED[kind]), candidates(RAJKUMAR, NAUGHTON))
    assert isinstance(decision, NoMatch)
    assert len(decision.candidates) == 2
    assert all(scored.refused for scored in decision.candidates)


def test_a_reference_without_title_is_matched_by_its_place_and_author() -> None:
    cited = replace(CITED, title=None, authors=people("Rajkumar R"), authors_complete=False)
    assert best_of(cited, [RAJKUMAR]) == "25982932"


def test_an_identifier_alone_is_enough() -> None:
    cited = BibliographicRecord(pmid="25982932", dates=printed(2015))
    assert best_of(cited, [RAJKUMAR]) == "25982932"


def test_an_identifier_does_not_outweigh_all_else() -> None:
    cited = replace(CITED, pmid="24388038")
    assert best_of(cited, [NAUGHTON]) is None


PART_I = record(
    "9084599",
    "Jueptner M, Stephan KM, Frith CD, Brooks DJ",
    "Anatomy of motor learning. I. Frontal cortex and attention to action.",
    "Journal of neurophysiology|77|1313-24",
    1997,
)
PART_II = replace(
    PART_I,
    pmid="9084600",
    authors=people("Jueptner M, Frith CD, Brooks DJ, Frackowiak RS"),
    title="Anatomy of motor learning. II. Subcortical structures and learning by trial and error.",
    pages="1325-37",
)


def test_sibling_papers_are_told_apart() -> None:
    assert best_of(replace(PART_I, pmid=None), [PART_II, PART_I]) == "9084599"
    assert best_of(replace(PART_I, pmid=None, pages="1331-24"), [PART_II, PART_I]) == "9084599"
    assert best_of(replace(PART_I, pmid=None), [PART_II]) is None


def test_a_notice_is_not_the_work() -> None:
    erratum = replace(
        RAJKUMAR,
        pmid="1",
        title="Erratum to: Ketamine and suicidal ideation in depression: jumping the gun?",
        publication_types=("Published Erratum",),
        volume="101",
        pages="300",
    )
    assert best_of(CITED, [erratum]) is None
    assert best_of(CITED, [erratum, RAJKUMAR]) == "25982932"
    raw = f"Rajkumar R. {erratum.title} Pharmacol Res. 2015;101:300."
    cited = replace(erratum, pmid=None)
    decision = decide(reference(cited, raw), candidates(erratum, RAJKUMAR))
    assert isinstance(decision, Match)
    assert decision.best.candidate.record.pmid == "1"


def test_the_title_of_a_notice_contains_that_of_the_work() -> None:
    title = f'Erratum to "{RAJKUMAR.title}" [Pharmacol Res 99 (2015) 23-35]'
    raw = f"Rajkumar R, Fam J. {title}. Pharmacol Res. 2015;101:300."
    cited = replace(CITED, title=title, volume="101", pages="300")
    assert isinstance(decide(reference(cited, raw), candidates(RAJKUMAR)), NoMatch)


def test_a_preprint_is_not_the_article() -> None:
    cited = replace(CITED, container_title="medRxiv", volume=None, pages=None)
    assert best_of(cited, [RAJKUMAR]) is None
    preprint = replace(
        RAJKUMAR, container_title="medRxiv", volume=None, publication_types=("Preprint",)
    )
    assert best_of(cited, [preprint]) == "25982932"


def test_two_that_cannot_be_told_apart_are_ambiguous() -> None:
    one = record("1", "Smith J", "Reply.", "Lancet|375|1001", 2010)
    other = replace(one, pmid="2", pages="1002")
    cited = replace(one, pmid=None, pages=None)
    decision = decide(reference(cited), candidates(one, other))
    assert isinstance(decision, Ambiguous)
    assert [scored.candidate.record.pmid for scored in decision.candidates] == ["1", "2"]
    assert decision.candidates[0].score == pytest.approx(0.5, abs=0.01)
    assert best_of(replace(one, pmid=None), [one, other]) == "1"


def test_the_order_in_which_records_came_decides_nothing() -> None:
    """Of equally likely records the older one is first: services change the order of their hits."""
    one = record("9", "Smith J", "Reply.", "Lancet|375|1001", 2010)
    records = [
        replace(one, pmid=number, pages=pages, key=RecordKey(source="pubmed", id=number))
        for number, pages in (("9", "1001"), ("10", "1002"), ("100", "1003"))
    ]
    cited = replace(one, pmid=None, pages=None)
    decisions = [
        decide(reference(cited), candidates(*order)) for order in itertools.permutations(records)
    ]
    assert all(decision == decisions[0] for decision in decisions)
    assert isinstance(decisions[0], Ambiguous)
    assert [each.candidate.record.pmid for each in decisions[0].candidates] == ["9", "10", "100"]


def test_the_same_record_twice_is_one() -> None:
    decision = decide(reference(CITED), candidates(RAJKUMAR, RAJKUMAR))
    assert isinstance(decision, Match)
    assert decision.others == ()


def test_no_candidates() -> None:
    assert decide(reference(CITED), []) == NoMatch()


def test_nothing_to_compare_is_said() -> None:
    decision = decide(reference(BibliographicRecord()), candidates(RAJKUMAR))
    assert isinstance(decision, NoMatch)
    assert decision.candidates[0].refused == "too little of it can be compared"


def test_an_alternative_parse_can_match() -> None:
    wrong = BibliographicRecord(title="Pharmacol Res", authors=people("Gun J"))
    decision = decide(reference(wrong, alternatives=(CITED,)), candidates(RAJKUMAR))
    assert isinstance(decision, Match)


def test_the_text_counts_where_the_parse_is_wrong() -> None:
    raw = (
        "Rajkumar R, Fam J, Yeo EY. Ketamine and suicidal ideation in depression: jumping the gun?"
        " Pharmacol Res. 2015;99:23-35."
    )
    wrong = BibliographicRecord(
        title="jumping the gun", container_title="gun? Pharmacol", dates=printed(1999)
    )
    found = features_of(wrong, raw, replace(RAJKUMAR, container_variants=("Pharmacol Res",)))
    assert found.title == "same, medium"
    assert found.journal == "same"
    assert found.year == "same"


LEVELS = [
    ({"title": "Ketamine and suicidal ideation in depression"}, "title", "part, long"),
    ({"title": None}, "title", None),
    ({"authors": people("Rajkumer R")}, "first_author", "near"),
    ({"authors": people("Rajkumar B")}, "first_author", "initials differ"),
    ({"authors": people("Fam J")}, "first_author", "elsewhere"),
    ({"authors": people("Smith A, Rajkumar R")}, "first_author", "elsewhere"),
    ({"authors": ()}, "first_author", None),
    ({"authors": people("Rajkumar R, Fam J, Smith A")}, "co_authors", "most"),
    ({"authors": people("Rajkumar R, Fam J, A B, C D, E F")}, "co_authors", "few"),
    ({"authors": people("Rajkumar R, Smith A")}, "co_authors", "the only one"),
    ({"authors": people("Rajkumar R, Smith A, Doe B")}, "co_authors", "none"),
    ({"authors": people("Jones R, Smith A, Doe B")}, "co_authors", "strangers"),
    ({"authors": people("Ravi R, Smith A, Doe B")}, "co_authors", "none"),
    ({"authors": people("Jones R, Smith A, Doe B"), "pmid": "1"}, "identifier", None),
    ({"dates": printed(2016)}, "year", "near"),
    ({"dates": printed(2010)}, "year", "other"),
    ({"dates": ()}, "year", None),
    ({"container_title": "Pharmacol Ress"}, "journal", "other"),
    ({"container_title": "Pharmacologicol Research"}, "journal", "near"),
    ({"container_title": None}, "journal", None),
    ({"pages": "24-35"}, "page", "near"),
    ({"pages": "1-12", "volume": None}, "page", None),
    ({"pages": "S0020-6539(24)00047-9"}, "page", None),
    ({"issue": "2"}, "issue", None),
]


@pytest.mark.parametrize(("change", "field", "level"), LEVELS)
def test_levels(change: dict[str, object], field: str, level: str | None) -> None:
    cited = replace(CITED, **change)  # type: ignore[arg-type]
    assert getattr(features_of(cited, "", RAJKUMAR), field) == level


def test_pages_within_an_article_do_not_speak_against_its_number() -> None:
    recorded = replace(RAJKUMAR, pages="e31095")
    assert features_of(replace(CITED, pages="1-12"), "", recorded).page is None


def test_groups() -> None:
    recorded = replace(RAJKUMAR, authors=(GroupName(name="ACTT-2 Study Group"),))
    cited = replace(CITED, authors=(GroupName(name="the ACTT-2 Investigators"),))
    assert features_of(cited, "", recorded).first_author == "same, long"
    cited = replace(CITED, authors=(GroupName(name="ICM Shoulder Group"),))
    assert features_of(cited, "", recorded).first_author == "other"
    assert features_of(CITED, "", recorded).first_author is None


def test_every_level_has_a_weight() -> None:
    fields = {field for field, _ in Features(*["x"] * 10).levels()}
    assert fields == set(WEIGHTS)


def test_of_several_parses_the_one_that_fits_best_counts() -> None:
    wrong = BibliographicRecord(title="Pharmacol Res", authors=people("Gun J"))
    alone, _ = best_features(reference(wrong), candidates(RAJKUMAR)[0])
    right, found = best_features(reference(CITED), candidates(RAJKUMAR)[0])
    for first, second in ((wrong, CITED), (CITED, wrong)):
        odds, best = best_features(
            reference(first, alternatives=(second,)), candidates(RAJKUMAR)[0]
        )
        assert (odds, best) == (right, found)
        assert odds > alone + 10


NOTICE_PAIRS = [
    # (printed title, text before and around it, title of the candidate)
    ('Corrigendum to "{}"', 'Smith A. Corrigendum to "{}".', "{}"),
    ("A commentary on “{}”", "Deng J. A commentary on “{}”.", "{}"),
    ("{}", "Fodor A. (2024) 'Re: Miszczyk M, {}. Eur Urol. In press.'", "{}"),
    ("{}", "Smith A. {}. Lancet.", "Re: Miszczyk M, {}. Eur Urol 2023;84:1-9."),
    ("{}", "Smith A. {}. Lancet.", 'Corrigendum to "{}" [Lancet 12 (2019) 3-9].'),
]


@pytest.mark.parametrize(("cited", "raw", "recorded"), NOTICE_PAIRS)
def test_a_work_is_not_what_is_written_about_it(cited: str, raw: str, recorded: str) -> None:
    title = "Ketamine and suicidal ideation in depression: jumping the gun?"
    parse = replace(CITED, title=cited.format(title))
    about = replace(RAJKUMAR, title=recorded.format(title))
    assert features_of(parse, raw.format(title), about).kind == "notice"


@pytest.mark.parametrize(
    "title",
    ["Correction.", "Response to ketamine in late-life depression", "Re: A title of some work"],
)
def test_a_notice_is_itself(title: str) -> None:
    notice = replace(RAJKUMAR, title=title, publication_types=("Published Erratum",))
    parse = replace(CITED, title=title.removesuffix("."))
    assert features_of(parse, f"Smith A. {title} Lancet.", notice).kind is None


def test_strangers_with_a_borrowed_title_and_doi() -> None:
    parse = replace(
        CITED,
        authors=people("Makar AB, McMartin KE, Palese M"),
        doi="10.1016/j.phrs.2015.05.003",
        volume=None,
        pages=None,
    )
    right = replace(RAJKUMAR, doi="10.1016/j.phrs.2015.05.003")
    found = decide(reference(parse), candidates(right))
    assert isinstance(found, NoMatch)
    assert found.candidates[0].refused == "another first author, none of the authors"


def test_an_identifier_of_another_work_alone_is_no_reason_against_a_match() -> None:
    title = "Ketamine and suicidal ideation in severe depression: jumping the gun?"
    parse = replace(CITED, title=title, doi="10.1000/other", volume=None, pages=None)
    right = replace(RAJKUMAR, doi="10.1016/j.phrs.2015.05.003")
    assert isinstance(decide(reference(parse), candidates(right)), Match)


def test_the_title_of_a_notice_that_was_read_as_an_author() -> None:
    title = "Erratum: Topical interventions for the management of pain: Erratum"
    parse = replace(CITED, title=title.partition(" ")[2], authors=(GroupName(name="Erratum"),))
    found = features_of(
        parse, f"{title}. Pain Rep 2023, 8 (6), e1105.", replace(RAJKUMAR, title=title)
    )
    assert found.title is not None
    assert found.title.startswith("same")


def test_the_title_of_a_notice_about_a_third_work_is_only_a_wrong_title() -> None:
    parse = replace(CITED, title="Correction to: Formate assay in body fluids after poisoning")
    assert features_of(parse, "", RAJKUMAR).kind is None
    assert isinstance(decide(reference(parse), candidates(RAJKUMAR)), Match)


def test_a_notice_whose_title_was_read_without_its_mark_and_is_misspelt() -> None:
    notice = replace(RAJKUMAR, title="Re: Printing of augmented reality in surgery of the kidney")
    parse = replace(CITED, title="Printing of auugmented reality in surgery of the kidney")
    raw = "Shirk JD. Re: Printing of auugmented reality in surgery of the kidney. Urology. 2020."
    assert features_of(parse, raw, notice).kind is None


def test_a_candidate_is_compared_with_a_reference_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[BibliographicRecord] = []

    def counted(
        cited: BibliographicRecord, raw: str, record: BibliographicRecord, work: CitedWork
    ) -> Features:
        compared.append(record)
        return features_of(cited, raw, record, work)

    monkeypatch.setattr(decision, "features_of", counted)
    cited, (first, second) = reference(CITED), candidates(RAJKUMAR, NAUGHTON)
    alone = decide(cited, [first])
    both = decide(cited, [first, second])
    assert fits_text(cited, first)
    assert isinstance(alone, Match)
    assert isinstance(both, Match)
    assert alone.best.candidate is both.best.candidate is first
    assert compared == [first.record, second.record]
    decide(reference(CITED), [first])  # another reference that says the same
    assert len(compared) == 3


def test_what_kind_of_work_is_cited_is_not_asked_where_the_place_is_that_of_the_record(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(levels, "abstract_sign", lambda _cited, text: asked.append(text))
    decide(reference(CITED), candidates(RAJKUMAR))
    assert not asked
    elsewhere = replace(CITED, container_title="Diabetologia", pages="S5")
    decide(reference(elsewhere), candidates(RAJKUMAR))
    assert len(asked) == 1


def test_of_what_was_compared_the_latest_half_stays_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decision, "NOTED_PAIRS", 4)
    noted, cited, found = decision._Noted(), reference(CITED), candidates(*[RAJKUMAR] * 5)
    features = best_features(cited, found[0])[1]
    for candidate in found:
        noted.add(cited, decision._Compared(candidate, 0.0, features))
    left = [noted.find(cited, candidate) is not None for candidate in found]
    assert left == [False, False, True, True, True]
