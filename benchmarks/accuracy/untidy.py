"""What hands and programs do to a printed reference without making it wrong.

Each change works on the finished line and touches its punctuation, its spaces or what stands
around the numbers; no value changes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

__all__ = ["untidy"]

# "2012;99(2):23-35", with or without issue
_PLACE = re.compile(r"(?<=\d);(\S{1,12}?)(\(\S{1,12}\))?:(?=[A-Za-z]?\d)")
_RANGE = re.compile(r"(?<=[ :,]\d)(\d*)([-–‑−])(?=[A-Za-z]?\d+\.?(?: |$))")
_YEAR_PLACE = re.compile(r"(?<=\. )((?:19|20)\d\d);(?=\d)")


def untidy(line: str, chance: random.Random) -> tuple[str, str]:
    """The line with one such change, and the name of it; both as they are where none fits."""
    name = chance.choice(list(_CHANGES))
    return _CHANGES[name](line, chance), name


def _spaced(line: str, chance: random.Random) -> str:
    """ "2012; 99 (2): 23-35", "2012 ;99(2) :23-35"."""
    before, after = chance.choice((("", " "), (" ", ""), (" ", " ")))
    gap = chance.choice(("", " "))

    def parted(found: re.Match[str]) -> str:
        issue = f"{gap}{found[2]}" if found[2] else ""
        return f"{before};{after}{found[1]}{issue}{before}:{after}"

    return _PLACE.sub(parted, line, count=1)


def _spaced_range(line: str, _chance: random.Random) -> str:
    """ "23 - 35"."""
    return _RANGE.sub(r"\1 \2 ", line, count=1)


def _no_end(line: str, _chance: random.Random) -> str:
    return line.removesuffix(".")


def _double_space(line: str, chance: random.Random) -> str:
    """Two spaces, or one that does not break, after a full stop."""
    gap = chance.choice(("  ", "\u00a0", " \u00a0"))
    return line.replace(". ", f".{gap}")


def _commas(line: str, _chance: random.Random) -> str:
    """ "2012, 99(2), 23-35" for "2012;99(2):23-35"."""
    return _PLACE.sub(lambda found: f", {found[1]}{found[2] or ''}, ", line, count=1)


def _in_words(line: str, _chance: random.Random) -> str:
    """ "2012;Vol. 99(No. 2):pp. 23-35"."""

    def worded(found: re.Match[str]) -> str:
        issue = f", No. {found[2][1:-1]}" if found[2] else ""
        return f"; Vol. {found[1]}{issue}, pp. "

    return _PLACE.sub(worded, line, count=1)


def _internet(line: str, chance: random.Random) -> str:
    """ "J Foo [Internet]. 2012 [cited 2013 Mar 5];99:23-35."."""
    found = _YEAR_PLACE.search(line)
    if not found:
        return line
    head, rest = line[: found.start() - 2], line[found.end() :]
    month = chance.choice(("Jan", "May", "Oct"))
    day = f"{chance.randrange(2014, 2024)} {month} {chance.randrange(1, 29)}"
    return f"{head} [Internet]. {found[1]} [cited {day}];{rest}"


def _access(line: str, chance: random.Random) -> str:
    """A note on access behind the reference."""
    note = chance.choice(
        (
            "Epub ahead of print.",
            "[In eng]",
            "[PubMed]",
            "Free PMC article.",
            "[CrossRef] [Google Scholar]",
        )
    )
    return f"{line} {note}" if not line.endswith(note) else line


def _dashes(line: str, _chance: random.Random) -> str:
    """Two hyphens for a dash, as typesetters' files have them."""
    return _RANGE.sub(r"\1--", line, count=1)


def _ampersand(line: str, _chance: random.Random) -> str:
    """ "Smith J, Doe A & Lee K. Title": the last of several authors after "&"."""
    found = re.match(
        r"((?:[^\W\d_][\w’'‐-]*(?: [\w’'-]+)* [A-Z]{1,3}, )+)(?=[^\W\d_][\w’'-]* [A-Z]{1,3}\. )",
        line,
    )
    return f"{found[1][:-2]} & {line[found.end() :]}" if found else line


_CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "spaced": _spaced,
    "spaced range": _spaced_range,
    "no end": _no_end,
    "double space": _double_space,
    "commas": _commas,
    "in words": _in_words,
    "internet": _internet,
    "access": _access,
    "dashes": _dashes,
    "&": _ampersand,
}
