"""Labels that cannot be right, mended."""

from __future__ import annotations

import pytest

from refcheck.parsing.mending import mend
from refcheck.parsing.tokens import cut_out, tokenise


def mended(text: str, labels: str) -> str:
    """The mended labels, one letter each: t(itle) c(ontainer) p(ublisher) y(ear) v i g(pages) O."""
    names = {
        "t": "title", "c": "container", "p": "publisher", "y": "year", "v": "volume", "i": "issue",
        "g": "pages", "O": "O", "F": "Bfamily", "G": "Igiven", "f": "Ifamily",
        "B": "Bgroup", "b": "Igroup",
    }  # fmt: skip
    letters = {name: letter for letter, name in names.items()}
    marked, _ = cut_out(text)
    found = mend(marked, tokenise(marked), [names[letter] for letter in labels])
    return "".join(letters[name] for name in found)


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
        ("Title. Nature 1996 1997", "tcOO", "tcOO"),
        ("Title. Nature accessed in 1996", "tcOOO", "tcOOO"),
    ],
)
def test_labels_are_mended(text: str, labels: str, right: str) -> None:
    assert mended(text, labels) == right
