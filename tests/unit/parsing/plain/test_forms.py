"""References whose form says what each word is; and those that are left to the labeller."""

from __future__ import annotations

import pytest
from tests.growth import grows_in_proportion

from refcheck import parse
from refcheck.parsing.normalisers.publication_status import cut_notices
from refcheck.parsing.plain.forms import printed_form
from refcheck.parsing.tokens import cut_out

TITLE, JOURNAL = "Sleep and mood in mice", "N Engl J Med"
# One reference in the forms of many styles: with issue, and without.
WITH_ISSUE = (
    "Smith AB, Jones C. {t}. {j}. 2010;17(4):123-45.",
    "Smith AB, Jones C. {t}. {j}. 2010 Sep 15;17(4):123-45. doi:10.1000/x5 PMID: 1234567",
    "Smith AB, Jones C, et al. {t}. {j} 2010; 17 (4): 123–45",
    "Smith AB, Jones C: {t}. {j} 2010, 17(4):123-45.",
    "Smith AB, Jones C (2010) {t}. {j} 17(4):123–45. https://doi.org/10.1000/x5",
    "Smith, A. B., & Jones, C. (2010). {t}. {j}, 17(4), 123–145.",
    "Smith, A.B. and Jones, C. (2010) ‘{t}’, {j}, 17(4), pp. 123–45.",
    "Smith, A. B.; Jones, C. {t}. {j} 2010, 17 (4), 123−145.",
    "A. B. Smith and C. Jones, “{t},” {j}, vol. 17, no. 4, pp. 123–145, Sep. 2010.",
    'A. B. Smith and C. Jones, "{t}," {j}, vol. 17, no. 4, pp. 123-145, September 2010.',
    "Smith, A. B., and C. Jones. 2010. “{t}.” {j} 17 (4): 123–45.",
    "SMITH, A. B.; JONES, C. {t}. {j}, v. 17, n. 4, p. 123-145, 2010.",
    "Smith AB, Jones C. {t}. {j} 17(4), 123-145 (2010).",
    "Smith AB, Jones C. {t}. {j}. (2010) 17(4):123–45. doi: 10.1000/x5",
    "Smith A. B., Jones C., et al. (2010). {t}. {j} 17(4), 123–145.",
    "Smith A. B. & Jones C., 2010, ‘{t}’, {j} 17(4), 123–145.",
    "Smith A. B., Jones C. 2010, {t}, {j}, 17(4), 123–45.",
    "Smith AB, Jones C, et al {t}. {j} 2010;17(4):123 - 145.",
    "A. B. Smith, C. Jones. {t}. {j}. 17(4), 123–125.e4 (2010).",
)
WITHOUT_ISSUE = (
    "Smith AB, Jones C. {t}. {j}. 2010;17:123-45.",
    "A.B. Smith, C. Jones, {t}, {j} 17 (2010) 123–145.",
    "A.B. Smith, C. Jones, et al., {t}, {j} 17 (2010) 123–145, doi:10.1000/x5.",
    "Smith, A.B.; Jones, C. {t}. {j} 2010, 17, 123.",
    "Smith A.B., Jones C. (2010). {t}. {j} 17:e12345.",
    "Smith A.B., Jones C. (2010). {t}. {j} 17, afac123.",
    "Smith AB, Jones C. {t}. {j} 2010 Mar 05 ; 17 : 123.",
    "Smith AB, Jones C. {t}. {j} 2010;17:Article ID 123.",
    "A.B. Smith, C. Jones, {t}, {j} 17 (2010) Art. No. e123.",
    "A. B. Smith and C. Jones. {t}. {j}, vol. 17, p. 123, 2010.",
    "A.B. Smith und C. Jones: {t}. {j} 17 (2010) 123–145.",
    "SMITH, A.B. e JONES, C. {t}. {j}, v. 17, p. 123-145, 2010.",
    "Smith, A. B., … Jones, C. (2010). {t}. {j}, 17, 123–145.",
    "Smith, A. B., . . . & Jones, C. (2010). {t}. {j}, 17, 123–145.",
)
SUPPLEMENTS = (
    "Smith AB, Jones C. {t}. {j}. 2010 Mar-Apr;17 Suppl 4:S123-45.",
    "Smith AB, Jones C. {t}. {j} 2010; 17(Suppl 4): S123-45. Available from: http://x.org/5",
)
YEAR_ALONE = (
    "Smith AB, Jones C. {t}. {j}. 2010.",
    "Smith AB, Jones C. {t}. {j}. 2010 Mar 5. doi:10.1000/x5.",
    "Smith AB, Jones C. {t}. {j}, March 2010.",
    "Smith AB, Jones C. {t}. {j}. March 5, 2010.",
    "Smith AB, Jones C. {t}. {j} (2010).",
    "A. B. Smith and C. Jones, “{t},” {j}, 2010.",
    "Smith AB, Jones C. {t}. {j}. 2010 Mar 5. Epub ahead of print. doi:10.1000/x5.",
    "Smith, A. B., & Jones, C. (2010). {t}. {j}. https://doi.org/10.1000/x5",
    "Smith, A.B. and Jones, C. (2010) ‘{t}’, {j}.",
)
LEFT = {
    "a place that is a journal, too": "A. Smith, {t}, New York 1975.",
    "a place after a sentence": "A. Smith. {t}. New York. 1975.",
    "a publisher that is a journal, too": "A. Smith. {t}. ACM, 1999.",
    "a journal and a year after a comma": "A. Smith, {t}, {j} (2010).",
    "a question and a year alone": "A. Smith. What for? A new {t}. {j}. 2010.",
    "a name after and": "Jacob M. and Tran Thanh Van J., Lect. Notes Phys. 88 (1982) 321.",
    "an unknown journal after a sentence": "Smith AB. {t}. A review. J Unheard Of. 2010;17:123.",
    "an unknown journal with full stops": "Smith AB. {t}. J. Unheard Of. 2010;17(4):123-45.",
    "an unknown journal after a comma": "Smith AB, {t}, J Unheard Of, 17 (2010) 123.",
    "an unknown journal and a year alone": "Smith AB. {t}. J Unheard Of. 2010.",
    "an unknown journal with a place": "Smith AB. {t}. J Unheard Of, Bern. 2010;17(4):123-45.",
    "no unknown journal, but a book": "Smith AB. {t}. In Unheard Of Books. 2010;17(4):123-45.",
    "an abbreviation after a comma": "Smith AB. {t}, Unh. Things. 2010;17(4):123-45.",
    "an abbreviation after brackets": "Smith AB. {t} (Malvaceae) Unh. Things. 2010;17(4):123-45.",
    "capitals alone": "Smith AB. Sleep And Mood. J Unheard Of. 2010;17(4):123-45.",
    "a title of two words": "Smith AB. Sleep collaboration. {j}. 2010;17(4):123-45.",
    "names in full": "Robi S. Datta, Carol Jones and Eve Lee. {j}. 2010;17(4):123-45.",
    "names in full, with an initial": "Alan B. Smith, Eve Lee, and Li Mu. {t}. {j}. 2010;17:12.",
    "names in full, et al": "Alan B. Smith, Eve Müller, et al. {t}. {j}, vol. 17, p. 123, 2010.",
    "names in full, a suffix": "Alan B. Smith 3rd, Eve van der Lee, et al. {t}. {j}. 2010;17:12.",
    "names in full, stops": "Alan B. Smith and Carol Jones. {j}. 2010;17(4):123-45.",
    "no title, and an initial of both": "Lee G.; Roe K. J. Biol. Chem. 1979, 101, 85–92.",
    "no title, and a name of both": "E. R. Lee, J. S. Roe, J. Comput. Appl. Math. 37, 161 (1991).",
    "no title, and a year alone": "E. R. Lee, J. S. Roe, Phys. Lett. B (1991).",
    "no title, but a book": "Lee G. Sleep: in mice and mood. 1979, 101, 85–92.",
    "two sentences without small words": "Smith AB. {t}. Mice, Mood. {j}. 2010;17(4):123-45.",
    "a suffix after a comma": "Smith, A. B., Lee, C. D. Jr, {t}. {j} 17(4):749-57, 2010.",
    "a full stop between names": "Smith AB. Jones CD, Lee-Roe E. {t}. {j}. 2010;17:123-45.",
    "a book in the same line": "Lee H (1994) Flies. Wiley, Bern Smith A (1998) {t}. {j} 17:9.",
    "an article in the same line": "H. Lee, J. Phys. 2, 5 (2006) A. Smith, {j} 17, 713 (2010).",
    "an initial of the journal": "Smith AB. {t} J. Biol. Chem. 2010;17(4):123-45.",
    "an initial of an unknown journal": "Smith AB. {t} J. Unheard Things. 2010;17(4):123-45.",
    "no space before the journal": "Smith AB. {t}.Biol. Cybern. 2010;17(4):123-45.",
    "no numbers after a publisher": "Smith AB (2010) {t}. Springer.",
    "no numbers after an unknown journal": "Smith AB (2010) {t}. Journal of Unheard Things.",
    "other words after the journal": "Smith AB (2010) {t}. Int J Drug Policy. Online only.",
    "other numbers after the journal": "Smith AB (2010) ‘{t}’, {j}: Letters 7(1), Art. #197, 1–8",
    "no numbers and no year": "Smith AB. {t}. {j}.",
    "no year": "Smith AB. {t}. {j}. 17(4):123-45.",
    "two years": "Smith AB (2010) {t}. {j}. 2010;17(4):123-45.",
    "pages without a volume": "Smith AB. {t}. {j}. 2010:123-45.",
    "a volume without pages": "Smith AB. {t}. {j}. 2010;17(4).",
    "something after the pages": "Smith AB. {t}. {j}. 2010;17(4):123-45. In Chinese.",
    "a chapter": "Smith AB. {t}. In: {j}. 2010;17(4):123-45.",
    "a chapter of editors": "Smith AB. {t}. In: Lee G, editor. A book. {j}. 2010;17(4):123-45.",
    "a group after the persons": "Smith AB, Jones C; ABC Group. {t}. {j}. 2010;17(4):123-45.",
    "a group after a comma": "A. Smith, C. Jones, ABC Group, {t}, {j} 17 (2010) 123.",
    "a person after a comma": "A. Smith, C. Jones y Silva, B. Li, {t}, {j} 17 (2010) 123.",
    "names and a comma": "Smith AB, Jones C, {t}, {j} 17 (2010) 123.",
    "an identifier after the journal": "Smith AB. {t}. {j}. doi:10.1000/x5. 2010.",
    "brackets": "Smith AB. {t} [in Chinese]. {j}. 2010;17(4):123-45.",
    "an abbreviation in the title": "Smith AB. {t}, Appl. Econ. Lett. 2010;17(4):123-45.",
    "an abbreviation after a question": "Smith AB. What for in mice? Brit. J. Nutr. 2010;9:5-7.",
    "a word of the journal after it": "Smith AB. What for in mice? Pharmcol. Res. 2010;9:5-7.",
    "two of them": "Smith AB. What for in mice? Clin Pharmcol. Res. 2010;9:5-7.",
    "a journal with a comma": "A. Smith, {t}, Heart, Lung 17 (2010) 123.",
    "a full stop before the comma": "A. Smith, {t} Clin., Cancer 17 (2010) 123.",
    "brackets before the journal": "Smith AB. {t} L. (Malvaceae). {j}. 2010;17(4):123-45.",
    "half a quotation": "Smith AB. Sleep “and mood in mice. {j}. 2010;17(4):123-45.",
    "a space before a comma": "Smith AB. Sleep ,and mood in mice. {j}. 2010;17(4):123-45.",
    "two quotations": 'A. Smith, "{t}" or "Sleep," {j}, vol. 17, p. 123, 2010.',
}


def _marked(text: str) -> str:
    return cut_notices(cut_out(text)[0])[0]


@pytest.mark.parametrize("style", WITH_ISSUE + WITHOUT_ISSUE)
def test_the_form_says_what_each_word_is(style: str) -> None:
    issue = "4" if style in WITH_ISSUE else None
    text = style.format(t=TITLE, j=JOURNAL)
    assert printed_form(_marked(text)) is not None
    parsed = parse(text)
    record = parsed.record
    assert (record.title, record.container_title) == (TITLE, JOURNAL)
    assert [
        (name.family.title(), name.given.replace(".", "").replace(" ", ""))
        for name in record.authors
    ] == [("Smith", "AB"), ("Jones", "C")]
    assert record.authors_complete == all(cut not in text for cut in ("et al", "…", ". . ."))
    assert (record.issued.year, record.volume, record.issue) == (2010, "17", issue)
    assert record.pages.startswith(("123", "e123", "afac123"))
    assert parsed.confidence == 0.98
    assert {sure for _, sure in parsed.field_confidence} == {0.99}
    named = {"author", "title", "container-title", "issued", "volume", "page"}
    assert dict(parsed.field_confidence).keys() == named | ({"issue"} if issue else set())
    assert parsed.alternatives == ()


@pytest.mark.parametrize("style", SUPPLEMENTS)
def test_a_supplement(style: str) -> None:
    text = style.format(t=TITLE, j=JOURNAL)
    assert printed_form(_marked(text)) is not None
    record = parse(text).record
    assert (record.title, record.volume, record.issue) == (TITLE, "17", "Suppl 4")


@pytest.mark.parametrize("style", YEAR_ALONE)
def test_a_year_alone_is_enough_after_a_journal_in_use(style: str) -> None:
    text = style.format(t=TITLE, j=JOURNAL)
    assert printed_form(_marked(text)) is not None
    record = parse(text).record
    assert (record.title, record.container_title, record.issued.year) == (TITLE, JOURNAL, 2010)
    assert (record.volume, record.pages) == (None, None)


@pytest.mark.parametrize("what", LEFT)
def test_what_leaves_a_doubt_is_left_to_the_labeller(what: str) -> None:
    assert printed_form(_marked(LEFT[what].format(t=TITLE, j=JOURNAL))) is None


@pytest.mark.parametrize(
    "style",
    [
        "Legler G.; Roe K. R. {j} 1979, 101, 85–92.",
        "G. Legler, K. R. Roe, {j} 101, 85 (1979).",
        "G. Legler and K. R. Roe. {j} 101 (1979) 85.",
        "Legler G., Roe K. R., 1979, {j}, 101, 85",
        "Legler G, Roe KR. {j}. 1979;101(3):85-92.",
    ],
)
def test_a_journal_without_a_title(style: str) -> None:
    text = style.format(j="Eur. J. Biochem.")
    assert printed_form(text) is not None
    record = parse(text).record
    assert (record.title, record.container_title) == (None, "Eur. J. Biochem.")
    assert [name.family for name in record.authors] == ["Legler", "Roe"]
    assert (record.issued.year, record.volume, record.pages[:2]) == (1979, "101", "85")


@pytest.mark.parametrize(
    "style",
    [
        "Smith AB. {t}. {j}. 2010;17(4):123-45.",
        "Smith, A. B. (2010). {t}. {j}, 17(4), 123–145.",
        "A. B. Smith. {t}. {j} 17, 123-145 (2010).",
    ],
)
def test_an_unknown_journal_after_the_only_border(style: str) -> None:
    text = style.format(t=TITLE, j="Journal of Unheard Things")
    assert printed_form(text) is not None
    record = parse(text).record
    assert (record.title, record.container_title) == (TITLE, "Journal of Unheard Things")


@pytest.mark.parametrize(
    "title",
    [
        "Sleep in mice. III. The effect of light",
        "Sleep in mice. A study of the mood in rats",
        "The “Sleep Well” programme for mice",
        'The "Sleep Well" programme for mice',
        "A new species in mice: “Candidatus Somnus.”",
    ],
)
def test_titles_of_more_than_one_plain_sentence(title: str) -> None:
    text = f"Smith AB, Jones C. {title}. {JOURNAL}. 2010;17(4):123-45.".replace(".”.", ".”")
    assert printed_form(text) is not None
    assert parse(text).record.title.rstrip(".") == title.rstrip(".")


@pytest.mark.parametrize(
    ("names", "read"),
    [
        ("Fowler AA III, Faro A Jr, Lee B", [("Fowler", "AA", "III"), ("Faro", "A", "Jr")]),
        ("Chen S-J, Faro ÉA, Lee B", [("Chen", "S-J", None), ("Faro", "ÉA", None)]),
        (
            "Hsieh, M.‐H., Faro, É. A., & Lee, B.",
            [("Hsieh", "M.‐H.", None), ("Faro", "É. A.", None)],
        ),
    ],
)
def test_names(names: str, read: list[tuple[str, str, str | None]]) -> None:
    stop = "" if names.endswith(".") else "."
    text = f"{names}{stop} {TITLE}. {JOURNAL}. 2010;17(4):123-45."
    assert printed_form(text) is not None
    authors = parse(text).record.authors
    assert [(each.family, each.given, each.suffix) for each in authors[:2]] == read
    assert len(authors) == 3


def test_three_words_are_a_title() -> None:
    assert parse(f"Smith AB. Sleep and mood. {JOURNAL}. 2010;17(4):123-45.").confidence == 0.98


def test_a_question_may_be_followed_by_a_sentence() -> None:
    record = parse("Smith AB. Do mice sleep? A review. Gut. 2010;17:123-45.").record
    assert record.title == "Do mice sleep? A review"


def test_apostrophes_within_a_quotation() -> None:
    record = parse("Smith, A. (2010) 'The nurses' sleep', Gut, 17(4), pp. 123–45.").record
    assert record.title == "The nurses' sleep"


def test_the_month_is_read() -> None:
    record = parse(f"Smith AB. {TITLE}. Gut. 2010 Sep 15;17(4):123-45.").record
    assert (record.issued.month, record.issued.day) == (9, 15)


def test_numbers_that_are_too_far_from_the_end_are_not_looked_for() -> None:
    numbers = " 2010;17(4):123-45."
    text = f"Smith AB. {TITLE}. Gut.{numbers}{' ' * (90 - len(numbers))}"
    assert printed_form(text)
    assert not printed_form(f"{text} ")


def test_long_names_of_journals_are_not_looked_up() -> None:
    name = "New England Journal of Medicine"
    long = f"{name} ({'a' * (120 - len(name) - 4)})."
    text = f"Smith AB. {TITLE}. {{}} 2010;17(4):123-45."
    assert printed_form(text.format(long))
    assert not printed_form(text.format(f"{long[:-2]}a)."))


def test_its_time_grows_with_the_text() -> None:
    for piece in (
        "Smith AB. ",
        "Sleep. ",
        "Sleep, ",
        "2010;",
        " 17(4)",
        "? ",
        "' ",
        "\ue000",
        " in Mice. ",
        "“",
        "A, ",
    ):
        for front in ("", "Smith AB. Sleep and mood. ", "A. Smith, Sleep and mood, ", "Lee A. 'a"):
            for end in ("", " Gut. 2010;17(4):123-45."):
                assert grows_in_proportion(
                    lambda size, piece=piece, front=front, end=end: printed_form(
                        front + piece * size + end
                    ),
                    3_000,
                )
