"""How much a string looks like one bibliographic reference, told without the labeller."""

from __future__ import annotations

import math
import re

from refcheck.text.identifiers import find_identifiers

__all__ = ["plausibility"]

_LONGEST = 3000
_YEAR = re.compile(r"(?<![\d-])(?:1[6-9]\d\d|20[0-3]\d)[a-z]?(?!\d)")
_AUTHORS = re.compile(
    r"^\W{0,3}(?:(?:(?:van|von|de|der|den|da|du|la|le|el|ten|di|del)\s){0,3}"
    r"[^\W\d_a-zß-öø-ÿ][\w’'‐-]{1,25},?\s(?:[^\W\d_a-z][.\-]{0,2}\s?){1,4}(?=[,.;:&\s(]|and\b)"
    r"|(?:[^\W\d_a-z]\.[\s-]?){1,4}[^\W\d_a-z][\w’'-]{1,25}\b)"
)
_LOCATOR = re.compile(
    r"\d{1,4}\s?(?:\([^()]{1,20}\)\s?)?[:,]\s?(?:pp?\.?\s?)?[A-Za-z]{0,2}\d{1,6}|[A-Za-z]{0,3}\d{1,6}\s?[-–—]\s?[A-Za-z]{0,3}\d{1,6}"
    r"|\bpp?\.\s?\d"
)
_ETAL = re.compile(r"\bet\.? al\b|\b[Ee]ds?\.|\bIn:\s|\b(?:doi|PMID|ISBN|arXiv)\b|\[Internet\]")
_PUBLISHER = re.compile(
    r"\b(?:Press|Publish(?:er|ers|ing)|Verlag|Wiley|Springer|Elsevier|University|Editora|Books|"
    r"Available (?:from|at)|Retrieved|Accessed|cited \d{4}|thesis|[Rr]eport|Proceedings)\b"
)
_JOURNAL_YEAR = re.compile(r"[.?!]\s[A-Z][\w.&’' -]{1,80}[.,;]?\s\(?(?:1[6-9]|20)\d\d\b")
_PROSE = re.compile(
    r"\b(?:you|your|we|our|they|is|was|were|are|has|have|will|can|should|what|how|why|does|do|did|if|this|"
    r"that|these|those|it|its|I|he|she)\b"
)
_INTERNAL_STOPS = re.compile(r"[.,;:()]")


def plausibility(text: str) -> float:
    """0 to 1: does this look like one bibliographic reference (and not like a sentence, a heading
    or a step of a list)? Pure, and cheap enough to be asked of every paragraph.
    """
    text = " ".join(text[:_LONGEST].split())
    if len(text) < 15 or not any(char.isalpha() for char in text):
        return 0.0
    identifiers = [one.kind for one in find_identifiers(text) if one.valid]
    score: float = -1.6
    score += 1.6 * bool(_YEAR.search(text))
    score += 1.6 * bool(_AUTHORS.match(text))
    score += 1.2 * bool(_LOCATOR.search(text))
    score += 0.7 * bool(_ETAL.search(text))
    score += 0.7 * bool(_PUBLISHER.search(text))
    score += 1.0 * bool(_JOURNAL_YEAR.search(text))
    score += 2.0 * any(kind in ("doi", "pmid", "pmcid", "arxiv") for kind in identifiers)
    score += 0.5 * ("url" in identifiers)
    words = len(text.split())
    prose = len(_PROSE.findall(text)) / words
    score -= 14 * max(0.0, prose - 0.02)
    score -= 1.5 * (len(_INTERNAL_STOPS.findall(text)) < 3)
    score -= 1.0 * (words < 5) + 1.0 * (words > 150)
    score -= 0.8 * text.endswith("?")
    return round(1 / (1 + math.exp(-1.5 * score)), 4)
