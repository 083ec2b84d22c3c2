"""The notebook of the documentation, and tables: what needs Jupyter and pandas."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import refcheck

pytestmark = [pytest.mark.external, pytest.mark.enable_socket]

CHECKOUT = Path(__file__).parents[2]
SEED = CHECKOUT / "seeds" / "ketamine-for-depression.txt"


@pytest.mark.filterwarnings("default")
def test_the_notebook_of_the_documentation_runs() -> None:
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(CHECKOUT / "docs" / "notebook.ipynb", as_version=4)
    done = NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": CHECKOUT}}
    ).execute()
    shown = json.dumps([cell.get("outputs", []) for cell in done.cells])
    assert "10 references in 1 article: 4 verified" in shown
    assert "text/html" in shown
    assert "title-wording" in shown


def test_a_report_as_tables() -> None:
    report = refcheck.check(SEED, offline=True, cache_dir=CHECKOUT / "cache")
    references = report.to_frame()
    assert len(references) == 10
    assert list(references["verdict"]).count("verified") == 4
    findings = report.to_frame("findings")
    assert "title-wording" in set(findings["rule"])
    assert list(refcheck.extract_text("no list").to_frame().columns) == list(references.columns)
    with pytest.raises(ValueError, match="'references' or 'findings'"):
        report.to_frame("rows")  # type: ignore[call-overload]
