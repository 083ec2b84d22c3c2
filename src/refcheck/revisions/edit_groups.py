"""Edits that belong together: those of a title, of a first and a last page."""

from __future__ import annotations

from collections.abc import Sequence

from refcheck.fixes.changes import Change, Edit

__all__ = ["changes_of", "groups_of"]


def changes_of(made: Sequence[Edit]) -> list[Change]:
    """Returns the changes that edits make, each once."""
    return list({id(each): each for edit in made for each in edit.changes}.values())


def groups_of(made: Sequence[Edit]) -> list[list[Edit]]:
    """Returns the edits that share a change together: all of them are made, or none."""
    groups: list[list[Edit]] = []
    for edit in made:
        ids = {id(change) for change in edit.changes}
        same = [
            group
            for group in groups
            if any(id(change) in ids for one in group for change in one.changes)
        ]
        joined = [one for group in same for one in group] + [edit]
        groups = [group for group in groups if group not in same] + [joined]
    return groups
