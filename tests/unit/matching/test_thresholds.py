"""The numbers of matching, each with a case on either side of it.

What a level is worth is learnt (`weights`) and guarded by the floors of accuracy. These tests hold
where a level begins and ends, and from which probability on a match is said.
"""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from tests.pairs import CITED, RECORD, candidate, dated, people, printed, reference

from refcheck.formats.normalise import normalise_doi, normalise_pmid
from refcheck.matching import decide, decision
from refcheck.matching.decision import log_odds
from refcheck.matching.features import features_of
from refcheck.matching.levels import CitedWork, Features
from refcheck.matching.weights import PRIOR, WEIGHTS
from refcheck.model.outcome import Ambiguous, Candidate, Decision, Match, NoMatch, Scored
from refcheck.model.record import BibliographicRecord, GroupName
from refcheck.model.reference import Reference

NOTHING = Features(*[None] * 10)


def decided(monkeypatch: pytest.MonkeyPatch, *odds: float, same_work: bool = False) -> Decision:
    """The decision between candidates of these log-odds."""
    records = [
        replace(
            RECORD,
            pmid=str(number),
            doi=None,
            title=RECORD.title if same_work else f"Work of number {number}",
            pages="23-35" if same_work else f"{number}00",
        )
        for number in range(1, len(odds) + 1)
    ]
    scored = dict(zip((record.pmid for record in records), odds, strict=True))

    def compared(_reference: Reference, one: Candidate, _work: CitedWork) -> decision._Compared:
        return decision._Compared(one, scored[one.record.pmid], NOTHING)

    monkeypatch.setattr(decision, "_compared", compared)
    return decide(reference(CITED), [candidate(record) for record in records])


def shared(*probabilities: float) -> list[float]:
    """The log-odds of candidates that get these probabilities."""
    rest = 1 - sum(probabilities)
    return [math.log(probability / rest) for probability in probabilities]


def scores(found: tuple[Scored, ...]) -> list[float]:
    return [round(scored.score, 3) for scored in found]


def test_a_match_is_said_from_nine_in_ten_on(monkeypatch: pytest.MonkeyPatch) -> None:
    match = decided(monkeypatch, *shared(0.905))
    assert isinstance(match, Match)
    assert match.best.score == pytest.approx(0.905)
    none = decided(monkeypatch, *shared(0.895))
    assert isinstance(none, NoMatch)
    assert scores(none.candidates) == [0.895]


def test_several_are_ambiguous_where_one_of_them_is_it_from_nine_in_ten_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ambiguous = decided(monkeypatch, *shared(0.455, 0.45))
    assert isinstance(ambiguous, Ambiguous)
    assert scores(ambiguous.candidates) == [0.455, 0.45]
    assert isinstance(decided(monkeypatch, *shared(0.45, 0.445)), NoMatch)
    # the second takes from the first: neither is certain alone
    assert isinstance(decided(monkeypatch, *shared(0.87, 0.09)), Ambiguous)
    assert isinstance(decided(monkeypatch, *shared(0.91, 0.05)), Match)


def test_what_is_hardly_possible_is_not_shown_among_the_ambiguous(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = decided(monkeypatch, *shared(0.6, 0.3, 0.052, 0.047))
    assert isinstance(found, Ambiguous)
    assert scores(found.candidates) == [0.6, 0.3, 0.052]


def test_another_record_of_the_work_takes_no_probability_from_the_best(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    match = decided(monkeypatch, 5.0, 4.9, same_work=True)
    assert isinstance(match, Match)
    assert match.best.score == pytest.approx(1 / (1 + math.exp(-5)))
    assert scores(match.others) == [0]
    assert isinstance(decided(monkeypatch, 5.0, 4.9), Ambiguous)


@pytest.mark.parametrize(("odds", "is_double"), [(-7.9, True), (-8.1, False)])
def test_a_hopeless_candidate_is_not_looked_at_as_another_record(
    monkeypatch: pytest.MonkeyPatch, odds: float, *, is_double: bool
) -> None:
    match = decided(monkeypatch, 5.0, odds, same_work=True)
    assert isinstance(match, Match)
    (other,) = match.others
    assert (other.score == 0) is is_double


def test_before_anything_is_compared_a_candidate_is_one_in_150() -> None:
    assert 1 / (1 + math.exp(-log_odds(NOTHING))) == pytest.approx(1 / 150, rel=0.05)
    found = decide(reference(BibliographicRecord()), [candidate(RECORD)])
    assert isinstance(found, NoMatch)
    assert found.candidates[0].score == pytest.approx(1 / 150, rel=0.05)


def test_no_features_make_a_probability_of_nought_or_one() -> None:
    best = Features(*(max(levels, key=levels.__getitem__) for levels in WEIGHTS.values()))
    worst = Features(*(min(levels, key=levels.__getitem__) for levels in WEIGHTS.values()))
    assert log_odds(worst) == -30
    assert 1 / (1 + math.exp(-log_odds(worst))) > 0
    assert 5 < log_odds(best) <= 30


FOR = {
    "title": ("same, long", "same, medium", "same, short", "part, long", "part, short",
              "most words"),
    "first author": ("same, long", "same, short", "near"),
    "co-authors": ("all, many", "all, few"),
    "year": ("same",),
    "journal": ("same", "near"),
    "volume": ("same",),
    "issue": ("same",),
    "page": ("same, long", "same, short"),
    "identifier": ("same",),
}  # fmt: skip
AGAINST = {
    "title": ("some words", "sibling", "other"),
    "first author": ("other",),
    "co-authors": ("few", "the only one", "none", "strangers"),
    "year": ("near", "other"),
    "journal": ("other",),
    "volume": ("other",),
    "issue": ("other",),
    "page": ("near", "other"),
    "identifier": ("other",),
    "kind": ("notice", "other version"),
}


@pytest.mark.parametrize(("levels", "sign"), [(FOR, 1), (AGAINST, -1)], ids=["for", "against"])
def test_what_speaks_for_and_against_a_candidate(
    levels: dict[str, tuple[str, ...]], sign: int
) -> None:
    """Learning may move a weight, but never to the other side."""
    wrong = [
        (field, level)
        for field, names in levels.items()
        for level in names
        if WEIGHTS[field][level] * sign <= 0
    ]
    assert wrong == []


def test_a_title_alone_and_an_identifier_alone() -> None:
    """A long title or an identifier makes a match by itself; a short title, a place or the names
    alone do not."""
    certain = math.log(0.9 / 0.1)

    def odds(**levels: str) -> float:
        return log_odds(replace(NOTHING, **levels))

    assert odds(title="same, long") >= certain
    assert odds(title="same, medium") >= certain
    assert odds(title="same, short") < certain
    assert odds(title="part, long") < certain
    assert odds(identifier="same") < certain  # "an identifier alone is enough" with its year
    assert odds(identifier="same", year="same") >= certain
    assert odds(first_author="same, long", co_authors="all, many") < certain
    assert odds(journal="same", volume="same", page="same, long", year="same") >= certain
    assert odds(journal="same", volume="same", year="same") < certain
    assert odds(title="same, long", kind="notice", identifier="same") < certain
    assert PRIOR < 0 < certain


TITLES = [
    # of a title as recorded: the same title as cited is worth this level
    ("Ketamine for treatment-resistant depression in elderly adults", "same, long"),
    ("Ketamine for treatment-resistant depression in older adults", "same, medium"),
    ("Ketamine, delirium and pain", "same, medium"),
    ("Ketamine, surgery and pain", "same, short"),
    ("Ataxia", "same, short"),
]


@pytest.mark.parametrize(("title", "level"), TITLES)
def test_the_longer_a_title_the_more_it_tells(title: str, level: str) -> None:
    found = features_of(replace(CITED, title=title), "", replace(RECORD, title=f"{title}."))
    assert found.title == level


WORDINGS = [
    ("Lithium and suicidal ideation in depression: jumping the gun?", "most words"),
    ("Esketamine and suicidal ideation in adolescents: jumping the gun?", "most words"),
    ("Ketamine and violent thoughts in depression: jumping the gun?", "many words"),
    ("Lithium and suicidal ideation in mania: jumping the gun?", "many words"),
    ("Lithium and violent thoughts in depression: jumping the gun?", "some words"),
    ("Ketamine and violent thoughts in mania: jumping the gun?", "some words"),
    ("Formate assay in body fluids: application in methanol poisoning", "other"),
]


@pytest.mark.parametrize(("title", "level"), WORDINGS)
def test_how_many_words_of_a_title_differ(title: str, level: str) -> None:
    assert features_of(replace(CITED, title=title), "", RECORD).title == level


PARTS = [
    ("Ketamine, delirium and pain", "part, long"),
    ("Ketamine, surgery and pain", "part, short"),
]


@pytest.mark.parametrize(("title", "level"), PARTS)
def test_a_title_without_its_subtitle(title: str, level: str) -> None:
    record = replace(RECORD, title=f"{title}: results of a long observation of many patients.")
    assert features_of(replace(CITED, title=title), "", record).title == level


AUTHORS = [
    # as cited, as recorded, level of the first author, level of the others
    ("Smith A, Fam J", "Smith A, Fam J", "same, short", "all, few"),
    ("Yamada A, Fam J", "Yamada A, Fam J", "same, long", "all, few"),
    ("Yamada A, Fam J, Yeo EY", "Yamada A, Fam J, Yeo EY", "same, long", "all, few"),
    ("Yamada A, Fam J, Yeo EY, Daw G", "Yamada A, Fam J, Yeo EY, Daw G", "same, long",
     "all, many"),
    ("Yamada A, Fam J, Smith A", "Yamada A, Fam J, Yeo EY", "same, long", "most"),
    ("Yamada A, Fam J, Smith A, Doe B", "Yamada A, Fam J, Yeo EY", "same, long", "few"),
    ("Yamada A, Smith A", "Yamada A, Fam J, Yeo EY", "same, long", "the only one"),
    ("Yamada A, Smith A, Doe B", "Yamada A, Fam J, Yeo EY", "same, long", "none"),
    ("Jones A, Smith A, Doe B", "Yamada A, Fam J, Yeo EY", "other", "strangers"),
]  # fmt: skip


@pytest.mark.parametrize(("cited", "recorded", "first", "others"), AUTHORS)
def test_levels_of_authors(cited: str, recorded: str, first: str, others: str) -> None:
    found = features_of(
        replace(CITED, authors=people(cited)), "", replace(RECORD, authors=people(recorded))
    )
    assert (found.first_author, found.co_authors) == (first, others)


@pytest.mark.parametrize(("place", "level"), [(12, "most"), (13, "all, many")])
def test_authors_after_the_twelfth_tell_nothing_new(place: int, level: str) -> None:
    names = [f"Nam{letter}sen A" for letter in "abcdefghijklmno"]
    cited = [*names[: place - 1], "Stranger X", *names[place:]]
    found = features_of(
        replace(CITED, authors=people(", ".join(cited))),
        "",
        replace(RECORD, authors=people(", ".join(names))),
    )
    assert found.co_authors == level


@pytest.mark.parametrize(("agreeing", "level"), [(4, "few"), (5, "few"), (6, "most")])
def test_half_of_the_co_authors_are_most_of_them(agreeing: int, level: str) -> None:
    """Of eleven: five are 0.45."""
    names = [f"Nam{letter}sen A" for letter in "abcdefghijkl"]
    strangers = [f"Str{letter}nger X" for letter in "abcdefghijk"]
    cited = [*names[: agreeing + 1], *strangers[agreeing:]]
    found = features_of(
        replace(CITED, authors=people(", ".join(cited))),
        "",
        replace(RECORD, authors=people(", ".join(names))),
    )
    assert found.co_authors == level


def test_exactly_half_of_the_co_authors_are_most_of_them() -> None:
    cited = replace(CITED, authors=people("Yamada A, Fam J, Smith A"))
    record = replace(RECORD, authors=people("Yamada A, Fam J, Yeo EY"))
    assert features_of(cited, "", record).co_authors == "most"


@pytest.mark.parametrize(("place", "level"), [(3, "same, long"), (4, "other")])
def test_groups_after_the_third_are_not_compared(place: int, level: str) -> None:
    others = [GroupName(name=f"{word} Consortium") for word in ("Alpha", "Beta", "Gamma", "Delta")]
    group = GroupName(name="ICM Shoulder Group")
    several = (*others[: place - 1], group)
    one_side = features_of(replace(CITED, authors=(group,)), "", replace(RECORD, authors=several))
    other_side = features_of(replace(CITED, authors=several), "", replace(RECORD, authors=(group,)))
    assert (one_side.first_author, other_side.first_author) == (level, level)


@pytest.mark.parametrize(
    ("year", "level"),
    [(2012, "other"), (2013, "other"), (2014, "near"), (2015, "same"), (2016, "near"),
     (2017, "other")],
)  # fmt: skip
def test_levels_of_the_year(year: int, level: str) -> None:
    assert features_of(replace(CITED, dates=(dated(year),)), "", RECORD).year == level


@pytest.mark.parametrize(
    ("cited", "recorded", "level"),
    [
        ("23-35", "23-35", "same, short"),
        ("123-35", "123-35", "same, long"),
        ("24-35", "23-35", "near"),
        ("33", "23-35", "near"),
        ("32", "23-35", "near"),  # digits exchanged
        ("52", "23-35", "other"),
        ("e31095", "31095", "same, long"),
    ],
)
def test_levels_of_pages(cited: str, recorded: str, level: str) -> None:
    found = features_of(replace(CITED, pages=cited), "", replace(RECORD, pages=recorded))
    assert found.page == level


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Ketamine and violent thoughts in depression: jumping the gun?", None),  # 0.81 alike
        ("Lithium and suicidal ideation in mania: jumping the gun?", "notice"),  # 0.79
        ("Formate assay in body fluids", None),  # another title: the notice is not meant at all
    ],
)
def test_a_notice_may_be_cited_by_nearly_its_own_title(title: str, kind: str | None) -> None:
    """Its record does not say "Erratum" in the title, only in the types of publication."""
    notice = replace(RECORD, publication_types=("Published Erratum",))
    found = features_of(replace(CITED, title=title), "", notice)
    assert found.kind == kind


@pytest.mark.parametrize("kind", ["notice", "other version"])
def test_a_preprint_or_a_notice_is_not_the_work_where_title_authors_and_year_agree(
    kind: str,
) -> None:
    found = replace(
        NOTHING,
        title="same, long",
        first_author="same, long",
        co_authors="all, many",
        year="same",
        journal="same",
    )
    certain = math.log(0.9 / 0.1)
    assert log_odds(found) > certain
    assert log_odds(replace(found, kind=kind)) < certain


def test_a_work_elsewhere_is_no_surer_than_title_and_authors_make_it() -> None:
    """Everything of its place is wrong: 0.98, whatever the place would take from it. Where another
    record of the title is as good but for the place, neither of the two is certain."""
    place = {"container_title": "Lancet", "dates": (dated(2009),), "volume": "374", "pages": "8-16"}
    cited = reference(replace(CITED, **place))  # type: ignore[arg-type]
    match = decide(cited, [candidate(RECORD)])
    assert isinstance(match, Match)
    assert match.best.score == pytest.approx(0.982, abs=0.002)
    other = replace(
        RECORD, pmid="26074497", doi=None, container_title="Chest", volume="12", pages="7-9"
    )
    both = decide(cited, [candidate(RECORD), candidate(other)])
    assert isinstance(both, Ambiguous)
    assert scores(both.candidates) == [0.495, 0.495]


def test_a_thousand_and_twenty_four_pairs_are_noted() -> None:
    noted = decision._Noted()
    cited, found = reference(CITED), [candidate(RECORD) for _ in range(1025)]
    for one in found[:1024]:
        noted.add(cited, decision._Compared(one, 0.0, NOTHING))
    assert noted.find(cited, found[0])
    noted.add(cited, decision._Compared(found[1024], 0.0, NOTHING))
    assert noted.find(cited, found[0]) is None


@pytest.mark.parametrize(
    "text",
    [
        "PMID: {pmid}",
        "https://pubmed.ncbi.nlm.nih.gov/{pmid}/",
        "PubMed PMID: {pmid}. doi: {doi}",
        "https://doi.org/{doi}",
        "doi:{doi}",
        "PMID: {pmid}" + "." * 386,
        "Available at: https://doi.org/{doi} (2015)",
    ],
)
def test_an_identifier_alone_cites_what_it_leads_to(text: str) -> None:
    record = replace(RECORD, pmid=normalise_pmid("25982932"), doi=normalise_doi("10.1000/a.b"))
    cited = printed(text.format(pmid=record.pmid, doi=record.doi))
    found = decide(cited, [candidate(record)])
    assert isinstance(found, Match)
    assert found.best.score == pytest.approx(0.982, abs=0.0005)
    other = replace(record, pmid=normalise_pmid("1"), doi=normalise_doi("10.1000/c.d"))
    assert isinstance(decide(cited, [candidate(other)]), NoMatch)


@pytest.mark.parametrize(
    "text",
    [
        "Study of sleepers: PMID: {pmid}",
        "PMID: {pmid} on ghosts",
        "PMID: {pmid}" + "." * 387,
    ],
)
def test_words_beside_an_identifier_have_to_be_compared(text: str) -> None:
    record = replace(RECORD, pmid=normalise_pmid("25982932"))
    found = decide(printed(text.format(pmid=record.pmid)), [candidate(record)])
    assert isinstance(found, NoMatch)
