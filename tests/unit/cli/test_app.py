"""The command line as a whole: names, options, and each way of ending."""

from __future__ import annotations

import io
import re
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from refcheck import __main__, __version__
from refcheck.cli import app as command_line
from refcheck.cli.app import run
from refcheck.cli.commands import schema
from refcheck.errors import OutputError
from refcheck.readers.registry import FORMATS

COMMANDS = ["check", "extract", "lookup", "parse", "bibtex", "explain", "cache", "schema"]


@pytest.fixture(autouse=True)
def _plain_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings but those of the test."""
    monkeypatch.chdir(tmp_path)
    for name in ("OFFLINE", "CACHE_DIR", "EUTILS_URL", "RATE", "DEBUG"):
        monkeypatch.delenv(f"REFCHECK_{name}", raising=False)
    for name in ("REFCHECK_EMAIL", "NCBI_EMAIL", "NCBI_API_KEY"):
        monkeypatch.delenv(name, raising=False)


def usage(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line that is said of a wrong command line."""
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("refcheck: ")
    return err.removeprefix("refcheck: ").strip()


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"refcheck {__version__}\n"


@pytest.mark.parametrize("flags", [["--help"], ["-h"], []], ids=str)
def test_help_names_every_command(capsys: pytest.CaptureFixture[str], flags: list[str]) -> None:
    assert run(flags) == 0
    out = capsys.readouterr().out
    assert all(re.search(rf"^  {command}  ", out, re.MULTILINE) for command in COMMANDS)
    assert "Examples:\n    refcheck check article.txt\n" in out


LOOKUP = [
    "--offline",
    "--no-lookup",
    "--cache-dir",
    "--max-age",
    "--refresh",
    "--eutils-url",
    "--rate",
    "--email",
    "--api-key",
]
SHARED = [
    *LOOKUP,
    "--fail-on",
    "--exit-zero",
    "--allow-incomplete",
    "--output",
    "--verbose",
    "--color",
    "--no-color",
]
USED = {
    "check": SHARED,
    "extract": ["--fail-on", "--exit-zero", "--output", "--verbose", "--color", "--no-color"],
    "lookup": SHARED,
    "parse": ["--output"],
    "bibtex": [*LOOKUP, "--exit-zero", "--output"],
    "explain": ["--output", "--color", "--no-color"],
    "schema": ["--output"],
    "cache info": ["--cache-dir", "--output"],
    "cache export": ["--cache-dir", "--output"],
    "cache import": ["--cache-dir", "--output"],
    "cache refresh": [
        "--offline",
        "--cache-dir",
        "--eutils-url",
        "--rate",
        "--email",
        "--api-key",
        "--exit-zero",
        "--output",
    ],
    "cache clear": ["--cache-dir", "--output"],
}


@pytest.mark.parametrize("name", USED)
def test_every_command_has_an_example_and_the_options_that_it_uses_and_no_others(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run([*name.split(), "--help"]) == 0
    out = capsys.readouterr().out
    listed = out[out.index("Options:") : out.index("Examples:")]
    shown = {option for option in SHARED if re.search(rf"(^|[ /]){option}\b", listed, re.MULTILINE)}
    assert shown == set(USED[name])
    assert f"Examples:\n    refcheck {name}" in out
    assert max(map(len, out.splitlines())) <= 100


@pytest.mark.parametrize("name", ["check", "extract", "bibtex"])
def test_help_names_every_format_that_can_be_read(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run([name, "--help"]) == 0
    out = capsys.readouterr().out
    shown = " ".join(out[out.index("  PATH") : out.index("Options:")].split())
    written = {
        "text": "plain text",
        "mhtml": "MHTML",
        "jats": "JATS",
        "tei": "TEI",
        "nbib": ".nbib",
        "pubmed-xml": "PubMed (.nbib, XML)",
        "endnote": "EndNote (XML",
        "endnote-tagged": ".enw",
    }
    for key, one in FORMATS.items():
        assert written.get(key, one.title) in shown, key


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("chek x", "there is no command 'chek'; did you mean check?"),
        ("x", "there is no command 'x'; use check, fix, extract, "),
        ("cache inof", "there is no command 'inof'; did you mean info?"),
        ("cache", "missing command; see 'refcheck cache --help'"),
        ("check", "missing argument 'PATH'; see 'refcheck check --help'"),
        ("check a --ofline", "there is no option --ofline; did you mean --offline?"),
        ("check a --explain 3", "--explain is now called --why"),
        ("check a --explain=3", "--explain is now called --why"),
        ("extract a --explain 3", "there is no option --explain; see 'refcheck extract --help'"),
        ("check a --formt json", "there is no option --formt; did you mean --format?"),
        (
            "--offline check a",
            "--offline goes after the command: refcheck COMMAND ... --offline",
        ),
        (
            "--format=json check a",
            "--format goes after the command: refcheck COMMAND ... --format",
        ),
        ("-o out check a", "-o goes after the command: refcheck COMMAND ... -o"),
        ("--ofline check a", "there is no option --ofline before the command"),
        ("--qqq", "there is no option --qqq before the command"),
        ("check a --output-format json", "there is no option --output-format; did you mean --f"),
        ("check a --qqq", "there is no option --qqq; see 'refcheck check --help'"),
        ("check a -q", "there is no option -q; see 'refcheck check --help'"),
        ("check a --rate", "option '--rate' requires an argument; see 'refcheck"),
        ("check a --rate 0", "--rate is 0, not a number above 0"),
        ("check a --fail-on fatal", "--fail-on is 'fatal'; use error, warning or info"),
        ("check a --format jsn", "--format cannot be 'jsn'; did you mean json?"),
        ("check a --output=", "--output needs the path of a file"),
        ("check a --offline --refresh", "--refresh sends every query again and --offline opens no"),
        ("parse a --jobs 0", "--jobs is 0, not between 1 and 256 processes"),
        ("parse a --to bibtx", "--to cannot be 'bibtx'; did you mean bibtex?"),
        ("bibtex a --from pubmed", "--from cannot be 'pubmed'; use article or record"),
        ("explain year-mismach", "there is no rule 'year-mismach'; did you mean year-mismatch?"),
        ("extract a --offline", "--offline is an option of check, "),
        ("parse a --rate 2", "--rate is an option of check, "),
        ("schema -v", "-v is an option of check, extract"),
        ("cache info --rate 2", "--rate is an option of refresh, not of refcheck cache info; see"),
        ("bibtex a --refresh", "--refresh can only be used with --from record: nothing else is"),
        ("bibtex a --max-age 3", "--max-age can only be used with --from record"),
        ("bibtex a --cache-dir x", "--cache-dir can only be used with --from record"),
        ("extract a --text --format json", "--text cannot be used with --format json"),
        ("serve --port 99999", "--port is '99999', not a whole number from 0 to 65535"),
        ("serve --port=-1", "--port is '-1', not a whole number from 0 to 65535"),
        ("serve --port x", "--port is 'x', not a whole number from 0 to 65535"),
        ("batch a b --partition-rows 1.5", "--partition-rows is '1.5', not a whole number of 1"),
        ("index build a b --jobs x", "--jobs is 'x', not a whole number of 1 or more"),
        ("index update a b --jobs 0", "--jobs is '0', not a whole number of 1 or more"),
        ("explain qqq", "there is no rule 'qqq'; 'refcheck explain' lists them all"),
    ],
)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], arguments: str, line: str) -> None:
    assert usage(capsys, *arguments.split()).startswith(line)


def test_a_forgotten_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("words")
    line = usage(capsys, "article.txt")
    assert line == "there is no command 'article.txt'; did you mean: check article.txt?"


@pytest.mark.parametrize("name", ["", " ", "a" * 300])
def test_what_is_no_path_either(capsys: pytest.CaptureFixture[str], name: str) -> None:
    line = usage(capsys, name)
    assert line.startswith(f"there is no command {name!r}; use check, fix, extract")


def test_what_is_typed_never_steers_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["\x1b[31m"], ["check", "--\x1b[2J"], ["check", "x", "--format", "\x1b]0;"]):
        assert "\x1b" not in usage(capsys, *arguments)


def test_options_stand_anywhere_after_the_command(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "article.txt").write_text("No list.")
    reports = []
    for words in ("--format json article.txt --no-lookup", "article.txt --no-lookup -f json"):
        assert run(["check", *words.split()]) == 0
        reports.append(capsys.readouterr().out)
    assert reports[0] == reports[1] != ""


def test_settings_files_and_variables_count_for_every_command_that_uses_settings(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "refcheck.toml").write_text("ofline = true")
    for command in ("check a", "extract a", "bibtex a", "cache info"):
        assert "did you mean offline?" in usage(capsys, *command.split())
    (tmp_path / "refcheck.toml").unlink()
    monkeypatch.setenv("REFCHECK_OFLINE", "1")
    assert run(["cache", "info"]) == 0
    assert "warning: the environment variable REFCHECK_OFLINE" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "files", "environ"),
    [
        ("schema", "ofline = true\n", {"REFCHECK_RATE": "fast", "REFCHECK_OFLINE": "1"}),
        ("explain year-mismatch", "not TOML", {"REFCHECK_EUTILS_URL": "nowhere"}),
        ("parse article.txt", "rate = 0", {"NCBI_EMAIL": "nobody"}),
        ("extract article.txt", "rate = 0\nmax-age = -1", {"REFCHECK_EUTILS_URL": "nowhere"}),
        ("extract article.txt", "offline = true\nrefresh = true", {"NCBI_API_KEY": "a b"}),
        ("cache info", "fail-on = 'fatal'", {"REFCHECK_RATE": "fast", "REFCHECK_EMAIL": "x"}),
        ("cache info", "offline = true\nrefresh = true", {}),
    ],
)
def test_settings_that_a_command_does_not_use_are_harmless(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    files: str,
    environ: dict[str, str],
) -> None:
    (tmp_path / "refcheck.toml").write_text(files)
    (tmp_path / "article.txt").write_text("References\n\n1. Loo CK. Ketamine. Lancet. 2018;5:1.")
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert run([*command.split(), *(["--exit-zero"] if "extract" in command else [])]) == 0
    assert capsys.readouterr().err == ""


def test_bibtex_takes_offline_as_a_promise_that_it_keeps_anyway(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "article.txt").write_text("References\n\n1. Loo CK. Ketamine. Lancet. 2018;5:1.")
    assert run(["bibtex", "article.txt", "--offline"]) == 0
    assert "@article{" in capsys.readouterr().out


def test_a_working_directory_that_is_gone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> Path:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(Path, "cwd", gone)
    line = usage(capsys, "check", "a")
    assert line == "the current folder does not exist any more or cannot be read"


def raising(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_arguments: list[str]) -> int:
        raise error

    monkeypatch.setattr(command_line, "_invoke", fail)


def test_a_bug_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(ZeroDivisionError("secret"), monkeypatch)
    line = usage(capsys, "check", "x")
    assert line.startswith(f"this is a bug in refcheck {__version__}: ZeroDivisionError; please")
    assert "secret" not in line
    monkeypatch.setenv("REFCHECK_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(["check", "x"])


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(24, "Too many open files"), "too many open files"),
        (PermissionError(13, "Denied", "a/b"), "a/b: no permission to read it"),
        (PermissionError(13, "Denied", b"a/\xff"), "a/\\udcff: no permission to read it"),
        (MemoryError(), "not enough memory"),
    ],
)
def test_what_the_system_refuses_is_neither_a_bug_nor_an_error_of_the_output(
    error: Exception,
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raising(error, monkeypatch)
    assert usage(capsys, "check", "x") == f"the system stopped refcheck: {words}"


def test_an_interrupt_is_quiet(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(KeyboardInterrupt(), monkeypatch)
    assert run(["check", "x"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_closed_pipe_is_quiet(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(BrokenPipeError(), monkeypatch)
    monkeypatch.setattr(command_line, "silence_stdout", lambda: None)
    assert run(["check", "x"]) == 141
    assert capsys.readouterr() == ("", "")


class Full(io.StringIO):
    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def flush(self) -> None:
        raise self.error


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (
            OSError(28, "No space left on device"),
            2,
            "standard output: cannot be written: no space left on device",
        ),
        (BrokenPipeError(), 141, ""),
    ],
)
def test_what_is_still_to_be_written_at_the_end(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    error: OSError,
    status: int,
    said: str,
) -> None:
    monkeypatch.setattr(command_line, "_invoke", lambda _arguments: 0)
    monkeypatch.setattr(sys, "stdout", Full(error))
    assert run([]) == status
    assert said in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [["init"], ["--help"], ["--version"], ["check", "--help"]])
def test_output_that_cannot_be_written_is_called_so(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command_line, "silence_stdout", lambda: None)
    full = open("/dev/full", "w", encoding="utf-8")  # noqa: PTH123, SIM115
    monkeypatch.setattr(sys, "stdout", full)
    assert run(arguments) == 2
    with suppress(OSError):
        full.close()
    line = "refcheck: standard output: cannot be written: no space left on device\n"
    assert capsys.readouterr().err == line


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--help"], []])
def test_help_needs_standard_output(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setattr(command_line, "silence_stdout", lambda: None)
    monkeypatch.setattr(sys, "stdout", None)
    assert run(arguments) == 2
    assert capsys.readouterr().err == "refcheck: standard output is closed\n"


def test_no_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_line, "_invoke", lambda _arguments: 0)
    monkeypatch.setattr(sys, "stdout", None)
    assert run([]) == 0


def test_errors_of_the_output_are_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(OutputError("report.txt: cannot be written"), monkeypatch)
    assert usage(capsys, "check", "x") == "report.txt: cannot be written"


def test_shells_can_complete(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_REFCHECK_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "refcheck ch")
    monkeypatch.setenv("COMP_CWORD", "1")
    with pytest.raises(SystemExit) as stop:
        run([])
    assert stop.value.code == 0
    assert capsys.readouterr().out.split() == ["check"]


def test_the_process_takes_its_own_arguments(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["refcheck", "--version"])
    assert __main__.main() == 0
    assert capsys.readouterr().out.startswith("refcheck ")


def test_an_interrupt_while_loading(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "run", interrupted)
    assert __main__.main() == 130


def test_schema_goes_where_it_is_asked_to(tmp_path: Path) -> None:
    target = tmp_path / "schema.json"
    assert run(["schema", "-o", str(target)]) == 0
    assert '"refcheck-report/2"' in target.read_text(encoding="utf-8")
    assert schema.__doc__
