"""What every report of a run is told, whoever asks for it."""

from __future__ import annotations

from typing import Any

from refcheck.checks import RULES
from refcheck.checks.rules.article.duplicates import ListDuplicate
from refcheck.pipeline.findings.baseline_file import shown_path
from refcheck.reports import ReportOptions
from refcheck.settings import Settings
from refcheck.settings.source_values import FURTHER, PUBMED

__all__ = ["report_options"]


def report_options(settings: Settings, **options: Any) -> ReportOptions:
    """Returns the options of a report: what the settings and the rules say, and `options`."""
    return ReportOptions(
        settings_file=settings.settings_file,
        rule_titles={name: rule.title for name, rule in RULES.items()},
        duplicate_rule=ListDuplicate.id,
        baseline=shown_path(settings.baseline) if settings.baseline else None,
        further_sources=FURTHER if settings.sources == (PUBMED,) else "",
        **options,
    )
