"""From a reference string to its record: cut out, tokenise, label, normalise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

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
from refcheck.parsing.plain.forms import Form, printed_form
from refcheck.parsing.plain.forms import labelled as form_labels
from refcheck.parsing.remembered import Remembered
from refcheck.parsing.scripts import plain_signs
from refcheck.parsing.text_repair import Front, repair_text
from refcheck.parsing.text_repair.separators import plain_separators
from refcheck.parsing.thresholds import (
    CACHED_CHARACTERS,
    STRINGS_READ_LATELY,
    STRINGS_TOGETHER,
    SURE_OF_FIELD_BY_FORM,
    SURE_OF_FORM,
    SURE_OF_WHOLE,
)
from refcheck.parsing.tokens import Token, cut_out, tokenise
from refcheck.text.folding import squeeze
from refcheck.text.patterns import lazy_regex
from refcheck.text.typography import whole_characters
from refcheck.text.works.identifiers import Identifier, find_identifiers

__all__ = ["parse", "parse_list", "parse_with"]


def _parse_one(string: tuple[str, str]) -> ParsedString:
    return parse_with(load(), calibration(), [string])[0]


def _is_kept(string: tuple[str, str]) -> bool:
    return sum(map(len, string)) <= CACHED_CHARACTERS


_READ_LATELY = Remembered(_parse_one, most=STRINGS_READ_LATELY)
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
    string = (text, link_text)
    return _READ_LATELY[string] if _is_kept(string) else _parse_one(string)


def parse_list(strings: Sequence[tuple[str, str]]) -> list[ParsedString]:
    """Returns what `parse` reads in each string with its link text, in order. Raises ModelError.

    Articles of one field cite the same works, often copied letter by letter: what was read lately
    is not read again.
    """
    found = {string: _READ_LATELY.find(string) for string in strings}
    new = [string for string, parsed in found.items() if parsed is None]
    read = dict(zip(new, parse_with(load(), calibration(), new), strict=True)) if new else {}
    for string, parsed in read.items():
        if _is_kept(string):
            _READ_LATELY.keep(string, parsed)
    return [found[string] or read[string] for string in strings]


def parse_with(
    labeller: Labeller,
    curves: Calibration,
    strings: Sequence[tuple[str, str]],
    *,
    alternatives: bool = True,
) -> list[ParsedString]:
    """`parse_list` with a given labeller and calibration, without what was read lately: the
    training measures with this. Without `alternatives`, each is the likeliest parse alone.

    Some strings at a time go through each stage together: while its code is at hand, the processor
    waits less for memory (docs/adr/0028-stages-together.md).
    """
    model = _Model(labeller, curves, alternatives)
    read: list[ParsedString] = []
    for start in range(0, len(strings), STRINGS_TOGETHER):
        cut = [_cut(*string) for string in strings[start : start + STRINGS_TOGETHER]]
        labelled = [
            _label(each, model) if each.form is None else _label_by_form(each, each.form)
            for each in cut
        ]
        read += [_read(each, model) for each in labelled]
    return read


class _Model(NamedTuple):
    """What reads a string that has no form of its own, and whether other parses are wanted."""

    labeller: Labeller
    curves: Calibration
    alternatives: bool


class _Cut(NamedTuple):
    """A string without what is cut out of it: `read` puts that into the record of the rest."""

    text: str
    form: Form | None
    read: Callable[..., BibliographicRecord]


class _Labelled(NamedTuple):
    """A string with its labels, `others` where these are in doubt, and how sure they are.

    `is_read_again`: with other labels, where these give neither a title nor a journal.
    """

    text: str
    tokens: Sequence[Token]
    labels: list[str]
    read: Callable[..., BibliographicRecord]
    confidence: float = 0.0
    field_confidence: tuple[tuple[str, float], ...] = ()
    others: Sequence[list[str]] = ()
    is_read_again: bool = False


def _cut(text: str, link_text: str) -> _Cut:
    """Returns a string without its label, notices and identifiers, and the form that it has."""
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
    return _Cut(marked, printed_form(marked), read)


def _label(cut: _Cut, model: _Model) -> _Labelled:
    """Returns a string that has no form with the labels that its tokens are likeliest to have."""
    front = repair_text(cut.text)
    tokens = tokenise(front.text)
    if not tokens:
        return _Labelled(front.text, tokens, [], partial(cut.read, front.text, tokens))
    labelling = label(model.labeller, tokens)
    idle: set[int] = set()
    labels = repair_labels(front.text, tokens, labelling.labels, idle)
    sure = interpolate(model.curves.whole, labelling.probability())
    others: list[list[str]] = []
    if model.alternatives and sure < SURE_OF_WHOLE:
        others = _others(front.text, tokens, labelling, idle)
    fields = _field_confidence(model.curves, labelling, labels)
    read = partial(cut.read, front.text, tokens, front=front)
    return _Labelled(front.text, tokens, labels, read, sure, fields, others, is_read_again=True)


def _label_by_form(cut: _Cut, form: Form) -> _Labelled:
    """Returns a string with the labels that its form alone tells, as sure as that is."""
    tokens, labels = form_labels(form, cut.text)
    read = partial(cut.read, cut.text, tokens, front=_front(text=cut.text, cut=form.authors.is_cut))
    fields = tuple((name, SURE_OF_FIELD_BY_FORM) for name in form.csl_names())
    return _Labelled(cut.text, tokens, labels, read, SURE_OF_FORM, fields)


def _others(
    text: str, tokens: Sequence[Token], labelling: Labelling, idle: set[int]
) -> list[list[str]]:
    return [repair_labels(text, tokens, other, idle) for other in other_labels(labelling)]


def _read(string: _Labelled, model: _Model) -> ParsedString:
    """Returns the record of a string, and those of its other parses."""
    record = string.read(string.labels)
    if string.is_read_again and record.title is None and record.container_title is None:
        string, record = _read_again(string, record, model)
    return _parsed(
        record=record,
        confidence=round(string.confidence, 4),
        field_confidence=string.field_confidence,
        alternatives=tuple(_alternatives(string, record)) if model.alternatives else (),
    )


def _read_again(
    string: _Labelled, record: BibliographicRecord, model: _Model
) -> tuple[_Labelled, BibliographicRecord]:
    """Returns a string that has neither title nor journal, and may so be no reference, with its
    other labels. The likeliest with a title or a journal are put first: "Smith, John. Sleep and
    mood. New York: Wiley, 2011" is not a book without a name."""
    string = string._replace(confidence=0.0)
    if not (model.alternatives or _is_of_nothing(record)):
        return string, record
    labelling = label(model.labeller, string.tokens)  # the labeller is at another string by now
    string = string._replace(others=_others(string.text, string.tokens, labelling, set()))
    if not _is_of_nothing(record):
        return string, record
    for other in string.others:
        found = string.read(other)
        if not _is_of_nothing(found):
            rest = [string.labels, *(each for each in string.others if each != other)]
            fields = _field_confidence(model.curves, labelling, other)
            return string._replace(labels=other, others=rest, field_confidence=fields), found
    return string, record


def _is_of_nothing(record: BibliographicRecord) -> bool:
    """Returns whether a record neither has a title or a journal nor is known by an identifier."""
    return not (record.title or record.container_title or record.doi or record.pmid or record.pmcid)


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
    string: _Labelled, likeliest: BibliographicRecord
) -> Iterator[BibliographicRecord]:
    """Yields the records of other parses, each different from those before it.

    Where they have the same names as the likeliest, so has the record.
    """
    known, records = [string.labels], [likeliest]
    for other in string.others:
        if other in known:  # repaired to the same
            continue
        known.append(other)
        is_same = same_names(string.labels, other)
        record = string.read(other, authors=likeliest.authors if is_same else None)
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
