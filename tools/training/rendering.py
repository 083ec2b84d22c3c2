"""Renders records in many citation styles, with the noise that occurs, as labelled tokens."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from refcheck.parsing.tokens import tokenise
from training.alignment import Labelled, label_spans
from training.styles import ARTICLES, BOOKS, CHAPTERS, EDITORS, OTHERS, Names, Style

__all__ = ["Renderer"]

Piece = tuple[str, str]  # label, text

_LABELS = {
    "title": "title", "journal": "container", "book": "container", "proceedings": "container",
    "preprint": "container", "paper": "container", "number": "issue", "volume_number": "volume",
    "page": "pages", "article": "pages", "university": "publisher", "year": "year",
    "volume": "volume", "issue": "issue", "pages": "pages", "publisher": "publisher",
}  # fmt: skip
_MARKS = {"doi": "\ue000", "pmid": "\ue001", "pmcid": "\ue002", "url": "\ue006"}
_SUPPLEMENT = re.compile(r"^(\d+)\s+((?:Suppl|Spec|Pt)\b.*)$")


class Renderer:
    """Renders what a record says in a style drawn by lot.

    `people` are names to take editors from; `places`, `publishers`, `groups` come from facts.
    """

    def __init__(self, rng: random.Random, pools: Mapping[str, Sequence[Any]]) -> None:
        self._rng = rng
        self._pools = pools

    def render(self, record: Mapping[str, Any]) -> Labelled | None:
        """The record as labelled tokens, in a style that fits its kind; None where none does."""
        style = self._choose(self._table(record))
        fields = self._filled(record)
        template = self._translated(style.template)
        if str(fields.get("issue", "")).startswith("Suppl") and self._rng.random() < 0.6:
            template = template.replace("({issue})", " {issue}")  # 29 Suppl 3
        pieces = list(self._pieces(style, template, fields))
        pieces = self._noise(pieces)
        return _labelled(pieces)

    def _translated(self, template: str) -> str:
        """Now and then with the words for volume, issue and pages of another language."""
        if self._rng.random() > 0.1:
            return template
        volume, issue, pages = self._rng.choice(_LOCATOR_WORDS)
        for english, other in (
            ("vol. ", volume), ("Vol. ", volume), ("no. ", issue), ("pp. ", pages), ("pp ", pages)
        ):  # fmt: skip
            template = template.replace(english, other)
        return template

    def _choose(self, table: Sequence[Style]) -> Style:
        """A style by lot; those of medicine, which are checked most, more often."""
        if self._rng.random() < 0.25:
            return self._rng.choice([style for style in table if style.names.given == "JA"])
        return self._rng.choice(table)

    def _table(self, record: Mapping[str, Any]) -> Sequence[Style]:
        if record.get("journal") and record.get("volume"):
            return OTHERS if self._rng.random() < 0.04 else ARTICLES
        draw = self._rng.random()
        return BOOKS if draw < 0.45 else CHAPTERS if draw < 0.85 else OTHERS

    def _filled(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The record with what the style may ask for and the record does not say."""
        rng, pools = self._rng, self._pools
        fields = {key: value for key, value in record.items() if value}
        if found := _SUPPLEMENT.match(str(fields.get("volume", ""))):
            fields["volume"], fields["issue"] = found[1], found[2]
        fields.setdefault("publisher", rng.choice(pools["publishers"]))
        fields.setdefault("place", rng.choice(pools["places"]))
        fields.setdefault("book", rng.choice(pools["books"]))
        fields.setdefault("pages", f"{(first := rng.randint(1, 600))}-{first + rng.randint(1, 40)}")
        fields["group"] = rng.choice(pools["groups"])
        fields["university"] = rng.choice(pools["universities"])
        fields["proceedings"] = rng.choice(pools["proceedings"])
        fields["preprint"] = rng.choice(("bioRxiv", "medRxiv", "arXiv", "bioRxiv preprint", "SSRN"))
        fields["paper"] = rng.choice(_PAPERS)
        fields["series"] = rng.choice(_SERIES)
        fields["year2"] = fields.get("year")
        fields["article"] = self._article_number()
        if rng.random() < 0.06:
            fields["pages"] = fields["article"]
        if journal := fields.get("journal"):
            fields["journal"] = self._journal(str(journal))
        fields["number"], fields["volume_number"] = (
            str(rng.randint(1, 12)),
            str(rng.randint(1, 400)),
        )
        fields["page"], fields["serial"] = str(rng.randint(1, 40)), str(rng.randint(1, 5000))
        fields["page_count"] = str(rng.randint(50, 900))
        fields["editors"] = rng.sample(pools["people"], rng.choice((1, 2, 2, 3)))
        fields["month"] = _month(fields.get("month"), rng)
        month = rng.randrange(12)
        fields["mm"] = rng.choice((f"{month + 1}", f"{month + 1:02}"))
        fields["month_full"] = _FULL_MONTHS[0][month]
        fields["month_de"] = _FULL_MONTHS[1][month]
        fields["month_pt"] = _FULL_MONTHS[2][month]
        fields.setdefault("day", str(rng.randint(1, 28)))
        if rng.random() < 0.15:
            fields["edition"] = rng.choice(("2nd", "3rd", "4th", "5th", "2.", "rev."))
        for key in ("month", "day", "doi", "pmid", "pmcid", "issue"):
            if rng.random() < 0.35:
                fields.pop(key, None)
        fields["title"] = self._title(str(fields["title"]))
        fields["people"] = self._people(fields.get("people") or [])
        if rng.random() < 0.03:  # a page that looks like a year
            fields["pages"] = str(rng.randint(1500, 2040))
        if "–" not in str(fields["pages"]) and rng.random() < 0.5:
            fields["pages"] = str(fields["pages"]).replace("-", "–")
        return fields

    def _article_number(self) -> str:
        rng = self._rng
        letters = rng.choice(("e", "e", "E", "m", "S", "D", "bjad", "pzac", "hcac", "gkab", "dkz"))
        digits = str(rng.randint(1, 10 ** rng.randint(3, 7)))
        return rng.choice((digits, digits, letters + digits, f"{digits}.e{rng.randint(1, 12)}"))

    def _journal(self, journal: str) -> str:
        """As references print it: PubMed writes "Annals of surgical oncology"."""
        if " " not in journal:
            return journal
        if self._rng.random() < 0.7:
            journal = " ".join(_capital(word) for word in journal.split(" "))
        return journal.replace(" and ", " & ") if self._rng.random() < 0.1 else journal

    def _title(self, title: str) -> str:
        """Now and then a title of a form that is rare among the records: of one or two words
        ("Schizophrenia"), with a capital for each word, or beginning with a year."""
        rng, draw = self._rng, self._rng.random()
        words: list[str] = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) > 5]
        if draw < 0.04 and words:
            return rng.choice(words).capitalize()
        if draw < 0.06 and len(words) > 1:
            return f"{rng.choice(words).capitalize()} {rng.choice(words).lower()}"
        if draw < 0.15:
            return " ".join(_capital(word) for word in title.split(" "))
        if draw < 0.18:
            return f"{title} {rng.randint(1990, 2024)}"
        return f"{rng.randint(1990, 2024)} {title}" if draw < 0.2 else title

    def _people(self, people: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """The authors; now and then one with a family name of two words ("Comas Carbonell",
        "De Los Reyes"), and a group behind them."""
        rng = self._rng
        shown = [
            {**person, "family": self._compound(str(person["family"]))}
            if rng.random() < 0.06 and person.get("family") and not person.get("literal")
            else person
            for person in people
        ]
        if shown and rng.random() < 0.04:
            shown.append({"family": rng.choice(self._pools["groups"]), "literal": True})
        return shown

    def _compound(self, family: str) -> str:
        if self._rng.random() < 0.5:
            return f"{self._rng.choice(self._pools['people'])['family']} {family}"
        return f"{self._rng.choice(_PARTICLES)} {family}"

    def _pieces(self, style: Style, template: str, fields: Mapping[str, Any]) -> Iterator[Piece]:
        for part in re.split(r"(<[^<>]*>|\{\w+\})", template):
            if part.startswith("<"):
                needed = re.findall(r"\{(\w+)\}", part)
                if all(fields.get(name) or name in ("url",) for name in needed):
                    yield from self._pieces(style, part[1:-1], fields)
            elif part.startswith("{"):
                yield from self._field(style, part[1:-1], fields)
            elif part:
                yield "O", part

    def _field(self, style: Style, name: str, fields: Mapping[str, Any]) -> Iterator[Piece]:
        if name == "A":
            yield from self._names(style.names, fields.get("people") or [])
        elif name == "E":
            names = style.names if self._rng.random() < 0.5 else self._rng.choice(EDITORS)
            yield from (("O", text) for _, text in self._names(names, fields["editors"]))
        elif name in _MARKS:
            if fields.get(name) or name == "url":
                yield "O", _MARKS[name]
        elif name == "group":
            yield "Bgroup", str(fields["group"])
        elif value := fields.get(name):
            yield _LABELS.get(name, "O"), str(value)

    def _names(self, names: Names, people: Sequence[Mapping[str, Any]]) -> Iterator[Piece]:
        cut = names.cut
        final, et_al = self._joining(names)
        shown = people[: max(cut, 1)] if len(people) > cut else people
        for place, person in enumerate(shown):
            if place:
                last = place == len(people) - 1
                yield "O", final if last else names.between
            if person.get("literal") or not person.get("family"):
                yield "Bgroup", person.get("family") or person.get("collective") or "?"
                continue
            yield from self._person(names, person, first=place == 0)
        if len(shown) < len(people):
            yield "O", et_al
            if names.ellipsis and people[-1].get("family") and not people[-1].get("literal"):
                yield from self._person(names, people[-1], first=False)

    def _joining(self, names: Names) -> tuple[str, str]:
        """What stands before the last name, and for those left out; now and then in another
        language."""
        final, et_al = names.last, names.et_al
        if self._rng.random() < 0.15 and (" and " in final or " & " in final):
            word = self._rng.choice(_AND)
            final = final.replace("and", word).replace("&", word)
        if self._rng.random() < 0.15 and not names.ellipsis:
            et_al = self._rng.choice(_ET_AL)
        return final, et_al

    def _person(self, names: Names, person: Mapping[str, Any], *, first: bool) -> Iterator[Piece]:
        family = person["family"].upper() if names.capitals else person["family"]
        given = _given(names.given, person)
        suffix = person.get("suffix")
        if suffix or (given and self._rng.random() < 0.01):
            suffix = suffix or self._rng.choice(("Jr", "Jr.", "III", "3rd", "II", "Sr"))
            if names.order == "fg" and names.comma == " ":
                given = f"{given} {suffix}".strip()
            elif names.order == "gf":
                family = f"{family} {suffix}"
            else:
                given = f"{given}{self._rng.choice((', ', ' '))}{suffix}".strip(" ,")
        if not given:
            yield "Bfamily", family
        elif names.order == "gf" or (names.order == "fgf" and not first):
            yield from (("Bgiven", given), ("O", " "), ("Ifamily", family))
        else:
            yield from (("Bfamily", family), ("O", names.comma), ("Igiven", given))

    def _noise(self, pieces: list[Piece]) -> list[Piece]:
        """Now and then what scanning, copying and typing do to a reference."""
        draw = self._rng.random()
        if draw < 0.05:  # spaces lost behind punctuation
            return [(name, re.sub(r"(?<=[.,;:])\s", "", text, count=2)) for name, text in pieces]
        if draw < 0.09:  # spaces before punctuation, as some PDFs give them
            return [(name, re.sub(r"(?<=\w)([.,;:])", r" \1", text)) for name, text in pieces]
        if draw < 0.13:  # a word broken at a line end
            return [(name, self._broken(text)) for name, text in pieces]
        if draw < 0.17:  # diacritics lost
            return [(name, _ascii(text)) for name, text in pieces]
        if draw < 0.20:  # punctuation missing
            return [(name, text.replace(".", "") if name == "O" else text) for name, text in pieces]
        if draw < 0.24 and len(pieces) > 6:  # cut off at the end
            return pieces[: -self._rng.randint(1, 3)]
        if draw < 0.26:
            return [
                *pieces,
                ("O", self._rng.choice((" [PubMed]", " [PubMed] [Google Scholar]", " Print."))),
            ]
        if draw < 0.30:  # what a scanner confuses
            return [
                (name, text.replace("fi", "ﬁ").replace("1", "l", 1) if name == "title" else text)
                for name, text in pieces
            ]
        if draw < 0.33:  # the language, said behind the title
            note = self._rng.choice(_LANGUAGE_NOTES)
            return [
                part
                for name, text in pieces
                for part in ((name, text), *[("O", note)] * (name == "title"))
            ]
        return pieces

    def _broken(self, text: str) -> str:
        words = text.split(" ")
        place = self._rng.randrange(len(words))
        if len(words[place]) > 7 and words[place].isalpha():
            words[place] = words[place][:4] + "- " + words[place][4:]
        return " ".join(words)


_PAPERS = (
    "The New York Times", "The Guardian", "Washington Post", "The Times", "BBC News", "Time",
    "Süddeutsche Zeitung", "Die Zeit", "Der Spiegel", "FAZ", "Frankfurter Allgemeine Zeitung",
    "Neue Zürcher Zeitung", "Le Monde", "El País", "La Repubblica", "Folha de S. Paulo",
    "O Globo", "Público", "Le Figaro", "The Economist", "taz", "Wall Street Journal",
)  # fmt: skip
_SERIES = (
    "Working Paper", "Working Paper No.", "Discussion Paper", "Discussion Paper No.",
    "NBER Working Paper No.", "Policy Research Working Paper", "Technical Report",
    "Occasional Paper No.", "Arbeitspapier Nr.", "Texto para Discussão",
)  # fmt: skip
_AND = ("y", "e", "et", "und", "og", "och", "en", "i", "ve", "dan", "a", "u.", "&", "és", "ja")
_ET_AL = (
    " et al.", ", et al.", " et al", " i in.", " i wsp.", " et coll.", " u. a.", " u.a.",
    " m.fl.", " [et al.]", " [и др.]", " и др.", " et alii", " y cols.", " e outros",
    ", and others", " a kol.", " ve ark.", " dkk.", " y otros", " e cols.", " és mtsai.",
)  # fmt: skip
_LOCATOR_WORDS = (
    ("t. ", "nr ", "s. "), ("Bd. ", "H. ", "S. "), ("Band ", "Ausgabe ", "S. "),
    ("roč. ", "č. ", "s. "), ("cilt ", "sayı ", "ss. "), ("årg. ", "nr. ", "s. "),
    ("vol. ", "núm. ", "págs. "), ("vol. ", "nº ", "pp. "), ("t. ", "n° ", "p. "),
    ("vol. ", "fasc. ", "pp. "), ("kd ", "nr ", "lk "), ("Vol. ", "Iss. ", "p. "),
    ("volume ", "issue ", "pages "), ("v. ", "n. ", "p. "), ("Т. ", "№ ", "С. "),
    ("vol. ", "br. ", "str. "), ("tom ", "z. ", "s. "), ("Jg. ", "Nr. ", "S. "),
)  # fmt: skip
_LANGUAGE_NOTES = (
    " [in Chinese]", " (in Russian)", " [Article in German]", " [in Japanese]", " (in French)",
    " [Article in Chinese]", " (In Spanish)", " [in Korean]", " (in Polish)", " [in Russian]",
)  # fmt: skip
_PARTICLES = (
    "De", "de", "da", "Da", "dos", "Dos", "van", "Van", "van der", "Van Den", "von", "De Los",
    "de la", "De La", "Al", "El", "del", "Di", "di", "Le", "La", "ter", "Ben", "Abu", "St",
    "de Oliveira", "Zu", "Meyer zu", "St.", "O’",
)  # fmt: skip
_SMALL = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "vs",
     "with")
)  # fmt: skip


def _capital(word: str) -> str:
    return word if word in _SMALL else word[:1].upper() + word[1:]


def _given(form: str, person: Mapping[str, Any]) -> str:
    given = str(person.get("given") or person.get("initials") or "")
    words = re.findall(r"[^\W\d_]+", given)
    if not words:
        return ""
    if len(words) == 1 and given.isupper() and len(given) <= 3:
        words = list(words[0])
    if form == "John A.":
        return " ".join(word if len(word) > 1 else word + "." for word in words)
    if form == "John":
        return " ".join(word if len(word) > 1 else word + "." for word in words[:1])
    initials = [word[0].upper() for word in words]
    dotted = (" " if " " in form else "").join(letter + "." for letter in initials)
    forms = {"JA": "".join(initials), "J A": " ".join(initials), "J.": initials[0] + "."}
    return str(forms.get(form, dotted))


_FULL_MONTHS = (
    ("January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December"),
    ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
     "Oktober", "November", "Dezember"),
    ("janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
     "outubro", "novembro", "dezembro"),
)  # fmt: skip
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def _month(month: object, rng: random.Random) -> str:
    if month:
        return str(month)
    first = rng.randrange(12)
    if rng.random() < 0.1:
        return f"{_MONTHS[first]}-{_MONTHS[(first + 1) % 12]}"
    return _MONTHS[first]


def _ascii(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _labelled(pieces: Sequence[Piece]) -> Labelled | None:
    text = ""
    spans = []
    for name, piece in pieces:
        if name == "title" and text.endswith("“") is False and piece.endswith((".", "?", "!")):
            piece = piece.rstrip(".")
        if piece.startswith(".") and text.endswith((".", "?", "!")):
            piece = piece[1:]  # "... gun? J Affect", "Smith J. The"
        if name != "O":
            spans.append((name, (len(text), len(text) + len(piece))))
        text += piece
    tokens = tokenise(text)
    return Labelled(tokens, label_spans(tokens, spans)) if tokens else None
