"""Headings: those that open a list of references, and those that close it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from refcheck.text.folding import fold

__all__ = ["closes_list", "opens_list", "strip_marks"]

_LONGEST: Final = 90  # characters; a heading of a list is short
_REMEMBERED: Final = 4_096  # lines whose answer is kept: each is asked about several times

# Words that name a list of references, by themselves or with the modifiers below; folded, as the
# headings are that they are compared with ("использованной", "참고문헌").
_NOUNS: Final = frozenset(
    fold(
        """
    references reference refs bibliography bibliographies literature sources citations footnotes
    endnotes notes works readings reading publications
    referencias referencia bibliografia bibliografias fuentes notas literatura obras citas
    referencia fontes citacoes
    references bibliographie sources ouvrages litterature citees
    literatur literaturverzeichnis literaturangaben literaturliste quellen quellenverzeichnis
    quellenangaben referenzen einzelnachweise schrifttum nachweise anmerkungen fussnoten
    bibliografie riferimenti fonti literatuur literatuurlijst referenties bronnen
    referenser kallor kallforteckning litteratur referencer litteraturliste kilder lahteet
    pismiennictwo zrodla zdroje irodalom kaynaklar kaynakca literatura viitteet
    литература литературы источники источников библиография
    参考文献 參考文獻 引用文献 文献 参考资料 참고문헌
    """
    ).split()
)
# A heading made of these alone does not announce references ("Notes", "Works", "Sources"):
# what stands below has to look more like references to be taken for them.
_WEAK: Final = frozenset(
    fold(
        """
    notes works reading readings publications notas obras anmerkungen footnotes endnotes
    fussnoten sources citations fuentes fontes quellen citas
    """
    ).split()
)
_MODIFIERS: Final = frozenset(
    fold(
        """
    list lists section of and the for to this article chapter cited citing used consulted selected
    view show all our
    key main core general scientific medical academic research additional supplementary
    supplemental suggested recommended further important primary secondary external related other
    annotated works work literature text texts in online web links resources documents data
    bibliographic bibliographical bibliography full numbered author
    lista de las los la el y e o bibliograficas bibliograficos citadas citados consultadas
    consultada principales complementarias electronicas utilizadas adicionales selecta selectas
    das dos da do os as a bibliographiques et des les du citees cites consultes principales
    und verwendete verwendeten weiterfuhrende zitierte ausgewahlte wichtige verzeichnis der die zum
    literatur quellen quellen bibliografici bibliografiche citati citate e van en geraadpleegde och
    og i список использованной использованных использованные
    """
    ).split()
)
_CLOSERS: Final = re.compile(
    r"(?:acknowledge?ments?|agradecimientos?|agradecimentos|remerciements|danksagung|funding"
    r"|financ\w+|conflicts? of interests?|competing interests?|disclosures?|declarations?"
    r"|appendi(?:x|ces)|anexos?|annexes?|anhang|supporting information|supplement\w+"
    r"|author contributions?|contributions|authors?|author information|about the authors?"
    r"|contributors|affiliations?|correspondence|figures?|figure legends?|tables?|data availability"
    r"|availability|abbreviations|glossary|index|copyright|licen[cs]e|ethics\w*|see also"
    r"|external links|navigation|site navigation|contents|introduction|methods|results|discussion"
    r"|conclusions?|abstract|summary|comments?|related articles|cited by|share|contact|about|tags"
    r"|rights and permissions|additional information|keywords|history|endnotes|examples?"
    r"|biograph(?:y|ies)|curriculum vitae|vita|zusammenfassung|autor\w*)"
    r"(?:\b[\w ,&-]{0,60})?"
)
_MARKS: Final = re.compile(
    r"^[\s#>*_=~|•§¶:.-]{0,12}"  # Markdown, bullets
    r"(?:<[^<>\n]{1,80}>\s*|[*_#]{1,4}\s*){0,4}"
    r"(?:(?:\(?(?:\d{1,2}|[IVX]{1,5}|[A-Z](?=[.):]))(?:\.\d{1,2}){0,3}[.):]?)\s+(?=\S)"
    r"|(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)])(?=[^\W\d]))?"
    r"[\s*_]{0,4}"
)
_TRAIL: Final = re.compile(r"(?:</?\w{1,8}>|[\s#*_:=.¶|†\]-]|\[edit)*$")
_LOCATED: Final = re.compile(r"[\d,]")
_COUNT: Final = re.compile(r"\s?[(\[]\d{1,4}[)\]]")  # "References (43)"
_SPACED: Final = re.compile(r"(?:\b\w[ \u00a0]){4,30}\w\b")
_PLAIN_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_MARKDOWN: Final = re.compile(r"^\s{0,3}#{1,6}\s")


def strip_marks(line: str) -> str:
    """A heading without Markdown marks, section number, count of entries and closing colon."""
    line = _MARKS.sub("", line, count=1)
    if len(line) <= 120:
        line = _COUNT.sub("", _TRAIL.sub("", line))
    if _SPACED.fullmatch(line):  # "R E F E R E N C E S"
        line = re.sub(r"\s", "", line)
    return line


def _is_wordy(line: str) -> bool:
    """Whether a line has more words than a heading (spaced letters are no words)."""
    spaces = line.count(" ")
    return spaces > 9 and len(line) > 3 * spaces


def opens_list(line: str) -> float:
    """How firmly a line announces a list of references: 0 not at all, 1 firmly."""
    if len(line) > _LONGEST or len(line) < 2 or _is_wordy(line):
        return 0.0
    return _announced(line)


@lru_cache(maxsize=_REMEMBERED)
def _announced(line: str) -> float:
    plain = _PLAIN_WORD.findall(line.lower()) if line.isascii() else []
    if plain and _NOUNS.isdisjoint(plain):  # most lines, and folding them is dear
        return 0.0
    words = fold(strip_marks(line)).split()
    if not 1 <= len(words) <= 7 or not any(word in _NOUNS for word in words):
        return 0.0
    if not all(word in _NOUNS or word in _MODIFIERS for word in words):
        return 0.0
    if line.rstrip().endswith((",", ";")) or (line.lstrip()[0].islower() and len(words) > 2):
        return 0.0
    return 1.0 if any(word in _NOUNS and word not in _WEAK for word in words) else 0.5


def closes_list(line: str) -> bool:
    """Whether a line is a heading of what comes after a list of references."""
    if len(line) > _LONGEST or _is_wordy(line):
        return False
    if _MARKDOWN.match(line):
        return True
    plain = strip_marks(line).strip()
    if line.rstrip().endswith((".", ",", ";")) and _LOCATED.search(plain):
        return False  # "Methods Mol Biol, 934, 833-50.": the end of an entry
    return not plain.endswith((",", ";")) and bool(_CLOSERS.fullmatch(plain.lower()))
