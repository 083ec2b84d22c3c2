"""A path that leads to no file: what was given in its place, or what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from refcheck.readers.files.missing import missing_reason


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("10.1016/j.phrs.2015.05.003", "10.1016/j.phrs.2015.05.003"),
        ("doi:10.1016/J.PHRS.2015.05.003", "10.1016/j.phrs.2015.05.003"),
        ("DOI: 10.1016/j.phrs.2015.05.003", "10.1016/j.phrs.2015.05.003"),
        ("https://doi.org/10.1016/j.phrs.2015.05.003", "10.1016/j.phrs.2015.05.003"),
        ("http://dx.doi.org/10.1016/j.phrs.2015.05.003", "10.1016/j.phrs.2015.05.003"),
        ("PMC3180370", "PMC3180370"),
        ("PMCID: PMC3180370", "PMC3180370"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC3180370/", "PMC3180370"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3180370/", "PMC3180370"),
        ("26211972", "26211972"),
        ("PMID:26211972", "26211972"),
        ("pmid 26211972", "26211972"),
        ("https://pubmed.ncbi.nlm.nih.gov/26211972/", "26211972"),
    ],
)
def test_an_identifier_is_told_from_a_file(given: str, value: str) -> None:
    assert f"'refcheck lookup {value}'" in missing_reason(given)


@pytest.mark.parametrize(
    "given", ["https://example.org/page.html", "http://example.org", "www.example.org/a", "ftp://a"]
)
def test_a_web_address_is_to_be_saved_first(given: str) -> None:
    assert "save the page in your browser" in missing_reason(given)


@pytest.mark.parametrize("given", ["2015", "article-10.txt", "10/2015.txt", "wwwanna.txt", ""])
def test_other_names_are_files_that_do_not_exist(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert missing_reason(given) == "there is no such file"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("article.txt", "Article.TXT"),  # another case comes before another spelling
        ("Articel.TXT", "Article.TXT"),
        ("aticles.txt", "articles.txt"),
        ("something-else.bib", None),
    ],
)
def test_a_name_that_is_nearly_right(given: str, meant: str | None, tmp_path: Path) -> None:
    for name in ("Article.TXT", "articles.txt", "odd\nname.txt"):
        (tmp_path / name).write_text("")
    said = missing_reason(str(tmp_path / given))
    assert said.endswith(f"did you mean {tmp_path / meant}?" if meant else "no such file")


def test_a_folder_that_does_not_exist_and_a_name_without_end(tmp_path: Path) -> None:
    assert missing_reason(str(tmp_path / "nowhere" / "a.txt")) == "there is no such file"
    assert missing_reason("a" * 100_000) == "there is no such file"
    assert missing_reason("a\0b") == "there is no such file"


def test_a_link_that_leads_to_no_file(tmp_path: Path) -> None:
    link = tmp_path / "article.txt"
    link.symlink_to("nowhere")
    assert missing_reason(str(link)) == "is a link that leads to no file"
    assert missing_reason(f"{tmp_path}/artikle.txt") == "there is no such file"
    (tmp_path / "nowhere").touch()
    assert missing_reason(f"{tmp_path}/artikle.txt").endswith(f"did you mean {link}?")
