"""Articles: running text with decoys, and a list of references in one of many layouts."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from .entries import Habit, Reference
from .styles import STYLES

__all__ = ["Article", "make_article"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: its file name, its text, and the references in it, in order."""

    name: str
    text: str
    references: tuple[Reference, ...]
    layout: str


_HEADINGS = (
    "References",
    "REFERENCES",
    "Literature cited",
    "Bibliography",
    "Reference list",
    "5. References",
    "Sources",
    "Works Cited",
    "VI. REFERENCES",
    "References:",
    "Literatur",
    "Referencias",
    "Références",
)
_LABELS = (
    "{}. ",
    "{}. ",
    "{}. ",
    "{}. ",
    "[{}] ",
    "[{}] ",
    "({}) ",
    "{}) ",
    "{}.\t",
    "{}\t",
    "{} ",
)
_ODD_LABELS = ("{}.\n", "[{}]\n", "superscript", "1. ")  # "1. 1. 1." is Markdown's
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ENDS = (
    "",
    "",
    "",
    "\n\nCorrespondence: the secretary of the study group, ward 4.\n",
    "\n\nFigure legends\n\nFigure 1. Visits by month, 2011 to 2013.\nFigure 2. Beds by ward.\n",
    "\n\nAuthor contributions\n\nThe first reader looked at the films and wrote the report.\n",
)
_SENTENCES = (
    "Most wards that took part had fewer beds at the end of the study than at its beginning {}.",
    "What the first reports described has since been seen in other regions, if less often {}.",
    "We asked {n} clinics in {y} whether they would share their records, and {m} of them did.",
    "Nobody can say yet whether the effect lasts longer than a season {}.",
    "Two readers looked at every film, and a third one decided where they did not agree {}.",
    "The dose was halved on day {n} and stopped in week {m}, as the protocol of {y} asked for.",
    "A difference of {n}.{m} points was thought to matter to patients {}.",
    "As others have noted {}, the older instruments were made for people who can read well.",
    "The committee met on 14 May {y} and asked for no changes.",
    "Of {n} people who came back after a year, {m} were still taking part {}.",
)
_DECOYS = (
    "Frequently asked questions\n\n1. Can I take part more than once? No, one visit is enough.\n"
    "2. Who pays for the journey? The clinic has done so since 2016.\n"
    "3. Where are the samples kept? In the cold room, for 10 years.\n",
    "Steps\n\n1) Rinse the vial twice.\n2) Wait 45 minutes at 37 degrees.\n"
    "3) Read the plate at 450 nm.\n",
    "Table 1. Visits by year\n\n2011  143  12-19\n2012  151  13-22\n2013  160  14-25\n",
    "Key points\n\n1. Pain was lower in both arms.\n2. Nothing serious happened.\n"
    "3. Costs (2019) were equal.\n",
    "",
)
_FURNITURE = (" [PubMed] [Google Scholar]", " [CrossRef] [PubMed]", " [Google Scholar]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    label: str  # empty: entries have none
    width: int  # 0: one line an entry
    hanging: int
    blank: bool
    hyphenated: bool
    furniture: str
    pages: bool

    @property
    def described(self) -> str:
        parts = [f"label {self.label!r}" if self.label else "no labels"]
        parts.append(f"width {self.width}" if self.width else "one line")
        marks = {"blank lines": self.blank, "hyphenated": self.hyphenated, "pages": self.pages}
        parts += [name for name, there in marks.items() if there]
        parts += ["furniture"] if self.furniture else []
        return ", ".join(parts)


def make_article(
    name: str, references: Sequence[Reference], habit: Habit, chance: random.Random
) -> Article:
    """The article that prints these references."""
    layout = _choose_layout(habit, chance)
    markdown = name.endswith(".md")
    heading = "" if layout.label and chance.random() < 0.06 else chance.choice(_HEADINGS)
    heading = f"## {heading}" if markdown and heading else heading
    cited = bool(layout.label) and chance.random() < 0.7
    body = _body(len(references), chance, cited=cited)
    listed = _list(references, layout, chance)
    text = (
        "\n\n".join(part for part in (body, heading, listed) if part) + chance.choice(_ENDS) + "\n"
    )
    if chance.random() < 0.05:
        text = text.replace("\n", "\r\n")
    return Article(name=name, text=text, references=tuple(references), layout=layout.described)


def _choose_layout(habit: Habit, chance: random.Random) -> _Layout:
    bare = not STYLES[habit.style].numbered and chance.random() < 0.25
    width = chance.choice((0, 0, 0, 72, 80, 96, 110))
    return _Layout(
        label="" if bare else chance.choice(_LABELS if chance.random() < 0.9 else _ODD_LABELS),
        width=width,
        hanging=chance.choice((0, 0, 3, 4, 7)),
        blank=bare or chance.random() < 0.25,
        hyphenated=bool(width) and chance.random() < 0.2,
        furniture=chance.choice(_FURNITURE) if chance.random() < 0.12 else "",
        pages=bool(width) and chance.random() < 0.15,
    )


def _body(count: int, chance: random.Random, *, cited: bool) -> str:
    """Running text that cites every reference once, in order, or (not `cited`) none at all."""
    marks = _marks(count, chance) if cited else []
    sentences: list[str] = []
    while marks or len(sentences) < 12:
        sentence = chance.choice(_SENTENCES)
        mark = marks.pop(0) if marks and "{}" in sentence else ""
        number, other = chance.randrange(2, 90), chance.randrange(2, 9)
        text = sentence.format(mark, n=number, m=other, y=chance.randrange(1990, 2024))
        sentences.append(text.replace(" .", ".").replace(" ,", ","))
    paragraphs: list[str] = []
    while sentences:
        length = chance.randrange(3, 7)
        paragraphs.append(" ".join(sentences[:length]))
        del sentences[:length]
    paragraphs.insert(chance.randrange(len(paragraphs)), chance.choice(_DECOYS).rstrip())
    title = f"What we learnt from {chance.randrange(40, 900)} visits"
    return "\n\n".join([title, *(paragraph for paragraph in paragraphs if paragraph)])


def _marks(count: int, chance: random.Random) -> list[str]:
    """ "[1]", "[2,3]", "[4-6]": each number once, all in one kind of brackets."""
    marks: list[str] = []
    opening, closing = chance.choice(("[]", "[]", "()"))
    first = 1
    while first <= count:
        last = min(count, first + chance.choice((0, 0, 0, 1, 2, 3)))
        comma = chance.choice((",", ", "))
        inner = f"{first}-{last}" if last > first + 1 else comma.join({str(first): 0, str(last): 0})
        marks.append(f"{opening}{inner}{closing}")
        first = last + 1
    return marks


def _list(references: Sequence[Reference], layout: _Layout, chance: random.Random) -> str:
    lines: list[str] = []
    for number, reference in enumerate(references, 1):
        label = layout.label.format(number)
        if layout.label == "superscript":
            label = str(number).translate(_SUPERSCRIPTS)
        if label.endswith("\n"):
            lines.append(label.strip())
            label = ""
        entry = f"{label}{reference.text}{layout.furniture}"
        lines += _wrapped(entry, layout, chance) if layout.width else [entry]
        if layout.blank:
            lines.append("")
    if layout.label == "[{}] " and not (layout.width or layout.blank) and chance.random() < 0.3:
        at = chance.randrange(len(lines) - 1)  # two entries on one line
        lines[at : at + 2] = [" ".join(lines[at : at + 2])]
    return "\n".join(_paged(lines, chance) if layout.pages else lines)


def _wrapped(entry: str, layout: _Layout, chance: random.Random) -> list[str]:
    hanging = layout.hanging or (4 if not layout.label and not layout.blank else 0)
    lines = textwrap.wrap(
        entry,
        width=layout.width,
        subsequent_indent=" " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return _hyphenated(lines, hanging, chance) if layout.hyphenated else lines


def _hyphenated(lines: list[str], hanging: int, chance: random.Random) -> list[str]:
    """Now and then the first word of a line begins on the line before."""
    for at in range(1, len(lines)):
        first, gap, rest = lines[at].strip().partition(" ")
        if len(first) > 8 and first.isalpha() and first.islower() and chance.random() < 0.6:
            cut = chance.randrange(3, len(first) - 3)
            lines[at - 1] += f" {first[:cut]}-"
            lines[at] = f"{' ' * hanging}{first[cut:]}{gap}{rest}"
    return lines


def _paged(lines: list[str], chance: random.Random) -> list[str]:
    """Page breaks with a running head and a page number, wherever they fall."""
    height, number = chance.randrange(28, 48), chance.randrange(4, 300)
    head = chance.choice(("Ward medicine in practice", "Visits and outcomes", "A. Nonymous et al."))
    paged: list[str] = []
    for at, line in enumerate(lines, 1):
        paged.append(line)
        if at % height == 0 and at < len(lines):
            paged += ["", str(number), f"\f{head}", ""]
            number += 1
    return paged
