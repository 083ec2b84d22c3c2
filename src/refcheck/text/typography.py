"""What print and PDF do to words, undone: ligatures, odd spaces, words broken at line ends.

Here is also the one table of the characters that steer a terminal or cannot be seen: `STEERING`
finds them, `written_out` shows them, `without_controls` takes them out of data.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from refcheck.text.folding import squeeze
from refcheck.text.patterns import lazy_regex

__all__ = [
    "HYPHENS",
    "LIGATURES",
    "MAY_STEER",
    "STEERING",
    "STEERING_BUT_C0",
    "compounds",
    "join_lines",
    "on_one_line",
    "plain",
    "whole_characters",
    "without_controls",
    "written_out",
]

LIGATURES: Final = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
_SOFT_HYPHEN: Final = "\u00ad"
# What a terminal obeys, or what changes the order of what is read (https://trojansource.codes), or
# what nobody sees; as the inside of a character class. Unicode's categories Cc, Cf, Cs, Zl and Zp
# but for the soft hyphen, the joiners (below), the signs of Arabic and of other scripts that are
# seen, and the selectors of variants.
_C0: Final = r"\x00-\x1f"
_LATER_SEPARATORS: Final = r"\x7f-\x9f\u2028\u2029"  # DEL and C1, line and paragraph
_SEPARATORS: Final = _C0 + _LATER_SEPARATORS
_SURROGATES: Final = r"\ud800-\udfff"  # without their other half
_UNSEEN: Final = (
    r"\u061c\u200e\u200f"  # marks of direction
    r"\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates
    r"\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff"  # without width; operators that are not seen
    r"\ufff9-\ufffb"  # annotations between the lines
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # shorthand and music
    r"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags
)
# Never characters (https://www.unicode.org/faq/private_use#noncharacters); XML refuses them.
_NONCHARACTERS: Final = r"\ufdd0-\ufdef" + "".join(
    f"\\U{plane << 16 | 0xFFFE:08x}\\U{plane << 16 | 0xFFFF:08x}" for plane in range(17)
)
# The joiners belong in words of Persian, of the languages of India, in emoji; after
# any other character they are not seen, and make one word look like another.
_JOINERS: Final = r"\u200c\u200d"
_JOINED: Final = (
    r"\u0600-\u061b\u061d-\u109f\u1780-\u180d\u180f-\u18af\u1900-\u1aaf\u1b00-\u1c4f\ua800-\uabff"
    r"\ufb50-\ufdff\ufe0f\ufe70-\ufefc\u2190-\u2bff\U00010a00-\U00011fff\U0001e900-\U0001e95f"
    r"\U0001f000-\U0001faff"
)
_IN_PLACE: Final = f"(?<![{_JOINED}][{_JOINERS}])"
# They begin with a short class, so that printable ASCII is passed over eight times as quickly.
STEERING: Final = lazy_regex(
    r"[^\x20-\x7e]"
    f"(?<=[{_SEPARATORS}{_SURROGATES}{_UNSEEN}{_NONCHARACTERS}{_JOINERS}]){_IN_PLACE}"
)
# For what has escaped C0 already, and has line ends of its own.
STEERING_BUT_C0: Final = lazy_regex(
    r"[^\x00-\x7e]"
    f"(?<=[{_LATER_SEPARATORS}{_SURROGATES}{_UNSEEN}{_NONCHARACTERS}{_JOINERS}]){_IN_PLACE}"
)
# Any of the characters of which one is in whatever `STEERING_BUT_C0` finds, wherever it stands.
MAY_STEER: Final = lazy_regex(
    f"[{_LATER_SEPARATORS}{_SURROGATES}{_UNSEEN}{_NONCHARACTERS}{_JOINERS}]"
)
_UNWANTED: Final = lazy_regex(
    f"[{_SEPARATORS}]+|[{_SOFT_HYPHEN}{_SURROGATES}{_UNSEEN}{_NONCHARACTERS}{_JOINERS}]{_IN_PLACE}"
)
_IS_SEPARATOR: Final = lazy_regex(f"[{_SEPARATORS}]")
_IS_SURROGATE: Final = lazy_regex(f"[{_SURROGATES}]")
# "\x1b[31m" colours text on a terminal, "\x1b]0;title\x07" names its window and
# "\x1b]8;;https://example.org\x1b\\" begins a link; without the first character they are words.
_SEQUENCE: Final = lazy_regex(
    r"(?:\x1b\[|\x9b)[0-9:;<=>?]{0,40}[@-~]"
    r"|(?:\x1b\]|\x9d)[^\x07\x1b\x9c]{0,2000}(?:\x07|\x1b\\|\x9c)"
)
HYPHENS: Final = "-‐\u2011"  # hyphen-minus, hyphen, non-breaking hyphen; dashes join nothing
# The compounds that a text prints within its lines: "self-reported" tells that "self-" at a line
# end keeps its hyphen.
_SECOND_PART: Final = lazy_regex(r"-(?<=[^\W\d_]{2}-)[^\W\d_]{2,30}")
_LONGEST_PART: Final = 30
_LAST_WORD: Final = lazy_regex(r"[^\W\d_]{1,30}\Z")
_FIRST_WORD: Final = lazy_regex(r"[^\W\d_]{1,30}")
# First parts that are never the beginning of a broken word.
_PREFIXES: Final = frozenset(
    {"all", "anti", "cross", "ex", "half", "mid", "non", "self", "semi", "well"}
)
# An address or a DOI goes on where its line ends in one of these.
_ADDRESS: Final = lazy_regex(r"https?://|www\.|\b10\.\d{4,9}/")
_ADDRESS_END: Final = "/_=&?%#~-"
_ADDRESS_LENGTH: Final = 2000
_RANGE: Final = "-–—"  # "159-", "274" at a line end is one range of pages


def written_out(char: str) -> str:
    r"""Returns a character of `STEERING` as it is shown: `\x1b`, `\u202e`."""
    return char.encode("unicode_escape").decode("ascii")


def whole_characters(text: str) -> str:
    """Returns the text with the replacement character for each lone surrogate, which can be neither
    written nor sent: what a command line has for a byte that is not UTF-8."""
    return text if text.isprintable() else _IS_SURROGATE.sub("\ufffd", text)


def without_controls(text: str) -> str:
    """Returns the text as data has it: with nothing in it that steers a terminal or cannot be seen.

    Controls and line ends become a space, what has no width goes, and a lone surrogate becomes the
    replacement character. Joiners stay where the script needs them.
    """
    return text if text.isprintable() else _UNWANTED.sub(_in_data, text)


def on_one_line(text: str) -> str:
    """Returns the text as data has it (`without_controls`), with one space for all space within."""
    return without_controls(" ".join(text.split()))


def _in_data(match: re.Match[str]) -> str:
    if _IS_SEPARATOR.match(match[0]):
        return " "
    return "\ufffd" if _IS_SURROGATE.match(match[0]) else ""


def plain(text: str) -> str:
    """Returns one line without soft hyphens, characters that cannot be seen, controls and
    ligatures.

    White space of any kind is folded to single spaces; letters are otherwise left as they are.
    """
    if "\x1b" in text or "\x9b" in text or "\x9d" in text:
        text = _SEQUENCE.sub("", text)
    text = without_controls(text)
    if not text.isascii():
        for ligature, letters in LIGATURES.items():
            text = text.replace(ligature, letters)
    return squeeze(text)


def compounds(text: str) -> frozenset[str]:
    """Returns the hyphenated words of a text, in lower case: what `join_lines` needs to know."""
    found = set()
    place = 0  # what comes before is part of the compound before
    for second in _SECOND_PART.finditer(text):  # a hyphen first: `re` skips words, not letters
        hyphen = second.start()
        first = _LAST_WORD.search(text[max(place, hyphen - _LONGEST_PART) : hyphen])
        if first is not None and len(first[0]) >= 2:
            found.add(f"{first[0]}{second[0]}".lower())
            place = second.end()
    return frozenset(found)


def join_lines(lines: Iterable[str], known: Collection[str] = ()) -> str:
    """Join the lines of one passage to one line; words broken at a line end are made whole.

    The hyphen goes where two halves of a word meet ("bridge" of "Cam-", "bridge") and stays where
    the text writes the compound in `known`, before capitals ("Kolominsky-", "Rabas") and digits
    ("159-", "274"). Addresses are joined without a space.
    """
    joined: list[str] = []
    broken = False  # the line before ends in a soft hyphen
    for line in lines:
        soft = line.rstrip().endswith(_SOFT_HYPHEN)
        line = plain(line)
        if not line:
            continue
        if joined:
            glue = _Glue() if broken else _glue(joined[-1], line, known)
            if not glue.keep:
                joined[-1] = joined[-1][:-1]
            joined.append(glue.between)
        joined.append(line)
        broken = soft
    return "".join(joined)


class _Glue(NamedTuple):
    """What goes between two lines, and whether the last character of the first one stays."""

    between: str = ""
    keep: bool = True


def _glue(before: str, after: str, known: Collection[str]) -> _Glue:
    last = before[-1]
    if before[-2:-1].isdigit() and last in _RANGE and after[0].isdigit():
        return _Glue()
    if _ends_in_address(before):
        return _Glue()
    if last not in HYPHENS:
        return _Glue(" ")
    left, right = _LAST_WORD.search(before[-40:-1]), _FIRST_WORD.match(after)
    if left is None or right is None:
        return _Glue("" if before[-2:-1].isalnum() and after[0].isalnum() else " ")
    first, second = left.group().lower(), right.group()
    whole = second[0].islower() and first not in _PREFIXES
    return _Glue(keep=not (whole and f"{first}-{second.lower()}" not in known))


def _ends_in_address(before: str) -> bool:
    piece = before[-_ADDRESS_LENGTH:].rsplit(None, 1)[-1]
    return piece[-1] in _ADDRESS_END and _ADDRESS.search(piece) is not None
