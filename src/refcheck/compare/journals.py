"""Names of journals: one name in full, abbreviated, as an acronym, with and without its place."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import accumulate

from refcheck.compare.abbreviations import Fit, Writings, fit, initials, is_abbreviated
from refcheck.compare.similarity import folded, is_slip, squashed

__all__ = [
    "JournalAgreement",
    "compare_journals",
    "is_preprint_server",
    "journal_left_over",
    "journal_stands_in",
]


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMPARED_LENGTH = 400
_COMPARED_WORDS = 40
_SMALL = _word_set(
    "the of and in for on to a an at by from with against its their"
    " de la le les des du d l et en ses sur pour par el los las y del para por con da do dos das e"
    " der die das des dem den und fur fuer im zur zum aus auf mit ihre deren van het een voor"
    " i o u w z na za si og och av dans della di dei delle il lo gli degli dell dello per ad ve"
)
# Of these, the ones with which a name can begin: "An Med Interna" are annals, "Z Rheumatol" is one.
_ARTICLES = _word_set("the a la le les el los las der die das il lo gli het l")
_DESIGNATORS = _word_set(
    "section sect sektion seccion sezione series serie ser reihe part pt parte partie teil"
    " abteilung abt ausgabe ausg"
)
# "J Bone Joint Surg Br", "The Journal of bone and joint surgery. British volume"
_VOLUMES = frozenset({"volume", "edition", "ed"})
_SECTION = re.compile(r"[a-h]|[ivx]{1,4}|\d{1,2}")
# "Zentralbl Bakteriol [B]"
_BRACKETED_SECTION = re.compile(r"[\[(]([A-H]|\d)[\])]")
_BRACKETS = re.compile(r"[\[(]([^\[\]()]{0,120})(?:[\])]|$)")
_ELISION = re.compile(r"\b(?:d|l|dell|nell|sull)['’](?=\w)", re.I)  # "Cahiers d'études"
# "Zhonghua zhong liu za zhi [Chinese journal of oncology]"
_TRANSLATED = re.compile(r"\[([^\[\]]{8,120})\]")
# "The Journal of neuroscience : the official journal of ...", "Title = Parallel title",
# "Dental economics - oral hygiene"; but "Circulation: Heart Failure" is one name.
_SUBTITLE = re.compile(
    r"\s[:=/–-]\s|;\s|[:,]\s(?=(?:the|an?|and allied|official|journal|publication)\b)", re.I
)
# A name goes on behind a mark: "Acta crystallographica. Section D, Biological crystallography".
_MARK = re.compile(r"(?<=\w)[.:;,](?=\s+\w)")
# "Population reports. Series B: Intrauterine devices", "Zeitschrift fur Physik. A, Atomic nuclei"
_SECTION_TITLE = re.compile(
    rf"[.,:]\s(?:(?:{'|'.join(sorted(_DESIGNATORS))})\b\.?\s(?:[A-H]|[IVX]{{1,4}}|\d{{1,2}})(?=[.,:]\s)"
    r"|[A-H](?=[,:]\s))",
    re.I,
)
# "Angiology. Published online January 16, 2024", "Am J Emerg Med. Advance online publication"
_ONLINE = re.compile(
    r"[.,;:(\[\s]{1,4}(?:(?:advanced?|early|first) (?:online|access|view)\b|(?:e-?pub|online|publi"
    r"shed|available)(?: (?:first|online|ahead|before|early)\b|$)|in press\b).{0,80}$",
    re.I,
)
_PREPRINT = re.compile(
    r"\b(?:bio|med|psy|chem|soc|engr|eco)rxiv\b|\bpsyarxiv\b|\barxiv\b"
    r"|\bresearch square\b|\bres sq\b|\bssrn\b|\bpreprints?\b|\bosf\b",
    re.I,
)
# One word is seldom abbreviated: "Neuropsychopharmacol", but "Cell" is not "Cellulose".
_LONG_WORD = 8
_MERGED = 4  # so many words may be written as one


class JournalAgreement(Enum):
    """How a printed name of a journal agrees with the recorded ones, the best first."""

    SAME = "same"
    SECTION = "section"  # one goes on where the other ends: "Biochim Biophys Acta Mol Cell Res"
    MISSPELT = "misspelt"
    OTHER = "other"


_RANK = {agreement: rank for rank, agreement in enumerate(JournalAgreement)}
_ALIKE = (JournalAgreement.SAME, JournalAgreement.MISSPELT)
_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a name: its words, which of them may be left out, and the rest of them."""

    words: _Words
    small: tuple[bool, ...]
    core: _Words

    @classmethod
    def of(cls, found: _Words, small: tuple[bool, ...]) -> _Form:
        """The form with these words and flags."""
        pairs = zip(found, small, strict=True)
        return cls(found, small, tuple(word for word, left_out in pairs if not left_out))


@dataclass(frozen=True, slots=True)
class _Known:
    """A recorded form, with all writings of each of its words.

    Of "Journal of affective disorders" and "J Affect Disord" the words are known as ("journal",
    "j"), ("affective", "affect") and ("disorders", "disord"). `in_full`: the name is known in full
    and abbreviated, so that nothing longer can be the same.
    """

    form: _Form
    writings: tuple[Writings, ...]
    in_full: bool

    @property
    def core(self) -> tuple[Writings, ...]:
        """The writings of the words that count."""
        pairs = zip(self.writings, self.form.small, strict=True)
        return tuple(writings for writings, small in pairs if not small)


def is_preprint_server(name: str) -> bool:
    """Whether a container is a server for preprints ("medRxiv", "Research Square")."""
    return _is_preprint_server(name[:_COMPARED_LENGTH])


@lru_cache(maxsize=4096)
def _is_preprint_server(name: str) -> bool:
    return _PREPRINT.search(name) is not None


def compare_journals(cited: str, recorded: tuple[str, ...]) -> JournalAgreement | None:
    """The best agreement of a printed name with any recorded one; None where a side is empty."""
    return _compare(cited[:_COMPARED_LENGTH], tuple(name[:_COMPARED_LENGTH] for name in recorded))


def journal_stands_in(
    text: str, wanted: tuple[str, ...], recorded: tuple[str, ...] = (), *, longer_than: int = 0
) -> bool:
    """Whether one of the wanted names stands in a text, in full or abbreviated.

    Names of one word must stand there as they are. For texts whose journal was not read right.
    `recorded` are all names of the same journal: "Journla" is no way to write "J" for "Journal".
    Only forms of more than `longer_than` words count.
    """
    cores = {form.core for name in wanted for form in _forms(name[:_COMPARED_LENGTH])}
    found = (core for core, _, _ in _stretches(text, (*wanted, *recorded)))
    return any(core in cores and len(core) > longer_than for core in found)


def journal_left_over(cited: str, recorded: tuple[str, ...]) -> list[str]:
    """What else stands in a printed name that holds a recorded one, for each place where it does.

    "ancient times]. Zhongguo Zhen Jiu" leaves "ancient times", "Eur J Pain" leaves "eur" for
    "J Pain": the caller knows whether the rest belongs to another field.
    """
    found = _running(cited)
    places = dict.fromkeys((start, end) for _, start, end in _stretches(cited, recorded))
    return [" ".join(found[:start] + found[end:]) for start, end in places]


def _running(text: str) -> _Words:
    """The words of running text that count."""
    found = folded(text[: 4 * _COMPARED_LENGTH]).split()[: _COMPARED_WORDS * 8]
    return _form(found).core


def _stretches(text: str, recorded: tuple[str, ...]) -> Iterator[tuple[_Words, int, int]]:
    """The stretches of words in which a recorded name stands: (its words, start, end)."""
    found = _running(text)
    for known in _known(tuple(name[:_COMPARED_LENGTH] for name in recorded)):
        core = known.form.core
        if len(core) == 1 and (len(core[0]) < 4 or core[0] not in found):
            continue
        size = len(core)
        for at in range(len(found) - size + 1):
            pairs = zip(found[at : at + size], known.core, strict=True)
            if all(_fit(word, each, known) is Fit.SAME for word, each in pairs):
                yield core, at, at + size


def _fit(word: str, writings: Writings, known: _Known) -> Fit:
    return fit(word, writings, in_full=known.in_full, shortened=False)


# --- forms ----------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def _forms(name: str, *, printed: bool = False) -> tuple[_Form, ...]:
    """The name as a whole, without brackets, and in its parts.

    Of a printed name, not the parts behind the first: "J Neurrol Phys Ther : JNPT" has a slip.
    """
    name = html.unescape(name) if "&" in name else name
    name = _ELISION.sub("", name.replace("&", " and ")).replace("'", "").replace("’", "")
    name = _BRACKETED_SECTION.sub(r" \1 ", name)
    bare = _BRACKETS.sub(" ", name)
    parts = _SUBTITLE.split(bare)
    texts = [bare, name, *(parts[:1] if printed else parts), *_TRANSLATED.findall(name)]
    if not printed and (section := _SECTION_TITLE.search(bare)):
        texts.append(bare[: section.end()])
    found = dict.fromkeys(tuple(folded(text).split()[:_COMPARED_WORDS]) for text in texts)
    return tuple(_form(each) for each in found if each)


def _form(found: Sequence[str]) -> _Form:
    last = len(found) - 1
    small = tuple(
        # "Drug Des" ends with no article
        (word in (_SMALL if at else _ARTICLES) and at != last)
        or (word in _DESIGNATORS and at != last and _is_section(found[at + 1]))
        or (word in _VOLUMES and at == last > 0)
        for at, word in enumerate(found)
    )
    return _Form.of(tuple(found), small)


def _is_section(word: str) -> bool:
    return _SECTION.fullmatch(word) is not None


def _printed_forms(cited: str) -> tuple[_Form, ...]:
    """The forms of a printed name, with and without a note that it has appeared online."""
    names = dict.fromkeys((_ONLINE.sub("", cited), cited))
    return tuple(dict.fromkeys(form for name in names for form in _forms(name, printed=True)))


@lru_cache(maxsize=8192)
def _known(recorded: tuple[str, ...]) -> tuple[_Known, ...]:
    """Each form of the recorded names, with all that is known of each of its words."""
    forms = list(dict.fromkeys(form for name in recorded for form in _forms(name)))
    # "Oto-rhino-laryngology" is one word where the abbreviation has one
    joined = {form for name in recorded if "-" in name for form in _forms(name.replace("-", ""))}
    forms += [
        form
        for form in joined.difference(forms)
        if any(_is_same_name(form.core, other.core) for other in forms)
    ]
    every = {word for form in forms for word in form.words}
    # "des" of "Lett Drug Des Discov" is no article where the full name has none
    forms = [_with_words(form, forms) if not every.isdisjoint(_SMALL) else form for form in forms]
    return tuple(_with_writings(form, forms) for form in forms)


def _with_words(form: _Form, forms: Sequence[_Form]) -> _Form:
    """The form with small words counted that stand for words of another form."""
    longer = [
        other.words for other in forms if len("".join(other.words)) > len("".join(form.words))
    ]
    small = tuple(
        flag
        and not any(
            word not in other
            and any(is_abbreviated(word, each) and each not in _SMALL for each in other)
            for other in longer
        )
        for word, flag in zip(form.words, form.small, strict=True)
    )
    return _Form.of(form.words, small)


def _with_writings(form: _Form, forms: Sequence[_Form]) -> _Known:
    alike = [other.core for other in forms if _is_same_name(form.core, other.core)]
    columns = iter(zip(*alike, strict=True))
    writings = tuple(
        (word,) if small else tuple(sorted(set(next(columns)), key=len, reverse=True))
        for word, small in zip(form.words, form.small, strict=True)
    )
    return _Known(form, writings, any(len(each) > 1 for each in writings))


def _is_same_name(one: _Words, other: _Words) -> bool:
    return len(one) == len(other) and all(map(is_abbreviated, one, other))


# --- comparing ------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def _compare(cited: str, recorded: tuple[str, ...]) -> JournalAgreement | None:
    printed, known = _printed_forms(cited), _known(recorded)
    if not printed or not known:
        return None
    found = _best(printed, known)
    if found is JournalAgreement.SECTION and (section := _SECTION_TITLE.search(cited)):
        found = _compare(cited[: section.end()], recorded) or found
    if found is JournalAgreement.OTHER and _begins(cited, recorded):
        found = JournalAgreement.SECTION
    if found is not JournalAgreement.SAME:
        return found
    if _is_place_misspelt(cited, recorded) or _is_small_slip(printed, known):
        return JournalAgreement.MISSPELT
    return found


def _best(printed: Sequence[_Form], known: Sequence[_Known]) -> JournalAgreement:
    """The best agreement of any two forms. Those of as many words decide, where they agree at all:
    "The Quarterl journal of medicine" is not the same because "Q J" stands for two words."""
    best = alike = JournalAgreement.OTHER
    longest = 0
    for ours in printed:
        for theirs in known:
            found = _compare_forms(ours, theirs)
            best = min(best, found, key=_RANK.__getitem__)
            size = len(ours.core)
            if size != len(theirs.form.core) or size < longest or found not in _ALIKE:
                continue
            alike = found if size > longest else min(alike, found, key=_RANK.__getitem__)
            longest = size
    return alike if alike is JournalAgreement.MISSPELT else best


def _begins(cited: str, recorded: tuple[str, ...]) -> bool:
    """Whether a recorded name goes on, behind a mark, where the printed one ends.

    "Biochimica et biophysica acta. Molecular cell research" has a section; "Indian journal of
    psychological medicine" has none, and "Indian J Psychol" is another journal.
    """
    if any(_is_section(form.core[-1]) for form in _printed_forms(cited) if form.core):
        return False  # "Acta Crystallogr D" is no part of "Acta crystallographica. Section E"
    heads = tuple(
        name[: mark.start()] for name in recorded for mark in _MARK.finditer(name) if mark.start()
    )
    return bool(heads) and _compare(cited, heads) is JournalAgreement.SAME


def _is_place_misspelt(cited: str, recorded: tuple[str, ...]) -> bool:
    """Whether the place in brackets has a slip: "Christ. Nurse (yMsore)"."""
    if not _BRACKETS.search(cited):
        return False
    ours = [squashed(text) for text in _BRACKETS.findall(cited)]
    theirs = [squashed(text) for name in recorded for text in _BRACKETS.findall(name)]
    return any(
        len(one) > 2
        and not any(
            other.startswith(one) or (one.startswith(other) and len(one) - len(other) > 1)
            for other in theirs
        )
        and any(is_slip(one, other) for other in theirs)
        for one in ours
    )


def _compare_forms(ours: _Form, known: _Known) -> JournalAgreement:
    theirs = known.form
    core, recorded = ours.core, theirs.core
    if core == recorded or "".join(ours.words) == "".join(theirs.words):
        return JournalAgreement.SAME
    if _is_acronym(core, recorded) or _is_acronym(recorded, core) or _repeats(core, recorded):
        return JournalAgreement.SAME
    reached = _lay(ours, known)
    if (slips := reached.get((len(ours.words), len(theirs.words)))) is not None:
        if slips:
            return JournalAgreement.MISSPELT
        if max(len(core), len(recorded)) > 1 or len(core[0]) >= _LONG_WORD:
            return JournalAgreement.SAME
        return JournalAgreement.OTHER
    return _compare_ends(ours, theirs, reached)


def _is_small_slip(printed: Sequence[_Form], known: Sequence[_Known]) -> bool:
    """Whether only a small word has a slip: "Infection control an hospital epidemiology"."""
    return any(
        ours.core == theirs.form.core
        and ours.words != theirs.form.words
        and len(ours.words) == len(theirs.form.words)
        and all(
            one == word or is_slip(one, word)
            for one, word in zip(ours.words, theirs.form.words, strict=True)
        )
        for ours in printed
        for theirs in known
    ) and not any(ours.words == theirs.form.words for ours in printed for theirs in known)


def _compare_ends(
    ours: _Form, theirs: _Form, reached: dict[tuple[int, int], int]
) -> JournalAgreement:
    """Names of which one goes on where the other ends: with a letter, or with a section's name."""
    size = len(ours.words), len(theirs.words)
    for (at, to), slips in reached.items():
        if slips or (at < size[0] and to < size[1]):
            continue
        shorter, rest = (
            (theirs.words, ours.words[at:]) if at < size[0] else (ours.words, theirs.words[to:])
        )
        if min(at, to) == 0 or (len(ours.core) == 1 and len(shorter[0]) < _LONG_WORD):
            continue
        if at < size[0] and all(_is_section(word) or word in _DESIGNATORS for word in rest):
            return JournalAgreement.SAME
        goes_on = at < size[0] and len(theirs.core) >= 3
        if goes_on or _is_section(shorter[-1]) or _is_section(rest[0]) or rest[0] in _DESIGNATORS:
            return JournalAgreement.SECTION
    return JournalAgreement.OTHER


def _lay(ours: _Form, known: _Known) -> dict[tuple[int, int], int]:
    """Lay a printed form along a recorded one: (words used of each) -> slips needed to come there.

    Words stand for each other in their order. Small words may be left out, a word may stand for
    several ("healthcare", "health care"; "USA"), and so may the letter of a section before its
    name. Every other word has its counterpart: a noun left out makes another journal.
    """
    theirs = known.form
    letters = sum(map(len, ours.core)), sum(len(each[0]) for each in known.core)
    shortened = abs(letters[0] - letters[1]) > 2
    reached = {(0, 0): 0}
    for at in range(len(ours.words) + 1):
        for to in range(len(theirs.words) + 1):
            if (slips := reached.get((at, to))) is None:
                continue
            for steps in _steps(ours, known, at, to, shortened=shortened):
                place, more = steps
                if slips + more < reached.get(place, 99):
                    reached[place] = slips + more
    return reached


def _steps(
    ours: _Form, known: _Known, at: int, to: int, *, shortened: bool
) -> Iterator[tuple[tuple[int, int], int]]:
    theirs = known.form
    here, there = at < len(ours.words), to < len(theirs.words)
    both = here and there and _is_section(ours.words[at]) and _is_section(theirs.words[to])
    if here and (ours.small[at] or (_is_loose(ours, at) and not both)):
        yield (at + 1, to), 0
    if there and (theirs.small[to] or (_is_loose(theirs, to) and not both)):
        yield (at, to + 1), 0
    if not (here and there):
        return
    found = fit(ours.words[at], known.writings[to], in_full=known.in_full, shortened=shortened)
    if found is not Fit.OTHER:
        yield (at + 1, to + 1), int(found)
    for size in _merged(ours.words[at], theirs, to):
        yield (at + 1, to + size), 0
    for size in _merged(theirs.words[to], ours, at):
        yield (at + size, to + 1), 0


def _is_loose(form: _Form, at: int) -> bool:
    """Whether a word is the letter of a section whose name follows: "Acta Crystallogr F Struct"."""
    return 1 < at < len(form.words) - 1 and _is_section(form.words[at])


def _merged(word: str, form: _Form, at: int) -> Iterator[int]:
    """How many words of a form one word stands for: written as one, or by their initials."""
    first = form.words[at]
    if len(word) < 2 or word[0] != first[0] or first.startswith(word):
        return  # "Am" is American, not American Medical
    cut = len(first) > 2 and len(word) > len(first) + 2
    for size, joined in enumerate(accumulate(form.words[at : at + _MERGED]), start=1):
        if joined == word or (cut and joined.startswith(word)):
            if size > 1:
                yield size
            return
    taken = ""
    for size, (each, small) in enumerate(zip(form.words[at:], form.small[at:], strict=True), 1):
        taken += "" if small else each[0]
        if not word.startswith(taken):
            return
        if taken == word:
            yield size
            return


def _repeats(core: _Words, recorded: _Words) -> bool:
    """Whether an acronym is followed by what it stands for: "MMWR Morb Mortal Wkly Rep"."""
    shorter, longer = sorted((core, recorded), key=len)
    return len(shorter) == 1 and longer[0] == shorter[0] and initials(longer[1:]) == shorter[0]


def _is_acronym(short: _Words, long: _Words) -> bool:
    """Whether one word is the initials of the other's words: "NEJM", "JAMA", "PNAS", "DMW"."""
    if len(short) != 1 or not 3 <= len(short[0]) <= 8 or len(long) < len(short[0]) - 1:
        return False
    letters = initials(long)
    return short[0] == letters or (len(short[0]) >= 4 and letters.startswith(short[0]))
