"""What the labeller is shown of each token: the visible list of features.

Features are the cost of parsing, so those of a word alone are made once a word and kept. Each
line of `_own` and `features` is one feature; docs/parsing.md tells what each is for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from refcheck.parsing.tokens import Token, Word

__all__ = ["features"]

_ENDS = frozenset(".,;:?!")
_OPENING_QUOTES = frozenset('"“‘«')
_CLOSING_QUOTES = frozenset('"”’»“')
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
        "city": "york london berlin paris oxford cambridge amsterdam heidelberg münchen munich"
        " hamburg wien vienna zürich madrid barcelona lisboa lisbon roma rome milano"
        " stockholm copenhagen toronto sydney tokyo philadelphia chicago princeton boston"
        " wiesbaden opladen bielefeld weinheim köln stuttgart göttingen bonn tübingen"
        " leipzig mainz münster basel bern genève geneva bruxelles brussels porto bogotá"
        " singapore dordrecht frankfurt washington baltimore reinbek bremen hannover"
        " darmstadt dortmund essen marburg freiburg konstanz leiden utrecht melbourne"
        " moscow москва paulo janeiro curitiba brasília campinas aires méxico santiago"
        " lima beijing delhi edinburgh glasgow manchester bristol aldershot brighton"
        " chichester boulder ithaca durham stanford berkeley hillsdale oaks reading"
        " springfield ottawa montreal vancouver salvador recife florianópolis turin torino"
        " bologna firenze dublin helsinki oslo",
    }.items()
    for word in words.split()
}


class _Parts(NamedTuple):
    """What one word gives: features for itself (`own`), for the token after it (`left`) and the one
    after that (`left2`), for those before it (`right`, `right2`); `edge`, `middle` and `kind` for a
    feature of three tokens; and whether it opens or closes a quotation or a bracket."""

    own: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    left2: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    right2: tuple[str, ...] = ()
    edge: str = ""
    middle: str = ""
    kind: str = ""
    opens_quote: bool = False
    closes_quote: bool = False
    opens_bracket: bool = False
    closes_bracket: bool = False


_START = _Parts(left=("^",), left2=("k-2=^",), edge="^")
_END = _Parts(right=("$",), right2=("k+2=$",), kind="$")
_NOTHING = _Parts()


@lru_cache(maxsize=16384)
def _parts(word: Word) -> _Parts:
    before, core, after, lower, kind = word
    name = _name(lower, kind)
    tail = after[:2]
    own = ["w=" + name, "k=" + kind, "a=" + tail, "b=" + before[-1:], "ka=" + kind + tail]
    if kind in "NYRE":
        own += (f"n={len(core)}", "bna=" + before[-1:] + kind + after[:1])
    else:
        own += ("e3=" + lower[-3:], "p3=" + lower[:3], "e2=" + lower[-2:])
        own.append(f"l={min(len(core), 12)}")
    group = _CLASSES.get(lower)
    if group:
        own.append("c=" + group)
    near = group or kind
    beside = ("w+1=" + name, "k+1=" + near, "b+1=" + before[-1:], "ka+1=" + near + tail)
    return _Parts(
        own=tuple(own),
        left=("w-1=" + name, "k-1=" + near, "a-1=" + tail, "ka-1=" + near + tail),
        left2=("k-2=" + kind + after[:1],),
        right=(*beside, "a+1=" + tail),
        right2=("k+2=" + kind,),
        edge=kind + after[:1],
        middle=before[:1] + kind + after[:1],
        kind=kind,
        opens_quote=not _OPENING_QUOTES.isdisjoint(before),
        closes_quote=not _CLOSING_QUOTES.isdisjoint(after),
        opens_bracket="(" in before or "[" in before,
        closes_bracket=")" in after or "]" in after,
    )


def _name(lower: str, kind: str) -> str:
    if kind in "NYR":
        return kind
    if kind in "EX":
        return "".join("0" if char.isdigit() else char for char in lower[:12])
    return lower[:20]


def features(tokens: Sequence[Token]) -> list[list[str]]:
    """One list of features a token. Nothing but the tokens themselves is looked at."""
    words = [token.word for token in tokens]
    parts = [_NOTHING, _START, *map(_parts, words), _END, _NOTHING]
    count = len(words)
    style = _style(words)
    rows = []
    for place, (surroundings, segment) in enumerate(
        zip(_surroundings(parts[2:-2]), _segments(words), strict=True)
    ):
        before2, before, part, after, after2 = parts[place : place + 5]
        rows.append(
            [
                *part.own,
                *before.left,
                *before2.left2,
                *after.right,
                *after2.right2,
                "t=" + before.edge + part.middle + after.kind,
                f"i={place if place < 4 else 4 + place * 8 // count}",
                f"g={segment[0]}{style}",
                *segment[1],
                *surroundings,
            ]
        )
    return rows


def _surroundings(parts: Sequence[_Parts]) -> Iterator[list[str]]:
    """For each token whether it stands in a quotation, in brackets, behind the first year."""
    quoted = bracketed = False
    year = "y-"
    for part in parts:
        row = [year]
        quoted = quoted or part.opens_quote
        if quoted:
            row.append("q")
            if part.closes_quote:
                row.append("q$")
                quoted = False
        bracketed = bracketed or part.opens_bracket
        if bracketed:
            row.append("br")
            bracketed = not part.closes_bracket
        if part.kind == "Y":
            year = "y+"
        yield row


def _segments(words: Sequence[Word]) -> list[tuple[int, tuple[str, ...]]]:
    """For each token the number of its segment and the segment's features ("z": it is the last).

    A segment ends at punctuation. What follows it tells a title (a capitalised word) from a
    journal (a number or a year), and so does the share of capitals in it.
    """
    result: list[tuple[int, tuple[str, ...]]] = []
    start = number = 0
    count = len(words)
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < count else None
        ended = word.after and word.after[-1:] != "’" and not _ENDS.isdisjoint(word.after)
        if following and not ended and following.kind not in "NRYD":
            continue
        after = (following.kind + following.before[-1:]) if following else "$"
        length = place + 1 - start
        capitals = sum(1 for w in words[start : place + 1] if w.kind in "CUI")
        share = capitals * 4 // length
        end = word.after[:1]
        size = length if length < 5 else 5 + (length > 8) + (length > 14)
        here = (f"nx={after}{end}", f"sl={size}", f"cp={share}", f"x={after}{end}{size}{share}")
        result += [(number, here)] * (length - 1)
        result.append((number, (*here, "z")))
        if size > 2 and number < 6:
            number += 1
        start = place + 1
    return result


def _style(words: Sequence[Word]) -> str:
    """How the whole string looks: where its first year stands, whether it begins like a name."""
    first = words[0].kind if words else ""
    second = words[1].kind if len(words) > 1 else ""
    year = next((place for place, word in enumerate(words) if word.kind == "Y"), None)
    where = (
        "-" if year is None else ("e" if year * 2 < len(words) else "l") + words[year].before[:1]
    )
    return f"{first}{words[0].after[:1] if words else ''}{second}{where}"
