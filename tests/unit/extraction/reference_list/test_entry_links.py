"""Addresses of the links of an entry give its identifiers."""

from __future__ import annotations

from refcheck.extraction import extract
from refcheck.extraction.reference_list.entry_links import LinkedAddresses
from refcheck.model.document import Document, Link

ENTRY = (
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: Jumping"
    " the gun? Pharmacol Res. 2015;99:23-35."
)
OTHER = (
    "Katalinic N, Lai R, Somogyi A, Mitchell PB, Glue P, Loo CK. Ketamine as a new treatment for"
    " depression. Aust N Z J Psychiatry. 2013;47(8):710-27."
)


def link(start: int, end: int, target: str) -> Link:
    return Link(start=start, end=end, targets=(target,))


def test_an_entry_has_the_addresses_of_its_links() -> None:
    text = f"References\n\n1. {ENTRY} PubMed Google Scholar\n2. {OTHER}\n"
    first, second = text.index("PubMed"), text.index("Katalinic")
    document = Document(
        path="a.html",
        text=text,
        links=(
            link(first, first + 6, "https://pubmed.ncbi.nlm.nih.gov/25982932/"),
            link(first + 7, first + 21, "https://scholar.google.com/scholar_lookup?doi=10.1%2F2"),
            link(second, second + 9, "https://doi.org/10.1177%2F0004867413486842"),
        ),
    )
    one, two = extract(document)
    assert one.link_text == "PubMed Google Scholar https://pubmed.ncbi.nlm.nih.gov/25982932/"
    assert (two.raw, two.link_text) == (OTHER, "https://doi.org/10.1177/0004867413486842")


def test_old_addresses_of_records_and_searches() -> None:
    links = (
        link(0, 1, "http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?db=PubMed&list_uids=25982932"),
        link(1, 2, "http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?db=PubMed&list_uids=25982932"),
        link(2, 3, "https://pubmed.ncbi.nlm.nih.gov/?term=ketamine"),
        link(3, 4, "https://example.org/ketamine"),
        link(4, 5, "ref-5"),
        link(5, 6, f"https://doi.org/10.1000/{'1' * 600}"),
        link(9, 10, "https://doi.org/10.1000/9"),
    )
    found = list(LinkedAddresses(links).within(0, 9))
    assert found == ["https://pubmed.ncbi.nlm.nih.gov/25982932/"]
