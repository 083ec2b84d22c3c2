"""The rules for entries of a list: too short, too long, read only in part."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.pairs import reference

from refcheck.checks import check_list
from refcheck.checks.rules.article.list_entries import EntryDoubtful, EntryUnread
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import LONGEST_PARSED

TITLE = "Ketamine and suicidal ideation in depression: Jumping the gun?"
NOTHING = BibliographicRecord()


@pytest.mark.parametrize(
    ("raw", "fields", "doubtful"),
    [
        ("Ibid.", {}, True),
        ("Clarín, falta referencia", {}, True),
        ("Abcdefghij 2014 k.", {}, True),  # fifteen letters and digits
        ("Abcdefghij 2014 kl.", {}, False),
        ("Abcdef ghijk lmnopqrst", {}, True),  # three words
        ("Abcdef ghijk lmnop qrst", {}, False),
        ("Smith J. Nature. 2014.", {}, False),
        ("DATA: https://a.org", {"url": "https://a.org"}, False),
        ("doi:10.1/a", {"doi": "10.1/a"}, False),
        ("Lazarus S. Anthropologie du Nom. Paris: Seuil.", {}, False),
    ],
)
def test_an_entry_that_is_too_short(raw: str, fields: dict[str, Any], doubtful: bool) -> None:
    findings = list(EntryDoubtful().check([reference(BibliographicRecord(**fields), raw)]))
    assert [finding.cited for finding in findings] == ([raw] if doubtful else [])
    assert {finding.message for finding in findings} <= {
        "This entry is too short to be a reference."
    }


FIRST = "Fam J, Yeo EY. Ketamine in depression. Pharmacol Res. 2015;99:23-35."
SECOND = "Hall BJ. Two hypotheses. Neuropharmacology. 2016;100(1):17-26."
SEVERAL = [
    f"{FIRST} {SECOND}",
    f"{FIRST[:-1]}; {SECOND}",
    "Jeschke, P.; Pest Manage. Sci. 2018, 74, 2389; Calcaterra, A.; J. Anal. 2018, 147, 323.",
    "Tian B, Acta Mech. 128, 137 (1998); Parkes E, Comput. Phys. Commun. 98, 288 (1996).",
]
ONE = [
    FIRST,
    f"{FIRST[:-1]} [published correction appears in Pharmacol Res. 2017;101(2):506].",
    f"{FIRST} Erratum in: Pharmacol Res. 2016;101:7.",
    f"{FIRST} Comment in: Lancet. 2016;387(3):12-3.",
    f"{FIRST} Reprinted in Am J Ther. 2018;25(1):1-9.",
    f"Hall BJ. Comment on {FIRST} Lancet. 2016;387:12.",
    "Fam J. A trial. Lancet. 2001;357(9256):576; discussion 577; author reply 2001;357:580.",
    "Fam J: Hall B. (2018). 'Two'. Journal of Sleep. Vol. 99 (3), 569-589. J Pain 2019, 64(4):6.",
    "Fam J. Hall B. (2018). Two. Journal of Sleep, 99(3), 569-89. Journal of Pain. 2019;64:621-3.",
    "Fam J. Trends from 1990, 12, to 2000. Lancet. 2001;357:576.",
]


@pytest.mark.parametrize(
    ("raw", "several"), [*((r, True) for r in SEVERAL), *((r, False) for r in ONE)]
)
def test_an_entry_with_two_places_of_publication_is_doubtful(raw: str, several: bool) -> None:
    findings = list(EntryDoubtful().check([reference(NOTHING, raw)]))
    assert [one.message for one in findings] == (
        ["This entry seems to be 2 references: it gives 2 places of publication."]
        if several
        else []
    )


def test_an_entry_many_times_as_long_as_the_others_is_doubtful() -> None:
    usual = [reference(NOTHING, f"{FIRST} {n}") for n in range(4)]
    fits = reference(NOTHING, "Fam J. " + "a word " * 98)
    long = reference(NOTHING, "Fam J. " + "a word " * 100)
    assert not list(EntryDoubtful().check([*usual, fits]))
    (finding,) = EntryDoubtful().check([*usual, long])
    assert "times as long as most" in finding.message
    assert not list(EntryDoubtful().check([*usual[:2], long]))  # too few to say what is usual


def test_what_the_reader_could_not_read_is_reported() -> None:
    fault = "The @string macros of its title stand for too long a text and were not filled in."
    plain = reference(NOTHING, "X Y. m8.")
    faulty = replace(plain, string=replace(plain.string, faults=(fault,)))
    assert [one.rule for one in check_list([plain])] == ["entry-doubtful"]
    assert [one.rule for one in check_list([faulty])] == ["entry-unread"]
    (finding,) = EntryUnread().check([faulty])
    assert finding.message == fault
    assert finding.references == (plain.string.number,)


def test_an_entry_that_is_too_long_says_how_much_of_it_was_parsed() -> None:
    longest = reference(NOTHING, f"{TITLE} 2015 ".ljust(LONGEST_PARSED, "a"))
    longer = reference(NOTHING, f"{TITLE} 2015 ".ljust(LONGEST_PARSED + 1, "a"))
    assert not list(EntryDoubtful().check([longest]))
    (finding,) = EntryDoubtful().check([longer])
    assert finding.message == (
        "This entry is too long to be a reference: of its 100,001 characters only the first"
        " 100,000 were parsed."
    )
    assert finding.cited is None
