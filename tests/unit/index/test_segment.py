"""Lists of words: what rows share with them, however much of a list is unpacked for it."""

from __future__ import annotations

import shutil
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from refcheck.errors import IndexDataError
from refcheck.index.records.hashes import U32, word_hash
from refcheck.index.search.index import Index
from refcheck.index.storage import segment as module
from refcheck.index.storage.postings import Marks, decoded, marks_of
from refcheck.index.storage.segment import Segment, WordList

WORDS = ("of", "patients", "disease", "health", "cancer", "treatment", "nosuchword")


def _words(segment: Segment) -> list[WordList]:
    found = [segment.word(word_hash("ti", word)) for word in WORDS]
    assert found[-1] is None  # no title has it
    return [word for word in found if word is not None]


def _rows_of(segment: Segment, word: WordList) -> list[int]:
    return [row for rows in segment.listed(word) for row in rows.tolist()]


@pytest.mark.parametrize("piece", [0, module.PIECE], ids=["in pieces", "whole"])
@pytest.mark.parametrize("most", [0, 2, 1 << 24])
def test_rows_that_have_a_word(
    index: Index, monkeypatch: pytest.MonkeyPatch, piece: int, most: int
) -> None:
    monkeypatch.setattr(module, "PIECE", piece)
    monkeypatch.setattr(module, "_MOST_UNPACKED", most)
    monkeypatch.setattr(module, "_MOST_MARKED", 40)
    monkeypatch.setattr(module, "_ROWS_AT_ONCE", 3)
    segment = Index(index.folder).segments[0]
    words = _words(segment)
    assert len(words) > 3
    for step in (1, 7, 50):
        rows = np.arange(0, len(segment), step, dtype=np.uint32)
        for word in (*words, *words):
            assert _rows_of(segment, word) == decoded(word.packed).tolist()
            expected = sorted(set(rows.tolist()) & set(decoded(word.packed).tolist()))
            assert segment.shared(word, rows).tolist() == expected
            assert segment.shared(word, rows[:0]).tolist() == []


def test_a_list_is_unpacked_once_unless_it_is_long(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = sorted(_words(index.segments[0]), key=lambda word: len(word.packed))
    assert len(words[-2].packed) < len(words[-1].packed)
    unpacked: list[int] = []

    def noted(content: NDArray[np.uint8]) -> U32:
        unpacked.append(len(content))
        return decoded(content)

    monkeypatch.setattr(module, "decoded", noted)
    monkeypatch.setattr(module, "_MOST_UNPACKED", 4 * len(words[-1].packed) - 1)
    segment = Index(index.folder).segments[0]
    for _ in range(2):
        assert _rows_of(segment, words[0]) == decoded(words[0].packed).tolist()
        assert _rows_of(segment, words[-1]) == decoded(words[-1].packed).tolist()
    assert unpacked == [len(words[0].packed)]  # the longest is never whole in memory


def test_marks_are_made_once(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def noted(content: NDArray[np.uint8]) -> Marks:
        made.append(len(content))
        return marks_of(content)

    monkeypatch.setattr(module, "marks_of", noted)
    monkeypatch.setattr(module, "PIECE", 0)
    segment = Index(index.folder).segments[0]
    word = _words(segment)[0]
    for row in (1, 2):
        segment.shared(word, np.array([row], dtype=np.uint32))
    assert made == [len(word.packed)]


@pytest.mark.parametrize("junk", [b"?", b"\n", b"0"])
def test_damaged_journals_are_said(index: Index, tmp_path: Path, junk: bytes) -> None:
    folder = tmp_path / "index"
    shutil.copytree(index.folder, folder)
    path = index.segments[0].folder.name
    journals = folder / path / "journals.jsonl"
    journals.write_bytes(junk * journals.stat().st_size)
    damaged = Index(folder)
    with pytest.raises(IndexDataError, match="is damaged"):
        _ = damaged.journals
    with pytest.raises(IndexDataError, match="is damaged"):
        _ = damaged.segments[0].journals
    with pytest.raises(IndexDataError, match="is damaged"):
        damaged.record((0, 0))


def test_rows_that_were_replaced(index: Index) -> None:
    segment = Index(index.folder).segments[0]
    rows = np.arange(len(segment), dtype=np.uint32)
    assert segment.alive(rows).all()
    gone = np.array([0, 7, 8, 9, 31, len(segment) - 1], dtype=np.uint32)
    segment.bury(gone)
    assert np.flatnonzero(~segment.alive(rows)).tolist() == gone.tolist()
    found = [segment.row_of(int(pmid)) for pmid in segment.pmids]
    assert found == [None if row in gone else row for row in rows.tolist()]


def test_what_is_replaced_takes_a_bit_a_row(index: Index) -> None:
    segment = Index(index.folder).segments[0]
    rows = np.arange(len(segment), dtype=np.uint32)
    tracemalloc.start()
    segment.bury(rows)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < len(segment) / 2 + 100  # of an array alone: 96


def test_a_row_too_high_is_not_of_this_segment(index: Index) -> None:
    segment = Index(index.folder).segments[0]
    with pytest.raises(IndexDataError):
        segment.bury(np.array([len(segment)], dtype=np.uint32))
