"""The queries to authors: one for each rule, polite, and with the values of the finding."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.unit.reports.samples import flawed

from refcheck.checks import RULES
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.report import Lookup, LookupStatus
from refcheck.reports.queries import QUERIES, names_of, query

FOUND = Lookup(status=LookupStatus.MATCHED, source_name="PubMed", retrieved=date(2026, 11, 20))
# Whatever was seen, the author may be right: nothing says whose fault it is.
ACCUSING = re.compile(
    r"invent|fabricat|fake|false|wrong|suspect|made[ -]up|forge|fraud|hallucinat|bogus|mistake"
    r"|\berror|incorrect|careless|misspel|non-?existent|does not exist|you failed|your fault|must",
    re.I,
)


def made(rule: str, **values: object) -> Finding:
    return Finding(
        rule=rule,
        field=Field.RECORD,
        severity=Severity.WARNING,
        message="The message that editors see.",
        **values,  # type: ignore[arg-type]
    )


VALUES: tuple[dict[str, object], ...] = (
    {},
    {"cited": "2014"},
    {"expected": ("2015",)},
    {"cited": "2014", "expected": ("2015", "2016"), "references": (3, 7)},
    {"references": (4,)},
)


def test_every_rule_has_a_query() -> None:
    assert set(RULES) <= set(QUERIES)


@pytest.mark.parametrize("rule", sorted(QUERIES))
@pytest.mark.parametrize("lookup", [None, FOUND])
def test_queries_never_accuse(rule: str, lookup: Lookup | None) -> None:
    for values in VALUES:
        text = query(made(rule, **values), lookup)
        assert not ACCUSING.search(text), text
        assert "{" not in text
        assert "}" not in text
        assert text[0].isupper() or text[0] == "“"
        assert text.endswith((".", "?"))


@pytest.mark.parametrize("rule", sorted(QUERIES))
def test_each_form_of_a_query_can_be_had(rule: str) -> None:
    """No form is hidden by the one before it, and each asks for something."""
    for form in QUERIES[rule]:
        assert re.search(r"\?|[Pp]lease", form), form
    assert len(set(QUERIES[rule])) == len(QUERIES[rule])


def test_the_query_names_both_values_and_the_source() -> None:
    text = query(made("year-mismatch", cited="2014", expected=("2015",)), FOUND)
    assert text == "PubMed gives the year as “2015”; the reference has “2014”. Please check it."


def test_several_right_values_are_choices() -> None:
    text = query(made("year-mismatch", cited="2011", expected=("2014", "2015")), FOUND)
    assert "“2014” or “2015”" in text


def test_an_article_of_an_indexed_journal_that_was_not_found_is_asked_for() -> None:
    lookup = Lookup(status=LookupStatus.NOT_FOUND, exhaustive=True, source_name="PubMed")
    assert query(made("suspect"), lookup) == (
        "We could not find this article in PubMed, although the journal is indexed there."
        " Please check it, or send us a copy."
    )


def test_a_work_that_the_source_need_not_have_is_not_called_indexed() -> None:
    lookup = Lookup(status=LookupStatus.NOT_FOUND, source_name="PubMed")
    text = query(made("not-found"), lookup)
    assert "indexed" not in text
    assert "does not list every work" in text


def test_a_duplicate_names_the_other_reference_as_the_article_prints_it() -> None:
    text = query(made("list-duplicate", references=(5, 39)), FOUND, {5: "4", 39: "38"})
    assert "the same work as reference 4." in text


def test_values_of_the_article_cannot_fill_in_the_form() -> None:
    text = query(made("volume-mismatch", cited="{right.__class__}", expected=("{0}",)), FOUND)
    assert "“{right.__class__}”" in text
    assert "“{0}”" in text


def test_control_characters_and_line_ends_are_left_out() -> None:
    text = query(made("volume-mismatch", cited="1\x1b[31m\n2", expected=("3\u202e",)), FOUND)
    assert text.isprintable()


def test_a_long_value_is_cut() -> None:
    text = query(made("title-wording", expected=("word " * 400,)), FOUND)
    assert len(text) < 400
    assert "…”" in text


def test_the_names_of_references_are_what_the_article_prints() -> None:
    names = names_of(flawed())
    assert names[1] == "1"
