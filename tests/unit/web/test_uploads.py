"""What a form may bring: sizes, names, and forms that are none."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Any

import pytest
from tests.unit.web.serving import HOME, RIGHT, checked, never, served, small, upload, words

from refcheck.web import uploads


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("article.txt", "article.txt"),
        ("../../etc/passwd", "passwd"),
        ("/etc/passwd", "passwd"),
        ("C:\\Users\\me\\thesis.docx", "thesis.docx"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\x00b\r\nSet-Cookie: x.txt", "a b Set-Cookie: x.txt"),
        ("\x1b[31mred.txt", "[31mred.txt"),
        ("evil\u202etxt.exe", None),
        ("-", "document"),
        (".", "document"),
        ("..", "document"),
        ("   ", "document"),
        ("Müller 论文.pdf", "Müller 论文.pdf"),
        ("x" * 500 + ".docx", None),
        ("x" * 5_000, None),
    ],
)
def test_names_are_only_shown(given: str, shown: str | None) -> None:
    name = uploads._name(given)
    if shown is not None:
        assert " ".join(name.split()) == shown
    assert "/" not in name
    assert "\\" not in name
    assert len(name) <= 130
    assert name.isprintable()
    assert name.endswith(".docx") is given.endswith(".docx")


def test_a_name_leads_to_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document names files of the folder that the server runs in: they are not read."""
    secret = "@article{a, author={Secret, Sam}, title={Secret plans}, year={2020}}"
    (tmp_path / "refs.bib").write_text(secret, encoding="utf-8")
    (tmp_path / "part.tex").write_text("Secret plans", encoding="utf-8")
    (tmp_path / "paper.bbl").write_text(
        "\\begin{thebibliography}{1}\\bibitem{a} Sam. Secret plans. 2020.\\end{thebibliography}",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    documents = {
        "paper.tex": "\\documentclass{article}\\begin{document}\\cite{a}\\input{part}"
        "\\bibliography{refs}\\end{document}",
        "paper.md": "---\nbibliography: refs.bib\n---\nPlans [@a].\n",
        "part.tex": "\\include{part}\\nocite{*}\\addbibresource{refs.bib}",
    }
    with served() as client:
        for name, text in documents.items():
            for shown in (name, f"{tmp_path}/{name}", f"./{name}"):
                job = checked(client, (shown, text.encode()))
                for path in (job, f"{job}/report", f"{job}/report.json"):
                    assert "Secret" not in client.get(path).text


def test_nothing_is_an_error_in_words() -> None:
    with served() as client:
        for answer in (upload(client), upload(client, text=" \r\n ")):
            assert answer.status_code == 400
            assert "choose a file, or paste a list" in words(answer)


def test_a_file_that_is_too_large() -> None:
    with served(limits=small(file_bytes=5_000)) as client:
        assert upload(client, ("a.txt", b"x" * 5_000)).status_code == 303
        answer = upload(client, ("a.txt", b"x" * 5_001))
    assert answer.status_code == 413
    assert "a.txt is too large: at most 0.005 MB a file" in words(answer)


def test_a_request_that_is_too_large_is_not_kept() -> None:
    with served(limits=small(request_bytes=9_000)) as client:
        answer = upload(client, ("a.txt", b"x" * 9_001))
        assert answer.status_code == 413
        assert "at most 0.009 MB at once" in words(answer)
        assert upload(client, text=RIGHT).status_code == 303


def test_too_many_files_and_too_long_a_text() -> None:
    with served(limits=small(files=2, text_characters=1_000)) as client:
        files = [(f"{number}.txt", b"x") for number in range(3)]
        assert upload(client, *files[:2]).status_code == 303
        answer = upload(client, *files)
        assert answer.status_code == 413
        assert "At most 2 files" in words(answer)
        assert upload(client, *files, *files).status_code == 413
        for text in ("x" * 1_001, "x" * 9_000):
            answer = upload(client, text=text)
            assert answer.status_code == 413
            assert "at most 1,000 characters" in words(answer)


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/x-www-form-urlencoded", b"text=x", 415),
        ("text/plain", b"x", 415),
        ("", b"x", 415),
        ("multipart/form-data", b"x", 400),
        ("multipart/form-data; boundary=b", b"x", 400),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data\r\n\r\n", 400),
        ("multipart/form-data; boundary=b", b"", 400),
        ("multipart/form-data; boundary=" + "b" * 5_000, b"x", 400),
        ("multipart/form-data; charset=utf-7; boundary=b", b"--b--\r\n", 400),
    ],
)
def test_forms_that_are_none(kind: str, body: bytes, status: int) -> None:
    with served() as client:
        answer = client.post("/jobs", content=body, headers={"Content-Type": kind})
        assert answer.status_code == status
        assert 'class="problem"' in answer.text
        assert client.get("/").status_code == 200


def scope(**headers: str) -> dict[str, Any]:
    given = {"host": "127.0.0.1:8765", "origin": HOME, **headers}
    return {
        "type": "http",
        "method": "POST",
        "path": "/jobs",
        "query_string": b"",
        "headers": [(name.replace("_", "-").encode(), one.encode()) for name, one in given.items()],
    }


@pytest.mark.parametrize("length", [None, "-1", "x", "1e9", "٣", "9" * 30])
def test_a_form_has_to_say_how_long_it_is(length: str | None) -> None:
    from starlette.requests import Request

    sent = {"content_length": length} if length is not None else {}
    with pytest.raises(uploads.RefusedError) as refused:
        uploads.declared_size(Request(scope(**sent)))
    assert refused.value.status == 411


def read(body: list[bytes], limits: Any, *, length: int, pause: float = 0.0) -> Any:
    """The fields of a body that comes in pieces."""
    from starlette.requests import Request

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(pause)
        if not body:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": body.pop(0), "more_body": bool(body)}

    kind = "multipart/form-data; boundary=b"
    request = Request(scope(content_length=str(length), content_type=kind), receive)
    return asyncio.run(uploads.fields(request, limits, limits.request_bytes))


def test_a_body_longer_than_it_says_or_too_slow_or_cut_off_is_refused() -> None:
    for body, length, pause, status in (
        ([b"x" * 50, b"x" * 51], 100, 0.0, 400),
        ([b"--b\r\n"] * 3, 15, 0.2, 408),
        ([], 100, 0.0, 400),
    ):
        with pytest.raises(uploads.RefusedError) as refused:
            read(body, small(upload_seconds=0.1), length=length, pause=pause)
        assert refused.value.status == status


def test_what_is_refused_is_not_read_without_end() -> None:
    body = [b"x" * 1_000] * 1_000
    with pytest.raises(uploads.RefusedError):
        read(body, small(request_bytes=10_000), length=1_000_000)
    assert len(body) > 900
    with pytest.raises(uploads.RefusedError):
        read([b"x"], small(request_bytes=10, upload_seconds=0.1), length=100, pause=0.2)


def test_uploads_are_not_written_to_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    rolled: list[bool] = []
    spooled = tempfile.SpooledTemporaryFile
    monkeypatch.setattr(spooled, "rollover", lambda _self: rolled.append(True))
    with served(run=never) as client:
        assert upload(client, ("a.txt", b"x" * 3_000_000)).status_code == 303
    assert not rolled


def test_the_names_are_those_that_were_given() -> None:
    with served(run=never) as client:
        job = upload(client, ("a.txt", b"x"), ("dir/a.txt", b"y"), text="z").headers["location"]
        assert words(client.get(job)).startswith("Checking a.txt, (2) a.txt, pasted text")
