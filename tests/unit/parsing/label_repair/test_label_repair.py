"""Labels that cannot be right, mended."""

from __future__ import annotations

import pytest
from tests.labels import labels_of, letters_of

from refcheck.parsing.label_repair import repair_labels
from refcheck.parsing.tokens import cut_out, tokenise


def mended(text: str, letters: str) -> str:
    """The mended labels, one letter each."""
    marked, _ = cut_out(text)
    return letters_of(repair_labels(marked, tokenise(marked), labels_of(letters)))


@pytest.mark.parametrize(
    ("text", "labels", "right"),
    [
        ("Sleep and doi:10.1000/x mood", "tttt", "ttOt"),
        ("Dehesa JS, J. Comput. Math. 37", "FGFccv", "FGcccv"),
        ("Title. Lancet. 1989;87(6b):24s–28s.", "tcOOOO", "tcyvig"),
        ("Title. Lancet. 1989;87 Suppl 1:S2-9.", "tcyOOOO", "tcyviig"),
        ("Title. Lancet. 1989;87:2; 88:3", "tcyOOOO", "tcyOOOO"),
        ("A trial;87:24 mood. Lancet", "tttttc", "tttttc"),
        ("Domain. Knowledge Organization, v. 30, 2-9", "tppOvg", "tccOvg"),
        ("Wozu? in: Handbuch Werte, Murmann", "ttttp", "tOccp"),
        ("Wozu? in: Kreckel, R. (Hg.): Werte.", "tttttt", "tOOOOc"),
        ("Only one title here", "tttt", "tttt"),
        ("Nothing. at all", "OOO", "OOO"),
        ("Title. Nature, 171, 737", "tccg", "tcvg"),
        ("Title. Nature of 171, 737", "tcccg", "tcccg"),
        ("Title. Proc Architecture (1996)", "tccc", "tccy"),
        ("Title. Proc Reuse, page 163", "tcccc", "tccOg"),
        ("Title. Nature 1996", "tcO", "tcy"),
        ("Title. Tree 2014 Mar;2014:69.", "tccccc", "tcyOvg"),
        ("Health Organization. Sleep well. 2018", "BbbbO", "Bbtty"),
        ("Kant A „Zur Idee“, Ratio 17", "FGOOOcv", "FGtttcv"),
        ("Kant A „Zur Idee Ratio 17", "FGOOcv", "FGOOcv"),
        (", ".join(["de Lee JA"] * 25) + ". Sleep.", "FGO" * 25 + "t", "FfG" * 25 + "t"),
        (", ".join(["Lee JA"] * 25) + " and Smith", "FG" * 25 + "OF", "FG" * 25 + "OF"),
        ("CTA of Acute Pulmonary Embolism. Lancet 17", "Bbbttcv", "tttttcv"),
        ("CTA of Acute Embolism: Uses. Lancet 17", "Bbbbtcv", "tttttcv"),
        ("Ministry of Health of Peru: Uses. Lancet 17", "Bbbbbtcv", "Bbbbbtcv"),
        ("GBD 2016 Death Collaborators. Causes of death. Lancet. 2017;3:4",
         "BytttttcOOO", "Bbbbtttcyvg"),
        ("Trial Group. Sleep well. Lancet 17", "ttttcv", "Bbttcv"),
        ("Lee H. 2008 Sleep. J Appl Physiol (1985) 105:16", "FGytcccyvg", "FGytccccvg"),
        ("Lee H. Swine fever virus. Virus Res. (2013) 173:191-7", "FGtttttyvg", "FGtttccyvg"),
        ("Lee H. SWINE fever virus (2013) 173:191-7", "FGtttyvg", "FGtttyvg"),
        ("Title. Life Sci. 2013 5 30;92(2):976.", "tccyOOOOO", "tccyOOvig"),
        ("Title. Gut. 2022 Nov 4:1-40.", "tcyOvg", "tcyOOg"),
        ("Title. BMJ 2023, 12, Art. No. 4951.", "tcyvOOi", "tcyvOOg"),
        ("Title. BMJ 2023, 12, Article e4951.", "tcyvOO", "tcyvOg"),
        ("Article No. 7 of the law", "tttttt", "tttttt"),
        ("Сон // Журнал. 2015. Т. 115. № 3.", "tOcyOOOO", "tOcyOvOi"),
        ("Oliveira e Castro PD, Lee H. Sleep", "FGFGFGt", "FffGFGt"),
        ("Owen MJ, Sawa A. Schizophrenia now. Lancet. 2016;3:4", "FGFGOOOOOO", "FGFGttcyvg"),
        ("Owen MJ, Sawa A. Schizophrenia now. Lancet Lond", "FGFGOOOO", "FGFGOOOO"),
        ("Lee H. Cancer in Childhood. HNO. 1988", "FGccccy", "FGtttcy"),
        ("Care of the Hair. (1881). Hall Journal", "Bbbbycc", "ttttycc"),
        ("Anonymous. (1881). Hall Journal", "Bycc", "Bycc"),
        ("Smith, John, and Bob Doe. Sleep", "OOOGft", "FGOGft"),
        ("Lee HA, Bajwa SJ. Basics, Errors of sleep. Gut 3", "FGFGFftttc", "FGFGtttttc"),
        ("Lee H on behalf of the ABC Investigators. Sleep", "FGttttttt", "FGOOOOBbt"),
        ("Lee H, and others. Sleep well", "FGtttt", "FGOOtt"),
        ("Title. Nature 1996 1997", "tcOO", "tcOO"),
        ("Lee H, and Eva Chang. In Reply. JAMA. 2024", "FGtttOccy", "FGOOOttcy"),
        ("Lee H. In Memoriam. Gut 12", "FGOccv", "FGttcv"),
        ("Lee H. Sleep. In Response Theory. Wiley", "FGtOccp", "FGtOccp"),
        ("Lee H. Sleep. In Reply.", "FGtOc", "FGtOc"),
        ("Dan B. Lee, Eva C. Chang, et al. Sleep well. Gut", "OOOOOOOOOtc", "HGfHGfOOttc"),
        ("Title. Nature accessed in 1996", "tcOOO", "tcOOO"),
    ],
)  # fmt: skip
def test_labels_are_mended(text: str, labels: str, right: str) -> None:
    assert mended(text, labels) == right
