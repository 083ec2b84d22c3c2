"""Lists as people write them: labels of many forms, one paragraph, numbered lines, page notices."""

from __future__ import annotations

import textwrap

import pytest

from refcheck.extraction import extract
from refcheck.model.document import Document

REFERENCES = [
    "Berman RM, Cappiello A, Anand A, et al. Antidepressant effects of ketamine in depressed"
    " patients. Biol Psychiatry. 2000;47(4):351-4.",
    "Zarate CA Jr, Singh JB, Carlson PJ, et al. A randomized trial of an N-methyl-D-aspartate"
    " antagonist in treatment-resistant major depression. Arch Gen Psychiatry. 2006;63(8):856-64.",
    "World Health Organization. Depression and other common mental disorders: global health"
    " estimates. Geneva: World Health Organization; 2017.",
    "Ioannidis JPA. Why most published research findings are false. PLoS Med. 2005;2(8):e124.",
    "Miller OH, Moran JT, Hall BJ. Two cellular hypotheses explaining the initiation of ketamine's"
    " antidepressant actions. Neuropharmacology. 2016;100:17-26.",
]
NOTE = "This study is of outstanding interest because it was the first to show an effect."


def raws(text: str) -> list[str]:
    """The texts of all entries, without the stop at the end."""
    return [one.raw.rstrip(".") for one in extract(Document(path="a.txt", text=text))]


WANTED = [reference.rstrip(".") for reference in REFERENCES]
LABELS = [
    *(
        "{n}-",
        "{n}.- ",
        "{n}–",
        "{n} - ",
        "{n}.•• ",
        "•• {n}. ",
        "{n}* ",
        "{n}.\n••\n",
        "Ref {n}: ",
    ),
    *("Source {n}: ", "Réf. {n} ", "Quelle {n}: ", "#{n} ", "No. {n}. ", "[Ref. {n}] ", "**{n}** "),
    *("{{{n}}} ", "/{n}/ ", "{n}/ ", "{a}) ", "({a}) ", "{A}. ", "[{A}] ", "({r}) ", "{R}. "),
]


def label(form: str, n: int) -> str:
    roman = ("i", "ii", "iii", "iv", "v")[n - 1]
    return form.format(n=n, a="abcde"[n - 1], A="ABCDE"[n - 1], r=roman, R=roman.upper())


@pytest.mark.parametrize("form", LABELS)
def test_labels_part_the_entries(form: str) -> None:
    lines = [label(form, n) + reference for n, reference in enumerate(REFERENCES, 1)]
    assert raws("Words of the text.\n\nReferences\n" + "\n".join(lines) + "\n") == WANTED


@pytest.mark.parametrize(
    ("form", "between"),
    [
        ("{n}.", ""),
        ("[{n}]", ""),
        ("{n}) ", "; "),
        ("({n}) ", " "),
        ("{n} ", " "),
        ("{n}- ", " "),
        ("({a}) ", " "),
        ("({r}) ", "; "),
        ("", " "),
        ("", "; "),
        ("", " | "),
    ],
)
@pytest.mark.parametrize("heading", ["References\n", "References: ", "Words.\n\nBibliography\n\n"])
def test_a_list_in_one_paragraph_is_cut(form: str, between: str, heading: str) -> None:
    ends = ";|" if between.strip() else ""
    entries = [one.rstrip("." if ends else "") for one in REFERENCES]
    paragraph = between.join(label(form, n) + one for n, one in enumerate(entries, 1))
    assert raws(f"{heading}{paragraph}\n") == WANTED


def wrapped(form: str) -> list[str]:
    lines = []
    for n, reference in enumerate(REFERENCES, 1):
        entry = label(form, n) + reference
        lines += textwrap.wrap(entry, 60, subsequent_indent="    ", break_on_hyphens=False)
    return lines


@pytest.mark.parametrize("form", ["{n}. ", "[{n}] ", "{n} "])
@pytest.mark.parametrize("place", ["{n} {line}", "{n:>4}  {line}", "{line}\t{n}", "{n}\n{line}"])
def test_numbers_of_lines_are_not_labels(form: str, place: str) -> None:
    lines = [place.format(n=n, line=line) for n, line in enumerate(wrapped(form), 311)]
    assert raws("References\n\n" + "\n".join(lines) + "\n") == WANTED


def test_every_fifth_line_may_have_a_number() -> None:
    lines = [f"{n} {line}" if n % 5 == 0 else line for n, line in enumerate(wrapped("{n}. "), 1)]
    assert raws("References\n\n" + "\n".join(lines) + "\n") == WANTED


def test_a_list_with_bare_numbers_keeps_them() -> None:
    text = "References\n" + "\n".join(f"{n} {one}" for n, one in enumerate(REFERENCES * 3, 1))
    found = extract(Document(path="a.txt", text=f"{text}\n"))
    assert [one.label for one in found] == [str(n) for n in range(1, 16)]


NOTICES = [
    "Downloaded from https://example.org/ by guest on 12 May 2020",
    "12",
    "- 12 -",
    "Page 3 of 12",
    "© 2020 The Authors. Published by Elsevier.",
    "This article is protected by copyright. All rights reserved.",
    "https://www.example.org/journals/example",
    "KETAMINE IN DEPRESSION",
    "12 Smith et al.",
    "\f",
]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_within_an_entry_is_left_out(notice: str) -> None:
    entries = [f"{n}. {one}" for n, one in enumerate(REFERENCES, 1)]
    entries[1] = entries[1].replace(" antagonist in", f" antagonist\n{notice}\nin")
    assert raws("References\n" + "\n".join(entries) + "\n") == WANTED


def test_the_last_line_of_an_entry_may_be_an_address() -> None:
    entries = [
        f"{n}. {one} Available from:\nhttps://example.org/{n}" for n, one in enumerate(WANTED)
    ]
    assert all("https://example.org/" in raw for raw in raws("References\n" + "\n".join(entries)))


@pytest.mark.parametrize("form", ["{n}. ", "{n}.•• ", "[{n}] "])
@pytest.mark.parametrize("between", ["\n", " "])
def test_sentences_about_an_entry_are_none_of_it(form: str, between: str) -> None:
    entries = [label(form, n) + one + between + NOTE for n, one in enumerate(REFERENCES, 1)]
    assert raws("References\n" + "\n".join(entries) + "\n") == WANTED


UNLISTED = [
    ["Welcome and apologies", "Minutes of 12 March 2019", "Report of the treasurer for 2018/19"],
    ["Heat 200 g of butter", "Add 3 eggs; stir for 2 minutes", "Bake at 180 °C for 25-30 minutes"],
    [
        "The contract of 12 May 2019 shall remain in force.",
        "Payment is due by 31 December 2020; see Section 4(2).",
        "Any dispute shall be settled under the Rules of 1998.",
    ],
    ["Coffee, 250 g, 12.50", "Tea, green, 100 g, 8.20 (2019 harvest)", "Wine, Rioja 2015, 12:00"],
    ["What is ketamine (1970)?", "Is it safe for patients over 65?", "Who paid in 2015?"],
    ["The woods are lovely, dark and deep", "In 1922 the snow lay white", "And miles to go"],
]


@pytest.mark.parametrize("form", LABELS)
@pytest.mark.parametrize("items", UNLISTED, ids=lambda items: items[0][:10])
def test_labels_alone_make_no_list(form: str, items: list[str]) -> None:
    lines = [label(form, n) + item for n, item in enumerate(items, 1)]
    assert raws("What J. Smith wrote in 2019.\n\n" + "\n".join(lines) + "\n\nThat is all.\n") == []
