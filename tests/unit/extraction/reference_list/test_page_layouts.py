"""What pages print around the entries of a list, and entries in unusual layouts."""

from __future__ import annotations

from pathlib import Path

import pytest

from refcheck import readers
from refcheck.extraction import extract, find_lists
from refcheck.extraction.reference_list.unlabelled.field_lines import arranged, is_citation_key
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
LIST = [MILLER, RAJKUMAR, SERAFINI]
BODY = "Ketamine acts within hours (Miller et al. 2016).\n\n"


def raws(text: str) -> list[str]:
    return [one.raw for one in extract(Document(path="a.txt", text=text))]


@pytest.mark.parametrize(
    "links",
    ["Google Scholar | Crossref | PubMed", "View Article", "[CrossRef]",
     "Pubmed Abstract | Pubmed Full Text", "Crossref, Medline, Google Scholar", "Show abstract",
     "SHOW ABSTRACT", "View in Article",
     "Search in Google Scholar", "Cited Here | PubMed", "Go to original source...",
     "[Context Link]", "Return to ref 1 in article", "Article ADS CAS PubMed Google Scholar",
     "View\nIn Article\nCrossref\nScopus (12)\nPubMed", "(open in a new window)Google Scholar",
     "• Abstract • Full Text • PubMed", "CrossRefPubMedGoogle Scholar", "Link to article | PubMed"],
)  # fmt: skip
@pytest.mark.parametrize("label", ["{}. ", ""])
def test_links_on_lines_after_each_entry(label: str, links: str) -> None:
    lines = [f"{label.format(n)}{text}\n{links}\n" for n, text in enumerate(LIST, 1)]
    assert raws(f"{BODY}References\n\n{''.join(lines)}") == LIST


@pytest.mark.parametrize(
    "between",
    ["References\n\n", "REFERENCES\n\nReferences\n\n", "This article references 3 other works.\n\n",
     "TOP\nINTRODUCTION\nMETHODS AND MATERIALS\nRESULTS\n\n", "Jump to section\n\n"],
)  # fmt: skip
def test_what_comes_between_the_heading_and_the_list(between: str) -> None:
    entries = "\n".join(f"• {text}" for text in LIST)
    assert raws(f"{BODY}References\n\n{between}{entries}\n") == LIST


@pytest.mark.parametrize(
    "after",
    [
        "Table 1. Response, 1996-2003\n\nDose   Patients   Year   Response\n10   12   1999   4\n",
        "Country      Module   Archived   Study\nAustralia    1997     No         1999\n",
        "Deliveries 1996-2003\n(March 2005)\n\nCountry    Year     No      Report\n"
        "Chile    1997     No    1999\n",
        "Figure 2: Response of 12 patients, 1999-2003 (Miller 2016).\n",
        "Abb. 3. Ansprechen, 1999-2003.\n",
    ],
)
def test_tables_and_captions_after_a_list(after: str) -> None:
    entries = "\n".join(LIST)
    assert raws(f"{BODY}References\n\n{entries}\n\n{after}") == LIST


VIEW = "Ketamine and more\nMiller, Oliver H.\nNeuropharmacology (2016), 100, 17-26 CODEN: NEPHBW.\n"


@pytest.mark.parametrize(
    "view", [VIEW, f"{{}}. {VIEW}", "Abstract. It was shown in 2014 that it acts.\n"]
)
def test_what_is_unfolded_below_an_entry(view: str) -> None:
    lines = [
        f"{n}. {text}\n[CrossRef], [PubMed], [CAS]\n{view.format(n)}"
        for n, text in enumerate(LIST, 1)
    ]
    assert raws(f"{BODY}References\n\n{''.join(lines)}") == LIST


def test_a_list_in_two_columns() -> None:
    left = (
        " [1] S. Kichenassamy, Nonlinearity 10, 133 (1997).",
        " [2] B. Tian and K. Zhao, Int. J. Engng. Sci. (Lett.)",
        "     35, 1081 (1997).",
    )
    right = (
        "[3] Y. T. Gao, Acta Mech. 128,",
        "    137 (1998).",
        "[4] E. Parkes, Comm. 98, 2 (1996).",
    )
    lines = "\n".join(f"{one:<56}{other}" for one, other in zip(left, right, strict=True))
    text = f"Solitons were found early [1, 2]. Later work [3, 4] went on.\n\n{lines}\n"
    assert raws(text) == [
        "S. Kichenassamy, Nonlinearity 10, 133 (1997).",
        "B. Tian and K. Zhao, Int. J. Engng. Sci. (Lett.) 35, 1081 (1997).",
        "Y. T. Gao, Acta Mech. 128, 137 (1998).",
        "E. Parkes, Comm. 98, 2 (1996).",
    ]


def test_affiliations_are_not_a_list(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><body><h1>A spectrometer</h1><ol><li>Laboratory of Materials, Technical University,"
        " 1015 Lausanne, Switzerland</li><li>Higher Institute, University of Lisbon, 49-001 Lisbon,"
        " Portugal</li><li>Department of Chemistry, Institute of Technology, 110016 Delhi, India"
        " APL Photonics 1, 026101 (2016); http://dx.doi.org/10.1063/1.4945450</li></ol></body></html>"
    )
    assert not extract(readers.read(str(page)))


TITLE = "Two cellular hypotheses explaining the initiation of ketamine's actions"
USUAL = f"Miller OH, Moran JT. {TITLE}. Neuropharmacology, 100, 17-26, 2016"


@pytest.mark.parametrize(
    ("lines", "usual"),
    [
        ([TITLE, "OH Miller, JT Moran", "Neuropharmacology, 100, 17-26, 2016"], USUAL),
        ([TITLE, "Oliver H Miller and Jacqueline T Moran", "Neuropharmacology, 100, 17-26, 2016"],
         USUAL),
        (["Miller and Moran, 2016", "• O.H. Miller, J.T. Moran", f"• {TITLE}",
          "• Neuropharmacology, 100, 17-26, 2016"], USUAL),
        (["Miller, O. H., Moran, J. T.", TITLE, "Neuropharmacology, 100, 17-26, 2016"], None),
        (["Miller OH, Moran JT", TITLE, "Neuropharmacology, 100, 17-26, 2016"], USUAL),
        ([TITLE, "a study of mice", "Neuropharmacology, 100, 17-26, 2016"], None),
        ([TITLE, "OH Miller, JT Moran", "Neuropharmacology"], None),
        ([MILLER], None),
    ],
)  # fmt: skip
def test_a_field_a_line(lines: list[str], usual: str | None) -> None:
    assert arranged(lines) == usual


@pytest.mark.parametrize(
    ("line", "is_key"),
    [("Miller et al., 2016", True), ("Fam and Dawe (2015)", True), ("WHO, 2017a", True),
     ("Miller OH. A title. 2016", False), ("In 2016", True), ("2016", False)],
)  # fmt: skip
def test_what_the_text_cites_as_a_line_of_its_own(line: str, is_key: bool) -> None:
    assert is_citation_key(line) is is_key


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("References\n\nThere are none that count.\n", ["References"]),
        ("## Bibliography\n\nto be added\n", ["Bibliography"]),
        (f"References\n\n1. {MILLER}\n2. {RAJKUMAR}\n", []),
        ("Sources\n\nWe walked along the river.\n", []),
        ("Contents\n1 Introduction\n2 Methods\n3 Results\n4 References\n", []),
        ("No heading at all.\n", []),
    ],
)
def test_a_heading_without_a_list_is_known(text: str, headings: list[str]) -> None:
    assert [one.text for one in find_lists(Document(path="a", text=text)).unlisted] == headings


@pytest.mark.parametrize(
    "entries",
    [
        "1. National Collaborating Centre for Chronic Conditions (UK). Rheumatoid arthritis:"
        " national clinical guideline. London: Royal College of Physicians (UK); 2009 Feb.\n"
        "2. National Institute for Health and Care Excellence. Hypertension in adults. London:"
        " NICE; 2019.",
        "1. World Health Organization. Depression. Geneva: WHO; 2017 Jan 3.\n2. Casablanca. 1942.",
        "[1] Ministry of Health. Report. Accra; 2018 Dec\n[2] Statistics Office. Data. 2019.",
        f"1. {MILLER}\n2. Example Pharma. Data on file. 2009 Feb.",
    ],
)
def test_a_list_of_two(entries: str) -> None:
    found = raws(f"References\n\n{entries}\n")
    assert len(found) == 2
    assert "2. " not in found[0]
