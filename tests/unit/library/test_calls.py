"""The library: what its functions take, return and raise."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

import refcheck
from refcheck.model.report import DocumentStatus, Verdict

CHECKOUT = Path(__file__).parents[3]
SEED = CHECKOUT / "seeds" / "ketamine-for-depression.txt"
CACHE = CHECKOUT / "cache"
COUNTS = "10 references in 1 article: 4 verified, 1 with differences, 5 not checked"


@pytest.fixture(autouse=True)
def _plain_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stranger's settings file is in the working directory: the library does not read it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refcheck.toml").write_text("no-lookup = true\nexit-zero = true\n")


@pytest.mark.parametrize(
    "inputs", [SEED, str(SEED), [SEED], (str(SEED),), SEED.read_bytes(), [SEED.read_bytes()]]
)
def test_a_document_can_be_given_in_many_ways(inputs: object) -> None:
    report = refcheck.check(inputs, offline=True, cache_dir=str(CACHE))  # type: ignore[arg-type]
    assert repr(report) == f"<Report: {COUNTS}>"


def test_a_text_has_the_places_of_its_file() -> None:
    text = SEED.read_text(encoding="utf-8")
    [read] = refcheck.extract_text(text)
    [file] = refcheck.extract(SEED)
    assert read.path == "text"
    assert [one.reference.string.span for one in read.references] == [
        one.reference.string.span for one in file.references
    ]
    checked = refcheck.check_text(text, offline=True, cache_dir=CACHE)
    assert repr(checked) == f"<Report: {COUNTS}>"


def test_paths_and_bytes_together_keep_their_order() -> None:
    report = refcheck.extract([SEED.read_bytes(), SEED, b"words"])
    assert [one.path for one in report] == ["bytes-1", str(SEED), "bytes-3"]
    assert [one.status for one in report] == [
        DocumentStatus.OK,
        DocumentStatus.OK,
        DocumentStatus.NO_REFERENCES,
    ]


def test_keywords_change_the_settings_that_are_given() -> None:
    settings = refcheck.Settings(offline=True, cache_dir=CACHE)
    [report] = refcheck.check(SEED, settings, lookup=False)
    assert {one.verdict for one in report.references} == {Verdict.UNCHECKED}
    assert settings.lookup


def test_a_running_event_loop_is_no_obstacle() -> None:
    async def notebook() -> refcheck.Report:
        return refcheck.check(SEED, offline=True, cache_dir=CACHE)

    assert repr(asyncio.run(notebook())) == f"<Report: {COUNTS}>"


def test_errors_come_out_of_the_thread_of_a_notebook() -> None:
    async def notebook() -> None:
        refcheck.check("missing.txt")

    with pytest.raises(refcheck.InputError, match="there is no such file"):
        asyncio.run(notebook())


def test_several_threads_at_once() -> None:
    reports: list[str] = []

    def work() -> None:
        reports.append(repr(refcheck.check(SEED, offline=True, cache_dir=CACHE)))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert reports == [f"<Report: {COUNTS}>"] * 4


def test_reports_come_as_they_are_finished() -> None:
    async def run() -> list[str]:
        reports = refcheck.check_async([SEED, "missing.txt"], offline=True, cache_dir=CACHE)
        return [report.status.value async for report in reports]

    assert asyncio.run(run()) == ["ok", "unreadable"]
    assert len(asyncio.run(refcheck.extract_async(SEED)).references) == 10


def test_what_cannot_be_read_raises_unless_something_else_can() -> None:
    with pytest.raises(refcheck.InputError, match=r"missing\.txt: there is no such file"):
        refcheck.check("missing.txt")
    with pytest.raises(refcheck.InputError, match=r"missing\.bib"):
        refcheck.extract([Path("missing.bib"), Path("missing.txt")])
    report = refcheck.extract([SEED, "missing.txt"])
    assert report[1].error == "there is no such file"


def test_a_folder_without_anything_to_read(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(refcheck.UsageError, match="no file that refcheck can read"):
        refcheck.check(tmp_path / "empty")


def test_no_inputs_give_an_empty_report() -> None:
    assert len(refcheck.check([])) == len(refcheck.extract([])) == 0


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: refcheck.check(SEED, ofline=True), TypeError, "did you mean offline?"),
        (lambda: refcheck.check(SEED, rate=0), refcheck.UsageError, "rate is 0"),
        (lambda: refcheck.check_text(b"x"), TypeError, "check\\(\\) takes bytes"),  # type: ignore[arg-type]
    ],
)
def test_wrong_calls_say_what_is_wrong(call: object, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()  # type: ignore[operator]


def test_every_public_name_is_there_and_documented() -> None:
    for name in refcheck.__all__:
        value = getattr(refcheck, name)
        assert name == "__version__" or value.__doc__, name
    assert set(refcheck.__all__) <= set(dir(refcheck))
    with pytest.raises(AttributeError, match="has no attribute 'chek'"):
        _ = refcheck.chek  # type: ignore[attr-defined]


def test_bibtex_of_records_a_report_or_documents(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("@article{Mine:1, author={Fam, J}, title={On a Title of Works}, year=2015}")
    report = refcheck.extract(path)
    made = refcheck.to_bibtex(path)
    assert made.startswith("@article{Mine:1,")
    assert made == refcheck.to_bibtex([str(path)]) == refcheck.to_bibtex(path.read_bytes())
    assert made == refcheck.to_bibtex(report)
    records = [one.reference.record for one in report[0].references]
    assert "title = {On a Title of Works}" in refcheck.to_bibtex(records)
    assert refcheck.to_bibtex([]) == ""


def test_extracting_takes_the_settings_of_checking() -> None:
    report = refcheck.extract(SEED, offline=True, cache_dir=str(CACHE))
    assert len(report[0].references) == 10
    assert refcheck.extract_text("", refcheck.Settings(offline=True), rate=1.0)
    with pytest.raises(TypeError, match="did you mean offline"):
        refcheck.extract(SEED, offlin=True)


@pytest.mark.parametrize("function", [refcheck.check, refcheck.extract, refcheck.to_bibtex])
@pytest.mark.parametrize("wrong", [None, 3])
def test_what_is_no_input_is_named(function: object, wrong: object) -> None:
    with pytest.raises(TypeError, match="a path, bytes, or several of them are needed, not"):
        function(wrong)  # type: ignore[operator]
