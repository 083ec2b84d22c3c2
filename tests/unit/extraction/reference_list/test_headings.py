"""Headings that open a list of references, and those that close it."""

from __future__ import annotations

import pytest

from refcheck.extraction.reference_list.headings import closes_list, opens_list, strip_marks

FIRM = [
    "References",
    "REFERENCES",
    "References:",
    "## References",
    "**References**",
    "5. References",
    "VII. References",
    "R E F E R E N C E S",
    "References (43)",
    "References and further reading",
    "List of references",
    "Selected bibliography",
    "Literature cited",
    "Literaturverzeichnis",
    "Referências bibliográficas",
    "Referencias",
    "Bibliographie",
    "Литература",
    "Список литературы",
    "Список использованной литературы",
    "Список использованных источников",
    "参考文献",
    "참고문헌",
    "Works cited",
    "Works cited in the text",
    "Works consulted",
    "Sources cited",
    "Fuentes consultadas",
    "Obras citadas",
]
WEAK = [
    "Notes",
    "Works",
    "Further reading",
    "Anmerkungen",
    "Footnotes",
    "Resources",
    "Additional resources",
]
SOURCES = [
    "Sources",
    "Sources:",
    "Article sources",
    "6 sources",
    "Sources (6)",
    "Show all sources",
    "Hide sources",
    "View sources",
    "Our sources",
    "Fact checked sources",
    "Sources and links",
    "Citations",
    "Quellen",
    "Verwendete Quellen",
    "Quellen und Links",
    "Fuentes",
    "Fontes",
    "Where we got this",
    "Where we got this information",
    "Where does this information come from?",
]
STUDIES = [
    "References to studies included in this review",
    "References to studies excluded from this review",
    "References to studies awaiting assessment",
    "References to studies awaiting classification",
    "References to ongoing studies",
    "Additional references",
    "References to other published versions of this review",
    "References to other published versions",
]
NONE = [
    "",
    "R",
    "Introduction",
    "Reference values",
    "Reference ranges for adults",
    "References were searched for in PubMed, Embase and other databases of the world",
    "The sources of the river",
    "Обзор литературы",
    "Works of art",
    "Notes on the design of the study",
    "references to earlier work",
    "Where we live",
    "Where this river comes down from the mountains",
    "Where is my information?",
    "Included studies",
    "References,",
    "Smith J. References and their errors. Lancet. 2010;375:1-9.",
]


@pytest.mark.parametrize(
    ("line", "firmness"),
    [
        *((line, 1.0) for line in (*FIRM, *STUDIES)),
        *((line, 0.7) for line in SOURCES),
        *((line, 0.5) for line in WEAK),
        *((line, 0.0) for line in NONE),
    ],
)
def test_what_opens_a_list(line: str, firmness: float) -> None:
    assert opens_list(line) == firmness


CLOSING = [
    "Acknowledgements",
    "ACKNOWLEDGMENTS",
    "6. Acknowledgements",
    "Conflict of interest",
    "Competing interests",
    "Funding",
    "Appendix A",
    "Supplementary material",
    "Author contributions",
    "Figure legends",
    "About the authors",
    "Danksagung",
    "Agradecimentos",
    "### Anything behind a mark of Markdown",
]
GOING_ON = [
    "Methods Mol Biol, 934, 833-50.",
    "Funding,",
    "Smith J. Funding of research. Lancet. 2010;375:1-9.",
    "Depression and its treatment",
    "Neuropharmacology 2016, 100.",
    "Conflict of interest and other matters in a line that is far too long to be a heading of any",
]


@pytest.mark.parametrize("line", CLOSING)
def test_what_closes_a_list(line: str) -> None:
    assert closes_list(line)


@pytest.mark.parametrize("line", GOING_ON)
def test_what_does_not_close_a_list(line: str) -> None:
    assert not closes_list(line)


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("## References", "References"),
        ("**References:**", "References"),
        ("3.1 References", "References"),
        ("R E F E R E N C E S", "REFERENCES"),
        ("References (43)", "References"),
        ("References [edit]", "References"),
        ("References", "References"),
    ],
)
def test_marks_around_a_heading(line: str, plain: str) -> None:
    assert strip_marks(line) == plain
