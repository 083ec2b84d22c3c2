"""Records in PubMed's own XML, made from facts for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.accuracy.records import Name, Record
from benchmarks.accuracy.service.record_xml import record_xml
from tests.standin.library import Library

__all__ = [
    "AHEAD",
    "INITIATION",
    "KETAMINE",
    "RESISTANT",
    "Article",
    "article_set",
    "library",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The facts of one record. An author is (family, fore name, initials), or a group's name."""

    pmid: str
    title: str
    authors: Sequence[tuple[str, str, str] | str] = ()
    journal: str = ""
    medline_ta: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmc: str = ""
    status: str = "ppublish"

    def xml(self) -> str:
        """The record as efetch gives it, with an abstract and a list of cited works."""
        whole = record_xml(self._record())
        whole = whole.replace("<AuthorList", f"{_ABSTRACT}<AuthorList", 1)
        return whole.replace("</PubmedData>", f"{_CITED}</PubmedData>")

    def _record(self) -> Record:
        return Record(
            pmid=self.pmid,
            title=f"{self.title}.",
            authors=tuple(map(_name, self.authors)),
            journal=self.journal,
            abbreviation=self.medline_ta,
            year=int(self.year or 0),
            pubdate=self.year,
            volume=self.volume,
            issue=self.issue,
            pages=self.pages,
            doi=self.doi,
            pmc=self.pmc,
            ahead=self.status == "aheadofprint",
        )


_ABSTRACT = "<Abstract><AbstractText>Words that belong to somebody else.</AbstractText></Abstract>"
_CITED = (
    "<ReferenceList><Reference><Citation>Cited</Citation><ArticleIdList>"
    '<ArticleId IdType="doi">10.1/of-a-cited-work</ArticleId></ArticleIdList></Reference>'
    "</ReferenceList>"
)


def _name(author: tuple[str, str, str] | str) -> Name:
    if isinstance(author, str):
        return Name(group=author)
    family, given, initials = author
    return Name(family=family, given=given, initials=initials)


def article_set(*articles: Article) -> bytes:
    """The records in one set."""
    body = "".join(article.xml() for article in articles)
    return f"<PubmedArticleSet>{body}</PubmedArticleSet>".encode()


KETAMINE = Article(
    pmid="24388038",
    doi="10.1016/j.jad.2013.11.014",
    title="A review of ketamine in affective disorders: current evidence of clinical efficacy,"
    " limitations of use and pre-clinical evidence on proposed mechanisms of action",
    authors=(
        ("Naughton", "Marie", "M"),
        ("Clarke", "Gerard", "G"),
        ("O'Leary", "Olivia F", "OF"),
        ("Cryan", "John F", "JF"),
        ("Dinan", "Timothy G", "TG"),
    ),
    journal="Journal of affective disorders",
    medline_ta="J Affect Disord",
    year="2014",
    volume="156",
    pages="24-35",
)
RESISTANT = Article(
    pmid="25426012",
    doi="10.2174/1570159x12666140619204251",
    title="The role of ketamine in treatment-resistant depression: a systematic review",
    authors=(("Serafini", "Gianluca", "G"), ("Howland", "Robert H", "RH")),
    journal="Current neuropharmacology",
    medline_ta="Curr Neuropharmacol",
    year="2014",
    volume="12",
    issue="5",
    pages="444-61",
    pmc="PMC4243034",
)
INITIATION = Article(
    pmid="26211972",
    doi="10.1016/j.neuropharm.2015.07.028",
    title="Two cellular hypotheses explaining the initiation of ketamine's antidepressant actions:"
    " Direct inhibition and disinhibition",
    authors=(("Miller", "", "OH"), ("Moran", "", "JT"), ("Hall", "", "BJ")),
    journal="Neuropharmacology",
    medline_ta="Neuropharmacology",
    year="2016",
    volume="100",
    pages="17-26",
)
AHEAD = Article(
    pmid="32862655",
    doi="10.1177/1060028020952764",
    title="Romosozumab: A Novel Injectable Sclerostin Inhibitor With Anabolic and Antiresorptive"
    " Effects for Osteoporosis",
    authors=(("Nealy", "", "KL"), ("Harris", "", "KB")),
    medline_ta="Ann Pharmacother",
    year="2020",
    pages="1060028020952764",
    status="aheadofprint",
)


def library() -> Library:
    """Four records to find."""
    held = Library()
    held.add(article_set(KETAMINE, RESISTANT, INITIATION, AHEAD))
    return held
