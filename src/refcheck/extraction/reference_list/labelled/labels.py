"""Labels of entries at the beginning of lines, and the runs that they form."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from refcheck.extraction.reference_list.headings import inline_heading
from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.thresholds import (
    CHAPTER_LABELS,
    JUMPS,
    LOOKS_LIKE_ONE,
    LOOKS_LIKE_STEP,
    OPEN_RUNS,
    OPENS_RUN,
    PROMISING_LIKELIHOOD,
    REPEATED_ONE,
    RUN_BACK,
    RUN_GAP,
    RUN_HIGHEST,
    RUN_REACH_LINES,
    RUN_STEP_LINES,
    SURE_ONES,
    TRIAL_LABELS,
)
from refcheck.text.label_forms import is_lettered, read_labels
from refcheck.text.labels import begins_hundred
from refcheck.text.patterns import lazy_regex

__all__ = [
    "Label",
    "LabelRun",
    "begins_second",
    "find_label_runs",
    "find_labels",
    "is_weak",
]


class Label(NamedTuple):
    """A label at the beginning of a line. `number` is -1 for keys ("[BAD10]").

    `begin` to `end` is what the article prints, `content` is the offset where the entry begins.
    """

    line: int
    style: str
    number: int
    begin: int
    end: int
    content: int


# A heading with the first entry on its line: "References 1. Smith J ...", as scraped pages have it.
_ANNOUNCED: Final = lazy_regex(
    r"(?:R(?<!\wR)(?:eferences?|EFERENCES?|eference [Ll]ist|efer[eê]ncias|EFER[EÊ]NCIAS|éférences)"
    r"|B(?<!\wB)(?:ibliograph(?:y|ie)|IBLIOGRAPHY|ibliograf[ií]a)"
    r"|L(?<!\wL)(?:iterature [Cc]ited|ITERATURE CITED|iteratur|iteraturverzeichnis)"
    r"|W(?<!\wW)orks [Cc]ited|S(?<!\wS)(?:ources|OURCES))"
    r"[ \t]{0,3}:?[ \t]{1,4}(?=(?:\[1\]|\(1\)|1[.)])\s?[^\W\d_])"
)


# Numbers by chapter: "1.1 Smith J", "1-2. Smith J", "[2.1] Smith J". The number of such a label is
# 1000 for each chapter, and that within the chapter.
_CHAPTERED: Final = lazy_regex(
    r"(?:(?P<open>\[)(?P<a>\d{1,2})\.(?P<b>\d{1,3})\]"
    r"|(?P<c>\d{1,2})(?P<sign>[.-])(?P<d>\d{1,3})[.:)]?)"
    r"[ \t\u00a0]{1,8}(?=[\"“‘'«„]?[^\W\d_a-zß-öø-ÿ]|(?:de|van|von|der|di|du|da|la|le|el|al)\b)"
)
_CHAPTER_STYLE: Final = "chapter"


def find_labels(lines: Lines) -> Iterator[Label]:
    """Yields the labels that lines begin with, or after a heading at the beginning of the line."""
    text = lines.document.text
    announced: dict[int, int] = {}
    for heading in _ANNOUNCED.finditer(text):
        announced.setdefault(bisect_right(lines.start, heading.start()) - 1, heading.end())
    for line in lines.promising():
        begin, end = lines.start[line], lines.end[line]
        forms = list(read_labels(text, begin, end)) if begin < end else []
        if all(form.style.startswith("named") for form in forms):  # "REFERENCES 1. Smith J. ..."
            begin = announced.get(line) or begin + inline_heading(text[begin : begin + 90])
            if begin > lines.start[line]:
                forms = list(read_labels(text, begin, end))
        for form in forms:
            yield Label(line, *form)
        if begin < end and not forms and (text[begin].isdigit() or text[begin] == "["):
            yield from _chaptered(text, line, begin, end)


def _chaptered(text: str, line: int, begin: int, end: int) -> Iterator[Label]:
    """Yields the label by chapter that a line begins with."""
    match = _CHAPTERED.match(text, begin, end)
    if match is not None:
        chapter, number = int(match["a"] or match["c"]), int(match["b"] or match["d"])
        style = f"{_CHAPTER_STYLE} {match['open'] or match['sign']}"
        stop = begin + len(match[0].rstrip())
        yield Label(line, style, CHAPTER_LABELS * chapter + number, begin, stop, match.end())


@dataclass(slots=True, eq=False)
class LabelRun:
    """Labels of one style that count up (or down), as they follow one another in the document."""

    style: str
    labels: list[Label] = field(default_factory=list)
    highest: int = 0
    falling: bool = True  # as far as it has come: 8, 7, 6
    second: int = 0  # how far a second numbering has come that begins at 101

    @property
    def last(self) -> Label:
        """The label that the run has come to."""
        return self.labels[-1]

    def add(self, label: Label) -> None:
        """Go on with a label."""
        if self.labels:
            self.falling = self.falling and label.number == self.last.number - 1
            if begins_second(self.highest, label.number) or self.goes_on_second(label.number):
                self.second = label.number
        if label.number <= self.highest + RUN_GAP or not self.labels:
            self.highest = max(self.highest, label.number)
        self.labels.append(label)

    def goes_on_second(self, number: int) -> bool:
        """Returns whether a number is the next one of the second numbering."""
        return 0 < self.second == number - 1


def begins_second(highest: int, number: int) -> bool:
    """Returns whether a number is the first of a second numbering: web sites from 101, patents from
    201, after references up to `highest`."""
    return begins_hundred(number) and highest + RUN_GAP < number <= RUN_HIGHEST


def find_label_runs(labels: Iterator[Label], looks: Callable[[Label], float]) -> Iterator[LabelRun]:
    """Put labels together to runs: 1, 2, 3 ..., with gaps, repeats and disorder where they look
    like references.

    `looks` is the likelihood of the piece after a label, 0 where the text before it is not at an
    end. Markdown's "1. 1. 1." is a run too, and 8, 7, 6. Keys ("[BAD10]") follow one another by
    place. A run is yielded when no label can go on with it any more.
    """
    opened: dict[str, list[LabelRun]] = {}
    for label in labels:
        candidates = opened.setdefault(label.style, [])
        run = _continued(candidates, label, looks) or _bridged(opened, label, looks)
        if run is None:
            if not _may_open(label, looks):
                continue
            run = LabelRun(label.style)
            if candidates and _is_replaced(candidates[-1], label):
                candidates.pop()
            candidates.append(run)
            if len(candidates) > OPEN_RUNS:
                yield candidates.pop(0)
        elif len(run.labels) % TRIAL_LABELS == 0 and not _is_promising(run, looks):
            del run.labels[-TRIAL_LABELS:-1]  # numbered lines without end, none a reference
        same_style = opened[run.style]
        if same_style[-1] is not run:  # the run that a label was found for last comes first
            same_style.remove(run)
            same_style.append(run)
        run.add(label)
    for candidates in opened.values():
        yield from candidates


def _bridged(
    opened: Mapping[str, Sequence[LabelRun]], label: Label, looks: Callable[[Label], float]
) -> LabelRun | None:
    """Returns the run of another style that a label goes on with: "1. ...", "2* ...", "3) ...".

    Lists that were typed by hand have several forms; stars take the place of the stop ("2*").
    """
    if label.number < 2 or not _is_plain_number(label.style):
        return None
    known = None
    for style, runs in opened.items():
        if style == label.style or not _is_plain_number(style) or not runs:
            continue
        run = runs[-1]
        if run.highest + 1 == label.number and label.line - run.last.line <= RUN_STEP_LINES:
            known = run if known is None or run.last.line > known.last.line else known
    if known is None or looks(label) < OPENS_RUN or looks(known.last) < LOOKS_LIKE_STEP:
        return None
    return known


def _is_plain_number(style: str) -> bool:
    """Returns whether labels of a style are numbers without a word of their own: "Volume 3:" begins
    a line as well as "Paper 3:" begins an entry."""
    return not is_lettered(style) and not style.startswith(("named", _CHAPTER_STYLE))


def _continued(
    candidates: Sequence[LabelRun], label: Label, looks: Callable[[Label], float]
) -> LabelRun | None:
    """Returns the run that a label goes on with: one that it is the next number of before any
    other."""
    other = None
    for run in reversed(candidates):
        if _goes_on(run, label, looks):
            falls = len(run.labels) > 1 and run.falling and label.number == run.last.number - 1
            if falls or label.number == run.highest + 1:
                return run
            other = other or run
    return other


def _is_promising(run: LabelRun, looks: Callable[[Label], float]) -> bool:
    """Returns whether any of the last labels of a long run, by a sample, comes before a
    reference."""
    sample = run.labels[-TRIAL_LABELS :: TRIAL_LABELS // 64]
    return any(looks(one) > PROMISING_LIKELIHOOD for one in sample)


def _is_replaced(run: LabelRun, label: Label) -> bool:
    """Returns whether a run came no further than to a first label, and a label begins it anew."""
    return len(run.labels) == 1 and run.last.number == label.number == 1


def _may_open(label: Label, looks: Callable[[Label], float]) -> bool:
    if is_lettered(label.style):  # "C. Smith": an initial, if it is not the first letter of all
        return label.number == 1
    if label.style.startswith(_CHAPTER_STYLE):
        return label.number % CHAPTER_LABELS == 1 and looks(label) >= OPENS_RUN
    if label.number == 0:  # "f0 = resonance frequency"
        return looks(label) >= LOOKS_LIKE_ONE
    if label.number <= 1:
        return not is_weak(label) or looks(label) >= LOOKS_LIKE_ONE
    return label.number <= RUN_HIGHEST and looks(label) >= OPENS_RUN


def is_weak(label: Label) -> bool:
    """Returns whether a label may as well be the first word of a line: "3, 4", "5-HT"."""
    tight = label.content == label.end
    return (
        label.style == "flattened"
        or label.style.startswith("sign")
        or (tight and label.style == "dash")
    )


def _may_be_year(label: Label) -> bool:
    """Returns whether a label may as well be a year at the beginning of a line ("2018.
    Successional")."""
    return 1500 <= label.number <= 2100


def _goes_on(run: LabelRun, label: Label, looks: Callable[[Label], float]) -> bool:
    """Returns whether a label continues a run."""
    distance = label.line - run.last.line
    if label.number < 0:
        return distance <= RUN_STEP_LINES
    if label.style.startswith(_CHAPTER_STYLE):
        return distance <= RUN_STEP_LINES and _goes_on_in_chapters(run, label, looks)
    step = label.number - run.highest
    if distance > RUN_REACH_LINES or (step != 1 and is_lettered(label.style)):
        return False
    if step == 1:
        return not is_weak(label) or looks(label) >= LOOKS_LIKE_STEP
    if step == 0 and label.number == 1 and len(run.labels) > 2:  # Markdown's "1. 1. 1."
        sure = len(run.labels) >= SURE_ONES and run.highest == 1
        return distance <= RUN_STEP_LINES and (sure or looks(label) >= REPEATED_ONE)
    if distance > RUN_STEP_LINES:
        return False
    if run.goes_on_second(label.number) or _opens_second(run, label, looks):
        return True
    if _may_be_year(label) or looks(label) < LOOKS_LIKE_ONE:
        return False
    return _leaps(run, label, looks)


def _goes_on_in_chapters(run: LabelRun, label: Label, looks: Callable[[Label], float]) -> bool:
    """Returns whether a label is the next one of its chapter, or the first of a later one."""
    if label.number == run.last.number + 1:
        return looks(label) >= LOOKS_LIKE_STEP or looks(run.last) >= LOOKS_LIKE_ONE
    later = label.number // CHAPTER_LABELS > run.last.number // CHAPTER_LABELS
    return later and label.number % CHAPTER_LABELS == 1 and looks(label) >= LOOKS_LIKE_ONE


def _opens_second(run: LabelRun, label: Label, looks: Callable[[Label], float]) -> bool:
    """Returns whether a label begins a second numbering after references."""
    return (
        len(run.labels) > 1
        and begins_second(run.highest, label.number)
        and label.style not in {"bare", "flattened"}
        and looks(label) > 0
        and any(looks(one) >= LOOKS_LIKE_STEP for one in run.labels[-3:])
    )


def _leaps(run: LabelRun, label: Label, looks: Callable[[Label], float]) -> bool:
    """Returns whether a label that looks like a reference goes on with a run out of order."""
    step = label.number - run.highest
    if all(looks(one) < LOOKS_LIKE_STEP for one in run.labels[-3:]):  # steps, that a list follows
        return False
    if run.falling and label.number == run.last.number - 1:
        return True
    if step == 0 and label.number == 1:
        return looks(run.last) >= LOOKS_LIKE_ONE
    if label.number == 1:
        return False
    if -RUN_BACK <= step <= RUN_GAP:
        return True
    if label.style == "bare" or label.number > RUN_HIGHEST:
        return False
    return len(run.labels) > 1 and looks(label) >= JUMPS
