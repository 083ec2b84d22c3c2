"""Keys: what they are made of, and that they stay."""

from __future__ import annotations

import pytest

from refcheck.formats.bibtex import KeyRing, entry_keys, is_key
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
)


def record(
    author: Contributor | str | None = "Rajkumar",
    year: int | None = 2012,
    title: str | None = "Ketamine and suicidal ideation in depression: Jumping the gun?",
    **fields: str,
) -> BibliographicRecord:
    if isinstance(author, str):
        author = PersonName(family=author, given="R")
    date = PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year or 1))
    return BibliographicRecord(
        authors=(author,) if author else (),
        dates=(date,) if year else (),
        title=title,
        **fields,
    )


@pytest.mark.parametrize(
    ("work", "key"),
    [
        (record(), "rajkumar2012ketamine"),
        (record("O'Leary-Müller", 2014, "A review of 5-HT"), "olearymuller2014review"),
        (
            record(PersonName(family="Berg", particle="van der")),
            "vanderberg2012ketamine",
        ),
        (
            record(GroupName(name="World Health Organization"), 2016, "International statistics"),
            "worldhealthorganization2016international",
        ),
        (record(GroupName(name="3rd Stroke Trial")), "rdstroketrial2012ketamine"),
        (record(None), "anon2012ketamine"),
        (record(year=None), "rajkumarketamine"),
        (record(title=None), "rajkumar2012"),
        (record(title=None, container_title="The Lancet"), "rajkumar2012lancet"),
        (record("李", 2011, "抑郁"), "anon2011"),
        (record("Łoś", 2011, "Der Einfluß"), "los2011einfluss"),
        (record("X" * 100), "x" * 24 + "2012ketamine"),
        (BibliographicRecord(), "anon"),
        (BibliographicRecord(editors=(PersonName(family="Smith"),)), "smith"),
    ],
)
def test_key(work: BibliographicRecord, key: str) -> None:
    assert entry_keys([work]) == [key]


def test_the_first_keeps_the_bare_key_and_the_others_their_own() -> None:
    first, second = record(volume="99"), record(volume="100")
    third = record("Fam")
    keys = entry_keys([first, second])
    assert keys[0] == "rajkumar2012ketamine"
    assert keys[1].startswith("rajkumar2012ketamine-")
    assert entry_keys([first, third, second]) == [keys[0], "fam2012ketamine", keys[1]]
    assert entry_keys([first, record(volume="7"), second])[::2] == keys


def test_twins_are_numbered() -> None:
    keys = entry_keys([record()] * 4)
    assert keys[2:] == [f"{keys[1]}-2", f"{keys[1]}-3"]


def test_suffixes_come_from_the_content_alone() -> None:
    """They are part of people's manuscripts: another version must make the same ones."""
    assert entry_keys([record(), record(volume="99")])[1] == "rajkumar2012ketamine-gjvq"


def test_a_ring_gives_the_same_keys_one_by_one() -> None:
    records = [record(), record("Fam"), record(volume="99")]
    ring = KeyRing()
    assert [ring.take(one) for one in records] == entry_keys(records)


def test_a_work_that_is_printed_very_often_costs_no_more_each_time() -> None:
    keys = entry_keys([record("Fam")] * 30_000)
    assert len(set(keys)) == 30_000
    assert keys[-1].endswith("-29999")


def test_the_keys_of_the_source_stay_and_no_made_key_is_like_one() -> None:
    made = entry_keys([record()])[0]
    keys = entry_keys([record(), record(), record()], [None, made.upper(), None])
    assert keys[1] == made.upper()
    assert len({key.lower() for key in keys}) == 3


def test_a_key_that_the_source_has_twice_gets_a_suffix_the_second_time() -> None:
    first, second, third = entry_keys([record(), record("Fam"), record()], ["a:1", "a:1", "A:1"])
    assert (first, third) == ("a:1", "A:1")
    assert second.startswith("a:1-")


@pytest.mark.parametrize(
    ("key", "accepted"),
    [
        ("rajkumar2015", True),
        ("DBLP:conf/x/Y-1_2.3+4", True),
        ("http://zotero.org/users/1/items/AB12", True),
        ("müller2010", True),
        ("12345", True),
        ("", False),
        ("two words", False),
        ("a,b", False),
        ("a{b}", False),
        ("a%b", False),
        ("a#b", False),
        ("\\\\alpha", False),
    ],
)
def test_what_can_be_a_key(key: str, accepted: bool) -> None:
    assert is_key(key) is accepted
