"""From a reference string to its record: cut out, tokenise, label, normalise."""

from __future__ import annotations

import re

from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import ParsedString
from refcheck.parsing.labelling import label
from refcheck.parsing.reading import read
from refcheck.parsing.tokens import cut_out, tokenise
from refcheck.text.folding import squeeze
from refcheck.text.identifiers import Identifier, find_identifiers

__all__ = ["parse"]

_LABEL = re.compile(r"^(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,3}[.)](?=\s))\s{0,3}(?=\S)")
_FURNITURE = re.compile(
    r"\[(?:PubMed|Pub Med|Google Scholar|CrossRef|Cross Ref|PMC free article|Free PMC article|"
    r"Free full text|DOI|Article|ISI|Web of Science|Scopus|CAS|Full Text|Abstract|Links?)\]",
    re.IGNORECASE,
)


def parse(text: str, furniture: str = "") -> ParsedString:
    """What can be read in one reference string.

    Any text gives a result; what cannot be read is left out, and nothing is added that the string
    does not hold. Of `furniture`, what was cut off behind the string, identifiers alone are used.
    Raises ModelError where the model of the package is missing or damaged.
    """
    text = _LABEL.sub("", squeeze(_FURNITURE.sub(" ", text)))
    marked, identifiers = cut_out(text)
    tokens = tokenise(marked)
    identifiers = _with_furniture(identifiers, furniture)
    if not tokens:
        return ParsedString(record=BibliographicRecord(), confidence=0.0)
    labelling = label(tokens)
    record = read(marked, tokens, labelling.labels, identifiers)
    return ParsedString(record=record, confidence=labelling.probability())


def _with_furniture(own: tuple[Identifier, ...], furniture: str) -> tuple[Identifier, ...]:
    """The string's own identifiers first; of the furniture's those of other kinds, links aside."""
    if not furniture:
        return own
    kinds = {identifier.kind for identifier in own if identifier.valid}
    return own + tuple(
        found
        for found in find_identifiers(furniture)
        if found.kind in ("doi", "pmid", "pmcid") and found.valid and found.kind not in kinds
    )
