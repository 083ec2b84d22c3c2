"""The numbers that decide what is about the article, and what is a heading within a list."""

from __future__ import annotations

import pytest

from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.reference_list.surroundings import about_article, group_headings
from refcheck.extraction.reference_list.surroundings.about_article import ArticleNotices
from refcheck.model.document import Document

ENTRY = "Stone DM, Hynes M. A receptor for Sonic hedgehog. Nature. 1996;384(6605):129-134."
NOTICE = "Cite this as: Brown J. Hedgehogs."


def begins(text: str, line: int = 1) -> bool:
    """Returns whether a notice begins at a line of a text."""
    lines = Lines(Document(path="a.txt", text=text))
    return ArticleNotices(lines).begins(line, len(lines))


def headings(text: str) -> list[str]:
    """Returns the headings within a list."""
    lines = Lines(Document(path="a.txt", text=text))
    return [lines.text(n) for n in sorted(group_headings.group_headings(lines, 0, len(lines)))]


@pytest.mark.parametrize(("marks", "expected"), [("*** ", True), ("**** ", False)])
def test_where_the_first_word_has_to_end(marks: str, expected: bool) -> None:
    assert begins(f"{ENTRY}\n{marks}Korrespondenzadresse: Dr. J. Brown, Berlin") is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("How to cite this article in the online version", True),
        ("How to cite this article in the online version as", False),
    ],
)
def test_how_many_words_come_before_the_colon(words: str, expected: bool) -> None:
    assert begins(f"{ENTRY}\n{words}: Brown J. Hedgehogs.") is expected


@pytest.mark.parametrize(("count", "expected"), [(2, True), (3, False)])
def test_how_many_notices_are_a_habit(count: int, expected: bool) -> None:
    entries = "\n".join(f"{ENTRY}\nCite this as: Brown J. {n}" for n in range(count))
    assert begins(entries) is expected


@pytest.mark.parametrize(("distance", "expected"), [(400, True), (401, False)])
def test_how_far_before_it_the_date_of_an_entry_is(distance: int, expected: bool) -> None:
    entry = "Stone DM. 1996 ".ljust(distance + 9, "x") + "."
    assert entry[-distance:][:4] == "1996" or not expected
    assert begins(f"{entry}\n{NOTICE}") is expected


@pytest.mark.parametrize(("count", "expected"), [(3, False), (4, True)])
def test_how_many_page_numbers_are_looked_behind(count: int, expected: bool) -> None:
    entry = "Stone DM. Nature. 1996 and"
    assert begins(entry + "\n7" * count + f"\n{NOTICE}", count + 1) is expected


@pytest.mark.parametrize(("score", "expected"), [(0.48, True), (0.52, False)])
def test_how_little_a_statement_looks_like_a_reference(
    monkeypatch: pytest.MonkeyPatch, score: float, expected: bool
) -> None:
    monkeypatch.setattr(about_article, "likelihood", lambda _: score)
    assert begins(f"{ENTRY}\nFunding: None.") is expected


@pytest.mark.parametrize(("reach", "expected"), [(600, True), (601, False)])
def test_how_far_into_a_notice_the_identifier_is_looked_for(reach: int, expected: bool) -> None:
    notice = NOTICE.ljust(reach - 8) + "bmj.e123"
    text = f"{'Far above. ' * 400}\n{ENTRY} doi:10.1038/384129a0\ndoi:10.1136/bmj.e123\n{notice}"
    assert begins(text, 2) is expected


@pytest.mark.parametrize(("distance", "expected"), [(3000, False), (3001, True)])
def test_how_far_before_a_lone_identifier_others_are(distance: int, expected: bool) -> None:
    above = "10.1038/384129a0 1996 ".ljust(distance - 1 - len(ENTRY) - 1, "x")
    text = f"{'Far above. ' * 400}\n{above}\n{ENTRY}\ndoi:10.1136/bmj.e123\n{NOTICE}"
    assert begins(text, 3) is expected


@pytest.mark.parametrize(("length", "expected"), [(60, 1), (61, 0)])
def test_how_long_a_heading_is(length: int, expected: int) -> None:
    heading = "## Hedgehogs of ".ljust(length, "a")
    assert len(headings(f"{ENTRY}\n\n{heading}\n{ENTRY}")) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("## Sleep of hedgehogs in cold winters", 1),
        ("## Sleep of hedgehogs in very cold winters", 0),
    ],
)
def test_how_many_words_a_heading_has(heading: str, expected: int) -> None:
    assert len(headings(f"{ENTRY}\n\n{heading}\n{ENTRY}")) == expected


@pytest.mark.parametrize(("score", "expected"), [(0.81, 1), (0.79, 0)])
def test_how_surely_an_entry_follows(
    monkeypatch: pytest.MonkeyPatch, score: float, expected: int
) -> None:
    monkeypatch.setattr(group_headings, "likelihood", lambda _: score)
    assert len(headings(f"{ENTRY}\n\n## Sleep\n{ENTRY}")) == expected


@pytest.mark.parametrize(("topics", "entries", "expected"), [(4, 5, 4), (5, 6, 0)])
def test_how_many_topics_there_are_for_the_entries(
    topics: int, entries: int, expected: int
) -> None:
    groups = [f"Sleep\n{ENTRY}"] * topics + [ENTRY] * (entries - topics)
    assert len(headings("\n\n".join(groups))) == expected


@pytest.mark.parametrize(("unknown", "entries", "expected"), [(1, 4, 1), (3, 11, 0)])
def test_how_many_other_lines_there_are(unknown: int, entries: int, expected: int) -> None:
    lines = [f"Sleep\n{ENTRY}", *["Cold winters, they say:"] * unknown, *[ENTRY] * (entries - 1)]
    assert len(headings("\n\n".join(lines))) == expected


@pytest.mark.parametrize(("length", "expected"), [(25, 1), (24, 0)])
def test_how_short_an_entry_below_the_name_of_a_group_is(length: int, expected: int) -> None:
    entry = "WHO. ".ljust(length - 5, "x") + " 2019"
    assert len(headings(f"{ENTRY}\n\nWebsites\n{entry}")) == expected
