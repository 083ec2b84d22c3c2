"""References that lack what a reader needs to find the work, as they are printed."""

from __future__ import annotations

import pytest
from tests.pairs import printed

from refcheck.checks.rules.article.completeness import ReferenceIncomplete

INCOMPLETE = [
    "Rajkumar R, Fam J. Ketamine and suicidal ideation in depression. Pharmacol Res.",
    "Rajkumar R. Ketamine and suicidal ideation in depression.",
    "Smith J. The history of medicine. Oxford: Oxford University Press.",
]
COMPLETE = [
    "Rajkumar R, Fam J. Ketamine and suicidal ideation. Pharmacol Res. 2015;99:23-35.",
    "Rajkumar R, Fam J. Ketamine and suicidal ideation. Pharmacol Res. In press.",
    "Rajkumar R, Fam J. Ketamine and suicidal ideation. Pharmacol Res. Epub ahead of print.",
    "Rajkumar R. Pharmacol Res. 2015;99:23-35.",
    "World Health Organization. Depression and other disorders. Geneva: WHO; 2017.",
    "Smith J. The history of medicine. Oxford: Oxford University Press; n.d.",
    "Rajkumar R. Ketamine. doi:10.1016/j.phrs.2015.05.003",
    "Rajkumar R. Ketamine. PMID: 25982932",
    "Statistics of health. https://www.example.org/statistics",
]


@pytest.mark.parametrize("raw", INCOMPLETE)
def test_incomplete_references(raw: str) -> None:
    (finding,) = ReferenceIncomplete().check(printed(raw))
    assert finding.rule == "reference-incomplete"
    assert finding.span is not None


@pytest.mark.parametrize("raw", COMPLETE)
def test_complete_references(raw: str) -> None:
    assert list(ReferenceIncomplete().check(printed(raw))) == []
