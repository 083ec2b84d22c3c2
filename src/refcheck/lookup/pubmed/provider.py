"""PubMed as a source of records: rounds of questions, every candidate a full record.

    identifier   the printed PMID, DOI and PMCID
    citation     journal, year, volume, first page and author through ecitmatch
    title        the words of the title through esearch
    wider        the first author with the year and two words of the title or the journal, or with
                 volume and page; the title without the words that PubMed did not know
    coverage     whether PubMed knows the journal, and how many articles it has of that year
    confirmation the search that decided that a work is not there, once more in other words

Each round is put for every reading of a reference. The service tolerates wrong authors and years,
and drops words it does not know: whatever it names is only a candidate, fetched whole, for others
to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from refcheck.lookup.cache.responses import CitationAnswer, RecordAnswer, SearchAnswer
from refcheck.lookup.caching_provider import Answered, Source
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.provider import Readings
from refcheck.lookup.pubmed.confirmation import reworded
from refcheck.lookup.pubmed.coverage import scope
from refcheck.lookup.pubmed.ecitmatch import MOST_LINES
from refcheck.lookup.pubmed.identity import NAME, SOURCE, TERMS, url_of
from refcheck.lookup.pubmed.queries import (
    Question,
    citation_question,
    coverage_question,
    doi_question,
    everything_question,
    journal_question,
    place_question,
    pmcid_question,
    record_question,
    remaining_question,
    title_question,
    wider_questions,
    year_question,
)
from refcheck.lookup.pubmed.trail import Trail
from refcheck.model.outcome import Outcome, Scope, Stage, StageKind, Unmatched, Via
from refcheck.model.record import BibliographicRecord

__all__ = [
    "CITATION",
    "CONFIRMATION",
    "COVERAGE",
    "IDENTIFIER",
    "STAGES",
    "TITLE",
    "WIDER",
    "PubMed",
    "named_pmids",
]

IDENTIFIER = Stage(name="identifier", kind=StageKind.IDENTIFIERS)
CITATION = Stage(name="citation")
TITLE = Stage(name="title")
WIDER = Stage(name="wider")
COVERAGE = Stage(name="coverage", kind=StageKind.COVERAGE)
CONFIRMATION = Stage(name="confirmation", kind=StageKind.CONFIRMATION)
STAGES = (IDENTIFIER, CITATION, TITLE, WIDER, COVERAGE, CONFIRMATION)

# Candidates fetched for one question: ecitmatch lists few, and a longer list tells nothing.
_MOST_CANDIDATES = 20
# So few works are asked about in two rounds at once: it saves requests, and costs few more hits.
_FEW_WORKS = 12
_WHOLE = 10_000_000  # records: PubMed has four times as many


class PubMed:
    """The `LookupProvider` of PubMed. `warn` is told, once each, what the user should know."""

    source = SOURCE
    name = NAME
    terms = TERMS
    stages = STAGES

    def __init__(self, config: LookupConfig, warn: Callable[[str], None]) -> None:
        self._source = Source(config, warn)

    async def aclose(self) -> None:
        """Give back connections and files."""
        await self._source.aclose()

    def url_of(self, record: BibliographicRecord) -> str | None:
        """The address of a record's page in PubMed."""
        return url_of(record)

    def coverage(self, unmatched: Unmatched) -> Scope:
        """Whether PubMed should list a work that was not found in it."""
        return scope(unmatched)

    async def ask(self, stage: Stage, works: Sequence[Readings]) -> list[Outcome]:
        """Send the queries of one stage for all works; one outcome a work, in order.

        Raises `ValueError` for a stage that is not one of PubMed's.
        """
        trails = [Trail(readings, stage, self._source) for readings in works]
        if stage == IDENTIFIER:
            await self._by_identifiers(trails)
        elif stage == CITATION:
            await self._search(trails, _each(citation_question), Via.CITATION)
        elif stage == TITLE:
            await self._by_title(trails)
        elif stage == WIDER:
            await self._search(trails, self._wider, Via.TITLE)
        elif stage == COVERAGE:
            return await self._coverage(trails)
        elif stage == CONFIRMATION:
            await self._confirm(trails)
        else:
            raise ValueError(f"PubMed has no stage {stage.name!r}")
        return [trail.outcome() for trail in trails]

    # --- stages -----------------------------------------------------------------------------------

    async def _by_identifiers(self, trails: Sequence[Trail]) -> None:
        await self._source.ask_ahead(_first_questions(trails))
        await self._pmids(trails)
        await self._identifiers(trails, _open_doi, Via.DOI)
        await self._identifiers(trails, _open_pmcid, Via.PMCID)

    async def _by_title(self, trails: Sequence[Trail]) -> None:
        if len(trails) <= _FEW_WORKS:
            makers = (_each(title_question), self._wider)
            await self._source.ask_ahead(
                question for make in makers for trail in trails for question in make(trail)
            )
        await self._search(trails, _each(title_question), Via.TITLE)

    async def _pmids(self, trails: Sequence[Trail]) -> None:
        asking = [(trail, pmid) for trail in trails if (pmid := trail.record.pmid)]
        answers = await self._source.answer(record_question(pmid) for _, pmid in asking)
        for trail, pmid in asking:
            answer = answers[record_question(pmid)]
            trail.note(record_question(pmid), answer)
            if trail.takes(answer) and isinstance(answer, RecordAnswer) and answer.record:
                trail.add(answer.record, Via.PMID, pmid, answer.retrieved)

    async def _identifiers(self, trails: Sequence[Trail], open_question: _Opener, via: Via) -> None:
        """Search by an identifier, where no record found so far holds it."""
        asking = [(trail, *asked) for trail in trails if (asked := open_question(trail))]
        await self._follow(asking, via)

    async def _search(self, trails: Sequence[Trail], make: _Maker, via: Via) -> None:
        asking = [
            (trail, question, question.text)
            for trail in trails
            for question in dict.fromkeys(make(trail))
        ]
        await self._follow(asking, via)

    def _wider(self, trail: Trail) -> Iterator[Question]:
        """What to ask where lines and titles have led to nothing, as far as it is of use.

        A journal that PubMed does not know is not searched for: it would be left out of the search.
        """
        for record in trail.readings:
            yield from wider_questions(record)
            line = citation_question(record)
            answer = self._source.known(line) if line else None
            listed = isinstance(answer, CitationAnswer) and answer.listed
            if listed and (question := journal_question(record)):
                yield question
            title = title_question(record)
            found = self._source.known(title) if title else None
            dropped = found.dropped if isinstance(found, SearchAnswer) else ()
            if title and dropped and (question := remaining_question(title, dropped)):
                yield question

    # --- coverage ---------------------------------------------------------------------------------

    async def _coverage(self, trails: Sequence[Trail]) -> list[Outcome]:
        """Whether PubMed lists the journals that the readings name, and covers them in that year.

        A line of journal and year alone is answered with the number of its articles. Few are no
        proof: of many journals PubMed lists only what was paid for by public money. They are all
        that can be had of a source that holds but a part of PubMed.
        """
        await self._count(trails, coverage_question)
        scarce = [trail for trail in trails if trail.is_scarce]
        if not scarce:
            return [trail.coverage() for trail in trails]
        everything = everything_question()
        whole = (await self._source.answer([everything]))[everything]
        for trail in scarce:
            trail.note(everything, whole)
            if trail.takes(whole) and isinstance(whole, SearchAnswer):
                trail.in_part = whole.count < _WHOLE
        await self._count([trail for trail in scarce if trail.is_scarce], year_question)
        return [trail.coverage() for trail in trails]

    async def _count(
        self,
        trails: Sequence[Trail],
        make: Callable[[BibliographicRecord], Question | None],
    ) -> None:
        """Ask how many articles there are of the journal and year of each reading."""
        asking = [(trail, question) for trail in trails for question in _each(make)(trail)]
        answers = await self._source.answer(question for _, question in asking)
        for trail, question in asking:
            answer = answers[question]
            trail.note(question, answer)
            if not trail.takes(answer):
                continue
            match answer:
                case CitationAnswer(listed=listed, count=count):
                    trail.counted(count or 0, listed=listed)
                case SearchAnswer(dropped=(), count=count):
                    trail.counted(count, listed=count > 0 or None)

    # --- confirmation ---------------------------------------------------------------------------

    async def _confirm(self, trails: Sequence[Trail]) -> None:
        """Put the decisive search of each work once more, in other words.

        Where the second answer names what the first does not, the first is asked for again: PubMed
        may hold more than it did then. What still does not agree is not believed, nor kept.
        """
        deciding = {trail: found for trail in trails if (found := self._decisive(trail))}
        await self._source.answer(second for _, second in deciding.values())
        odd = [first for first, second in deciding.values() if self._differ(first, second)]
        await self._source.answer_again(odd)
        asking = []
        for trail, (first, second) in deciding.items():
            if self._differ(first, second):
                self._source.drop([first, second])
                trail.block("PubMed answers the same search in two ways")
            else:
                asking.append((trail, second, second.text))
        await self._follow(asking, Via.TITLE)

    def _decisive(self, trail: Trail) -> tuple[Question, Question] | None:
        """The search that decides about a work, and the same in other words.

        Best is one that was answered whole, by the title first. A work that was not searched for is
        searched for by its place; None where there is nothing to search for.
        """
        made = dict.fromkeys((*_each(title_question)(trail), *self._wider(trail)))
        if doi := trail.record.doi:
            made[doi_question(doi)] = None
        if pmcid := trail.record.pmcid:
            made[pmcid_question(pmcid)] = None
        answered = [
            (_is_whole(answer), question)
            for question in made
            if isinstance(answer := self._source.known(question), SearchAnswer)
        ]
        answered.sort(key=lambda pair: pair[0], reverse=True)
        by_place = (place_question(record) for record in trail.readings)
        questions = [question for _, question in answered] + [found for found in by_place if found]
        pairs = ((question, reworded(question)) for question in questions)
        return next(((first, second) for first, second in pairs if second), None)

    def _differ(self, first: Question, second: Question) -> bool:
        """Whether of two answers to the same search the second says more than the first."""
        before, after = self._source.known(first), self._source.known(second)
        if not isinstance(before, SearchAnswer) or not isinstance(after, SearchAnswer):
            return False
        return _is_whole(before) and not (
            _is_whole(after) and set(after.pmids) <= set(before.pmids)
        )

    # --- following --------------------------------------------------------------------------------

    async def _follow(self, asking: Sequence[tuple[Trail, Question, str]], via: Via) -> None:
        """Ask, fetch the records that the answers name, and add them as candidates."""
        if not asking:
            return
        answers = await self._source.answer(question for _, question, _ in asking)
        named = {question: named_pmids(answer) for question, answer in answers.items()}
        wanted = dict.fromkeys(pmid for pmids in named.values() for pmid in pmids)
        records = await self._shown([record_question(pmid) for pmid in wanted])
        for trail, question, value in asking:
            trail.note(question, answers[question])
            if not trail.takes(answers[question]):
                continue
            for pmid in named[question]:
                trail.take_named(records[record_question(pmid)], pmid, via, value)

    async def _shown(self, questions: Sequence[Question]) -> dict[Question, Answered]:
        """The records of PMIDs that PubMed itself names.

        An older answer that there is no such record is then wrong, and a new one not worth keeping.
        """
        records = await self._source.answer(questions)
        if hollow := _hollow(records):
            again = await self._source.answer_again(hollow)
            self._source.drop(_hollow(again))
            records |= again
        return records


def _is_whole(answer: SearchAnswer) -> bool:
    """Whether nothing was left out of a search, and every hit is named."""
    return not answer.dropped and answer.count <= len(answer.pmids)


def _hollow(records: Mapping[Question, Answered]) -> list[Question]:
    return [
        question
        for question, answer in records.items()
        if isinstance(answer, RecordAnswer) and answer.record is None
    ]


_Opener = Callable[[Trail], tuple[Question, str] | None]
_Maker = Callable[[Trail], Iterable[Question]]


def _each(make: Callable[[BibliographicRecord], Question | None]) -> _Maker:
    """The question of each reading."""

    def questions(trail: Trail) -> Iterator[Question]:
        made = dict.fromkeys(map(make, trail.readings))
        return (question for question in made if question is not None)

    return questions


def _first_questions(trails: Sequence[Trail]) -> Iterator[Question]:
    """Printed PMIDs, DOIs and PMCIDs that stand without one, and citation lines.

    Where there is room in the request, also whether PubMed lists their journals and years.
    """
    for trail in trails:
        record = trail.record
        if record.pmid:
            yield record_question(record.pmid)
        elif record.doi:
            yield doi_question(record.doi)
        elif record.pmcid:
            yield pmcid_question(record.pmcid)
    lines = [*_asked_of(trails, citation_question)]
    yield from lines
    if len(trails) + len(lines) <= MOST_LINES:
        coverage = [*_asked_of(trails, coverage_question)]
        yield from coverage if len(lines) + len(coverage) <= MOST_LINES else ()


def _asked_of(
    trails: Sequence[Trail], make: Callable[[BibliographicRecord], Question | None]
) -> Iterator[Question]:
    return (question for trail in trails for question in _each(make)(trail))


def _open_doi(trail: Trail) -> tuple[Question, str] | None:
    doi = trail.record.doi
    if not doi or any(found.record.doi == doi for found in trail.candidates.values()):
        return None
    return doi_question(doi), doi


def _open_pmcid(trail: Trail) -> tuple[Question, str] | None:
    pmcid = trail.record.pmcid
    if not pmcid or any(found.record.pmcid == pmcid for found in trail.candidates.values()):
        return None
    return pmcid_question(pmcid), pmcid


def named_pmids(answer: Answered) -> Sequence[str]:
    """The PMIDs worth fetching; of a search with more hits than were listed none."""
    match answer:
        case SearchAnswer(count=count, pmids=pmids):
            return pmids if count <= len(pmids) else ()
        case CitationAnswer(pmids=pmids):
            return pmids[:_MOST_CANDIDATES]
        case _:
            return ()
