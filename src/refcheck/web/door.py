"""The token of a server that other computers can reach: a login page and a cookie."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import field
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from refcheck.frozen import dataclass

__all__ = ["SHORTEST_TOKEN", "Door", "new_token"]

SHORTEST_TOKEN: Final = 16  # characters: what cannot be found by trying, at a server's speed
_TOKEN_BYTES: Final = 24


def new_token() -> str:
    """Returns a token that nobody can guess."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Lets those in who know `token`.

    The cookie is not the token but a secret of this run: it is of no use once the server has ended.
    Browsers send cookies to every port of a computer, so that its name has the port.
    """

    token: str = field(repr=False)
    port: int
    _pass: str = field(default_factory=new_token, repr=False)

    @property
    def cookie(self) -> str:
        """The name of the cookie."""
        return f"refcheck-{self.port}"

    def knows(self, request: Request) -> bool:
        """Returns whether a request comes from somebody who was let in."""
        return _equal(request.cookies.get(self.cookie, ""), self._pass)

    def opens_for(self, token: str) -> bool:
        """Returns whether this is the token."""
        return _equal(token.strip(), self.token)

    def let_in(self, request: Request, response: Response) -> None:
        """Set the cookie. Over TLS (a proxy in front of the server), it stays there."""
        secure = request.headers.get("origin", "").startswith("https://")
        response.set_cookie(
            self.cookie, self._pass, path="/", httponly=True, samesite="strict", secure=secure
        )

    def let_out(self, response: Response) -> None:
        """Take the cookie back."""
        response.delete_cookie(self.cookie, path="/", httponly=True, samesite="strict")


def _equal(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
