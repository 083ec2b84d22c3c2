"""The rule for a cited web page that is gone."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import ClassVar

from refcheck.checks.rule import ANY_STATUS, Needs, Severities, finding
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.reference import Reference
from refcheck.model.report import LinkState, Lookup, LookupStatus
from refcheck.text.works.archives import is_archived

__all__ = ["LinkDead"]


class LinkDead:
    """The web page that the reference names is gone.

    Its server said so twice, some seconds apart (404 or 410), or nobody has the name of the server
    any more. That says nothing against the reference: pages move and vanish, and the verdict stays
    what it is. But readers cannot follow the link. If the Internet Archive has a copy, its address
    is named, the one nearest to the date on which the page was looked at.

    It is a warning if the link is the only way to the work, and a note if a source has the work or
    the reference also names an archived copy.

    This is only asked with `--links`. A server that turns programs away, asks for a login, is slow
    or busy says nothing of the page, and nothing is reported. Nor is it judged what a page says.

    **Example.** `Available from: http://www.example.org/report-2009.html`, which answers "404 Not
    Found".

    **How to fix it.** Give the new address of the page, or that of the archived copy.
    """

    id: ClassVar[str] = "link-dead"
    title: ClassVar[str] = "Web page that is gone"
    field: ClassVar[Field] = Field.RECORD
    severities: ClassVar[Severities] = MappingProxyType(
        {
            Severity.WARNING: "if the link is the only way to the work",
            Severity.INFO: "if a source has the work, or an archived copy is named as well",
        }
    )
    needs: ClassVar[Needs] = Needs.LOOKUP
    statuses: ClassVar[frozenset[LookupStatus]] = ANY_STATUS

    def check(self, reference: Reference, lookup: Lookup) -> Iterator[Finding]:
        """Yields one finding, which names the copy of the Internet Archive."""
        link = lookup.link
        if link is None or link.state is not LinkState.GONE:
            return
        elsewhere = lookup.record is not None or is_archived(
            f"{reference.string.text} {reference.string.link_text}"
        )
        copy, message = link.copy, f"The page {link.url} is gone ({link.reason})."
        if copy is not None:
            message += f" The Internet Archive has a copy of {copy.day.isoformat()}: {copy.url}"
        yield finding(
            self,
            message,
            severity=Severity.INFO if elsewhere else Severity.WARNING,
            cited=link.url,
            expected=(copy.url,) if copy else (),
            url=copy.url if copy else None,
            span=reference.string.span,
        )
