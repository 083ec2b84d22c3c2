"""No text makes the extraction fail, its spans are exact, and its cost follows the length."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growth import grows_in_proportion

from refcheck.checks.registry import LIST_RULES
from refcheck.errors import InputError
from refcheck.extraction import extract
from refcheck.model.document import Document
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import ParsedString, Reference
from refcheck.readers.io import decode

ENTRY = "Miller OH, Moran JT, Hall BJ. Two cellular hypotheses. Neuropharmacology. 2016;100:17–26."
PIECES = st.sampled_from(
    ["\n", "\n\n", "\r\n", "\r", "\f", " ", "\t", "\u00a0", "\u00ad", "References\n", "Notes\n",
     "# Sources\n\n", "1. ", "2. ", "[3] ", "(4)", "5\n", "¹", "- ", "• ", "^ a b ", "[PubMed] ",
     "Google Scholar\n", "Learn more: x", ENTRY, ENTRY[:40], ENTRY[40:], "et al", "2014", "12:3-4",
     "doi:10.1136/bmj.f16", "https://a.org/b-\n", "What is it?\n", "[a](http://b.org)", "*x*", "_",
     "<a id='f1'></a>", "Smith J, ", "Appendix\n", "12\n\f", "|", "\\", "\x00", "\x1b[31m"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=300))


def letters(text: str) -> list[str]:
    return [char for char in text if char.isalnum()]


def is_within(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(char in rest for char in part)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_references_are_what_stands_at_their_spans(text: str) -> None:
    references = extract(Document(path="a", text=text))
    last = 0
    for number, reference in enumerate(references, 1):
        span = reference.span
        assert reference.number == number
        assert last <= span.start < span.end <= len(text)
        assert reference.raw == " ".join(reference.raw.split())
        assert reference.raw.isprintable()
        assert is_within(letters(reference.raw), letters(text[span.start : span.end]))
        last = span.end


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_the_rules_for_lists_take_whatever_is_found(text: str) -> None:
    parsed = ParsedString(record=BibliographicRecord())
    references = [
        Reference(string=string, parsed=parsed) for string in extract(Document(path="a", text=text))
    ]
    for rule in LIST_RULES:
        for finding in rule.check(references):
            assert finding.span in {reference.string.span for reference in references}


def test_the_rules_for_lists_have_something_to_say_of_such_texts() -> None:
    """Else the test above would look at nothing."""
    text = f"References\n\n1. {ENTRY}\n3. {ENTRY}\n"
    parsed = ParsedString(record=BibliographicRecord())
    references = [
        Reference(string=string, parsed=parsed) for string in extract(Document(path="a", text=text))
    ]
    found = {finding.rule for rule in LIST_RULES for finding in rule.check(references)}
    assert found == {"list-gap", "list-duplicate"}


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]))
def test_all_bytes_are_read_or_refused(content: bytes, mark: bytes) -> None:
    try:
        text = decode("a.txt", mark + content)
    except InputError:
        return
    assert text.encode().decode() == text  # no lone surrogates
    if mark and text.startswith("\ufeff"):  # only what stands after the mark can be another one
        encoding = {b"\xef": "utf-8", b"\xff": "utf-16-le", b"\xfe": "utf-16-be"}[mark[:1]]
        assert content.startswith("\ufeff".encode(encoding))


@pytest.mark.parametrize(
    "text",
    ["1. foo\n", "\n", "word\n", "12\n"],
    ids=["labels", "blank lines", "words", "numbers"],
)
def test_short_lines_without_end_are_passed_over(text: str) -> None:
    def find(lines: int) -> None:
        before = text * lines + "word " * 200  # no line with a label near the list
        references = extract(Document(path="a", text=f"{before}\n\nReferences\n\n1. {ENTRY}"))
        assert [reference.raw for reference in references] == [ENTRY]

    assert grows_in_proportion(find, 5_000)


def repeated(text: str) -> Callable[[int], str]:
    return lambda size: text * (size // len(text))


# What has made patterns and loops run away elsewhere, each as one line or many.
@pytest.mark.parametrize(
    "make",
    [
        pytest.param(repeated(piece), id=repr(piece))
        for piece in (
            "a", "A. ", "Smith J, ", "1", " ", ". ", "[", "(Smith 2010", "](http://a", "[PubMed] ",
            "\f", "\r", "1. foo\n", "References\n\n", "Smith J. inter-\n", f"{ENTRY}\n",
            f"1. {ENTRY}\n", "Notes\n1. a\n\n", "1 a\n2 b\n", "*", "_a", "<a ", "\u00ad", "^ a b ",
            "\n", "word\n", "12\n", "1. foo 2012\n", "1\v", "\u2028", "\x85a",
        )
    ],
)  # fmt: skip
def test_the_cost_follows_the_length(make: Callable[[int], str]) -> None:
    def find(size: int) -> None:
        extract(Document(path="a", text=f"References\n\n1. {ENTRY}\n{make(size)}"))

    assert grows_in_proportion(find, 3_000)
