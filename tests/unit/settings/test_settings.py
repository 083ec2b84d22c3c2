"""Where settings come from, which of them wins, and what is said of wrong ones."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from refcheck.errors import SettingsError, UsageError
from refcheck.model.finding import Severity
from refcheck.model.report import SettingsFile
from refcheck.settings import SETTINGS, Origin, Settings, load_settings, unknown_variables


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
    fields = set(Settings.__dataclass_fields__) - {"origins", "settings_file"}
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


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"rate": 0}, "rate is 0, not a number above 0"),
        ({"rate": -1}, "rate is -1, not a number above 0"),
        ({"rate": float("nan")}, "rate is nan, not a number above 0"),
        ({"rate": float("inf")}, "rate is inf, not a number above 0"),
        ({"rate": float("-inf")}, "rate is -inf, not a number above 0"),
        ({"rate": "3"}, "rate has to be a number"),
        ({"rate": True}, "rate has to be a number"),
        ({"rate": 10**400}, "rate is "),
        ({"max_age": -1}, "max_age is -1, not between 0 and 36500 days"),
        ({"max_age": 36_501}, "max_age is 36501, not between"),
        ({"max_age": 10**5000}, "max_age is a number with too many digits"),
        ({"max_age": 1.5}, "max_age has to be a whole number"),
        ({"max_age": float("nan")}, "max_age has to be a whole number"),
        ({"max_age": None}, "max_age has to be a whole number"),
        ({"max_age": True}, "max_age has to be a whole number"),
        ({"eutils_url": "ftp://x.example/"}, "eutils_url is not an http or https address"),
        ({"eutils_url": ""}, "eutils_url is not an http or https address"),
        ({"eutils_url": "https://a.example\\@b.example/"}, "eutils_url is not an http"),
        ({"eutils_url": None}, "eutils_url has to be text"),
        ({"eutils_url": b"https://x.example/"}, "eutils_url has to be text"),
        ({"cache_dir": ""}, "cache_dir is empty"),
        ({"cache_dir": Path("a\0b")}, "cache_dir has a NUL character in it"),
        ({"cache_dir": 3}, "cache_dir has to be text"),
        ({"email": "nobody"}, "email is not an e-mail address"),
        ({"ncbi_email": "nobody"}, "ncbi_email is not an e-mail address"),
        ({"api_key": "two words"}, "api_key is not an API key"),
        ({"api_key": 5}, "api_key has to be text"),
        ({"fail_on": "fatal"}, "fail_on is 'fatal'; use error, warning or info"),
        ({"fail_on": None}, "fail_on has to be text"),
        ({"offline": "no"}, "offline has to be true or false"),
        ({"lookup": 1}, "lookup has to be true or false"),
        ({"exit_zero": None}, "exit_zero has to be true or false"),
        (
            {"refresh": True, "offline": True},
            "refresh sends every query again and offline opens no",
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else None,
)
def test_settings_are_checked_however_they_are_made(values: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        Settings(**values)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
    if len(values) == 1 and None not in values.values():
        with pytest.raises(UsageError):
            replace(Settings(), **values)


def test_settings_take_what_their_fields_are_of() -> None:
    settings = Settings(rate=3, cache_dir="kept", fail_on="info", eutils_url="http://x.example")  # type: ignore[arg-type]
    assert settings.rate == 3.0
    assert settings.cache_dir == Path("kept")
    assert settings.fail_on is Severity.INFO
    assert settings.eutils_url == "http://x.example/"
    assert Settings(cache_dir=Path("a/b")).cache_dir == Path("a/b")


def test_settings_remember_where_a_value_comes_from(tmp_path: Path) -> None:
    write(tmp_path / "refcheck.toml", "rate = 1\nmax-age = 5\nexit-zero = false")
    settings = load_settings({"max_age": "6"}, {"REFCHECK_OFFLINE": "1"}, tmp_path)
    assert settings.origin("max_age") is Origin.OPTION
    assert settings.origin("offline") is Origin.ENVIRONMENT
    assert settings.origin("rate") is Origin.FILE
    assert settings.origin("exit_zero") is Origin.FILE
    assert settings.origin("email") is Origin.DEFAULT
    assert Settings(rate=1).origin("rate") is Origin.PROGRAM
    assert Settings(rate=1).origin("email") is Origin.DEFAULT


@pytest.mark.parametrize(
    ("overrides", "environ", "services", "ncbi"),
    [
        ({}, {}, "file@x.example", None),
        ({}, {"NCBI_EMAIL": "n@x.example"}, "file@x.example", "n@x.example"),
        ({}, {"REFCHECK_EMAIL": "r@x.example"}, "r@x.example", None),
        (
            {},
            {"REFCHECK_EMAIL": "r@x.example", "NCBI_EMAIL": "n@x.example"},
            "r@x.example",
            "n@x.example",
        ),
        ({"email": "o@x.example"}, {"NCBI_EMAIL": "n@x.example"}, "o@x.example", None),
    ],
)
def test_the_address_for_ncbi_alone(
    tmp_path: Path,
    overrides: dict[str, object],
    environ: dict[str, str],
    services: str,
    ncbi: str | None,
) -> None:
    write(tmp_path / "refcheck.toml", 'email = "file@x.example"')
    settings = load_settings(overrides, environ, tmp_path)
    assert (settings.email, settings.ncbi_email) == (services, ncbi)
    assert settings.lookup_config.email == (ncbi or services)


@pytest.mark.parametrize(
    ("overrides", "environ", "named"),
    [
        ({}, {}, False),
        ({"eutils_url": "http://option.example/"}, {}, True),
        ({}, {"REFCHECK_EUTILS_URL": "http://environment.example/"}, True),
        # The user says the same as the file: he has named it.
        ({"eutils_url": "http://file.example/"}, {}, True),
    ],
)
def test_whether_the_user_has_named_the_address(
    tmp_path: Path, overrides: dict[str, object], environ: dict[str, str], named: bool
) -> None:
    write(tmp_path / "refcheck.toml", 'eutils-url = "http://file.example/"\napi-key = "key"')
    settings = load_settings(overrides, environ, tmp_path)
    assert settings.lookup_config.address_named == named
    assert settings.lookup_config.sent_key == ("key" if named else None)


def test_a_program_names_its_address_itself() -> None:
    settings = Settings(eutils_url="http://mirror.example/", api_key="key")
    assert settings.lookup_config.sent_key == "key"
    assert Settings(api_key="key").lookup_config.sent_key == "key"


@pytest.mark.parametrize(
    ("text", "weakens"),
    [
        ("", ()),
        ("rate = 1\nrefresh = true\nmax-age = 90\nfail-on = 'info'\ncache-dir = 'kept'", ()),
        ("fail-on = 'error'\nexit-zero = false\nno-lookup = false\noffline = false", ()),
        ("eutils-url = 'https://eutils.ncbi.nlm.nih.gov/entrez/eutils'", ()),
        ("exit-zero = true", ("exit-zero",)),
        ("no-lookup = true", ("no-lookup",)),
        ("offline = true", ("offline",)),
        ("max-age = 91", ("max-age",)),
        ("eutils-url = 'https://eutils.ncbi.nlm.nih.gov.evil.example/'", ("eutils-url",)),
        ("eutils-url = 'http://eutils.ncbi.nlm.nih.gov/entrez/eutils/'", ("eutils-url",)),
        (
            "exit-zero = true\nno-lookup = true\nmax-age = 9999",
            ("no-lookup", "max-age", "exit-zero"),
        ),
    ],
)
def test_what_a_file_weakens(tmp_path: Path, text: str, weakens: tuple[str, ...]) -> None:
    write(tmp_path / "refcheck.toml", text)
    assert load_settings({}, {}, tmp_path).settings_file == SettingsFile(
        path="refcheck.toml", weakens=weakens
    )


def test_what_the_user_says_himself_weakens_nothing(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.refcheck]\nexit-zero = true\noffline = true")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    settings = load_settings({"exit_zero": True}, {"REFCHECK_OFFLINE": "0"}, inner)
    assert settings.settings_file == SettingsFile(path="../../pyproject.toml")
    assert load_settings({}, {}, Path(tmp_path.anchor)).settings_file is None


INSIDE = [
    "kept",
    "./kept",
    "a/../kept",
    ".",
    "{folder}/kept",
    "new/and/deep",
    "link-inside",
    "others",
]
OUTSIDE = ["..", "../kept", "/etc", "~/.ssh", "a/../../kept", "{folder}/../kept", "link", "link/x"]


@pytest.mark.parametrize("named", INSIDE)
def test_a_file_may_name_a_cache_inside_its_own_folder(tmp_path: Path, named: str) -> None:
    folder = laid_out(tmp_path)
    named = named.format(folder=folder)
    write(folder / "refcheck.toml", f"cache-dir = '{named}'")
    found = load_settings({}, {}, folder).cache_dir
    assert found is not None
    assert found.resolve().is_relative_to(folder.resolve())


@pytest.mark.parametrize("named", [*OUTSIDE, "loop", "full", "texts", "draft"])
def test_a_file_may_name_no_cache_elsewhere(tmp_path: Path, named: str) -> None:
    folder = laid_out(tmp_path)
    named = named.format(folder=folder)
    write(folder / "refcheck.toml", f"cache-dir = '{named}'")
    said = complaint(folder)
    assert said.startswith(f"{folder / 'refcheck.toml'}: cache-dir is ")
    assert "leads out of the folder" in said or "cannot be followed" in said
    option = load_settings({"cache_dir": "/etc"}, {}, folder.parent)
    assert option.cache_dir == Path("/etc")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize(
    "name", ["answers.sqlite", "answers.sqlite-wal", "citation.jsonl", "records/1.xml", "records"]
)
@pytest.mark.parametrize("linked", [False, True])
def test_a_cache_of_a_stranger_has_no_pipes_in_it(tmp_path: Path, name: str, linked: bool) -> None:
    """Reading one never ends."""
    path = tmp_path / "kept" / name
    path.parent.mkdir(parents=True)
    os.mkfifo(tmp_path / "pipe" if linked else path)
    if linked:
        path.symlink_to(tmp_path / "pipe")
    write(tmp_path / "refcheck.toml", "cache-dir = 'kept'")
    assert complaint(tmp_path).endswith(f"and {path.name!r} in it is not a file")


def laid_out(place: Path) -> Path:
    """A stranger's folder with links of every kind."""
    folder = place / "stranger"
    (folder / "a").mkdir(parents=True)
    (folder / "full").mkdir()
    (folder / "inside").mkdir()
    (folder / "link").symlink_to(place)
    (folder / "link-inside").symlink_to(folder / "inside")
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "full" / "answers.sqlite.lock").symlink_to(place / "precious")
    (folder / "texts").mkdir()
    (folder / "texts" / "records").symlink_to(place)
    (folder / "draft").mkdir()
    (folder / "draft" / ".search.jsonl.123").symlink_to(place / "precious")
    (folder / "others").mkdir()
    (folder / "others" / "article.txt").symlink_to(place / "precious")
    return folder


def test_a_file_may_name_the_default_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.lookup.config.default_cache_dir", lambda: tmp_path / "cache")
    folder = tmp_path / "folder"
    write(folder / "refcheck.toml", "cache-dir = '../cache'")
    found = load_settings({}, {}, folder).cache_dir
    assert found is not None
    assert found.resolve() == tmp_path / "cache"


def test_unknown_variables_are_told_with_the_nearest_right_name() -> None:
    environ = {"REFCHECK_OFLINE": "1", "REFCHECK_DEBUG": "1", "REFCHECK_RATE": "3", "HOME": "/"}
    assert unknown_variables(environ) == [
        "the environment variable REFCHECK_OFLINE means nothing to refcheck; "
        "did you mean REFCHECK_OFFLINE?"
    ]


def test_only_the_wanted_settings_are_read(tmp_path: Path) -> None:
    (tmp_path / "refcheck.toml").write_text("rate = 0\noffline = true\nexit-zero = true")
    environ = {"REFCHECK_EUTILS_URL": "nowhere", "NCBI_EMAIL": "nobody"}
    settings = load_settings({}, environ, tmp_path, only=("exit_zero", "fail_on"))
    assert settings == Settings(exit_zero=True)
    assert settings.settings_file == SettingsFile(path="refcheck.toml", weakens=("exit-zero",))
    with pytest.raises(SettingsError, match="NCBI_EMAIL is not an e-mail address"):
        load_settings({}, environ, tmp_path, only=("email",))


def test_a_key_that_does_not_exist_is_an_error_whatever_is_read(tmp_path: Path) -> None:
    (tmp_path / "refcheck.toml").write_text("ofline = true")
    with pytest.raises(SettingsError, match="did you mean offline"):
        load_settings({}, {}, tmp_path, only=("cache_dir",))
