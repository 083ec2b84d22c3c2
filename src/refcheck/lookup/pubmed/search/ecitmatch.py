"""ECitMatch: many citation lines in one request, and its response of bar-separated lines.

The service may leave lines out, and drops the author's value on some misses: answers are found by
their key, and read from the right. Each repeats its line, and counts only where that is the line
that was asked: a broken proxy gives the responses to other lines, under the same keys.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

from refcheck.text.patterns import lazy_regex

__all__ = ["ENDPOINT", "MOST_LINES", "match_fields", "read_matches"]

_RESULT = lazy_regex(
    r"|[1-9]\d{0,7}|NOT_FOUND.*"
    r"|AMBIGUOUS(?: \(\d{1,9} .*| [1-9]\d{0,7}(?:,\s*[1-9]\d{0,7})*)?",
    re.ASCII,
)
_PLACED = 4  # journal, year, volume and page, which are always repeated

ENDPOINT = "ecitmatch.cgi"
MOST_LINES = 200  # no limit is documented; clients send 25 to 200


def match_fields(lines: Sequence[str]) -> dict[str, str]:
    """Returns the fields of one request; the lines get the keys r0001, r0002, ... in their order.

    The manual's example sends `retmode=xml`, though the response is plain text. Lines are joined by
    a carriage return and nothing else.
    """
    keyed = (f"{line}|{key}|" for line, key in zip(lines, _keys(len(lines)), strict=True))
    return {"retmode": "xml", "bdata": "\r".join(keyed)}


def _keys(count: int) -> list[str]:
    return [f"r{number:04d}" for number in range(1, count + 1)]


def read_matches(body: bytes, lines: Sequence[str]) -> Mapping[str, str]:
    """Returns the result for each of `lines` that was answered: digits, NOT_FOUND..., AMBIGUOUS...

    A last line that does not end was cut off, and its PMID may be: it counts as not answered.
    """
    by_key = dict(zip(_keys(len(lines)), lines, strict=True))
    results: dict[str, str] = {}
    for line in body.decode("utf-8", errors="replace").splitlines(keepends=True):
        fields = line.strip().split("|")
        if not line.endswith(("\n", "\r")) or len(fields) < 3:
            continue
        key, result = fields[-2].strip(), fields[-1].strip()
        if key in by_key and _RESULT.fullmatch(result) and _repeats(fields, by_key[key]):
            results[by_key[key]] = result
    return results


def _repeats(fields: Sequence[str], line: str) -> bool:
    """Returns whether a response repeats the line that was asked; the author's value may be
    dropped.

    Letters outside of ASCII are left aside: nobody knows how the service gives them back.
    """
    said, asked = [_plain(part) for part in fields[:-2]], [_plain(part) for part in line.split("|")]
    return said[:_PLACED] == asked[:_PLACED] and all(
        author in ("", *asked[_PLACED:]) for author in said[_PLACED:]
    )


def _plain(text: str) -> str:
    return "".join(
        char for char in html.unescape(text).lower() if char.isascii() and char.isalnum()
    )
