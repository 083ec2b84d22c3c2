"""The rules for requests not to report a finding: needless, out of date, or of no effect."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import ClassVar, Final

from refcheck.checks.rule import Needs, Severities, always, finding
from refcheck.model.document import Span
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.suppression import Suppression, SuppressionOrigin
from refcheck.text.spelling import choices

__all__ = ["SuppressionExpired", "SuppressionInvalid", "SuppressionUnused"]

_NOWHERE: Final = Span(start=0, end=0, line=1, column=1)
_LONGEST: Final = 120  # characters of a reason in a message


class SuppressionUnused:
    """A suppression has nothing to suppress any more.

    A comment in the article, or an entry of the settings, asks not to report a finding that is not
    there any more: the reference was corrected, or the record was. A comment may also have lost its
    reference: it has to be in the entry, or on the line before it. Left where it is, it would hide
    the next error of this kind. Nothing is said where the reference was not looked up, or could not
    be. That no reference of this run has the key, the DOI, the PMID or the text of an entry of the
    settings is a note: it may be in a file that was not checked.

    **Example.** `% refcheck: ignore[year-mismatch] online first` before a reference whose year has
    been corrected.

    **How to fix it.** Remove the suppression, or the rule from its list.
    """

    id: ClassVar[str] = "suppression-unused"
    title: ClassVar[str] = "Suppression that is not needed any more"
    field: ClassVar[Field] = Field.LIST
    severities: ClassVar[Severities] = MappingProxyType(
        {
            Severity.WARNING: "where the reference is among those that were checked",
            Severity.INFO: "where the settings name a reference that is not",
        }
    )
    needs: ClassVar[Needs] = Needs.LOOKUP

    def check_suppression(
        self,
        suppression: Suppression,
        rules: Iterable[str],
        reference: int | None,
        *,
        known: bool = True,
    ) -> Finding:
        """Returns what is said of the `rules` of a suppression that suppressed nothing.

        `reference` is the one it is about; `known` is false where none that was checked is meant.
        """
        said = _named(suppression, rules)
        if not known:
            message = f"{said} is about a reference that was not checked: {_about(suppression)}."
        elif reference is None and _is_of_a_line(suppression):
            message = f"{said} has no effect: there is no such finding on the next line."
        else:
            message = f"{said} is not needed any more: there is no such finding. Remove it."
        severity = Severity.WARNING if known else Severity.INFO
        return _finding(self, message, suppression, reference, severity)


class SuppressionExpired:
    """The last day of a suppression has passed.

    Suppressions can have a date (`until 2027-01-31`), the last day on which they apply. After it,
    what they suppressed is reported again.

    **Example.** `% refcheck: ignore[year-mismatch] until 2026-06-30 online first`

    **How to fix it.** Check the reference again. Remove the suppression, or give it a new date.
    """

    id: ClassVar[str] = "suppression-expired"
    title: ClassVar[str] = "Suppression whose date has passed"
    field: ClassVar[Field] = Field.LIST
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check_suppression(self, suppression: Suppression, reference: int | None) -> Finding:
        """Returns what is said of a suppression whose date has passed."""
        message = (
            f"{_named(suppression, suppression.rules)} ended on {suppression.until}: check the"
            " reference again."
        )
        return _finding(self, message, suppression, reference, Severity.WARNING)


class SuppressionInvalid:
    """A suppression is not applied, or not to all the rules that it names.

    It names no rule or one that does not exist, it gives no reason, its date is not one, or it asks
    to hide what only your own settings can: that a work was retracted, or is possibly made up.

    **Example.** `% refcheck: ignore[year-mismatch]` (no reason);
    `% refcheck: ignore[retracted] we know`

    **How to fix it.** Write `ignore[RULE]` and the reason after it. `refcheck explain` lists the
    rules.
    """

    id: ClassVar[str] = "suppression-invalid"
    title: ClassVar[str] = "Suppression that is not applied"
    field: ClassVar[Field] = Field.LIST
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check_suppression(
        self, suppression: Suppression, fault: str, reference: int | None
    ) -> Finding:
        """Returns what is said of a suppression with a fault, which is a sentence."""
        message = f"This suppression is not applied. {fault}"
        return _finding(self, message, suppression, reference, Severity.WARNING)

    def check_protected(
        self, suppression: Suppression, rules: Iterable[str], reference: int | None
    ) -> Finding:
        """Returns what is said of rules that only the user's own settings may suppress."""
        named = " and ".join(rules)
        who = suppression.path or "a comment in the article"
        message = f"{named} cannot be suppressed by {who}: only your own settings can do that."
        return _finding(self, message, suppression, reference, Severity.WARNING)

    def check_choice(self, rules: Iterable[str]) -> Finding:
        """Returns what is said of rules that a settings file ignores and that only the user may."""
        return finding(
            self,
            f"{choices(rules)} cannot be ignored or made less severe by a settings file that may be"
            " a stranger's: only --ignore and your own settings can do that.",
            span=_NOWHERE,
        )


def _is_of_a_line(suppression: Suppression) -> bool:
    return suppression.origin is SuppressionOrigin.ARTICLE and not suppression.whole_document


def _named(suppression: Suppression, rules: Iterable[str]) -> str:
    """`The suppression of year-mismatch ("online first")`."""
    reason = suppression.reason
    if len(reason) > _LONGEST:
        reason = f"{reason[:_LONGEST]}…"
    where = f" in {suppression.path}" if suppression.path else ""
    if suppression.origin is SuppressionOrigin.OWN:
        where = " in your own settings"
    return f'The suppression of {" and ".join(rules)} ("{reason}"){where}'


def _about(suppression: Suppression) -> str:
    named = (
        ("key", suppression.key),
        ("DOI", suppression.doi),
        ("PMID", suppression.pmid),
        ("text", suppression.text),
    )
    return choices(f"{name} {value[:_LONGEST]}" for name, value in named if value)


def _finding(
    rule: SuppressionUnused | SuppressionExpired | SuppressionInvalid,
    message: str,
    suppression: Suppression,
    reference: int | None,
    severity: Severity,
) -> Finding:
    return finding(
        rule,
        message,
        severity=severity,
        span=suppression.span or _NOWHERE,
        references=() if reference is None else (reference,),
    )
