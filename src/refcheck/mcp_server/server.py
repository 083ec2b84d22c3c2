"""The tools of the server, over standard input and output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from refcheck.checks import RULES
from refcheck.checks.rule_page import page
from refcheck.errors import UsageError
from refcheck.mcp_server.answers import document_answer, reference_answer, work_answer
from refcheck.pipeline import check_documents, check_strings
from refcheck.readers.files.inputs import InMemory
from refcheck.text.spelling import nearest
from refcheck.text.works.identifiers import find_identifiers
from refcheck.version import __version__

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

    from refcheck.model.report import CheckedReference
    from refcheck.settings import Settings

__all__ = ["build_server"]

_INSTRUCTIONS = """\
refcheck compares references with PubMed. Before you hand over a text with references, check it with
check_text and correct what it reports: "right" has the values of the record. A verdict of "suspect"
means that no such work exists where it should: remove the reference or find the real one with
lookup. "not_found" and "unchecked" are not proof of anything. Never change a reference to a work
that you have not read."""
_LONGEST_TEXT = 2_000_000  # characters
_LONGEST_REFERENCE = 20_000


def build_server(settings: Settings) -> MCPServer:
    """Returns the server; `settings` say how PubMed is asked. Raises `UsageError` without `mcp`."""
    try:
        from mcp.server.mcpserver import MCPServer
    except ImportError:
        raise UsageError(
            "the MCP server needs an extra: pip install 'refcheck-biblio[mcp]'"
        ) from None
    server = MCPServer(
        "refcheck", version=__version__, instructions=_INSTRUCTIONS, log_level="CRITICAL"
    )
    tools = _Tools(settings)
    for tool in (tools.check_text, tools.check_reference, tools.lookup, tools.explain):
        server.tool()(tool)
    return server


class _Tools:
    """What the server offers. The docstrings are what the other program reads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def check_text(self, text: str) -> dict[str, Any]:
        """Check a whole text: find its reference list and its in-text citations, and compare every
        reference with PubMed.

        Takes plain text, Markdown, LaTeX, HTML, BibTeX, RIS or CSL-JSON. Returns the counts, and
        each reference that is not simply verified, with what differs and the right values.
        """
        _require(text, _LONGEST_TEXT)
        document = InMemory(path="text", content=text.encode("utf-8", "replace"))
        async for report in check_documents([document], self._settings):
            if report.error is not None:
                raise _refusal(f"the text cannot be read: {report.error}")
            return document_answer(report)
        raise _refusal("there is nothing to check")

    async def check_reference(self, reference: str) -> dict[str, Any]:
        """Compare a single reference, as it is printed in a list, with PubMed.

        Returns the verdict (verified, mismatched, ambiguous, not_found, suspect, unchecked), what
        differs with the right values, and the record.
        """
        return reference_answer(await self._checked(reference))

    async def lookup(self, identifier: str) -> dict[str, Any]:
        """Look up a work by its DOI, PMID or PMCID.

        Returns whether it was found, its data as a CSL-JSON item, and whether it was retracted or
        corrected.
        """
        text = identifier.strip()
        if text.isascii() and text.isdigit():
            text = f"PMID: {text}"
        if not any(one.kind in ("doi", "pmid", "pmcid") for one in find_identifiers(text)):
            raise _refusal("give a DOI, a PMID or a PMCID")
        return work_answer(await self._checked(text))

    def explain(self, rule: str) -> str:
        """Explain a rule that a finding names: what it means, and how to fix what it finds."""
        name = rule.strip().lower()
        if name not in RULES:
            near = nearest(name, RULES)
            hint = f"; did you mean {near}?" if near else ""
            raise _refusal(f"there is no rule {name!r}{hint}")
        return page(RULES[name])

    async def _checked(self, string: str) -> CheckedReference:
        _require(string, _LONGEST_REFERENCE)
        report = await check_strings([string], self._settings)
        return report.references[0]


def _refusal(reason: str) -> Exception:
    """Returns the error that the protocol carries to the other program, in words."""
    from mcp.server.mcpserver.exceptions import ToolError

    return ToolError(reason)


def _require(text: str, longest: int) -> None:
    if not text.strip():
        raise _refusal("the text is empty")
    if len(text) > longest:
        raise _refusal(f"the text is longer than {longest:,} characters")
