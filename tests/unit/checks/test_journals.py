"""How severe a different journal is: by what is known of its name, and how much else agrees."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import CITED, RECORD, alarms, reference

from refcheck.checks import check_record
from refcheck.model.finding import Field, Finding
from refcheck.model.record import BibliographicRecord


def judged(
    cited: str, recorded: tuple[str, ...], **change: object
) -> tuple[list[Finding], BibliographicRecord]:
    first, *rest = recorded
    record = replace(RECORD, container_title=first, container_variants=tuple(rest))
    one = replace(CITED, container_title=cited, **change)  # type: ignore[arg-type]
    return check_record(reference(one), record, ()), record


def alarms_of(cited: str, *recorded: str, **change: object) -> list[tuple[str, str]]:
    return _alarms(judged(cited, recorded, **change)[0])


def _alarms(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(rule, severity) for rule, severity in alarms(findings) if severity != "info"]


def note_of(cited: str, *recorded: str) -> list[str]:
    findings, _ = judged(cited, recorded)
    return [each.message for each in findings if each.field is Field.JOURNAL]


SILENT = [
    ("Proc Natl Acad Sci", "Proc Natl Acad Sci U S A"),
    ("Environ Sci Pollut Res", "Environ Sci Pollut Res Int"),
    ("Sci. World J.", "ScientificWorldJournal"),
    ("G3: Genes|Genomes|Genetics", "G3 (Bethesda)"),
    ("Phcog Rev", "Pharmacogn Rev"),
    ("Philosophical Transactions of the Royal Society B", "Philos Trans R Soc Lond B Biol Sci"),
    ("The Cochrane Library", "Cochrane Database Syst Rev"),
    ("JAMA Psychiatry", "Arch Gen Psychiatry"),
    ("Biochim Biophys Acta", "Biochim Biophys Acta Mol Cell Res"),
    ("Quartz Lantern Sci Technol", "Quartz Lantern Sci Technol Int"),  # in no list
]


@pytest.mark.parametrize(("cited", "recorded"), SILENT)
def test_a_run_an_alias_or_an_older_or_newer_name_raises_no_alarm(
    cited: str, recorded: str
) -> None:
    assert alarms_of(cited, recorded) == []
    assert len(note_of(cited, recorded)) == 1


ERRORS = [
    ("Neurology", "Nephrology (Carlton)"),  # a letter or two apart, and both exist
    ("Nature Medicine", "Nature"),
    ("Pediatrics", "Acad Pediatr"),
]


@pytest.mark.parametrize(("cited", "recorded"), ERRORS)
def test_the_name_of_a_different_journal_is_an_error(cited: str, recorded: str) -> None:
    assert alarms_of(cited, recorded) == [("journal-mismatch", "error")]


@pytest.mark.parametrize(
    ("cited", "recorded"),
    [
        ("Pharm. Rev.", ("Pharmacognosy reviews", "Pharmacogn Rev")),  # Pharmaceutical reviews
        ("Circulation", ("Circulation. Heart failure", "Circ Heart Fail")),
    ],
)
def test_the_name_of_a_different_journal_that_could_be_short_for_it(
    cited: str, recorded: str
) -> None:
    assert alarms_of(cited, *recorded) == [("journal-mismatch", "warning")]


def test_an_unknown_name_is_an_error_only_where_nothing_else_agrees() -> None:
    name = "Zorblatt of Medicine"
    assert alarms_of(name, "BMJ") == [("journal-mismatch", "warning")]
    volume = alarms_of(name, "BMJ", pages="901-9")
    assert ("journal-mismatch", "warning") in volume
    nothing = alarms_of(name, "BMJ", volume="7", pages="901-9")
    assert nothing == [("published-elsewhere", "error")]  # which has it among what is wrong
    known = alarms_of(name, "BMJ", volume="7", pages="901-9", doi=RECORD.doi)
    assert ("journal-mismatch", "warning") in known


def test_words_left_out_need_the_rest_to_agree() -> None:
    cited, recorded = "Quartz Lantern Sci Technol", "Quartz Lantern Sci Technol Int"
    assert alarms_of(cited, recorded) == []
    assert ("journal-mismatch", "warning") in alarms_of(cited, recorded, pages="901-9")
    # It could as well be a different one that is left out of
    assert alarms_of("Int J Mol", "Int J Mol Sci") == [("journal-mismatch", "warning")]


@pytest.mark.parametrize(
    ("cited", "recorded", "note"),
    [
        ("JAMA Psychiatry", "Arch Gen Psychiatry",
         "Arch Gen Psychiatry has been called JAMA Psychiatry since 2013."),
        ("Arch Gen Psychiatry", "JAMA Psychiatry",
         "Arch Gen Psychiatry has been called JAMA Psychiatry since 2013."),
        ("Am Rev Tuberc", "Am Rev Respir Dis",
         "The journal is Am Rev Respir Dis in the source; it is also known as Am Rev Tuberc."),
    ],
)  # fmt: skip
def test_a_renamed_journal_gets_one_note_that_says_so(cited: str, recorded: str, note: str) -> None:
    assert alarms_of(cited, recorded) == []
    assert note_of(cited, recorded) == [note]


MISSING = [
    ("{title} 2015;99:23-35.", True),
    ("Rajkumar R, Fam J. (2015). {title} 99(2), pp. 23-35.", True),
    ("{title} Vol. 99, No. 2, Jan 2015.", True),
    ("{title} Pharmacol Res. 2015;99:23-35.", False),
    ("{title} Zorblatt 2015;99:23-35.", False),  # it may be a journal
    ("Pharmacol Res 2015;99:23-35. {title} 2015.", False),
    ("Rajkumar R. Ketamine. 2015;99:23-35.", False),
    ("{title}", False),
]


@pytest.mark.parametrize(("raw", "missing"), MISSING)
def test_a_reference_without_a_journal(raw: str, *, missing: bool) -> None:
    one = replace(CITED, container_title=None)
    findings = check_record(reference(one, raw.format(title=RECORD.title)), RECORD, ())
    assert (("journal-missing", "warning") in alarms(findings)) is missing


def test_an_identifier_makes_up_for_a_journal() -> None:
    one = replace(CITED, container_title=None, doi=RECORD.doi)
    assert _alarms(check_record(reference(one, f"{RECORD.title} 2015;99:23."), RECORD, ())) == []


def test_a_different_journal_is_not_taken_for_a_title_before_the_right_one() -> None:
    raw = f"{RECORD.title} A reservoir plant: an overview. Pharm. Rev. 2015;99:23-35."
    record = replace(
        RECORD,
        title="Ketamine linn. A reservoir plant for therapy: An overview.",
        container_title="Pharmacognosy reviews",
        container_variants=("Pharmacogn Rev",),
    )
    whole = replace(CITED, title=record.title, container_title="Pharm. Rev.")
    parted = replace(
        CITED,
        title="Ketamine linn",
        container_title="A reservoir plant for therapy: An overview. Pharm. Rev.",
    )
    found = check_record(reference(whole, raw, (parted,)), record, ())
    assert _alarms(found) == [("journal-mismatch", "warning")]
