"""Lists as files of each format: as they are, and as they should be, reference by reference."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from refcheck.formats.bibtex.latex import encode

from ..entries import Entry, Habit
from ..printing import journal_of, letters, pages_of, shown_authors
from ..records import Name
from .lists import PlantedList

__all__ = ["FORMATS", "ListFile", "write_list"]

_BODY = "What we learnt from 143 visits\n\nMost wards had fewer beds at the end of the study.\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """A file in pieces: what is before, between and after the references, and these."""

    name: str
    head: str
    tail: str
    between: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def content(self) -> bytes:
        """The file as it is given to refcheck."""
        return self.with_blocks(self.wrong)

    def with_blocks(self, blocks: Sequence[str]) -> bytes:
        """The file with these references."""
        return (self.head + self.between.join(blocks) + self.tail).encode()

    def blocks_of(self, content: bytes) -> list[str] | None:
        """The references of a file that was changed; None where anything else of it was."""
        text = content.decode()
        if not text.startswith(self.head) or not text.endswith(self.tail):
            return None
        blocks = text[len(self.head) : len(text) - len(self.tail)].split(self.between)
        return blocks if len(blocks) == len(self.wrong) else None


_Writer = Callable[[int, Entry, str, Habit], str]


def write_list(planted: PlantedList, number: int, suffix: str) -> ListFile:
    """Returns the list in the format of a suffix."""
    head, between, tail, write = FORMATS[suffix]

    def blocks(*, wrong: bool) -> tuple[str, ...]:
        return tuple(
            write(
                at,
                item.wrong if wrong else item.right,
                item.wrong_line if wrong else item.right_line,
                planted.habit,
            )
            for at, item in enumerate(planted.items, 1)
        )

    return ListFile(
        name=f"list-{number:03}-{planted.habit.style}{suffix}",
        head=head,
        tail=tail,
        between=between,
        wrong=blocks(wrong=True),
        right=blocks(wrong=False),
    )


def _numbered(number: int, _entry: Entry, line: str, _habit: Habit) -> str:
    return f"{number}. {line}"


def _bibitem(number: int, _entry: Entry, line: str, _habit: Habit) -> str:
    text = encode(line).replace("{\\textendash}", "--")
    return f"\\bibitem{{key{number}}} {text}"


# --- files of fields ------------------------------------------------------------------------------


def _given(name: Name, habit: Habit) -> str:
    if habit.style in ("chicago", "mla") and name.given:
        return name.given
    return letters(name, ".", " ")


def _bib(number: int, entry: Entry, _line: str, habit: Habit) -> str:
    names, cut = shown_authors(entry, habit)
    authors = [
        f"{{{encode(name.group)}}}"
        if name.group
        else encode(f"{name.family}, {_given(name, habit)}")
        for name in names
    ]
    fields = {
        "author": " and ".join([*authors, *(["others"] if cut else [])]),
        "title": encode(entry.title),
        "journal": encode(journal_of(entry, habit.journal_form)),
        "year": str(entry.year),
        "volume": encode(entry.volume),
        "number": encode(entry.issue) if habit.issue else "",
        "pages": pages_of(entry, habit).replace(habit.dash, "--"),
        "doi": entry.doi,
        "pmid": entry.pmid if habit.pmid_share else "",
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@article{{key{number},\n{''.join(lines)}}}"


def _ris(number: int, entry: Entry, _line: str, habit: Habit) -> str:
    names = entry.authors  # such files have no "et al."
    lines = [("TY", "JOUR"), ("ID", f"{number}")]
    lines += [("AU", name.group or f"{name.family}, {_given(name, habit)}") for name in names]
    lines += [
        ("TI", entry.title),
        ("JO", journal_of(entry, habit.journal_form)),
        ("PY", str(entry.year)),
        ("VL", entry.volume),
        ("IS", entry.issue if habit.issue else ""),
        ("SP", entry.first),
        ("EP", entry.last),
        ("DO", entry.doi),
        ("AN", entry.pmid if habit.pmid_share else ""),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - "


def _csl(number: int, entry: Entry, _line: str, habit: Habit) -> str:
    names = entry.authors
    item = {
        "id": f"key{number}",
        "type": "article-journal",
        "author": [
            {"literal": name.group}
            if name.group
            else {"family": name.family, "given": _given(name, habit)}
            for name in names
        ],
        "title": entry.title,
        "container-title": journal_of(entry, habit.journal_form),
        "issued": {"date-parts": [[entry.year]]},
        "volume": entry.volume,
        "issue": entry.issue if habit.issue else "",
        "page": pages_of(entry, habit),
        "DOI": entry.doi,
        "PMID": entry.pmid if habit.pmid_share else "",
    }
    kept = {name: value for name, value in item.items() if value}
    return json.dumps(kept, ensure_ascii=False, indent=1)


FORMATS: dict[str, tuple[str, str, str, _Writer]] = {
    ".txt": (f"{_BODY}References\n\n", "\n", "\n", _numbered),
    ".md": (f"{_BODY}## References\n\n", "\n", "\n", _numbered),
    ".tex": (
        "\\documentclass{article}\n\\begin{document}\nText.\n\\begin{thebibliography}{99}\n",
        "\n",
        "\n\\end{thebibliography}\n\\end{document}\n",
        _bibitem,
    ),
    ".bib": ("% a list\n", "\n\n", "\n", _bib),
    ".ris": ("", "\n\n", "\n", _ris),
    ".json": ("[\n", ",\n\n", "\n]\n", _csl),
}
