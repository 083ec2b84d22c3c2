"""RTF: paragraphs, characters, lists, notes, fields, and what is no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from refcheck import readers
from refcheck.errors import InputError
from refcheck.extraction import extract
from refcheck.model.document import Document
from refcheck.readers.office import rtf
from refcheck.readers.office.rtf import read_rtf

FILES = Path(__file__).parent / "files"


def document(body: str) -> Document:
    return read_rtf("a.rtf", b"{\\rtf1\\ansi\\ansicpg1252 " + body.encode("latin-1") + b"}")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("", ""),
        (r"one\par two", "one\n\ntwo\n"),
        ("one\\\ntwo", "one\n\ntwo\n"),
        ("one\ntwo", "onetwo\n"),
        (r"one\line two", "one\ntwo\n"),
        (r"a\~b\-c\_d\{e\}\\", "a bc-d{e}\\\n"),
        (r"\ldblquote a\rdblquote\emdash b\tab c", "“a”—b\tc\n"),
        (r"M\'fcnchen", "München\n"),
        ("M\xfcnchen", "München\n"),
        (r"\u321?\u281 ?cka", "Łęcka\n"),
        (r"\uc2\u321\'a3\'a3cka {\uc0\u321}x", "Łcka Łx\n"),
        (r"\u-10179?\u-8704?", "😀\n"),
        (r"{\fonttbl{\f1\fcharset238 B;}{\f2\fcharset128 C;}}{\f1\'a3}{\f2\'8e\'51}", "Ł参\n"),
        (r"\ansicpg1250\'a3", "Ł\n"),
        (r"\ansicpg99999\'e9" + "\xe9", "éé\n"),
        (r"\mac\'8e", "é\n"),
        (r"{\info{\author A}}{\colortbl;\red0;}{\stylesheet{\s0 Normal;}}x", "x\n"),
        (r"{\*\generator A;}{\*\unknown{b}c}x{\header h\par}", "x\n"),
        (r"a{\v hidden}b{\deleted gone}c{\v\v0 d}{\v\plain e}", "abcde\n"),
        (r"{\pict\pngblip " + "89504e47 " * 60 + "}x", "x\n"),
        (r"{\pict\bin9 }}\bin2}x}y\bin1", "y\n"),
        (r"\trowd a\cell b\cell\row c\cell d\cell\row\pard e\par", "a\tb\nc\td\n\ne\n"),
        (r"{\listtext\pard 1.\tab}Smith\par{\pntext 2.\tab}Doe\par x", "1. Smith\n2. Doe\n\nx\n"),
        (r"{\listtext\par\tab}Smith", "Smith\n"),
        (r"unclosed {\b group", "unclosed group\n"),
        ("end} behind", "end\n"),
    ],
)  # fmt: skip
def test_text(body: str, text: str) -> None:
    assert document(body).text == text


def test_superscripts_and_notes() -> None:
    found = document(
        r"hours{\super 1}{\up6 2}{\sub 3}\super 4\nosupersub . {\super\chftn"
        r"{\footnote\pard {\super\chftn} Smith J.\par Second {\footnote inner}.}} More."
    )
    assert found.text == "hours1234. 1 More.\n\n1 Smith J.\nSecond inner.\n"
    raised = [found.text[start:end] for start, end in found.superscripts]
    assert raised == ["12", "4", "1"]
    (link,) = found.links
    assert (found.text[link.start : link.end], link.targets) == ("1", ("note-1",))
    assert [(found.text[start:][:5], name) for start, name in found.anchors] == [
        ("Smith", "note-1")
    ]


def test_fields_are_links() -> None:
    found = document(
        r'{\field{\*\fldinst HYPERLINK "https://doi.org/10.1/2"}{\fldrslt one}} '
        r'{\field{\*\fldinst{HYPERLINK \\l "_Ref1"}}{\fldrslt two}} '
        r"{\field{\*\fldinst HYPERLINK ftp://x.org }{\fldrslt three}} "
        r'{\field{\*\fldinst HYPERLINK "https://x.org"}{\fldrslt over\par four}} '
        r"{\field{\*\fldinst PAGE}{\fldrslt 4}} {\field{\*\fldinst HYPERLINK}{\fldrslt five}}"
        r"\par {\*\bkmkstart _Ref1}Smith{\*\bkmkend _Ref1}"
    )
    shown = {found.text[link.start : link.end]: link.targets for link in found.links}
    assert shown == {
        "one": ("https://doi.org/10.1/2",),
        "two": ("_Ref1",),
        "three": ("ftp://x.org",),
        "four": ("https://x.org",),
    }
    assert {name for _, name in found.anchors} == {"_Ref1"}


def test_a_file_of_a_word_processor() -> None:
    found = readers.read(str(FILES / "libreoffice.rtf"))
    entries = extract(found)
    assert [(one.label, one.raw) for one in entries] == [
        ("1.", "Smith J. A b c. J Foo. 2010;1:2-3."),
        ("2.", "Gárate M. D e f. J Bar. 2011;4:5-6."),
    ]
    assert "It works1,2 “fast” – Łęcka 参考 😀.\n\nA\tB\n1\t2\n" in found.text
    assert [found.text[start:end] for start, end in found.superscripts] == ["1,2"]
    assert found.links[0].targets == ("https://doi.org/10.1000/1",)


def test_what_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="nested too deeply"):
        read_rtf("a.rtf", b"{\\rtf1" + b"{" * 6_000)
    monkeypatch.setattr(rtf, "_MAX_PARAGRAPHS", 1)
    with pytest.raises(InputError, match="more than 1 paragraphs"):
        read_rtf("a.rtf", b"{\\rtf1 a\\par b\\par}")
    monkeypatch.setattr(rtf, "_MAX_COMMANDS", 10)
    with pytest.raises(InputError, match="MB of RTF"):
        read_rtf("a.rtf", b"{\\rtf1 long enough}")
