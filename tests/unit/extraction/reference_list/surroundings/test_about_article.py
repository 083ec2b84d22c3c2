"""What is printed about the article itself in and after its list, and entries that look like it."""

from __future__ import annotations

import pytest

from refcheck.extraction import extract
from refcheck.model.document import Document

STONE = (
    "Stone DM, Hynes M, Armanini M, et al. The tumour-suppressor gene patched encodes a candidate"
    " receptor for Sonic hedgehog. Nature. 1996;384(6605):129-134."
)
LOW = (
    "Low JA, de Sauvage FJ. Clinical experience with Hedgehog pathway inhibitors. J Clin Oncol."
    " 2010;28:5321-6."
)
RUDY = (
    "Rudy JW, Wright-Hardesty K. The temporal dynamics of retention of a context memory: something"
    " is missing. Learn Mem. 2005;12(2):172-7."
)
LIST = [LOW, RUDY, STONE]
LABELS = pytest.mark.parametrize("label", ["{}. ", ""])


def raws(text: str) -> list[str]:
    return [one.raw for one in extract(Document(path="a.txt", text=text))]


def article(label: str, entries: list[str], after: str = "") -> str:
    listed = "\n".join(label.format(n) + entry for n, entry in enumerate(entries, 1))
    return f"Hedgehog acts early [1-3].\n\nReferences\n\n{listed}{after}\n"


@pytest.mark.parametrize(
    "notice",
    [
        "doi:10.1186/1471-2288-12-1\nCite this article as: Brown: Hedgehogs. BMC Medical Research"
        " Methodology 2012 12:1.",
        "Cite this article as: Brown: Hedgehogs in medicine.\nBMC Medical Research 2012 12:1.",
        "Competing interests: None declared.\nBMJ 2012;344:e1234 doi: 10.1136/bmj.e1234\n"
        "Cite this as: BMJ 2012;344:e1234",
        "BMJ 2012;344:e1234 doi: 10.1136/bmj.e1234\nCite this as: BMJ 2012;344:e1234",
        "To cite: Brown J. Hedgehogs. BMJ Open 2012;2:e001234. doi:10.1136/bmjopen-2012-001234",
        "Citation: Brown J (2012) Hedgehogs in medicine. PLoS ONE 7(3): e12345."
        " doi:10.1371/journal.pone.0012345",
        "Please cite this paper as: Brown J. Hedgehogs. J Foo 2012;3:4-5.",
        "How to cite this article\nBrown J. Hedgehogs. J Foo 2012;3:4-5.",
        "Zitierweise: Brown J: Igel. Dtsch Arztebl 2012; 109: 1-5. DOI: 10.3238/arztebl.2012.0001",
        "Cómo citar este artículo: Brown J. Erizos. Rev Foo 2012;3:4-5.",
        "Pour citer cet article : Brown J. Hérissons. Rev Foo 2012;3:4-5.",
        "Для цитирования: Иванов И.И. Ежи. Журнал. 2018;118(5):23–29.",
        "引用本文：王小明. 糖尿病. 中华内科杂志, 2018, 57(4): 300-303.",
        "Accepted 3 March 2012. doi: 10.1136/bmj.e1234",
        "(Accepted 3 March 2012)",
        "Submitted: 3.4.2012   Revised: 5.5.2012",
        "Received: March 3, 2012",
        "Manuskriptdaten: eingereicht: 3.4.2012\nAnschrift für die Verfasser: Dr. J. Brown, Berlin",
        "Reçu le 3 mars 2012. Accepté le 5 mai 2012.",
        "Recibido: 3 de marzo de 2012. Aceptado: 5 de mayo de 2012.",
        "Korrespondenzadresse: Dr. J. Brown, Igelweg 3, 12345 Berlin",
        "Source of Support: Nil. Conflict of Interest: None declared.",
        "Figure legends\nFigure 1. Flow chart of the study, 2010-2012.",
        "Abbildungslegenden\nAbb. 1. Verlauf 2010-2012.",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@LABELS
def test_what_is_said_of_the_article_after_its_list(label: str, gap: str, notice: str) -> None:
    assert raws(article(label, LIST, gap + notice)) == LIST


@pytest.mark.parametrize(
    "last",
    [
        f"{STONE}\ndoi:10.1038/384129a0",
        f"{STONE}\nhttps://doi.org/10.1038/384129a0",
        STONE.replace("Nature", "\nCite as you like. Nature"),
        "Stone DM, Hynes M.\nFunding: who pays for trials? Lancet. 2004;12:1-3.",
        "Stone DM, Hynes M.\nCorrespondence: bias in reports. London: Routledge, 2004.",
        f"{STONE}\nPublished online 1996 Nov 14. doi: 10.1038/384129a0",
        STONE.replace("encodes", "encodes\naccepted"),
    ],
)
@LABELS
def test_the_end_of_an_entry_stays(label: str, last: str) -> None:
    entries = [LOW, RUDY, last]
    assert raws(article(label, entries)) == [LOW, RUDY, " ".join(last.split())]


@LABELS
@pytest.mark.parametrize("others", [" doi:10.1200/JCO.2010.27.9943", "\ndoi:10.1101/lm.84005"])
def test_an_entry_keeps_its_own_identifier_before_a_notice(label: str, others: str) -> None:
    entries = [LOW + others, RUDY, f"{STONE}\ndoi:10.1038/384129a0"]
    notice = "\nCite this article as: Brown J. Hedgehogs. J Foo 2012;3:4-5."
    assert raws(article(label, entries, notice))[-1] == f"{STONE} doi:10.1038/384129a0"


def test_the_identifier_of_the_title_page_is_not_that_of_an_entry() -> None:
    entries = [f"{LOW} doi:10.1200/JCO.2010.27.9943", RUDY, STONE]
    text = article("{}. ", entries, "\ndoi:10.1186/1471-2288-12-1\nCite as: Brown J. Hedgehogs.")
    assert raws(text)[-1] != STONE
    assert raws(f"https://doi.org/10.1186/1471-2288-12-1\n\n{text}")[-1] == STONE


def test_a_page_that_says_how_to_cite_every_entry() -> None:
    entries = [f"{entry}\nCitation: {n}5 times, {entry}" for n, entry in enumerate(LIST)]
    assert all("Citation:" in raw for raw in raws(article("{}. ", entries)))


@LABELS
def test_a_notice_at_a_page_break_within_the_list(label: str) -> None:
    notice = "How to cite this article: Brown J. Hedgehogs. J Foo 2012;3:4-5."
    entries = [LOW, f"{RUDY}\n\n{notice}\n", STONE]
    assert raws(article(label, entries)) == LIST


def test_a_running_head_with_the_identifier_of_the_article() -> None:
    head = "7\nBMJ 2012;344:e1234 doi: 10.1136/bmj.e1234 (Published 3 March 2012)"
    entries = [LOW, f"{RUDY}\n\n{head}\n\nPage 7 of 8\n", STONE]
    assert raws(article("{}. ", entries)) == LIST


@pytest.mark.parametrize("block", ["doi: 10.1101/lm.84005", "https://doi.org/10.1101/lm.84005"])
def test_an_identifier_in_a_block_of_its_own_stays(block: str) -> None:
    entries = [f"{entry}\n\n{block}{n}\n" for n, entry in enumerate(LIST)]
    assert raws(article("{}. ", entries)) == [f"{e} {block}{n}" for n, e in enumerate(LIST)]
