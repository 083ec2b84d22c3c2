"""Decoding: byte order marks, UTF-8, Windows-1252, damaged text, and what is no text."""

from __future__ import annotations

import codecs

import pytest

from refcheck.errors import InputError
from refcheck.readers.io import beginning_of_text, decode, read_text

NAMES = "Muñoz-Tébar N, Özgüç N, Françoise Bœuf – “Título”, 12:24–35."


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(b"", "", id="empty"),
        pytest.param(NAMES.encode(), NAMES, id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + NAMES.encode(), NAMES, id="utf-8 with a mark"),
        pytest.param(codecs.BOM_UTF16_LE + NAMES.encode("utf-16-le"), NAMES, id="utf-16-le"),
        pytest.param(codecs.BOM_UTF16_BE + NAMES.encode("utf-16-be"), NAMES, id="utf-16-be"),
        pytest.param(codecs.BOM_UTF32_LE + NAMES.encode("utf-32-le"), NAMES, id="utf-32-le"),
        pytest.param(
            "Muñoz M. Depresión y ketamina – “una”".encode("cp1252"),
            "Muñoz M. Depresión y ketamina – “una”",
            id="windows-1252",
        ),
        pytest.param(b"a\r\nb\rc\n\x0cd", "a\r\nb\rc\n\x0cd", id="line ends are kept"),
        pytest.param(
            b"Smith\x00 J. 2014" + b"." * 4000, "Smith\x00 J. 2014" + "." * 4000, id="a NUL"
        ),
        pytest.param(
            "Müller Özgüç Bœuf Ñandú Łódź".encode() + b"\xff.",
            "Müller Özgüç Bœuf Ñandú Łódź\ufffd.",
            id="damaged utf-8",
        ),
    ],
)
def test_text_is_decoded(content: bytes, text: str) -> None:
    assert decode("a.txt", content) == text


def test_the_detector_comes_last() -> None:
    # 0x8F is no character of Windows-1252; in cp1251 these bytes are Russian words.
    words = "Ландау Л. Д. Механика. Москва: Наука, 1988. Џ"
    assert "Механика" in decode("a.txt", words.encode("cp1251") * 20)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (bytes(range(256)) * 4, "NUL"),
        ("Smith J. 2014".encode("utf-16-le"), "NUL"),
        (bytes(range(1, 32)) * 40, "binary"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        read_text("a.txt", content)
    assert caught.value.path == "a.txt"
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("declared", "text"),
    [("cp1250", "Łęcka"), ("no-such-encoding", "£êcka"), ("ascii", "£êcka"), (None, "£êcka")],
)
def test_what_is_declared_comes_before_what_is_guessed(declared: str | None, text: str) -> None:
    assert decode("a.txt", "Łęcka".encode("cp1250"), declared) == text
    assert decode("a.txt", "Łęcka".encode(), declared) == "Łęcka"


def test_a_form_feed_begins_a_page() -> None:
    document = read_text("a.txt", b"one\x0ctwo\x0cthree")
    assert document.page_starts == (0, 4, 8)
    assert document.span(5, 7).page == 2
    assert read_text("a.txt", b"one").page_starts == ()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-be", "utf-32-be"]
)
def test_a_byte_order_mark_is_known_in_the_beginning_as_in_the_whole(encoding: str) -> None:
    mark = {"utf-16-be": codecs.BOM_UTF16_BE, "utf-32-be": codecs.BOM_UTF32_BE}.get(encoding, b"")
    content = mark + "<p>Müller</p>".encode(encoding)
    assert beginning_of_text(content, 200) == decode("a", content) == "<p>Müller</p>"
    assert beginning_of_text(content, 20)[:3] == "<p>"
