"""The command line as people and scripts use it: the real command, on our own articles."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests import warm
from tests.checkout import copy_folders

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = (
    "Katalinic N, Lai R, Somogyi A, Mitchell PB, Glue P, Loo CK. Ketamine as a new treatment for "
    "depression: a review of its efficacy and adverse effects. Aust N Z J Psychiatry. "
    "2013;47(8):710-27."
)
posix = pytest.mark.skipif(os.name == "nt", reason="only on POSIX")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the articles and the answers of the project."""
    copy_folders(ROOT, tmp_path, "seeds", "cache")
    (tmp_path / "refcheck.toml").write_text('cache-dir = "cache"\n', encoding="utf-8")
    return tmp_path


def surroundings(environ: dict[str, str]) -> dict[str, str]:
    """The environment without any setting but the test's own."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("REFCHECK_", "NCBI_", "PYTHON", "NO_COLOR"))
    }
    return kept | environ


def refcheck(
    folder: Path, line: str, stdin: str = "", **environ: str
) -> subprocess.CompletedProcess[str]:
    """Run a command line in `folder`."""
    return subprocess.run(  # noqa: S603
        [*warm.command(), *line.split()],
        cwd=folder,
        env=surroundings(environ),
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_the_command_is_installed(checkout: Path) -> None:
    program = Path(sys.executable).with_name("refcheck")
    done = subprocess.run(  # noqa: S603
        [program, "--version"], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == refcheck(checkout, "--version").stdout
    assert done.stdout.startswith("refcheck ")


def test_nothing_heavy_is_loaded_at_the_start() -> None:
    """`--version` and `--help` are instant: what work needs is loaded when the work begins."""
    heavy = ("anyio bibtexparser charset_normalizer httpx lxml orjson platformdirs pycrfsuite "
             "pylatexenc pypdfium2 rapidfuzz rich sqlite3 ssl tenacity tomllib yaml")  # fmt: skip
    assert [name for name in heavy.split() if find_spec(name) is None] == []
    program = (
        "import sys\n"
        "from refcheck.cli.app import run\n"
        "run(sys.argv[1:])\n"
        f"print(sorted(set({heavy.split()}) & set(sys.modules)))"
    )
    for arguments in (["--version"], ["--help"]):
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", program, *arguments],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert done.stdout.splitlines()[-1] == "[]"


def test_a_short_run_loads_only_what_it_needs(checkout: Path) -> None:
    """A text whose references are cached: no services, no XML, no other commands, no processes."""
    unneeded = ("filelock httpx importlib.metadata lxml multiprocessing openpyxl pickle pydantic "
                "pypdfium2 ssl asyncio yaml refcheck.process_pool refcheck.runs.baseline "
                "refcheck.cli.commands.fix refcheck.formats.pubmed_xml")  # fmt: skip
    article = checkout / "article.txt"
    article.write_text(f"References\n\n1. {REFERENCE}\n", encoding="utf-8")
    again = ["check", "article.txt", "--offline", "--cache-dir", "fresh", "--exit-zero"]
    program = (
        "import sys\n"
        "from refcheck.cli.app import run\n"
        "run(sys.argv[1:])\n"
        f"print(sorted(set({unneeded.split()}) & set(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program, *again],
        cwd=checkout,
        env=surroundings({}),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "1 reference" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("check seeds --offline", 3),
        ("check seeds --offline --exit-zero", 0),
        ("check seeds/with-errors.md --offline", 1),
        ("check seeds/with-errors.md --offline --fail-on info", 1),
        ("check seeds/with-errors.md --offline --exit-zero", 0),
        ("check seeds/with-errors.md --no-lookup", 0),
        ("extract seeds", 0),
    ],
)
def test_the_format_never_changes_the_status(checkout: Path, line: str, status: int) -> None:
    for how in ("text", "json"):
        assert refcheck(checkout, f"{line} --format {how}").returncode == status


def test_a_setting_means_the_same_wherever_it_stands(checkout: Path) -> None:
    """But for what a report says of the settings file itself."""
    done = [refcheck(checkout, "check seeds --offline --format json")]
    done.append(refcheck(checkout, "check --format json seeds", REFCHECK_OFFLINE="yes"))
    (checkout / "refcheck.toml").write_text('cache-dir = "cache"\noffline = true\n')
    done.append(refcheck(checkout, "check seeds -f json"))
    (checkout / "refcheck.toml").unlink()
    (checkout / "pyproject.toml").write_text('[tool.refcheck]\ncache-dir = "cache"\noffline = true')
    done.append(refcheck(checkout, "check seeds -f json"))
    reports = [json.loads(one.stdout) for one in done]
    assert [report.pop("settings_from") for report in reports] == [
        {"path": "refcheck.toml", "weakens": []},
        {"path": "refcheck.toml", "weakens": []},
        {"path": "refcheck.toml", "weakens": ["offline"]},
        {"path": "pyproject.toml", "weakens": ["offline"]},
    ]
    assert all(report == reports[0] for report in reports)


def test_the_report_follows_the_schema_and_goes_into_a_file(checkout: Path) -> None:
    schema = json.loads(refcheck(checkout, "schema").stdout)
    done = refcheck(checkout, "check seeds --offline -f json -o report.json")
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "")
    report = json.loads((checkout / "report.json").read_text(encoding="utf-8"))
    jsonschema.validate(report, schema)
    extracted = json.loads(refcheck(checkout, "extract seeds -f json").stdout)
    jsonschema.validate(extracted, schema)
    assert "summary" not in extracted
    for document in extracted["documents"]:
        for reference in document["references"]:
            assert not {"lookup", "verdict"} & set(reference)


def test_positions_count_the_characters_of_the_text(checkout: Path) -> None:
    article = checkout / "article.txt"
    article.write_bytes(
        b"\xef\xbb\xbf" + f"Caf\u00e9 \U0001d7d9\r\nReferences\r\n1. {REFERENCE}\r\n".encode()
    )
    text = subprocess.run(  # noqa: S603
        [*warm.command(), "extract", "--text", "article.txt"],
        cwd=checkout,
        capture_output=True,
        timeout=60,
        check=True,
    ).stdout.decode()
    assert text.startswith("Caf\u00e9 \U0001d7d9\r\nReferences\r\n1. ")
    report = json.loads(refcheck(checkout, "extract article.txt -f json").stdout)
    (reference,) = report["documents"][0]["references"]
    span = reference["span"]
    assert text[span["start"] : span["end"]] == REFERENCE == reference["raw"]
    assert (span["line"], span["column"]) == (3, 4)


def test_colour(checkout: Path) -> None:
    line = "check seeds/with-errors.md --offline"
    assert "\x1b[" not in refcheck(checkout, line).stdout
    assert "\x1b[" in refcheck(checkout, f"{line} --color").stdout
    assert "\x1b[" not in refcheck(checkout, f"{line} --no-color").stdout


def items(done: subprocess.CompletedProcess[str]) -> list[Any]:
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.split("\n")[:-1]]


def test_parse_gives_an_item_for_every_line(checkout: Path) -> None:
    strings = [REFERENCE, "", "?", "\u2028\x0b still one line", REFERENCE, "\t"]
    found = items(refcheck(checkout, "parse -", stdin="\n".join(strings)))
    assert len(found) == len(strings)
    assert found[0] == found[4]
    assert found[0]["title"].startswith("Ketamine as a new treatment for depression")
    assert found[0]["page"] == "710-27"
    assert found[1]["custom"]["raw"] == ""
    assert all("title" in item or "raw" in item["custom"] for item in found)


def test_processes_give_the_same_in_the_same_order(checkout: Path) -> None:
    lines = [REFERENCE.replace("710", str(page)) for page in range(1, 1_000)]
    (checkout / "references.txt").write_text("\n".join(lines))
    alone = refcheck(checkout, "parse references.txt").stdout
    assert alone.count("\n") == 999
    assert refcheck(checkout, "parse references.txt --jobs 2").stdout == alone


def test_parse_answers_before_the_next_line_is_typed(checkout: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "refcheck", "parse", "-"],
        cwd=checkout,
        env=surroundings({}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(3):
            process.stdin.write(f"{REFERENCE}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["volume"] == "47"
        process.stdin.close()
        assert process.wait(timeout=30) == 0


@posix
def test_ctrl_c_ends_all_processes_quietly(checkout: Path) -> None:
    (checkout / "many.txt").write_text(f"{REFERENCE}\n" * 50_000)
    with subprocess.Popen(
        [sys.executable, "-m", "refcheck", "parse", "many.txt", "--jobs", "2"],
        cwd=checkout,
        env=surroundings({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, b"")
    deadline = time.monotonic() + 10
    while _alive(process.pid):
        assert time.monotonic() < deadline, "a process is left"
        time.sleep(0.05)


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(("how", "start"), [("bibtex", "@article{"), ("ris", "TY  - JOUR\r\n")])
def test_parse_to_other_formats(checkout: Path, how: str, start: str) -> None:
    done = subprocess.run(  # noqa: S603
        [*warm.command(), "parse", "-", "--to", how],
        cwd=checkout,
        env=surroundings({}),
        input=f"{REFERENCE}\n{REFERENCE}\n".encode(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.decode().count(start) == 2


def test_bibtex_keeps_the_keys_of_its_input(checkout: Path) -> None:
    (checkout / "a.bib").write_text(
        "@article{Fam:2015, author={Fam, J.}, title={Ketamine and its history}, year=2015}\n"
        "@book{Fam:2015, author={Yeo, E.}, title={A handbook of ketamine}, year=2014}\n"
        "@misc{, author={Dawe, G.}, title={Notes on ketamine}, year=2013}\n"
    )
    kept = refcheck(checkout, "bibtex a.bib").stdout
    keys = re.findall(r"@\w+\{([^,]+),", kept)
    assert keys[0] == "Fam:2015"
    assert keys[1].startswith("Fam:2015-")
    assert keys[2] == "dawe2013notes"
    made = re.findall(r"@\w+\{([^,]+),", refcheck(checkout, "bibtex a.bib --new-keys").stdout)
    assert made == ["fam2015ketamine", "yeo2014handbook", "dawe2013notes"]
    report = json.loads(refcheck(checkout, "extract a.bib --format json").stdout)["documents"][0]
    assert [one["key"] for one in report["references"]] == keys
    assert [(one["rule"], one["references"]) for one in report["findings"]] == [
        ("key-duplicate", [1, 2]),
        ("entry-malformed", [3]),
    ]


def test_the_identifier_of_a_database_s_export_is_in_the_report(checkout: Path) -> None:
    (checkout / "a.ris").write_text(
        "TY  - JOUR\nAU  - Fam, J\nTI  - Ketamine\nPY  - 2015\nID  - rayyan-17\nER  - \n"
        "TY  - JOUR\nAU  - Yeo, E\nTI  - Its history\nPY  - 2014\nAN  - WOS:000123\nER  - \n"
    )
    report = json.loads(refcheck(checkout, "extract a.ris --format json").stdout)["documents"][0]
    assert [one["source_id"] for one in report["references"]] == ["rayyan-17", "WOS:000123"]


def test_bibtex_looks_nothing_up_unless_it_is_asked(checkout: Path) -> None:
    printed = refcheck(checkout, "bibtex seeds/with-errors.md")
    assert (printed.returncode, printed.stderr) == (0, "")
    recorded = refcheck(checkout, "bibtex seeds/with-errors.md --offline --from record -o r.bib")
    assert (recorded.returncode, recorded.stdout, recorded.stderr) == (0, "", "")
    entries = (checkout / "r.bib").read_text(encoding="utf-8")
    assert entries.count("\n@") == printed.stdout.count("\n@")
    assert "pmid = " in entries
    assert entries.isascii()
