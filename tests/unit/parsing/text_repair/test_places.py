"""A volume that is attached to the name of its journal."""

from __future__ import annotations

import pytest

from refcheck.parsing import parse


@pytest.mark.parametrize(
    ("end", "journal", "volume", "pages"),
    [
        ("BMJ372, 71 (2021).", "BMJ", "372", "71"),
        ("Nature521, 436–444 (2015).", "Nature", "521", "436–444"),
        ("Clin. Rheumatol.40, 1497–1505 (2021).", "Clin. Rheumatol.", "40", "1497–1505"),
        ("Rheumatology61, 2959-2968 (2022)", "Rheumatology", "61", "2959-2968"),
        ("Nucleic Acids Res48, D682–D688 (2020).", "Nucleic Acids Res", "48", "D682–D688"),
        ("PLoS ONE9, e101730 (2014).", "PLoS ONE", "9", "e101730"),
    ],
)
def test_a_volume_is_parted_from_its_journal(
    end: str, journal: str, volume: str, pages: str
) -> None:
    text = f"Page, M. J. et al. An updated guideline for reporting systematic reviews. {end}"
    record = parse(text).record
    assert (record.container_title, record.volume, record.pages) == (journal, volume, pages)


def test_a_number_in_a_title_stays() -> None:
    text = "Smith, J. & Lee, K. Exposure of children to PM25. Environ. Int. 12, 34 (2010)."
    record = parse(text).record
    assert record.title == "Exposure of children to PM25"
    assert (record.container_title, record.volume) == ("Environ. Int.", "12")
