"""A student checks and fixes the `.bib` file of a LaTeX thesis, with documented commands alone.

What the student needs: errors found under the keys that the chapters cite, citations without an
entry named with their chapter, and a fixed file in which every `\\cite` still leads to its entry.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.standin.articles import INITIATION, KETAMINE, RESISTANT, Article, article_set, library
from tests.standin.transport import StandInTransport

from refcheck.cli.app import run
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.pubmed import provider

IDEATION = Article(
    pmid="25982932",
    doi="10.1016/j.phrs.2015.05.003",
    title="Ketamine and suicidal ideation in depression: Jumping the gun?",
    authors=(
        ("Rajkumar", "Ramamoorthy", "R"),
        ("Fam", "Johnson", "J"),
        ("Yeo", "Eugene Y M", "EY"),
        ("Dawe", "Gavin S", "GS"),
    ),
    journal="Pharmacological research",
    medline_ta="Pharmacol Res",
    year="2015",
    volume="99",
    pages="23-35",
)

THESIS = {
    "thesis.tex": r"""\documentclass{report}
\usepackage{natbib}
\begin{document}
\include{chapters/introduction}
\include{chapters/methods}
\bibliographystyle{plainnat}
\bibliography{refs}
\end{document}
""",
    "chapters/introduction.tex": r"""\chapter{Introduction}
Ketamine has been reviewed before \citep{naughton2014,Serafini:14}.
How it begins to act is a matter of two hypotheses \citep[p.~20]{miller_cells}.
""",
    "chapters/methods.tex": r"""\chapter{Methods}
We searched as others did \citep{Serafini:14}, and followed \citet{unknown2020}.
Suicidal ideation was looked at by \citet{rajk15}.
""",
}
RIGHT = r"""% References of the thesis, 2014 and later
@string{jad = "Journal of Affective Disorders"}

@article{naughton2014,
  author  = {Naughton, Marie and Clarke, Gerard and O'Leary, Olivia F. and
             Cryan, John F. and Dinan, Timothy G.},
  title   = {A review of ketamine in affective disorders: {C}urrent evidence of clinical
             efficacy, limitations of use and pre-clinical evidence on proposed mechanisms
             of action},
  journal = jad,
  year    = {2014},
  month   = mar,
  volume  = {156},
  pages   = {24--35},
}

@article{Serafini:14,
  author  = {Serafini, Gianluca and Howland, Robert H.},
  title   = {The Role of Ketamine in Treatment-Resistant Depression: A Systematic Review},
  journal = {Current Neuropharmacology},
  year    = {2014},
  volume  = {12},
  number  = {5},
  pages   = {444--461},
}

@article{miller_cells, author={O. H. Miller and J. T. Moran and B. J. Hall}, title={Two cellular
  hypotheses explaining the initiation of ketamine's antidepressant actions: Direct inhibition
  and disinhibition}, journal={Neuropharmacology}, year=2016, volume=100, pages={17--26}}

@Article{rajk15,
  Author  = "Rajkumar, R. and Fam, J. and Yeo, E. Y. and Dawe, G. S.",
  Title   = "{K}etamine and suicidal ideation in depression: Jumping the gun?",
  Journal = "Pharmacol. Res.",
  Year    = 2015,
  Volume  = 99,
  Pages   = "23--35",
  Doi     = "10.1016/j.phrs.2015.05.003"
}
"""
PLANTED = [
    ("naughton2014", "year    = {2014},\n  month", "year    = {2013},\n  month", "year-mismatch"),
    ("naughton2014", "24--35", "24--53", "pages-last"),
    ("naughton2014", "Clarke, Gerard", "Clerke, Gerard", "author-misspelt"),
    ("Serafini:14", "{12}", "{21}", "volume-mismatch"),
    ("Serafini:14", "Resistant Depression", "Resistant Depresion", "title-wording"),
    ("miller_cells", " and J. T. Moran", "", "author-missing"),
    ("rajk15", "Pharmacol. Res.", "Pharmcol. Res.", "journal-misspelt"),
    ("rajk15", "Yeo, E. Y.", "Yeo, Y. E.", "author-initials"),
]

Check = Callable[..., Any]


@pytest.fixture(autouse=True)
def _thesis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The thesis as the working directory, and a service that has its four works."""
    (tmp_path / "chapters").mkdir()
    wrong = RIGHT
    for _, right, planted, _ in PLANTED:
        assert wrong.count(right) == 1
        wrong = wrong.replace(right, planted)
    for name, text in (*THESIS.items(), ("refs.bib", wrong)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    works = library()
    works.add(article_set(KETAMINE, RESISTANT, INITIATION, IDEATION))
    real = provider.PubMed

    def open_stand_in(config: LookupConfig, warn: Callable[[str], None]) -> provider.PubMed:
        transport = StandInTransport(works)
        changed = replace(config, transport=transport, base_url="http://standin.test/", rate=10_000)
        return real(changed, warn)

    monkeypatch.setattr(provider, "PubMed", open_stand_in)
    monkeypatch.setenv("REFCHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    """Runs `refcheck check` and gives its report of the only document."""

    def checked(path: str) -> Any:
        run(["check", path, "--format", "json"])
        (document,) = json.loads(capsys.readouterr().out)["documents"]
        return document

    return checked


def errors(document: Any) -> list[tuple[str, str]]:
    """The keys and rules of what is found in the references, notes left out."""
    return [
        (reference["key"], finding["rule"])
        for reference in document["references"]
        for finding in reference["findings"]
        if finding["severity"] != "info"
    ]


def cited_keys() -> set[str]:
    """What the chapters cite."""
    text = "".join(THESIS.values())
    groups = re.findall(r"\\cite[pt](?:\[[^\]]*\])?\{([^}]*)\}", text)
    return {key for group in groups for key in group.split(",")}


def test_the_errors_are_found_under_the_keys_that_the_chapters_cite(check: Check) -> None:
    document = check("thesis.tex")

    assert sorted(errors(document)) == sorted((key, rule) for key, _, _, rule in PLANTED)
    (unlisted,) = document["findings"]
    assert unlisted["cited"] == "unknown2020"
    assert "chapters/methods.tex" in unlisted["span"]["path"]
    assert {one["span"]["path"].rpartition(":")[0] for one in document["references"]} == {
        "refs.bib"
    }


def test_the_file_is_fixed_in_place_and_checks_clean(
    check: Check, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = Path("refs.bib").read_text(encoding="utf-8")

    assert run(["fix", "refs.bib"]) == 1
    assert Path("refs.bib").read_text(encoding="utf-8") == wrong
    assert "+  volume  = {12}," in capsys.readouterr().out
    assert run(["fix", "refs.bib", "--write"]) == 0
    capsys.readouterr()

    assert Path("refs.bib").read_text(encoding="utf-8") == RIGHT
    assert errors(check("thesis.tex")) == []


def test_every_citation_still_leads_to_its_entry(
    check: Check, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["fix", "refs.bib", "--write"])
    capsys.readouterr()

    document = check("thesis.tex")

    keys = {one["number"]: one["key"] for one in document["references"]}
    led = {keys[number] for one in document["citations"] for number in one["references"]}
    assert led == cited_keys() - {"unknown2020"}
    assert {name: Path(name).read_text(encoding="utf-8") for name in THESIS} == THESIS


def test_identifiers_are_added_and_a_second_run_has_nothing_to_do(
    check: Check, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["fix", "refs.bib", "--add", "doi,pmid", "--write"]) == 0
    fixed = Path("refs.bib").read_text(encoding="utf-8")
    assert "  doi     = {10.1016/j.jad.2013.11.014},\n  pmid    = {24388038},\n}" in fixed
    assert "pages={17--26}, doi={10.1016/j.neuropharm.2015.07.028}, pmid={26211972}}" in fixed
    assert '  Doi     = "10.1016/j.phrs.2015.05.003",\n  Pmid    = "25982932"\n}' in fixed
    capsys.readouterr()

    assert run(["fix", "refs.bib", "--add", "doi,pmid", "--write"]) == 0

    assert "Nothing to correct." in capsys.readouterr().err
    assert Path("refs.bib").read_text(encoding="utf-8") == fixed
    assert errors(check("refs.bib")) == []
