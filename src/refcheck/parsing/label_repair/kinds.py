"""Repairs labels of works whose references have a form of their own: laws, court cases, standards,
registered trials, theses, software, package inserts. The labeller knows articles and books; of
these it makes persons and pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from refcheck.parsing.label_repair.runs import first_run
from refcheck.parsing.thresholds import LAW_CHARACTERS, WORDS_CHARACTERS
from refcheck.parsing.tokens import Token, overlapping
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.dates import YEAR
from refcheck.text.works.registrations import find_registrations, may_have_registrations

__all__ = [
    "label_case",
    "label_law",
    "label_package_insert",
    "label_standard",
    "label_trial",
    "name_school",
    "pass_over_version",
]

_OF_NAMES = frozenset("BI")
# "Roe v. Wade, 410 U.S. 113 (1973).", "Montgomery v Lanarkshire Health Board [2015] UKSC 11."
_CASE = lazy_regex(
    r"(?P<title>[A-Z][^()\[\]]{1,120}?\s(?:vs?\.?|versus|contra)\s[A-Z][^()\[\]]{1,160}?)(?:"
    r",?\s\(?(?P<volume>\d{1,4})\s(?P<container>(?:[A-Z][\w.’']{0,9}\s?){1,4}(?:\dd|\dth)?)\s"
    r"(?P<pages>\d{1,5}|_{2,4})\b.{0,80}?[(\s](?P<year>" + YEAR + r")\)"
    r"|,?\s[\[(](?P<year2>" + YEAR + r")[\])]\s"
    r"(?P<container2>(?:\d{1,3}\s)?[A-Z]{2,6}[\w ]{0,12})\b)"
)
_EU = (
    r"(?:(?:Commission|(?:European\sParliament\sand\s(?:of\sthe\s)?)?Council|Delegated|Implementing)\s){0,3}"
    r"(?:Regulation|Directive|Decision|Recommendation)\s"
    r"(?:\((?:EU|EC|EEC|Euratom)\)|(?:No\.?\s)?\d{2,4}/\d)"
)
# An act at the beginning, or behind the body that made it; what ends its title.
_LAW = lazy_regex(
    r"(?:(?P<group>[A-Z][\w ,’'&-]{2,80})\.\s)?"
    rf"(?P<title>(?:{_EU}[^;]{{0,300}}?"
    r"|(?:[A-Z][\w,’'&()-]{1,25}\s(?:(?:and|of|for|the|to|in|on|from|&)\s){0,2}){1,12}"
    r"(?:Act|Code|Law|Ordinance|Order|Regulations|Rules)\b(?:\s\([^()]{1,30}\))?(?:,?\s(?:of\s)?"
    + YEAR
    + r")?|\d{1,3}\s(?:CFR|C\.F\.R\.|U\.S\.C\.|USC)\s(?:§{1,2}|Part|Sec\.)\s?[\d.]{0,11}\d"
    r"(?:\([a-z0-9]\))*|Gesetz\s[^.;]{3,200}?))"
    r"(?=\.\s[A-Z]|,\s(?:Pub(?:lic|\.)\s(?:L|Law)|\d{1,3}\s(?:U\.?\s?S\.?\s?C|Stat)"
    r"|c(?:h|hapter)?\.?\s\d|§|RS|SOR)|\s\(" + YEAR + r"\)|\svom\s\d|\.?$)"
)
# What an act begins with, so that other strings are not looked at closely.
_LAW_HINT = lazy_regex(
    r"R(?<!\wR)(?:egulations?|ecommendation|ules)\b|D(?<!\wD)(?:irective|ecision)\b|Act(?<!\wAct)\b"
    r"|C(?:(?<!\wC)(?:ode|FR)\b|\.F\.R)|Law(?<!\wLaw)\b|Ord(?<!\wOrd)(?:inance|er)\b"
    r"|U(?:(?<!\wU)SC\b|\.S\.C)|Gesetz(?<!\wGesetz)\b"
)
_GAZETTE = lazy_regex(
    r"\b(?P<container>OJ|Off(?:icial)?\.? J(?:ournal|\.)?(?: of the)? "
    r"Eur(?:opean|\.)? (?:Union|Un\.?|Comm\w{0,10})|Official Gazette|Federal Register"
    r"|Fed\.? Reg(?:ist)?\.?|Amtsblatt|BGBl\.?)"
    r"(?:[\s.,;]{0,2}(?:" + YEAR + r"[,;]\s?)?(?P<volume>[LC]\s?\d{1,4}))?"
)
_YEAR_BEHIND = lazy_regex(r"(?<![\d/-])" + YEAR + r"(?![\d/-])")
_YEAR_IN_BRACKETS = lazy_regex(r"(?<=\()" + YEAR + r"(?=\))")
_PAGES = lazy_regex(
    r"(?:(?:\bpp?\.|\bS\.|:)\s?|[LC]\s?\d{1,4},\s(?=\d{1,6}\s?[-–]\s?\d))"
    r"(?P<pages>\d{1,6}(?:\s?[-–]\s?\d{1,6})?)(?!\d)"
)
_STANDARD_END = lazy_regex(r"[.,:;]?\s{1,2}")
_TRIAL_TITLE = lazy_regex(
    r"^[.,:;)]{0,2}\s(?P<title>(?!Available|Accessed|Updated|Retrieved|URL|http|[\ue000-\ue007])"
    r"[^.;]{8,300})[.;]"
)
_THESIS = lazy_regex(
    r"^(?:(?:Unpublished|Inaugural-?|Doctoral|Master['’]?s?|Ph\.?\s?D\.?|M\.?\s?Sc\.?|M\.?\s?A\.?"
    r"|Bachelor['’]?s?)\s?){0,3}(?:[Tt]hesis|[Dd]issertation|Doktorarbeit|Masterarbeit"
    r"|Bachelorarbeit|Diplomarbeit|Habilitation\w{0,10}|Thèse|Mémoire|Tesis|Tese|Tesi|Dissertação"
    r"|Proefschrift)\b(?:\s(?:de|di|in|en|em|do)\s(?!Univ)(?:\w{2,15}\s?){1,6})?",
)
# What accompanies a medicine, as it is called in brackets or in a sentence of its own.
_PACKAGE_INSERT = lazy_regex(
    r"(?:\s[\[(]|\.\s)(?:(?:US|U\.S\.|UK|EU|[Ff]ull)\s){0,2}"
    r"(?:[Pp]ackage\s(?:[Ii]nsert|[Ll]eaflet)|[Pp]rescribing\s[Ii]nformation"
    r"|[Pp]roduct\s(?:[Ii]nformation|[Mm]onograph|[Ll]abell?(?:ing)?|[Ii]nsert)"
    r"|(?:[Pp]atient\s)?[Ii]nformation\s[Ll]eaflet|[Dd]rug\s[Ll]abel(?:ing)?"
    r"|[Ss]ummary\s[Oo]f\s[Pp]roduct\s[Cc]haracteristics)s?(?:[\])]\.?|\.)(?=\s|$)"
)
_IMPRINT = lazy_regex(
    r"\s(?:[A-Z][^;:]{1,60}:\s)?(?P<publisher>[A-Z][^;:]{2,80}?)[;,.]{1,2}\s"
    r"(?:[A-Z][a-z]{2,8}\.?\s)?(?P<year>" + YEAR + r")\b"
)
_VERSION = lazy_regex(r"\b(?:R\spackage\s)?[Vv]ers?(?:ion|\.)\s\d{1,4}(?:[.-]\d{1,4}){0,4}")


def label_case(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """A court case: "Roe v. Wade, 410 U.S. 113 (1973)"."""
    if " v" not in text[:200] and " contra " not in text[:200]:
        return False
    found = _CASE.match(text, 0, WORDS_CHARACTERS)
    if found:
        names = {"year2": "year", "container2": "container"}
        labels[:] = ["O"] * len(labels)
        for group, span in ((name, found.span(name)) for name in found.groupdict()):
            _label(tokens, labels, span, names.get(group, group))
    return found is not None


def label_law(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """An act of law, with the gazette that it is in: "Regulation (EU) 2017/745 of ... OJ L 117,
    5.5.2017, p. 1-175"."""
    if not _LAW_HINT.search(text, 0, LAW_CHARACTERS):
        return False
    found = _LAW.match(text, 0, WORDS_CHARACTERS)
    if found is None:
        return False
    rest = found.end()
    gazette = _GAZETTE.search(text, rest)
    if {"volume", "pages"} <= {*labels} and not gazette:
        return True
    year = _YEAR_IN_BRACKETS.search(text, rest) or _YEAR_BEHIND.search(text, rest)
    pages = _PAGES.search(text, rest)
    labels[:] = ["O"] * len(labels)
    if found["group"]:
        _label(tokens, labels, found.span("group"), "Igroup", first="Bgroup")
    _label(tokens, labels, found.span("title"), "title")
    if gazette:
        _label(tokens, labels, gazette.span("container"), "container")
        _label(tokens, labels, gazette.span("volume"), "volume")
    if pages:
        _label(tokens, labels, pages.span("pages"), "pages")
    if year:
        _label(tokens, labels, year.span(), "year")
    return True


def label_standard(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """The number of a standard at the beginning, or behind its body's name, is neither a person nor
    its title: "ISO 15189:2012. Medical laboratories - ..."."""
    if not may_have_registrations(text):
        return False
    first = next((each for each in find_registrations(text[:200]) if each.kind == "standard"), None)
    if first is None:
        return False
    body = text[: first.start]
    if body and not re.fullmatch(r"[A-Z][^.]{2,80}\.\s", body):
        return False
    end = _STANDARD_END.match(text, first.end)
    stop = text.find(". ", end.end() if end else first.end)
    title = (end.end() if end else first.end, stop if stop > 0 else len(text))
    if title[1] - title[0] < 4:
        return False
    if {"volume", "pages"} <= {*labels}:
        return True
    for place, token in enumerate(tokens):
        if token.start < title[1]:
            labels[place] = "O"
    if body:
        _label(tokens, labels, (0, len(body)), "Igroup", first="Bgroup")
    _label(tokens, labels, title, "title")
    return True


def label_trial(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """The number of a registered trial is no page; what follows the number of one that has no other
    title is its title: "Identifier NCT02422186, A Study to ...; 2015 Apr 16"."""
    trials = [each for each in find_registrations(text) if each.kind == "trial"]
    if not trials:
        return False
    for each in trials:
        for place in overlapping(tokens, each.start, each.end):
            if labels[place] in ("pages", "volume", "issue", "Bfamily", "Bgroup", "Igroup"):
                labels[place] = "O"
    first = trials[0]
    if {"volume", "pages"} & {*labels} or not _is_in_title(tokens, labels, first.start):
        return True
    before = text[: first.start].rstrip(" (:")
    found = _TRIAL_TITLE.match(text[first.end :])
    if found and re.search(r"(?:[Ii]dentifier|[Rr]egist\w*|[Nn]umber|^)[.:]?$", before):
        start, end = (first.end + place for place in found.span("title"))
        for place, label in enumerate(labels):
            if label == "title":
                labels[place] = "O"
        _label(tokens, labels, (start, end), "title")
    else:
        _cut_title(text, tokens, labels, first.start)
    return True


def _is_in_title(tokens: Sequence[Token], labels: Sequence[str], start: int) -> bool:
    return any(
        labels[place] == "title" and token.start <= start < token.end
        for place, token in enumerate(tokens)
    )


def _cut_title(text: str, tokens: Sequence[Token], labels: list[str], start: int) -> None:
    """Ends a title at the sentence before the number: "Example trial. ClinicalTrials.gov
    identifier: NCT..."."""
    stop = text.rfind(". ", 0, start)
    places = [p for p, label in enumerate(labels) if label == "title"]
    kept = [p for p in places if tokens[p].end <= stop + 1]
    if kept and stop > 0:
        for place in places:
            if place not in kept:
                labels[place] = "O"


def name_school(text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """What a thesis is called is not a journal, and the school is its publisher: "La dépression.
    Thèse de doctorat en médecine. Université Paris Descartes, 2009"."""
    if "container" not in labels or "volume" in labels:
        return
    start, end = first_run(labels, "container")
    printed = text[tokens[start].start : tokens[end - 1].end]
    found = _THESIS.match(printed)
    if found is None:
        return
    border = tokens[start].start + found.end()
    for place in range(start, end):
        labels[place] = "O"
    while end < len(labels) and labels[end] == "O" and tokens[end].word.kind in "CIl":
        end += 1
    if "publisher" not in labels:
        for place in range(start, end):
            if tokens[place].start >= border and tokens[place].word.kind != "P":
                labels[place] = "publisher"


def label_package_insert(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """What comes with a medicine is called by the medicine's name: "Keytruda (pembrolizumab)
    [package insert]. Rahway, NJ: Merck; 2014". An article on one has a volume."""
    found = _PACKAGE_INSERT.search(text, 0, WORDS_CHARACTERS)
    if found is None:
        return False
    if "volume" in labels:
        return True
    start = _end_of_maker(text[: found.start()], tokens, labels)
    end = found.end()
    _clear(tokens, labels, 0, end)
    _label(tokens, labels, (0, start), "Igroup", first="Bgroup")
    _label(tokens, labels, (start, found.start()), "title")
    imprint = _IMPRINT.match(text, end)
    if imprint:
        _clear(tokens, labels, end, imprint.end())
        _label(tokens, labels, imprint.span("publisher"), "publisher")
        _label(tokens, labels, imprint.span("year"), "year")
    return True


def _end_of_maker(text: str, tokens: Sequence[Token], labels: Sequence[str]) -> int:
    """Returns where the sentence ends that names who made a medicine, where one does: "Merck & Co.
    Keytruda"."""
    end = text.rfind(". ") + 2
    if end < 2:
        return 0
    signs = [labels[place] for place in overlapping(tokens, 0, end)]
    return end if signs and all(name[0] in "BIO" for name in signs) else 0


def _clear(tokens: Sequence[Token], labels: list[str], start: int, end: int) -> None:
    for place in overlapping(tokens, start, end):
        labels[place] = "O"


def pass_over_version(text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """A version of software is neither a journal nor a volume: "R package version 3.3.2"."""
    if "ersion" not in text:
        return
    for found in _VERSION.finditer(text, 0, WORDS_CHARACTERS):
        for place, token in enumerate(tokens):
            if found.start() <= token.start < found.end() and labels[place] in (
                "container", "volume", "issue", "pages", "publisher",
            ):  # fmt: skip
                labels[place] = "O"


def _label(
    tokens: Sequence[Token],
    labels: list[str],
    span: tuple[int, int],
    name: str,
    *,
    first: str | None = None,
) -> None:
    """Labels the tokens whose cores are within a span; the first one with another label."""
    for place, token in enumerate(tokens):
        if span[0] <= token.start + len(token.word.before) < span[1]:
            labels[place] = first or name
            first = None
