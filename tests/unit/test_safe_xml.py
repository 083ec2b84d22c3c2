"""Hostile and broken XML from outside: it reaches nothing, and nothing blows up."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.safe_xml import Fault, XMLError, check_size, flat_text, local_name, parse_xml

BOMB = """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<r>&b;</r>"""
OUTSIDE = """<!DOCTYPE r [<!ENTITY secret SYSTEM "file:///etc/passwd">]><r>&secret;</r>"""
HIDDEN = """<?p <a ?><!-- <a> --><!DOCTYPE r [<!-- <a> --><!ENTITY b "x">]><r a="&b;"/>"""


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, HIDDEN], ids=["bomb", "file", "after comments"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(text: str, encoding: str) -> None:
    text = text.replace('<?xml version="1.0"?>', "")
    with pytest.raises(XMLError, match="declares XML entities") as caught:
        parse_xml(text.encode(encoding))
    assert caught.value.fault is Fault.ENTITIES


def test_what_only_shows_how_to_declare_entities_is_read() -> None:
    root = parse_xml(b"<r><![CDATA[<!DOCTYPE r [<!ENTITY a 'b'>]>]]></r>")
    assert flat_text(root) == "<!DOCTYPE r [<!ENTITY a 'b'>]>"


def test_an_outside_dtd_is_named_by_every_answer_and_never_loaded() -> None:
    root = parse_xml(b'<!DOCTYPE r PUBLIC "-//NLM//DTD r//EN" "http://dtd.invalid/r.dtd"><r>x</r>')
    assert flat_text(root) == "x"


@pytest.mark.parametrize("encoding", [None, "utf-8"])
def test_a_dtd_on_this_machine_is_not_loaded(tmp_path: Path, encoding: str | None) -> None:
    dtd = tmp_path / "r.dtd"
    dtd.write_text('<!ATTLIST r secret CDATA "from the file">')
    document = f'<!DOCTYPE r SYSTEM "{dtd.as_uri()}"><r/>'
    assert parse_xml(document.encode(), encoding).attrib == {}


def test_an_id_that_comes_twice_is_read() -> None:
    root = parse_xml(b'<r><a xml:id="x"/><b xml:id="x"/></r>', "utf-8")
    assert len(root) == 2


@pytest.mark.parametrize(
    "body", [b"", b"<r>", b"no xml", b"<r/><r/>", b"\xff\xfe\x00", b"<r>\x00</r>"]
)
def test_broken_xml_is_refused_without_quoting_it(body: bytes) -> None:
    with pytest.raises(XMLError, match=r"^is broken or incomplete XML(?: \(line 1\))?$") as caught:
        parse_xml(body)
    assert caught.value.fault is Fault.BROKEN


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<r>" * 300, "nested too deeply"),
        (b"<r>" * 100_000 + b"</r>" * 100_000, "nested too deeply"),
        (b"<r>" + b"x" * 11_000_000 + b"</r>", "a piece that is too large"),
    ],
)
def test_depth_and_pieces_have_a_limit(body: bytes, reason: str) -> None:
    with pytest.raises(XMLError, match=reason) as caught:
        parse_xml(body)
    assert caught.value.fault is Fault.BROKEN


@pytest.mark.parametrize(
    "piece", [b"<a/>", b"<a></a>", b'<a b="1" c="2"/>', b"<!-- -->", b"<?a?>", b"&lt;<b/>"]
)
def test_the_number_of_tags_and_attributes_has_a_limit(piece: bytes) -> None:
    with pytest.raises(XMLError, match="more than a million tags") as caught:
        parse_xml(b"<r>" + piece * 1_300_000 + b"</r>")
    assert caught.value.fault is Fault.TOO_LARGE


def test_the_size_has_a_limit() -> None:
    with pytest.raises(XMLError, match="more than 50 MB of markup") as caught:
        parse_xml(b" " * 50_000_001)
    assert caught.value.fault is Fault.TOO_LARGE


@pytest.mark.parametrize(
    "attribute", ["a{0}=1 ", "a{0} ", 'a{0}=">" ', "a{0}='<'", "a{0}/", 'a{0}" ']
)
def test_a_tag_with_thousands_of_attributes_is_refused(attribute: str) -> None:
    tag = "".join(attribute.format(number) for number in range(4_000))
    with pytest.raises(XMLError, match="a tag with more than 1,000 attributes"):
        check_size(f"<p>A</p><p {tag}>Text</p>".encode())
    with pytest.raises(XMLError, match="a tag with more than 1,000 attributes"):
        parse_xml(f"<p {tag}>Text</p>".encode())


def test_a_long_value_is_not_many_attributes() -> None:
    check_size(f'<img src="data:{"a/b= " * 4_000}"><p>A</p>'.encode())


def test_as_many_as_records_have_are_read() -> None:
    assert len(parse_xml(b"<r>" + b'<a b="1"/>' * 200_000 + b"</r>")) == 200_000


def test_names_come_without_their_namespace() -> None:
    assert local_name(parse_xml(b"<n:c xmlns:n='n'/>")) == "c"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    with contextlib.suppress(XMLError):
        parse_xml(body)
