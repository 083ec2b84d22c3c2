"""Headings within a list, and lines of entries that look like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from refcheck import readers
from refcheck.extraction import extract
from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.reference_list.surroundings.group_headings import group_headings
from refcheck.model.document import Document

MILLER = (
    "Miller OH, Moran JT, Hall BJ. Two cellular hypotheses explaining the initiation of ketamine's"
    " antidepressant actions. Neuropharmacology. 2016;100:17-26."
)
RAJKUMAR = (
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: jumping the"
    " gun? Pharmacol Res. 2015;99:23-35."
)
SERAFINI = (
    "Serafini G, Howland RH, Rovedi F, Girardi P, Amore M. The role of ketamine in"
    " treatment-resistant depression. Curr Neuropharmacol. 2014;12:444-61."
)
SMITH = "Smith J. Hedgehogs. London: BMJ Books; 2001."
WHO = "WHO. Depression. https://www.who.int/depression (accessed 3 May 2019)."
GROUPS = pytest.mark.parametrize(
    "names",
    [
        ("Books", "Journal articles", "Websites"),
        ("Books:", "Articles:", "Internet sources:"),
        ("Livros", "Artigos de revistas", "Sites"),
        ("Bücher", "Zeitschriftenartikel", "Internetquellen"),
        ("## Hedgehogs", "## Ketamine", "## Depression"),
        ("**Hedgehogs**", "**Ketamine**", "**Depression**"),
        ("### Background", "### Methods", "### Discussion"),
    ],
)


def raws(text: str) -> list[str]:
    return [one.raw for one in extract(Document(path="a.txt", text=text))]


@pytest.mark.parametrize("below", ["\n", "\n\n"])
@GROUPS
def test_groups_of_a_list(names: tuple[str, ...], below: str) -> None:
    first, second, last = names
    groups = [
        f"{first}{below}{SMITH}",
        f"{second}{below}{MILLER}{below}{RAJKUMAR}",
        f"{last}{below}{WHO}",
    ]
    if "#" in first or "*" in first:
        groups[2] = f"{last}{below}{SERAFINI}"
    text = "Text.\n\nReferences\n\n" + "\n\n".join(groups)
    assert raws(text) == [
        SMITH,
        MILLER,
        RAJKUMAR,
        SERAFINI if "#" in first or "*" in first else WHO,
    ]


@pytest.mark.parametrize("below", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "names", [("Hedgehog", "Memory and learning", "Skin"), ("Background", "Methods", "Discussion")]
)
def test_groups_by_topic(names: tuple[str, ...], below: str) -> None:
    first, second, last = names
    text = (
        f"References\n\n{first}{below}{SMITH}{below}{MILLER}\n\n{second}{below}{RAJKUMAR}\n\n"
        f"{last}{below}{SERAFINI}\n"
    )
    assert raws(text) == [SMITH, MILLER, RAJKUMAR, SERAFINI]


def test_headings_of_a_web_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        f"<h2>References</h2><h3>Hedgehogs</h3><ul><li>{SMITH}</li><li>{MILLER}</li></ul>"
        f"<h3>Ketamine</h3><ul><li>{RAJKUMAR}</li></ul><h3>Depression</h3><ul><li>{SERAFINI}</li></ul>",
        encoding="utf-8",
    )
    found = extract(readers.read(str(path)))
    assert [one.raw for one in found] == [SMITH, MILLER, RAJKUMAR, SERAFINI]


@pytest.mark.parametrize("above", ["", "\n"])
@pytest.mark.parametrize(
    ("first", "second"),
    [("Articles", "Websites"), ("Artigos", "Sites"), ("## Ketamine", "## Depression")],
)
def test_groups_of_a_numbered_list(above: str, first: str, second: str) -> None:
    text = (
        f"References\n\nBooks\n1. {SMITH}\n{above}{first}\n2. {MILLER}\n3. {RAJKUMAR}\n{above}"
        f"{second}\n4. {WHO}\n"
    )
    assert raws(text) == [SMITH, MILLER, RAJKUMAR, WHO]


@pytest.mark.parametrize(
    "after",
    ["Acknowledgements\n\nWe thank Smith J and Doe A for their help in 2004.",
     "Further reading\n\nSmith J. Ketamine. Lancet. 2011;3:4-5.",
     "Articles\nBooks\nAbout us\nContact us in 2021",
     "Author contributions\nSmith J and Doe A wrote the text in May 2004, 2005.",
     "Methods\n\nWe asked 12 patients in 2004."],
)  # fmt: skip
def test_other_headings_end_the_list(after: str) -> None:
    entries = [MILLER, RAJKUMAR, SERAFINI]
    found = extract(
        Document(path="a.txt", text="References\n\n" + "\n".join(entries) + f"\n\n{after}\n")
    )
    assert [one.raw for one in found if one.list_number == 1] == entries


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_titles_above_their_authors_are_no_headings(gap: str) -> None:
    titles = ["Hedgehogs of Europe", "Ketamine in depression", "Treatment of the old", "Sleep"]
    lines = [
        gap.join([title, f"Smith J, Jones K. Lancet. 200{n};1{n}:2-3."])
        for n, title in enumerate(titles)
    ]
    text = "\n\n".join(lines)
    document = Lines(Document(path="a.txt", text=text))
    assert group_headings(document, 0, len(document)) == frozenset()


def test_some_titles_above_their_authors_are_no_headings() -> None:
    titles = ["Hedgehogs of Europe: where they live", "Sleep", "A trial of ketamine in 12 patients"]
    lines = [f"{title}\nSmith J, Jones K. Lancet. 2001;1:2-3." for title in titles]
    document = Lines(Document(path="a.txt", text="\n\n".join(lines)))
    assert group_headings(document, 0, len(document)) == frozenset()


@pytest.mark.parametrize(
    "entry",
    ["Miller OH, Moran JT. Two cellular hypotheses. Cold Spring Harbor\nLaboratory Press; 2016.",
     "Miller OH, Moran JT. Two cellular hypotheses explaining 4\nArticles. J Clin. 2016;1:2-3.",
     "Miller OH. Two hypotheses. 2016.\nNeuropharmacology"],
)  # fmt: skip
@pytest.mark.parametrize("label", ["{}. ", ""])
def test_lines_of_entries_stay(label: str, entry: str) -> None:
    entries = [SERAFINI, entry, RAJKUMAR]
    text = "\n".join(label.format(n) + one for n, one in enumerate(entries, 1))
    assert raws(f"References\n\n{text}\n") == [" ".join(one.split()) for one in entries]
