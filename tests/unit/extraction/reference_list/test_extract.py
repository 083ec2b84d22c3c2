"""Whole articles in, references out: headings, labels, layouts, link text, decoys, spans."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from refcheck.extraction import extract
from refcheck.extraction.reference_list.labelled.labels import Label, find_label_runs
from refcheck.model.document import Document
from refcheck.model.reference import ReferenceString

# References as PubMed and its journals print them: facts.
REFERENCES = (
    "Baskaran A, Milev R, McIntyre RS. The neurobiology of the EEG biomarker as a predictor of "
    "treatment response in depression. Neuropharmacology. 2012;63:507–13.",
    "Cowley NJ, Owen A, Bion JF. Interpreting arterial blood gas results. BMJ. 2013 Jan "
    "16;346:f16. doi: 10.1136/bmj.f16. PMID: 23325867.",
    "Hasselmann HW. Ketamine as an antidepressant? Current state and future perspectives. Curr "
    "Neuropharmacol. 2014;12:57–70.",
    "Miller OH, Moran JT, Hall BJ. Two cellular hypotheses explain the initiation of ketamine’s "
    "antidepressant actions: Direct inhibition and disinhibition. Neuropharmacology. "
    "2016;100:17–26.",
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: Jumping "
    "the gun? Pharmacol Res. 2015;99:23–35.",
    "Romeo B, Choucha W, Fossati P, Rotge JY. Meta-analysis of short – And mid-term efficacy of "
    "ketamine in unipolar and bipolar depression. Psychiatry Res. 2015;230:682–8.",
)
BODY = """Ketamine in depression

Many people ask how this drug works. In 2014 and 2016 several groups looked into it, and the
answers were not the same (Miller et al., 2016).

Steps

1. Call us between 9:00 and 17:00.
2. We answer within 2 days.
3. You get a date in 2025.

"""


def found(text: str) -> tuple[ReferenceString, ...]:
    return extract(Document(path="article.txt", text=text))


def raws(text: str) -> list[str]:
    return [reference.raw for reference in found(text)]


def numbered(label: str, *, between: str = "\n") -> str:
    return between.join(label.format(n) + text for n, text in enumerate(REFERENCES, 1))


def wrapped(text: str, width: int = 76, indent: str = "") -> str:
    return "\n".join(textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False))


@pytest.mark.parametrize(
    "heading",
    [
        "References",
        "REFERENCES",
        "R E F E R E N C E S",
        "## References",
        "**Sources:**",
        "7. Bibliography",
        "Literature cited",
        "Works Cited",
        "Notes",
        "Referencias bibliográficas",
        "6. REFERÊNCIAS",
        "Références",
        "Literaturverzeichnis",
        "V. Quellen",
        "References and further reading",
        "References (6)",
        "Something else",
    ],
)
@pytest.mark.parametrize("after", ["", "\n\nAcknowledgements\n\nWe thank all who took part.\n"])
def test_a_list_is_found_under_any_heading(heading: str, after: str) -> None:
    text = f"{BODY}{heading}\n\n{numbered('{}. ')}{after}"
    assert raws(text) == list(REFERENCES)


@pytest.mark.parametrize(
    "label",
    ["{}. ", "{}) ", "({}) ", "[{}] ", "{} ", "{}\t", "{}.\t", "[{}]\t", "{}\n", "[{}]\n\n",
     "- {}. ", "**{}.** ", "[^{}]: ", "<sup>{}</sup> ", "1. ", "> {}. ", "[R{}] ", "{}", "{}: ",
     "{}:\t"],
)  # fmt: skip
def test_labels_are_cut_off(label: str) -> None:
    references = found(f"{BODY}References\n\n{numbered(label)}\n")
    assert [reference.raw for reference in references] == list(REFERENCES)
    assert all(reference.label for reference in references)
    assert [reference.number for reference in references] == [1, 2, 3, 4, 5, 6]


def test_a_list_may_be_numbered_downwards() -> None:
    text = "\n".join(f"{n}. {r}" for n, r in zip(range(6, 0, -1), REFERENCES, strict=True))
    references = found(f"{BODY}References\n\n{text}\n")
    assert [reference.raw for reference in references] == list(REFERENCES)
    assert [reference.label for reference in references] == ["6.", "5.", "4.", "3.", "2.", "1."]


@pytest.mark.parametrize("line_end", ["\u2028", "\u2029", "\v", "\x85"])
def test_lines_end_where_editors_and_layouts_break_them(line_end: str) -> None:
    text = f"{BODY}References\n\n{numbered('{}. ')}\n".replace("\n", line_end)
    references = found(text)
    assert [reference.raw for reference in references] == list(REFERENCES)
    assert {reference.span.line for reference in references} == {1}


def test_superscripts_are_labels() -> None:
    text = "\n".join(f"{'⁰¹²³⁴⁵⁶'[n]} {text}" for n, text in enumerate(REFERENCES, 1))
    assert raws(f"References\n{text}\n") == list(REFERENCES)


@pytest.mark.parametrize("heading", ["References\n\n", ""])
@pytest.mark.parametrize("body", [BODY, ""])
@pytest.mark.parametrize(
    "layout",
    [
        pytest.param("\n".join(REFERENCES), id="one a line"),
        pytest.param("\n\n".join(REFERENCES), id="one a paragraph"),
        pytest.param("\n".join(map(wrapped, REFERENCES)), id="wrapped"),
        pytest.param("\n".join(wrapped(r, 58, "    ") for r in REFERENCES), id="hanging"),
        pytest.param("\n\n".join(map(wrapped, REFERENCES)), id="wrapped, blank lines"),
        pytest.param("\n".join(f"• {r}" for r in REFERENCES), id="bullets"),
        pytest.param("\n".join(f"•\n{r}" for r in REFERENCES), id="bullets apart"),
        pytest.param("\n".join(f"↵{r}\nOpenUrlCrossRefPubMed\n" for r in REFERENCES), id="arrows"),
    ],
)
def test_a_list_without_labels_is_cut(layout: str, heading: str, body: str) -> None:
    references = found(f"{body}{heading}{layout}\n")
    assert [reference.raw for reference in references] == list(REFERENCES)
    assert {reference.label for reference in references} == {None}


def test_entries_of_which_several_stand_on_one_line_are_split() -> None:
    lines = numbered("{}. ").split("\n")
    text = "\n".join([f"{lines[0]} {lines[1]}", lines[2], f"{lines[3]} {lines[4]} {lines[5]}"])
    assert raws(f"References\n\n{text}\n") == list(REFERENCES)
    assert raws(f"References: {numbered('[{}] ', between=' ')}") == list(REFERENCES)


def test_entries_are_joined_over_pages() -> None:
    pages = ""
    for number, text in enumerate(REFERENCES, 1):
        first, *rest = wrapped(f"{number}. {text}").split("\n")
        head = f"\n\n{number + 10}\n\fJournal of Examples 12 (2019)\n\n"
        pages += f"{first}{head}" + "\n".join(rest) + "\n"
    references = found(f"{BODY}References\n\n{pages}")
    assert [reference.raw for reference in references] == list(REFERENCES)


def test_running_heads_are_known_without_form_feeds() -> None:
    head = "\n\n{}\nSMITH ET AL.: A STUDY\n\n"
    body = "".join(f"{BODY.splitlines()[2]}\n{head.format(n)}" for n in range(5))
    first, second, *rest = numbered("{}. ").split("\n")
    text = f"{body}References\n\n{first}\n{second[:70]}{head.format(9)}{second[70:]}\n"
    assert raws(text + "\n".join(rest)) == [
        REFERENCES[0],
        f"{REFERENCES[1][:67].strip()} {REFERENCES[1][67:].strip()}",
        *REFERENCES[2:],
    ]


@pytest.mark.parametrize(
    "links",
    [
        " [PubMed] [Google Scholar]",
        " [PMC free article] [PubMed] [Google Scholar] Learn more: ketamines for depression",
        " [DOI] [PubMed]\n[Google Scholar]",
        "\nArticle\n CAS PubMed Google Scholar \n1,541\n59\n",
        "\nView Article\nPubMed/NCBI\nGoogle Scholar",
        " [Crossref], [PubMed], [Web of Science ®], [Google Scholar]",
        " View at: Publisher Site | Google Scholar",
        "\n\nPubMed Abstract | CrossRef Full Text | Google Scholar\n",
        " CrossrefCASPubMedWeb of Science®Google Scholar",
        " [[PubMed](https://pubmed.ncbi.nlm.nih.gov/25982932/)]",
        " [↩](#cite1)",
    ],
)
def test_links_are_cut_off_and_kept(links: str) -> None:
    text = "\n".join(f"{n}. {text}{links}" for n, text in enumerate(REFERENCES, 1))
    references = found(f"{BODY}Sources\n\n{text}\n")
    assert [reference.raw for reference in references] == list(REFERENCES)
    assert all(reference.link_text for reference in references)


def test_the_target_of_a_link_is_kept_for_its_identifier() -> None:
    entry = "[Interpreting arterial blood gas results](https://doi.org/10.1136/bmj.f16)"
    text = f"1. Cowley NJ, *Owen A*, Bion JF. {entry}. _BMJ_. 2013;346:f16.\n2. {REFERENCES[0]}"
    first, _ = found(f"# References\n\n{text}\n")
    assert first.raw == (
        "Cowley NJ, Owen A, Bion JF. Interpreting arterial blood gas results. BMJ. 2013;346:f16."
    )
    assert "10.1136/bmj.f16" in first.link_text


def test_back_links_before_an_entry_are_left_out() -> None:
    text = f"1. ^ Jump up to: a b\n2. ^ a b {REFERENCES[0]}\n3. **^** {REFERENCES[1]}\n"
    assert raws(f"References\n----------\n\n{text}") == list(REFERENCES[:2])


def test_links_in_an_entry_are_part_of_it() -> None:
    entry = (
        "Cleveland Clinic. Antifungal resistance: What it is [Internet]. 2023 [cited 2023 Nov 11]. "
        "Available from: https://my.clevelandclinic.org/health. Accessed 3 May 2024."
    )
    assert raws(f"References\n\n1. {entry}\n2. {REFERENCES[0]}\n")[0] == entry


def test_links_that_are_broken_at_a_line_end_are_cut_off() -> None:
    text = "\n".join(f"{n}. {r} [PubMed] [Google\nScholar]" for n, r in enumerate(REFERENCES, 1))
    assert raws(f"References\n\n{text}\n") == list(REFERENCES)


@pytest.mark.parametrize("heading", ["Further reading", "Websites and leaflets", "## More"])
def test_a_heading_within_a_list_is_not_part_of_an_entry(heading: str) -> None:
    first, second, third, *rest = numbered("{}. ").split("\n")
    text = "\n".join([first, second, third, "", heading, "", *rest])
    assert raws(f"References\n\n{text}\n") == list(REFERENCES)


def test_numbered_sections_of_one_sentence_are_not_references() -> None:
    text = (
        "1. Introduction\n\nThe drug is old.\n\n2. Methods\n\nWe looked at 12 trials in 2015.\n\n"
        "3. Results\n\nSmith J et al. wrote in J Clin Psych 2014;12:33-40 that it works.\n\n"
        "4. Discussion\n\nCompare Murrough JW et al. Am J Psychiatry 2013;170:1134-42.\n"
    )
    assert found(text) == ()


@pytest.mark.parametrize("layout", [str, wrapped])
def test_body_text_right_after_a_list_is_left_out(layout: Callable[[str], str]) -> None:
    lines = "\n".join(layout(f"{n}. {r}") for n, r in enumerate(REFERENCES, 1))
    after = (
        "Patients who were given the drug should be watched for two hours, because their blood\n"
        "pressure may rise. How long the effect will last is another question that we could not\n"
        "answer with the data that we had.\n"
    )
    assert raws(f"{BODY}References\n\n{lines}\n{after}") == list(REFERENCES)


@pytest.mark.parametrize("broken", ["34\n(5), 1842-8", "34\n5), 1842-8", "\n4 (3): E317-E326"])
def test_issues_at_the_beginning_of_a_line_are_not_labels(broken: str) -> None:
    style = "({}) " if "(5)" in broken else "{}) " if "5)" in broken else "{} "
    entry = f"Haghighi P, Mohallatee EA, Nasr K. Cancer in Southern Iran. Cancer 1974, {broken}."
    lines = numbered(style).split("\n")
    text = "\n".join([*lines[:2], f"{style.format(3)}{entry}", *lines[3:]])
    references = raws(f"References\n\n{text}\n")
    assert references == [*REFERENCES[:2], " ".join(entry.split()), *REFERENCES[3:]]


def test_two_lists_are_two() -> None:
    text = f"Intro\n\nReferences\n\n{numbered('{}. ')}\n\nPart two\n\nMore text follows here.\n\n"
    references = found(f"{text}Further reading\n\n{numbered('{}. ')}\n")
    assert [reference.list_number for reference in references] == [1] * 6 + [2] * 6
    assert [reference.number for reference in references] == list(range(1, 13))


def test_numbers_may_be_missing_doubled_and_out_of_order() -> None:
    labels = ("1.", "2.", "4.", "3.", "3.", "81.")
    text = "\n".join(f"{a} {b}" for a, b in zip(labels, REFERENCES, strict=True))
    references = found(f"References\n\n{text}\n")
    assert [reference.label for reference in references] == list(labels)
    assert [reference.raw for reference in references] == list(REFERENCES)


def test_years_and_pages_at_the_beginning_of_a_line_are_not_labels() -> None:
    entry = "1. Wodak R. El enfoque histórico del discurso. Madrid: Gedisa,\n2001. p. 101-141."
    texts = raws(f"References\n\n{entry}\n2. {REFERENCES[0]}\n3. {REFERENCES[1]}\n")
    assert texts[0].endswith("Gedisa, 2001. p. 101-141.")
    assert len(texts) == 3


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "\ufeff", "Ünï\u00adcode\u200b ﬁrst\u00a0line\x0c"])
def test_spans_are_exact(line_end: str, before: str) -> None:
    lines = "\n".join(wrapped(f"{n}. {r}", 60) for n, r in enumerate(REFERENCES, 1))
    text = f"{before}{BODY}References\n\n{lines} [PubMed]\n".replace("\n", line_end)
    references = found(text)
    assert len(references) == 6
    for reference in references:
        span = reference.span
        assert " ".join(text[span.start : span.end].split()) == reference.raw
        line = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[span.line - 1]
        assert line[span.column - 1 :] == reference.raw[: len(line) - span.column + 1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n\t\n",
        BODY,
        "References\n",
        "References\n\nThere are none.\n",
        "Contents\n\n1. Introduction ..... 1\n2. Methods in 2012 ..... 12\n3. References .... 30\n",
        "1. What did the 2010 study (Smith et al., J Med 12:3-4) say?\n\nIt said yes.\n\n"
        "2. Is it safe? See Jones K. (2012).\n\nYes, doi:10.1000/182.\n\n3. Who pays?\n\nNobody.\n",
        "Dosage\n\n1. Ketamine 0.5 mg/kg IV; 40-60 min infusion\n2. Esketamine 56-84 mg; in 2019\n",
        "Best films\n\n1. The Godfather (1972), Francis Ford Coppola\n2. Casablanca (1942)\n",
        "1. 1953: structure of DNA described by Watson.\n2. 1977: Sanger F.\n3. 1983: PCR.\n",
        "Reference values\n\n1. Sodium 135-145 mmol/l (2012)\n2. Potassium 3.5-5.0 mmol/l (2012)\n",
        "Smith J. (2010) found that it works. Jones et al. (2011) disagreed: J Med 2011;12:3."
        "\n\nMiller (2012) said the same in Science 336:12-15. The doses were low.\n\n"
        "In 2014, Brown, K. wrote in Nature 12(3):45-67 that all is well.\n",
        "Notes\n\n1. See Smith (2010) for a discussion of this point.\n"
        "2. The data were collected in "
        "2012; compare Jones (2014), pp. 3-5.\n3. We thank the referee for this.\n",
        "name,year,volume,pages\nSmith J,2010,12,34-56\nJones K,2011,13,45-67\n"
        "Miller C,12,14,5-7\n",
        "Source: National Institute of Mental Health\n\nSource: Smith J, 2014.\n",
    ],
)
def test_what_is_not_a_list_gives_no_reference(text: str) -> None:
    assert found(text) == ()


def test_what_follows_a_list_is_left_out() -> None:
    after = (
        "\n\nPD Dr. Erika Beispiel\nInstitut für Geographie\n86159 Augsburg\n\nJournal 13(2005)1\n"
    )
    text = "\n".join(map(wrapped, (*REFERENCES, *REFERENCES)))
    assert raws(f"{BODY}References\n\n{text}{after}") == [*REFERENCES, *REFERENCES]


def test_words_broken_at_a_line_end_are_made_whole() -> None:
    broken = REFERENCES[0].replace("neurobiology", "neurobi-\nology")
    assert raws(f"References\n\n1. {broken}\n2. {REFERENCES[1]}\n")[0] == REFERENCES[0]


def test_a_double_spaced_list_is_cut() -> None:
    lines = "\n\n".join("\n\n".join(wrapped(r).split("\n")) for r in REFERENCES)
    assert raws(f"{BODY}References\n\n{lines}\n") == list(REFERENCES)
    lines = "\n\n".join(
        "\n\n".join(wrapped(f"{n}. {r}").split("\n")) for n, r in enumerate(REFERENCES, 1)
    )
    assert raws(f"{BODY}References\n\n{lines}\n") == list(REFERENCES)


def test_labels_in_sequence_count_more_than_empty_lines() -> None:
    lines = [wrapped(f"{n}. {r}", 44).replace("\n", "\n\n") for n, r in enumerate(REFERENCES, 1)]
    references = found(f"{BODY}References\n\n" + "\n".join(lines))
    assert [reference.raw for reference in references] == list(REFERENCES)
    assert [reference.label for reference in references] == ["1.", "2.", "3.", "4.", "5.", "6."]


def test_the_run_that_is_nearest_goes_on() -> None:
    places = [(1, 0), (20, 1), *((n, 3 * n) for n in range(2, 23))]
    labels = [Label(line, "bare", number, line, line, line) for number, line in places]
    first, stray = find_label_runs(iter(labels), lambda _label: 0.9)
    assert {len(first.labels), len(stray.labels)} == {22, 1}


def test_colours_of_a_terminal_are_not_words() -> None:
    text = numbered("{}. ").replace("Ketamine", "\x1b[1;31mKetamine\x1b[0m")
    assert raws(f"References\n\n{text}\n") == list(REFERENCES)


def test_identifiers_on_lines_of_their_own_are_not_page_headers() -> None:
    entries = []  # of seven lines: blocks that are too high for running heads are cut in two
    for number, reference in enumerate(REFERENCES, 1):
        words = reference.split()
        six = [" ".join(words[n * len(words) // 6 : (n + 1) * len(words) // 6]) for n in range(6)]
        entries.append("\n".join([*six, f"PubMed PMID: {number}5367681."]))
    text = "\n\n".join(f"{n}. {entry}" for n, entry in enumerate(entries, 1))
    assert raws(f"References\n\n{text}\n") == [" ".join(e.split()) for e in entries]


def test_keys_are_labels() -> None:
    keys = ("[BMM12]", "[Cow13]", "[Has14]", "[MMH16]", "[RFYD15]", "[Rom+15]")
    text = "\n\n".join(f"{key}  {text}" for key, text in zip(keys, REFERENCES, strict=True))
    references = found(f"Bibliography\n\n{text}\n")
    assert [reference.label for reference in references] == list(keys)
    assert [reference.raw for reference in references] == list(REFERENCES)


def test_numbers_go_on_after_a_chapter_of_text() -> None:
    first = "\n".join(f"{n}. {text}" for n, text in enumerate(REFERENCES[:3], 1))
    rest = "\n".join(f"{n}. {text}" for n, text in enumerate(REFERENCES[3:], 4))
    chapter = "Chapter two\n\n" + "People ask how long it takes, and nobody knows.\n\n" * 12
    assert raws(f"References\n\n{first}\n\n{chapter}References\n\n{rest}\n") == list(REFERENCES)


def test_an_unfinished_entry_goes_on_after_a_blank_line() -> None:
    entry = REFERENCES[4].replace("EY, Dawe", "EY,\n\nDawe")
    lines = [*REFERENCES[:4], entry, REFERENCES[5]]
    text = "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))
    assert raws(f"References\n\n{text}\n") == list(REFERENCES)


def test_every_label_may_be_one_though_many_names_stand_before_the_year() -> None:
    names = "; ".join(f"Almeida{letter}, {letter}. B." for letter in "ACDEFGHIJKLMNOPQRSTU")
    entries = [
        *REFERENCES[:4],
        f"{names} A title. J Affect Disord 2019, 10, 99-112.",
        REFERENCES[5],
    ]
    text = "\n".join(f"1. {wrapped(entry)}" for entry in entries)
    assert raws(f"References\n\n{text}\n") == entries


@pytest.mark.parametrize(
    "ending", ["CEPR\nDiscussion Papers.", "New York:\nMethods Mol Biol, 934, 833-50."]
)
def test_the_last_line_of_an_entry_is_not_a_heading(ending: str) -> None:
    entry = f"Ogata H, Smith H (2008): Efficiency gains from ownership. {ending}"
    entries = [*REFERENCES[:2], entry, *REFERENCES[3:]]
    expected = [" ".join(one.split()) for one in entries]
    assert raws("References\n\n" + "\n\n".join(entries) + "\n") == expected


def test_a_change_log_is_not_a_list() -> None:
    entries = (
        f" -- Jane R. Roe <jane@example.org>  Mon, {day:02} Sep 2019 15:31:27 -0400\n\n"
        f"example (1.{day}) unstable; urgency=medium\n\n  * New version. Closes: #94{day}93.\n\n"
        for day in range(1, 12)
    )
    assert raws("".join(entries)) == []
