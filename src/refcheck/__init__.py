"""Check the numbered references of an article against PubMed.

>>> import refcheck
>>> parsed = refcheck.parse(
...     "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: "
...     "Jumping the gun? Pharmacol Res. 2015;99:23-35."
... )
>>> parsed.record.title
'Ketamine and suicidal ideation in depression: Jumping the gun?'

`check`, `extract`, `parse` and `to_bibtex` do what the commands of these names do; `check_text` and
`extract_text` take a document as text, `check_async` and `extract_async` are for programs that run
an event loop; `check_dataframe` is for Spark. What they return are frozen values, or a DataFrame.
Names are loaded when they are first used.
"""

import sys

from refcheck.import_path import leave_working_directory

if sys.argv[:1] == ["-m"]:  # `python -m refcheck`, which looks in the working directory first
    leave_working_directory()

from refcheck.version import __version__

TYPE_CHECKING = False  # as in `typing`, which takes longer to load than the version to say
if TYPE_CHECKING:
    from typing import Any

    from refcheck.errors import InputError, ModelError, RefcheckError, SettingsError, UsageError
    from refcheck.library.calls import (
        check,
        check_async,
        check_dataframe,
        check_text,
        extract,
        extract_async,
        extract_text,
        parse,
        to_bibtex,
    )
    from refcheck.library.run_report import Report
    from refcheck.model.finding import Field, Finding, Severity
    from refcheck.model.record import BibliographicRecord
    from refcheck.model.reference import ParsedString, Reference
    from refcheck.model.report import (
        CheckedReference,
        DocumentReport,
        DocumentStatus,
        Lookup,
        LookupStatus,
        Summary,
        Verdict,
    )
    from refcheck.settings import Settings, load_settings

__all__ = [
    "BibliographicRecord",
    "CheckedReference",
    "DocumentReport",
    "DocumentStatus",
    "Field",
    "Finding",
    "InputError",
    "Lookup",
    "LookupStatus",
    "ModelError",
    "ParsedString",
    "RefcheckError",
    "Reference",
    "Report",
    "Settings",
    "SettingsError",
    "Severity",
    "Summary",
    "UsageError",
    "Verdict",
    "__version__",
    "check",
    "check_async",
    "check_dataframe",
    "check_text",
    "extract",
    "extract_async",
    "extract_text",
    "load_settings",
    "parse",
    "to_bibtex",
]

_MODULES = {
    "errors": ("InputError", "ModelError", "RefcheckError", "SettingsError", "UsageError"),
    "library.calls": (
        *("check", "check_async", "check_dataframe", "check_text", "extract", "extract_async"),
        *("extract_text", "parse", "to_bibtex"),
    ),
    "library.run_report": ("Report",),
    "model.finding": ("Field", "Finding", "Severity"),
    "model.record": ("BibliographicRecord",),
    "model.reference": ("ParsedString", "Reference"),
    "model.report": (
        *("CheckedReference", "DocumentReport", "DocumentStatus", "Lookup", "LookupStatus"),
        *("Summary", "Verdict"),
    ),
    "settings": ("Settings", "load_settings"),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> "Any":
    """Load a name of the library. Raises `AttributeError`."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Returns the names of the library."""
    return sorted(__all__)
