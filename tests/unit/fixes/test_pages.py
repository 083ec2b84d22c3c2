"""Pages in the form that a list or a file has."""

from __future__ import annotations

import pytest

from refcheck.fixes.pages import PageForm, page_form, pages_as, split_pages


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("1281-1286", PageForm(full=True, dash="-", ranges=True)),
        ("1281–6", PageForm(full=False, least=1, dash="–", ranges=True)),
        ("1281-86", PageForm(full=False, least=2, dash="-", ranges=True)),
        ("1277-82", PageForm(full=False, dash="-", ranges=True)),
        ("98-101", PageForm(dash="-", ranges=True)),
        ("23", PageForm(ranges=False)),
        ("e31095", PageForm()),
    ],
)
def test_pages(text: str, form: PageForm) -> None:
    assert page_form(text) == form


def test_pages_in_full() -> None:
    for text, first, last in [
        ("1281-6", "1281", "1286"),
        ("S5-9", "S5", "S9"),
        ("115-20; quiz 121", "115", "120"),
        ("e31095", "e31095", None),
    ]:
        pages = split_pages(text)
        assert pages is not None
        assert (pages.first, pages.last) == (first, last)


@pytest.mark.parametrize(
    ("cited", "right", "samples", "expected"),
    [
        ("1240–5", "1340-1346", (), "1340–6"),
        ("1240-45", "1240-1245", (), "1240-45"),
        ("24--53", "24-35", (), "24--35"),
        ("24 - 53", "24-35", (), "24 - 35"),
        ("1053", "1023-1035", ("100--9", "240--5"), "1023--35"),
        ("1053", "1023-1035", ("100", "240", "7"), "1023"),
        ("1024-1053", "1024-35", (), "1024-1035"),
        ("S5-S9", "S15-9", (), "S15-S19"),
        ("99-101", "e31095", (), "e31095"),
        (None, "99-101", (), "99-101"),
        (r"24{\textendash}53", "24-35", (), r"24{\textendash}35"),
        # How numbers are shortened says nothing of pages with letters
        ("S2--5", "S20-S25", ("100--9", "240--5"), "S20--5"),
        ("S2", "S20-S25", ("100--9", "240--5"), "S20--S25"),
        ("S10--S25", "S20-S25", ("100--9", "240--5"), "S20--S25"),
        (None, "S20-S25", ("100--9", "240--5", "S10--5"), "S20--5"),
        ("e377", "e377-e387", ("100-9", "240-5"), "e377-e387"),
        ("240", "377-387", ("100-9", "240-5", "S10-S15"), "377-87"),
    ],
)
def test_pages_have_the_form_of_the_cited_ones_or_of_the_list(
    cited: str | None, right: str, samples: tuple[str, ...], expected: str
) -> None:
    assert pages_as(cited, right, samples) == expected
