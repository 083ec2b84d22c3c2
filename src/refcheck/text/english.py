"""Spellings of English words: British and American, numerals and numbers, in one form each."""

from __future__ import annotations

from functools import lru_cache

from refcheck.text.patterns import lazy_regex

__all__ = ["BRITISH_VOWELS", "common_spelling", "has_two_spellings", "with_american_vowels"]

# "haemorrhage", "oesophagus", "diarrhoea"; but not "aerosol", "gastroenterology", "neuroendocrine"
BRITISH_VOWELS = lazy_regex(
    r"ae(?!ro)|(?:^|(?<=^f)|(?<=am)|(?<=hom)|(?<=pn))oe|(?<=^c)oe(?=l)|(?<=^man)oe(?=u)|oe(?=a)"
)
_REPLACED = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
    "fifteen": "15", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "hundred": "100", "first": "1st", "second": "2nd",
    "third": "3rd", "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7",
    "viii": "8", "ix": "9", "x": "10", "xi": "11", "xii": "12",
    "versus": "vs", "percent": "", "grey": "gray", "judgement": "judgment",
    "disc": "disk", "discs": "disks", "artefact": "artifact", "artefacts": "artifacts",
    "aluminium": "aluminum", "programme": "program", "programmes": "programs",
    "ageing": "aging", "and": "", "et": "", "und": "", "y": "",
}  # fmt: skip
# British to American, applied to both sides of a difference: "haemorrhage", "tumour", "labelled".
# Each after letters that are in whatever the pattern finds: most words have none of them.
_SPELLING = (
    # "lymphoedema", "gastrooesophageal"
    ("oe", lazy_regex(r"(?<=[hlx])oe(?=dem)|(?<=o)oe(?=s)"), "e"),
    ("our", lazy_regex(r"our(?=$|s$|al|ed|ing|able|ite|less|ful)|(?<=tum)our|(?<=col)our"), "or"),
    ("uvre", lazy_regex(r"uvre(?=$|s$)"), "uver"),
    ("is", lazy_regex(r"(?<=[a-z]{2}[a-z])is(?=e$|es$|ed$|ing$|er$|ers$|ation|abl|abil)"), "iz"),
    ("ys", lazy_regex(r"ys(?=e$|es$|ed$|ing$|er$)"), "yz"),
    ("re", lazy_regex(r"(?<=[bt])re$"), "er"),
    ("res", lazy_regex(r"(?<=[bt])res$"), "ers"),
    ("red", lazy_regex(r"(?<=[bt])red$"), "ered"),
    ("ll", lazy_regex(r"ll(?=ed$|ing$|er$|ers$|ment|ful)"), "l"),
    ("ogue", lazy_regex(r"ogue"), "og"),
    ("ce", lazy_regex(r"(?<=[aeiou]n)ce$"), "se"),
    ("sulph", lazy_regex(r"sulph"), "sulf"),
    ("pp", lazy_regex(r"(?<=[a-z])pp(?=ed$|ing$)"), "p"),
)


def with_american_vowels(word: str) -> str:
    """Returns a folded word with "e" for the "ae" and "oe" of British spelling."""
    return BRITISH_VOWELS.sub("e", word) if "ae" in word or "oe" in word else word


@lru_cache(maxsize=8192)
def common_spelling(word: str) -> str:
    """Returns a folded word as it is compared: in American spelling, a numeral as its number
    ("iv": "4"), nothing of words that titles can do without ("and", "percent")."""
    if word in _REPLACED:
        return _REPLACED[word]
    word = with_american_vowels(word)
    for letters, pattern, replacement in _SPELLING:
        if letters in word:
            word = pattern.sub(replacement, word)
    return word


# What American words have where British ones are spelt differently.
_AMERICAN = lazy_regex(
    r"[a-z]{3}iz(?=e$|es$|ed$|ing$|er$|ers$|ation|abl)|yz(?=e$|es$|ed$|ing$)|hem(?=[aoi])"
    r"|(?:an|sch|uk|yc|er|pt|ox|ir|ur|ip|ol|at)emi|^e(?:soph|stro|dem|tiol)|(?<=[hlx])edem"
    r"|p(?=ediatr|edi)|(?<=rth)op(?=ed)|gynec|rrhea|pnea|(?:tum|col|behavi|fav|flav|lab|hum|od)or"
    r"|(?:cent|fib|met|tit|lit)ers?$|[aeiou]l(?=ed$|ing$)|sulf|grams?$|aging$|nse$|alog"
)


@lru_cache(maxsize=8192)
def has_two_spellings(word: str) -> bool:
    """Returns whether a folded word can be written otherwise, as on the other side of the Atlantic
    or as a number: a search for it misses titles that write it so."""
    return common_spelling(word) != word or _AMERICAN.search(word) is not None
