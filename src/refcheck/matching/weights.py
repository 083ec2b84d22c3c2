"""What each piece of evidence is worth, as log-odds, learnt from real records with known errors."""

from __future__ import annotations

__all__ = ["PRIOR", "WEIGHTS"]

# Log-odds that a candidate is the cited work before anything is compared.
PRIOR = -5.0

WEIGHTS: dict[str, dict[str, float]] = {
    "title": {
        "same, long": 7.0,
        "same, medium": 6.0,
        "same, short": 2.5,
        "part, long": 5.0,
        "part, short": 2.5,
        "most words": 4.5,
        "many words": 1.5,
        "sibling": 1.0,
        "other": -5.0,
    },
    "first author": {"same": 2.5, "near": 1.8, "elsewhere": 0.5, "other": -3.0},
    "co-authors": {"all, many": 3.5, "all, few": 2.5, "most": 2.0, "few": 0.0, "none": -3.0},
    "year": {"same": 1.3, "near": -1.0, "other": -2.5},
    "journal": {"same": 2.0, "near": 1.0, "other": -2.5},
    "volume": {"same": 2.0, "other": -1.5},
    "issue": {"same": 1.2, "other": -1.2},
    "page": {"same, long": 4.0, "same, short": 3.0, "near": 1.0, "other": -2.5},
    "identifier": {"same": 7.0, "other": -2.0},
    "kind": {"notice": -5.0, "other version": -6.0},
}
