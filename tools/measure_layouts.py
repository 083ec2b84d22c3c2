"""How well lists of references are found and cut where their layout is changed.

    python tools/measure_layouts.py FOLDER [--documents 400] [--seed 1] [--show 20]

FOLDER holds texts (NAME.txt) and what is true of them (NAME.json with `references`, `ref_lines` and
`heading_line`). The entries of one document are printed anew (other labels, width, hyphenation,
indents, blank lines, links behind them, page numbers and running heads, another heading or none)
behind the text of another. What is printed is known, so that every entry can be compared.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from refcheck import extraction
from refcheck.model.document import Document

LABELS = ("{}. ", "[{}] ", "{}) ", "({}) ", "{} ", "{}.\t", "[{}]\t", "{}\n", "{}.\n", "[{}]\n")
BULLETS = ("", "", "", "- ", "* ", "• ")
WIDTHS = (0, 0, 45, 60, 72, 80, 90, 100, 120)
TAILS = (
    *("", "", "", "", " [PubMed]", " [CrossRef] [Google Scholar]"),
    *(" [PMC free article] [PubMed] [Google Scholar]", "\nView Article Google Scholar"),
    *("\nArticle PubMed PubMed Central Google Scholar", "\nCrossref | PubMed", "\nGoogle Scholar"),
)
HEADINGS = (
    *("References", "REFERENCES", "Bibliography", "Literature Cited", "Works Cited"),
    *("Reference List", "Sources", "Referências", "Literatur", "Références", "Bibliografía"),
    *("## References", "**References**", "7. References", "References:", "Notes and references"),
    *("References ({})", None, None),
)
HEADS = (
    ("Annals of Examples 2014, 12:345",),
    ("Roe et al.", "The Example Review"),
    ("Roe and Doe: A study of matters",),
    ("{}  ROE ET AL.", "A STUDY OF MATTERS  {}"),
    (),
)
CONTEXT = 400  # lines of the text before a list that are kept
LONGEST = 2500  # characters; a longer entry is one that was cut wrongly

_NUMBER = re.compile(r"\s*(?:\[\s?\d{1,3}\s?\]|\(\d{1,3}\)|\d{1,3}[.)](?!\d)|\d{1,3}(?=\s))\s*")


@dataclass(frozen=True, slots=True)
class Source:
    """A document: the text before its list, the text behind it, and its true entries."""

    before: list[str]
    behind: list[str]
    entries: list[str]


def main() -> None:
    """Print the share of entries and of documents that come out wholly right."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="entries that went wrong to print")
    options = parser.parse_args()
    random_ = random.Random(options.seed)  # noqa: S311
    sources = [source(path) for path in sorted(options.folder.glob("*.json"))]
    lists = [one.entries for one in sources if one.entries]
    texts = [one for one in sources if one.before]
    counts: Counter[str] = Counter()
    for _ in range(options.documents):
        entries = some(random_.choice(lists), random_)
        text, printed = article(random_.choice(texts), entries, random_)
        found = extraction.extract(Document(path="-", text=text))
        count(counts, printed, [string.raw for string in found], options.show)
    hits, pred, gold = counts["hits"], counts["found"], counts["true"]
    print(f"entries: precision {hits / pred:.3f}, recall {hits / gold:.3f}, of {gold}")
    print(f"documents wholly right: {counts['right'] / options.documents:.3f}")


def source(path: Path) -> Source:
    """One document of the folder."""
    truth: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    lines = path.with_suffix(".txt").read_text(encoding="utf-8").split("\n")
    entries = [entry for entry in truth.get("references") or [] if len(entry) < LONGEST]
    if truth.get("references") == []:
        return Source(lines, [], [])
    if not entries or not truth.get("ref_lines"):
        return Source([], [], entries)
    first, last = truth["ref_lines"]
    heading = truth.get("heading_line") or first
    return Source(lines[: min(first, heading) - 1], lines[last:], entries)


def some(entries: list[str], random_: random.Random) -> list[str]:
    """All entries of a list, or a stretch of them."""
    size = random_.choice([len(entries), min(len(entries), random_.randint(3, 30))])
    start = random_.randint(0, len(entries) - size)
    return entries[start : start + size]


def article(text: Source, entries: list[str], random_: random.Random) -> tuple[str, list[str]]:
    """A text with these entries behind it in some layout, and the entries in their order."""
    numbered = random_.random() < 0.6
    if not numbered and random_.random() < 0.7:
        entries = sorted(entries, key=plain)
    width = random_.choice(WIDTHS)
    body = printed_list(entries, numbered, width, random_)
    heading = random_.choice(HEADINGS)
    lines = [*text.before[-CONTEXT:], "", *([heading.format(len(entries)), ""] if heading else [])]
    lines += [*body, ""]
    if random_.random() < 0.5:
        lines += text.behind[:80]
    if width and random_.random() < 0.3:
        lines = paged([row for line in lines for row in textwrap.wrap(line, 100) or [""]], random_)
    return "\n".join(lines) + "\n", entries


def printed_list(
    entries: Sequence[str], numbered: bool, width: int, random_: random.Random
) -> list[str]:
    """The lines of a list."""
    label = random_.choice(LABELS if numbered else BULLETS)
    tail = random_.choice(TAILS)
    blank = random_.random() < 0.4
    hang = " " * (random_.choice([0, 0, 0, 2, 4, 8]) if width else 0)
    broken = bool(width) and random_.random() < 0.4
    lines: list[str] = []
    for number, entry in enumerate(entries, 1):
        rows = wrapped(entry, width, broken, random_)
        block = label.format(number) + f"\n{hang}".join(rows) + tail
        lines += [*block.split("\n"), *([""] if blank else [])]
    return lines


def wrapped(entry: str, width: int, broken: bool, random_: random.Random) -> list[str]:
    """The lines of an entry; `broken`: long words are hyphenated at their ends."""
    if not width:
        return [entry]
    rows = [""]
    for word in entry.split(" "):
        space = width - len(rows[-1]) - 1
        if len(word) <= space or not rows[-1]:
            rows[-1] = f"{rows[-1]} {word}".strip()
        elif broken and 4 < space < len(word) - 3 and word.isalpha() and random_.random() < 0.7:
            rows[-1] += f" {word[: space - 1]}-"
            rows.append(word[space - 1 :])
        else:
            rows.append(word)
    return rows


def paged(lines: Sequence[str], random_: random.Random) -> list[str]:
    """The lines with page numbers and running heads between them."""
    length, page = random_.randint(28, 60), random_.randint(1, 300)
    heads = random_.choice(HEADS)
    blank = [""] if random_.random() < 0.7 else []
    feed = "\f" if random_.random() < 0.5 else ""
    foot = not heads or random_.random() < 0.5
    out: list[str] = []
    for number, line in enumerate(lines):
        if number and number % length == 0:
            out += [*blank, *([str(page)] if foot else []), *blank]
            page += 1
            head = heads[page % len(heads)].format(page) if heads else ""
            out += [feed + head] if feed or head else []
            out += blank
        out.append(line)
    return out


def count(counts: Counter[str], true: list[str], found: list[str], show: int) -> None:
    """Compare the entries of one document and add them up."""
    gold, pred = Counter(map(plain, true)), Counter(map(plain, found))
    hits = sum((gold & pred).values())
    counts.update(hits=hits, found=len(found), true=len(true), right=int(gold == pred))
    for entry in true:
        if plain(entry) not in pred and counts["shown"] < show:
            counts["shown"] += 1
            print("lost:", entry[:160])


def plain(entry: str) -> str:
    """The letters and digits of an entry, without its number."""
    text = unicodedata.normalize("NFKD", _NUMBER.sub("", entry, count=1)).casefold()
    return "".join(char for char in text if char.isalnum())


if __name__ == "__main__":
    main()
