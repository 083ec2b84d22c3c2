from __future__ import annotations

import tracemalloc

import pytest

from refcheck.model.document import Document, Places


def test_a_path_holds_up_to_the_next_one() -> None:
    places = Places([(2, "/p[1]"), (5, "/ü[2]"), (5, "/p[3]"), (9, "\udc80")])
    document = Document(path="a.html", text="." * 12, places=places)
    paths = [document.span(start, start + 1).path for start in (0, 2, 4, 5, 8, 9)]
    assert paths == [None, "/p[1]", "/p[1]", "/p[3]", "/p[3]", "\udc80"]


def test_places_are_a_sequence_of_pairs() -> None:
    pairs = [(0, "/a"), (3, "/b"), (7, "/c")]
    places = Places(pairs)
    assert [*places] == pairs
    assert (places[0], places[-1], places[1:]) == ((0, "/a"), (7, "/c"), tuple(pairs[1:]))
    assert places == Places(pairs)
    assert hash(places) == hash(Places(pairs))
    assert places != Places(pairs[:2])
    assert not Places()
    with pytest.raises(IndexError):
        places[3]


def test_a_place_takes_its_path_and_little_more() -> None:
    tracemalloc.start()
    try:
        places = Places((number, f"/html/body/p[{number}]") for number in range(50_000))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(places) == 50_000
    assert peak < 50_000 * 60  # as pairs of objects they took some 160 bytes each
