"""Makes articles with references, and a cache that answers for them. The same ones every time.

Works are made up out of words, families and journals that occur in medical references; nothing in
them is real. One reference in ten is printed with a wrong year, one in four with its DOI.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import refcheck
from refcheck.lookup.cache.cache import Cache
from refcheck.lookup.cache.entries import CachedResponse
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.pubmed.queries import citation_query, doi_query, record_query, title_query
from refcheck.lookup.pubmed.responses import cached_citation, cached_record, cached_search
from refcheck.lookup.pubmed.text_form import TEXT_FORM
from refcheck.lookup.pubmed.xml import record_from_xml
from refcheck.pipeline.readings.store import clear_readings, default_folder
from refcheck.safe_xml import parse_xml

__all__ = ["Work", "article", "fill_cache", "forget_readings", "make_works"]

_RETRIEVED = 1_795_219_200.0  # 2026-11-21


def _words(text: str) -> list[str]:
    return text.split()


_FAMILIES = _words(
    """
    Abe Ahmed Andersson Baker Banerjee Bianchi Brown Castro Chen Clarke Costa Dawe Diaz
    Dubois Evans Ferrari Fischer Garcia Girardi Gupta Hall Hansen Howland Ito Ivanov Jensen
    Johnson Kang Katalinic Kim Kowalski Kubo Lai Lee Leroy Lopez Martin Meyer Miller
    Mitchell Moran Moreau Müller Naughton Nguyen Novak O'Brien O'Leary Okafor Olsen Park
    Patel Peters Rajkumar Ramos Rossi Rovedi Santos Sato Schmidt Serafini Silva Singh Smith
    Sørensen Tanaka Taylor Thomas Torres Tran Wagner Walker Wang Watanabe Weber Wilson
    Wright Yamada Yeo Yilmaz Zhang Zhou
    """
)
_FAMILIES += ["van der Berg", "de Sauvage", "García-Márquez", "El Sayed", "Graham-Evans"]
_JOURNALS = (
    ("J Affect Disord", "Journal of affective disorders"),
    ("Neuropharmacology", "Neuropharmacology"),
    ("Pharmacol Res", "Pharmacological research"),
    ("Aust N Z J Psychiatry", "The Australian and New Zealand journal of psychiatry"),
    ("Anesth Analg", "Anesthesia and analgesia"),
    ("Ann Oncol", "Annals of oncology : official journal of the European Society"),
    ("J Urol", "The Journal of urology"),
    ("Biochem Pharmacol", "Biochemical pharmacology"),
    ("Crit Care Med", "Critical care medicine"),
    ("J Med Syst", "Journal of medical systems"),
    ("Respirology", "Respirology (Carlton, Vic.)"),
    ("Proc Natl Acad Sci U S A", "Proceedings of the National Academy of Sciences"),
)
_WORDS = _words(
    """
    adults adverse age analysis antidepressant anxiety assessment barriers behaviour
    biomarker blood bone brain breast cancer cardiac care cell children chronic clinical
    cognitive cohort community comparison control cortex depression diabetes diagnosis diet
    disease disorder dose early effect efficacy elderly emergency evidence exercise
    expression factors failure family fatigue fracture function gene growth health heart
    hospital hypertension imaging immune impact infection inflammation injury intervention
    ketamine kidney life liver loss lung management measures memory meta mortality muscle
    nursing obesity older outcome oxygen pain patients pilot plasma practice predictors
    pregnancy pressure prevention primary protein quality randomized rapid receptor recovery
    registry relapse renal response review risk safety screening sepsis sleep stress stroke
    study surgery survival symptoms systematic therapy tissue training treatment trial
    tumour vaccine validation vascular ventilation women wound young
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One made-up article in a journal."""

    pmid: str
    authors: tuple[tuple[str, str], ...]  # family, initials
    title: str
    journal: str
    full_journal: str
    year: int
    volume: int
    issue: int
    first_page: int
    last_page: int

    @property
    def doi(self) -> str:
        """Its DOI."""
        return f"10.5555/refcheck.{self.pmid}"

    def printed(self, *, wrong: bool, identified: bool) -> str:
        """The reference in Vancouver style, with a wrong year or its DOI where that is wanted."""
        shown = ", ".join(f"{family} {initials}" for family, initials in self.authors[:6])
        shown += ", et al" if len(self.authors) > 6 else ""
        year = self.year - 3 if wrong else self.year
        doi = f" doi:{self.doi}" if identified else ""
        pages = f"{self.first_page}-{self.last_page}"
        where = f"{self.journal}. {year};{self.volume}({self.issue}):{pages}."
        return f"{shown}. {self.title}. {where}{doi}"

    def xml(self) -> bytes:
        """Its record as efetch gives it."""
        authors = "".join(
            f"<Author><LastName>{escape(family)}</LastName><ForeName>{initials}</ForeName>"
            f"<Initials>{initials}</Initials></Author>"
            for family, initials in self.authors
        )
        return (
            f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{self.pmid}</PMID>'
            '<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print">'
            f"<Volume>{self.volume}</Volume><Issue>{self.issue}</Issue>"
            f"<PubDate><Year>{self.year}</Year><Month>Mar</Month></PubDate></JournalIssue>"
            f"<Title>{escape(self.full_journal)}</Title>"
            f"<ISOAbbreviation>{self.journal}</ISOAbbreviation></Journal>"
            f"<ArticleTitle>{self.title}.</ArticleTitle><Pagination>"
            f"<MedlinePgn>{self.first_page}-{self.last_page}</MedlinePgn></Pagination>"
            f'<AuthorList CompleteYN="Y">{authors}</AuthorList><Language>eng</Language>'
            "<PublicationTypeList><PublicationType>Journal Article</PublicationType>"
            "</PublicationTypeList></Article><MedlineJournalInfo>"
            f"<MedlineTA>{self.journal}</MedlineTA></MedlineJournalInfo></MedlineCitation>"
            f'<PubmedData><ArticleIdList><ArticleId IdType="pubmed">{self.pmid}</ArticleId>'
            f'<ArticleId IdType="doi">{self.doi}</ArticleId></ArticleIdList></PubmedData>'
            "</PubmedArticle>"
        ).encode()


def make_works(count: int) -> list[Work]:
    """`count` works, the same ones every time."""
    chance = random.Random(2026)
    return [_make_work(chance, number) for number in range(count)]


def _make_work(chance: random.Random, number: int) -> Work:
    journal, full_journal = chance.choice(_JOURNALS)
    first_page = chance.randint(1, 2900)
    words = chance.sample(_WORDS, chance.randint(7, 13))
    return Work(
        pmid=str(90_000_000 + number),
        authors=tuple(
            (family, "".join(chance.sample("ABCDEFGHJKLMNPRSTW", chance.randint(1, 2))))
            for family in chance.sample(_FAMILIES, chance.randint(1, 9))
        ),
        title=" ".join(words).capitalize(),
        journal=journal,
        full_journal=full_journal,
        year=chance.randint(1975, 2025),
        volume=chance.randint(1, 400),
        issue=chance.randint(1, 12),
        first_page=first_page,
        last_page=first_page + chance.randint(2, 14),
    )


def article(works: Sequence[Work], seed: int) -> str:
    """A short article that cites `works`."""
    chance = random.Random(seed)
    body = "\n\n".join(" ".join(chance.choices(_WORDS, k=80)).capitalize() + "." for _ in range(6))
    printed = [
        work.printed(wrong=chance.random() < 0.1, identified=chance.random() < 0.25)
        for work in works
    ]
    listed = "\n".join(f"{number}. {text}" for number, text in enumerate(printed, 1))
    return f"A study of {chance.choice(_WORDS)}\n\n{body}\n\nReferences\n\n{listed}\n"


def fill_cache(directory: Path, works: Sequence[Work]) -> None:
    """Keep the answers to every question about `works` in `directory`."""
    cache = Cache(LookupConfig(cache_dir=directory), TEXT_FORM, print)
    cache.save(entry for work in works for entry in _entries(work))
    cache.close()


def _entries(work: Work) -> Iterator[CachedResponse]:
    mapped = record_from_xml(parse_xml(work.xml()))
    yield cached_record(record_query(work.pmid), work.xml(), _RETRIEVED, mapped)
    yield cached_search(doi_query(work.doi), 1, [work.pmid], [], _RETRIEVED)
    for wrong in (False, True):
        record = refcheck.parse(work.printed(wrong=wrong, identified=False)).record
        if (line := citation_query(record)) is not None:
            yield cached_citation(line, work.pmid, _RETRIEVED)
        if (search := title_query(record)) is not None:
            yield cached_search(search, 1, [work.pmid], [], _RETRIEVED)


def forget_readings() -> None:
    """Have the command read every document anew, as for the first time: nothing is kept of any."""
    clear_readings(default_folder())
