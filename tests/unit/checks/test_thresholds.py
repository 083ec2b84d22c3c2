"""The numbers of the rules, each with a case on either side of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from string import ascii_lowercase

import pytest
from tests.pairs import CITED, RECORD, dated, findings_of, reference

from refcheck.checks.comparison import Comparison
from refcheck.checks.rules.article.duplicates import ListDuplicate
from refcheck.checks.rules.article.list_entries import EntryDoubtful
from refcheck.checks.rules.record.author_forms import AuthorRepeated
from refcheck.checks.rules.record.journal import _is_badly_cut
from refcheck.checks.rules.record.not_found import _has_title
from refcheck.checks.rules.record.title import is_group_of_work
from refcheck.checks.run_duplicates import RunDuplicates
from refcheck.checks.swallowed_labels import swallowed_labels
from refcheck.model.finding import Field, Severity
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    GroupName,
    PersonName,
    WorkType,
)
from refcheck.model.reference import Reference
from refcheck.model.report import CheckedReference


def persons(count: int) -> tuple[Contributor, ...]:
    """So many persons with different names."""
    letters = product(ascii_lowercase, ascii_lowercase)
    names = [
        PersonName(family=f"{one}{two}{two}{one}kov".title(), given="A") for one, two in letters
    ]
    return tuple(names[:count])


@pytest.mark.parametrize(("shared", "found"), [(24, False), (25, True)])
def test_the_beginning_of_a_title_in_the_text(shared: int, found: bool) -> None:
    title = RECORD.title or ""
    raw = f"Rajkumar R. {title[:shared]}#. Pharmacol Res. 2015."
    cited = replace(CITED, title=None)
    text = Comparison(reference(cited, raw), cited, RECORD).author_text
    assert text == ("Rajkumar R. " if found else raw)


LIMITS = [
    (1983, 30, False),
    (1984, 10, True),
    (1984, 9, False),
    (1995, 10, True),
    (1996, 24, False),
    (1996, 25, True),
    (1999, 25, True),
    (2000, 25, False),
]


@pytest.mark.parametrize(("year", "count", "limited"), LIMITS)
def test_years_in_which_lists_of_authors_were_cut(year: int, count: int, limited: bool) -> None:
    record = replace(RECORD, authors=persons(count), dates=(dated(year),))
    cited = replace(CITED, authors=persons(count + 1), dates=(dated(year),))
    rules = [finding.rule for finding in findings_of(reference(cited), record)]
    assert ("author-added" in rules) is not limited


@pytest.mark.parametrize(("count", "cut"), [(12, False), (13, True)])
def test_names_that_a_message_lists(count: int, cut: bool) -> None:
    record = replace(RECORD, authors=persons(count))
    names = persons(count) * 2
    cited = replace(CITED, authors=names)
    raw = ", ".join(f"{name.family} A" for name in names if isinstance(name, PersonName))
    (finding,) = AuthorRepeated().check(Comparison(reference(cited, raw), cited, record))
    assert (" more" in (finding.cited or "")) is cut


@pytest.mark.parametrize(("group", "left_out"), [("ROBIS Group", True), ("ROBIS", False)])
def test_words_of_a_group_in_a_title(group: str, left_out: bool) -> None:
    cited = replace(CITED, authors=(GroupName(name=group),))
    comparison = Comparison(reference(cited), cited, RECORD)
    assert is_group_of_work(comparison, group, "") is left_out


@pytest.mark.parametrize(("year", "of_version"), [(2017, True), (2018, False)])
def test_years_between_versions(year: int, of_version: bool) -> None:
    record = replace(RECORD, type=WorkType.PREPRINT)
    cited = replace(CITED, dates=(dated(year),))
    findings = findings_of(reference(cited), record)
    assert any("versions" in finding.message for finding in findings) is of_version


@pytest.mark.parametrize(("page", "silent"), [("755", True), ("75", False)])
def test_pages_that_the_title_names(page: str, silent: bool) -> None:
    record = replace(
        RECORD, title=f"Comment on Rochmah et al. Int J Public Health 2021, 18, {page}"
    )
    findings = findings_of(reference(replace(CITED, title=record.title, pages=page)), record)
    rules = [each.rule for each in findings if each.severity is not Severity.INFO]
    assert ("pages-mismatch" not in rules) is silent


WORDS = "abcdef ghijk lmnop qrstu vwxyz "


@pytest.mark.parametrize(
    ("short_entries", "length", "authors", "doubtful"),
    [
        (3, 1001, 0, True),
        (3, 1000, 0, False),  # five times as long as most
        (2, 1001, 0, False),  # too few to say what is usual
        (3, 1001, 11, True),
        (3, 1001, 12, False),
    ],
)
def test_entries_that_are_too_long(
    short_entries: int, length: int, authors: int, doubtful: bool
) -> None:
    few = BibliographicRecord()
    many = BibliographicRecord(authors=persons(authors))
    entries = [reference(few, (WORDS * 7)[:200])] * short_entries
    entries.append(reference(many, (WORDS * 40)[:length]))
    assert bool(list(EntryDoubtful().check(entries))) is doubtful


@pytest.mark.parametrize(("share", "found"), [(76, False), (84, True)])
def test_how_much_of_a_title_is_in_the_text(share: int, found: bool) -> None:
    title = "".join(chr(ord("a") + at % 26) for at in range(100))
    record = BibliographicRecord(title=title)
    text = "".join(char if at * 7 % 100 < share else "0" for at, char in enumerate(title))
    assert _has_title(record, text) is found


@pytest.mark.parametrize(
    ("journal", "cut"), [("J Clin Exp Neuropsychol", True), ("Eur J Clin Exp Neuropsychol", False)]
)
def test_words_that_were_parsed_off_the_name_of_a_journal(journal: str, cut: bool) -> None:
    """The last word alone was parsed as the journal, and "J Clin Exp" into the title."""
    raw = f"Rajkumar R, Fam J. Ketamine and mood. {journal}. 2015;99:23-35."
    cited = replace(CITED, title="Ketamine and mood", container_title="Neuropsychol")
    record = replace(RECORD, container_title=journal, container_variants=())
    comparison = Comparison(reference(cited, raw), cited, record)
    assert _is_badly_cut(comparison, "Neuropsychol", (journal,)) is cut


@pytest.mark.parametrize(
    ("cited", "recorded", "reported"),
    [
        # 0.83 alike: as close as this no original comes to its translation
        ("Pneumopatia interstitialis diffusa", "[Pneumopathy, interstitial and diffuse]", True),
        # 0.72
        ("Arteritis temporalis gigantocellularis", "[Temporal arteritis, gigantocellular]", False),
    ],
)
def test_a_title_that_resembles_its_translation(cited: str, recorded: str, reported: bool) -> None:
    findings = findings_of(reference(replace(CITED, title=cited)), replace(RECORD, title=recorded))
    assert any(one.field is Field.TITLE for one in findings) is reported


def siblings(count: int) -> list[Reference]:
    """Annual reports of one title, and of the last of them a second entry that says more."""
    title = "Annual report of the northern registry of strokes"
    listed = [
        BibliographicRecord(title=title, container_title="Stroke", volume=str(number), pages="1-9")
        for number in range(1, count + 1)
    ]
    listed.append(replace(listed[-1], issue="2"))
    made = [reference(one, f"{number}th entry") for number, one in enumerate(listed)]
    return [
        replace(one, string=replace(one.string, number=number))
        for number, one in enumerate(made, start=1)
    ]


@pytest.mark.parametrize(("count", "found"), [(50, True), (51, False)])
def test_works_of_one_title_that_are_compared(count: int, found: bool) -> None:
    references = siblings(count)
    assert [one.references for one in ListDuplicate().check(references)] == (
        [(count, count + 1)] if found else []
    )
    known = RunDuplicates()
    *earlier, last = [CheckedReference(key="", reference=one) for one in references]
    assert known.find("a.txt", earlier, [], is_list=True) == []
    assert bool(known.find("b.txt", [last], [], is_list=True)) is found


def test_labels_that_are_looked_for_in_one_entry() -> None:
    """A page whose line ends were lost is one entry: two hundred of its works are enough."""
    work = "Fam J. Ketamine in depression. Lancet. 2015;9:2-3."
    raw = f"{work} " + " ".join(f"{number}. {work}" for number in range(2, 231))
    entry = reference(BibliographicRecord(), raw)
    assert swallowed_labels([replace(entry, string=replace(entry.string, label="1."))]) == {
        1: list(range(2, 202))
    }
