"""How the blocks of two lines relate to one another, by the paths that the format gives them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from refcheck.extraction.thresholds import (
    ENTRY_BLOCKS,
)
from refcheck.model.document import Document

__all__ = ["NONE", "block_relations"]

NONE: Final = "unrelated"  # the format has no paths, or the blocks are not related
_ITEMS: Final = frozenset({"li", "text:list-item"})


def block_relations(document: Document, starts: Sequence[int]) -> list[str]:
    """Returns, for each line (by its offset), how its block relates to that of the line before.

    "item": the next item of the same list; "inside": within the same item; "sibling": another block
    of the same kind in the same place; "same": the same block, or one within it. Blocks within
    blocks tell less: an entry may have one for its authors, one for its title.
    """
    if not document.places:
        return [NONE] * len(starts)
    paths = [_path(document, start).split("/") for start in starts]
    pairs = list(pairwise(paths))
    depths = Counter(depth for one, other in pairs if (depth := _parting(one, other)) is not None)
    often = [depth for depth, count in depths.items() if count * ENTRY_BLOCKS >= len(pairs)]
    outer = min(often, default=None)
    if outer is None:
        return ["same" if n and one == paths[n - 1] else NONE for n, one in enumerate(paths)]
    return [NONE, *(_relation(one, other, outer) for one, other in pairs)]


def _path(document: Document, start: int) -> str:
    return document.places.path_at(start) or ""


def _parting(before: Sequence[str], path: Sequence[str]) -> int | None:
    """Returns the step at which two paths part, if it leads to blocks of the same kind there."""
    for depth, (one, other) in enumerate(zip(before, path, strict=False)):
        if one != other:
            return depth if _name(one) == _name(other) else None
    return None


def _relation(before: Sequence[str], path: Sequence[str], outer: int) -> str:
    if len(path) <= outer or before[:outer] != path[:outer]:
        return NONE
    step, last = path[outer], before[outer] if len(before) > outer else ""
    is_item = _name(step) in _ITEMS
    if step == last:
        return "inside" if is_item else _nested(before[outer:], path[outer:])
    if _name(step) != _name(last):
        return NONE
    return "item" if is_item else "sibling"


def _nested(before: Sequence[str], path: Sequence[str]) -> str:
    """Returns the relation of two blocks in one that is no item: of items in a list within it."""
    for one, other in zip(before, path, strict=False):
        if one != other:
            return "item" if {_name(one), _name(other)} <= _ITEMS else "same"
        if _name(one) in _ITEMS:
            return "inside"
    return "same"


def _name(step: str) -> str:
    return step.partition("[")[0]
