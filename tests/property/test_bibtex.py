"""BibTeX goes there and back: reading what was written gives the same record."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.bibtex_reading import from_bibtex

from refcheck.formats.bibtex import carried, entry_keys, to_bibtex
from refcheck.formats.bibtex.latex import clean, decode, decode_verbatim, encode, encode_verbatim
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)
from refcheck.text.works.identifiers import normalise_doi, normalise_pmcid, normalise_pmid

# What breaks BibTeX files, as single characters and as words, among any text there is.
TRICKY = st.sampled_from(
    [
        *"{}%&$#_~^\\\"'`<>|@=,;:-–—()[]",
        *("--", "---", "''", "``", "?`", ",,", "\\{", "\\", "{\\'e}", "$x^2$", "α", "é", "e\u0301"),
        *(
            "x\u0304",
            "Å",
            "ß",
            "ű",
            "抑郁",
            "🧪",
            "\u00a0",
            "\u200b",
            "\u2009",
            "and",
            "And",
            "others",
            "6",
        ),
        *(
            "\u202e",
            "\u200f",
            "می\u200cخواهم",
            "\u200d",
            "\u00ad",
            "\U000e0041",
            "\ud800",
            "van der",
        ),
        *("et al.", "@article{x,", "jan", "\\url{a}", "10.1002/(SICI)1<1::AID>3.0.CO;2-2"),
    ]
)
TEXT = st.lists(st.one_of(TRICKY, st.text(max_size=8), st.just(" ")), max_size=8).map("".join)
OPTIONAL = st.one_of(st.none(), TEXT)
NAME = st.one_of(
    TEXT, st.sampled_from(["van der Berg", "de la Cruz", "García de la Torre", "Ø", "al-Rashid"])
)
DATE = st.builds(
    PartialDate,
    year=st.integers(min_value=1, max_value=9999),
    month=st.one_of(st.none(), st.integers(min_value=1, max_value=12)),
    day=st.one_of(st.none(), st.integers(min_value=1, max_value=31)),
    season=st.one_of(st.none(), TEXT),
)
CONTRIBUTOR = st.one_of(
    st.builds(GroupName, name=NAME),
    st.builds(
        PersonName,
        family=NAME,
        given=OPTIONAL,
        initials=OPTIONAL,
        particle=st.one_of(OPTIONAL, st.sampled_from(["van der", "De", "von"])),
        suffix=OPTIONAL,
    ),
)
RECORD = st.builds(
    BibliographicRecord,
    type=st.sampled_from(WorkType),
    authors=st.lists(CONTRIBUTOR, max_size=3).map(tuple),
    authors_complete=st.booleans(),
    editors=st.lists(CONTRIBUTOR, max_size=2).map(tuple),
    title=OPTIONAL,
    container_title=OPTIONAL,
    container_variants=st.lists(TEXT, max_size=2).map(tuple),
    dates=st.lists(
        st.builds(PublicationDate, kind=st.sampled_from(DateKind), date=DATE), max_size=2
    ).map(tuple),
    volume=OPTIONAL,
    issue=OPTIONAL,
    pages=OPTIONAL,
    edition=OPTIONAL,
    publisher=OPTIONAL,
    publisher_place=OPTIONAL,
    language=OPTIONAL,
    doi=st.one_of(st.none(), TEXT.map(lambda text: normalise_doi(f"10.1234/{text}"))),
    pmid=st.one_of(st.none(), st.integers(1, 99_999_999).map(lambda n: normalise_pmid(str(n)))),
    pmcid=st.one_of(st.none(), st.integers(1, 999_999).map(lambda n: normalise_pmcid(f"PMC{n}"))),
    url=OPTIONAL,
    accessed=st.one_of(st.none(), DATE),
    isbn=st.lists(st.sampled_from(["0306406152", "9780306406157"]), max_size=2).map(tuple),
    issn=st.lists(st.sampled_from(["1043-6618", "2434-561X"]), max_size=2).map(tuple),
    ahead_of_print=st.booleans(),
)


def edited(**name: str) -> BibliographicRecord:
    """A work with one editor."""
    return BibliographicRecord(editors=(PersonName(family=name.pop("family", ""), **name),))


def dated(season: str) -> BibliographicRecord:
    """A work whose month is a word."""
    date = PartialDate(year=2015, season=season)
    return BibliographicRecord(dates=(PublicationDate(kind=DateKind.PRINT, date=date),))


@settings(max_examples=50, deadline=None)
@given(st.lists(RECORD, max_size=2), st.booleans())
@example([edited(family="and \u00a0{")], False)
@example([edited(given="a {")], False)
@example([BibliographicRecord(pages="{----{")], False)
@example([edited(family="And #", given="A", particle="van der")], False)
@example([edited(family="Others Smith", given="A")], False)
@example([dated("6")], False)
@example([BibliographicRecord(editors=2 * (PersonName(family="al-Rashid"),))], False)
@example([BibliographicRecord(authors=3 * (PersonName(family="Johnson"),))], True)
def test_there_and_back(records: list[BibliographicRecord], unicode: bool) -> None:
    text = to_bibtex(records, unicode=unicode)
    assert [record for _, record in from_bibtex(text)] == [carried(record) for record in records]


@settings(max_examples=40, deadline=None)
@given(RECORD)
@example(edited(family="and \u00a0{"))
@example(edited(family="a\u2009\u00a0B", particle="de\u00a0"))
@example(edited(given="a {"))
@example(edited(initials="van der", particle=" ", suffix="\u00a0"))
@example(BibliographicRecord(pages="{----{"))
@example(BibliographicRecord(pages="{---- {"))
@example(BibliographicRecord(title="e\u200b\u0301"))
def test_what_is_carried_is_carried_again(record: BibliographicRecord) -> None:
    assert carried(carried(record)) == carried(record)


@settings(deadline=None)
@given(TEXT, st.booleans())
def test_text_is_kept_and_its_braces_match(text: str, unicode: bool) -> None:
    written = encode(clean(text), unicode=unicode)
    assert decode(written) == clean(text)
    depth = 0
    for char in written:  # as BibTeX counts them: a backslash before a brace changes nothing
        depth += (char == "{") - (char == "}")
        assert depth >= 0
    assert depth == 0


@given(TEXT)
def test_identifiers_are_kept(text: str) -> None:
    assert decode_verbatim(encode_verbatim(clean(text))) == clean(text)


@given(TEXT)
def test_clean_text_is_nfc_on_one_line(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert unicodedata.is_normalized("NFC", clean(text))
    assert len(clean(text).splitlines()) <= 1
    clean(text).encode()


@settings(max_examples=25, deadline=None)
@given(st.lists(RECORD, max_size=4))
def test_keys_are_unique_ascii_and_stay_when_the_list_grows(
    records: list[BibliographicRecord],
) -> None:
    keys = entry_keys(records)
    assert len({key.casefold() for key in keys}) == len(records)
    for key in keys:
        assert key.isascii()
        assert key.replace("-", "").isalnum()
        assert key[0].isalpha()
    assert entry_keys(records[:-1]) == keys[:-1]


@settings(deadline=None)
@given(st.text())
def test_any_text_is_decoded(text: str) -> None:
    decode(text)
