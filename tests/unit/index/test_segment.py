"""Lists of words: what rows share with them, however much of a list is unpacked for it."""

from __future__ import annotations

import numpy as np
import pytest

from refcheck.index.records.hashes import word_hash
from refcheck.index.search.index import Index
from refcheck.index.storage import segment as module
from refcheck.index.storage.postings import decoded
from refcheck.index.storage.segment import Segment, WordList

WORDS = ("of", "patients", "disease", "health", "cancer", "treatment", "nosuchword")


def _words(segment: Segment) -> list[WordList]:
    found = [segment.word(word_hash("ti", word)) for word in WORDS]
    assert found[-1] is None  # no title has it
    return [word for word in found if word is not None]


@pytest.mark.parametrize("piece", [0, module.PIECE], ids=["in pieces", "whole"])
@pytest.mark.parametrize("most", [0, 2, 1 << 22])
def test_rows_that_have_a_word(
    index: Index, monkeypatch: pytest.MonkeyPatch, piece: int, most: int
) -> None:
    monkeypatch.setattr(module, "PIECE", piece)
    monkeypatch.setattr(module, "_MOST_UNPACKED", most)
    monkeypatch.setattr(module, "_MOST_MARKED", 2)
    segment = Index(index.folder).segments[0]
    words = _words(segment)
    assert len(words) > 3
    for step in (1, 7, 50):
        rows = np.arange(0, len(segment), step, dtype=np.uint32)
        for word in (*words, *words):
            expected = sorted(set(rows.tolist()) & set(decoded(word.packed).tolist()))
            assert segment.shared(word, rows).tolist() == expected
            assert segment.shared(word, rows[:0]).tolist() == []


def test_the_lists_that_were_unpacked_last_are_remembered(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment = Index(index.folder).segments[0]
    words = sorted(_words(segment), key=lambda word: len(decoded(word.packed)))
    sizes = [len(decoded(word.packed)) for word in words]
    monkeypatch.setattr(module, "_MOST_UNPACKED", sizes[-1] - 1)
    longest = segment.listed(words[-1])
    assert segment.listed(words[-1]) is not longest  # longer than all that may be remembered
    monkeypatch.setattr(module, "_MOST_UNPACKED", sizes[0] + sizes[1])
    one, two = (segment.listed(word) for word in words[:2])
    assert segment.listed(words[0]) is one
    segment.listed(words[2])
    assert segment.listed(words[1]) is not two
