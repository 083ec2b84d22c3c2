"""Files that are small, or no larger than a long article, and would cost far more than that."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from hostile.case import CHECK, EXTRACT, Case, fill, repeated

__all__ = ["FILES"]


# --- values that multiply ---


def multiplying_macros(size: int) -> str:
    """BibTeX macros of which each stands for the one before it, eight times over."""
    values = ['"lololololo"', *(" # ".join([f"s{level}"] * 8) for level in range(size))]
    macros = "".join(f"@string{{s{level} = {value}}}" for level, value in enumerate(values))
    return f"{macros}@article{{k, title = s{size}, author = {{X, Y}}}}"


def long_macro(size: int) -> str:
    """One long macro, and many entries that consist of it."""
    macro = f'@string{{s = "{"a" * min(size // 2, 49_000)}"}}'
    return macro + "@article{k, title = s, note = s}\n" * (size // 60)


def inherited(size: int) -> str:
    """One long entry, and many that inherit from it."""
    children = "".join(f"@inbook{{c{n}, crossref = {{p}}}}\n" for n in range(size // 60))
    return f"{children}@book{{p, title = {{T}}, publisher = {{{'a' * (size // 2)}}}}}"


def laughing_yaml(size: int) -> str:
    """YAML aliases of which each stands for nine of the one before it."""
    lines = ["a0: &a0 [lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, size + 1)]
    return "---\n" + "\n".join(lines) + f"\nreferences:\n- {{id: x, author: *a{size}}}\n---\n[@x]\n"


# --- lists of many works ---


def csl_json(size: int) -> str:
    """As many items."""
    item = {
        "type": "article-journal",
        "title": "Ketamine in practice",
        "author": [{"family": "Loo", "given": "CK"}],
        "container-title": "Lancet",
        "issued": {"date-parts": [[2018]]},
    }
    return json.dumps([{"id": f"a{number}", **item} for number in range(size)])


def jats(size: int) -> str:
    """As many references."""
    reference = (
        "<ref id='r{0}'><mixed-citation>Loo CK. Ketamine in practice. Lancet. 2018;{0}:1-2."
        "</mixed-citation></ref>"
    )
    return (
        "<article><front/><back><ref-list>"
        + "".join(reference.format(number) for number in range(size))
        + "</ref-list></back></article>"
    )


def tei(size: int) -> str:
    """As many references."""
    reference = (
        "<biblStruct xml:id='b{0}'><analytic><title level='a'>Ketamine in practice</title><author>"
        "<persName><forename>C</forename><surname>Loo</surname></persName></author></analytic>"
        "<monogr><title level='j'>Lancet</title><imprint><date when='2018'/></imprint></monogr>"
        "</biblStruct>"
    )
    return (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><back><div><listBibl>"
        + "".join(reference.format(number) for number in range(size))
        + "</listBibl></div></back></text></TEI>"
    )


def endnote(size: int) -> str:
    """As many records."""
    record = (
        "<record><ref-type name='Journal Article'>17</ref-type><contributors><authors><author>Loo, "
        "CK</author></authors></contributors><titles><title>Ketamine in practice {0}</title>"
        "<secondary-title>Lancet</secondary-title></titles><dates><year>2018</year></dates></record>"
    )
    records = "".join(record.format(number) for number in range(size))
    return f"<xml><records>{records}</records></xml>"


def listed(entry: str) -> Callable[[int], str]:
    """As many entries, `{0}` their number."""
    return lambda size: "".join(entry.replace("{0}", str(number)) for number in range(size))


BIBTEX = (
    "@article{k{0}, author = {Loo, CK}, title = {Ketamine in practice}, journal = {Lancet}, "
    "year = 2018}\n"
)
RIS = "TY  - JOUR\nAU  - Loo, CK\nTI  - Ketamine in practice\nJO  - Lancet\nPY  - 2018\nER  - \n\n"
NBIB = "PMID- 1{0}\nTI  - Ketamine in practice.\nFAU - Loo, Colleen K\nTA  - Lancet\nDP  - 2018\n\n"


# --- tags and footnotes ---


def attributes(size: int) -> str:
    """One tag with as many attributes."""
    return f"<html><p {' '.join(f'a{number}=1' for number in range(size))}>Text</p></html>"


# --- PDF ---


def pdf(size: int) -> bytes:
    """As many pages of one line each."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    objects.append("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    kids = []
    for number in range(size):
        words = f"BT /F1 12 Tf 72 700 Td (Page {number} says that ketamine was given.) Tj ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {len(objects) + 2} 0 R>>"
        )
        objects.append(f"<</Length {len(words)}>>stream\n{words}\nendstream")
    objects[1] = f"<</Type/Pages/Count {size}/Kids[{' '.join(kids)}]>>"
    written = b"%PDF-1.4\n"
    pieces, offsets, place = [written], [], len(written)
    for number, content in enumerate(objects, 1):
        piece = f"{number} 0 obj\n{content}\nendobj\n".encode()
        offsets.append(place)
        pieces.append(piece)
        place += len(piece)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{place}\n%%EOF\n"
    return b"".join([*pieces, end.encode()])


# --- paths ---


def deep_directory(folder: Path, size: int) -> None:
    """Directories in each other, and an article beside the first of them."""
    Path(folder, "deep").mkdir()
    Path(folder, "deep", "z.txt").write_text("No list of references.\n")
    deepest = os.open(Path(folder, "deep"), os.O_RDONLY)
    for _ in range(size):
        os.mkdir("d", dir_fd=deepest)
        deeper = os.open("d", os.O_RDONLY, dir_fd=deepest)
        os.close(deepest)
        deepest = deeper
    os.close(deepest)


def pipe(folder: Path, _size: int) -> None:
    """A pipe that nobody writes to."""
    os.mkfifo(Path(folder, "pipe.txt"))


def nothing(_folder: Path, _size: int) -> None:
    """What the case is about lies outside of the folder."""


FILES = {
    "@string macros that multiply": Case(
        make=fill(multiplying_macros, "a.bib"), name="a.bib", size=8, growth=None, megabytes=100
    ),
    "@string: one long macro, 5 MB": Case(
        make=fill(long_macro, "a.bib"), name="a.bib", size=5_000_000
    ),
    "BibTeX: one parent of many, 5 MB": Case(
        make=fill(inherited, "a.bib"), name="a.bib", size=5_000_000
    ),
    "YAML aliases that multiply": Case(
        make=fill(laughing_yaml, "a.md"), name="a.md", size=9, growth=None, megabytes=100
    ),
    "300,000 items of CSL-JSON": Case(
        make=fill(csl_json, "a.json"), name="a.json", size=300_000, command=EXTRACT
    ),
    "100,000 references of JATS": Case(make=fill(jats, "a.xml"), name="a.xml", size=100_000),
    # As many as fit the limit on tags; 100,000 of these two are refused.
    "45,000 references of TEI": Case(make=fill(tei, "a.xml"), name="a.xml", size=45_000),
    "50,000 records of EndNote": Case(make=fill(endnote, "a.xml"), name="a.xml", size=50_000),
    "100,000 references of TEI": Case(make=fill(tei, "a.xml"), name="a.xml", size=100_000),
    "100,000 records of EndNote": Case(make=fill(endnote, "a.xml"), name="a.xml", size=100_000),
    "100,000 entries of BibTeX": Case(
        make=fill(listed(BIBTEX), "a.bib"), name="a.bib", size=100_000
    ),
    "100,000 records of RIS": Case(make=fill(listed(RIS), "a.ris"), name="a.ris", size=100_000),
    "100,000 records of PubMed": Case(
        make=fill(listed(NBIB), "a.nbib"), name="a.nbib", size=100_000
    ),
    "40,000 attributes of one tag": Case(
        make=fill(attributes, "a.html"), name="a.html", size=40_000, seconds=5
    ),
    "700,000 paragraphs of HTML": Case(
        make=repeated("<p>a", name="a.html"), name="a.html", size=2_800_000
    ),
    "Markdown: [^1]: on one line, 2.4 MB": Case(
        make=repeated("[^1]: ", name="a.md"), name="a.md", size=2_400_000, command=CHECK
    ),
    "5,000 pages of PDF": Case(make=fill(pdf, "a.pdf"), name="a.pdf", size=5_000),
    "a directory 2,500 deep": Case(make=deep_directory, name="deep", size=2_500, growth=None),
    "a pipe that nobody writes to": Case(make=pipe, name="pipe.txt", size=1, growth=None),
    "/dev/zero": Case(make=nothing, name="/dev/zero", size=1, growth=None, megabytes=100),
}
