"""What can go wrong when the service is asked. The texts are fit for the user, without secrets.

    ServiceError      the query stays unanswered
    ├── RejectedError        it is not accepted in this form; a smaller one may be
    ├── RetryableError       it is worth asking again, after `wait` seconds at the least
    │   └── TooFastError        all requests have to wait
    └── RefusedError         nothing more is asked in this run (a wrong key, a redirect)

They never leave the lookup: each source turns them into `Unavailable`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import assert_never
from urllib.parse import quote, quote_plus

from refcheck.safe_xml import Element, Fault, XMLError, parse_xml
from refcheck.text.lengths import cut_short

__all__ = [
    "RefusedError",
    "RejectedError",
    "RetryableError",
    "ServiceError",
    "TooFastError",
    "read_root",
]

_LONGEST_WORDS = 200  # characters of the service's own words
_LONGEST_READ = 4_000  # characters that are looked at for secrets


class ServiceError(Exception):
    """A query stays unanswered. `reason` is one line for the user.

    `said` are the service's own words, as they came. They may echo the key, and are shown to nobody
    before `quote_words` has put them into the reason.
    """

    def __init__(self, reason: str, *, said: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.said = said

    def quote_words(self, secrets: Iterable[str]) -> None:
        """Put the service's own words behind the reason: not too many, and with an ellipsis in
        place of each of the `secrets`."""
        words = _without(self.said[:_LONGEST_READ], secrets)
        words = " ".join("".join(c if c.isprintable() else " " for c in words).split())
        if words:
            self.reason = f"{self.reason}; it says “{cut_short(words, _LONGEST_WORDS)}”"
            self.args = (self.reason,)
        self.said = ""


def _without(text: str, secrets: Iterable[str]) -> str:
    """`text` with an ellipsis for each secret, in every form in which a service echoes a field."""
    for secret in secrets:
        for form in {secret, quote(secret, safe=""), quote_plus(secret), html.escape(secret)}:
            text = re.sub(re.escape(form), "…", text, flags=re.IGNORECASE)
    return text


class RejectedError(ServiceError):
    """The service does not accept the query as it was sent: it may be too long, or malformed."""


class RetryableError(ServiceError):
    """The same query may be answered when it is sent again.

    `unreachable`: there was no connection, which costs the service nothing and is soon tried again.
    """

    def __init__(
        self, reason: str, *, said: str = "", wait: float = 0.0, unreachable: bool = False
    ) -> None:
        super().__init__(reason, said=said)
        self.wait = wait
        self.unreachable = unreachable


class TooFastError(RetryableError):
    """The service wants to be asked less often."""


class RefusedError(ServiceError):
    """Nothing that is asked in this run will be answered."""


def read_root(body: bytes) -> Element:
    """Returns the root element of an answer in XML. Raises `ServiceError` where it has none to
    trust."""
    try:
        return parse_xml(body)
    except XMLError as error:
        match error.fault:
            case Fault.ENTITIES:
                raise ServiceError("an answer declares XML entities, and is refused") from None
            case Fault.TOO_LARGE:
                raise ServiceError(f"an answer {error}, and is refused") from None
            case Fault.BROKEN:
                raise RetryableError("an answer breaks off or is not XML") from None
            case _:
                assert_never(error.fault)
