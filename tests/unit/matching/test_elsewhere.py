"""Works at a place that is all wrong, and what is no article: abstracts, data, sister versions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.pairs import RECORD, candidate, cited_as, dated, people, printed

from refcheck.matching import decide, fits_text
from refcheck.model.outcome import Match, NoMatch, Via
from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.model.reference import Reference

KETAMINE = (
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression:"
    " jumping the gun?"
)
SHORT = replace(
    RECORD, title="Asthma", authors=people("Papi A, Brightling C, Pedersen SE, Reddel HK")
)


def matched(reference: Reference, *records: BibliographicRecord) -> str | None:
    """The PMID of the record that is the cited work."""
    decision = decide(reference, [candidate(record) for record in records])
    return decision.best.candidate.record.pmid if isinstance(decision, Match) else None


def elsewhere(**change: object) -> Reference:
    place = {"container_title": "Lancet", "dates": (dated(2009),), "volume": "374", "pages": "8-16"}
    return cited_as(**(place | change))


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"dates": (dated(2015),)},
        {"pages": None},
        {"volume": None},
        {"issue": "4"},
        {"container_title": "Pharmacol Res"},
        {"authors": people("Rajkumar R, Fam J"), "authors_complete": False},
        {"authors": people("Rajkumar R"), "authors_complete": False},
    ],
)
def test_title_and_authors_outweigh_a_place_that_is_all_wrong(change: dict[str, object]) -> None:
    assert matched(elsewhere(**change), RECORD) == RECORD.pmid


@pytest.mark.parametrize(
    "change",
    [
        {"authors": people("Smith J, Miller K, Jones P")},
        {"authors": people("Rajkumar R, Miller K, Jones P, Hall B")},
        {"title": "Ketamine and cardiac arrest in surgery: a trial"},
        {"type": WorkType.PREPRINT, "container_title": "bioRxiv"},
        {"type": WorkType.CHAPTER, "container_title": "Handbook of Psychiatry", "volume": None},
        {"type": WorkType.THESIS, "container_title": None, "volume": None, "pages": None},
    ],
    ids=["other authors", "other co-authors", "another title", "a preprint", "chapter", "thesis"],
)
def test_what_is_not_the_work_is_not_the_work_elsewhere(change: dict[str, object]) -> None:
    assert matched(elsewhere(**change), RECORD) is None


@pytest.mark.parametrize("kind", [WorkType.THESIS, WorkType.DATASET])
def test_a_record_of_the_thesis_or_the_data_themselves_is_the_work(kind: WorkType) -> None:
    bare: dict[str, Any] = {"container_title": None, "volume": None, "pages": None, "issue": None}
    reference = elsewhere(type=kind, dates=RECORD.dates, **bare)
    assert matched(reference, RECORD) is None
    assert matched(reference, replace(RECORD, type=kind, **bare)) == RECORD.pmid


def test_the_year_counts_where_the_record_has_no_locator() -> None:
    record = replace(RECORD, volume=None, issue=None, pages=None)
    reference = elsewhere(authors=people("Rajkumar R"), authors_complete=False)
    assert matched(reference, record) == RECORD.pmid


def test_a_short_title_needs_all_the_co_authors() -> None:
    everyone = elsewhere(title="Asthma", authors=SHORT.authors)
    assert matched(everyone, SHORT) == SHORT.pmid
    assert matched(elsewhere(title="Asthma", authors=SHORT.authors[:2]), SHORT) is None


def test_the_record_that_has_the_place_goes_before_the_same_title_elsewhere() -> None:
    other = replace(RECORD, pmid="2", container_title="Lancet", container_variants=("Lancet",),
                    dates=(dated(2009),), volume="374", pages="8-16")  # fmt: skip
    assert matched(elsewhere(), RECORD, other) == "2"


ABSTRACTS = [
    f"{KETAMINE} [abstract]. J Affect Disord. 2014;156:12.",
    f"{KETAMINE} (poster). J Affect Disord. 2014;156:12.",
    f"{KETAMINE} J Clin Oncol. 2014;32(15_suppl):9003.",
    f"{KETAMINE} Diabetologia. 2014;57(Suppl 1):S5-S6.",
    f"{KETAMINE} Crit Care. 2014;18(Suppl 2):P45.",
    f"{KETAMINE} Value Health. 2014;17(7):A680.",
    f"{KETAMINE} Blood. 2014;124(21):Abstract 1234.",
    f"{KETAMINE} Presented at: 52nd EASD Annual Meeting; 2014; Munich. Abstract 5.",
    f"{KETAMINE} Poster presented at the Annual Meeting of the ADA, New Orleans, 2014.",
    f"{KETAMINE} Oral presentation at the EASD Congress, Munich, 2014.",
    f"{KETAMINE} In: Book of Abstracts of the 12th Congress of Psychiatry; 2014. p. 12.",
]


@pytest.mark.parametrize("raw", ABSTRACTS)
def test_the_abstract_of_a_meeting_is_not_the_paper(raw: str) -> None:
    decision = decide(printed(raw), [candidate(RECORD)])
    assert isinstance(decision, NoMatch)
    assert "abstract of a meeting" in (decision.candidates[0].refused or "")


@pytest.mark.parametrize(
    "raw",
    [
        f"{KETAMINE} Pharmacol Res. 2015;99(2):23-35. Presented at the Annual Meeting of the ADA.",
        f"{KETAMINE} Pharmacol Res. 2015;99(Suppl 1):23-35.",
        f"{KETAMINE} Pharmacol Res. 2015;99(2):S23-S35 [English abstract].",
    ],
)
def test_a_paper_at_its_own_place_is_no_abstract(raw: str) -> None:
    assert matched(printed(raw), RECORD) == RECORD.pmid


def test_an_abstract_that_is_listed_is_matched() -> None:
    listed = replace(RECORD, volume="57", issue="Suppl 1", pages="S5-S6")
    assert matched(printed(f"{KETAMINE} Pharmacol Res. 2015;57(Suppl 1):S5-S6."), listed)


DEPOSITS = [
    f"{KETAMINE} Figshare. 2015. doi:10.6084/m9.figshare.22678177.v2",
    f"{KETAMINE} Dryad Digital Repository; 2015. https://doi.org/10.5061/dryad.abc12",
    f"{KETAMINE} [Data set]. Zenodo. 2015. https://doi.org/10.5281/zenodo.1234567",
    f"{KETAMINE} Mendeley Data, V2, 2015. doi: 10.17632/abcdef.2",
    f"{KETAMINE} Harvard Dataverse, V1; 2015. doi:10.7910/DVN/ABCDEF",
    f"{KETAMINE} OSF. 2015. osf.io/ab3cd",
]


@pytest.mark.parametrize("raw", DEPOSITS)
def test_data_are_not_the_article_of_the_same_title(raw: str) -> None:
    assert matched(printed(raw), RECORD) is None


def test_an_article_with_the_doi_of_its_data_is_the_article() -> None:
    raw = f"{KETAMINE} Pharmacol Res. 2015;99(2):23-35. doi:10.6084/m9.figshare.22678177.v2"
    assert matched(printed(raw), RECORD) == RECORD.pmid


SISTER = replace(RECORD, pmid="3", doi="10.1136/bmj.n71", container_title="BMJ",
                 container_variants=("BMJ",), volume="372", issue=None, pages="n71")  # fmt: skip


def test_the_text_goes_before_the_identifier_of_a_sister_version() -> None:
    reference = cited_as(doi=SISTER.doi)
    led_to = candidate(SISTER, Via.DOI, SISTER.doi or "")
    assert not fits_text(reference, led_to)
    decision = decide(reference, [led_to, candidate(RECORD)])
    assert isinstance(decision, Match)
    assert decision.best.candidate.record.pmid == RECORD.pmid


def test_without_the_other_version_the_identifier_decides() -> None:
    reference = cited_as(doi=SISTER.doi)
    decision = decide(reference, [candidate(SISTER, Via.DOI, SISTER.doi or "")])
    assert isinstance(decision, Match)


def test_a_right_identifier_leaves_nothing_to_search_for() -> None:
    assert fits_text(cited_as(doi=RECORD.doi), candidate(RECORD, Via.DOI, RECORD.doi or ""))


@pytest.mark.parametrize(
    ("cited", "recorded"),
    [
        ("10.12688/f1000research.19766.1", "10.12688/f1000research.19766.3"),
        ("10.12688/wellcomeopenres.15191.2", "10.12688/wellcomeopenres.15191.1"),
        ("10.7554/elife.89306", "10.7554/elife.89306.3"),
        ("10.1101/2020.05.01.073262v2", "10.1101/2020.05.01.073262"),
        ("10.21203/rs.3.rs-12345/v1", "10.21203/rs.3.rs-12345/v2"),
    ],
)
def test_the_doi_of_another_version_is_of_the_same_work(cited: str, recorded: str) -> None:
    record = replace(RECORD, doi=recorded)
    bare = {"title": None, "volume": None, "pages": None, "issue": None, "container_title": None}
    assert matched(cited_as(doi=cited, **bare), record) == RECORD.pmid


CORRECTION = replace(
    RECORD,
    pmid="4",
    title=f"Correction: {RECORD.title}",
    publication_types=("Published Erratum",),
    volume="101",
    pages="310",
)


def test_a_correction_at_the_cited_place_is_matched_where_the_work_is_not_there() -> None:
    reference = cited_as(volume="101", pages="310")
    assert matched(reference, CORRECTION) == "4"
    assert matched(reference, CORRECTION, RECORD) == RECORD.pmid
    assert matched(cited_as(), CORRECTION) is None
