"""How strong the suspicion is that a work was made up: what people who have many look at first.

It decides nothing: whether a reference is called suspect is decided by `is_suspect` alone.
"""

from __future__ import annotations

import math

from refcheck.checks.rules.record.not_found import agreeing_shares
from refcheck.model.outcome import StageKind
from refcheck.model.reference import Reference
from refcheck.model.report import Lookup, Suspicion

__all__ = ["suspicion"]

_SEARCHES = (StageKind.IDENTIFIERS, StageKind.SEARCH)


def suspicion(reference: Reference, lookup: Lookup) -> Suspicion:
    """Returns how strong the suspicion against a reference is that is called suspect.

    A record is near by the mean of three shares: of the words of its title, of its first authors,
    and of its volume and page that are in the reference; or by its probability, if that is more.
    The strength is the share of complete searches times what the nearest record leaves to one.
    """
    nearest = max(
        (
            max(scored.score, math.fsum(agreeing_shares(reference, scored.candidate.record)) / 3)
            for scored in lookup.candidates
        ),
        default=0.0,
    )
    searches = [search for search in lookup.searches if search.stage.kind in _SEARCHES]
    complete = sum(search.complete for search in searches) / len(searches) if searches else 0.0
    return Suspicion(
        strength=round(complete * (1 - nearest), 4),
        nearest=round(nearest, 4),
        complete=round(complete, 4),
    )
