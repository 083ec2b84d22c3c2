"""Which printed ISBNs cannot be right; every form of a right one stays silent."""

from __future__ import annotations

import pytest

from refcheck import checks
from refcheck.pipeline.documents import prepare_strings


def said(text: str) -> list[str | None]:
    reference = prepare_strings([f"Doe J. Handbook of snow. Oslo: Press; 2004. {text}"]).references
    findings = checks.check_reference(reference[0])
    return [each.cited for each in findings if each.rule == "isbn-invalid"]


@pytest.mark.parametrize(
    "text",
    [
        "ISBN 978-0-306-40615-7",
        "ISBN: 9780306406157.",
        "ISBN 0-306-40615-2",
        "ISBN 0306406152",
        "ISBN 0-8044-2957-X",
        "ISBN 0-8044-2957-x.",
        "ISBN 080442957X",
        "ISBN-13: 978-0-306-40615-7",
        "ISBN-10: 0-306-40615-2",
        "ISBN 13: 978 0 306 40615 7",
        "ISBN13 9780306406157",
        "ISBN10 0306406152",
        "ISBN 10 0306406152",
        "e-ISBN 978-0-306-40615-7",
        "eISBN: 978-0-306-40615-7",
        "ISBN (hardback): 978-0-306-40615-7",
        "ISBN 978-0-306- 40615-7",
        "ISBN 978-0-306-\n40615-7",
        "ISBN 978 0 306 40615 7",
        "ISBN 978\u20100\u2010306\u201040615\u20107",
        "ISBN 978\u20130\u2013306\u201340615\u20137",
        "ISBN 978.0.306.40615.7",
        "ISBN 978-0-306-40615-7 2004",
        "ISBN 0-306-40615-2 2004",
        "ISBN 0-306-40615-2, 978-0-306-40615-7",
        "ISBN 0-306-40615-2 (hbk) ISBN 0-8044-2957-X (pbk)",
        "SBN 306-40615-2",
        "ISBN 306-40615-2",  # nine digits
        "ISBN 978-0-306-406",  # cut
        "ISBN 978-0-306-4",
        "ISBN 978-0-306-40615",
        "ISBN 0-306-4O615-2",  # a letter
        "ISBN unknown",
        "ISBN 0306406152abc",
        "Isbn 978-0-306-40615-7",
        "ISSN 0165-0327",
        "978-0-306-40615-8",  # nothing says that it is one
        "ISBN 9770306406158",  # no prefix of books
    ],
)
def test_what_may_be_right_stays_silent(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("ISBN 978-0-306-40615-8", "978-0-306-40615-8"),
        ("ISBN: 9780306406158.", "9780306406158"),
        ("ISBN 0-306-40615-3", "0-306-40615-3"),
        ("ISBN 0-306-40615-X.", "0-306-40615-X"),
        ("ISBN 0306406153", "0306406153"),
        ("ISBN-13: 979-10-90636-08-1", "979-10-90636-08-1"),
        ("ISBN-13 978 0 306 40615 8", "978 0 306 40615 8"),
        ("ISBN-10: 0-8044-2957-1", "0-8044-2957-1"),
        ("eISBN 978-0-306-40651-7", "978-0-306-40651-7"),
        ("ISBN 0-306-40615-3 2004", "0-306-40615-3"),
        ("ISBN (pbk) 0-306-40615-3", "0-306-40615-3"),
    ],
)
def test_what_cannot_be_right(text: str, printed: str) -> None:
    assert said(text) == [printed]


def test_one_of_two() -> None:
    text = "ISBN 0-306-40615-2 (hbk) ISBN 0-8044-2957-1 (pbk)"
    assert said(text) == ["0-8044-2957-1"]


def test_the_same_one_twice_is_said_once() -> None:
    assert said("ISBN 0-306-40615-3. ISBN 0-306-40615-3.") == ["0-306-40615-3"]


def test_a_hostile_line_is_read_in_linear_time() -> None:
    assert said("ISBN" + "1 " * 50_000 + "ISBN-10 (" * 20_000) == []
