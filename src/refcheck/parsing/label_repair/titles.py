"""Repairs the labels of titles that a name or a journal swallowed."""

from __future__ import annotations

from collections.abc import Sequence

from refcheck.parsing.label_repair.people.authors import end_of_authors
from refcheck.parsing.label_repair.runs import first_run
from refcheck.parsing.normalisers.names import may_be_group
from refcheck.parsing.thresholds import (
    ABBREVIATION_LETTERS,
    FOUND_TITLE_TOKENS,
    GROUP_TITLE_TOKENS,
    LONE_TITLE_WORDS,
    NAME_OVERLAP_TOKENS,
    TORN_GROUP_WORDS,
    WHOLE_WORD_LETTERS,
)
from refcheck.parsing.tokens import Token
from refcheck.parsing.words import AFTER_IN, SIGNING_GROUPS, TITLE_PREPOSITIONS
from refcheck.text.people.organisations import is_organisation

__all__ = [
    "end_group",
    "find_after_authors",
    "find_after_group",
    "find_alone",
    "find_before_journal",
    "find_in_group",
    "find_in_quotes",
    "find_in_reply",
    "lengthen_title",
    "pass_over_nobody",
]

_OPENING = frozenset('„“»«"‘')
_CLOSING = frozenset('”“»«"’')
_STOPS = frozenset(".?!")


def lengthen_title(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """ "CTA of Acute | Pulmonary Embolism": a group that ends amid the title is its beginning; so
    is a name after the full stop that ends a list of names ("Bajwa SJ. Basics, Errors")."""
    if "title" not in labels:
        return
    start = labels.index("title")
    if _begins_small(tokens, labels, start):
        labels[:start] = ["title"] * start
        return
    if start and labels[start - 1][1:] == "group" and _is_torn(tokens[:start]):
        bare = not tokens[start].word.before and tokens[start].word.kind != "Y"
        if bare and all(name[1:] == "group" for name in labels[:start]):
            labels[:start] = ["title"] * start
        return
    end = end_of_authors(tokens)
    if end is None or not 0 < start - end < NAME_OVERLAP_TOKENS:
        return
    words = [token.word for token in tokens[end:start]]
    if all(name[1:] in ("family", "given") for name in labels[end:start]) and not any(
        word.kind == "I" or word.after[:1] in (".", ";") for word in words
    ):
        labels[end:start] = ["title"] * (start - end)


def _begins_small(tokens: Sequence[Token], labels: Sequence[str], start: int) -> bool:
    """Returns whether nothing parts what was taken for a name from a title that begins with a small
    word: "Cochrane Handbook | for Systematic Reviews". An initial ends a name without a sign."""
    words = [token.word for token in tokens[:start]]
    return (
        0 < start <= NAME_OVERLAP_TOKENS
        and tokens[start].word.lower in TITLE_PREPOSITIONS
        and tokens[start].word.core.islower()
        and all(word.kind == "C" and not (word.before or word.after) for word in words)
        and all(name[1:] in ("family", "given", "group") for name in labels[:start])
    )


def pass_over_nobody(text: str, _tokens: Sequence[Token], labels: list[str]) -> bool:
    """ "Anonymous. Totem and Taboo.": what is in place of authors is no part of the title, nor is
    the beginning of the title a name."""
    if not text.startswith("Anonymous. "):
        return False
    if "title" in labels[1:]:
        labels[0] = "Bfamily"
        for place in range(1, labels.index("title", 1)):
            labels[place] = "title" if labels[place][0] in "BI" else labels[place]
    return True


def end_group(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """ "GBD 2016 Collaborators. Global ...": a first sentence that ends in a word by
    which groups sign is their name, if a title follows and nobody else is named."""
    if "title" not in labels or any(name[1:] in ("family", "given") for name in labels):
        return
    end = _sentence(tokens, 0)
    if not 1 < end < len(labels) or tokens[end - 1].word.lower not in SIGNING_GROUPS:
        return
    if "title" in labels[:end] and labels[end] == "title":
        labels[:end] = ["Bgroup", *["Igroup"] * (end - 1)]


def _is_torn(group: Sequence[Token]) -> bool:
    """Returns whether what was taken for a group's name goes on after it: nothing parts the two, or
    a colon after many words of which none is one that groups call themselves by."""
    if not group[-1].word.after:
        return True
    words = [token.word.lower for token in group]
    return (
        group[-1].word.after == ":"
        and len(words) > TORN_GROUP_WORDS
        and not may_be_group(" ".join(words))
    )


def find_after_authors(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """ "Owen MJ, Sawa A. Schizophrenia. Lancet. 2016": what ends in a full stop after the last
    author, with a journal after it."""
    if "title" in labels:
        return
    start = end_of_authors(tokens)
    if start is None:
        return
    end = _sentence(tokens, start)
    journal = _sentence(tokens, end)
    if not start < end < journal < len(tokens) or end - start > FOUND_TITLE_TOKENS:
        return
    kinds = [token.word.kind for token in tokens[start:journal]]
    if kinds[0] == "I" or "Y" in kinds[end - start :] or "D" in kinds:
        return
    if tokens[journal].word.kind not in "YD":
        return  # "Thompson A. J.; Williams R. J. Proc. Natl. Acad. Sci.": no title at all
    taken = [name for name in labels[end:journal] if name not in ("O", "container")]
    if any(name[0] not in "BI" for name in taken):
        return
    labels[start:end] = ["title"] * (end - start)
    if "container" not in labels:
        labels[end:journal] = ["container"] * (journal - end)


def _sentence(tokens: Sequence[Token], start: int) -> int:
    """Returns the place after the first token from `start` on that ends a sentence."""
    for place in range(start, len(tokens)):
        word = tokens[place].word
        if not _STOPS.isdisjoint(word.after) and word.kind not in "YND":
            return place + 1
    return start


def find_after_group(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """ "World Health Organization. Depression. 2018": what comes after the group's full stop."""
    if "title" in labels:
        return
    groups = [place for place, name in enumerate(labels) if name[1:] == "group"]
    for place in groups[:-1]:
        word = tokens[place].word
        if word.after == "." and word.kind in "CUl" and len(word.core) > WHOLE_WORD_LETTERS:
            for other in groups:
                if other > place:
                    labels[other] = "title"
            return


def find_in_quotes(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    if "title" in labels:
        return
    quoted = _quoted(tokens, labels)
    if len(quoted) > 1:
        labels[quoted[0] : quoted[-1] + 1] = ["title"] * len(quoted)


def _quoted(tokens: Sequence[Token], labels: Sequence[str]) -> list[int]:
    """Returns the places of the first quotation that no field took."""
    places: list[int] = []
    for place, token in enumerate(tokens):
        if places and labels[place] != "O":
            return []
        if places or (labels[place] == "O" and not _OPENING.isdisjoint(token.word.before)):
            places.append(place)
            if not _CLOSING.isdisjoint(
                token.word.after or (len(places) > 1 and token.word.before) or ""
            ):
                return places
    return []


def find_in_reply(text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """ "In Response. Anesth Analg": a title whose "In" was taken for the sign of a book."""
    if "In " not in text:
        return
    for place in range(1, len(tokens) - 2):
        word, following = tokens[place].word, tokens[place + 1].word
        if word.core == "In" and not word.after and following.lower in AFTER_IN:
            begins = tokens[place - 1].word.after[-1:] in (".", "?", "!", ",")
            taken = "title" in labels[place : place + 2] or labels[place + 1] != "container"
            if taken or not begins or following.after != ".":
                return
            labels[:place] = ["O" if label == "title" else label for label in labels[:place]]
            labels[place : place + 2] = ["title", "title"]
            return


def find_before_journal(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """ "Nasopharyngeal Cancer in Childhood. HNO. 1988": a journal that contains the end of a
    sentence is a title and a journal. "Phys. Rev. Lett." contains no sentence."""
    if "title" in labels:
        return
    if "container" not in labels:
        return
    start, end = first_run(labels, "container")
    if "publisher" in labels or "container" in labels[end:]:
        return
    words = [token.word for token in tokens[start:end]]
    stops = [place for place, word in enumerate(words[:-1]) if not _STOPS.isdisjoint(word.after)]
    while stops:
        border = stops.pop()
        before = stops[-1] + 1 if stops else 0
        whole = len(words[border].core) > WHOLE_WORD_LETTERS or "]" in words[border].after
        if whole and border - before > 1 and len(words[before].core) > ABBREVIATION_LETTERS:
            labels[start : start + border + 1] = ["title"] * (border + 1)
            return


def find_alone(text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """ "Oxford Handbook of Psychiatry. 3rd ed. Oxford: OUP; 2013": a book has a title, and what
    stands alone before its publisher is one, unless an organisation is called so."""
    if "publisher" not in labels or "title" in labels or "container" in labels:
        return
    end = next((place for place, name in enumerate(labels) if name[1:] != "group"), len(labels))
    if not LONE_TITLE_WORDS <= end < len(labels) or any(name[0] in "BI" for name in labels[end:]):
        return
    name = text[tokens[0].start : tokens[end - 1].end]
    if name.endswith(".") and not is_organisation(name.rstrip(".")):
        labels[:end] = ["title"] * end


def find_in_group(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """ "Care of the Hair. (1881). Hall's Journal of Health": a journal has no other title here."""
    if "title" in labels:
        return
    groups = [place for place, name in enumerate(labels) if name[0] in "BI"]
    if (
        "container" not in labels
        or not groups
        or groups[0] != 0
        or groups[-1] >= GROUP_TITLE_TOKENS
    ):
        return
    if tokens[0].word.lower in ("anonymous", "anon"):
        return
    if all(labels[place][1:] == "group" for place in groups):
        for place in groups:
            labels[place] = "title"
