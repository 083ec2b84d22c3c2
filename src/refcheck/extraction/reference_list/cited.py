"""Whether a piece below a soft heading ("Notes", "Sources") names a work.

Below "References" little is asked of an entry. Below a heading that may as well announce steps,
prices or members, a name or a year are not enough: "Nowak D, Graz, member since 2015".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

from refcheck.extraction.reference_list.likelihood import (
    MARKS,
    NAME_AT_START,
    TIME,
    is_priced,
)
from refcheck.extraction.reference_list.unlabelled.listed import leads_to_work
from refcheck.extraction.thresholds import COUNTED_LINES, JUDGED_CHARACTERS, TITLED_CHARACTERS
from refcheck.text.label_forms import is_lettered, read_labels
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.dates import YEAR

__all__ = ["counts_up", "is_sure_work", "offers_service", "without_label"]

_PLAIN_YEAR: Final = lazy_regex(rf"(?<![\d/-]){YEAR}[a-z]?(?![\d–-])")
# "2000;47(4)", "2021;372:n71", "63(8), 856", "12, no. 3 (1990): 45", "vol. 3, pp. 4".
_LOCATED: Final = lazy_regex(
    rf"{YEAR}(?:\s[A-Z][a-z]{{2,8}}(?:\s\d{{1,2}})?)?;\s?(?:[A-Z]?\d|\()"
    r"|\d{1,4}:(?:\(\d{1,4}\):|:)\s?[A-Za-z]{0,2}\d"  # "132:(10):104002", "825::412-78"
    r"|\d{1,4}\s?\(\d{1,4}(?:[-/]\d{1,4})?\)\s?[:,]\s?[A-Za-z]?\d"
    rf"|\d{{1,4}}[^.;]{{0,12}}\(\s?{YEAR}\)[:,]\s?[A-Za-z]?\d"
    rf"|[^\W\d_]\.?\s\d{{1,4}}\s\({YEAR}\)\s[A-Za-z]{{0,3}}\d"  # "Front. Oncol. 13 (2023) 1053"
    # "vol. 3, pp. 4", "– Vol. 25. – P. 3738", "v. 9, n. 4, p. 43", "Volume 7(4), pages 904"
    r"|\b[Vv](?:ol(?:ume)?s?)?\.?\s?\d{1,4}\b.{1,40}?\b[Pp](?:p|ages?)?\.?\s?[A-Za-z]?\d"
)
# "Oral Oncol. 2023, 13, 110-118", "Oral Oncol. 13, 110-118 (2023)": also a room and a street, so
# that there must be words enough for a title.
_PLACED: Final = lazy_regex(
    rf"[^\W\d_]\.?\)?,?\s(?:{YEAR},\s\d{{1,4}}(?:\s?\(\d{{1,4}}\))?[,:]\s?[A-Za-z]{{0,3}}\d"
    rf"|\d{{1,4}}[,:]\s?[A-Za-z]{{0,3}}\d{{1,6}}(?:-[A-Za-z]?\d{{1,6}})?,?\s\({YEAR}\))"
)
# "Science Advances. 1, e1500743.": at the end, and the year is somewhere before.
_PLACED_LAST: Final = lazy_regex(
    r"[^\W\d_]\.?\)?,?\s\d{1,4}[,:]\s?[A-Za-z]{0,3}\d{1,8}(?:-[A-Za-z]?\d{1,8})?\.?$"
)
_ANY_DASH: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
# "Geneva: World Health Organization; 2017", "(London: Methuen, 1990)".
_PUBLISHED: Final = lazy_regex(rf"[^\W\d_]{{2}}\s?: [^\W\d_a-z][^:;()]{{1,60}}[,;] ?{YEAR}[a-z]?\b")
# "Smith, J. (1950). The history of Leeds. Methuen": two sentences after the year.
_DATED: Final = lazy_regex(rf"\({YEAR}[a-z]?\)[.,:]? ?[^.]{{12,300}}[.?!][”\"’]? [^\W\d_a-z]")
# "Smith J. The history of Leeds. London, Methuen, 1950."
_TITLED: Final = lazy_regex(
    rf"[^\W\d_]\.? [^.]{{12,300}}[.?!] [^\W\d_a-z][^.]{{2,80}}[,.;:] ?\(?{YEAR}[a-z]?\b"
)
_QUOTED: Final = lazy_regex(r"[“\"„‘«][^”\"’»]{12,250}[,.?!]?[”\"’»]")
_ACCESSED: Final = lazy_regex(
    r"(?i)\b(?:accessed|retrieved|available (?:from|at|online)|dispon[ií]vel|disponible"
    r"|acesso em|abgerufen|zugriff|viewed|cited \d{4})|\[internet\]"
)
_SURE_MARKS: Final = tuple(
    mark
    for mark in MARKS
    if mark.name
    in {"range of pages", "volume and page", "volume, page, year", "et al", "editors", "in a book"}
)
_ADDRESS: Final = lazy_regex(r"https?://|\bwww\.")
# A telephone, a mail address: who can be asked, and not what was read.
_REACHED: Final = lazy_regex(
    r"\+\d{1,3}[ (]\s?\d|(?<![\d/.:-])0\d{2,4}[ /-]\d{3,}"
    r"|(?<![\d/.:-])\d{3}[ -]\d{3}(?:[ -]\d{4})?(?![\d/–-])"
    r"|[\w.+-]{1,60}@[\w-]{1,60}\.\w"
)


def is_sure_work(piece: str) -> bool:
    """Returns whether a piece says by its form that it is a work: an identifier, volume and page,
    publisher and year, or the access to an address."""
    piece = piece[:JUDGED_CHARACTERS]
    if leads_to_work(piece):
        return True
    if is_priced(piece):
        return False
    piece = TIME.sub(" ", f" {piece}")[1:].translate(_ANY_DASH).replace("--", "-")
    if _ACCESSED.search(piece) and _ADDRESS.search(piece):
        return True
    if not _PLAIN_YEAR.search(piece):
        return False
    if _LOCATED.search(piece) or _PUBLISHED.search(piece) or _QUOTED.search(piece):
        return True
    titled = len(piece) >= TITLED_CHARACTERS
    if titled and _PLACED.search(piece):
        return True
    return NAME_AT_START.match(piece) is not None and bool(
        any(mark.matches(piece) for mark in _SURE_MARKS)
        or _DATED.search(piece)
        or (titled and _PLACED_LAST.search(piece))
        or _TITLED.search(piece)
    )


def offers_service(piece: str) -> bool:
    """Returns whether a piece sells something or says how somebody is reached."""
    return is_priced(piece) or _REACHED.search(piece) is not None


def without_label(piece: str) -> str:
    """Returns a piece without the number that it begins with: in "No. 1: 1999-2003: ..." that is
    neither an issue nor a volume. An initial is no number."""
    for label in read_labels(piece, 0, len(piece)):
        if not is_lettered(label.style):
            return piece[label.content :]
    return piece


def counts_up(text: str, parts: Sequence[tuple[int, int]]) -> bool:
    """Returns whether the lines of a piece have labels of their own: "No. 1 ...", "No. 2 ..."."""
    labels: set[tuple[str, int]] = set()
    for begin, end in islice(parts, COUNTED_LINES):
        found = {(one.style, one.number) for one in read_labels(text, begin, end)}
        if any((style, number - 1) in labels for style, number in found if number > 1):
            return True
        labels |= found
    return False
