"""Intervals in square brackets, which look like citations: "36 [33, 40]", "the 95% CI was [2, 9]",
"residues [45-60]"."""

from __future__ import annotations

import re
from typing import Final

from refcheck.extraction.intext.marker import DASH
from refcheck.extraction.thresholds import INTERVAL_CHARACTERS, INTERVAL_WIDTH
from refcheck.text.patterns import lazy_regex

__all__ = ["is_interval"]

_PAIR: Final = lazy_regex(
    rf"(?P<low>\d{{1,5}})\s{{0,2}}(?:[,;]|(?P<dash>{DASH}))\s{{0,2}}(?P<high>\d{{1,5}})"
)
# What an interval comes right behind: the name of one, or a set that it is.
_NAMED: Final = lazy_regex(
    r"(?:\b(?:CI|CrI|IQR|interquartile range|quartiles|percentiles)"
    r"(?:\s(?:was|were|is|are|of|from)|[:=,]){0,2}"
    r"|[∈∉=~⊂⊆]|\b(?:drawn|sampled) from|\b[xtn] in)\s?\Z"
    r"|(?<![^\W_])[A-Z]\Z"  # "U[1, 50]", the uniform distribution
)
# A part of a molecule, or a range, where the interval is wide: "in these residues [3-5]" cites.
_PART: Final = lazy_regex(
    r"\b(?:residues?|peptides?|fragments?|amino[ -]acids?|positions?|codons?|nucleotides?|spans?"
    r"|ranges?|interval|[Aa]myloid(?:[ -](?:beta|β))?|[Aa]β|PTH|GLP-[12]|ACTH|[Aa]ngiotensin"
    r"|[Ss]omatostatin|[Dd]ynorphin)(?:\s(?:of|from|was|is))?\s?\Z"
)
# "36 [33, 40]", "62 years [45-78]", "7.2 (SD 1.1) [5-9]"; not "SF-36 [33, 40]", "type 2 [1, 4]"
_VALUE: Final = lazy_regex(
    r"(?<![\w.-])(?P<value>\d{1,5})(?P<decimals>[.·,]\d{1,3})?\s?"
    r"(?P<unit>%|‰|°C?|(?:years?|yrs?|months?|weeks?|days?|hours?|min(?:utes)?|h|d|s|kg|g|mg|mm|cm|m"
    r"|ml|mL|L|kPa|mmHg|mmol|μmol|points?)\b\.?)?\s?\Z"
)
_NUMBERED: Final = lazy_regex(
    r"\b(?:chromosomes?|types?|phases?|stages?|grades?|parts?|chapters?|volumes?|issues?|numbers?"
    r"|no\.|levels?|sections?|tables?|figures?|figs?\.|versions?|interleukin|factors?|study|studies"
    r"|trials?|groups?|experiments?|examples?|equations?|steps?|cases?|days?|weeks?|cohorts?)\s?\Z",
    re.IGNORECASE,
)
_MEASURED: Final = lazy_regex(
    r"\b(?:median|mean|average|IQR|interquartile|quartiles?|CI|confidence|credible|range|scores?|SD"
    r"|OR|HR|RR|ratio|versus|vs|aged?|duration|prevalence|incidence|rate|Mdn)\b",
)
_UNIT_AFTER: Final = lazy_regex(
    r"\s?(?:%|years?\b|yrs?\b|months?\b|weeks?\b|days?\b|hours?\b|min(?:utes)?\b|kg\b|mg\b|mm\b|cm\b"
    r"|ml\b|mL\b|points?\b|vs\b|versus\b|compared\b)"
)


def is_interval(text: str, start: int, end: int) -> bool:
    """Returns whether what is in square brackets from `start` to `end` is an interval of values.

    Two numbers, and right before them its name, or a value that lies between them; a value without
    decimals and unit only where the sentence measures something, as "phase 2 [1, 4]" cites.
    """
    pair = _PAIR.fullmatch(text[start + 1 : end - 1].strip())
    if pair is None or int(pair["low"]) >= int(pair["high"]):
        return False
    before = text[max(0, start - INTERVAL_CHARACTERS) : start]
    is_wide = int(pair["high"]) - int(pair["low"]) >= INTERVAL_WIDTH
    if _NAMED.search(before) or (pair["dash"] and is_wide and _PART.search(before)):
        return True
    value = _VALUE.search(before)
    if value is None or not int(pair["low"]) <= int(value["value"]) <= int(pair["high"]):
        return False
    if value["decimals"] or value["unit"] or _UNIT_AFTER.match(text, end):
        return True
    if _NUMBERED.search(before, 0, value.start()):
        return False
    sentence = before[before.rfind(". ") + 1 : value.start()]
    return _MEASURED.search(sentence) is not None
