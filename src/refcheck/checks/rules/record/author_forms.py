"""The rules for how authors are written: names turned round, and names that are there twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import ClassVar

from refcheck.checks.author_misparses import family_name_is_in_text
from refcheck.checks.comparison import Comparison
from refcheck.checks.rule import Needs, Severities, always, finding
from refcheck.checks.thresholds import MOST_LISTED_NAMES
from refcheck.compare.names import has_wrong_family
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import PersonName
from refcheck.text.folding import squashed, words
from refcheck.text.people.names import written

__all__ = ["AuthorInverted", "AuthorRepeated"]


class AuthorInverted:
    """The given name of an author is where the family name belongs.

    Readers and indexes look for the family name. Where the source itself may have the names the
    other way round (`Jian F` for `Fu J`), and where either may be the family name, nothing is
    reported; neither are given names in full (`Zhang Wei`, `Wei Zhang`).

    **Example.** `Mohammed A`, where PubMed lists `Ali M` (Mohammed Ali).

    **How to fix it.** Put the family name first, followed by the initials of the given names.
    """

    id: ClassVar[str] = "author-inverted"
    title: ClassVar[str] = "Given name for family name"
    field: ClassVar[Field] = Field.AUTHOR
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.AUTHOR})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding for all names that are turned round."""
        pairs = [
            pair
            for pair in comparison.authors.turned
            if has_wrong_family(pair.cited, pair.recorded)
            and not family_name_is_in_text(comparison, pair.recorded)
        ]
        if not pairs:
            return
        cited = _listed([written(pair.cited) for pair in pairs])
        right = _listed([written(pair.recorded) for pair in pairs])
        source = comparison.source_name
        if len(pairs) == 1:
            recorded = pairs[0].recorded
            message = (
                f"{pairs[0].cited.full_family} is the given name of author {pairs[0].place} in"
                f" {source}; the family name is {recorded.full_family}."
            )
        else:
            message = (
                f"The given names of {len(pairs)} authors are where the family names belong:"
                f" {source} has {right}."
            )
        yield finding(
            self,
            message,
            cited=cited,
            expected=[right],
            fix=right if len(pairs) <= MOST_LISTED_NAMES else None,
            url=comparison.url,
            span=comparison.span,
        )


class AuthorRepeated:
    """The reference names the same author twice, and PubMed does so once.

    Often the whole list of authors was pasted twice. Two authors of one name (`Wang Y, Wang Y`) are
    not reported where PubMed lists both.

    **Example.** `Rajkumar R, Fam J, Rajkumar R, Fam J`, where PubMed lists `Rajkumar R, Fam J`.

    **How to fix it.** Remove the second mention.
    """

    id: ClassVar[str] = "author-repeated"
    title: ClassVar[str] = "Author named twice"
    field: ClassVar[Field] = Field.AUTHOR
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.AUTHOR})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding for all authors who are named more often than in the record."""
        keys = [_key(name) for name in comparison.cited.persons]
        if len({*keys}) == len(keys):
            return
        cited = Counter(keys)
        recorded = Counter(_key(name)[0] for name in comparison.record.persons)
        names = {_key(name): name for name in comparison.cited.persons}
        found = [
            names[key]
            for key, count in cited.items()
            if 0 < recorded[key[0]] < count and _is_printed(comparison, names[key], count)
        ]
        if not found:
            return
        shown = _listed([written(name) for name in found])
        message = f"The reference names {shown} more than once, {comparison.source_name} does not."
        yield finding(
            self,
            message,
            cited=shown,
            url=comparison.url,
            span=comparison.span,
        )


def _key(name: PersonName) -> tuple[str, str]:
    return squashed(name.full_family), squashed(name.given or name.initials or "")


def _is_printed(comparison: Comparison, name: PersonName, count: int) -> bool:
    """Returns whether a family name is in the text as often as it was parsed."""
    text, family = words(comparison.author_text), words(name.full_family)
    places = range(len(text) - len(family) + 1)
    return sum(text[at : at + len(family)] == family for at in places) >= count


def _listed(names: Sequence[str]) -> str:
    if len(names) <= MOST_LISTED_NAMES:
        return ", ".join(names)
    shown = MOST_LISTED_NAMES - 2
    return f"{', '.join(names[:shown])} and {len(names) - shown} more"
