"""Works that are neither articles nor books: what they are, and what their fields are."""

from __future__ import annotations

import pytest

from refcheck.formats.csl import to_csl
from refcheck.parsing import parse

KINDS = [
    ("Smith J, Doe A. Data from: A study. Dryad Digital Repository. 2018. "
     "https://doi.org/10.5061/dryad.8515", "dataset"),
    ("Zhang W. 2023. Metagenomes of sediments. Figshare. doi:10.6084/m9.figshare.22678177.v2.",
     "dataset"),
    ("Smith J. Sleep survey data [dataset]. Harvard Dataverse, V1. 2019. doi:10.7910/DVN/ABC123",
     "dataset"),
    ("Smith J. Complete genome of virus X. GenBank accession MN908947. 2020.", "dataset"),
    ("Lachenmeier DW: Dataset for “Are side effects caused by THC?” 2019. "
     "doi:10.17605/OSF.IO/F7ZXY", "dataset"),
    ("R Core Team. R: a language and environment for statistical computing. Vienna, Austria: R "
     "Foundation for Statistical Computing; 2020.", "software"),
    ("Lenth R. emmeans: Estimated marginal means. R package version 1.4.8; 2020.", "software"),
    ("IBM Corp. IBM SPSS Statistics for Windows, Version 26.0. Armonk, NY: IBM Corp; 2019.",
     "software"),
    ("StataCorp. Stata Statistical Software: Release 17. College Station, TX: StataCorp LLC; 2021.",
     "software"),
    ("Borenstein M, Hedges L. Comprehensive Meta-Analysis [Computer software]. Biostat; 2013.",
     "software"),
    ("Smith J, Doe A. mypkg: tools for sleep. Version 1.2.0. Zenodo. 2021. "
     "https://doi.org/10.5281/zenodo.1234567", "software"),
    ("ISO 15189:2012. Medical laboratories - requirements for quality. Geneva: ISO; 2012.",
     "standard"),
    ("ASTM International. (2019). Standard test method for tensile properties (ASTM D638-14). "
     "https://doi.org/10.1520/D0638-14", "standard"),
    ("Regulation (EU) 2017/745 of the European Parliament and of the Council of 5 April 2017 on "
     "medical devices. OJ L 117, 5.5.2017, p. 1–175.", "legislation"),
    ("European Parliament. Directive 2010/63/EU on the protection of animals. Off J Eur Union. "
     "2010;L276:33-79.", "legislation"),
    ("Roe v. Wade, 410 U.S. 113 (1973).", "legislation"),
    ("Montgomery v Lanarkshire Health Board [2015] UKSC 11.", "legislation"),
    ("Patient Protection and Affordable Care Act, 42 U.S.C. § 18001 (2010).", "legislation"),
    ("Brasil. Lei nº 8.080, de 19 de setembro de 1990. Diário Oficial da União, 20 set. 1990.",
     "legislation"),
    ("Smith J, Doe A. Method for treating depression. US Patent 9,592,207. 2017 Mar 14.", "patent"),
    ("Smith J. Drug delivery device. European Patent EP1234567B1. 2010.", "patent"),
    ("Smith J, Doe A. A made-up preprint. Research Square. 2021. doi:10.21203/rs.3.rs-123456/v1",
     "article"),
    ("Smith J, Doe A. A made-up preprint. medRxiv. 2020. doi:10.1101/2020.01.01.20012345",
     "article"),
    ("NCT02422186. Available at https://clinicaltrials.gov/ct2/show/NCT02422186.", "webpage"),
    ("UMIN Clinical Trials Registry. UMIN000012345. Statin trial in Japan. 2014.", "webpage"),
    ("Dupont J. La dépression du sujet âgé. Thèse de doctorat en médecine. Université Paris "
     "Descartes, 2009.", "thesis"),
    ("Smith J. Sleep in mice [Masterarbeit]. Berlin: Freie Universität; 2010.", "thesis"),
    ("Agency for Quality. Sleep apnea. Technical Report No. 12. Rockville, MD: AHRQ; 2011.",
     "report"),
    ("Weitzman EA, Miles MB. Computer programs for analysis: a sourcebook. London: Sage; 1995.",
     "book"),
    ("Smith J. Version control in trials of software. Lancet. 2012;380:815-22.", "article-journal"),
    ("Jones C. A trial of sleep (NCT02422186). Lancet. 2012;380:815-22.", "article-journal"),
    ("Jones C. Why firms seek ISO 9000 certification. Lancet. 2012;380:815-22.", "article-journal"),
    ("Jones C. Data set shift in patent law. J Law Med. 2012;380:815-22.", "article-journal"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_the_kind_of_a_work(text: str, kind: str) -> None:
    assert to_csl(parse(text).record)["type"] == kind


FIELDS = [
    ("Roe v. Wade, 410 U.S. 113 (1973).",
     {"title": "Roe v. Wade", "container-title": "U.S", "volume": "410", "page": "113"}),
    ("ISO 15189:2012. Medical laboratories - requirements for quality. Geneva: ISO; 2012.",
     {"title": "Medical laboratories - requirements for quality", "number": "ISO 15189:2012"}),
    ("Regulation (EU) 2017/745 of the European Parliament and of the Council of 5 April 2017 on "
     "medical devices. OJ L 117, 5.5.2017, p. 1–175.",
     {"title": "Regulation (EU) 2017/745 of the European Parliament and of the Council of 5 April "
      "2017 on medical devices", "container-title": "OJ", "volume": "L 117", "page": "1–175"}),
    ("NCT02422186. Available at https://clinicaltrials.gov/ct2/show/NCT02422186.",
     {"number": "NCT02422186"}),
    ("Royal Pharmaceutical Society. Example trial. ClinicalTrials.gov identifier: NCT03630471. "
     "2021.",
     {"title": "Example trial", "number": "NCT03630471"}),
    ("ISRCTN registry. ISRCTN12345678. A trial of sleep hygiene in adults. 2018.",
     {"title": "A trial of sleep hygiene in adults", "number": "ISRCTN12345678"}),
    ("https://clinicaltrials.gov/study/NCT02422186", {"number": "NCT02422186"}),
    ("Smith J. Data from: A study. Dryad Digital Repository. 2018. doi:10.5061/dryad.8515",
     {"publisher": "Dryad Digital Repository"}),
    ("Lenth R. emmeans: Estimated marginal means. R package version 1.4.8; 2020.",
     {"title": "emmeans: Estimated marginal means"}),
    ("Dupont J. La dépression du sujet âgé. Thèse de doctorat en médecine. Université Paris "
     "Descartes, 2009.",
     {"title": "La dépression du sujet âgé", "publisher": "Université Paris Descartes"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIELDS)
def test_the_fields_of_such_works(text: str, expected: dict[str, str]) -> None:
    item = to_csl(parse(text).record)
    assert {name: item.get(name) for name in expected} == expected
    for name in ("author", "container-title", "volume", "page"):
        if name not in expected and name not in ("author",):
            assert name not in item


def test_the_bookshelf_s_number_is_a_locator_and_no_page() -> None:
    text = (
        "Zeng M. Sepsis. In: StatPearls [Internet]. Boston: Wiley; 2023. Bookshelf ID: NBK430939."
    )
    record = parse(text).record
    assert record.elocations == ("NBK430939",)
    assert record.pages is None
