"""Where settings come from, which of them wins, and what is said of wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from refcheck.errors import SettingsError, UsageError
from refcheck.model.finding import Severity
from refcheck.settings import SETTINGS, Settings, load_settings, unknown_variables


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def complaint(
    directory: Path,
    overrides: dict[str, object] | None = None,
    environ: dict[str, str] | None = None,
) -> str:
    with pytest.raises(UsageError) as caught:
        load_settings(overrides or {}, environ or {}, directory)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_nothing_given_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings({}, {}, tmp_path) == Settings()


def test_every_setting_is_a_field_and_has_a_name_of_its_own() -> None:
    fields = set(Settings.__dataclass_fields__)
    assert {setting.field for setting in SETTINGS} == fields
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)


def test_command_line_beats_environment_beats_file(tmp_path: Path) -> None:
    write(tmp_path / "refcheck.toml", 'rate = 1\nmax-age = 5\neutils-url = "http://file.example/"')
    environ = {"REFCHECK_RATE": "2", "REFCHECK_EUTILS_URL": "http://environment.example/"}
    settings = load_settings({"rate": "3", "max_age": None}, environ, tmp_path)
    assert settings.rate == 3
    assert settings.eutils_url == "http://environment.example/"
    assert settings.max_age == 5


def test_all_keys_of_a_file(tmp_path: Path) -> None:
    write(
        tmp_path / "refcheck.toml",
        """
        offline = true
        no-lookup = true
        cache-dir = "answers"
        max-age = 30
        refresh = false
        eutils-url = "https://mirror.example/eutils"
        rate = 0.5
        email = "editor@example.org"
        api-key = "0123456789abcdef"
        fail-on = "warning"
        exit-zero = true
        """,
    )
    assert load_settings({}, {}, tmp_path) == Settings(
        offline=True,
        lookup=False,
        cache_dir=tmp_path / "answers",
        max_age=30,
        refresh=False,
        eutils_url="https://mirror.example/eutils/",
        rate=0.5,
        email="editor@example.org",
        api_key="0123456789abcdef",
        fail_on=Severity.WARNING,
        exit_zero=True,
    )


def test_the_nearest_file_counts_and_refcheck_toml_goes_first(tmp_path: Path) -> None:
    write(tmp_path / "refcheck.toml", "rate = 1")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert load_settings({}, {}, inner).rate == 1
    write(tmp_path / "a" / "pyproject.toml", "[tool.refcheck]\nrate = 2")
    assert load_settings({}, {}, inner).rate == 2
    write(tmp_path / "a" / "refcheck.toml", "rate = 3")
    assert load_settings({}, {}, inner).rate == 3


@pytest.mark.parametrize("project", ["", "[tool.ruff]\nline-length = 100", "tool = 3", "[tool]"])
def test_a_project_file_without_our_table_does_not_stop_the_search(
    tmp_path: Path, project: str
) -> None:
    write(tmp_path / "refcheck.toml", "rate = 1")
    write(tmp_path / "project" / "pyproject.toml", project)
    assert load_settings({}, {}, tmp_path / "project").rate == 1


def test_an_empty_table_does_stop_the_search(tmp_path: Path) -> None:
    write(tmp_path / "refcheck.toml", "rate = 1")
    write(tmp_path / "project" / "pyproject.toml", "[tool.refcheck]")
    assert load_settings({}, {}, tmp_path / "project").rate is None


def test_paths_are_relative_to_where_they_are_written(tmp_path: Path) -> None:
    write(tmp_path / "refcheck.toml", 'cache-dir = "kept"')
    inner = tmp_path / "inner"
    inner.mkdir()
    assert load_settings({}, {}, inner).cache_dir == tmp_path / "kept"
    assert load_settings({}, {"REFCHECK_CACHE_DIR": "kept"}, inner).cache_dir == inner / "kept"
    assert load_settings({"cache_dir": "/else"}, {}, inner).cache_dir == Path("/else")


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert load_settings({"cache_dir": "~/kept"}, {}, tmp_path).cache_dir == tmp_path / "kept"


def test_a_byte_order_mark_in_a_file_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "refcheck.toml").write_bytes(b"\xef\xbb\xbfrate = 1\r\n")
    assert load_settings({}, {}, tmp_path).rate == 1


@pytest.mark.parametrize("word", ["1", "true", "Yes", " on ", "TRUE", "y", "t"])
def test_words_for_true(tmp_path: Path, word: str) -> None:
    assert load_settings({}, {"REFCHECK_OFFLINE": word}, tmp_path).offline is True


@pytest.mark.parametrize("word", ["0", "false", "No", "off", "n", "F"])
def test_words_for_false_overrule_a_file(tmp_path: Path, word: str) -> None:
    write(tmp_path / "refcheck.toml", "offline = true")
    assert load_settings({}, {"REFCHECK_OFFLINE": word}, tmp_path).offline is False


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_variable_is_an_unset_one(tmp_path: Path, empty: str) -> None:
    environ = {setting.variable: empty for setting in SETTINGS if setting.variable}
    assert load_settings({}, environ, tmp_path) == Settings()


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"rate": "fast"}, "--rate is 'fast', not a number of requests a second"),
        ({"rate": "0"}, "--rate is 0, not a number above 0"),
        ({"rate": "-1"}, "--rate is -1, not a number above 0"),
        ({"rate": "nan"}, "--rate is nan, not a number above 0"),
        ({"rate": "inf"}, "--rate is inf, not a number above 0"),
        ({"max_age": "1.5"}, "--max-age is '1.5', not a whole number of days"),
        ({"max_age": "-1"}, "--max-age is -1, not between 0 and 36500 days"),
        ({"fail_on": "errors"}, "--fail-on is 'errors'; did you mean error?"),
        ({"fail_on": "fatal"}, "--fail-on is 'fatal'; use error, warning or info"),
        ({"cache_dir": ""}, "--cache-dir is empty: it takes the path of a folder"),
        ({"cache_dir": "a\0b"}, "--cache-dir has a NUL character in it"),
        ({"cache_dir": "~nobody-of-that-name/x"}, "--cache-dir is '~nobody-of-that-name/x'"),
        ({"eutils_url": "ftp://x.example/"}, "--eutils-url is not an http or https address"),
        ({"eutils_url": "eutils.example"}, "--eutils-url is not an http or https address"),
        ({"eutils_url": "https:///eutils"}, "--eutils-url is not an http or https address"),
        ({"eutils_url": "http://x.example:99999/"}, "is not an http or https address"),
        ({"eutils_url": "http://[::1/"}, "is not an http or https address"),
        ({"eutils_url": "http://x.example/a b/"}, "is not an http or https address"),
        ({"eutils_url": "http://x.example/?a=b"}, "--eutils-url cannot have ? or # in it"),
        ({"email": "nobody"}, "--email is not an e-mail address"),
        ({"api_key": "two words"}, "--api-key is not an API key"),
        ({"api_key": "schlüssel"}, "--api-key is not an API key"),
    ],
)
def test_wrong_values_on_the_command_line(
    tmp_path: Path, overrides: dict[str, object], message: str
) -> None:
    assert message in complaint(tmp_path, overrides)


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({"REFCHECK_OFFLINE": "maybe"}, "REFCHECK_OFFLINE is 'maybe', not true or false"),
        ({"REFCHECK_RATE": "0"}, "REFCHECK_RATE is 0, not a number above 0"),
        ({"REFCHECK_EUTILS_URL": "x"}, "REFCHECK_EUTILS_URL is not an http or https address"),
        ({"NCBI_EMAIL": "me"}, "NCBI_EMAIL is not an e-mail address"),
    ],
)
def test_wrong_values_in_the_environment(
    tmp_path: Path, environ: dict[str, str], message: str
) -> None:
    assert message in complaint(tmp_path, environ=environ)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cache_dir = 'x'", "there is no setting 'cache_dir'; did you mean cache-dir?"),
        ("ofline = true", "there is no setting 'ofline'; did you mean offline?"),
        ("lookup = false", "there is no setting 'lookup'; did you mean no-lookup?"),
        ("colour = true", "there is no setting 'colour'; use offline, no-lookup,"),
        ("offline = 'yes'", "offline has to be true or false"),
        ("offline = 1", "offline has to be true or false"),
        ("rate = '3'", "rate has to be a number"),
        ("rate = true", "rate has to be a number"),
        ("rate = -1", "rate is -1, not a number above 0"),
        ("max-age = 1.0", "max-age has to be a whole number"),
        ("api-key = 12345", "api-key has to be text"),
        ("fail-on = ['error']", "fail-on has to be text"),
        ("offline = yes", "(at line 1, column 11)"),
    ],
)
def test_wrong_files(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path / "refcheck.toml", text)
    said = complaint(tmp_path)
    assert said.startswith(str(path))
    assert message in said


def test_a_wrong_table_of_the_project_file(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool]\nrefcheck = 3")
    assert "has to be a table, [tool.refcheck]" in complaint(tmp_path)


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "refcheck.toml").write_bytes(b"email = '\xe9@x'")
    assert complaint(tmp_path).endswith("it is not UTF-8 text")


def test_a_folder_that_cannot_be_looked_into_is_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> bool:
        raise PermissionError

    write(tmp_path / "refcheck.toml", "rate = 1")
    monkeypatch.setattr(Path, "is_file", refuse)
    assert load_settings({}, {}, tmp_path) == Settings()


def test_a_file_that_cannot_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, **_: object) -> str:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "refcheck.toml", "rate = 1")
    monkeypatch.setattr(Path, "read_text", refuse)
    assert complaint(tmp_path) == f"{path}: Permission denied"


def test_offline_and_refresh_exclude_each_other_wherever_they_stand(tmp_path: Path) -> None:
    said = complaint(tmp_path, {"refresh": True}, {"REFCHECK_OFFLINE": "1"})
    assert "--refresh" in said
    assert "REFCHECK_OFFLINE" in said
    settings = load_settings({"refresh": True, "offline": False}, {}, tmp_path)
    assert settings.refresh


def test_wrong_settings_in_a_file_are_settings_errors(tmp_path: Path) -> None:
    write(tmp_path / "refcheck.toml", "ofline = true")
    with pytest.raises(SettingsError):
        load_settings({}, {}, tmp_path)


@pytest.mark.parametrize(
    ("overrides", "environ"),
    [
        ({"api_key": "secret secret"}, {}),
        ({"email": "secret"}, {}),
        ({"eutils_url": "ftp://me:secret@x.example/"}, {}),
        ({}, {"NCBI_API_KEY": "secret secret"}),
        ({}, {"NCBI_EMAIL": "secret"}),
    ],
)
def test_secrets_are_in_no_message(
    tmp_path: Path, overrides: dict[str, object], environ: dict[str, str]
) -> None:
    assert "secret" not in complaint(tmp_path, overrides, environ)


def test_secrets_are_not_in_the_representation() -> None:
    shown = repr(Settings(api_key="secret", email="secret@example.org"))
    assert "secret" not in shown


def test_unknown_variables_are_told_with_the_nearest_right_name() -> None:
    environ = {"REFCHECK_OFLINE": "1", "REFCHECK_DEBUG": "1", "REFCHECK_RATE": "3", "HOME": "/"}
    assert unknown_variables(environ) == [
        "the environment variable REFCHECK_OFLINE means nothing to refcheck; "
        "did you mean REFCHECK_OFFLINE?"
    ]
