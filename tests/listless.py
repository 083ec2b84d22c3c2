"""Texts without a list of references, made of small templates: nothing in them is an entry.

Each kind has what misleads: numbers that count up, years, names with initials, addresses, prices
and times that look like volumes and pages. A template is the text before the lines, one line or
several to draw from, and the text after them; `<year>`, `<family>`, `<1-90>` are drawn at random.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = ["listless_texts"]

_WORDS: Final = {
    "family": "Okafor|Lindqvist|Marchetti|Brandt|Ferreira|Nowak|Haddad|Tanaka|van Dijk|O'Hara|Osei",
    "given": "Ana|Bruno|Chidi|Dorota|Elif|Frank|Greta|Hugo|Ines|Jonas|Karin|Luis|Mei|Nils",
    "initials": "A|B|CM|D|EL|F|GM|H",
    "city": "Lisbon|Uppsala|Kraków|Leeds|Porto|Accra|Graz|Turin|Osaka|Lyon|Bergen|Quito",
    "country": "Portugal|Sweden|Ghana|Japan|Austria|Ecuador",
    "subject": "Chemistry|Public Health|Veterinary Medicine|Psychiatry|Materials Science",
    "degree": "MD|PhD|MD, PhD|MPH|RN, BSN|MSc, FRCP|DPhil|PharmD",
    "month": "January|February|March|April|May|June|July|August|September|October|November",
    "food": "flour|butter|sugar|milk|yeast|walnuts|oats|honey|raisins|cinnamon|cocoa",
    "thing": "Desk lamp|Filing box|Office chair|Whiteboard|Label printer|Paper tray",
    "place": "town hall|school library|community centre|north ward|riverside park",
    "page": "Home|About us|News|Contact|Shop|Jobs|Press|Privacy policy",
    "section": "Preface|Introduction|Methods|Results|Notes|References|Index|Sources",
}
_MEANINGS: Final = {
    "person": "<given> <family>",
    "year": "<1961-2024>",
    "date": "<1-28> <month> <year>",
    "time": "<8-22>:<10-59>",
    "phone": "0<200-990> <1000-9999>",
}
_TOKEN: Final = re.compile(r"<(?:(\d+)-(\d+)|([a-z]+))>")
_LABELS: Final = ("{}. ", "{}) ", "({}) ", "[{}] ", "{} ", "- ", "• ", "")


class _Template(NamedTuple):
    kind: str
    before: str
    lines: tuple[str, ...]
    after: str = ""


_TEMPLATES: Final = (
    _Template(
        "affiliations",
        "<person>1, <person>2, <person>1,3 and <person>4",
        (
            "Department of <subject>, University of <city>, <1000-99999> <city>, <country>",
            "Institute of <subject>, <city> Hospital, <city>, <country>",
        ),
        "Received <date>; accepted <date>",
    ),
    _Template(
        "agenda",
        "Agenda of the meeting of <date>, <place>",
        ("<time> <person>: report on <year>", "<time> Any other business", "<time> Budget <year>"),
    ),
    _Template(
        "minutes",
        "Minutes, <date>\nPresent: <family> <initials>, <family> <initials>, <family> <initials>",
        ("<person> (<city>) reported on <year>/<10-99>; <2-20> voted for, <0-9> against.",),
        "Next meeting: <date>.",
    ),
    _Template("ingredients", "Bread of <city>\n\nSources: family notes", ("<50-750> g <food>",)),
    _Template(
        "recipe", "Method", ("Mix the <food> with the <food> and leave it for <5-90> minutes.",)
    ),
    _Template(
        "faq",
        "Questions and answers",
        (
            "Who may apply in <year>?\nEverybody who has lived in <city> since <year>.",
            "What does it cost?\nWrite to us before <date>, or call <phone>.",
        ),
    ),
    _Template(
        "law",
        "<city> (Amendment) Order <year>",
        (
            "In section <2-90>(<1-9>) of the Housing Act <year>, for “<2-9> months” there is"
            " substituted “<10-30> months”.",
            "This Order comes into force on <date> and extends to <country>.",
        ),
    ),
    _Template(
        "poem",
        "Songs of <city>, <year>",
        (
            "In <year> the river rose and took the mill",
            "We counted <2-40> swallows on the wire",
            "And <family> walked the <3-30> miles uphill",
        ),
    ),
    _Template(
        "prices",
        "Price list, valid from <date>",
        ("<thing>, model <100-999>-<10-99>, <year>: <9-900>,<10-99> EUR (<2-40> in stock)",),
    ),
    _Template(
        "byline",
        "By <person>, <degree>, and <person>, <degree>\nPublished <date>\n\nAbout the authors",
        ("<person>, <degree>, is a professor of <subject> in <city>",),
        "Medically reviewed by <person>, <degree>, on <date>",
    ),
    _Template(
        "programme",
        "Concert on <date> in the <place>",
        ("<family> (<year>): Sonata No. <1-9> in D, Op. <10-99> (<8-35> min)",),
        "Piano: <person>",
    ),
    _Template("contents", "Contents", ("<section> ............ <2-400>", "<section> <2-400>")),
    _Template(
        "vita",
        "Curriculum vitae of <person>",
        (
            "<1961-1990>–<1991-2024>: Research fellow, University of <city>",
            "<year>: Parental leave",
        ),
        "Languages: Polish, English",
    ),
    _Template(
        "changes",
        "Change log",
        ("<1-9>.<0-20>.<0-9> (<year>-0<1-9>-<10-28>): fixes #<100-4000>, thanks to <person>",),
    ),
    _Template(
        "menu",
        "<city> Museum",
        ("<page> https://www.example.org/<1-99>", "<page>"),
        "Copyright <year> <city> Museum. All rights reserved.",
    ),
    _Template(
        "helplines",
        "If you need help, talk to somebody.\n\nGetting help",
        ("<city> crisis line: <phone>, open <6-10> to <18-23>, www.example.org/help",),
    ),
    _Template(
        "resources",
        "If you need help, talk to somebody.\n\nResources",
        ("<city> Health Office, <phone>, www.example.org/<food>", "<city> helpline: <phone>"),
    ),
    _Template(
        "results",
        "Results of the <city> run, <date>",
        ("<family>, <given>   <year>   <10-99>:<10-59>   <1-99> pts",),
    ),
    _Template(
        "legends",
        "Legends",
        ("Figure <1-9>. Cases by age and sex in <city>, <year>–<year> (n = <40-900>).",),
    ),
    _Template(
        "protocol",
        "Protocol",
        ("Samples were spun at <2-20>,000 g for <2-30> min and kept at -<20-80> °C until <year>.",),
        "Data were collected in <city> from <year> on.",
    ),
    _Template(
        "genealogy",
        "The family <family>",
        ("<family>, <given> <initials>., born <year> in <city>, died <year>",),
    ),
    _Template(
        "discography",
        "Records of the <family> Trio",
        ("Night and <food> (<year>), <9-14> tracks, <31-78>:<10-59>",),
    ),
    _Template(
        "members",
        "Members of the association in <year>",
        ("<family> <initials>, <city>, member since <year>",),
    ),
    _Template(
        "letter",
        "<city>, <date>\n\nDear Dr. <family>,\n\nthank you for your letter of <date>. We found"
        " boxes that <person> had kept.",
        ("Box <10-99>: letters, <year>-<year>", "Box <10-99>: maps of <city>"),
        "Yours,\n<person>",
    ),
    _Template(
        "quiz",
        "Quiz",
        ("In which year was the <place> of <city> built? a) <year> b) <year> c) <year>",),
        "Send your answers before <date>.",
    ),
    _Template(
        "timetable",
        "Timetable <year>",
        ("<city>   <time>   <time>   line <1-40>, platform <1-12>",),
    ),
    _Template(
        "claims",
        "Claims of <date>",
        ("A device as in claim <1-9>, in which the valve opens at <2-90> kPa.",),
    ),
    _Template(
        "glossary",
        "Glossary",
        ("Lade: a word for what <family> called the “<food> gate” in <year>; see also mill.",),
    ),
    _Template(
        "notes",
        "The town of <city> grew quickly.\n\nNotes",
        ("The <place> was closed in <year> and opened again in <year>.",),
    ),
    _Template(
        "invoice",
        "Invoice <year>-<1000-9999>\nTo: <person>, <city>",
        ("<1-12> × <thing> (<year>/<100-999>)  <9-99>.<10-99>",),
    ),
    _Template(
        "equations",
        "The rate is",
        ("dC/dt = -k C + <2-90>     (<1-9>)", "E = <1-9> C / (<10-99> + C)     (<1-9>)"),
        "where k was measured in <year>.",
    ),
)


def listless_texts(of_each: int = 10, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yields the name of each text's kind with the text: `of_each` of every kind, always the same.

    Every third text has one of another kind above it.
    """
    draw = random.Random(seed)  # noqa: S311
    for template in _TEMPLATES:
        for number in range(of_each):
            text = _text(template, draw)
            if number % 3 == 2:
                text = f"{_text(draw.choice(_TEMPLATES), draw)}\n\n{text}"
            yield template.kind, f"{text}\n"


def _text(template: _Template, draw: random.Random) -> str:
    label = draw.choice(_LABELS)
    between = draw.choice(("\n", "\n", "\n\n"))
    lines = [label.format(n) + draw.choice(template.lines) for n in range(1, draw.randint(4, 10))]
    parts = (template.before, between.join(lines), template.after)
    return _filled("\n\n".join(filter(None, parts)), draw)


def _filled(text: str, draw: random.Random) -> str:
    def value(token: re.Match[str]) -> str:
        low, high, name = token.groups()
        if name in _MEANINGS:
            return _filled(_MEANINGS[name], draw)
        if name:
            return draw.choice(_WORDS[name].split("|"))
        return str(draw.randint(int(low), int(high)))

    return _TOKEN.sub(value, text)
