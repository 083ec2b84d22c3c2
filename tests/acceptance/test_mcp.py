"""`refcheck mcp` as another program starts it: a process, asked through its standard input."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from mcp import Client, StdioServerParameters

CHECKOUT = Path(__file__).parents[2]


def test_a_program_asks_the_command(tmp_path: Path) -> None:
    async def ask() -> object:
        server = StdioServerParameters(
            command=sys.executable,
            args=["-m", "refcheck", "mcp", "--offline", "--cache-dir", str(CHECKOUT / "cache")],
            cwd=tmp_path,
        )
        async with Client(server, read_timeout_seconds=60) as client:
            return (await client.call_tool("lookup", {"identifier": "26211972"})).structured_content

    answer = asyncio.run(ask())
    assert isinstance(answer, dict)
    assert answer["pmid"] == "26211972"
