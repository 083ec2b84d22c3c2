"""Which sources are asked, and at which addresses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from refcheck.errors import SettingsError
from refcheck.settings import Settings, load_settings
from refcheck.settings.source_values import named_sources, read_source_urls, read_sources

EVERY = {
    "pubmed",
    "crossref",
    "datacite",
    "doi",
    "nlmcatalog",
    "bookshelf",
    "europepmc",
    "openlibrary",
    "clinicaltrials",
}


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("pubmed", ("pubmed",)),
        ("all", ("all",)),
        ("Crossref, pubmed", ("pubmed", "crossref")),
        (["doi", "crossref", "doi"], ("crossref", "doi")),
        (("datacite",), ("datacite",)),
    ],
)
def test_sources(value: object, wanted: tuple[str, ...]) -> None:
    assert read_sources(value, Path()) == wanted


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("crosref", "did you mean crossref?"),
        ("pubmed,data-cite", "did you mean datacite?"),
        ("scopus", "which is not a source; use pubmed, crossref, datacite, doi, "),
        ("", "names no source"),
        (",", "names no source"),
        ([], "names no source"),
        ([7], "needs a list of sources"),
        (7, "needs a list of sources"),
    ],
)
def test_what_is_no_source(value: object, said: str) -> None:
    with pytest.raises(ValueError, match=r".+") as error:
        read_sources(value, Path())
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [
        (("pubmed",), {"pubmed"}),
        (("crossref",), {"pubmed", "crossref"}),
        (("all",), EVERY),
        (("crossref", "all"), EVERY),
    ],
)
def test_pubmed_is_always_asked(chosen: tuple[str, ...], wanted: set[str]) -> None:
    assert named_sources(chosen) == wanted


@pytest.mark.parametrize(
    "value",
    ["crossref=http://a.example/x,doi=https://b.example", {"crossref": "http://a.example/x/"}],
)
def test_addresses(value: object) -> None:
    assert read_source_urls(value, Path())[0] == ("crossref", "http://a.example/x/")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("http://a.example/", "needs NAME=URL"),
        ("crosref=http://a.example/", "did you mean crossref?"),
        ("pubmed=http://a.example/", "use --eutils-url"),
        ("crossref=ftp://a.example/", "of crossref is not an http or https address"),
        ({"crossref": 7}, "of crossref is not an http or https address"),
        (7, "has to be a table"),
    ],
)
def test_what_is_no_address(value: object, said: str) -> None:
    with pytest.raises(ValueError, match=r".+") as error:
        read_source_urls(value, Path())
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("text", "weakens"),
    [
        ('sources = "pubmed"', ()),
        ('sources = ["pubmed", "crossref"]', ("sources",)),
        ('sources = "all"', ("sources",)),
        ('source-url = {"crossref" = "http://x.example/"}', ("source-url",)),
    ],
)
def test_a_settings_file_that_chooses_sources_is_named(
    tmp_path: Path, text: str, weakens: tuple[str, ...]
) -> None:
    (tmp_path / "refcheck.toml").write_text(text, encoding="utf-8")
    found = load_settings({}, {}, tmp_path).settings_file
    assert found is not None
    assert found.weakens == weakens


@pytest.mark.parametrize(
    ("overrides", "environ", "named"),
    [
        ({"source_url": "crossref=http://x.example/"}, {}, True),
        ({}, {"REFCHECK_SOURCE_URL": "crossref=http://x.example/"}, True),
        ({}, {}, False),
    ],
)
def test_only_an_address_that_the_user_names_gets_his_own(
    tmp_path: Path, overrides: dict[str, Any], environ: dict[str, str], named: bool
) -> None:
    from refcheck.pipeline.provider import open_doi_lookup

    (tmp_path / "refcheck.toml").write_text(
        'source-url = {"crossref" = "http://file.example/"}\nsources = "all"', encoding="utf-8"
    )
    settings = load_settings(overrides | {"email": "ana@example.org"}, environ, tmp_path)
    lookup: Any = open_doi_lookup(settings)
    config = lookup._sources["crossref"]._config
    assert (config.sent_email is not None) is named
    assert lookup._sources["datacite"]._config.sent_email == "ana@example.org"


def test_the_address_for_ncbi_alone_stays_there() -> None:
    from refcheck.pipeline.provider import open_doi_lookup

    settings = Settings(sources=("all",), ncbi_email="ana@example.org")
    lookup: Any = open_doi_lookup(settings)
    assert lookup._sources["crossref"]._config.sent_email is None


def test_a_wrong_name_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"--sources names 'crosref'.*did you mean crossref"):
        load_settings({"sources": "crosref"}, {}, tmp_path)
