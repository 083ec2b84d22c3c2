"""The settings on rules: which are reported, how severe they are, and what is suppressed.

Rules are loaded only where a setting names one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final

from refcheck.model.suppression import Suppression, SuppressionOrigin
from refcheck.settings.values import LONGEST, read_severity, shown
from refcheck.text.folding import squeeze
from refcheck.text.spelling import did_you_mean
from refcheck.text.works.identifiers import normalise_doi, normalise_pmid
from refcheck.user_folders import settings_folder

__all__ = [
    "own_settings_path",
    "read_foreign_suppressions",
    "read_own_suppressions",
    "read_rules",
    "read_severities",
]

_MOST: Final = 10_000  # entries of one file
_LEAST_TEXT: Final = 8  # characters: a shorter piece of text is in any reference
_LONGEST_REASON: Final = 500
_MEMBERS: Final = ("rules", "reason", "until", "key", "doi", "pmid", "text")
_ABOUT: Final = ("key", "doi", "pmid", "text")


def own_settings_path() -> Path:
    """Returns where the user's own settings are, which no article and no folder brings along.

    Raises `NoHomeError`.
    """
    return settings_folder() / "refcheck.toml"


def read_rules(value: object, _folder: Path) -> tuple[str, ...]:
    """Returns the rules in a list, or in a text with commas: ids, and patterns such as
    `author-*`."""
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise ValueError('needs a list of rules: ["year-mismatch", "author-*"]')
    rules = tuple(dict.fromkeys(name.strip().lower() for name in names if name.strip()))
    if not rules and value != ():
        raise ValueError("names no rule")
    for rule in rules:
        _require_rule(rule)
    return rules


def read_severities(value: object, folder: Path) -> tuple[tuple[str, object], ...]:
    """Returns a table of severities by rule as pairs: `{"issue-mismatch" = "info"}`."""
    pairs = tuple(value.items()) if isinstance(value, Mapping) else value
    if not isinstance(pairs, tuple):
        raise ValueError('has to be a table, {"issue-mismatch" = "info"}')
    found = []
    for rule, severity in pairs:
        _require_rule(rule)
        try:
            found.append((rule, read_severity(severity, folder)))
        except ValueError as error:
            raise ValueError(f"of {rule} {error}") from None
    return tuple(found)


def _require_rule(name: str) -> None:
    from refcheck.checks.rule_choice import matching_rules, unknown_rule_hint

    if not matching_rules(name):
        hint = unknown_rule_hint(name[:LONGEST])
        raise ValueError(f"names the rule {shown(name)}, which does not exist; {hint}")


def read_own_suppressions(value: object, _folder: Path) -> tuple[Suppression, ...]:
    """Returns the entries of the user's own settings, or of a program that uses refcheck."""
    return _suppressions(value, SuppressionOrigin.OWN)


def read_foreign_suppressions(value: object, _folder: Path) -> tuple[Suppression, ...]:
    """Returns the entries of a settings file that may be a stranger's."""
    return _suppressions(value, SuppressionOrigin.SETTINGS)


def _suppressions(value: object, origin: SuppressionOrigin) -> tuple[Suppression, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError("has to be one or more tables, [[suppress]]")
    if len(value) > _MOST:
        raise ValueError(f"has more than {_MOST:,} entries")
    found = []
    for number, entry in enumerate(value, 1):
        if isinstance(entry, Suppression):
            found.append(entry)
            continue
        if not isinstance(entry, Mapping):
            raise ValueError("has to be one or more tables, [[suppress]]")
        try:
            found.append(_suppression(entry, origin))
        except ValueError as error:
            raise ValueError(f"number {number} {error}") from None
    return tuple(found)


def _suppression(entry: Mapping[str, object], origin: SuppressionOrigin) -> Suppression:
    for name in entry:
        if name not in _MEMBERS:
            hint = did_you_mean(name[:LONGEST], _MEMBERS)
            raise ValueError(f"has {shown(name)}, which means nothing there; {hint}")
    if not any(name in entry for name in _ABOUT):
        raise ValueError("names no reference: it needs a key, doi, pmid or text")
    if "rules" not in entry:
        raise ValueError('names no rules: rules = ["year-mismatch"], or ["all"] for all of them')
    reason = squeeze(_text(entry, "reason") or "")
    if not reason:
        raise ValueError("gives no reason")
    return Suppression(
        rules=_suppressible(entry["rules"]),
        reason=reason[:_LONGEST_REASON],
        until=_date(entry.get("until")),
        origin=origin,
        key=_text(entry, "key"),
        doi=_doi(entry),
        pmid=_pmid(entry),
        text=_piece(entry),
    )


def _suppressible(value: object) -> tuple[str, ...]:
    from refcheck.checks.rule_choice import suppressible

    try:
        rules = read_rules(value, Path())
    except ValueError as error:
        raise ValueError(
            f"{error}" if "exist" in f"{error}" else f"has rules that {error}"
        ) from None
    for rule in rules:
        if not suppressible(rule):
            raise ValueError(f"names {rule}, which cannot be suppressed")
    return rules


def _text(entry: Mapping[str, object], name: str) -> str | None:
    value = entry.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"has a {name} that is not text")
    return value.strip()


def _date(value: object) -> date | None:
    """Returns the last day: a date of TOML, or one in a text."""
    if value is None:
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and len(value) == len("2027-01-31"):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError(f"ends at {shown(value)}, which is not a date: until = 2027-01-31")


def _doi(entry: Mapping[str, object]) -> str | None:
    text = _text(entry, "doi")
    if text is None:
        return None
    doi = normalise_doi(text)
    if doi is None:
        raise ValueError(f"has {shown(text)}, which is not a DOI")
    return doi


def _pmid(entry: Mapping[str, object]) -> str | None:
    value = entry.get("pmid")
    if value is None:
        return None
    pmid = normalise_pmid(str(value)) if isinstance(value, int | str) else None
    if pmid is None:
        raise ValueError(f"has {shown(value)}, which is not a PMID")
    return pmid


def _piece(entry: Mapping[str, object]) -> str | None:
    text = _text(entry, "text")
    if text is not None and len(squeeze(text)) < _LEAST_TEXT:
        raise ValueError(f"has a text of fewer than {_LEAST_TEXT} characters")
    return text
