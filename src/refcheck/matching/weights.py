"""What each level of each feature is worth, as log-odds.

Learnt by `python tools/train_weights.py RECORDS.jsonl.gz --write` from references made of real
records with known errors, among records that are easily taken for them, starting from what is
expected of each level. Positive weights speak for the candidate. All of them are added up; 2.2 is a
probability of 0.9, 4.6 one of 0.99. The same tool shows that the probabilities are right.
"""

from __future__ import annotations

__all__ = ["PRIOR", "WEIGHTS"]

# Log-odds that a candidate is the cited work before anything is compared.
PRIOR = -5.0

WEIGHTS: dict[str, dict[str, float]] = {
    "title": {
        "same, long": 7.4,
        "same, medium": 7.3,
        "same, short": 2.8,
        "part, long": 5.6,
        "part, short": 2.5,
        "most words": 3.0,
        "many words": 0.4,
        "some words": -1.4,
        "sibling": -0.9,
        "other": -2.1,
    },
    "first author": {
        "same, long": 3.1,
        "same, short": 3.0,
        "near": 1.9,
        "initials differ": 0.5,
        "elsewhere": 0.0,
        "other": -1.8,
    },
    "co-authors": {
        "all, many": 2.1,
        "all, few": 1.9,
        "most": 0.2,
        "few": -0.9,
        "the only one": -2.1,
        "none": -3.2,
        "strangers": -4.0,
    },
    "year": {
        "same": 1.3,
        "near": -1.5,
        "other": -2.3,
    },
    "journal": {
        "same": 0.8,
        "near": 1.0,
        "other": -1.4,
    },
    "volume": {
        "same": 1.5,
        "other": -0.5,
    },
    "issue": {
        "same": 0.2,
        "other": -1.0,
    },
    "page": {
        "same, long": 3.6,
        "same, short": 3.0,
        "near": -0.6,
        "other": -3.4,
    },
    "identifier": {
        "same": 6.1,
        "other": -0.8,
    },
    "kind": {
        "notice": -12.0,
        "other version": -12.0,
        "data": -12.0,
        "abstract": -12.0,
        "thesis": -12.0,
    },
}
