"""Works that are easily taken for one another: real pairs, each of which has to be told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.facts import RECORDS, candidates, cited, reference

from refcheck.compare.same_work import is_same_work
from refcheck.matching import decide
from refcheck.matching.features import features_of
from refcheck.model.outcome import Ambiguous, Match, NoMatch
from refcheck.model.record import BibliographicRecord, GroupName

# What the two are -> their PMIDs. Each is recognised next to the other.
PAIRS = {
    "part 1 and part 2": ("29750443", "29873906"),
    "protocol and results": ("32878763", "36223377"),
    "article and its erratum": ("36352362", "36539733"),
    "article and comment": ("35726503", "36327424"),
    "article and its authors' reply": ("35499636", "36371510"),
    "letter and reply on the same page": ("26432153", "26432154"),
    "conference abstract and paper": ("36929976", "36105560"),
    "preprint and article": ("36561176", "36766771"),
    "published in two journals": ("22742517", "22820980"),
    "published twice in one volume": ("19277906", "19294535"),
    "yearly report": ("36051403", "37720370"),
    "equal titles, same author and journal": ("17504612", "18252086"),
    "same title by other authors": ("20467626", "17128619"),
    "same title on the same page": ("1628105", "1628106"),
    "versions of a living guideline": ("36534935", "36809066"),
    "two replies in one issue": ("26432154", "26432157"),
    "same title, once in translation": ("2401174", "7087893"),
    "a translation printed in two journals": ("29464329", "29974137"),
    "retracted article and the notice": ("11543891", "11600210"),
}
BOTH_WAYS = [(one, other) for pair in PAIRS.values() for one, other in (pair, pair[::-1])]


def best(printed: BibliographicRecord, *pmids: str) -> str | None:
    decision = decide(reference(printed), candidates(*pmids))
    return decision.best.candidate.record.pmid if isinstance(decision, Match) else None


@pytest.mark.parametrize(("right", "other"), BOTH_WAYS)
def test_each_is_recognised_next_to_the_other(right: str, other: str) -> None:
    assert best(cited(right), other, right) == right
    assert (
        best(cited(right, authors_complete=False, authors=cited(right).authors[:1]), other, right)
        == right
    )
    assert best(cited(right, issue=None, pages=_cut(right)), other, right) == right


def _cut(pmid: str) -> str | None:
    pages = RECORDS[pmid].pages
    return pages.partition("-")[0] if pages else None


# Pairs where the one is not the other even if nothing else is found. (Of equal titles by the same
# authors, the other one can only be told to be another by its place.)
ALONE = set(PAIRS) - {
    "conference abstract and paper",
    "published in two journals",
    "published twice in one volume",
    "equal titles, same author and journal",
    "same title on the same page",
    "a translation printed in two journals",
}


@pytest.mark.parametrize("name", sorted(ALONE))
def test_one_is_not_taken_for_the_other(name: str) -> None:
    for right, other in (PAIRS[name], PAIRS[name][::-1]):
        assert best(cited(right), other) is None


def test_what_is_not_printed_cannot_tell_apart() -> None:
    printed = cited("1628105", authors=())
    decision = decide(reference(printed), candidates("1628105", "1628106"))
    assert isinstance(decision, Ambiguous)
    assert decision.candidates[0].score == pytest.approx(0.5, abs=0.05)
    printed = cited("26432154", authors=(), pages=None, issue=None)
    decision = decide(reference(printed), candidates("26432154", "26432157"))
    assert not isinstance(decision, Match)


def test_a_very_short_title() -> None:
    assert best(cited("31356292"), "31356292", "26432157") == "31356292"
    borrowed = cited("26432154", title="Ataxia", authors=cited("26432154").authors)
    assert best(borrowed, "31356292") is None


def test_an_original_title_of_which_the_record_has_the_translation() -> None:
    title = "Neurochirurgische ambulante Hirntoddiagnostik in peripheren Krankenhäusern"
    assert best(cited("2085015", title=title), "2085015") == "2085015"
    for pmid in ("21", "5004", "36047827"):
        vernacular = RECORDS[pmid].title_variants[0]
        assert best(cited(pmid, title=vernacular, volume=None, pages=None), pmid) == pmid


MADE_UP = {
    "a real title, other authors, another place": {"title": "36352362"},
    "real authors, another title and place": {"authors": "36352362"},
    "a real title with its authors of another work": {"title": "36352362", "authors": "35726503"},
    "a real place, other title and authors": {
        "container_title": "36352362", "volume": "36352362", "issue": "36352362",
        "dates": "36352362",
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", MADE_UP)
def test_a_made_up_reference_is_no_work(kind: str) -> None:
    base = cited("33084392", title="Long-term outcome of basilar thrombectomy in adolescents")
    lent = {field: getattr(cited(pmid), field) for field, pmid in MADE_UP[kind].items()}
    decision = decide(
        reference(replace(base, **lent)), candidates("36352362", "35726503", "36539733")
    )
    assert isinstance(decision, NoMatch)


# PubMed keeps some works twice: ahead of print and in print, or in two languages.
DUPLICATES = [("37667905", "36538974"), ("38290428", "36701638")]


@pytest.mark.parametrize("pmids", DUPLICATES)
def test_two_records_of_one_work_are_not_ambiguous(pmids: tuple[str, str]) -> None:
    printed = cited(pmids[0], issue=None, pages=None, volume=None)
    decision = decide(reference(printed), candidates(*pmids))
    assert isinstance(decision, Match)
    assert [other.refused for other in decision.others] == ["another record of the same work"]


def test_letters_of_one_page_are_not_one_work() -> None:
    assert not is_same_work(RECORDS["1628105"], RECORDS["1628106"])
    assert not is_same_work(RECORDS["25946292"], RECORDS["25946293"])
    assert not is_same_work(RECORDS["19277906"], RECORDS["19294535"])
    assert not is_same_work(RECORDS["36352362"], RECORDS["36539733"])
    assert not is_same_work(
        RECORDS["26432154"], replace(RECORDS["26432154"], pmid=None, title=None)
    )
    assert is_same_work(RECORDS["26432154"], RECORDS["26432154"])
    kim = RECORDS["37667905"]
    nobody, group = replace(kim, pmid="1", authors=()), (GroupName(name="ICM Shoulder Group"),)
    assert is_same_work(nobody, replace(nobody, pmid="2"))
    assert not is_same_work(kim, nobody)
    assert is_same_work(replace(kim, authors=group), replace(kim, pmid="1", authors=group))
    assert not is_same_work(replace(kim, doi=None), replace(RECORDS["36538974"], doi=None))


def test_a_comment_without_a_printed_title() -> None:
    assert best(cited("36327424", title=None), "36327424") == "36327424"


def test_a_notice_is_known_by_its_own_identifier() -> None:
    printed = cited(
        "36539733", title="Mechanical thrombectomy in acute stroke", doi=RECORDS["36539733"].doi
    )
    assert best(printed, "36539733") == "36539733"
    changed = "Editorial. Anthropology and proximal markers"
    assert best(cited("11600210", title=changed), "11600210") == "11600210"


def test_a_locator_counts_where_it_is_in_the_text() -> None:
    raw = "Kuo SH. Ataxia. Continuum (Minneap Minn) 2019;25(4):1036-1054."
    printed = cited("31356292", volume=None, pages="25", issue=None)
    found = features_of(printed, raw, RECORDS["31356292"])
    assert (found.volume, found.page) == ("same", "same, long")
