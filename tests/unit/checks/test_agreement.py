"""Rules are not asked about fields that are settled: each declaration is true, and none is idle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from tests.pairs import CITED, RECORD, candidate, dated, people, reference

from refcheck.checks.agreement import settled_fields
from refcheck.checks.comparison import Comparison
from refcheck.checks.judging import _not_silent, _that_judge
from refcheck.checks.registry import LOOKUP_RULES, RECORD_RULES
from refcheck.checks.rule import ANY_FIELD, RecordRule
from refcheck.checks.rules.record.identifiers import IdentifierElsewhere
from refcheck.model.finding import Field
from refcheck.model.outcome import Via
from refcheck.model.record import BibliographicRecord, DateKind, Notice, NoticeKind, WorkType
from refcheck.model.report import LookupStatus

_Change = dict[str, object]
_TITLE = str(RECORD.title)


def _noticed(*kinds: NoticeKind) -> _Change:
    return {"notices": tuple(Notice(kind=kind, source="Lancet. 2016;1:2") for kind in kinds)}


# What differs between the two, or is written in two ways: changes of the reference and the record.
CHANGES: tuple[tuple[_Change, _Change], ...] = (
    ({}, {}),
    # authors
    ({"authors": people("Rajkumar R., Fam J., Yeo E. Y., Dawe G.-S.")}, {}),
    ({"authors": people("Gun J, Fam J, Yeo EY, Dawe GS")}, {}),
    ({"authors": people("Rajkumar R, Gun J, Yeo EY, Dawe GS")}, {}),
    ({"authors": people("Rajkumar R, Fam J, Yeo YE, Dawe GS")}, {}),
    ({"authors": people("Rajkumar R, Fam J, Yeo EY, Daew GS")}, {}),
    ({"authors": people("Fam J, Rajkumar R, Yeo EY, Dawe GS")}, {}),
    ({"authors": people("Rajkumar R, Fam J")}, {}),
    ({"authors": people("Fam J, Yeo EY, Dawe GS")}, {}),
    ({"authors": people("Rajkumar R, Fam J"), "authors_complete": False}, {}),
    ({"authors": people("Rajkumar R, Fam J, Yeo EY, Dawe GS, Gun J")}, {}),
    ({"authors": people("Rajkumar R, Fam J, Rajkumar R, Fam J")}, {}),
    ({"authors": people("Wang Y, Wang Y")}, {"authors": people("Wang Y, Wang Y")}),
    ({"authors": people("Mohammed A")}, {"authors": people("Ali Mohammed")}),
    ({"authors": people("{Another Study Team}")}, {"authors": people("{Pain Trial Group}")}),
    ({}, {"authors": (*RECORD.authors, *people("{Pain Trial Group}"))}),
    ({"authors": ()}, {}),
    ({}, {"authors": ()}),
    # titles
    ({"title": _TITLE.casefold()}, {"title": f"{_TITLE}."}),
    ({"title": "Ketamine and suicidal ideation in depression"}, {}),
    ({"title": _TITLE.replace("ideation", "thoughts")}, {}),
    ({"title": "Statins and the risk of fracture"}, {}),
    ({"title": f"2. {_TITLE}"}, {}),
    ({"title": "Das Kind und der Schlaf"}, {"title_variants": ("Das Kind und der Schlaf",)}),
    ({"title": None}, {}),
    ({}, {"title": None}),
    ({"title": "Zika virus in 2010", "dates": ()}, {"title": "Zika virus in 2010"}),
    # journals
    ({"container_title": "Pharmacological Research."}, {}),
    ({"container_title": "Pharm Res Int"}, {}),
    ({"container_title": "Lancet"}, {}),
    ({"container_title": "Pharmacol Rse"}, {}),
    ({"container_title": None}, {}),
    ({"container_title": "Br Med J"}, {"container_title": "BMJ", "container_variants": ("BMJ",)}),
    ({}, {"container_title": None, "container_variants": ()}),
    # years
    ({"dates": (dated(2012),)}, {}),
    ({"dates": ()}, {}),
    ({}, {"dates": ()}),
    ({"dates": (dated(2014),)}, {"dates": (dated(2014, DateKind.ELECTRONIC), dated(2015))}),
    ({}, {"dates": (dated(2014, DateKind.ELECTRONIC), dated(2015))}),
    ({"dates": (dated(2014),)}, {"dates": (dated(2013, until=2014),)}),
    ({}, {"dates": (dated(2015, DateKind.ELECTRONIC), dated(2020, DateKind.PUBMED))}),
    # locators
    ({"volume": "89"}, {}),
    ({"volume": "99 Suppl 1"}, {"volume": "99 Suppl 1"}),
    ({}, {"volume": "99 Suppl 1"}),
    ({"volume": None}, {}),
    ({"issue": "3"}, {}),
    ({"issue": "2"}, {}),
    ({"issue": "2 Suppl"}, {"issue": "2 Suppl"}),
    ({"pages": "23-5"}, {"pages": "23-25"}),
    ({"pages": "32-35"}, {}),
    ({"pages": "23-53"}, {}),
    ({"pages": "1-13"}, {"pages": "e31095"}),
    ({"pages": "e31095"}, {"pages": "e31095"}),
    ({"pages": "1"}, {"pages": "1"}),
    ({"pages": "23-35; discussion 36"}, {"pages": "23-35; discussion 36-9"}),
    ({"pages": None}, {}),
    ({}, {"pages": None, "elocations": ("e31095",)}),
    ({}, {"pages": "S0020-6539(24)00047-9"}),
    ({"pages": "7-9", "volume": "12", "container_title": "Lancet"}, {}),
    # identifiers
    ({"doi": RECORD.doi}, {}),
    ({"doi": "10.1016/j.phrs.2015.05.999"}, {}),
    ({"pmid": "24388038"}, {}),
    ({"pmcid": "PMC3990011"}, {"pmcid": "PMC3990010"}),
    # what became of the work
    ({}, _noticed(NoticeKind.RETRACTION_IN)),
    ({}, _noticed(NoticeKind.PARTIAL_RETRACTION_IN)),
    ({}, _noticed(NoticeKind.EXPRESSION_OF_CONCERN_IN)),
    ({}, _noticed(NoticeKind.COMMENT_IN, NoticeKind.ERRATUM_IN)),
    ({}, _noticed(NoticeKind.UPDATE_IN)),
    ({}, _noticed(NoticeKind.UPDATE_IN) | {"type": WorkType.PREPRINT}),
    ({}, _noticed(NoticeKind.WITHDRAWN_IN)),
    ({}, _noticed(NoticeKind.COMMENT_IN)),
    ({"volume": "1", "pages": "2"}, _noticed(NoticeKind.ERRATUM_IN)),
    ({}, {"publication_types": ("Retracted Publication",)}),
    ({}, {"publication_types": ("Published Erratum",)}),
    ({}, {"title": f"RETRACTED: {_TITLE}"}),
    ({}, {"title": f"Removal notice to {_TITLE}"}),
    ({}, {"title": f"WITHDRAWN: {_TITLE}"}),
    ({}, {"title": f"Temporary removal: {_TITLE}"}),
)  # fmt: skip
_TEXTS = (
    "",
    f"Rajkumar R, Fam J, et al. {_TITLE} 99:23.",
    "Rajkumar R, Fam J, Rajkumar R, Fam J. Zika virus in 2010. 99:23.",
)


def _changed(*changes: tuple[_Change, _Change]) -> Iterator[Comparison]:
    """Yields the reference and the record with changes, alone and with an identifier of another
    work, without a text and with one."""
    cited, record = CITED, RECORD
    for ours, theirs in changes:
        cited, record = replace(cited, **ours), replace(record, **theirs)  # type: ignore[arg-type]
    another = BibliographicRecord(pmid="24388038", title="Of another work", authors=people("Gun J"))
    works = (candidate(another, Via.PMID, "24388038"),)
    for raw in _TEXTS:
        for others in ((), works):
            yield Comparison(reference(cited, raw), cited, record, others)


def _pairs() -> Iterator[Comparison]:
    for change in CHANGES:
        yield from _changed(change)
    for one, other in combinations(CHANGES, 2):
        yield from _changed(one, other)


def _says(rule: RecordRule, comparison: Comparison) -> bool:
    return next(iter(rule.check(comparison)), None) is not None


def test_a_rule_has_nothing_to_say_where_all_that_it_compares_is_settled() -> None:
    for comparison in _pairs():
        settled = settled_fields(comparison)
        for rule in set(RECORD_RULES) - set(_not_silent(settled)):
            assert not _says(rule, comparison), (rule.id, comparison.cited, comparison.record)


@pytest.mark.parametrize("rule", RECORD_RULES, ids=lambda rule: rule.id)
def test_each_field_that_a_rule_compares_can_make_it_speak(rule: RecordRule) -> None:
    spoken_of: set[Field] = set()
    for change in CHANGES:
        for comparison in _changed(change):
            open_fields = rule.compares - settled_fields(comparison)
            if len(open_fields) == 1 and _says(rule, comparison):
                spoken_of |= open_fields
    if rule.compares not in (ANY_FIELD, IdentifierElsewhere.compares):  # of both at once
        assert spoken_of == rule.compares


def test_in_a_reference_that_agrees_everything_is_settled() -> None:
    cited = replace(CITED, doi=RECORD.doi, pmid=RECORD.pmid, issue="2")
    settled = settled_fields(Comparison(reference(cited), cited, RECORD))
    assert {rule.id for rule in _not_silent(settled)} == {"journal-missing", "doi-available"}


@pytest.mark.parametrize("status", LookupStatus)
def test_the_rules_for_a_lookup_are_asked_in_their_order(status: LookupStatus) -> None:
    asked = _that_judge(status)
    assert [rule for rule in LOOKUP_RULES if rule in asked] == list(asked)
    assert {rule.id for rule in asked} >= {"doi-unknown", "trial-unknown", "link-dead"}
