"""The content models of NLM's PubMed DTD as patterns: the elements of a record in their order.

https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd. An element that is not in its place, an
attribute more, a comment or a control character is matched by none of them.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "ARTICLE_DATE",
    "ARTICLE_ID",
    "ASIDE",
    "AUTHOR",
    "AUTHOR_LIST",
    "DATA",
    "ELOCATION",
    "END",
    "ENTERED",
    "GRANTS",
    "HEAD",
    "HISTORY_DATE",
    "JOURNAL_INFO",
    "LANGUAGES",
    "NOTE",
    "PLACE",
    "TYPE",
    "TYPES",
    "is_plain",
    "space_end",
]

# "*+": what follows never begins with what has been taken, so nothing is given back.
_S: Final = r"[ \t\r\n]*+"
_TEXT: Final = r"[^<>\x00-\x08\x0b\x0c\x0e-\x1f]*+"  # with references, "&amp;", to be read
_BARE: Final = r"[^<>&\x00-\x08\x0b\x0c\x0e-\x1f]*+"  # without, where nobody reads it
_SOME: Final = r"([^<>]*+)"  # attributes, to be read
_ONE: Final = r'(?:[ \t\r\n]+[A-Za-z]+="[^"<>&\x00-\x1f]*")?'


def _leaf(tag: str, text: str = f"({_TEXT})") -> str:
    """Returns the pattern of an element that may be there, its text as a group."""
    return f"(?:<{tag}>{text}</{tag}>{_S})?"


def _many(element: str) -> str:
    """Returns the pattern of any number of an element, all of them as one group."""
    return f"((?:{re.sub('[(](?![?])', '(?:', element)})*)"


def _date(tag: str) -> str:
    day = f"<Year>({_BARE})</Year>{_S}<Month>({_BARE})</Month>{_S}<Day>({_BARE})</Day>{_S}"
    return f"<{tag}{_ONE}>{_S}{day}</{tag}>{_S}"


_ARTICLE_DATE: Final = _date("ArticleDate")
_ARTICLE_ID: Final = f"<ArticleId{_SOME}>({_TEXT})</ArticleId>{_S}"
_ELOCATION: Final = f"<ELocationID{_SOME}>({_TEXT})</ELocationID>{_S}"
_TYPE: Final = f"<PublicationType{_ONE}>({_TEXT})</PublicationType>{_S}"
_NOTE: Final = (
    f'<CommentsCorrections RefType="(\\w+)">{_S}{_leaf("RefSource")}'
    f"(?:<PMID{_ONE}>({_TEXT})</PMID>{_S})?{_leaf('Note', _BARE)}</CommentsCorrections>{_S}"
)
ENTERED: Final = '<PubMedPubDate PubStatus="pubmed">'  # the beginning of the one date that is read
_HISTORY_DATE: Final = (
    f'<PubMedPubDate PubStatus="[\\w-]+">{_S}<Year>({_BARE})</Year>{_S}'
    f"<Month>({_BARE})</Month>{_S}<Day>({_BARE})</Day>{_S}"
    f"{_leaf('Hour', _BARE)}{_leaf('Minute', _BARE)}{_leaf('Second', _BARE)}</PubMedPubDate>{_S}"
)
ARTICLE_DATE: Final = re.compile(_ARTICLE_DATE)
ARTICLE_ID: Final = re.compile(_ARTICLE_ID)
ELOCATION: Final = re.compile(_ELOCATION)
TYPE: Final = re.compile(_TYPE)
NOTE: Final = re.compile(_NOTE)
HISTORY_DATE: Final = re.compile(_HISTORY_DATE)


def _unread(element: str) -> str:
    return f"(?:{re.sub('[(](?![?])', '(?:', element)})?"


HEAD: Final = re.compile(
    f"<PubmedArticle>{_S}<MedlineCitation{_SOME}>{_S}<PMID{_SOME}>({_TEXT})</PMID>{_S}"
    f"{_unread(_date('DateCreated'))}{_unread(_date('DateCompleted'))}(?:{_date('DateRevised')})?"
    f"<Article{_SOME}>{_S}<Journal>{_S}(?:<ISSN{_ONE}>({_TEXT})</ISSN>{_S})?"
    f"<JournalIssue{_ONE}>{_S}{_leaf('Volume')}{_leaf('Issue')}<PubDate>{_S}"
    f"{_leaf('Year')}{_leaf('Month')}{_leaf('Day')}{_leaf('Season')}{_leaf('MedlineDate')}"
    f"</PubDate>{_S}</JournalIssue>{_S}{_leaf('Title')}{_leaf('ISOAbbreviation')}</Journal>{_S}"
)
PLACE: Final = re.compile(
    f"{_S}(?:<Pagination>{_S}{_leaf('StartPage')}{_leaf('EndPage')}{_leaf('MedlinePgn')}"
    f"</Pagination>{_S})?{_many(_ELOCATION)}(<Abstract[ \\t\\r\\n>])?"
)
# Until 2014 the address of the first author was in front of them all.
AUTHOR_LIST: Final = re.compile(
    f"{_S}(?:<Affiliation>{_BARE}</Affiliation>{_S})?(?:<AuthorList{_SOME}>{_S})?"
)
AUTHOR: Final = re.compile(
    f"(<Author{_SOME}>{_S}{_leaf('LastName')}{_leaf('ForeName')}{_leaf('Initials')}"
    f"{_leaf('Suffix')}{_leaf('CollectiveName')}"
    f"(?:<Identifier{_ONE}>{_BARE}</Identifier>{_S})*"
    f"(?:<AffiliationInfo>{_S}<Affiliation>[^<]*</Affiliation>{_S}"
    f"(?:<Identifier{_ONE}>{_BARE}</Identifier>{_S})*</AffiliationInfo>{_S})*</Author>{_S})"
)
LANGUAGES: Final = re.compile(
    f"<Language>({_TEXT})</Language>{_S}(?:<Language>{_BARE}</Language>{_S})*"
)
GRANTS: Final = re.compile(r"<(DataBankList|GrantList)[ \t\r\n>]")
TYPES: Final = re.compile(
    f"{_S}<PublicationTypeList>{_S}{_many(_TYPE)}</PublicationTypeList>{_S}(<VernacularTitle>)?"
)
JOURNAL_INFO: Final = re.compile(
    f"{_S}{_many(_ARTICLE_DATE)}</Article>{_S}<MedlineJournalInfo>{_S}{_leaf('Country', _BARE)}"
    f"{_leaf('MedlineTA')}{_leaf('NlmUniqueID')}{_leaf('ISSNLinking')}</MedlineJournalInfo>"
)
# What follows the journal: lists that are passed over, notices, and elements that nobody reads.
ASIDE: Final = re.compile(
    f"{_S}(?:<(ChemicalList|SupplMeshList|GeneSymbolList|MeshHeadingList|PersonalNameSubjectList"
    f"|OtherAbstract|KeywordList|InvestigatorList)[ \\t\\r\\n>]"
    f"|<CommentsCorrectionsList>{_S}{_many(_NOTE)}</CommentsCorrectionsList>"
    f"|<(CoiStatement)>|<(CitationSubset|NumberOfReferences|SpaceFlightMission|OtherID|GeneralNote)"
    f"{_ONE}>{_BARE}</\\4>)"
)
DATA: Final = re.compile(
    f"{_S}</MedlineCitation>{_S}<PubmedData>{_S}(?:<History>{_S}{_many(_HISTORY_DATE)}</History>"
    f"{_S})?<PublicationStatus>({_TEXT})</PublicationStatus>{_S}"
    f"<ArticleIdList>{_S}{_many(_ARTICLE_ID)}</ArticleIdList>{_S}(<ReferenceList)?"
)
END: Final = re.compile(f"{_S}</PubmedData>{_S}</PubmedArticle>")

_PLAIN: Final = re.compile(_TEXT)
_SPACE: Final = re.compile(_S)


def is_plain(text: str) -> bool:
    """Returns whether a text has neither markup nor control characters."""
    if text.isprintable():
        return "<" not in text and ">" not in text
    return _PLAIN.fullmatch(text) is not None


def space_end(text: str, place: int) -> int:
    """Returns where the white space from a place on ends."""
    found = _SPACE.match(text, place)
    return found.end() if found else place
