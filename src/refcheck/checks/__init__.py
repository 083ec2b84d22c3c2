"""What does not agree: rules that judge references, lists and their records, one class a rule."""

from __future__ import annotations

from refcheck.checks.registry import (
    RULES,
    check_citations,
    check_list,
    check_lookup,
    check_record,
    check_reference,
    verdict,
)
from refcheck.checks.rules.mentions import check_mention

__all__ = [
    "RULES",
    "check_citations",
    "check_list",
    "check_lookup",
    "check_mention",
    "check_record",
    "check_reference",
    "verdict",
]
