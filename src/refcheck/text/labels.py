"""The numbers that labels and markers print: "[12]", "12.", a raised 12, "Ref. 12:"."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from refcheck.text.patterns import lazy_regex

__all__ = [
    "LABEL_WORDS",
    "NUMBER_SIGN",
    "begins_hundred",
    "label_number",
    "label_numbers",
    "label_part",
    "lower_digits",
]

# Words before the number of an entry, in the languages that articles are written in, with their
# accents and without too ("Réf. 1", "Źródło 1").
LABEL_WORDS: Final = (
    r"(?:[Rr][eé]f(?:s|[eé]r[eê]n(?:ce|z(?:en)?|s(?:er)?|t(?:ie)?|cia|cje)|er[eê]ncia)?"
    r"|REF(?:ERENCE)?|Rif(?:erimento)?|[Ss]ource|SOURCE|[Cc]itation|[Ww]ork|[Nn]ote|[Ii]tem"
    r"|[Ff]oot[Nn]ote|[Ee]nd[Nn]ote|[Bb]ibl?(?:iograph(?:y|ie))?|[Ll]it(?:erat(?:ure?|uur|ur))?"
    r"|[Qq]uelle|[Nn]achweis|[Ff]u(?:ss|ß)note|[Aa]nm(?:erkung)?|[Ff]uente|[Ff]onte|[Ff]onti"
    r"|[Cc]ita(?:[cç][aã]o|zione)?|[Nn]ota|[Oo]bra|[Bb]ron|[Kk][aä]lla|[Kk]ilde|[Ll][aä]hde"
    r"|[Vv]iite"
    r"|[Zz]dr[oó]j|[ZŹzź]r[oó]d[lł]o|[Pp]oz(?:ycja)?|[Kk]aynak|[Ii]rodalom|[Ff]orr[aá]s"
    r"|[Ll]iteraturstelle|[Ll]ink|[Ss]tudy|[Aa]rticle"
    r"|[Pp]aper|[Pp]ublication|[Rr]esource|[Dd]ocument|[Ee]ntry|[Oo]dkaz|[Cc]it|[Bb]ibliograf[ií]a"
    r"|[Пп]рим(?:ечание)?|[Ии]сточник|[Сс]сылка|[Лл]ит(?:ература)?|参考文献|出典|參考文獻|文献|文獻|引用文献|資料|资料"
    r"|출처|참고문헌)"
)
# "#1", "No. 1", "Nr. 1", "N° 1", "nº 1", "№ 1": with a word before it or alone.
NUMBER_SIGN: Final = r"(?:#|№|[Nn](?:[oº°r]|um|úm)?\.?(?=\s?[\[(]?\d)|NO\.?|Nº)"
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_DIGITS: Final = lazy_regex(r"\d{1,6}")
_WORD: Final = lazy_regex(r"[^\W\d_]{2}")
_CACHED_LENGTH: Final = 40  # characters: longer labels do not come twice
# The words of a label that a number follows: they are not the words of a key ("[BAD10]").
_LEAD: Final = lazy_regex(
    rf"\W{{0,4}}(?:{LABEL_WORDS}\.?\s?)?(?:{NUMBER_SIGN})?(?=\W{{0,3}}\d)"
    r"|[^\W\d_]{2,24}\.?(?:\s|\s?#)\s?(?=\d{1,3}(?!\d)[^\]\w]{0,3}\Z)"
)
_PART: Final = lazy_regex(r"\d\W{0,4}\(([a-z])\)")


def lower_digits(text: str) -> str:
    """Returns a text with its raised digits and minus signs written on the line, character by
    character."""
    return text.translate(_RAISED)


def label_numbers(label: str | None) -> list[str]:
    """Returns the numbers in a label, as it prints them; none for None."""
    return _DIGITS.findall(lower_digits(label or ""))


def label_part(label: str | None) -> str | None:
    """Returns the letter of a work in an entry of several ("b" of "1. (b)"); None where it has
    none."""
    found = _PART.search(label or "")
    return found[1] if found else None


def begins_hundred(number: int) -> bool:
    """Returns whether a second numbering may begin at a number: web sites are counted from 101,
    patents from 201."""
    return number > 100 and number % 100 == 1


def label_number(label: str | None) -> int | None:
    """Returns the number that a label prints; None where it prints none, several, or a key.

    >>> label_number("[12]"), label_number("Ref. 12:"), label_number("[BAD10]")
    (12, 12, None)
    """
    if label is None:
        return None
    return _number_of(label) if len(label) <= _CACHED_LENGTH else _read_number(label)


@lru_cache(maxsize=1024)  # every rule on the numbers of a list asks, and many lists have a "12."
def _number_of(label: str) -> int | None:
    return _read_number(label)


def _read_number(label: str) -> int | None:
    text = lower_digits(label)  # a raised digit counts among the letters of a pattern
    lead = _LEAD.match(text)
    text = text[lead.end() :] if lead else text
    numbers = _DIGITS.findall(text)
    return int(numbers[0]) if len(numbers) == 1 and not _WORD.search(text) else None
