"""What a reference says of how surely it was parsed."""

from __future__ import annotations

from refcheck.model.document import Span
from refcheck.model.finding import Field
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.parsing import parse

RECORD = BibliographicRecord(title="Ecstasy", volume="3", doi="10.1000/x")


def reference(parsed: ParsedString) -> Reference:
    span = Span(start=0, end=3, line=1, column=1)
    string = ReferenceString(number=1, list_number=1, label=None, raw="raw", span=span)
    return Reference(string=string, parsed=parsed)


def test_the_confidence_is_that_of_the_field() -> None:
    parsed = ParsedString(record=RECORD, field_confidence=(("title", 0.7), ("volume", 0.4)))
    assert reference(parsed).confidence_in(Field.TITLE) == 0.7
    assert reference(parsed).confidence_in(Field.VOLUME) == 0.4


def test_a_field_that_the_parser_did_not_find_has_none() -> None:
    parsed = ParsedString(record=RECORD, field_confidence=(("title", 0.7),))
    assert reference(parsed).confidence_in(Field.JOURNAL) == 0.0


def test_nothing_is_in_doubt_where_nothing_was_parsed() -> None:
    given = reference(ParsedString(record=RECORD))
    assert {given.confidence_in(field) for field in Field} == {1.0}


def test_identifiers_are_never_in_doubt() -> None:
    parsed = ParsedString(record=RECORD, field_confidence=(("title", 0.7),))
    assert reference(parsed).confidence_in(Field.DOI) == 1.0


def test_a_plain_string_is_sure_in_each_field_and_a_torn_one_is_not() -> None:
    text = (
        "Nutt DJ, King LA, Phillips LD. Drug harms in the UK: a multicriteria decision analysis. "
        "Lancet. 2010;376(9752):1558-65."
    )
    plain = reference(parse(text))
    fields = (Field.AUTHOR, Field.TITLE, Field.JOURNAL, Field.YEAR, Field.VOLUME, Field.PAGES)
    assert all(plain.confidence_in(field) > 0.95 for field in fields)
    torn = reference(parse("Das BB, Shakti D. Thyroid storm in a girl. Cardiol Young 2021;1–5."))
    assert torn.confidence_in(Field.VOLUME) < 0.95
