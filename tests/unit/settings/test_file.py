"""The file that settings are read from: which one, and each way in which it can be broken."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.growth import grows_in_proportion

from refcheck.errors import SettingsError
from refcheck.settings import file as settings_file
from refcheck.settings import load_settings
from refcheck.settings.file import DEEPEST, LARGEST, nearest_table

BIG = LARGEST - 100
DEEP = ".".join(["a"] * 40)


def complaint(folder: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings({}, {}, folder)
    said = str(caught.value)
    assert said.startswith(f"{folder}{os.sep}")
    assert "\n" not in said
    assert len(said) < 400 + len(str(folder))
    return said


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = " + "[" * 100_000, "nested too deeply"),
        ("a = " + "[" * 5_000 + "]" * 5_000, "nested too deeply"),
        ("a = " + "{a = " * 100_000, "nested too deeply"),
        ("a = " + "[{a = " * 20_000, "nested too deeply"),
        (".".join(["a"] * 100_000) + " = 1", "nested too deeply"),
        (" . ".join(["a"] * 50_000) + " = 1", "nested too deeply"),
        (".".join(["'a'"] * 50_000) + " = 1", "nested too deeply"),
        (".".join(['"a\\""'] * 50_000) + " = 1", "nested too deeply"),
        ("[" + ".".join(["a"] * 100_000) + "]", "nested too deeply"),
        ("[[" + ".".join(["a"] * 100_000) + "]]", "nested too deeply"),
        ("a = {" + ".".join(["a"] * 100_000) + " = 1}", "nested too deeply"),
        ("a = [{" + ".".join(["a"] * 100_000) + " = 1}]", "nested too deeply"),
        ('a = {b = """x"""", ' + DEEP + " = 1}", "nested too deeply"),
        ("a = {b = '''x''''', " + DEEP + " = 1}", "nested too deeply"),
        ("a = {b = 'x', " + DEEP + " = 1}", "nested too deeply"),
        ('a = {b = "\\"", ' + DEEP + " = 1}", "nested too deeply"),
        ("a = " + "1" * 5_000, "too many digits"),
        ("a = -" + "1" * 100_000, "too many digits"),
        ("a = 1" + "_1" * 5_000, "too many digits"),
        ("max-age = 0x" + "f" * 100_000, "max-age is a number with too many digits"),
        ("rate = 0x" + "f" * 100_000, "rate is a number with too many digits"),
        ("rate = 1e999", "rate is inf, not a number above 0"),
        ("rate = inf", "rate is inf"),
        ("rate = nan", "rate is nan"),
        ("rate = " + "9" * 4_000, "rate is 9999"),
        ("max-age = 1979-05-27", "max-age has to be a whole number"),
        ("max-age = " + "9" * 4_000, "max-age is "),
        ("offline = true\noffline = true", "Cannot overwrite a value"),
        ("[a]\n[a]", "Cannot declare"),
        ("a = 1\0", "line 1"),
        ("\0", "line 1"),
        ("a = 2020-13-45", "line 1"),
        ('a = "\\ud800"', "not a Unicode scalar value"),
        ("a = '" + "x" * BIG, "end of document"),
        ('a = """' + '\\"""' * 100_000, "end of document"),
        ("= 1", "line 1"),
        ("offline", "end of document"),
        ("\r" * BIG, "line 1"),
        ("k" * BIG + " = 1", "there is no setting 'kkk"),
        ("\x1b[31m = 1", "line 1"),
        ('"\\u001b[31m" = 1', "there is no setting '\\x1b[31m'"),
        ("eutils-url = '" + "h" * BIG + "'", "is not an http or https address"),
        ("fail-on = '" + "h" * BIG + "'", "fail-on is 'hhh"),
        ("cache-dir = '" + "h" * BIG + "'", "cache-dir is 'hhh"),
        ('cache-dir = "a\\u0000b"', "NUL character"),
        ("offline = {a = true}", "offline has to be true or false"),
        ("#" * (LARGEST + 1), "larger than 512 kB"),
    ],
    ids=lambda text: text[:20],
)
def test_broken_files(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "refcheck.toml").write_text(text, encoding="utf-8")
    assert message in complaint(tmp_path)
    (tmp_path / "refcheck.toml").unlink()
    project = f"[tool.refcheck]\n{text}"
    if not text.startswith("[") and len(project) <= LARGEST:
        (tmp_path / "pyproject.toml").write_text(project, encoding="utf-8")
        assert message.replace("line 1", "line 2") in complaint(tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"\xff", b"a = '\xe9'", "a = 1".encode("utf-16"), b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80"],
)
def test_bytes_that_are_not_text(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "refcheck.toml").write_bytes(content)
    assert complaint(tmp_path).endswith("it is not UTF-8 text")


def test_what_is_no_file(tmp_path: Path) -> None:
    own = tmp_path / "refcheck.toml"
    own.mkdir()
    assert complaint(tmp_path) == f"{own}: it is a folder"
    own.rmdir()
    own.symlink_to("nowhere")
    assert complaint(tmp_path) == f"{own}: the link leads to no file"
    own.unlink()
    own.symlink_to(own)
    assert complaint(tmp_path) == f"{own}: the link leads to itself"
    own.unlink()
    if hasattr(os, "mkfifo"):
        os.mkfifo(own)
        assert complaint(tmp_path) == f"{own}: it is not a file"
        own.unlink()
        own.symlink_to("/dev/zero")
        assert complaint(tmp_path) == f"{own}: it is not a file"


def test_a_project_file_that_is_no_file_is_passed_over(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.mkdir()
    assert nearest_table(tmp_path) is None
    project.rmdir()
    project.symlink_to(project)
    assert nearest_table(tmp_path) is None


@pytest.mark.parametrize(
    "text",
    ["not = = TOML", "a = " + "[" * 100_000, DEEP + " = 1", "a = " + "1" * 5_000, "\0"],
    ids=lambda text: text[:10],
)
def test_a_project_file_that_says_nothing_of_refcheck_may_be_broken(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert nearest_table(tmp_path) is None


@pytest.mark.parametrize(
    "padding",
    [
        "# " + "a." * (BIG // 4) + "\n",
        '[tool.x]\nk = """' + "a.b.c.\n" * (BIG // 14) + '"""\n',
        "[tool.x]\nk = [\n"
        + '"1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19",\n' * 5_000
        + "]\n",
        "[tool.x]\n" + "".join(f"k{n} = '''{'a.' * 30}'''\n" for n in range(3_000)),
        "".join(f"[tool.x.y.z.k{n}]\nv = 1.5\n" for n in range(5_000)),
    ],
    ids=["comment", "text", "array", "values", "tables"],
)
def test_a_large_harmless_project_file(tmp_path: Path, padding: str) -> None:
    text = f"{padding}[tool.refcheck]\nrate = 2\n"
    assert 90_000 < len(text) <= LARGEST
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert load_settings({}, {}, tmp_path).rate == 2


def test_keys_up_to_the_limit(tmp_path: Path) -> None:
    key = ".".join(["a"] * (DEEPEST + 1))
    project = tmp_path / "pyproject.toml"
    project.write_text(f"[tool.refcheck]\n[{key}]\nx = 1\n")
    assert nearest_table(tmp_path) == (project, {})
    project.write_text(f"[tool.refcheck]\n[{key}.a]\nx = 1\n")
    with pytest.raises(SettingsError, match="nested too deeply"):
        nearest_table(tmp_path)


def test_a_folder_that_cannot_be_looked_into_is_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, **_: object) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "refcheck.toml").write_text("rate = 1")
    (tmp_path / "pyproject.toml").write_text("[tool.refcheck]")
    monkeypatch.setattr(Path, "stat", refuse)
    monkeypatch.setattr(Path, "is_file", refuse)
    assert nearest_table(tmp_path) is None


@pytest.mark.parametrize("name", ["refcheck.toml", "pyproject.toml"])
def test_a_file_that_cannot_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def refuse(_path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / name
    path.write_text("rate = 1")
    monkeypatch.setattr(Path, "open", refuse)
    assert complaint(tmp_path) == f"{path}: no permission to read it"


def test_the_time_for_strings_and_comments_grows_with_their_length() -> None:
    for text in ('"""\\"""', '"', "'", '"\\', '"" ', "''' ", "=", "\n", "a.", "#"):
        assert grows_in_proportion(lambda size, text=text: hidden(text * size), 4_000)


def hidden(text: str) -> None:
    settings_file._BETWEEN_KEYS.split(settings_file._HIDDEN.sub("_", text))
