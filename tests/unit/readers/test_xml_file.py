"""XML files: decoded, names of characters replaced, and what is wrong said in words."""

from __future__ import annotations

import pytest

from refcheck.errors import InputError
from refcheck.readers.xml_file import check_size, parse_xml
from refcheck.safe_xml import local_name


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
        (b"<a><![CDATA[<!ENTITY b 'c'>]]></a>", "<!ENTITY b 'c'>"),
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
        (b"<a>" + b"<b/>" * 1_300_000, "a million"),
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


def test_html_has_the_same_limits() -> None:
    with pytest.raises(InputError, match="a million tags"):
        check_size("a.html", b"<p>" * 1_300_000)
