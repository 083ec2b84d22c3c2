"""No list is invented: texts of many kinds with numbers, years and names, but no references."""

from __future__ import annotations

from collections import Counter

from tests.listless import listless_texts

from refcheck.extraction import find_lists
from refcheck.model.document import Document


def test_texts_without_a_list_have_no_references() -> None:
    texts = list(listless_texts())
    invented: Counter[str] = Counter()
    for kind, text in texts:
        found = find_lists(Document(path="text.txt", text=text))
        invented[kind] += bool(found.strings) + bool(found.unlisted)
    assert len(texts) >= 300
    assert not +invented
