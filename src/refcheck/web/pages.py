"""The pages, and the files that come with them: templates, and a table of the files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import HTMLResponse, Response

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["STATIC", "page", "refusal", "static_file"]

# Name -> type.
STATIC: Final = {
    "style.css": "text/css; charset=utf-8",
    "serve.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
_HEADINGS: Final = {
    400: "That did not work",
    403: "Refused",
    404: "Nothing here",
    405: "That did not work",
    408: "Too slow",
    411: "That did not work",
    413: "Too large",
    415: "That did not work",
    421: "Wrong address",
    500: "An error in refcheck",
    503: "Too much to do",
}


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("refcheck.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(name: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Returns a page of the server."""
    return HTMLResponse(_environment().get_template(name).render(values), status_code=status)


def refusal(status: int, reason: str) -> HTMLResponse:
    """Returns the page that says why something is not done."""
    response = page(
        "refusal.html", status, heading=_HEADINGS.get(status, "That did not work"), reason=reason
    )
    if status == 503:
        response.headers["Retry-After"] = "60"
    return response


def static_file(name: str) -> Response:
    """Returns a file of the package; 404 where there is none."""
    if name not in STATIC:
        return refusal(404, "There is no such page.")
    content = _content(name)
    headers = {"Cache-Control": "max-age=3600"}
    return Response(content, headers=headers, media_type=STATIC[name])


@cache
def _content(name: str) -> bytes:
    return (files("refcheck.web") / "static" / name).read_bytes()
