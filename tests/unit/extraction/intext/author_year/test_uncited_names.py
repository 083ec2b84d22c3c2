"""Names with years that cite nothing."""

from __future__ import annotations

import pytest
from tests.unit.extraction.intext.citing import Article

CITED = "Growth is fast (Serafini et al., 2014; Rajkumar et al., 2015)."


def article(words: str) -> Article:
    return Article(f"{words}\n\n{CITED}").named(
        "Rajkumar R, Fam J, Yeo E 2015", "Serafini G, Howland R, Amore M 2014", "Wan L, Oh K 2010"
    )


@pytest.mark.parametrize(
    "line",
    [
        "© Wan et al. 2016",
        "© Wan et al., 2016",
        "Copyright © Wan et al. 2016",
        "Copyright Wan et al. 2016. All rights reserved.",
        "(c) Wan et al. 2016",
        "© The Author(s), under exclusive licence to Wan et al. 2016",
        "Copyright: Wan et al. (2016)",
        "Citation: Wan et al. (2016) Growth of things. PLoS ONE 11(3): e0151",
        "How to cite this article: Wan et al., 2016",
        "Cite this as: Wan et al., 2016",
        "To the copyright holders Wan et al., 2016",
    ],
)
def test_a_line_on_copyright_cites_nothing(line: str) -> None:
    found = article(line)
    assert found.counts() == [2, 1]
    assert not any(one.missing for one in found.citations())


@pytest.mark.parametrize(
    "words",
    [
        "We saw Tarentola boehmei Joger et al., 1984 in the north.",
        "We saw Gallotia galloti (Oudart & Smith, 1839) there.",
        "We saw L. viridis (Laurenti et al., 1768) there.",
        "We saw Podarcis muralis brueggemanni (Bedriaga & Brown, 1879) there.",
        "We saw Lacerta (Podarcis) sicula Rafinesque & Brown, 1810 there.",
        "The family Lacertidae Oppel et al., 1811 is old.",
        "The genus Tarentola Gray et al., 1825 is old.",
        "This is Lacerta nova sp. nov. Carranza et al., 1998 of the islands.",
        "We saw Chalcides\nsexlineatus (Steindachner & Brown, 1891) there.",
        "We saw Quercus pyrenaica (Willd. et al., 1805) there.",
        "We saw Aedes cf. aegypti (Linnaeus et al., 1762) there.",
    ],
)
def test_who_described_a_species_is_not_cited(words: str) -> None:
    found = article(words)
    assert found.counts() == [2, 1]
    assert not any(one.missing for one in found.citations())


@pytest.mark.parametrize(
    "words",
    [
        "Others disagree (Brown et al., 2016).",
        "Factor analysis (Brown et al., 2016) shows it.",
        "The lizard Podarcis muralis is found there (Brown et al., 2016).",
        "As Brown et al. (2016) say.",
        "The Author(s) agree. Brown et al. (2016) do not.",
        "Monte Carlo simulations (Brown et al., 2016).",
        "In this area (Brown et al., 2016) it grows.",
        "Census data (Brown et al., 2016) show it.",
        "The disease (Brown et al., 2016) is rare.",
        "Copyright law is old. It is said by Brown et al. (2016) to be so.",
    ],
)
def test_what_the_list_lacks_is_said(words: str) -> None:
    missing = [one.missing for one in article(words).citations() if one.missing]
    assert missing == [("Brown 2016",)]


def test_a_species_may_be_cited_with_the_work_of_the_list() -> None:
    assert article("We saw Lacerta viridis (Rajkumar et al., 2015).").counts() == [1, 2, 1]
