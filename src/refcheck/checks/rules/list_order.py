"""The rules for a document's lists: numbering, works cited twice, doubtful entries."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar, Final

from refcheck.checks.rule import ListRule
from refcheck.checks.rules.lists import Numbered, list_finding, lists_of, name_of, numbered_of
from refcheck.compare.titles import TitleAgreement, compare_titles
from refcheck.model.finding import Field, Finding
from refcheck.model.record import BibliographicRecord, GroupName, PersonName
from refcheck.model.reference import LONGEST_PARSED, Reference
from refcheck.text.folding import fold

__all__ = [
    "LIST_RULES",
    "EntryDoubtful",
    "EntryUnread",
    "ListDisorder",
    "ListDuplicate",
    "ListGap",
    "ListRepeat",
]


def _out_of_place(numbered: Sequence[Numbered]) -> list[int]:
    """The places in a list whose number breaks the order: above the next one, or below the last.

    1, 2, 4, 3, 5 breaks it at 4; 17, 81, 19 at 81; 1, 2, 3, 2, 5 at the second 2 (which
    `ListRepeat` reports).
    """
    broken: list[int] = []
    highest = -1
    for place, (number, _) in enumerate(numbered):
        following = numbered[place + 1].number if place + 1 < len(numbered) else number
        leaps = highest >= 0 and highest < following < number > highest + 1
        if leaps or number < highest:
            broken.append(place)
        else:
            highest = number
    return broken


class ListGap:
    """A number is missing in the list of references.

    The article's numbers jump, or the list does not begin with 1. Either a reference was lost, or
    the ones behind the gap bear wrong numbers, and every citation in the text that points there is
    wrong with them. This rule works offline.

    **Example.** Reference 4 is followed by reference 6.

    **How to mend it.** Look for the missing reference in an earlier draft, or number the list anew
    together with the citations in the text.
    """

    id: ClassVar[str] = "list-gap"
    title: ClassVar[str] = "A number is missing in the list"
    field: ClassVar[Field] = Field.LIST
    needs_record: ClassVar[bool] = False

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yield one finding for each gap, at the reference behind it."""
        before = 0
        for references_of_list in lists_of(references):
            numbered = numbered_of(references_of_list)
            if numbered and numbered[0].number not in {0, 1, before + 1}:
                yield self._finding(1 if not before else before + 1, numbered[0], first=True)
            broken = set(_out_of_place(numbered))
            straight = [one for place, one in enumerate(numbered) if place not in broken]
            known = {one.number for one in numbered}
            for last, following in pairwise(straight):
                missing = [n for n in range(last.number + 1, following.number) if n not in known]
                if missing:
                    yield self._finding(missing[0], following, last=missing[-1])
            before = max(known, default=before)

    def _finding(
        self, missing: int, following: Numbered, *, last: int | None = None, first: bool = False
    ) -> Finding:
        if first:
            text = f"The list begins with number {following.number}, not with {missing}."
        elif last in {None, missing}:
            text = f"Number {missing} is missing before reference {following.number}."
        else:
            text = f"Numbers {missing} to {last} are missing before reference {following.number}."
        return list_finding(self, following.reference, text, cited=str(following.number))


class ListRepeat:
    """Two references of one list bear the same number.

    A citation of this number leads to two works. This rule works offline.

    **Example.** `3. Miller OH ...` and, further down, `3. Serafini G ...`

    **How to mend it.** Number the list anew together with the citations in the text.
    """

    id: ClassVar[str] = "list-repeat"
    title: ClassVar[str] = "A number stands twice in the list"
    field: ClassVar[Field] = Field.LIST
    needs_record: ClassVar[bool] = False

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yield one finding for each further reference with a number that was there before."""
        for references_of_list in lists_of(references):
            first: dict[int, Reference] = {}
            for number, reference in numbered_of(references_of_list):
                if number in first:
                    text = f"Number {number} stands before another reference of this list already."
                    others = (first[number],)
                    yield list_finding(self, reference, text, cited=str(number), others=others)
                first.setdefault(number, reference)


class ListDisorder:
    """The numbers of the list are not in order.

    A reference bears a higher number than the next one, or a lower one than some reference before
    it. This rule works offline.

    **Example.** 1, 2, 4, 3, 5.

    **How to mend it.** Check which work the text means by these numbers, and number the list anew.
    """

    id: ClassVar[str] = "list-disorder"
    title: ClassVar[str] = "The numbers of the list are not in order"
    field: ClassVar[Field] = Field.LIST
    needs_record: ClassVar[bool] = False

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yield one finding for each reference whose number is out of order."""
        for references_of_list in lists_of(references):
            numbered = numbered_of(references_of_list)
            counts = Counter(one.number for one in numbered)
            for place in _out_of_place(numbered):
                number, reference = numbered[place]
                if counts[number] > 1:
                    continue  # a repeat, which is a rule by itself
                neighbour = numbered[place - 1].number if place else numbered[place + 1].number
                text = f"Number {number} is out of order behind number {neighbour}."
                yield list_finding(self, reference, text, cited=str(number))


class ListDuplicate:
    """The same work stands twice in one list.

    Two references of a list bear the same DOI, PMID or PMCID, or agree in first author, year and
    title. Parts of a series, which differ in title, volume or pages, are no duplicates, and neither
    are works of other authors with other titles that bear one identifier by mistake
    (`identifier-elsewhere` reports these). This rule works offline.

    **Example.** `3. Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in
    depression: Jumping the gun? Pharmacol Res. 2015;99:23-35.` and the same as number 12.

    **How to mend it.** Keep one of them and let the citations of the other point to it; where the
    works differ after all, correct the identifier that was copied.
    """

    id: ClassVar[str] = "list-duplicate"
    title: ClassVar[str] = "The same work is in the list twice"
    field: ClassVar[Field] = Field.LIST
    needs_record: ClassVar[bool] = False

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yield one finding for each reference to a work that the list held before."""
        for references_of_list in lists_of(references):
            earlier: defaultdict[str, list[Reference]] = defaultdict(list)
            for reference in references_of_list:
                keys = list(_work_keys(reference))
                first = next(
                    (one for key in keys for one in earlier[key] if _same_work(one, reference)),
                    None,
                )
                if first is not None:
                    text = f"The same work as reference {name_of(first)}."
                    yield list_finding(self, reference, text, others=(first,))
                for key in keys:
                    if len(earlier[key]) < _MOST_COMPARED:
                        earlier[key].append(reference)


# Works of one title, or at one place, that a reference is compared with. More are no list of works,
# and comparing each with each would take hours where a text repeats a line 100,000 times.
_MOST_COMPARED: Final = 50
_LONG_TITLE: Final = 20  # letters and digits; shorter ones ("Editorial", "Reply") name many works


def _work_keys(reference: Reference) -> Iterator[str]:
    """What two references to one work have in common, at least one of it."""
    record = reference.record
    for kind, value in (("doi", record.doi), ("pmid", record.pmid), ("pmcid", record.pmcid)):
        if value:
            yield f"{kind} {value.lower()}"
    title = fold(record.title or "")
    if len(title) >= _LONG_TITLE:
        yield f"title {title}"
    elif record.container_title and record.volume and record.pages:
        place = fold(f"{record.container_title} {record.volume}")
        yield f"place {place} {_first_page(record)}"
    yield f"text {fold(reference.string.text)}"


def _same_work(one: Reference, other: Reference) -> bool:
    """Whether two references that share a key are one work and not siblings."""
    if fold(one.string.text) == fold(other.string.text):
        return True
    a, b = one.record, other.record
    identifiers = ((a.doi, b.doi), (a.pmid, b.pmid), (a.pmcid, b.pmcid))
    known = [(x.lower(), y.lower()) for x, y in identifiers if x and y]
    if known:
        return any(x == y for x, y in known) and not _share_nothing_else(a, b)
    places = ((a.volume, b.volume), (_first_page(a), _first_page(b)))
    if any(x and y and fold(x) != fold(y) for x, y in places):
        return False
    years = {date.date.year for date in a.dates}, {date.date.year for date in b.dates}
    if all(years) and not years[0] & years[1]:
        return False
    names = _first_author(a), _first_author(b)
    return not all(names) or names[0] == names[1]


def _share_nothing_else(a: BibliographicRecord, b: BibliographicRecord) -> bool:
    """Whether author and title are those of two works: then an identifier was copied.

    What it leads to is for `identifier-elsewhere` to say.
    """
    authors = _first_author(a), _first_author(b)
    if not all(authors) or authors[0] == authors[1] or not (a.title and b.title):
        return False
    compared = compare_titles(a.title, (b.title,))
    return compared is not None and compared.agreement is TitleAgreement.OTHER


def _first_page(record: BibliographicRecord) -> str:
    return re.split(r"[-–—,]", record.pages or "", maxsplit=1)[0].strip()


def _first_author(record: BibliographicRecord) -> str:
    match record.authors[:1]:
        case (PersonName() as person,):
            return fold(person.full_family)
        case (GroupName() as group,):
            return fold(group.name)
        case _:
            return ""


class EntryDoubtful:
    """An entry of the list is too short or too long to be a reference.

    It was counted because it is between references or has a number of the list, but it has too
    little text to name a work. Often a line was lost when the article was copied, or a heading or a
    note has got into the list. Or it is longer than any reference, so that its fields were looked
    for in its beginning only: then the article has often lost its line breaks. This rule works
    offline.

    **Example.** `14. Ibid.`

    **How to mend it.** Complete the reference, or take the line out of the list.
    """

    id: ClassVar[str] = "entry-doubtful"
    title: ClassVar[str] = "An entry is too short or too long to be a reference"
    field: ClassVar[Field] = Field.LIST
    needs_record: ClassVar[bool] = False

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yield one finding for each entry that names no work, or was parsed in part only."""
        for reference in references:
            length = len(reference.string.raw)
            if reference.string.record is None and length > LONGEST_PARSED:
                text = (
                    f"This entry has {length:,} characters, which is too long for a reference: "
                    f"only its first {LONGEST_PARSED:,} were parsed."
                )
                yield list_finding(self, reference, text)
            elif not reference.string.faults and _too_short(reference):
                text = "This entry is too short to be a reference."
                yield list_finding(self, reference, text, cited=reference.string.text)


_FEW_LETTERS: Final = 16
_FEW_WORDS: Final = 4
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_DATED: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def _too_short(reference: Reference) -> bool:
    record = reference.record
    if record.doi or record.pmid or record.pmcid or record.url:
        return False
    raw = reference.string.text
    if sum(map(str.isalnum, raw)) < _FEW_LETTERS:
        return True
    return len(_WORD.findall(raw)) < _FEW_WORDS and not _DATED.search(raw)


class EntryUnread:
    """A part of an entry could not be read.

    The file says what belongs there in a way that would make the entry thousands of times longer
    than it is, such as BibTeX's `@string` macros that stand for each other many times over. What is
    left of the entry is checked without it. This rule works offline.

    **Example.** `@string{a = b # b # b # b}` and so on for ten macros, then `title = j`.

    **How to mend it.** Write the value itself into the entry.
    """

    id: ClassVar[str] = "entry-unread"
    title: ClassVar[str] = "A part of an entry could not be read"
    field: ClassVar[Field] = Field.LIST
    needs_record: ClassVar[bool] = False

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yield one finding for each part that its reader could not read."""
        for reference in references:
            for fault in reference.string.faults:
                yield list_finding(self, reference, fault)


LIST_RULES: Final[tuple[ListRule, ...]] = (
    ListGap(),
    ListRepeat(),
    ListDisorder(),
    ListDuplicate(),
    EntryDoubtful(),
    EntryUnread(),
)
