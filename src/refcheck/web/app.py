"""The addresses of the server, and what each answers."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Final
from urllib.parse import quote

import orjson
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from refcheck.reports import REPORTERS
from refcheck.settings import Settings
from refcheck.web.door import Door
from refcheck.web.guard import Address, Guard
from refcheck.web.jobs import BusyError, Job, Jobs, Runner, State
from refcheck.web.limits import Limits
from refcheck.web.pages import page, refusal, static_file
from refcheck.web.progress_words import progress_of
from refcheck.web.runner import Checkers
from refcheck.web.uploads import RefusedError, declared_size, fields, uploaded
from refcheck.web.worker import DOWNLOADS, REPORT, word_file_of

__all__ = ["Application", "build_app"]

_GONE: Final = (
    "There are no such results. They are kept for an hour at most, and are gone when refcheck ends."
)
_BUSY: Final = "refcheck has as many checks to do as it takes. Try again in a minute."
_BUG: Final = "This is a bug in refcheck. What you sent was not kept; please report what you did."
_LOGIN_BYTES: Final = 10_000
_SWEEP: Final = 60.0  # seconds between two looks for results whose time is over
_HEARTBEAT: Final = 15.0
_PAUSE: Final = 0.2  # seconds between two events: more than anybody reads
_TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "json": "application/json",
}
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SAVED: Final = (*DOWNLOADS, REPORT)
_TITLES: Final = {
    "html": "HTML",
    "xlsx": "Excel",
    "csv": "CSV",
    "bibtex": "BibTeX",
    "json": "JSON",
}
_HEAD: Final = 4_000  # bytes of the report's page in which its policy is
_STYLE: Final = re.compile(rb"style-src ('sha256-[A-Za-z0-9+/]{43}=')")
_UNSAFE_IN_NAME: Final = re.compile(r"[^A-Za-z0-9._ ()-]")

Endpoint = Callable[[Request], Awaitable[Response]]


class Application:
    """The server as an ASGI application."""

    def __init__(self, app: ASGIApp, jobs: Jobs) -> None:
        self._app = app
        self._jobs = jobs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._app(scope, receive, send)

    def stop(self) -> None:
        """Stop all checks: who waits for one is told at once, and the server can end."""
        self._jobs.stop()


def build_app(
    settings: Settings,
    address: Address,
    *,
    token: str | None = None,
    limits: Limits | None = None,
    run: Runner | None = None,
    clock: Callable[[], float] | None = None,
    tell_bug: Callable[[Exception], None] = lambda _bug: None,
) -> Application:
    """Returns the server. `settings` say how PubMed is asked, and which rules count.

    With a `token`, nothing but the login page answers before it was given. `run` does the checks
    (by default, processes do); `clock` is the time by which results expire. `tell_bug`
    gets what should not happen.
    """
    checkers = Checkers()
    bounds = limits or Limits()
    jobs = Jobs(settings, bounds, run or checkers.run, **({"clock": clock} if clock else {}))
    door = Door(token=token, port=address.port) if token else None
    pages = _Pages(jobs, bounds, door)

    async def bug(_request: Request, error: Exception) -> Response:
        tell_bug(error)
        return refusal(500, _BUG)

    app = Starlette(
        routes=pages.routes(),
        lifespan=lambda _app: _lifespan(jobs, checkers, warm_up=run is None),
        exception_handlers={HTTPException: _http_error, 500: bug},
    )
    return Application(Guard(app, address, refusal), jobs)


@contextlib.asynccontextmanager
async def _lifespan(jobs: Jobs, checkers: Checkers, *, warm_up: bool) -> AsyncIterator[None]:
    """What runs beside the requests, from the start of the server to its end."""
    others = [asyncio.create_task(_sweep(jobs))]
    if warm_up:
        others.append(asyncio.create_task(checkers.warm_up()))
    try:
        yield
    finally:
        for task in others:
            task.cancel()
        await jobs.close()
        checkers.close()


async def _sweep(jobs: Jobs) -> None:
    while True:
        await asyncio.sleep(_SWEEP)
        jobs.expire()


async def _http_error(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = {404: "There is no such page.", 405: "That cannot be done at this address."}
    return refusal(status, words.get(status, "The request was refused."))


class _Pages:
    """What the addresses answer."""

    def __init__(self, jobs: Jobs, limits: Limits, door: Door | None) -> None:
        self._jobs = jobs
        self._limits = limits
        self._door = door

    def routes(self) -> list[Route]:
        """Returns the addresses. All but the login and its style are behind the door."""
        job = "/jobs/{job}"
        return [
            Route("/static/{name}", self._static),
            Route("/login", self._login_page, methods=["GET"]),
            Route("/login", self._login, methods=["POST"]),
            Route("/logout", self._behind(self._logout), methods=["POST"]),
            Route("/", self._behind(self._start), methods=["GET"]),
            Route("/jobs", self._behind(self._upload), methods=["POST"]),
            Route(job, self._behind(self._of(self._job)), methods=["GET"]),
            Route(f"{job}/events", self._behind(self._of(self._events)), methods=["GET"]),
            Route(f"{job}/report", self._behind(self._of(self._report)), methods=["GET"]),
            Route(f"{job}/report.{{kind}}", self._behind(self._of(self._download))),
            Route(f"{job}/corrected/{{place:int}}", self._behind(self._of(self._corrected))),
            Route(f"{job}/authors/{{place:int}}", self._behind(self._of(self._for_authors))),
            Route(f"{job}/remove", self._behind(self._of(self._remove)), methods=["POST"]),
        ]

    def _behind(self, endpoint: Endpoint) -> Endpoint:
        async def guarded(request: Request) -> Response:
            if self._door is None or self._door.knows(request):
                return await endpoint(request)
            if request.method == "GET":
                return RedirectResponse("/login", 303)
            return refusal(403, "Log in first.")

        return guarded

    def _of(self, endpoint: Callable[[Request, Job], Awaitable[Response]]) -> Endpoint:
        async def found(request: Request) -> Response:
            job = self._jobs.find(request.path_params["job"])
            return await endpoint(request, job) if job else refusal(404, _GONE)

        return found

    async def _static(self, request: Request) -> Response:
        return static_file(request.path_params["name"])

    # --- the door -----------------------------------------------------------------------------

    async def _login_page(self, request: Request) -> Response:
        if self._door is None or self._door.knows(request):
            return RedirectResponse("/", 303)
        return page("login.html", problem="")

    async def _login(self, request: Request) -> Response:
        if self._door is None:
            return RedirectResponse("/", 303)
        try:
            form = await fields(request, self._limits, _LOGIN_BYTES)
        except RefusedError as error:
            return refusal(error.status, str(error))
        token = form.get("token")
        if not isinstance(token, str) or not self._door.opens_for(token):
            return page("login.html", 403, problem="That is not the token.")
        response = RedirectResponse("/", 303)
        self._door.let_in(request, response)
        return response

    async def _logout(self, _request: Request) -> Response:
        response = RedirectResponse("/login", 303)
        if self._door is not None:
            self._door.let_out(response)
        return response

    # --- a check ------------------------------------------------------------------------------

    async def _start(self, _request: Request) -> Response:
        return self._start_page(200, "")

    def _start_page(self, status: int, problem: str) -> HTMLResponse:
        return page(
            "start.html",
            status,
            problem=problem,
            files=self._limits.files,
            megabytes=f"{self._limits.file_bytes / 1_000_000:g}",
            file_bytes=self._limits.file_bytes,
            request_bytes=self._limits.request_bytes,
            logout=self._door is not None,
        )

    async def _upload(self, request: Request) -> Response:
        limits = self._limits
        try:
            with self._jobs.incoming(min(declared_size(request), limits.request_bytes)):
                form = await fields(request, limits, limits.request_bytes)
                async with contextlib.AsyncExitStack() as stack:
                    stack.push_async_callback(form.close)
                    documents, pasted = await uploaded(form, limits)
            job = self._jobs.add(documents, pasted=pasted)
        except RefusedError as error:
            return self._start_page(error.status, str(error))
        except BusyError:
            return refusal(503, _BUSY)
        return RedirectResponse(f"/jobs/{job.id}", 303)

    async def _job(self, _request: Request, job: Job) -> Response:
        values: dict[str, Any] = {"job": job, "logout": self._door is not None}
        if not job.over:
            now = progress_of(job, self._jobs.ahead_of(job))
            return page("waiting.html", progress=now, **values)
        if job.state is State.FAILED:
            return page("failed.html", **values)
        downloads = [(kind, _TITLES[kind]) for kind in _SAVED if kind in job.files]
        left_out = [_TITLES.get(kind, "Word") for kind in job.left_out]
        word_files = [word_file_of(place) in job.files for place in range(len(job.documents))]
        return page(
            "results.html",
            downloads=downloads,
            left_out=left_out,
            word_files=word_files,
            has_report=REPORT in job.files,
            **values,
        )

    async def _events(self, _request: Request, job: Job) -> Response:
        return StreamingResponse(
            self._stream(job), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
        )

    async def _stream(self, job: Job) -> AsyncIterator[bytes]:
        told = b""
        while not job.over:
            now = orjson.dumps(progress_of(job, self._jobs.ahead_of(job)))
            # A comment keeps the connection where there is nothing new.
            yield b":\n\n" if now == told else b"event: progress\ndata: " + now + b"\n\n"
            told = now
            await job.news(_HEARTBEAT)
            if not job.over:
                await asyncio.sleep(_PAUSE)
        yield b"event: over\ndata: {}\n\n"

    async def _report(self, _request: Request, job: Job) -> Response:
        content = job.files.get(REPORT)
        if content is None:
            return refusal(404, "There is no report of this check.")
        headers = {
            "Content-Security-Policy": _report_policy(content),
            "Cross-Origin-Opener-Policy": "unsafe-none",  # a page of no origin may have no other
        }
        return HTMLResponse(content, headers=headers)

    async def _download(self, request: Request, job: Job) -> Response:
        kind = request.path_params["kind"]
        content = job.files.get(kind) if kind in _SAVED else None
        if content is None:
            return refusal(404, "There is no such file.")
        suffix = REPORTERS[kind].suffix or f".{kind}"
        return _attachment(content, f"refcheck-report{suffix}", _TYPES[kind])

    async def _corrected(self, request: Request, job: Job) -> Response:
        place = request.path_params["place"]
        content = job.corrected.get(place)
        if content is None:
            return refusal(404, "There is no corrected file.")
        name = str(job.documents[place]["name"])
        name = name if "." in name else f"{name}.txt"
        return _attachment(content, name, "application/octet-stream")

    async def _for_authors(self, request: Request, job: Job) -> Response:
        place = request.path_params["place"]
        content = job.files.get(word_file_of(place))
        if content is None:
            return refusal(404, "There is no such file.")
        stem = str(job.documents[place]["name"]).rpartition(".")[0]
        return _attachment(content, f"{stem or job.documents[place]['name']}-queries.docx", _WORD)

    async def _remove(self, _request: Request, job: Job) -> Response:
        self._jobs.remove(job)
        return RedirectResponse("/", 303)


def _report_policy(content: bytes) -> str:
    """Returns the policy of the report's page: it can do nothing, and is of no origin at all.

    Its style is the one that its own head names.
    """
    style = _STYLE.search(content[:_HEAD])
    named = style[1].decode() if style else "'none'"
    return (
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
        f" style-src {named}; base-uri 'none';"
        " form-action 'none'; frame-ancestors 'none'"
    )


def _attachment(content: bytes, name: str, media_type: str) -> Response:
    """Returns a file to save, never to show, under a name of any characters (RFC 6266)."""
    plain = _UNSAFE_IN_NAME.sub("_", name)
    header = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": header})
