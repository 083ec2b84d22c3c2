"""The one path that every reference goes: read, extract, parse, look up, match, check.

The command line, the library and a run over a thousand articles all come through here. Documents
are taken in windows, so that the references of many articles share requests and memory is bounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, assert_never

from refcheck import checks, extraction, matching, parsing, readers
from refcheck.bibtex import entry_keys
from refcheck.errors import InputError, UsageError
from refcheck.model.finding import Finding, Severity
from refcheck.model.outcome import (
    Ambiguous,
    Candidate,
    Decision,
    Found,
    Match,
    NoMatch,
    NotAsked,
    NotCached,
    NotFound,
    Outcome,
    Scored,
    Unavailable,
    Via,
)
from refcheck.model.reference import Reference
from refcheck.model.report import (
    CheckedReference,
    DocumentReport,
    DocumentStatus,
    Lookup,
    LookupStatus,
    Summary,
    Verdict,
)

if TYPE_CHECKING:
    from refcheck.lookup.config import LookupConfig
    from refcheck.lookup.provider import LookupProvider
    from refcheck.settings import Settings

__all__ = [
    "Progress",
    "Tally",
    "Warn",
    "check_documents",
    "extract_documents",
    "lookup_config",
    "open_provider",
]

Warn = Callable[[str], None]
Progress = Callable[[int, int], None]  # documents done, documents in all

# One window's references share requests. 400 fill several ecitmatch batches and two efetch
# requests; the number of documents bounds memory where articles hold no references.
_WINDOW_REFERENCES = 400
_WINDOW_DOCUMENTS = 200

_IDENTIFIERS = frozenset({Via.PMID, Via.DOI, Via.PMCID})


def _ignore(_message: str) -> None:
    """Take a warning and say nothing."""


def _no_progress(_done: int, _total: int) -> None:
    """Take a progress report and show nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """A document after everything that needs no source: `error` says why it is unreadable."""

    path: str
    references: tuple[Reference, ...] = ()
    findings: tuple[Finding, ...] = ()
    error: str | None = None


def extract_documents(paths: Sequence[str]) -> Iterator[DocumentReport]:
    """Report each document by itself, without lookups, one by one in order.

    An input that cannot be read gives a report with status `unreadable`. Raises `ModelError`.
    """
    for path in _inputs(paths):
        prepared = _prepare(path)
        yield _report(
            prepared,
            tuple(
                CheckedReference(reference=reference, key=key)
                for reference, key in zip(
                    prepared.references, _keys(prepared.references), strict=True
                )
            ),
        )


async def check_documents(
    paths: Sequence[str],
    settings: Settings,
    *,
    provider: LookupProvider | None = None,
    warn: Warn = _ignore,
    progress: Progress = _no_progress,
) -> AsyncIterator[DocumentReport]:
    """Report each document with every reference looked up and judged, in order, as they are done.

    `provider` is asked instead of PubMed where it is given (and is left open). `warn` gets lines
    for the user, `progress` the number of documents done and in all. Raises `UsageError` where the
    paths name no file, and `ModelError`; whatever a source does becomes a lookup status instead.
    """
    inputs = _inputs(paths)
    source = provider or (open_provider(settings, warn) if settings.lookup else None)
    done = 0
    try:
        for window in _windows(inputs):
            async for report in _check_window(window, source):
                yield report
                done += 1
                progress(done, len(inputs))
    finally:
        if source is not None and source is not provider:
            await source.aclose()


def open_provider(settings: Settings, warn: Warn = _ignore) -> LookupProvider:
    """PubMed as the settings want it asked. The caller closes it."""
    from refcheck.lookup.pubmed import PubMed

    return PubMed(lookup_config(settings), warn)


def lookup_config(settings: Settings) -> LookupConfig:
    """What the settings say to the lookup."""
    from refcheck.lookup.config import LookupConfig

    return LookupConfig(
        base_url=settings.eutils_url,
        email=settings.email,
        api_key=settings.api_key,
        rate=settings.rate,
        offline=settings.offline,
        refresh=settings.refresh,
        max_age_days=settings.max_age,
        cache_dir=settings.cache_dir,
    )


def _inputs(paths: Sequence[str]) -> list[str]:
    inputs = list(readers.find_inputs(paths))
    if not inputs:
        raise UsageError(f"{', '.join(paths)}: no file in it that refcheck can read")
    return inputs


def _windows(inputs: Sequence[str]) -> Iterator[list[_Prepared]]:
    window: list[_Prepared] = []
    references = 0
    for path in inputs:
        prepared = _prepare(path)
        window.append(prepared)
        references += len(prepared.references)
        if references >= _WINDOW_REFERENCES or len(window) >= _WINDOW_DOCUMENTS:
            yield window
            window, references = [], 0
    if window:
        yield window


def _prepare(path: str) -> _Prepared:
    try:
        document = readers.read(path)
    except InputError as error:
        return _Prepared(path=path, error=error.reason)
    references = tuple(
        Reference(string=string, parsed=parsing.parse(string.raw, string.furniture))
        for string in extraction.extract(document, parsing.plausibility)
    )
    return _Prepared(
        path=path, references=references, findings=tuple(checks.check_list(references))
    )


def _keys(references: Sequence[Reference]) -> list[str]:
    return entry_keys([reference.record for reference in references])


def _report(prepared: _Prepared, references: tuple[CheckedReference, ...]) -> DocumentReport:
    if prepared.error is not None:
        status = DocumentStatus.UNREADABLE
    elif not references:
        status = DocumentStatus.NO_REFERENCES
    else:
        status = DocumentStatus.OK
    return DocumentReport(
        path=prepared.path,
        status=status,
        error=prepared.error,
        references=references,
        findings=prepared.findings,
    )


async def _check_window(
    window: Sequence[_Prepared], provider: LookupProvider | None
) -> AsyncIterator[DocumentReport]:
    references = [reference for prepared in window for reference in prepared.references]
    pursuits = [_Pursuit(reference=reference) for reference in references]
    if provider is not None:
        await _pursue(pursuits, provider)
    remaining = iter(pursuits)
    for prepared in window:
        keys = _keys(prepared.references)
        checked = tuple(
            _judge(next(remaining), key, looked_up=provider is not None) for key in keys
        )
        yield _report(prepared, checked)


@dataclass(slots=True, kw_only=True)
class _Pursuit:
    """One reference on its way through the rounds of lookup and matching."""

    reference: Reference
    candidates: list[Candidate] = field(default_factory=list)
    decision: Decision = field(default_factory=NoMatch)
    blocked: Unavailable | NotCached | None = None
    retrieved: date | None = None

    @property
    def settled(self) -> bool:
        return self.blocked is not None or isinstance(self.decision, Match)

    def take(self, outcome: Outcome) -> None:
        """Take in what one round answered.

        One unanswered question settles a reference as unchecked, whatever else is known: only so
        can a fault never turn one verdict into another.
        """
        match outcome:
            case Found():
                self._date(outcome.retrieved)
                self._weigh(outcome.candidates)
            case NotFound():
                self._date(outcome.retrieved)
            case Unavailable() | NotCached():
                self.blocked = outcome
            case NotAsked():
                pass
            case _:
                assert_never(outcome)

    def _date(self, retrieved: date) -> None:
        self.retrieved = min(self.retrieved or retrieved, retrieved)

    def _weigh(self, found: Sequence[Candidate]) -> None:
        known = {(candidate.source, candidate.record.pmid) for candidate in self.candidates}
        for candidate in found:
            self._date(candidate.retrieved)
            if (candidate.source, candidate.record.pmid) not in known:
                self.candidates.append(candidate)
        self.decision = matching.decide(self.reference, self.candidates)

    def elsewhere(self) -> list[Candidate]:
        """The candidates that a printed identifier led to and that are not the match."""
        match self.decision:
            case Match(best=best):
                matched = best.candidate.record.pmid
            case _:
                matched = None
        return [
            candidate
            for candidate in self.candidates
            if candidate.via in _IDENTIFIERS and candidate.record.pmid != matched
        ]


async def _pursue(pursuits: Sequence[_Pursuit], provider: LookupProvider) -> None:
    for round_name in provider.rounds:
        waiting = [pursuit for pursuit in pursuits if not pursuit.settled]
        if not waiting:
            return
        outcomes = await provider.ask(round_name, [pursuit.reference.record for pursuit in waiting])
        for pursuit, outcome in zip(waiting, outcomes, strict=True):
            pursuit.take(outcome)


def _judge(pursuit: _Pursuit, key: str, *, looked_up: bool) -> CheckedReference:
    reference = pursuit.reference
    lookup = _lookup(pursuit) if looked_up else Lookup(status=LookupStatus.SKIPPED)
    findings = [
        *checks.check_reference(reference, lookup.record),
        *checks.check_lookup(reference, lookup),
    ]
    if lookup.record is not None:
        findings += checks.check_record(reference, lookup.record, pursuit.elsewhere())
    return CheckedReference(
        reference=reference,
        key=key,
        lookup=lookup,
        findings=tuple(findings),
        verdict=checks.verdict(lookup, findings),
    )


def _lookup(pursuit: _Pursuit) -> Lookup:
    match pursuit.blocked:
        case Unavailable(reason=reason):
            return Lookup(status=LookupStatus.UNAVAILABLE, reason=reason)
        case NotCached(reason=reason):
            return Lookup(status=LookupStatus.NOT_CACHED, reason=reason)
        case None:
            return _answered(pursuit)
        case _:
            assert_never(pursuit.blocked)


def _answered(pursuit: _Pursuit) -> Lookup:
    decision = pursuit.decision
    match decision:
        case Match(best=best, others=others):
            return Lookup(
                status=LookupStatus.MATCHED,
                source=best.candidate.source,
                confidence=best.score,
                retrieved=pursuit.retrieved,
                record=best.candidate.record,
                candidates=(best, *others),
            )
        case Ambiguous(candidates=candidates):
            return _unmatched(LookupStatus.AMBIGUOUS, pursuit, candidates)
        case NoMatch(candidates=candidates):
            if pursuit.retrieved is None:
                return Lookup(
                    status=LookupStatus.SKIPPED,
                    reason="nothing to search with: no identifier, title or journal could be read",
                )
            return _unmatched(LookupStatus.NOT_FOUND, pursuit, candidates)
        case _:
            assert_never(decision)


def _unmatched(status: LookupStatus, pursuit: _Pursuit, candidates: tuple[Scored, ...]) -> Lookup:
    refused = next((scored.refused for scored in candidates if scored.refused), None)
    return Lookup(
        status=status,
        reason=refused,
        source=candidates[0].candidate.source if candidates else None,
        retrieved=pursuit.retrieved,
        candidates=candidates,
    )


_INCOMPLETE = frozenset({LookupStatus.UNAVAILABLE, LookupStatus.NOT_CACHED})


@dataclass(slots=True)
class Tally:
    """Counts a run as its reports go by."""

    _summary: Summary = field(default_factory=Summary)
    _verdicts: Counter[Verdict] = field(default_factory=Counter)

    def add(self, report: DocumentReport) -> None:
        """Count one document."""
        findings = [*report.findings]
        for checked in report.references:
            findings += checked.findings
            if checked.verdict is not None:
                self._verdicts[checked.verdict] += 1
        unreadable = report.status is DocumentStatus.UNREADABLE
        before = self._summary
        self._summary = replace(
            before,
            documents=before.documents + 1,
            unreadable=before.unreadable + unreadable,
            references=before.references + len(report.references),
            worst=_worst(before.worst, findings),
            incomplete=before.incomplete or unreadable or _any_unanswered(report),
        )

    def summary(self) -> Summary:
        """The counts so far, with every verdict (0 where there is none)."""
        verdicts = tuple((verdict, self._verdicts[verdict]) for verdict in Verdict)
        return replace(self._summary, verdicts=verdicts)


def _worst(known: Severity | None, findings: Sequence[Finding]) -> Severity | None:
    severities = [finding.severity for finding in findings]
    if known is not None:
        severities.append(known)
    return max(severities, key=lambda severity: severity.rank, default=None)


def _any_unanswered(report: DocumentReport) -> bool:
    return any(
        checked.lookup is not None and checked.lookup.status in _INCOMPLETE
        for checked in report.references
    )
