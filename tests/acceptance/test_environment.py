"""The whole command in surroundings that cannot be used: one line, status 3, and a whole report."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from tests import warm

ARTICLE = """References

1. Naughton M. A review of ketamine in affective disorders. J Affect Disord. 2014;156:24-35.
2. Miller OH, Moran JT. Two cellular hypotheses. Neuropharmacology. 2016;100:17-26. PMID: 25426012
"""


def check(directory: Path, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Check an article with an address at which nothing listens."""
    (directory / "article.txt").write_text(ARTICLE, encoding="utf-8")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("REFCHECK_", "NCBI_", "SSL"))
        and not name.lower().endswith("_proxy")
    }
    environment |= {"XDG_CACHE_HOME": str(directory / "home"), **changes}
    command = [*warm.command(), "check", "article.txt", "--format", "json"]
    return subprocess.run(  # noqa: S603
        [*command, "--eutils-url", "https://127.0.0.1:9/", "--rate", "100", *arguments],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ALL_PROXY", "socks4://127.0.0.1:1"),
        ("HTTPS_PROXY", "http://["),
        ("SSL_CERT_FILE", "missing.pem"),
        ("SSLKEYLOGFILE", "missing/keys"),
    ],
)
def test_a_variable_that_cannot_be_used_is_named(variable: str, value: str, tmp_path: Path) -> None:
    done = check(tmp_path, "-o", "report.json", **{variable: value})
    assert done.returncode == 3, done.stderr
    assert done.stderr.count("\n") == 1
    assert variable in done.stderr
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    found = [ref["lookup"] for ref in report["documents"][0]["references"]]
    assert [lookup["status"] for lookup in found] == ["unavailable"] * 2
    assert all(variable in lookup["reason"] for lookup in found)


def test_nonsense_that_is_not_needed_is_no_matter(tmp_path: Path) -> None:
    done = check(tmp_path, NO_PROXY="fe80::/10,[", HTTP_PROXY="http://[", SSL_CERT_FILE="")
    assert done.returncode == 3, done.stderr
    assert "127.0.0.1 cannot be reached (no connection: nothing listens there)" in done.stderr
    assert len(json.loads(done.stdout)["documents"][0]["references"]) == 2


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="devices of POSIX")
def test_the_report_goes_through_the_open_pipe(tmp_path: Path) -> None:
    done = check(tmp_path, "-o", "/dev/stdout")
    assert done.returncode == 3, done.stderr
    assert len(json.loads(done.stdout)["documents"][0]["references"]) == 2
