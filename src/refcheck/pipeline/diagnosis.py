"""Whether refcheck works here: the parser, the cache, the source, a reference from end to end."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from enum import Enum
from pathlib import Path

from refcheck import parsing
from refcheck.errors import RefcheckError
from refcheck.frozen import dataclass
from refcheck.lookup.cache import admin
from refcheck.model.report import CheckedReference, LookupStatus, Verdict
from refcheck.pipeline import check_strings
from refcheck.pipeline.provider import cache_form
from refcheck.settings import Origin, Settings
from refcheck.version import __version__

__all__ = ["Result", "State", "diagnose"]

# A real article (PMID 26123053).
_SAMPLE = (
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: Jumping the "
    "gun? Pharmacol Res. 2015;99:23-35."
)
_KEYS_URL = "https://account.ncbi.nlm.nih.gov/settings/"


class State(Enum):
    """How a thing is."""

    OK = "ok"
    NOTE = "note"  # it works, and could be better
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One line of a diagnosis: what was looked at, how it is, and what to do if it is not well."""

    state: State
    text: str
    advice: str | None = None


async def diagnose(settings: Settings) -> list[Result]:
    """Returns how each part of refcheck is, in the order in which one would repair it.

    A sample reference is looked up, past the cache, which is left as it is. Raises nothing for what
    is found.
    """
    results = [_program(), _settings(settings), _parser(), _cache(settings), *_identity(settings)]
    if not settings.offline and settings.lookup:
        results += await _source(settings)
    else:
        results.append(
            Result(
                state=State.NOTE,
                text="PubMed was not asked: the settings say so",
                advice="use --online to try the connection",
            )
        )
    return results


def _program() -> Result:
    python = ".".join(map(str, sys.version_info[:3]))
    return Result(state=State.OK, text=f"refcheck {__version__}, Python {python}, {sys.platform}")


def _settings(settings: Settings) -> Result:
    file = settings.settings_file
    if file is None:
        return Result(state=State.OK, text="no settings file: the defaults are used")
    if not file.weakens:
        return Result(state=State.OK, text=f"settings from {file.path}")
    weakened = ", ".join(file.weakens)
    return Result(
        state=State.NOTE,
        text=f"settings from {file.path}, which weakens the check: {weakened}",
        advice="take these keys out if you did not want that",
    )


def _parser() -> Result:
    began = time.perf_counter()
    try:
        parsed = parsing.parse(_SAMPLE).record
    except RefcheckError as error:
        return Result(state=State.PROBLEM, text=str(error), advice="install refcheck again")
    taken = time.perf_counter() - began
    if len(parsed.authors) != 4 or parsed.volume != "99":
        text = "the parser reads a sample reference wrongly"
        return Result(state=State.PROBLEM, text=text, advice="install refcheck again")
    return Result(state=State.OK, text=f"a sample reference was parsed in {taken:.2f} s")


def _cache(settings: Settings) -> Result:
    problems: list[str] = []
    try:
        found = admin.info(settings.cache_dir, cache_form(), problems.append)
    except RefcheckError as error:
        return Result(
            state=State.PROBLEM, text=str(error), advice="name another folder with --cache-dir"
        )
    if problems:
        text = f"cache {found.directory}: {problems[0]}"
        return Result(state=State.NOTE, text=text, advice="'refcheck cache clear' empties it")
    number = sum(found.counts.values())
    if not number:
        return Result(state=State.OK, text=f"cache {found.directory}: empty")
    size = f"{number:,} responses, {found.bytes / 1e6:,.1f} MB"
    return Result(
        state=State.OK,
        text=f"cache {found.directory}: {size}, from {found.oldest} to {found.newest}",
    )


def _identity(settings: Settings) -> Iterator[Result]:
    """Yields what NCBI would like to know of its users."""
    config = settings.lookup_config
    if settings.email or settings.ncbi_email:
        yield Result(state=State.OK, text="an e-mail address is set")
    else:
        yield Result(
            state=State.NOTE,
            text="no e-mail address: NCBI asks for one, to write before it blocks anybody",
            advice="set REFCHECK_EMAIL",
        )
    if settings.api_key:
        where = "" if settings.origin("api_key") is not Origin.FILE else ", in a settings file"
        yield Result(state=State.OK, text=f"an API key is set{where}")
    else:
        yield Result(
            state=State.NOTE,
            text=f"no API key: {1 / config.interval:.1f} requests per second; with one, 10",
            advice=f"get a key at {_KEYS_URL} and set NCBI_API_KEY",
        )


async def _source(settings: Settings) -> list[Result]:
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="refcheck-") as folder:
        fresh = replace(settings, cache_dir=Path(folder))
        report = await check_strings([_SAMPLE], fresh)
    return [_of_sample(report.references[0], time.perf_counter() - began)]


def _of_sample(checked: CheckedReference, taken: float) -> Result:
    lookup = checked.lookup
    source = lookup.source_name if lookup else "PubMed"
    if lookup is None or lookup.status in (LookupStatus.UNAVAILABLE, LookupStatus.NOT_CACHED):
        reason = lookup.reason if lookup else None
        return Result(
            state=State.PROBLEM,
            text=f"{source} could not be asked: {reason or 'no reason given'}",
            advice="check the connection and the proxy; --offline works with the cache alone",
        )
    if checked.verdict is Verdict.VERIFIED:
        text = f"{source} answered: a sample reference was verified in {taken:.1f} s"
        return Result(state=State.OK, text=text)
    return Result(
        state=State.PROBLEM,
        text=f"{source} answered, but a right reference was not verified: {checked.verdict}",
        advice="if --eutils-url names another server, ask whoever runs it",
    )
