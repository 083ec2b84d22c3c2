"""Forms of one value that are equally right: what a careful person would not call a mistake."""

from __future__ import annotations

import random
import re
import unicodedata

from .records import Name

__all__ = [
    "dotted",
    "full_journal",
    "greek",
    "in_sentence_case",
    "in_title_case",
    "initial_letters",
    "main_title",
    "other_spelling",
    "page_range",
    "shortened",
    "transliterated",
    "typographic",
    "unaccented",
    "written_out",
]

_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "on",
        "or",
        "over",
        "per",
        "the",
        "to",
        "upon",
        "versus",
        "via",
        "vs",
        "with",
    ]
)
# What follows is a subtitle ("Haemophilia : the official journal of ..."), or another title of the
# journal; a colon inside of brackets is neither ("Journal of immunology (Baltimore, Md. : 1950)").
_BEFORE_SUBTITLE = re.compile(r" [:=/] (?![^(]*\))|: (?=[Tt]he official|official)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ı": "i"}
)
_UMLAUTS = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "Ä": "Ae",
    "Ö": "Oe",
    "Ü": "Ue",
    "ß": "ss",
    "ø": "oe",
    "å": "aa",
}
_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "kappa": "κ", "lambda": "λ", "mu": "μ",
    "omega": "ω", "epsilon": "ε", "theta": "θ",
}  # fmt: skip
_SPELLINGS = (
    ("tumor", "tumour"),
    ("pediatric", "paediatric"),
    ("behavior", "behaviour"),
    ("randomized", "randomised"),
    ("randomised", "randomized"),
    ("hemorrh", "haemorrh"),
    ("anemia", "anaemia"),
    ("edema", "oedema"),
    ("esophag", "oesophag"),
    ("leukemia", "leukaemia"),
    ("center", "centre"),
    ("ischemi", "ischaemi"),
    ("anesthe", "anaesthe"),
    ("diarrhea", "diarrhoea"),
    ("hospitalized", "hospitalised"),
    ("paediatric", "pediatric"),
    ("utilization", "utilisation"),
    ("behaviour", "behavior"),
    ("tumour", "tumor"),
    ("characterization", "characterisation"),
    ("gynecolog", "gynaecolog"),
    ("orthopedic", "orthopaedic"),
)


def unaccented(text: str) -> str:
    """ "Müller" as "Muller"."""
    decomposed = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return unicodedata.normalize(
        "NFC", "".join(char for char in decomposed if not unicodedata.combining(char))
    )


def transliterated(text: str) -> str:
    """ "Müller" as "Mueller"; names of other languages ("Küçük") lose their diacritics."""
    if any(not char.isascii() and char not in _UMLAUTS for char in text):
        return unaccented(text)
    return "".join(_UMLAUTS.get(char, char) for char in text)


def in_title_case(title: str) -> str:
    """Capital letters on all words but small ones; words that hold capitals or digits stay."""
    first = True

    def capitalised(found: re.Match[str]) -> str:
        nonlocal first
        word = found[0]
        after_break = first or title[: found.start()].rstrip().endswith((":", ".", "?", "—"))
        first = False
        if not word.islower() or (word in _SMALL and not after_break):
            return word
        return word[0].upper() + word[1:]

    return _WORD.sub(capitalised, title)


def in_sentence_case(title: str) -> str:
    """A title that is in title case in sentence case; any other is left as it is."""
    words = [word for word in _WORD.findall(title) if word.lower() not in _SMALL]
    capitals = sum(word[0].isupper() for word in words)
    if len(words) < 3 or capitals < 0.7 * len(words):
        return title

    def lowered(found: re.Match[str]) -> str:
        word = found[0]
        opening = found.start() == 0 or title[: found.start()].rstrip().endswith((".", "?"))
        return word if opening or not word[1:].islower() else word.lower()

    return _WORD.sub(lowered, title)


def main_title(title: str) -> str:
    """The title without its subtitle, where the rest still says what the work is."""
    main, colon, _ = title.partition(": ")
    return main if colon and len(main.split()) >= 5 else title


def greek(title: str) -> str:
    """Greek letters as words, or the other way round ("TNF-alpha")."""
    for word, letter in _GREEK.items():
        if letter in title:
            return title.replace(letter, word)
        title = re.sub(rf"(?<=-){word}\b|\b{word}(?=-)", letter, title)
    return title


def other_spelling(title: str) -> str:
    """British spelling as American or the other way round, for the first word that has both."""
    for one, other in _SPELLINGS:
        whole = "s?\\b" if one == "center" else ""
        spelt = re.sub(rf"\b{one}(?={whole})", other, title)
        if spelt != title:
            return spelt
    return title


def typographic(text: str) -> str:
    """Straight quotation marks and apostrophes as typographic ones."""
    text = re.sub(r'(^|[\s(\[])"', r"\1“", text).replace('"', "”")
    return re.sub(r"(^|[\s(\[])'", r"\1‘", text).replace("'", "’")


def full_journal(title: str) -> str:
    """A full title as articles print it: "Respirology (Carlton, Vic.)" as "Respirology"."""
    title = re.sub(r"\s*\([^)]*\)\s*$", "", _BEFORE_SUBTITLE.split(title, maxsplit=1)[0])
    return in_title_case(title.rstrip(". "))


def dotted(abbreviation: str, full: str) -> str:
    """ISO 4's full stops after the words that are cut short. As it is where `full` is unknown."""
    if not full:
        return abbreviation
    whole = {unaccented(word).lower() for word in _WORD.findall(full)}
    head, bracket, tail = abbreviation.partition(" (")
    words = [
        word
        if unaccented(word).lower() in whole or (word.isupper() and len(word) > 1)
        else f"{word}."
        for word in head.split()
    ]
    return " ".join(words) + bracket + tail


def page_range(pages: str) -> tuple[str, str]:
    """First and last page, in full ("1281", "1286"); the second is empty where there is one."""
    pages = re.split(r"[;,]", pages)[0].strip()
    first, dash, last = pages.replace("–", "-").partition("-")
    if not dash or not last or "-" in last:
        return pages, ""
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        return first, first[: len(first) - len(last)] + last
    lead = re.match(r"^[A-Za-z]+", first)
    if lead and last.isdecimal() and len(first) - lead.end() >= len(last):
        return first, first[: len(first) - len(last)] + last
    return first, last


def shortened(first: str, last: str) -> str:
    """The last page without the digits that it shares with the first ("1281-6")."""
    if len(first) != len(last) or not (first.isdecimal() and last.isdecimal()):
        return last
    same = next((at for at, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), None)
    return last if same is None else last[same:]


def initial_letters(name: Name) -> list[str]:
    """The initials one by one, with a hyphen where the given name has one ("J", "-P")."""
    letters = [char for char in name.initials if char.isalpha() and char.isupper()]
    parts = re.findall(r"-?[^\W\d_]+", name.given)
    if len(parts) == len(letters) and any(part.startswith("-") for part in parts):
        return [
            f"-{letter}" if part[0] == "-" else letter
            for part, letter in zip(parts, letters, strict=True)
        ]
    return letters or [name.initials] if name.initials else []


def written_out(name: Name) -> str:
    """The given name as full as it is known: "John A.", else "J. A."."""
    words = name.given.split()
    if any(len(word) > 1 for word in words):
        return " ".join(f"{word}." if len(word) == 1 else word for word in words)
    return " ".join(f"{letter}." for letter in initial_letters(name))


def misprint(word: str, chance: random.Random) -> str:
    """A word with one slip of the keyboard in its inside that changes it."""
    for _ in range(20):
        at = chance.randrange(1, len(word) - 1)
        kind = chance.choice(("drop", "double", "swap", "other"))
        if kind == "drop":
            slip = word[:at] + word[at + 1 :]
        elif kind == "double":
            slip = word[:at] + word[at] + word[at:]
        elif kind == "swap":
            slip = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        else:
            slip = word[:at] + chance.choice("aeioulnrst") + word[at + 1 :]
        if slip.lower() != word.lower():
            return slip
    return word + "e"
