"""What one repair of a text passes to the next."""

from __future__ import annotations

from refcheck.frozen import dataclass

__all__ = ["Front"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """A reference string whose list of authors is being brought into a plain form.

    `cut` is whether the text said that the list goes on ("and 5 others"), `groups` are those that
    were taken out of the text, for which the authors sign; `nobody` is whether something else is in
    place of authors ("[No authors listed]"), for which `text` has "Anonymous".
    """

    text: str
    cut: bool = False
    groups: tuple[str, ...] = ()
    nobody: bool = False
