"""From the lines of an entry to its text."""

from __future__ import annotations

import pytest

from refcheck.extraction.reference_list.entry_text import EntryDraft, compose

ENTRY = "Fam J. Ketamine and pain. Lancet. 2015;9:1-9."

ENTRIES = [
    # as it is in the document, the text of the entry, what was cut off
    (ENTRY, ENTRY, ""),
    (f"• {ENTRY}", ENTRY, ""),
    (f"^ a b {ENTRY}", ENTRY, ""),
    (f"{ENTRY} [PubMed] [Google Scholar]", ENTRY, "[PubMed] [Google Scholar]"),
    (f"{ENTRY}\n[Google\nScholar]", ENTRY, "[Google Scholar]"),
    ("Fam J. *Ketamine* and **pain**. _Lancet_. 2015;9:1-9.", ENTRY, ""),
    ("Fam J. <i>Ketamine</i> and pain. <em>Lancet</em>. 2015;9:1-9.", ENTRY, ""),
    ("Fam J. [Ketamine and pain](https://a.org/b). Lancet. 2015;9:1-9.", ENTRY, "https://a.org/b"),
    ("Fam J. Ketamine and\n   pain. Lancet.\n2015;9:1-9.", ENTRY, ""),
    ("Fam J. Keta-\nmine and pain. Lancet. 2015;9:1-9.", ENTRY, ""),
    (r"Fam J\. Ketamine and pain\. Lancet. 2015;9:1\-9.", ENTRY, ""),
    # what looks like marks and is the entry's own
    ("Fam J. snake_case_names in C*-algebras. 2015.",
     "Fam J. snake_case_names in C*-algebras. 2015.", ""),
    ("Fam J. Article on p < 0.05 and q > 3. 2015.",
     "Fam J. Article on p < 0.05 and q > 3. 2015.", ""),
    ("Fam J. The future of PubMed and its users. 2015.",
     "Fam J. The future of PubMed and its users. 2015.", ""),
]  # fmt: skip


def draft(text: str) -> EntryDraft:
    parts, begin = [], 0
    for line in text.split("\n"):
        lead = len(line) - len(line.lstrip())
        parts.append((begin + lead, begin + len(line)))
        begin += len(line) + 1
    return EntryDraft("1.", tuple(parts))


@pytest.mark.parametrize(("text", "raw", "cut"), ENTRIES)
def test_an_entry_is_one_line_of_its_own_words(text: str, raw: str, cut: str) -> None:
    entry = compose(text, draft(text), frozenset())
    assert entry is not None
    assert (entry.label, entry.raw, entry.link_text) == ("1.", raw, cut)
    assert text[entry.start : entry.end].startswith(text.lstrip("•^ ab")[:3])


@pytest.mark.parametrize("text", ["[PubMed] [Google Scholar]", "•", "1", "***", "— —"])
def test_nothing_is_left_where_an_entry_has_no_words(text: str) -> None:
    assert compose(text, draft(text), frozenset()) is None


@pytest.mark.parametrize(
    ("known", "raw"),
    [
        (frozenset(), "Fam J. A longterm study."),
        (frozenset({"long-term"}), "Fam J. A long-term study."),
    ],
)
def test_a_compound_that_the_document_has_keeps_its_hyphen(known: frozenset[str], raw: str) -> None:
    text = "Fam J. A long-\nterm study."
    entry = compose(text, draft(text), known)
    assert entry is not None
    assert entry.raw == raw


def test_links_after_an_entry_are_kept_next_to_it() -> None:
    text = f"{ENTRY}\nPubMed"
    behind = EntryDraft(None, ((0, len(ENTRY)),), ((len(ENTRY) + 1, len(text)),))
    entry = compose(text, behind, frozenset())
    assert entry is not None
    assert (entry.raw, entry.link_text, entry.end) == (ENTRY, "PubMed", len(ENTRY))
