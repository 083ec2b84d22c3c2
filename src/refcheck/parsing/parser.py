"""From a reference string to its record: cut out, tokenise, label, normalise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial

from refcheck.frozen import maker
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import ParsedString
from refcheck.parsing.alternatives import other_labels
from refcheck.parsing.confidence import Calibration, field_probabilities, interpolate
from refcheck.parsing.confidence import load as calibration
from refcheck.parsing.crf import Labeller, Labelling, label, load
from refcheck.parsing.entry_label import label_end
from refcheck.parsing.label_repair import repair_labels
from refcheck.parsing.normalisers import normalise
from refcheck.parsing.normalisers.names import same_names
from refcheck.parsing.normalisers.publication_status import cut_notices
from refcheck.parsing.notices import cut_notices_of_others
from refcheck.parsing.plain.forms import Form, labelled, printed_form
from refcheck.parsing.scripts import plain_signs
from refcheck.parsing.text_repair import Front, repair_text
from refcheck.parsing.text_repair.separators import plain_separators
from refcheck.parsing.thresholds import (
    CACHED_CHARACTERS,
    SURE_OF_FIELD_BY_FORM,
    SURE_OF_FORM,
    SURE_OF_WHOLE,
)
from refcheck.parsing.tokens import cut_out, tokenise
from refcheck.text.folding import squeeze
from refcheck.text.patterns import lazy_regex
from refcheck.text.typography import whole_characters
from refcheck.text.works.identifiers import Identifier, find_identifiers

__all__ = ["parse", "parse_with"]


_parsed = maker(ParsedString)
_front = maker(Front)
# Link text after the entry: "[PMC free article] [PubMed] [Google Scholar]".
_LINK_TEXT = lazy_regex(
    r"(?:\s{0,3}\[(?:PubMed|Pub Med|Google Scholar|CrossRef|Cross Ref|PMC free article|"
    r"Free PMC article|Free full text|DOI|Article|ISI|Web of Science|Scopus|CAS|Full Text|Abstract|"
    r"Links?)\]){1,20}\W{0,5}$",
    re.IGNORECASE,
)


def parse(text: str, link_text: str = "") -> ParsedString:
    """Returns what can be read in one reference string.

    Any text gives a result; what cannot be read is left out, and nothing is added that the string
    does not contain. Of `link_text`, what was cut off after the string, identifiers alone are used.
    Raises ModelError where the model of the package is missing or damaged.
    """
    if len(text) + len(link_text) > CACHED_CHARACTERS:
        return parse_with(load(), calibration(), text, link_text)
    return _parse_once(text, link_text)


@lru_cache(maxsize=4096)
def _parse_once(text: str, link_text: str) -> ParsedString:
    """Articles of one field cite the same works, often copied letter by letter."""
    return parse_with(load(), calibration(), text, link_text)


def parse_with(
    labeller: Labeller,
    curves: Calibration,
    text: str,
    link_text: str = "",
    *,
    alternatives: bool = True,
) -> ParsedString:
    """`parse` with a given labeller and calibration: the training measures with this. Without
    `alternatives`, it is the likeliest parse alone."""
    printed = cut_notices_of_others(_entry_alone(plain_signs(squeeze(whole_characters(text)))))
    marked, identifiers = cut_out(printed.text)
    marked, ahead = cut_notices(marked)
    read = partial(
        normalise,
        identifiers=_with_linked(identifiers, link_text),
        ahead=ahead,
        printed=printed,
    )
    marked = plain_separators(marked)
    form = printed_form(marked)
    if form is not None:
        return _read_by_form(form, marked, read)
    front = repair_text(marked)
    marked = front.text
    tokens = tokenise(marked)
    if not tokens:
        return ParsedString(record=read(marked, tokens, ()), confidence=0.0)
    labelling = label(labeller, tokens)
    idle: set[int] = set()
    labels = repair_labels(marked, tokens, labelling.labels, idle)
    normal = partial(read, marked, tokens, front=front)
    record = normal(labels)
    confidence = interpolate(curves.whole, labelling.probability())
    others: list[list[str]] = []
    if record.title is None and record.container_title is None:
        confidence = 0.0  # the string is not a reference, however sure its labels are
    is_of_nothing = _is_of_nothing(record)
    if is_of_nothing or (alternatives and confidence < SURE_OF_WHOLE):
        others = [repair_labels(marked, tokens, other, idle) for other in other_labels(labelling)]
    if is_of_nothing:
        labels, record, others = _titled(labels, record, others, normal)
    return _parsed(
        record=record,
        confidence=round(confidence, 4),
        field_confidence=_field_confidence(curves, labelling, labels),
        alternatives=tuple(_alternatives(others, labels, record, normal)) if alternatives else (),
    )


def _is_of_nothing(record: BibliographicRecord) -> bool:
    """Returns whether a record neither has a title or a journal nor is known by an identifier."""
    return not (record.title or record.container_title or record.doi or record.pmid or record.pmcid)


def _titled(
    labels: list[str],
    record: BibliographicRecord,
    others: list[list[str]],
    read_with: Callable[..., BibliographicRecord],
) -> tuple[list[str], BibliographicRecord, list[list[str]]]:
    """Returns the likeliest labels with a title or a journal, their record, and the other labels:
    "Smith, John. Sleep and mood. New York: Wiley, 2011" is not a book without a name."""
    for other in others:
        found = read_with(other)
        if not _is_of_nothing(found):
            return other, found, [labels, *(each for each in others if each != other)]
    return labels, record, others


def _read_by_form(form: Form, text: str, read: Callable[..., BibliographicRecord]) -> ParsedString:
    """Returns what the form of a string alone tells, as sure as that is."""
    front = _front(text=text, cut=form.authors.is_cut)
    return _parsed(
        record=read(text, *labelled(form, text), front=front),
        confidence=SURE_OF_FORM,
        field_confidence=tuple((name, SURE_OF_FIELD_BY_FORM) for name in form.csl_names()),
    )


def _field_confidence(
    curves: Calibration, labelling: Labelling, labels: Sequence[str]
) -> tuple[tuple[str, float], ...]:
    return tuple(
        (name, round(interpolate(curves.field, chance), 4))
        for name, chance in field_probabilities(labelling, labels)
    )


def _entry_alone(text: str) -> str:
    """Returns a string without the label of its list ("12.", "[3]") and the text of links."""
    if "]" in text:
        text = _LINK_TEXT.sub("", text)
    return text[label_end(text) :]


def _alternatives(
    others: Sequence[list[str]],
    labels: list[str],
    likeliest: BibliographicRecord,
    read_with: Callable[..., BibliographicRecord],
) -> Iterator[BibliographicRecord]:
    """Yields the records of other parses, each different from those before it.

    Where they have the same names as the likeliest, whose labels are `labels`, so has the record.
    """
    known, records = [labels], [likeliest]
    for other in others:
        if other in known:  # repaired to the same
            continue
        known.append(other)
        record = read_with(other, authors=likeliest.authors if same_names(labels, other) else None)
        if record not in records:
            records.append(record)
            yield record


def _with_linked(own: tuple[Identifier, ...], link_text: str) -> tuple[Identifier, ...]:
    """Returns the string's own identifiers, with those of other kinds in the link text.

    An address counts where it is all that there is: a title that is a link to a page.
    """
    if not link_text:
        return own
    kinds = {identifier.kind for identifier in own if identifier.valid}
    linked = [found for found in find_identifiers(link_text) if found.valid]
    if not kinds and [found.kind for found in linked] == ["url"] and " " not in link_text:
        return own + tuple(linked)
    return own + tuple(
        found
        for found in linked
        if found.kind in ("doi", "pmid", "pmcid") and found.kind not in kinds
    )
