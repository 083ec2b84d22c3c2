"""What the labeller is shown of each token: the visible list of features.

Features are the cost of parsing, so those of a word alone are made once a word and kept. Each
line of `_own` and `features` is one feature; docs/parsing.md tells what each is for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from refcheck.parsing.journals import longest_journal
from refcheck.parsing.tokens import Token, Word

__all__ = ["features"]

_ENDS = frozenset(".,;:?!")
_CLASSES = {
    word: name
    for name, words in {
        "and": "and & und et y e with",
        "etal": "al others colab cols mitarb",
        "in": "in",
        "eds": "ed eds editor editors edited hg hrsg hgg coord org orgs dir dirs",
        "vol": "vol volume volumes v vols bd band tome tomo t jg jahrgang",
        "num": "no nr num number n heft iss issue núm nº nos",
        "pp": "p pp pages page pag pág págs s ss seiten seite pgs",
        "sup": "suppl supplement supp spec special pt part",
        "edn": "edition edn aufl auflage édition edición edição",
        "press": "press publishers publisher verlag editora editorial éditions wiley springer"
        " elsevier academic routledge sage blackwell publishing books university",
        "url": "available accessed retrieved cited viewed disponível disponible acesso"
        " online internet from url http abgerufen verfügbar",
        "conf": "proc proceedings conference symposium workshop congress meeting annual",
        "thesis": "thesis dissertation phd tese dissertação doctoral diss",
        "epub": "epub ahead print press submitted forthcoming unpublished",
        "jr": "jr sr ii iii 2nd 3rd filho neto júnior junior",
        "part": "van von der den de la le du da dos das del di della ten ter el al bin zu",
        "stop": "the of a an for on to by at from is as with between der die das und"
        " des los las les une un uma em na no para sobre par sur dans im zur",
        "city": "york london berlin paris oxford cambridge amsterdam heidelberg münchen munich hamburg"
        " wien vienna zürich madrid barcelona lisboa lisbon roma rome milano stockholm copenhagen"
        " toronto sydney tokyo philadelphia chicago princeton boston wiesbaden opladen bielefeld"
        " weinheim köln stuttgart göttingen bonn tübingen leipzig mainz münster basel bern genève"
        " geneva bruxelles brussels porto bogotá singapore dordrecht frankfurt washington baltimore"
        " reinbek bremen hannover darmstadt dortmund essen marburg freiburg konstanz leiden utrecht"
        " melbourne moscow москва paulo janeiro curitiba brasília campinas aires méxico santiago"
        " lima beijing delhi edinburgh glasgow manchester bristol aldershot brighton chichester"
        " boulder ithaca durham stanford berkeley hillsdale oaks reading springfield ottawa montreal"
        " vancouver salvador recife florianópolis turin torino bologna firenze dublin helsinki oslo",
    }.items()
    for word in words.split()
}


@lru_cache(maxsize=16384)
def _own(word: Word) -> tuple[list[str], list[str], list[str]]:
    """Features of a word for itself, for the token after it and for the token before it."""
    before, core, after, lower, kind = word
    name = _name(lower, kind)
    tail = after[:2]
    own = ["w=" + name, "k=" + kind, "a=" + tail, "b=" + before[-1:], "ka=" + kind + tail]
    if kind in "NYRE":
        own.append(f"n={len(core)}")
        own.append("bna=" + before[-1:] + kind + after[:1])
    else:
        own.append("e3=" + lower[-3:])
        own.append("p3=" + lower[:3])
        own.append("e2=" + lower[-2:])
        own.append(f"l={min(len(core), 12)}")
    group = _CLASSES.get(lower)
    if group:
        own.append("c=" + group)
    near = group or kind
    left = ["w-1=" + name, "k-1=" + near, "a-1=" + tail, "ka-1=" + near + tail]
    right = [
        "w+1=" + name,
        "k+1=" + near,
        "b+1=" + before[-1:],
        "ka+1=" + near + tail,
        "a+1=" + tail,
    ]
    return own, left, right


def _name(lower: str, kind: str) -> str:
    if kind in "NYR":
        return kind
    if kind in "EX":
        return "".join("0" if char.isdigit() else char for char in lower[:12])
    return lower[:20]


def features(tokens: Sequence[Token]) -> list[list[str]]:
    """One list of features a token. Nothing but the tokens themselves is looked at."""
    words = [token.word for token in tokens]
    parts = [_own(word) for word in words]
    kinds = [word.kind for word in words]
    count = len(words)
    segments = _segments(words)
    known = _known_journals(words)
    style = _style(words)
    seen_year = False
    quoted = bracketed = False
    rows = []
    for place, (own, _, _) in enumerate(parts):
        word = words[place]
        row = own.copy()
        if place:
            row += parts[place - 1][1]
            row.append(
                "k-2=" + kinds[place - 2] + words[place - 2].after[:1] if place > 1 else "k-2=^"
            )
        else:
            row.append("^")
        if place + 1 < count:
            row += parts[place + 1][2]
            row.append("k+2=" + (kinds[place + 2] if place + 2 < count else "$"))
        else:
            row.append("$")
        row.append(
            "t="
            + (kinds[place - 1] + words[place - 1].after[:1] if place else "^")
            + word.before[:1]
            + kinds[place]
            + word.after[:1]
            + (kinds[place + 1] if place + 1 < count else "$")
        )
        row.append(f"i={place if place < 4 else 4 + place * 8 // count}")
        number, here, last = segments[place]
        row.append(f"g={number}{style}")
        row += here
        if last:
            row.append("z")
        if known[place]:
            row.append(known[place])
        if '"' in word.before or "“" in word.before or "‘" in word.before or "«" in word.before:
            quoted = True
        if quoted:
            row.append("q")
            if any(mark in word.after for mark in '"”’»“'):
                row.append("q$")
                quoted = False
        if "(" in word.before or "[" in word.before:
            bracketed = True
        if bracketed:
            row.append("br")
            bracketed = not (")" in word.after or "]" in word.after)
        row.append("y+" if seen_year else "y-")
        seen_year = seen_year or word.kind == "Y"
        rows.append(row)
    return rows


def _segments(words: Sequence[Word]) -> list[tuple[int, list[str], bool]]:
    """For each token: the number of its segment, the segment's features, whether it is the last.

    A segment ends at punctuation. What follows it tells a title (a capitalised word) from a
    journal (a number or a year), and so does the share of capitals in it.
    """
    result: list[tuple[int, list[str], bool]] = []
    start = number = 0
    count = len(words)
    for place, word in enumerate(words):
        if (
            place + 1 < count
            and not (word.after and word.after[-1:] != "’" and not _ENDS.isdisjoint(word.after))
            and words[place + 1].kind not in "NRYD"
        ):
            continue
        following = words[place + 1] if place + 1 < count else None
        after = (following.kind + following.before[-1:]) if following else "$"
        length = place + 1 - start
        capitals = sum(1 for w in words[start : place + 1] if w.kind in "CUI")
        share = capitals * 4 // length
        end = word.after[:1]
        size = length if length < 5 else 5 + (length > 8) + (length > 14)
        here = [f"nx={after}{end}", f"sl={size}", f"cp={share}", f"x={after}{end}{size}{share}"]
        result.extend((number, here, offset == place) for offset in range(start, place + 1))
        if size > 2 and number < 6:
            number += 1
        start = place + 1
    return result


def _known_journals(words: Sequence[Word]) -> list[str]:
    """Which tokens stand in the name of a journal that is known, begun after punctuation."""
    marks = [""] * len(words)
    place = 0
    boundary = True
    while place < len(words):
        word = words[place]
        if boundary and word.kind in "CUIMK" and (place > 0 or word.before):
            length = longest_journal(
                [_folded(w.lower) for w in words[place : place + 14] if w.core]
            )
            if length:
                end = min(place + length, len(words))
                sure = "J1" if length == 1 else "J"
                closed = (
                    "."
                    if words[end - 1].after or (end < len(words) and words[end].kind in "NYRD")
                    else "-"
                )
                for offset in range(place, end):
                    marks[offset] = sure + ("b" if offset == place else "i") + closed
                place = end
                boundary = bool(words[end - 1].after)
                continue
        boundary = bool(word.after) or not word.core or word.lower == "in"
        place += 1
    return marks


@lru_cache(maxsize=8192)
def _folded(lower: str) -> str:
    decomposed = unicodedata.normalize("NFKD", lower)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _style(words: Sequence[Word]) -> str:
    """How the whole string looks: where its first year stands, whether it begins like a name."""
    first = words[0].kind if words else ""
    second = words[1].kind if len(words) > 1 else ""
    year = next((place for place, word in enumerate(words) if word.kind == "Y"), None)
    where = (
        "-" if year is None else ("e" if year * 2 < len(words) else "l") + words[year].before[:1]
    )
    return f"{first}{words[0].after[:1] if words else ''}{second}{where}"
