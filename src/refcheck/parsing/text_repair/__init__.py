"""Brings a string, its list of authors above all, into a plain form before it is labelled.

`TEXT_REPAIRS` is the whole of it: small units, run one after another, each with a name and an
example. A new repair is a function and a line in that table.
"""

from __future__ import annotations

from collections.abc import Callable

from refcheck.frozen import dataclass, maker
from refcheck.parsing.plain.names import plain_names
from refcheck.parsing.text_repair import (
    cut_lists,
    degrees,
    groups,
    places,
    suffixes,
    title_first,
)
from refcheck.parsing.text_repair.front import Front

__all__ = ["TEXT_REPAIRS", "Front", "TextRepair", "repair_text"]


_front = maker(Front)


@dataclass(frozen=True, slots=True)
class TextRepair:
    """One repair.

    `repair` changes what it is given where it has something to repair. `example` is a string that
    becomes `after`, with " +cut" for a list that is cut, " +{...}" for a group that was taken out,
    and " +nobody" for a sign in place of authors. `of_names`: it only changes what is not yet a
    plain list of names.
    """

    name: str
    repair: Callable[[Front], Front]
    example: str
    after: str
    of_names: bool = True


TEXT_REPAIRS: tuple[TextRepair, ...] = (
    TextRepair(
        "nobody-for-authors", suffixes.without_sign,
        "———. Sleep and mood.", "Anonymous. Sleep and mood. +nobody",
    ),
    TextRepair(
        "authors-after-title", title_first.authors_first,
        "Sleep and mood in mice. Smith AB, Jones CD. Lancet. 2010;3:1.",
        "Smith AB, Jones CD. Sleep and mood in mice. Lancet. 2010;3:1.",
    ),
    TextRepair(
        "et-al-in-front", cut_lists.leading_et_al,
        "et al. Smith AB, Jones CD. Sleep.", "Smith AB, Jones CD. Sleep. +cut",
    ),
    TextRepair(
        "titles-of-persons", degrees.without_titles,
        "Dr. Alan Smith, Prof. Carol Jones. Sleep.", "Alan Smith, Carol Jones. Sleep.",
    ),
    TextRepair(
        "degrees-of-persons", degrees.without_degrees,
        "Smith AB, MD, Jones CD, PhD. Sleep.", "Smith AB, Jones CD. Sleep.",
    ),
    TextRepair(
        "suffix-after-comma", suffixes.attached_suffixes,
        "Lamb JC, IV, Chapin RE. Sleep.", "Lamb JC IV, Chapin RE. Sleep.",
    ),
    TextRepair(
        "role-after-name", suffixes.without_role,
        "Smith AB, editor. Sleep and mood.", "Smith AB. Sleep and mood.",
    ),
    TextRepair(
        "one-et-al", cut_lists.one_et_al,
        "Smith AB and 5 others. Sleep.", "Smith AB, et al. Sleep. +cut",
    ),
    TextRepair(
        "volume-attached-to-journal", places.parted_volume,
        "Smith AB. Sleep. Nature521, 436 (2015).", "Smith AB. Sleep. Nature 521, 436 (2015).",
        of_names=False,
    ),
    TextRepair(
        "unknown-words-for-et-al", cut_lists.unknown_et_al,
        "Smith AB, Jones CD og 5 andre. Sleep.", "Smith AB, Jones CD, et al. Sleep. +cut",
    ),
    TextRepair(
        "groups-that-sign", groups.signing_groups,
        "Smith AB, et al. on behalf of the ABC Investigators. Sleep.",
        "Smith AB, et al. Sleep. +cut +{ABC Investigators}",
    ),
)  # fmt: skip


def repair_text(text: str) -> Front:
    """Returns the string after each of `TEXT_REPAIRS`, in their order; those of names are not
    needed where the names are plain."""
    names = plain_names(text)
    front = _front(text=text, cut=names is not None and names.is_cut)
    for each in TEXT_REPAIRS:
        if names is None or not each.of_names:
            front = each.repair(front)
    return front
