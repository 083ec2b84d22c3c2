"""The text outside of the lists, and which entry contains an offset."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.unit.extraction.intext.citing import Article

from refcheck.extraction.body_text import BodyText


def of(article: Article) -> BodyText:
    return BodyText(article.document, article.references)


def test_what_is_in_the_list_is_not_body_text() -> None:
    article = Article("Words 2015 before.").numbered(3, after="\nWords 2015 after.")
    body = of(article)
    places = [match.start() for match in body.find(re.compile("2015"))]
    assert places == [article.text.index("2015"), article.text.rindex("2015")]
    assert body.contains(0)
    assert body.contains(len(article.text) - 1)
    assert not body.contains(article.references[1].string.span.start)
    assert not body.contains(len(article.text))


def test_the_entry_at_an_offset_and_its_label() -> None:
    article = Article("Words.").numbered(3)
    body = of(article)
    for place, reference in enumerate(article.references):
        span = reference.string.span
        assert body.entry_at(span.start) == place
        assert body.entry_at(span.end - 1) == place
        assert body.entry_at(span.start - len("1. ")) == place
    assert body.entry_at(0) is None


@pytest.mark.parametrize(("size", "is_text"), [(990, False), (1010, True)])
def test_a_small_gap_between_two_entries_belongs_to_the_list(size: int, *, is_text: bool) -> None:
    article = Article("Words.").numbered(1)
    filler = "z" * size
    article.text += filler + "\n"
    more = Article("").numbered(1)
    entry = more.references[0].string
    start = len(article.text) + 3
    article.text += f"2. {entry.raw}\n"
    second = Article("").numbered(2).references[1]
    span = article.document.span(start, start + len(entry.raw))
    article.references.append(replace(second, string=replace(second.string, span=span)))
    body = of(article)
    assert body.contains(article.text.index(filler) + 5) is is_text


def test_a_text_without_a_list_is_all_body_text() -> None:
    body = of(Article("Some words."))
    assert body.stretches == [(0, len("Some words."))]
    assert body.entry_at(3) is None
