"""References in the markup of many sites: every entry is found as it stands, and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from tools.pages.shapes import SHAPES, page

from refcheck.extraction import extract
from refcheck.readers.html.reader import read_html

GOLD = Path(__file__).parents[3] / "golden" / "parse" / "gold.jsonl"
KNOWN = [json.loads(line)["raw"] for line in GOLD.read_text("utf-8").splitlines()]


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_references_are_found_in_the_markup_of_a_site(shape: str) -> None:
    first = sorted(SHAPES).index(shape) * 4
    references = KNOWN[first : first + 11]
    document = read_html("a.html", page(shape, references, KNOWN[-3:]))
    found = Counter(letters(one.raw) for one in extract(document))
    assert found == Counter(map(letters, references))
