"""The type of a work."""

from __future__ import annotations

from typing import Any

import pytest

from refcheck.model.record import WorkType
from refcheck.parsing.normalisers.work_type import work_type

NOTHING: dict[str, Any] = dict.fromkeys(
    ["title", "container", "volume", "pages", "publisher", "url"]
)


@pytest.mark.parametrize(
    ("text", "fields", "kind"),
    [
        ("A. T. Lancet. 2010;3:4", {"container": "Lancet", "volume": "3"},
         WorkType.ARTICLE_JOURNAL),
        ("A. T. bioRxiv 2020", {"container": "bioRxiv"}, WorkType.PREPRINT),
        ("A. T. In: Proc. of X", {"container": "Proc. of X"}, WorkType.PAPER_CONFERENCE),
        ("A. T. Proc Natl Acad Sci 3", {"container": "Proc X", "volume": "3"},
         WorkType.ARTICLE_JOURNAL),
        ("A. T. B. Wiley", {"container": "B", "publisher": "Wiley"}, WorkType.CHAPTER),
        ("A. T. In: B", {"container": "B"}, WorkType.CHAPTER),
        ("A. T. In E (Eds.), B (Vol. 1)", {"container": "B", "volume": "1", "publisher": "P"},
         WorkType.CHAPTER),
        ("A. T. B 1 (P)", {"container": "B", "volume": "1", "publisher": "P"},
         WorkType.ARTICLE_JOURNAL),
        ("A. T. In: Die Zeit vom 7. Juni", {"container": "Süddeutsche Zeitung"},
         WorkType.ARTICLE_NEWSPAPER),
        ("A. T. Proc. of X. P", {"container": "Proc. of X", "volume": "3", "publisher": "P"},
         WorkType.PAPER_CONFERENCE),
        ("US Patent 123", {"title": "T"}, WorkType.PATENT),
        ("A. T. PhD thesis, ETH", {"title": "T"}, WorkType.THESIS),
        ("The art of thesis writing. Wiley",
         {"title": "The art of thesis writing", "publisher": "Wiley"}, WorkType.BOOK),
        ("Decreto 5.296", {"title": "T"}, WorkType.LEGISLATION),
        ("A. Sleep. Technical report 7", {"title": "Sleep"}, WorkType.REPORT),
        ("A. T. arXiv", {"title": "T"}, WorkType.PREPRINT),
        ("A. T. Zenodo", {"title": "T"}, WorkType.DATASET),
        ("A. T. R package", {"title": "T"}, WorkType.SOFTWARE),
        ("A. T. x", {"title": "T", "url": "http://x.org"}, WorkType.WEBPAGE),
        ("x", {}, WorkType.DOCUMENT),
        ("T 3:4", {"title": "T", "volume": "3", "pages": "4"}, WorkType.ARTICLE_JOURNAL),
        ("T", {"title": "T"}, WorkType.BOOK),
    ],
)  # fmt: skip
def test_types(text: str, fields: dict[str, str], kind: WorkType) -> None:
    assert work_type(text, **(NOTHING | fields)) is kind


def test_the_number_of_a_preprint_tells_one() -> None:
    assert work_type("A. T.", **(NOTHING | {"title": "T"}), preprint=True) is WorkType.PREPRINT
