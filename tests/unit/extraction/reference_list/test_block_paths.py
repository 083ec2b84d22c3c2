"""The blocks of a format show where entries begin, in lists without labels too."""

from __future__ import annotations

import pytest

from refcheck.extraction import extract
from refcheck.extraction.reference_list.block_paths import block_relations
from refcheck.model.document import Document, Places

NO = "unrelated"


@pytest.mark.parametrize(
    ("paths", "relation"),
    [
        ([], []),
        (["/a/p[1]", "/a/p[2]", "/a/p[2]"], [NO, "sibling", "same"]),
        (["/a/ul/li[1]", "/a/ul/li[2]", "/a/ul/li[2]/p[2]"], [NO, "item", "inside"]),
        (["/a/d[1]/d[1]", "/a/d[1]/d[2]", "/a/d[2]/d[1]"], [NO, "same", "sibling"]),
        (["/a/h2", "/a/p[1]", "/a/p[2]", "/b/p"], [NO, NO, "sibling", NO]),
        (["/a/p", "/a/p", "/b"], [NO, "same", NO]),
        (["/a/p[1]", "/a/p[2]", "/a"], [NO, "sibling", NO]),
    ],
)
def test_how_blocks_stand_to_one_another(paths: list[str], relation: list[str]) -> None:
    places = Places(enumerate(paths))
    document = Document(path="a.html", text="." * len(paths), places=places)
    if paths:
        assert block_relations(document, range(len(paths))) == relation
    else:
        assert block_relations(document, [0, 1]) == [NO, NO]


ENTRIES = [
    "Katalinic N, Lai R. Ketamine as a new treatment. Aust N Z J Psychiatry. 2013;47:7-12",
    "https://example.org/statistics, accessed in March 2021",
    "[Study Group] A report of the group. Berlin: Group Press; 2012",
    "de Silva A, Fam J. Ketamine and suicidal ideation in depression. Pharmacol Res. 2015;99:23-35",
]


def test_a_list_without_labels_is_cut_by_its_items() -> None:
    text = "References\n\n" + "".join(f"{entry}\n" for entry in ENTRIES * 3)
    places, start = [(0, "/h2")], len("References\n\n")
    for number, entry in enumerate(ENTRIES * 3, 1):
        places.append((start, f"/ul/li[{number}]"))
        start += len(entry) + 1
    document = Document(
        path="a.html", text=text, places=Places(places), may_have_page_headers=False
    )
    found = [one.raw for one in extract(document)]
    assert found == ENTRIES * 3
