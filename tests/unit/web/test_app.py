"""The pages from the upload to the downloads, as a browser without a script uses them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from tests.unit.web.serving import RIGHT, SEED, WRONG, checked, served, upload, words

from refcheck.web.worker import DOWNLOADS


@pytest.fixture
def client() -> Iterator[TestClient]:
    with served() as client:
        yield client


def test_the_first_page_is_a_form_without_a_script(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert 'method="post" action="/jobs" enctype="multipart/form-data"' in page.text
    assert '<input type="file" id="file" name="file" multiple' in page.text
    assert '<textarea id="text" name="text"' in page.text


def test_no_page_has_a_script_or_a_style_of_its_own(client: TestClient) -> None:
    job = checked(client, ("a.txt", SEED.read_bytes()))
    for path in ("/", job, "/nothing"):
        text = client.get(path).text
        assert re.findall(r"<script[^>]*>", text) == ['<script src="/static/serve.js" defer>']
        assert not re.search(r"<style|\son\w+=|\sstyle=|javascript:", text)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("style.css", "text/css"), ("serve.js", "text/javascript"), ("icon.svg", "image/svg+xml")],
)
def test_the_files_of_the_pages(client: TestClient, name: str, kind: str) -> None:
    answer = client.get(f"/static/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert answer.content


@pytest.mark.parametrize(
    "path",
    ["/static/nothing.js", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/jobs", "/nothing"],
)
def test_there_is_nothing_else(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (404, 405)
    assert "refcheck" in answer.text


def test_an_article_is_checked_and_its_report_read(client: TestClient) -> None:
    job = checked(client, ("ketamine.txt", SEED.read_bytes()))
    page = client.get(job)
    assert "10 references in 1 article: 4 verified, 1 with differences" in words(page)
    assert "Something could not be read or looked up" in words(page)
    report = client.get(f"{job}/report")
    assert report.headers["content-type"] == "text/html; charset=utf-8"
    assert "Reference check: ketamine.txt" in report.text
    assert "explaining" in report.text


def test_a_pasted_list_is_checked(client: TestClient) -> None:
    job = checked(client, text=f"1. {WRONG}\r\n2. {RIGHT}\r\n")
    assert "2 references in 1 article: 1 verified, 1 with differences" in words(client.get(job))


@pytest.mark.parametrize("text", [WRONG, f"{WRONG}\n{RIGHT}", f"\n\n{WRONG}\n\n{RIGHT}\n"])
def test_few_references_without_anything_around_them_are_a_list(
    client: TestClient, text: str
) -> None:
    job = checked(client, text=text)
    assert "1 with differences" in words(client.get(job))
    corrected = client.get(f"{job}/corrected/0").text
    assert corrected == text.replace("explain the", "explaining the")


def test_a_few_lines_of_prose_are_no_list(client: TestClient) -> None:
    job = checked(client, text="Take one tablet in the morning.\nDrink enough water.")
    page = words(client.get(job))
    assert page.startswith("Results for pasted text 0 references in 1 article")
    assert "pasted text: no reference list was found." in page


def test_a_text_without_a_list_says_what_it_names(client: TestClient) -> None:
    text = "Ketamine\n\nIt works.\n\n10.1016/j.phrs.2015.05.003\n"
    page = words(client.get(checked(client, ("page.txt", text.encode()))))
    assert "page.txt: no reference list was found; it names" in page
    assert "in passing" in page
    assert "no reference list was found." in words(client.get(checked(client, ("e.txt", b""))))


def test_files_and_a_text_are_one_report(client: TestClient) -> None:
    same = SEED.read_bytes()
    job = checked(client, ("a.txt", same), ("a.txt", same), text=WRONG)
    page = words(client.get(job))
    assert "Results for a.txt, (2) a.txt, pasted text" in page
    assert "21 references in 3 articles" in page
    report = client.get(f"{job}/report").text
    assert report.count('<a href="#d') == 3


def test_progress_comes_as_events_and_on_the_waiting_page() -> None:
    import asyncio
    from collections.abc import Callable

    from refcheck.web.messages import Message, Task

    go_on = asyncio.Event()

    async def slowly(_task: Task, take: Callable[[Message], None]) -> None:
        take(Message(kind="progress", values={"phase": "asking", "references": 3, "found": 12}))
        take(Message(kind="warning", values={"line": "PubMed is <slow>"}))
        await go_on.wait()
        take(Message(kind="progress", values={"phase": "judging", "references": 12, "found": 12}))
        take(Message(kind="done", values={"counts": "12 references", "readable": False}))

    with served(run=slowly) as client:
        job = str(upload(client, text=WRONG).headers["location"])
        page = client.get(job)
        assert "Asking PubMed: 3 of 12 references" in words(page)
        assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page.text
        assert f'data-events="{job}/events"' in page.text
        assert "PubMed is &lt;slow&gt;" in page.text
        assert "<title>Asking PubMed: 3 of 12 references" in page.text
        assert client.portal is not None
        client.portal.call(go_on.set)
        events = client.get(f"{job}/events")
        assert events.headers["content-type"].startswith("text/event-stream")
        assert events.text.endswith("event: over\ndata: {}\n\n")


def test_events_tell_how_far_a_check_is() -> None:
    import asyncio
    from collections.abc import Callable

    from refcheck.web.messages import Message, Task

    async def steadily(_task: Task, take: Callable[[Message], None]) -> None:
        for done in range(3):
            values = {"phase": "asking", "references": done, "found": 2, "complete": True}
            take(Message(kind="progress", values=values))
            await asyncio.sleep(0.3)
        take(Message(kind="done", values={"counts": "2 references"}))

    with served(run=steadily) as client:
        job = str(upload(client, text=WRONG).headers["location"])
        lines = client.get(f"{job}/events").text.splitlines()
    told = [json.loads(line.removeprefix("data: ")) for line in lines if "words" in line]
    assert {"words": "Asking PubMed: 2 of 2 references", "done": 2, "all": 2} in told
    assert len(told) >= 2


def test_the_report_in_every_format(client: TestClient) -> None:
    job = checked(client, ("ketamine.txt", SEED.read_bytes()))
    found = {}
    for kind in (*DOWNLOADS, "html"):
        answer = client.get(f"{job}/report.{kind}")
        assert answer.status_code == 200, kind
        assert answer.headers["content-disposition"].startswith("attachment; filename=")
        found[kind] = answer.content
    assert json.loads(found["json"])["documents"][0]["path"] == "ketamine.txt"
    rows = list(csv.DictReader(io.StringIO(found["csv"].decode("utf-8-sig"))))
    assert "title-wording" in {row["rule"] for row in rows}
    assert zipfile.ZipFile(io.BytesIO(found["xlsx"])).testzip() is None
    assert found["bibtex"].startswith(b"@")
    assert found["html"].startswith(b"<!doctype html>")


def test_a_letter_for_the_authors(client: TestClient) -> None:
    job = checked(client, ("my article.txt", SEED.read_bytes()))
    assert "Download the file for the authors : my article.txt" in words(client.get(job))
    answer = client.get(f"{job}/authors/0")
    assert 'filename="my article-queries.docx"' in answer.headers["content-disposition"]
    document = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml")
    assert b"explaining" in document
    assert client.get(f"{job}/authors/1").status_code == 404


def test_a_word_manuscript_gets_comments_and_tracked_changes(client: TestClient) -> None:
    import docx

    manuscript, stream = docx.Document(), io.BytesIO()
    for line in ("It works [1, 2].", "References", f"1. {WRONG}", f"2. {RIGHT}"):
        manuscript.add_paragraph(line)
    manuscript.save(stream)
    job = checked(client, ("paper.docx", stream.getvalue()))
    asked = zipfile.ZipFile(io.BytesIO(client.get(f"{job}/authors/0").content))
    assert b"explaining" in asked.read("word/comments.xml")
    fixed = zipfile.ZipFile(io.BytesIO(client.get(f"{job}/corrected/0").content))
    assert b"<w:ins " in fixed.read("word/document.xml")


def test_other_formats_are_not_there(client: TestClient) -> None:
    job = checked(client, text=WRONG)
    assert client.get(f"{job}/report.sarif").status_code == 404
    assert client.get(f"{job}/corrected/7").status_code == 404
    assert client.get(f"{job}/corrected/-1").status_code == 404


def test_the_corrected_file_has_its_name_and_only_the_correction(client: TestClient) -> None:
    before = SEED.read_bytes()
    job = checked(client, ("Kétamine (3).txt", before))
    page = words(client.get(job))
    assert "Kétamine (3).txt" in page
    assert "Reference 4: title" in page
    answer = client.get(f"{job}/corrected/0")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"K_tamine (3).txt\"; filename*=UTF-8''K%C3%A9tamine%20%283%29.txt"
    )
    assert answer.content != before
    assert answer.content == before.replace(b"explain the", b"explaining the")


def test_nothing_to_correct_is_said(client: TestClient) -> None:
    job = checked(client, text=RIGHT)
    assert "There is nothing that can be corrected with certainty" in words(client.get(job))
    assert client.get(f"{job}/corrected/0").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("thesis.pdf", b"%PDF-1.7\n%%EOF", "PDF"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "docx"),
        ("broken.docx", b"PK\x03\x04 and nothing more", "damaged"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(
    client: TestClient, name: str, content: bytes, reason: str
) -> None:
    job = checked(client, (name, content))
    page = client.get(job)
    assert page.status_code == 200
    assert f"{name}: " in words(page)
    assert reason in words(page)
    assert "Read the report" not in words(page)
    assert client.get(f"{job}/report").status_code == 404


def test_hostile_content_is_text(client: TestClient) -> None:
    text = f"References\n\n1. <script>alert(1)</script> {WRONG}\n2. {RIGHT}\n"
    job = checked(client, ("<img src=x onerror=alert(1)>.txt", text.encode()))
    for path in (job, f"{job}/report"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;.txt" in client.get(job).text


def test_results_can_be_removed(client: TestClient) -> None:
    job = checked(client, text=WRONG)
    assert client.post(f"{job}/remove").headers["location"] == "/"
    for path in (job, f"{job}/report", f"{job}/report.json", f"{job}/corrected/0"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "an hour at most" in answer.text


def test_two_users_have_their_own_results(client: TestClient) -> None:
    first = str(upload(client, ("first.txt", SEED.read_bytes())).headers["location"])
    second = str(upload(client, text=WRONG).headers["location"])
    assert first != second
    assert len(first.removeprefix("/jobs/")) >= 32
    for job, name in ((first, "first.txt"), (second, "pasted text")):
        client.get(f"{job}/events")
        assert words(client.get(job)).startswith(f"Results for {name}")


def test_a_bug_is_said_without_its_details() -> None:
    with served() as client:
        page = client.get("/jobs/x%00y")
        assert page.status_code == 404
    from refcheck.web import app

    def broken(*_args: object) -> None:
        raise RuntimeError("secret")

    told: list[Exception] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "uploaded", broken)
        with served(tell_bug=told.append) as client:
            answer = upload(client, text=WRONG)
    assert answer.status_code == 500
    assert "bug in refcheck" in answer.text
    assert "secret" not in answer.text
    assert [type(one) for one in told] == [RuntimeError]
