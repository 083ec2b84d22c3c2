"""No list is invented: texts of many kinds with numbers, years and names, but no references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from tests.listless import listless_texts

from refcheck.extraction import find_lists
from refcheck.model.document import Document

# What is no reference below any heading that may announce something else, whatever labels it has.
SOFT_HEADINGS = ("Notes", "Sources", "Further reading", "Citations", "")
LABELS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "dot": lambda n: f"{n}. ",
    "dash": lambda n: f"{n}- ",
    "colon": lambda n: f"{n}: ",
    "hash": lambda n: f"#{n} ",
    "number": lambda n: f"No. {n}: ",
    "word": lambda n: f"Ref. {n}: ",
    "letter": lambda n: f"{'abcdef'[n - 1]}) ",
    "capital": lambda n: f"{'ABCDEF'[n - 1]}. ",
    "roman": lambda n: f"{('I', 'II', 'III', 'IV', 'V', 'VI')[n - 1]}. ",
    "circle": lambda n: f"{'①②③④⑤⑥'[n - 1]} ",
}
LISTLESS = {
    "programme": """Haydn (1799): Sonata No. 3 in D, Op. 30 (18 min)
Brahms, J. (1892): Intermezzo in A, Op. 118 No. 2 (6 min)
Schubert, F. (1828): Sonata in B flat, D. 960 (40 min)
Chopin, F. Nocturne in C minor, Op. 48/1""",
    "members": """Okafor A, Lisbon, member since 2001
Lindqvist BM, Uppsala, member since 1998
Nowak D, Kraków, treasurer since 2015
Osei F, Accra, secretary since 2010""",
    "wines": """Château Brandt, Lyon, 2009, 13.5%, 24 EUR
Quinta Ferreira, Douro, 2012, 14%, 18 EUR
Marchetti, Barolo, 2010, 14%, 45 EUR""",
    "results": """Okafor, Chidi   1988   38:12   96 pts
Lindqvist, Karin   1991   38:40   91 pts
Marchetti, Luis   1979   39:02   88 pts""",
    "family": """Brandt, Karl F., born 1845 in Graz, died 1911
Brandt, Anna M., born 1850 in Graz, died 1933
Nowak, Jan, born 1901 in Kraków""",
    "records": """Night and Honey (1971), 12 tracks, 41:35
The Mill (1974), Blue Label BL 204, 38:50
Haddad Trio, Late Works (1988), CD""",
    "help": """Lisbon crisis line: 0800 1234, open 8 to 20, www.example.org/help
Graz Health Office, 0316 4400, www.example.at/health
Samaritans: 116 123, https://www.example.org/night
Your family doctor or the nearest hospital""",
    "life": """1999–2003: Research fellow, University of Lyon
2003–2008: Senior lecturer, Institute of Public Health, Turin
2010-2016: Professor of Chemistry, Porto""",
}
REAL = {
    "articles": """Loo CK, Katz R. Ketamine in practice. Lancet. 2018;392:1-2.
Nowak, A. (2004). Rivers and their mills. Urban History, 12(3), 45–67.
Gold MH, Biron J. Light therapy. J Clin Aesthet Dermatol. 2009;2(4):40-4.""",
    "books": """Smith, J. (1990) The mill of Leeds. London: Methuen.
Nowak A. A history of Graz. Vienna: Böhlau; 2004.
Haddad E. Walnuts and trade. Cambridge: Cambridge University Press, 2015.""",
    "physics": """C. Loo and R. Katz, Phys. Rev. B 45, 1234 (2001).
A. Nowak, Nature (London) 401, 130 (1999).
J. Smith et al., Rev. Mod. Phys. 74, 47 (2002).""",
    "pages": """Depression fact sheet https://www.who.int/news-room/fact-sheets/detail/depression
Depression: overview https://www.nimh.nih.gov/health/topics/depression
PRISMA statement https://doi.org/10.1136/bmj.n71""",
}


def below(heading: str, label: str, lines: str) -> Document:
    rows = [LABELS[label](n) + line for n, line in enumerate(lines.split("\n"), 1)]
    text = "The town grew.\n\n" + "\n".join([heading, *rows]) + "\n"
    return Document(path="text.txt", text=text)


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("kind", LISTLESS)
def test_soft_headings_make_no_list(kind: str, label: str) -> None:
    for heading in SOFT_HEADINGS:
        found = find_lists(below(heading, label, LISTLESS[kind])).strings
        assert not found, (heading, found[0].raw)


@pytest.mark.parametrize("label", ["none", "dot", "dash", "letter"])
@pytest.mark.parametrize("kind", REAL)
def test_short_lists_below_soft_headings_are_found(kind: str, label: str) -> None:
    for heading in filter(None, SOFT_HEADINGS):
        found = find_lists(below(heading, label, REAL[kind])).strings
        assert len(found) == len(REAL[kind].split("\n")), heading


def test_texts_without_a_list_have_no_references() -> None:
    texts = list(listless_texts())
    invented: Counter[str] = Counter()
    for kind, text in texts:
        found = find_lists(Document(path="text.txt", text=text))
        invented[kind] += bool(found.strings) + bool(found.unlisted)
    assert len(texts) >= 300
    assert not +invented
