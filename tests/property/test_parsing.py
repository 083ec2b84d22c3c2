"""What must hold of the parser whatever it is given."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from refcheck.model.record import BibliographicRecord, GroupName
from refcheck.parsing import parse

_PIECES = st.sampled_from(
    ["Smith J", "O’Leary-Müller ÖA,", "et al.", "(2012)", "2012;", "12(3):444–61.", "In:", "eds.",
     "Jr", "J Affect Disord.", "doi:10.1000/abc", "PMID: 123", "http://x.org/a", "Springer,",
     "New York:", "[Internet]", "«Titre»", "“quoted?”", "第3期", "Иванов И.И.", "Suppl 1",
     "2000", "Mar", "Sep 13-15;", "1999;", "¿", "Proceedings", "410 U.S.", "ISO 15189:2012", "=",
     "\ue000", "\u200b", "ﬁ", "…", "4th ed.", "Accessed May 3, 2020", "Epub 2012 Mar 3", "p. 3-9"]
)  # fmt: skip
_STRINGS = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=15).map(" ".join))


def plain(value: str) -> str:
    """Letters and digits alone, case and compatibility forms folded."""
    return "".join(c for c in unicodedata.normalize("NFKD", value).casefold() if c.isalnum())


def texts(record: BibliographicRecord) -> list[str]:
    """Every value of the record that is made of the string's own words."""
    values = [record.title, record.container_title, record.volume, record.issue, record.pages]
    values += [record.publisher, record.publisher_place, record.edition, record.doi, record.pmid]
    for person in (*record.authors, *record.editors):
        values += (
            [person.name]
            if isinstance(person, GroupName)
            else [person.family, person.given, person.suffix]
        )
    return [value for value in values if value]


@given(_STRINGS)
@settings(max_examples=300, deadline=None)
@example("")
@example("\ue000\ue001")
@example("1. [PubMed]")
@example("AA%A;Doi:0 …In:J")
@example("0 :A:Doi:0 A.In:0=")
@example("%0A%MAR 0=U/2000;")
@example("Gut mood. 1999; ¿ S1")
@example("A …ISO00;000")
@example("O%A\ue000A…In:J")
@example("A\x1b<…:A")
@example("A\x1b<…A:B")
def test_any_text_gives_an_item_and_nothing_is_invented(text: str) -> None:
    parsed = parse(text)
    said = plain(text)
    for reading in (parsed.record, *parsed.alternatives):
        for value in texts(reading):
            assert plain(value) in said, value
        for date in reading.dates:
            assert re.search(rf"{date.date.year}", unicodedata.normalize("NFKC", text))
    assert 0 <= parsed.confidence <= 1
    assert all(0 <= chance <= 1 for _, chance in parsed.field_confidence)


@given(st.lists(_STRINGS, min_size=2, max_size=4))
@settings(max_examples=50, deadline=None)
def test_parsing_does_not_depend_on_the_strings_before(strings: list[str]) -> None:
    alone = parse(strings[-1])
    for string in strings:
        last = parse(string)
    assert last == alone
