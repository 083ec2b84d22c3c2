"""What a comment on suppressed findings says, and which entry it is about."""

from __future__ import annotations

import time
from datetime import date

import pytest

from refcheck.text.suppressions import owner, read_directive

LAST = date(2027, 1, 31)


@pytest.mark.parametrize(
    ("text", "rules", "reason", "until"),
    [
        (" ignore[year-mismatch] online first", ("year-mismatch",), "online first", None),
        ("ignore[a-b, c-d] why", ("a-b", "c-d"), "why", None),
        ("ignore[a-b c-d;e-f] why", ("a-b", "c-d", "e-f"), "why", None),
        ("IGNORE [ Year-Mismatch ]: Online first.", ("year-mismatch",), "Online first", None),
        ("ignore[a-b] until 2027-01-31 why", ("a-b",), "why", LAST),
        ("ignore[a-b] why (until 2027-01-31)", ("a-b",), "why", LAST),
        ("ignore[a-b] why, until: 2027-01-31.", ("a-b",), "why", LAST),
        ("ignore[a-b]until 2027-01-31 - why", ("a-b",), "why", LAST),
        ("ignore[author-*]\n  in two\n  lines", ("author-*",), "in two lines", None),
        ("ignore[all] it is not in PubMed", ("all",), "it is not in PubMed", None),
        ("ignore[a-b] wait until the erratum", ("a-b",), "wait until the erratum", None),
        ("ignore-file[a-b] why", ("a-b",), "why", None),
    ],
)
def test_what_a_comment_says(
    text: str, rules: tuple[str, ...], reason: str, until: date | None
) -> None:
    said = read_directive(text)
    assert (said.rules, said.reason, said.until, said.fault) == (rules, reason, until, None)
    assert said.whole_document is ("-file" in text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "begin with"),
        ("ignroe[a-b] why", "begin with"),
        ("ignored[a-b] why", "begin with"),
        ("ignore why", "names no rule"),
        ("ignore[] why", "names no rule"),
        ("ignore[a-b", "names no rule"),
        ("ignore[a-b]", "no reason"),
        ("ignore[a-b] until 2027-01-31", "no reason"),
        ("ignore[a-b] --", "no reason"),
        ("ignore[a-b] until 2027-02-30 why", "2027-02-30"),
        ("ignore[a-b] until 31.01.2027 why", "31.01.2027"),
        ("ignore[a-b] until 2027 why", "2027"),
        ("ignore-file[all] why", "has to name the rules"),
    ],
)
def test_what_is_wrong_with_a_comment(text: str, fault: str) -> None:
    said = read_directive(text)
    assert said.fault
    assert fault in said.fault


@pytest.mark.parametrize("piece", ["ignore[", "[", "until ", "a,", "until 2027-01-31 ", "("])
def test_a_comment_of_five_megabytes_takes_no_time(piece: str) -> None:
    start = time.process_time()
    read_directive("ignore[a-b] " + piece * (5_000_000 // len(piece)))
    read_directive(piece * (5_000_000 // len(piece)))
    assert time.process_time() - start < 1


def test_the_entry_that_a_comment_is_about() -> None:
    text = "1. Aaa\n    ccc\n\n2. Bbb\nccc\n3. Ddd    \n\nEnd    \n"
    starts = [text.index(word) for word in ("Aaa", "Bbb", "Ddd")]
    ends = [text.index("Aaa") + 3, text.index("ccc\n3") + 3, text.index("Ddd") + 3]

    def about(place: int) -> int | None:
        return owner((place, place), starts, ends, text)

    assert about(0) == 0  # before the label, on its line
    assert about(text.index("Aaa") + 1) == 0
    assert about(text.index("2.") - 1) == 1  # on the line before
    assert about(text.index("ccc\n3")) == 1  # within the entry
    assert about(text.index("Ddd") + 5) == 2  # behind it on its line
    assert about(text.index("End") + 4) is None
    assert about(text.index("ccc")) is None  # a line of text is between


@pytest.mark.parametrize(
    ("before", "between", "owned"),
    [
        ("", "\n", True),
        ("  ", "\n\n", True),
        ("1. ", "\n   ", True),
        ("- ", "\n  ", True),
        ("", "\n\\bibitem{a} ", True),
        ("", "\n\\bibitem[Smith\n(2012)]{a} ", True),
        ("\\begin{thebibliography}{9} ", "\n\\bibitem{a} ", True),
        ("We used it. ", "\n\\begin{thebibliography}{9}\n\\bibitem{a} ", False),
        ("We used it. ", "\n", False),
        ("We used it. ", "\r\n", False),
        ("", "\n\\bibliography{refs}\n", False),
        ("", "\n\\printbibliography\n\\end{document}\n", False),
    ],
)
def test_a_comment_behind_a_sentence_is_not_about_the_next_entry(
    before: str, between: str, owned: bool
) -> None:
    text = f"Text.\n{before}{between}Aaa"
    begin = len("Text.\n") + len(before)
    start = begin + len(between)
    found = owner((begin, begin), [start], [start + 3], text)
    assert (found == 0) is owned
