"""The rules for journals, on references as they are printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import CITED, RECORD, alarms, findings_of, printed, reference

START = (
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression:"
    " jumping the gun?"
)
PLACE = "2015;99(2):23-35."
EXPECTED = ("Pharmacol Res", "Pharmacological research")

ANOTHER = ["Lancet", "J Psychopharmacol", "Pharmacol Rev", "Brain Res", "Pharmacol Ther", "Pain"]
MISSPELT = ["Pharmocol Res", "Pharmacological Reserch", "Pharmacolgical Research"]
SAME = [
    "Pharmacol Res",
    "Pharmacol. Res",
    "Pharmacological Research",
    "PHARMACOLOGICAL RESEARCH",
    "Pharmacol Res (Lond)",
    "The Pharmacological Research",
]


@pytest.mark.parametrize("journal", ANOTHER)
def test_another_journal_is_an_error(journal: str) -> None:
    (finding,) = findings_of(printed(f"{START} {journal}. {PLACE}"), RECORD)
    assert alarms([finding]) == [("journal-mismatch", "error")]
    assert (finding.cited, finding.expected, finding.fix) == (journal, EXPECTED, EXPECTED[0])


@pytest.mark.parametrize("journal", MISSPELT)
def test_a_misspelt_journal_is_a_warning(journal: str) -> None:
    (finding,) = findings_of(printed(f"{START} {journal}. {PLACE}"), RECORD)
    assert alarms([finding]) == [("journal-misspelt", "warning")]
    assert (finding.cited, finding.expected, finding.fix) == (journal, EXPECTED, EXPECTED[0])


@pytest.mark.parametrize("journal", SAME)
def test_the_same_journal_in_any_form_is_silent(journal: str) -> None:
    assert findings_of(printed(f"{START} {journal}. {PLACE}"), RECORD) == []


PAIRS = [
    # as printed, the record's title and abbreviation, rule
    ("N Engl J Med", ("The New England journal of medicine", "N Engl J Med"), None),
    ("NEJM", ("The New England journal of medicine", "N Engl J Med"), None),
    ("BMJ", ("BMJ (Clinical research ed.)", "BMJ"), None),
    ("Br Med J", ("BMJ (Clinical research ed.)", "BMJ"), None),
    ("Proc Natl Acad Sci U S A",
     ("Proceedings of the National Academy of Sciences of the United States of America",
      "Proc Natl Acad Sci U S A"), None),
    ("PNAS",
     ("Proceedings of the National Academy of Sciences of the United States of America",
      "Proc Natl Acad Sci U S A"), None),
    ("J Pain", ("European journal of pain (London, England)", "Eur J Pain"), "journal-mismatch"),
    ("Eur J Pain", ("The journal of pain", "J Pain"), "journal-mismatch"),
    ("J Affect Disord", ("Journal of anxiety disorders", "J Anxiety Disord"), "journal-mismatch"),
    ("J Afect Disord", ("Journal of affective disorders", "J Affect Disord"), "journal-misspelt"),
    ("Chest", ("Heart (British Cardiac Society)", "Heart"), "journal-mismatch"),
    ("Gut", ("Gut microbes", "Gut Microbes"), "journal-mismatch"),
]  # fmt: skip


@pytest.mark.parametrize(("journal", "names", "rule"), PAIRS)
def test_names_of_known_journals(journal: str, names: tuple[str, str], rule: str | None) -> None:
    record = replace(RECORD, container_title=names[0], container_variants=names[1:])
    findings = findings_of(printed(f"{START} {journal}. {PLACE}"), record)
    assert [finding.rule for finding in findings] == ([rule] if rule else [])


PARSED_TOO_MUCH = [
    # the end of a title before the journal, whether it is one: four words of four letters
    ("Some acts will have.", True),
    ("Some acts will.", False),
    ("Som act wil hav.", False),
]


@pytest.mark.parametrize(("head", "is_title"), PARSED_TOO_MUCH)
def test_a_title_that_was_parsed_into_the_journal(head: str, is_title: bool) -> None:
    record = replace(RECORD, container_title="Physical therapy", container_variants=("Phys Ther",))
    cited = replace(CITED, container_title=f"{head} Phys Ther")
    findings = findings_of(reference(cited, f"{START} {head} Phys Ther. {PLACE}"), record)
    assert [finding.rule for finding in findings] == ([] if is_title else ["journal-mismatch"])


@pytest.mark.parametrize(
    ("head", "is_silent"), [("landraces.", True), ("sp. nov.", True), ("landfills.", False)]
)
def test_the_end_of_the_title_before_a_short_name(head: str, is_silent: bool) -> None:
    """ "... millet landraces. G3 2, 769": the name is too short to be looked for in the text."""
    title = f"Structure of foxtail millet {head.replace('landfills', 'landraces')}"
    record = replace(RECORD, container_title="G3", container_variants=("G3 (Bethesda)",),
                     title=title)  # fmt: skip
    cited = replace(CITED, container_title=f"{head} G3", title="Structure of foxtail millet")
    findings = findings_of(reference(cited, f"Structure of foxtail millet {head} G3"), record)
    assert ("journal-mismatch" not in [finding.rule for finding in findings]) is is_silent


@pytest.mark.parametrize(
    ("name", "is_distinct"), [("J Clin Neurosci", True), ("Clin Neurosci", False)]
)
def test_a_name_of_three_words_is_nowhere_by_chance(name: str, is_distinct: bool) -> None:
    record = replace(RECORD, container_title=name, container_variants=())
    cited = replace(CITED, container_title="Lancet", title=START.partition(". ")[2])
    findings = findings_of(reference(cited, f"{name}. {START} Lancet. {PLACE}"), record)
    assert [finding.rule for finding in findings] == ([] if is_distinct else ["journal-mismatch"])


def test_an_abbreviation_that_is_a_different_journal_is_a_warning() -> None:
    # "Pharm" can abbreviate "Pharmacological", but Pharm Res is Pharmaceutical research
    (finding,) = findings_of(printed(f"{START} Pharm Res. {PLACE}"), RECORD)
    assert alarms([finding]) == [("journal-mismatch", "warning")]
    assert "a different journal" in finding.message
