"""What does not agree: rules that judge references, lists and their records, one class per rule."""

from __future__ import annotations

from refcheck.checks.judging import (
    check_citations,
    check_headings,
    check_list,
    check_lookup,
    check_mention,
    check_record,
    check_reference,
    may_need_second_source,
    verdict,
)
from refcheck.checks.registry import RULES
from refcheck.checks.rules.record.not_found import comes_near, is_suspect
from refcheck.checks.suspicion import suspicion

__all__ = [
    "RULES",
    "check_citations",
    "check_headings",
    "check_list",
    "check_lookup",
    "check_mention",
    "check_record",
    "check_reference",
    "comes_near",
    "is_suspect",
    "may_need_second_source",
    "suspicion",
    "verdict",
]
