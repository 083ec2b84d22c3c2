"""What each piece of evidence is worth, as log-odds.

Learnt by logistic regression from references made of real records with known errors, among records
that are easily taken for them (`tools/measure_judgement.py --learn`), then rounded, and evened out
where the data are thin. Positive weights speak for the candidate. All of them are added up; 2.2 is
a probability of 0.9, 4.6 one of 0.99.
"""

from __future__ import annotations

__all__ = ["PRIOR", "WEIGHTS"]

# Log-odds that a candidate is the cited work before anything is compared.
PRIOR = -5.0

WEIGHTS: dict[str, dict[str, float]] = {
    "title": {
        "same, long": 7.3,
        "same, medium": 7.3,
        "same, short": 2.8,
        "part, long": 5.8,
        "part, short": 2.5,
        "most words": 3.6,
        "many words": 0.5,
        "some words": -1.5,
        "sibling": -1.0,
        "other": -2.5,
    },
    "first author": {
        "same, long": 3.1,
        "same, short": 2.9,
        "near": 2.0,
        "initials differ": 0.5,
        "elsewhere": 0.0,
        "other": -2.2,
    },
    "co-authors": {
        "all, many": 2.2,
        "all, few": 1.9,
        "most": 0.3,
        "few": -0.9,
        "the only one": -2.2,
        "none": -3.2,
        "strangers": -4.6,
    },
    "year": {"same": 1.1, "near": -1.5, "other": -2.1},
    "journal": {"same": 1.1, "near": 1.0, "other": -1.9},
    "volume": {"same": 1.8, "other": -1.3},
    "issue": {"same": 0.4, "other": -1.0},
    "page": {"same, long": 3.2, "same, short": 2.9, "near": -0.6, "other": -3.5},
    "identifier": {"same": 6.1, "other": -0.7},
    "kind": {"notice": -12.0, "other version": -6.0},
}
