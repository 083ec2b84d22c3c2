"""XML and archives from outside: they reach nothing, and nothing blows up."""

from __future__ import annotations

import io
import zipfile

import pytest

from refcheck.errors import InputError
from refcheck.readers.markup import Archive, check_size, local_name, open_archive, parse_xml


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"<a>x</a>", "x"),
        (b"\xef\xbb\xbf<a>\xc3\xa9</a>", "é"),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?>\n<a>\xe9</a>", "é"),
        (b"<?xml version='1.0' encoding='UTF-8'?><a>\xe9</a>", "é"),
        (b"<?xml version='1.0' encoding='x-none'?><a>\xc3\xa9</a>", "é"),
        (b"<?xml version='1.0' encoding='utf-16'?><a>x</a>", "x"),
        ("<?xml version='1.0' encoding='utf-16'?><a>é</a>".encode("utf-16"), "é"),
        (b"<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'><a>&mdash;&nbsp;&lt;</a>", "—\xa0<"),
        (b"<a>&nothing;</a>", "&nothing;"),
        (b"<!DOCTYPE a [<!ENTITY d '&#8212;'><!ENTITY g SYSTEM 'g' NDATA x>]><a>&d;</a>", "—"),
        (b"<a><!-- c -->x<?p i?></a>", "x"),
    ],
)  # fmt: skip
def test_xml_is_read(content: bytes, text: str) -> None:
    assert "".join(map(str, parse_xml("a.xml", content).itertext())) == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "broken or incomplete XML"),
        (b"<a>\n<b></a>", r"broken or incomplete XML \(line 2\)"),
        (b"<!DOCTYPE a [<!ENTITY b 'c&d;'>]><a>&b;</a>", "declares XML entities"),
        (b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "declares XML ent"),
        (b"<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://x'> %b; <!ENTITY c 'd&e;'>]><a/>", "declares"),
        (b"<a>" * 300, "nested too deeply"),
        (b"<a>" + b"x" * 11_000_000 + b"</a>", "piece that is too large"),
        (b"<a>" + b"<b/>" * 2_600_000, "a million"),
        (b" " * 50_000_001, "MB of markup"),
        (b"\x00" * 100, "NUL"),
    ],
)
def test_what_is_wrong_is_said(content: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        parse_xml("a.xml", content)
    assert "\n" not in str(caught.value)


def test_lines_are_those_of_the_file() -> None:
    head = b"<?xml\nversion='1.0'?>\n<!DOCTYPE a [\n<!ENTITY b '&#65;'>\n]>\n"
    content = head + b"<a>\n<n:c xmlns:n='n'/></a>"
    root = parse_xml("a.xml", content)
    assert (root.sourceline, root[0].sourceline) == (6, 7)
    assert local_name(root[0]) == "c"


def zipped(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def opened(*members: tuple[str, bytes]) -> Archive:
    return open_archive("a.zip", zipped(*members))


def test_members_are_read() -> None:
    archive = opened(("a", b"one"), ("b/c", b"two"))
    assert archive.names == {"a", "b/c"}
    assert archive.read("b/c") == b"two"
    with pytest.raises(InputError, match="lacks the part d"):
        archive.read("d")
    with pytest.raises(InputError, match=r"lacks the part a.b+…"):
        archive.read("a\n" + "b" * 90)


def test_bombs_are_left_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="far more than its size"):
        opened(("a", bytes(30_000_000))).read("a")
    archive = opened(("a", b"x" * 60), ("b", b"y" * 60))
    monkeypatch.setattr("refcheck.readers.markup._MAX_TOTAL", 100)
    archive.read("a")
    with pytest.raises(InputError, match="far more than its size"):
        archive.read("b")
    monkeypatch.setattr("refcheck.readers.markup._MAX_MEMBERS", 1)
    with pytest.raises(InputError, match="more than 1 files"):
        opened(("a", b""), ("b", b""))


def test_damaged_and_locked_archives() -> None:
    content = zipped(("a", bytes(range(256)) * 20))
    for broken in (content[:-30], b"PK\x03\x04" + bytes(60)):
        with pytest.raises(InputError, match="damaged ZIP"):
            open_archive("a.zip", broken)
    hurt = bytearray(content)
    hurt[60:90] = bytes(30)
    with pytest.raises(InputError, match="damaged ZIP archive"):
        open_archive("a.zip", bytes(hurt)).read("a")
    central = content.index(b"PK\x01\x02")
    locked = bytearray(content)
    locked[6] |= 1
    locked[central + 8] |= 1
    with pytest.raises(InputError, match="password"):
        open_archive("a.zip", bytes(locked)).read("a")


@pytest.mark.parametrize(
    "attribute", ["a{0}=1 ", "a{0} ", 'a{0}=">" ', "a{0}='<'", "a{0}/", 'a{0}" ']
)
def test_a_tag_with_thousands_of_attributes_is_refused(attribute: str) -> None:
    tag = "".join(attribute.format(number) for number in range(4_000))
    with pytest.raises(InputError, match="a tag with more than 1,000 attributes"):
        check_size("a.html", f"<p>A</p><p {tag}>Text</p>".encode())


def test_a_long_value_is_no_attributes() -> None:
    check_size("a.html", f'<img src="data:{"a/b= " * 4_000}"><p>A</p>'.encode())
