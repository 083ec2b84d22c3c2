"""The marks of references and those of prose, and how likely they make it that a string is one."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Final

from refcheck.extraction.reference_list.likelihood.measures import (
    MEASURES,
    measures,
    with_plain_signs,
)
from refcheck.extraction.reference_list.likelihood.names import GIVEN_NAMES, NAMES, UPPER
from refcheck.extraction.thresholds import SCANNED_CHARACTERS
from refcheck.frozen import dataclass
from refcheck.text.patterns import has_any, lazy_regex

__all__ = ["MARKS", "TIME", "YEAR_ALONE", "Mark", "is_grounded", "is_priced", "likelihood"]

# A year that is not a part of a range, an address or a number.
# That is `YEAR`, digit by digit: what is before it is looked at after its first one.
YEAR_ALONE: Final = r"[12](?<![\d.,/-].)(?:(?<=1)[4-9]|(?<=2)0)\d\d(?!\d)"
_NAME_FIRST: Final = lazy_regex(rf"\W{{0,3}}(?:{NAMES.pattern})")
_GIVEN_NAME_FIRST: Final = lazy_regex(rf"\W{{0,3}}(?:{GIVEN_NAMES.pattern})")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that a string has or not, and what it adds to the log-odds of a reference.

    `signs`: one of these is in every string that has it, so that the pattern is seldom tried.
    `folded`: signs and pattern are in folded case, and so is what they are looked for in, with
    plain signs. `last`: how many characters at the end of a string it is within; 0: it may be
    anywhere.

    A pattern that begins with a letter, or with a set of signs, is quick, since `re` skips what it
    does not begin with; of alternatives that begin with a letter each, it tries only the fitting
    ones. So "(?<!\\wP)" after the "P" asks whether a word begins there, and a pattern begins with
    its rarest sign and looks back from there.
    """

    name: str
    weight: float
    pattern: re.Pattern[str]
    at_start: bool = False
    signs: tuple[str, ...] = ()
    folded: bool = False
    last: int = 0

    def matches(self, text: str) -> bool:
        """Returns whether a string has it."""
        if self.folded:
            text = _folded(text)
        if self.signs and not has_any(text, self.signs):
            return False
        if self.at_start:
            return self.pattern.match(text) is not None
        if self.last:
            text = text[-self.last :]
        return self.pattern.search(text) is not None


@lru_cache(maxsize=1)  # one string is asked about several marks
def _folded(text: str) -> str:
    return with_plain_signs(text).casefold()


# A volume of one to four digits before a colon; `re` looks back at texts of one length alone.
_BEHIND_VOLUME: Final = "|".join(
    r"(?<=\b" + digits * r"\d" + space + ":)" for space in ("", r"\s") for digits in range(1, 5)
)
# A capital letter and one to eight small ones, before a stop and a space.
_BEHIND_WORD: Final = "|".join(rf"(?<=\b[{UPPER}][a-z]{{{letters}}}\. )" for letters in range(1, 9))
# Weights: logistic regression on labelled references of many styles against paragraphs, headings,
# questions, steps and notes of articles and web pages; what it left at nothing for want of
# examples (DOI, identifier, editors; "22, 249 (2015)") was given a little;
# times and mail addresses of change logs and letters were given much.
MARKS: Final[tuple[Mark, ...]] = (
    Mark("year", 1.45, lazy_regex(YEAR_ALONE)),
    Mark(
        "year in brackets",
        1.23,
        lazy_regex(rf"\(\s*(?:{YEAR_ALONE}|n\.\s?d\.|in press|forthcoming)"),
        signs=("(",),
    ),
    Mark(
        "year at a stop",
        1.79,
        lazy_regex(rf"{YEAR_ALONE}(?:(?<=[.,;:] ....)|(?<=[;:]....))[a-z]?[.,;:)]"),
    ),
    Mark(
        "range of pages",
        0.60,
        lazy_regex(
            r"[:,](?:(?<=\d.)|(?<=\d\).)|(?<=\d\s.)|(?<=\d\)\s.))\s?(?:pp?\.?\s?)?[A-Za-z]{0,2}\d{1,6}\s?[-–—]\s?[A-Za-z]?\d(?!\d?:\d)"
        ),
        signs=("-", "–", "—"),
    ),
    Mark(
        "word of a locator",
        0.56,
        lazy_regex(
            r"(?:p(?<!\wp)(?:p|ages?|ags?)?|v(?<!\wv)(?:ol)?|V(?<!\wV)ol|n(?<!\wn)[or]?|N(?<!\wN)[or]"
            r"|Bd(?<!\wBd)|Jg(?<!\wJg)|S(?<!\wS)|Issue(?<!\wIssue)|Art(?<!\wArt))\.?\s?\d{1,5}\b"
        ),
    ),
    Mark(
        "volume and page",
        1.40,
        lazy_regex(rf":(?:{_BEHIND_VOLUME})\s?[eRLSA]?\d{{1,7}}"),
        signs=(":",),
    ),
    Mark(
        "volume, page, year",
        0.60,
        lazy_regex(rf", (?<=\d, )[A-Z]?\d{{1,7}} \({YEAR_ALONE}\)"),
        signs=(", ",),
    ),
    Mark(
        "doi",
        0.40,
        lazy_regex(r"10\.(?<!\w10\.)\d{4,9}/|doi(?:\.org|:(?<!\wdoi:))|D(?<!\wD)(?:oi|OI):"),
        signs=("10.", "doi", "Doi:", "DOI:"),
    ),
    Mark(
        "identifier",
        0.40,
        lazy_regex(r"PM(?<!\wPM)(?:C?ID\b|C\d{5})|X(?<=arX)iv|IS(?<!\wIS)[BS]N"),
        signs=("PMC", "PMID", "arXiv", "ISBN", "ISSN"),
    ),
    Mark("link", 2.14, lazy_regex(r"https?://|www\."), signs=("://", "www.")),
    Mark(
        "access",
        0.51,
        lazy_regex(
            r"\b(?:accessed|retrieved|available (?:from|at|online)|dispon[ií]vel|disponible"
            r"|acesso em|consult|abgerufen|zugriff|viewed|cited \d{4})"
            r"|\[(?:internet|online|cited|electronic)"
        ),
        signs=(
            *("accessed", "retrieved", "available ", "dispon", "acesso em", "consult", "abgerufen"),
            *("zugriff", "viewed", "cited", "[internet", "[online", "[electronic"),
        ),
        folded=True,
    ),
    Mark("name first", 3.02, _NAME_FIRST, at_start=True),
    Mark("given name first", 2.34, _GIVEN_NAME_FIRST, at_start=True),
    Mark(
        "et al",
        0.56,
        lazy_regex(
            r" al\b(?:(?<=\bet al)|(?<=\bet\. al))|u\.(?<!\wu.) ?a\.| others\b(?<=\band others)"
        ),
        signs=(" al", "u.", "others"),
    ),
    Mark(
        "editors",
        1.00,
        lazy_regex(
            r"\(\s?(?:eds?|hrsg|hg|coords?|orgs?|dir)s?\.?\s?\)"
            r"|ed(?<!\wed)(?:s|itors?)?\b\.?[,)]|hrsg(?<!\whrsg)\b\.?[,)]"
        ),
        folded=True,
    ),
    Mark(
        "publisher",
        0.87,
        lazy_regex(
            r"P(?<!\wP)(?:ress|ublish|roceedings|roc\.|reprint)|Verlag(?<!\wVerlag)"
            r"|S(?<!\wS)(?:pringer|age)|W(?<!\wW)(?:iley|orking Paper)|R(?<!\wR)(?:outledge|eport)"
            r"|E(?<!\wE)(?:lsevier|ditora|ditorial|diciones)|É(?<!\wÉ)dition|Oxford(?<!\wOxford)"
            r"|Cambridge(?<!\wCambridge)|Thesis(?<!\wThesis)|bioRxiv(?<!\wbioRxiv)"
            r"|dissertation(?<!\wdissertation)|Dissertation(?<!\wDissertation)"
        ),
    ),
    Mark(
        "journal",
        0.02,
        lazy_regex(
            r"(?:J(?<!\wJ)(?:(?!,)|ournal|AMA)|R(?<!\wR)(?:ev|eview|es|evista)"
            r"|Trans(?<!\wTrans)(?:actions)?|L(?<!\wL)(?:ett|etters|ancet)"
            r"|A(?<!\wA)(?:nn|nnals|rch|rchives|cta|m)|B(?<!\wB)(?:ull|r|MJ)|Eur(?<!\wEur)"
            r"|Int(?<!\wInt)|Clin(?<!\wClin)|Sci(?<!\wSci)(?:ence)?|Med(?<!\wMed)"
            r"|Nat(?<!\wNat)(?:ure)?|P(?<!\wP)(?:LoS|roc)|Zeitschrift(?<!\wZeitschrift))\b\.?,? "
        ),
    ),
    Mark(
        "abbreviated words",
        0.95,
        lazy_regex(rf"\. (?=[{UPPER}][a-z]{{1,8}}\.[ ,])(?:{_BEHIND_WORD})"),
        signs=(". ",),
    ),
    Mark("in a book", 1.92, lazy_regex(r"[Ii]n(?=:? [A-Z])(?:(?<=[.,:”\"’]..)|(?<=[.,:”\"’] ..))")),
    Mark(
        "title in quotes",
        0.04,
        lazy_regex(r"[“\"„‘«][^”\"’»]{12,250}[,.?!]?[”\"’»]"),
        signs=("“", '"', "„", "‘", "«"),
    ),
    Mark(
        "colon after names",
        0.59,
        lazy_regex(rf": (?=[{UPPER}])(?:(?<=[{UPPER}]: )|(?<=[{UPPER}]\.: ))"),
        signs=(": ",),
    ),
    Mark("stop at the end", 0.18, lazy_regex(r"[.\d)/\]]\W{0,2}\Z"), last=3),
    Mark("question at the end", -2.41, lazy_regex(r"\?\W{0,4}\Z"), signs=("?",), last=5),
    Mark("leaders", -3.56, lazy_regex(r"\.{4}|(?: \.){3}|_{3}"), signs=("....", " . .", "___")),
    Mark(
        "work cited in passing",
        -1.84,
        lazy_regex(
            rf"\((?:[{UPPER}][^()]{{2,60}},? {YEAR_ALONE}[a-z]?\)"
            rf"|(?:(?<=\bal\. \()|(?<=\bal\., \()){YEAR_ALONE})"
            + "".join(
                rf"|{word} (?:also |e\.g\. )?[{UPPER}]"
                for word in ("see", "See", r"e\.g\.,?", r"vgl\.", r"cf\.")
            )
        ),
        signs=("(", "see ", "See ", "e.g.", "vgl.", "cf."),
    ),
    Mark(
        "small first letter",
        -2.80,
        lazy_regex(r"\W{0,3}[a-zß-öø-ÿ](?!an |on |e |i |es |el |os |as |u |er )"),
        at_start=True,
    ),
    Mark(
        "time of day",
        -3.50,
        lazy_regex(r":[0-5]\d:[0-5]\d(?![\d:])"),
        signs=(":",),
    ),
    Mark("mail address", -2.50, lazy_regex(r"[\w.+-]{1,60}@[\w-]{1,60}\.\w"), signs=("@",)),
    Mark(
        "sign of code or table",
        -0.04,
        lazy_regex(r"[{}|=<>$]|--"),
        signs=("{", "}", "|", "=", "<", ">", "$", "--"),
    ),
)

_BIAS: Final = -4.03


# Marks that only references have, and not a list of films, lectures, addresses or lawsuits.
_GROUNDS: Final = frozenset(
    {
        "range of pages",
        "volume and page",
        "volume, page, year",
        "doi",
        "identifier",
        "access",
        "et al",
        "editors",
        "journal",
        "abbreviated words",
        "in a book",
        "title in quotes",
    }
)
_GROUND_MARKS: Final = tuple(mark for mark in MARKS if mark.name in _GROUNDS)


# Times and durations, which look like volume and page: "9:30", ", 12 tracks, 35:47".
TIME: Final = lazy_regex(r"\s\d{1,2}:[0-5]\d(?![\d:–-])")
# Prices, scores and stock: "646,47 EUR", "$ 12", "61 pts".
_PRICED: Final = lazy_regex(
    r"[€$£¥]\s?\d|\d\s?[€£¥]|\d\s?(?:EUR|USD|GBP|CHF|SEK|PLN|JPY|Kč|zł|pts|points)\b"
)


_PRICES: Final = (
    *("€", "$", "£", "¥", "EUR", "USD", "GBP", "CHF", "SEK", "PLN", "JPY", "Kč", "zł", "pts"),
    "points",
)


def is_priced(text: str) -> bool:
    """Returns whether a string has a price, a score or a number in stock."""
    return has_any(text, _PRICES) and _PRICED.search(text) is not None


def is_grounded(text: str) -> bool:
    """Returns whether a string has a mark that hardly anything but a reference has."""
    text = text[:SCANNED_CHARACTERS]
    if is_priced(text):
        return False
    text = TIME.sub(" ", f" {text}")
    return any(mark.matches(text) for mark in _GROUND_MARKS)


def likelihood(text: str) -> float:
    """Returns the probability (0 to 1) that a string is one bibliographic reference, by its own
    marks."""
    return _likelihood_of(text[:SCANNED_CHARACTERS])


@lru_cache(maxsize=4_096)  # a piece is tried as part of several lists
def _likelihood_of(text: str) -> float:
    marked = [mark.weight for mark in MARKS if mark.matches(text)]
    measured = [a * b for a, b in zip(MEASURES.values(), measures(text), strict=True)]
    total = math.fsum((_BIAS, *marked, *measured))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
