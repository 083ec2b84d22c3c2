"""The numbers of the label repairs, on either side of each."""

from __future__ import annotations

import pytest
from tests.labels import repaired

from refcheck.parsing.label_repair import (
    authors,
    borders,
    full_names,
    hosts,
    organisations,
    persons,
    publication,
    titles,
    years,
)
from refcheck.parsing.tokens import tokenise

LIST = ", ".join(["Lee JA"] * 20)
SHORT_LIST = ", ".join(["Lee JA"] * 19)
NAMES = [f"Ai{letter}a" for letter in "bcdfghjklmnpqrst"]


def words(count: int) -> str:
    """So many words in small letters."""
    return " ".join(["sleep"] * count)


@pytest.mark.parametrize(
    ("repair", "text", "before", "after"),
    [
        # Twenty persons in a row are a list of authors, whatever the labeller made of the second
        (authors.complete_list, f"{LIST}.", "FGOO" + "FG" * 18, "FG" * 20),
        (
            authors.complete_list,
            f"{SHORT_LIST}. Sleep well for ever",
            "FGOO" + "FG" * 17 + "tttt",
            "FGOO" + "FG" * 17 + "tttt",
        ),
        # A family name has five words at most, with the initials or the comma after them
        (authors.join_families, "De Los Reyes Vega A, Lee J.", "FGFGGFG", "FfffGFG"),
        (authors.join_families, "De Los Reyes Vega Paz A, Lee J.", "FGFGFGFG", "FGFGFGFG"),
        (authors.join_families, "De Los Reyes Vega Paz, A., Lee J.", "FGFGFGFG", "FffffGFG"),
        (authors.join_families, "De Los Reyes Vega Paz Sol, A.", "FGFGFGF", "FGFGFGF"),
        # Six initials of one person
        (
            authors.bridge_gap,
            "Lei, C., . . . Chen, A.B.C.D.E.F. (2015)",
            "FGOOOttttttty",
            "FGOOOFGGGGGGy",
        ),
        (
            authors.bridge_gap,
            "Lei, C., . . . Chen, A.B.C.D.E.F.G. (2015)",
            "FGOOOtttttttty",
            "FGOOOFGGGGGGty",
        ),
        # Three stops are an ellipsis
        (authors.bridge_gap, "Lei, C., . . . Chen, H. (2015)", "FGOOOtty", "FGOOOFGy"),
        (authors.bridge_gap, "Lei, C., . . Chen, H. (2015)", "FGOOtty", "FGOOtty"),
        # A family name with one to three given names, and "and"
        (authors.begin_list, "Smith, and Bob Doe. Sleep", "OOHft", "OOHft"),
        (authors.begin_list, "Smith, John, and Bob Doe. Sleep", "OOOHft", "FGOHft"),
        (authors.begin_list, "Smith, John Lee Dan, and Bob Doe. Sleep", "OOOOOHft", "FGGGOHft"),
        (authors.begin_list, "Smith, John Lee Dan Max, and Bob Doe.", "OOOOOOHf", "OOOOOOHf"),
        # A group that others sign for has twelve words at most
        (
            authors.close_list,
            f"Lee H on behalf of the {' '.join(NAMES[:12])}. Sleep",
            "FG" + "t" * 17,
            "FGOOOOB" + "b" * 11 + "t",
        ),
        (
            authors.close_list,
            f"Lee H on behalf of the {' '.join(NAMES[:13])}. Sleep",
            "FG" + "t" * 18,
            "FG" + "t" * 18,
        ),
        # One word signs a web page: five letters, and three words of a title
        (
            organisations.label_organisation,
            "Minds. Living with depression. [Internet] 2018",
            "OtttOy",
            "BtttOy",
        ),
        (
            organisations.label_organisation,
            "Mind. Living with depression. [Internet] 2018",
            "OtttOy",
            "OtttOy",
        ),
        (organisations.label_organisation, "Minds. Living well. [Internet] 2018", "OttOy", "OttOy"),
        # A word of five letters before a full stop ends the name of an organisation
        (
            organisations.label_organisation,
            "Council of Elders Board. Sleep well. Lancet",
            "OOOOttc",
            "Bbbbttc",
        ),
        # Two persons with initials are a list by their form
        (persons.label_plain_list, "Smith AB, Jones CD. Sleep well", "FGOOtt", "FGFGtt"),
        (persons.label_plain_list, "Smith AB. Sleep well", "OOtt", "OOtt"),
        # A family name in such a list has five words, and a journal six
        (
            persons.label_plain_list,
            "Smith AB, De La Paz Sol Vega CD. Sleep",
            "FGOOOOOOt",
            "FGFffffGt",
        ),
        (
            persons.label_plain_list,
            "Smith AB, De La Paz Sol Vega Mar CD. Sleep",
            "FGOOOOOOOt",
            "FGOOOOOOOt",
        ),
        (
            persons.label_plain_list,
            f"Smith AB, Jones CD, {' '.join(NAMES[:6])}, 2019",
            "FGFGFfffffy",
            "FGFGccccccy",
        ),
        (
            persons.label_plain_list,
            f"Smith AB, Jones CD, {' '.join(NAMES[:7])}, 2019",
            "FGFGFffffffy",
            "FGFGFffffffy",
        ),
        # Two middle initials are a list of names in full, even if the labeller saw none
        (full_names.label_full_names, "Alan B. Smith, Carol D. Jones. Sleep", "OOOOOOt", "HGfHGft"),
        (full_names.label_full_names, "Alan B. Smith, Carol Jones. Sleep", "OOOOOt", "OOOOOt"),
        # Three words after the authors' full stop belong to the title, four may be names
        (
            titles.lengthen_title,
            "Lee HA, Bajwa SJ. Basics, Errors, Risks of sleep.",
            "FGFGFfFtt",
            "FGFGttttt",
        ),
        (
            titles.lengthen_title,
            "Lee HA, Bajwa SJ. Aims, Basics, Errors, Risks of sleep.",
            "FGFGFFFFtt",
            "FGFGFFFFtt",
        ),
        # Four words before a colon are a title
        (titles.lengthen_title, "CTA of Acute Embolism: Uses", "Bbbbt", "ttttt"),
        (titles.lengthen_title, "CTA of Embolism: Uses", "Bbbt", "Bbbt"),
        # The longest title that its full stops show
        (
            titles.find_after_authors,
            f"Owen MJ. Sleep {words(39)}. Lancet. 2016",
            "FG" + "O" * 41 + "y",
            "FG" + "t" * 40 + "cy",
        ),
        (
            titles.find_after_authors,
            f"Owen MJ. Sleep {words(40)}. Lancet. 2016",
            "FG" + "O" * 42 + "y",
            "FG" + "O" * 42 + "y",
        ),
        # A word of four letters is no abbreviation
        (titles.find_after_group, "Health Body. Depression. 2018", "Bbby", "Bbty"),
        (titles.find_after_group, "Health Org. Depression. 2018", "Bbby", "Bbby"),
        # An abbreviated journal begins with a word of three letters
        (titles.find_before_journal, "Gut of Cancer. HNO. 1988", "ccccy", "tttcy"),
        (titles.find_before_journal, "An old Cancer. HNO. 1988", "ccccy", "ccccy"),
        # Three words before a publisher are the title of a book without one
        (titles.find_alone, "Oxford Psychiatry Handbook. Wiley; 2013", "Bbbpy", "tttpy"),
        (titles.find_alone, "Oxford Psychiatry. Wiley; 2013", "Bbpy", "Bbpy"),
        # A name of four words that a title goes on with in a small one
        (titles.lengthen_title, "Old Cochrane Review Handbook for trials", "Fffftt", "tttttt"),
        (titles.lengthen_title, "An Old Cochrane Review Handbook for trials", "Ffffftt", "Ffffftt"),
        # The longest title that is taken for a group
        (
            titles.find_in_group,
            f"Care {words(19)}. (1881). Hall",
            "B" + "b" * 19 + "yc",
            "t" * 20 + "yc",
        ),
        (
            titles.find_in_group,
            f"Care {words(20)}. (1881). Hall",
            "B" + "b" * 20 + "yc",
            "B" + "b" * 20 + "yc",
        ),
        # So much of a title is found in the journal
        (
            borders.complete_title,
            "Sorghum (L.) A b c d e f). G3 Bethesda",
            "ttcccccccc",
            "ttttttttcc",
        ),
        (
            borders.complete_title,
            "Sorghum (L.) A b c d e f g). G3 Bethesda",
            "ttccccccccc",
            "ttccccccccc",
        ),
        # The longest abbreviated word of a journal: ten letters
        (
            borders.complete_journal,
            "Thymus leaves. Evid. Based Complement. Altern. Med.",
            "tttcccc",
            "ttccccc",
        ),
        (
            borders.complete_journal,
            "Thymus leaves. Evid. Based Complementa. Altern. Med.",
            "tttcccc",
            "tttcccc",
        ),
        (borders.complete_journal, "Thymus leaves. Complement. Altern. Med.", "tttcc", "ttccc"),
        (borders.complete_journal, "Thymus leaves. Complementa. Altern. Med.", "tttcc", "tttcc"),
        # Six words of a journal are found in the title
        (
            borders.complete_journal,
            "Old leaves. Ab. Bc. Cd. De. Ef. Fg. Med. Res.",
            "ttttttttcc",
            "ttcccccccc",
        ),
        (
            borders.complete_journal,
            "Old leaves. Ab. Bc. Cd. De. Ef. Fg. Gh. Med. Res.",
            "tttttttttcc",
            "tttttttttcc",
        ),
        # The longest part behind its whole
        (
            hosts.find_part_behind_whole,
            f"LiverTox [Internet]. NIDDK; 2012-. Drugs {words(13)}. Available",
            "tOpy" + "O" * 15,
            "cOpy" + "t" * 14 + "O",
        ),
        (
            hosts.find_part_behind_whole,
            f"LiverTox [Internet]. NIDDK; 2012-. Drugs {words(14)}. Available",
            "tOpy" + "O" * 16,
            "tOpy" + "O" * 16,
        ),
        # The longest journal at the end of a title, after a word of seven letters with a capital
        (
            publication.find_last_sentence,
            "Swine fever virus. Acta Ab Bc Cd De Ef (2013) 17:1-7",
            "tttttttttyvg",
            "tttccccccyvg",
        ),
        (
            publication.find_last_sentence,
            "Swine fever virus. Acta Ab Bc Cd De Ef Fg (2013) 17:1-7",
            "ttttttttttyvg",
            "ttttttttttyvg",
        ),
        (
            publication.find_last_sentence,
            "Swine Malaria. Virus Res. (2013) 17:1-7",
            "ttttyvg",
            "ttccyvg",
        ),
        (
            publication.find_last_sentence,
            "Swine Plague. Virus Res. (2013) 17:1-7",
            "ttttyvg",
            "ttttyvg",
        ),
    ],
)
def test_a_repair_goes_as_far_as_it_should(repair, text: str, before: str, after: str) -> None:
    assert repaired(repair, text, before) == after


@pytest.mark.parametrize(("place", "found"), [(59, True), (60, False)])
def test_editors_are_looked_for_among_sixty_tokens(place: int, found: bool) -> None:
    tokens = tokenise(" ".join([*["Lee"] * place, "editors", "Sleep"]))
    assert hosts._has_editors(tokens) is found


@pytest.mark.parametrize(("between", "found"), [(5, True), (6, False)])
def test_a_year_within_six_words_of_accessed_is_that_of_the_visit(
    between: int, found: bool
) -> None:
    text = f"accessed {words(between)} 2015"
    assert years._is_access(text, tokenise(text), between + 1) is found
