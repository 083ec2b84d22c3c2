"""What can go wrong when the service is asked. The texts are fit for the user and hold no secrets.

    ServiceError      the question stays unanswered
    ├── RetryableError       it is worth asking again, after `wait` seconds at the least
    └── RefusedError         nothing more is asked in this run (a wrong key, a redirect)

They never leave the lookup: `pubmed` turns them into `Unavailable`.
"""

from __future__ import annotations

from refcheck.lookup.safe_xml import BadXMLError, Element, UnsafeXMLError, parse_xml

__all__ = ["RefusedError", "RetryableError", "ServiceError", "read_root"]


class ServiceError(Exception):
    """A question stays unanswered. `reason` is one line for the user."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RetryableError(ServiceError):
    """The same question may be answered when it is asked again.

    `unreachable`: there was no connection, which costs the service nothing and is soon tried again.
    """

    def __init__(self, reason: str, *, wait: float = 0.0, unreachable: bool = False) -> None:
        super().__init__(reason)
        self.wait = wait
        self.unreachable = unreachable


class RefusedError(ServiceError):
    """Nothing that is asked in this run will be answered."""


def read_root(body: bytes) -> Element:
    """The root element of an answer in XML. Raises `ServiceError` where it has none to trust."""
    try:
        return parse_xml(body)
    except UnsafeXMLError:
        raise ServiceError("an answer declares XML entities, and is refused") from None
    except BadXMLError:
        raise RetryableError("an answer breaks off or is no XML") from None
