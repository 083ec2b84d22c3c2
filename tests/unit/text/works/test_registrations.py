"""Numbers of registries, archives, standards and patents."""

from __future__ import annotations

import pytest
from tests.growth import grows_in_proportion

from refcheck.text.works.registrations import bookshelf_numbers, find_registrations

FOUND = [
    ("NCT02422186", "trial", "NCT02422186"),
    ("ClinicalTrials.gov identifier: NCT 02422186.", "trial", "NCT02422186"),
    ("ISRCTN12345678", "trial", "ISRCTN12345678"),
    ("EudraCT 2015-001234-56", "trial", "2015-001234-56"),
    ("EudraCT Number: 2015-001234-56", "trial", "2015-001234-56"),
    ("PROSPERO 2018 CRD42018091234", "trial", "CRD42018091234"),
    ("ACTRN12615000123456", "trial", "ACTRN12615000123456"),
    ("ChiCTR-TRC-12002345", "trial", "ChiCTR-TRC-12002345"),
    ("ChiCTR1900021234", "trial", "ChiCTR1900021234"),
    ("UMIN000012345", "trial", "UMIN000012345"),
    ("DRKS00012345", "trial", "DRKS00012345"),
    ("CTRI/2018/01/012345", "trial", "CTRI/2018/01/012345"),
    ("jRCTs031180123", "trial", "jRCTs031180123"),
    ("GSE123456", "data", "GSE123456"),
    ("GenBank accession MN908947", "data", "MN908947"),
    ("BioProject PRJNA123456", "data", "PRJNA123456"),
    ("RRID:SCR_003070", "software", "SCR_003070"),
    ("ISO 15189:2012", "standard", "ISO 15189:2012"),
    ("ISO/IEC 17025:2017", "standard", "ISO/IEC 17025:2017"),
    ("ASTM D638-14", "standard", "ASTM D638-14"),
    ("DIN EN 60601-1:2013-12", "standard", "DIN EN 60601-1:2013-12"),
    ("EP1234567B1", "patent", "EP1234567B1"),
    ("WO 2012/123456 A1", "patent", "WO 2012/123456 A1"),
    ("US Patent 9,592,207", "patent", "US Patent 9,592,207"),
]


@pytest.mark.parametrize(("text", "kind", "number"), FOUND)
def test_numbers_are_found(text: str, kind: str, number: str) -> None:
    (found,) = find_registrations(f"A work: {text}, 2018.")
    assert (found.kind, found.number) == (kind, number)


@pytest.mark.parametrize(
    "text",
    [
        "J Appl Physiol. 2015;12(3):4512-20.",
        "Proceedings of the IEEE 77, No. 2",
        "NCT is not a number. Lancet 2010;376:12345678",
        "EN route to 2020",
        "DE 12 patients and US 15",
        "doi 10.1000/NCT02422186x",
    ],
)
def test_other_numbers_are_not(text: str) -> None:
    assert list(find_registrations(text)) == []


def test_the_numbers_of_the_bookshelf() -> None:
    address = "https://www.ncbi.nlm.nih.gov/books/NBK559078/"
    assert bookshelf_numbers(address, "Bookshelf ID: NBK559078", None) == ("NBK559078",)
    assert bookshelf_numbers("https://www.ncbi.nlm.nih.gov/books/n/statpearls/article-1/") == ()


def test_a_hostile_line_costs_linear_time() -> None:
    assert grows_in_proportion(
        lambda size: list(find_registrations("ISO/IEC 12-34-" * size)), 10_000
    )
