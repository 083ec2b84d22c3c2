"""A prepared document as bytes, and back."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
import zlib
from array import array
from enum import Enum
from typing import Any

import pytest

from refcheck.model.document import Document, Link, MarkedReference, SuppressionComment
from refcheck.model.report import Lookup
from refcheck.pipeline.documents import Prepared, prepare
from refcheck.pipeline.readings import codec
from refcheck.pipeline.readings.codec import packed, unpacked
from refcheck.readers.files.inputs import InMemory

REFERENCES = """References

1. Nutt DJ. Equasy: an overlooked addiction. J Psychopharmacol. 2009;23(1):3-5.
2. Lee K, de la Cruz M, et al. [Retracted: Lancet 2012;380:1.] Zinc. Lancet. 2010;375:77-9.
3. WHO. World report on vision. Geneva: WHO; 2019. http://www.who.int/vision (accessed 3 May 2020)
"""
TEXT = f"""Vision is rare [1,2,7] and often lost [3].\f
It is well known (Kim A, Oh B. Loss of vision. Lancet 2009, PMID: 19939863).

{REFERENCES}"""
MARKDOWN = f"""# Vision

It is rare [1]. <!-- refcheck: ignore[all] until 2031-02-03 printed so -->

# {REFERENCES}"""
BIBTEX = """@article{one, title = {Zinc}, author = {Lee, K}, year = 2010, year = 2011}
@article{two, title = {Vision, journal = nowhere, }
"""
JATS = """<article><front/><body><p>See <xref rid="b1">1</xref>.</p></body><back><ref-list>
<ref id="b1"><label>1</label><element-citation publication-type="journal"><person-group
person-group-type="author"><name><surname>Lee</surname><given-names>K</given-names></name>
</person-group><article-title>Zinc</article-title><source>Lancet</source><year>2010</year>
<volume>375</volume><fpage>77</fpage><pub-id pub-id-type="doi">10.1000/1</pub-id>
</element-citation></ref></ref-list></back></article>"""
RIS = "TY  - JOUR\nAU  - Lee, K\nTI  - Zinc\nJO  - Lancet\nPY  - 2010\nER  - \n"
DOCUMENTS = {
    "text": ("article.txt", TEXT),
    "markdown": ("article.md", MARKDOWN),
    "bibtex": ("list.bib", BIBTEX),
    "jats": ("article.xml", JATS),
    "ris": ("list.ris", RIS),
    "nothing": ("nothing.txt", "No list, but see doi:10.1000/abc.1 there."),
}


def prepared(name: str) -> Prepared:
    path, text = DOCUMENTS[name]
    return prepare(InMemory(path=path, content=text.encode()))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_comes_back_as_it_was(name: str) -> None:
    before = prepared(name)
    after = unpacked(packed(before))
    assert before.error is None
    assert after == before
    assert hash(after) == hash(before)
    assert repr(after.references) == repr(before.references)  # 1 and True are equal, too
    assert repr(after.findings) == repr(before.findings)
    assert [*after.layout.kept_lines] == [*before.layout.kept_lines]


def test_the_documents_of_these_tests_have_something_of_everything() -> None:
    everything = [prepared(name) for name in DOCUMENTS]
    for field in dataclasses.fields(Prepared):
        if field.name != "error":
            assert any(getattr(one, field.name) for one in everything), field.name
    assert any(one.string.defects for each in everything for one in each.references)
    assert any(one.suppression.until for each in everything for one in each.suppressions)
    assert any(len(each.layout.page_starts) > 1 for each in everything)
    assert any(each.layout.places for each in everything)


def test_places_of_the_layout_are_found_as_before() -> None:
    before = prepared("text")
    after = unpacked(packed(before))
    for span in (before.references[0].string.span, before.citations[0].span):
        assert after.layout.span(span.start, span.end) == span


def test_half_a_character_is_kept() -> None:
    before = Prepared(path="\ud800.txt", error="of no matter")
    assert unpacked(packed(before)) == before


def parts_of(annotation: Any) -> set[type]:
    """Returns the classes that a value with this annotation can be made of."""
    if isinstance(annotation, typing.NewType):
        return parts_of(annotation.__supertype__)
    if typing.get_origin(annotation) in (tuple, typing.Union, types.UnionType, array):
        return {part for one in typing.get_args(annotation) for part in parts_of(one)}
    return {annotation} if isinstance(annotation, type) else set()


def classes_of(kind: type, left_out: set[type]) -> set[type]:
    """Returns the classes of all values that objects of a class can have, but for some."""
    found: set[type] = set()
    waiting = [kind]
    while waiting:
        one = waiting.pop()
        if one in found or one in left_out:
            continue
        found.add(one)
        if dataclasses.is_dataclass(one):
            hints = typing.get_type_hints(one, localns={"array": list})
            for field in dataclasses.fields(one):
                if field.init:
                    waiting += parts_of(hints[field.name])
    return found


def test_every_class_that_a_document_can_be_made_of_is_known() -> None:
    left_out = {MarkedReference, Link, SuppressionComment, Lookup}  # by a layout; looked up later
    wanted = classes_of(Prepared, left_out) - {str, int, float, bool, types.NoneType}
    assert Document in wanted
    assert wanted <= set(codec._CLASSES)


@pytest.mark.parametrize("kind", [one for one in codec._CLASSES if issubclass(one, Enum)])
def test_the_values_of_enumerations_come_back(kind: type[Enum]) -> None:
    for one in kind:
        before = Prepared(path="", references=(one,))  # type: ignore[arg-type]
        assert unpacked(packed(before)).references[0] is one  # type: ignore[comparison-overlap]


def test_what_is_no_value_is_refused() -> None:
    with pytest.raises(TypeError, match="set is no value of a reading"):
        packed(Prepared(path="", references=({1},)))  # type: ignore[arg-type]


def test_damaged_bytes_are_refused() -> None:
    whole = packed(prepared("text"))
    for damaged in (b"", whole[:-1], whole[:9] + b"\0" + whole[10:], b"{}", whole[1:]):
        with pytest.raises(ValueError, match="it is damaged"):
            unpacked(damaged)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "[99,0]",
        "[-1,0]",
        '{"0":1}',
        "[[[[]]]]",
        '["a"]',
        "[1,99,0]",
        "[1,0",
        "nul",
        "[" * 100_000,
        '[13,0,"a.txt",99,1]',
        '[27,"no such type"]',
    ],
)
def test_bytes_that_are_no_reading_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="it is"):
        unpacked(zlib.compress(text.encode()))


@pytest.mark.parametrize("value", ["a text", 1, None, [0, 1]])
def test_something_else_than_a_document_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="it is no document"):
        unpacked(zlib.compress(json.dumps(value).encode()))


def test_a_layout_without_text_has_its_lines_and_pages() -> None:
    whole = Document(path="", text="one\ntwo\fthree\n", page_starts=(0, 7))
    layout = whole.without_text()
    assert not layout.text
    assert [layout.span(at, at) for at in range(14)] == [whole.span(at, at) for at in range(14)]
