"""Labels the organisation that signs a work as one group, whatever the labeller made of it."""

from __future__ import annotations

from collections.abc import Sequence

from refcheck.parsing.thresholds import (
    GROUP_TITLE_TOKENS,
    LONE_NAME_TITLE,
    SENTENCE_WORD_LETTERS,
)
from refcheck.parsing.tokens import Token
from refcheck.parsing.words import AND_WORDS
from refcheck.text.patterns import lazy_regex
from refcheck.text.people.organisations import is_organisation
from refcheck.text.words import word_set

__all__ = ["label_organisation"]

# "Wright JT Jr, SPRINT Research Group": persons who sign with a group.
_PERSON = lazy_regex(
    r"(?<!\w)[^\W\d_][\w'’-]{1,40},? (?:[A-Z]{1,3}(?:,| Jr| Sr)|[A-Z] [A-Z]|(?:[A-Z]\. ?){1,3},)"
)

_PERSON_CHARACTERS = 60  # at the beginning, where the first person is

# Full stops after these end no name: "Pfizer Inc. and ...", "Dept. of Health", "St. Jude".
_SHORT = word_set("inc ltd co corp dept st natl intl univ assoc gov u.s u.k u.n e.v vs no")


def label_organisation(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """ "Johnson & Johnson. Sleep well. Geneva: Press": a first sentence, or what comes before the
    year, that is an organisation's name, if the title follows."""
    if _begins_with_person(text, tokens):
        return False
    ends = _ends(tokens)
    for end in ends:
        name = text[tokens[0].start : tokens[end - 1].end].rstrip(" .,:;(")
        if ";" in name or _PERSON.search(name):
            return end > ends[0]
        known = is_organisation(name) or _is_lone_name(text, tokens, labels, end)
        if known and _is_followed_by_title(tokens, labels, end):
            labels[:end] = ["Bgroup", *["Igroup"] * (end - 1)]
            _free_title(tokens, labels, end)
            break
    return bool(ends)


def _begins_with_person(text: str, tokens: Sequence[Token]) -> bool:
    """Returns whether a person is named before the first place where a name of an organisation may
    end: as most strings begin, and found in a few of their words."""
    person = _PERSON.search(text, 0, _PERSON_CHARACTERS)
    if person is None:
        return False
    behind = (p for p, token in enumerate(tokens) if token.start > person.end() and token.word.core)
    place = next(behind, None)
    return place is not None and not _ends(tokens[: place + 1])


def _is_lone_name(text: str, tokens: Sequence[Token], labels: Sequence[str], end: int) -> bool:
    """Returns whether a name that tells nothing is an organisation's by what it signs: one word
    before the title of a web page ("Pfizer. Living with depression. https://..."), or two joined by
    "&" without initials where no volume follows ("Procter & Gamble. Annual report")."""
    words = [token.word for token in tokens[:end]]
    if end == 1:
        title = labels[1 : LONE_NAME_TITLE + 1]
        whole = words[0].kind == "C" and words[0].lower not in _SHORT
        on_web = "\ue006" in text or "[internet]" in text.lower()
        anonymous = words[0].lower in ("anonymous", "anon")
        is_title = len(title) == LONE_NAME_TITLE and set(title) <= {"title"}
        return whole and on_web and is_title and words[0].after == "." and not anonymous
    joined = any(not word.core and word.before == "&" for word in words[1:-1])
    plain = all(word.kind == "C" or word.before == "&" for word in words)
    return (
        joined and plain and "volume" not in labels and "," not in "".join(w.after for w in words)
    )


def _ends(tokens: Sequence[Token]) -> list[int]:
    """Returns the places after the first sentence, and before a year."""
    found: list[int] = []
    for place, token in enumerate(tokens[: GROUP_TITLE_TOKENS + 1]):
        word = token.word
        if place and word.kind in "YD":
            # "Wheat Genome Consortium J. (2018)": somebody's initials, rather
            return found if len(tokens[place - 1].word.core) == 1 else [*found, place]
        if ":" in word.after or "?" in word.after:
            return found
        if len(word.core) == 1:  # "U. K.", "Collaboration, J. Adam"
            continue
        ends = "." in word.after and (
            len(word.core) >= SENTENCE_WORD_LETTERS or ")" in word.after or word.kind in "UI"
        )
        if ends and word.lower not in _SHORT:
            return [*found, place + 1]
        if ends or (word.lower in _SHORT and "." in word.after):
            found.append(place + 1)
    return found


def _is_followed_by_title(tokens: Sequence[Token], labels: Sequence[str], end: int) -> bool:
    """Returns whether something follows that is, or was taken with the name for, a title."""
    after = [
        name for name, token in zip(labels[end:], tokens[end:], strict=True) if token.word.core
    ]
    return "title" in after or (bool(after) and after[0][0] in "BI" and "container" not in after)


def _free_title(tokens: Sequence[Token], labels: list[str], end: int) -> None:
    """Gives the words up to the title that were taken for names, or for nothing, to the title."""
    if "title" not in labels[end:]:
        stop = next((p for p in range(end, len(tokens)) if labels[p][0] not in "BI"), len(tokens))
        labels[end:stop] = ["title"] * (stop - end)
        return
    title = labels.index("title", end)
    start = title
    while start > end and (
        labels[start - 1][0] in "BI"
        or (labels[start - 1] == "O" and tokens[start - 1].word.lower not in AND_WORDS)
    ):
        if tokens[start - 1].word.kind in "YD" or tokens[start - 1].word.after[:1] in (".", ")"):
            break
        start -= 1
    labels[start:title] = ["title"] * (title - start)
