"""Whether what is cited and what a registry has under the printed number are the same trial."""

from __future__ import annotations

from enum import Enum
from typing import Final

from refcheck.model.record import BibliographicRecord
from refcheck.text.folding import fold
from refcheck.text.words import word_set

__all__ = ["TrialAgreement", "cites_registration", "compare_trials"]

_MOST: Final = 2_000  # characters of a title
_LEAST_LETTERS: Final = 4  # of a word that tells something
_LEAST_SHARE: Final = 0.3  # of the words of the shorter title: titles of trials are rewritten
_LEAST_WORDS: Final = 2
# In the titles of trials of every field.
_COMMON: Final = word_set(
    """among and assess blind clinical comparing comparison control controlled double dose effect
    effects efficacy evaluate evaluation following from group groups investigate multicenter
    multicentre open label parallel patients phase pilot placebo prospective randomised randomized
    registry safety single study subjects that their this treatment trial trials versus with
    clinicaltrials"""
)


class TrialAgreement(Enum):
    """How far a reference agrees with what the registry has under its number."""

    SAME = "same"
    DOUBTFUL = "doubtful"
    OTHER = "other"  # no word of the registered titles is in the reference


def cites_registration(cited: BibliographicRecord) -> bool:
    """Returns whether the registered trial is cited, not an article on it that names its number."""
    return not (cited.volume or cited.pages or cited.doi or cited.pmid)


def compare_trials(
    text: str, cited: BibliographicRecord, record: BibliographicRecord
) -> TrialAgreement:
    """Returns how far a reference, as printed (`text`) and as read, agrees with a registered trial.

    Titles change with time, and sponsors too: a title is another one only where they share no word.
    """
    titles = [set(_words(title)) for title in (record.title, *record.title_variants) if title]
    if not any(titles) or not cited.title:
        return TrialAgreement.DOUBTFUL
    ours, said = set(_words(cited.title)), set(_words(text))
    shared = max(len(words & ours) / min(len(words), len(ours) or 1) for words in titles if words)
    most = max(len(words & ours) for words in titles)
    if shared >= _LEAST_SHARE and (most >= _LEAST_WORDS or shared == 1):
        return TrialAgreement.SAME
    if any(words & said for words in titles) or not ours:
        return TrialAgreement.DOUBTFUL
    return TrialAgreement.OTHER


def _words(text: str) -> list[str]:
    return [
        word
        for word in fold(text[:_MOST]).split()
        if len(word) >= _LEAST_LETTERS and word not in _COMMON
    ]
