"""Labels names in Han, kana and Hangul, and what GB/T 7714 prints behind a title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from refcheck.parsing.label_repair.people.full_names import (
    NamedPerson,
    begin_title,
    labels_of_persons,
)
from refcheck.parsing.label_repair.people.inverted_first import is_cut
from refcheck.parsing.thresholds import EAST_ASIAN_NAME, PLAIN_LIST_PERSONS
from refcheck.parsing.tokens import Token, overlapping
from refcheck.text.patterns import lazy_regex

__all__ = ["end_at_type_mark", "label_east_asian_names"]

_EAST_ASIAN: Final = lazy_regex(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
# "[J]", "[M]", "[EB/OL]": what kind of work it is, and on what.
_TYPE_MARK: Final = lazy_regex(r"\[(?:[JMDCRSPNZGA]|EB|DB|CP)(?:/(?:OL|CD|DK|MT))?\](?=\s?[.,])")


def label_east_asian_names(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """ "王小明, 李红. 糖尿病的研究.", "山田 太郎, 鈴木 花子. 糖尿病.": a name is whole as it is,
    or its parts have a space between them; a comma parts two persons."""
    if text.isascii() or tokens[0].word.kind != "K":
        return False
    persons = _persons(tokens)
    if len(persons) < PLAIN_LIST_PERSONS:
        _find_title(tokens, labels)
        return True
    end = persons[-1].end
    labels[:end] = labels_of_persons(persons)
    begin_title(labels, end)
    return True


def _persons(tokens: Sequence[Token]) -> list[NamedPerson]:
    """Returns the persons of the list; none if it has another form, or does not end in a sign."""
    found: list[NamedPerson] = []
    place = 0
    while place < len(tokens) and _is_name(tokens[place]):
        end = place + 1
        if not tokens[place].word.after and end < len(tokens) and _is_name(tokens[end]):
            end += 1
        found.append(NamedPerson((place + 1, end), (place, place + 1), has_initial=False))
        mark = tokens[end - 1].word.after
        place = end
        if mark in (".", ":") or (mark in (",", ";") and is_cut(tokens, place)):
            return found
        if mark not in (",", ";"):
            return []
    return []


def _is_name(token: Token) -> bool:
    """ "李红", "김철수", "山田太郎", or a part of such a name."""
    core = token.word.core
    is_short = len(core) <= EAST_ASIAN_NAME and not token.word.before
    return is_short and _EAST_ASIAN.fullmatch(core) is not None


def _find_title(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "国家统计局. 中国统计年鉴[M].": what follows the first full stop is no part of a name."""
    if "title" in labels or tokens[0].word.after != "." or labels[0][0] != "B":
        return
    place = 1
    while place < len(labels) and labels[place][0] == "I":
        labels[place] = "title"
        place += 1


def end_at_type_mark(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """ "王伟. 患者认知功能研究[D]. 北京: 协和医学院, 2010.": a title ends before the mark of its
    type; place and publisher follow that of a book or thesis."""
    mark = _TYPE_MARK.search(text)
    if mark is None:
        return False
    if "title" not in labels:
        return True
    places = overlapping(tokens, *mark.span())
    behind = places.stop
    for place in places:
        labels[place] = "O"
    while behind < len(labels) and labels[behind] == "title":
        labels[behind] = "O"
        behind += 1
    if mark[0][1] in "MDRC" and "publisher" not in labels and "container" not in labels:
        _label_publisher(tokens, labels, places.stop)
    return True


def _label_publisher(tokens: Sequence[Token], labels: list[str], start: int) -> None:
    """ "北京: 中国统计出版社, 2019"."""
    colon = start
    while colon < len(tokens) and tokens[colon].word.after == "" and labels[colon] == "O":
        colon += 1
    if colon >= len(tokens) or tokens[colon].word.after != ":" or labels[colon] != "O":
        return
    place = colon + 1
    while place < len(tokens) and labels[place] == "O" and tokens[place].word.kind != "Y":
        labels[place] = "publisher"
        place += 1
        if tokens[place - 1].word.after:
            return
