"""The MCP server, asked as another program asks it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from refcheck.checks.registry import RULES
from refcheck.checks.rule_page import page
from refcheck.cli.app import run
from refcheck.mcp_server.server import build_server
from refcheck.settings import Settings

CHECKOUT = Path(__file__).parents[3]
SEED = CHECKOUT / "seeds" / "ketamine-for-depression.txt"
WORDS = "antidepressant actions: Direct inhibition and disinhibition. Neuropharmacology. 2016;100:"


def ask(tool: str, **arguments: str) -> Any:
    """The answer of a tool; an error raises `ValueError` with its words."""

    async def run_client() -> Any:
        server = build_server(Settings(offline=True, cache_dir=CHECKOUT / "cache"))
        async with Client(server) as client:
            result = await client.call_tool(tool, dict(arguments))
        if result.is_error:
            raise ValueError(result.content[0].text)
        structured = result.structured_content
        return structured.get("result", structured) if structured else result.content[0].text

    return asyncio.run(run_client())


def test_the_tools_say_what_they_do() -> None:
    async def listed() -> dict[str, str]:
        async with Client(build_server(Settings())) as client:
            return {one.name: one.description for one in (await client.list_tools()).tools}

    tools = asyncio.run(listed())
    assert set(tools) == {"check_text", "check_reference", "lookup", "explain"}
    assert all(len(text.split()) > 10 for text in tools.values())


def test_a_text_is_checked_with_the_verdicts_of_the_command() -> None:
    answer = ask("check_text", text=SEED.read_text(encoding="utf-8"))
    assert answer["summary"].startswith("10 references in 1 article: 4 verified")
    by_number = {one["number"]: one for one in answer["references"]}
    assert set(by_number) == {2, 4, 5, 6, 8, 9}  # those that are verified are not listed
    (finding,) = by_number[4]["findings"]
    assert finding["rule"] == "title-wording"
    assert finding["right"][0].startswith("Two cellular hypotheses explaining")
    assert by_number[2]["verdict"] == "unchecked"
    assert "offline" in by_number[2]["reason"]


def test_a_text_without_a_list_says_what_it_names() -> None:
    answer = ask("check_text", text="Ketamine works (PMID: 26211972), a study says.")
    assert answer["references"] == []
    assert "Neuropharmacology" in answer["mentions"][0]["found"]


def test_a_reference() -> None:
    answer = ask(
        "check_reference",
        reference="Miller OH, Moran JT, Hall BJ. Two cellular hypotheses explaining the initiation "
        f"of ketamine's {WORDS}17-26.",
    )
    assert answer["verdict"] == "verified"
    assert answer["pmid"] == "26211972"
    assert answer["url"] == "https://pubmed.ncbi.nlm.nih.gov/26211972/"


@pytest.mark.parametrize("identifier", ["26211972", "PMID 26211972"])
def test_an_identifier(identifier: str) -> None:
    answer = ask("lookup", identifier=identifier)
    assert answer["found"]
    assert answer["csl"]["container-title"] == "Neuropharmacology"
    unknown = ask("lookup", identifier="99999999")
    assert not unknown["found"]
    assert "offline" in unknown["reason"]


def test_a_rule_is_explained() -> None:
    assert ask("explain", rule="SUSPECT") == page(RULES["suspect"])


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("lookup", {"identifier": "a title"}, "give a DOI, a PMID or a PMCID"),
        ("explain", {"rule": "year-mismach"}, "did you mean year-mismatch?"),
        ("explain", {"rule": "zzz"}, "there is no rule 'zzz'"),
        ("check_text", {"text": "  "}, "the text is empty"),
        ("check_text", {"text": "x" * 2_000_001}, "longer than 2,000,000"),
        ("check_reference", {"reference": "x" * 20_001}, "longer than 20,000"),
    ],
)
def test_what_cannot_be_answered_is_said(tool: str, arguments: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words.replace("?", r"\?")):
        ask(tool, **arguments)


def test_many_references_are_cut_and_the_rest_is_counted() -> None:
    line = "{}. Nobody A. A work of no kind. J Imag Res. 2015;99:23-35.\n"
    text = "References\n\n" + "".join(map(line.format, range(1, 121)))
    answer = ask("check_text", text=text)
    assert len(answer["references"]) == 100
    assert answer["left_out"] == 20


def test_the_extra_is_named_where_it_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(__import__("sys").modules, "mcp.server.mcpserver", None)
    assert run(["mcp"]) == 2
    assert "pip install 'refcheck-biblio[mcp]'" in capsys.readouterr().err
