"""The forms of entries, fields and values in .bib files, right and wrong ones."""

from __future__ import annotations

import re
from typing import Final

# "@article{"; without its brace, as "@article smith2010," on a line; and without its mark.
_TYPE: Final = r"[ \t]{0,4}([A-Za-z][\w:+-]{1,29})"
_LINE_KEY: Final = r"(?=[^\s,{}()=@\"#]{1,100},[ \t]*\r?$)"
BEGIN: Final = re.compile(
    rf"@{_TYPE}\s{{0,20}}([{{(])"
    rf"|^[ \t]{{0,40}}@{_TYPE}[ \t]{{1,20}}{_LINE_KEY}"
    rf"|^[ \t]{{0,40}}([A-Za-z]{{2,30}})\{{{_LINE_KEY}",
    re.M,
)
# One that begins a line ends any entry before it that was not closed.
NEXT: Final = re.compile(
    rf"^[ \t]{{0,40}}@{_TYPE}(?:\s{{0,20}}[{{(]|[ \t]{{1,20}}{_LINE_KEY})", re.M
)
KEY: Final = {
    "}": re.compile(r"\s*([^,={}\s][^,={}\n]{0,250}?)?\s*(?:,|(?=\}))"),
    ")": re.compile(r"\s*([^,={}\"()\s][^,={}\"()\n]{0,250}?)?\s*(?:,|(?=[})]))"),
}
KEY_WITHOUT_COMMA: Final = re.compile(
    r"\s*([^\s,={}\"()]{1,250})\s{1,200}(?=[A-Za-z_]\w{0,60}\s{0,20}=)"
)
FIELD: Final = re.compile(r"[\s,]*([A-Za-z_][\w:.+/-]{0,60})\s{0,200}=\s*")
FIELD_WITHOUT_EQUALS: Final = re.compile(
    r"[\s,]*[,\n]\s*([A-Za-z_][\w.+/-]{0,60})[ \t]{0,20}:?[ \t]{0,20}(?=[{\"])"
)
# Where a value that is not closed ends: before the next field on a line of its own, or before one
# with a usual name.
NEXT_FIELD: Final = re.compile(
    r",?[ \t]*\r?\n\s{0,200}[A-Za-z_][\w:.+/-]{0,60}\s{0,20}=\s{0,20}[{\"\w]"
    r"|,[ \t]{0,20}(?:author|title|journal|journaltitle|booktitle|year|date|volume|number|pages"
    r"|publisher|doi|url)\s{0,20}=\s{0,20}[{\"\w]"
)
LATER_FIELD: Final = re.compile(r"[\n,][ \t]*(?=[A-Za-z_][\w:.+/-]{0,60}\s{0,20}=)")
# After a brace that closes an entry too early: "title = {Sleep}}, year = {2010}}".
EARLY: Final = re.compile(
    r"\s{0,20}\}?\s{0,20},\s{0,200}([A-Za-z_][\w:.+/-]{0,60})\s{0,20}=\s{0,20}[{\"\w]"
)
# A value without marks of several words; one in quotation marks that are not BibTeX's.
WORDS: Final = re.compile(
    r"[^\n{}\"=#@,]{1,300}(?:,[^\n{}\"=#@,]{1,300}){0,30}(?=,?[ \t]*(?:\r?\n|[})]|$))"
)
ODD_QUOTES: Final = re.compile(
    r"[“„‟«‘‚'`]{1,2}([^\n{}]{0,2000}?)[”“‟»’']{1,2}(?=[ \t]*(?:,|\r?\n|[})]|$))"
)
AFTER_VALUE: Final = re.compile(r"\s{0,200}(?:[,#})]|$)")
REST_OF_VALUE: Final = re.compile(r"[^{}\n=,]{1,300}\}(?=\s{0,50}(?:,|\}))")
COMMENT_LINE: Final = re.compile(r"[\s,]*%[^\n]*\n?")
BRACE: Final = re.compile(r"[{}]")
QUOTE_OR_BRACE: Final = re.compile(r"[{}\"]")
BARE: Final = re.compile(r"[^\s,#{}\"()=]{1,300}")
JOIN: Final = re.compile(r"\s*#\s*")
SPACE: Final = re.compile(r"[\s,]*")
