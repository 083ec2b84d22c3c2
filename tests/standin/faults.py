"""What can go wrong with the service, each fault a change of what it would have answered.

A fault is written `name`, `name@endpoint`, `name:times` or `name@endpoint:times`; without `times`
it lasts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from benchmarks.accuracy.service.behaviour import Behaviour, Reply, Request, bad_key, too_fast

_HTML = b"<!DOCTYPE html><html><head><title>NCBI</title></head><body>Sorry</body></html>"
_BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE PubmedArticleSet [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
<!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>
<PubmedArticleSet><PubmedArticle>&f;</PubmedArticle></PubmedArticleSet>
"""
_ARTICLE = re.compile(rb"<Pubmed(?:Book)?Article>.*?</Pubmed(?:Book)?Article>", re.DOTALL)

_ID = re.compile(rb"<Id>(\d+)</Id>")
_COUNT = re.compile(rb"<Count>(\d+)</Count>")
_LIST = re.compile(rb"<IdList>.*?</IdList>", re.DOTALL)
_BODY = re.compile(rb"<Article\b.*?</Article>", re.DOTALL)
_TITLE = re.compile(rb"<ArticleTitle>.*?</ArticleTitle>", re.DOTALL)
_JOURNAL = re.compile(
    rb"<Journal>.*?</Journal>|<MedlineJournalInfo>.*?</MedlineJournalInfo>", re.DOTALL
)
_KEY = re.compile(rb"\|r\d+\|")
_RESULT = re.compile(rb"\|[^|\n]*\n")
_NUMBER = re.compile(rb"(<PMID[^>]*>)(\d+)<")
_TRANSLATION = re.compile(rb"<QueryTranslation>.*?</QueryTranslation>", re.DOTALL)

Change = Callable[[Request, Reply, Behaviour], Reply]


@dataclass(frozen=True, slots=True)
class Broken:
    """No reply at all, or one that goes wrong on the wire."""

    kind: str  # "refuse", "hang", "slow", "cut", "oversized", "garbled"
    reply: Reply


def _instead(answer: Reply) -> Change:
    """This, whatever would have been answered."""

    def change(_request: Request, _reply: Reply, _service: Behaviour) -> Reply:
        return answer

    return change


def _page(status: int) -> Change:
    return _instead(Reply(status=status, headers={"Content-Type": "text/html"}, body=_HTML))


def _error(text: str) -> Change:
    body = f"<eSearchResult><ERROR>{text}</ERROR></eSearchResult>".encode()
    return _instead(Reply(body=body))


def _bad_key(request: Request, _reply: Reply, _service: Behaviour) -> Reply:
    return bad_key(request.fields.get("api_key", ""))


def _truncated(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    return replace(reply, body=reply.body[: len(reply.body) * 2 // 3])


def _missing(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    """Leave out the first record of a set."""
    return replace(reply, body=_ARTICLE.sub(b"", reply.body, count=1))


def _duplicate(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    return replace(reply, body=_ARTICLE.sub(lambda found: found[0] * 2, reply.body))


def _wrong_ids(request: Request, reply: Reply, service: Behaviour) -> Reply:
    """Other records than those that were asked for."""
    asked = set(request.fields.get("id", "").split(","))
    other = next(
        (service.library.xml_of(pmid) for pmid in service.library.index.pmids if pmid not in asked),
        None,
    )
    xml = (other or "").encode()
    return replace(reply, body=b"<PubmedArticleSet>" + xml + b"</PubmedArticleSet>")


def _vanish(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    """Leave out every second line of an ecitmatch answer, the first one included."""
    lines = reply.body.splitlines(keepends=True)
    return replace(reply, body=b"".join(lines[1::2]))


def _short_list(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    """Count every hit, and leave one out of the list."""
    return replace(reply, body=_ID.sub(b"", reply.body, count=1))


def _stray_hit(request: Request, reply: Reply, service: Behaviour) -> Reply:
    """Name a record that has nothing to do with the search."""
    named = set(_ID.findall(reply.body))
    stray = next((pmid for pmid in service.library.index.pmids if pmid.encode() not in named), None)
    if stray is None or "[pmid]" in request.fields.get("term", ""):
        return reply
    body = _COUNT.sub(lambda found: b"<Count>%d</Count>" % (int(found[1]) + 1), reply.body, count=1)
    return replace(reply, body=body.replace(b"</IdList>", b"<Id>%b</Id></IdList>" % stray.encode()))


def _strange_phrase(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    """Leave something out of the search that was never in it."""
    said = b"<ErrorList><PhraseNotFound>plugh[ti]</PhraseNotFound></ErrorList></eSearchResult>"
    return replace(reply, body=reply.body.replace(b"</eSearchResult>", said))


def _silent(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    """Do not say how the search was understood."""
    return replace(reply, body=_TRANSLATION.sub(b"", reply.body))


def _before(request: Request, service: Behaviour) -> Request | None:
    """The request before this one to the same endpoint."""
    before = [earlier for earlier in service.requests if earlier.endpoint == request.endpoint]
    return before[-2] if len(before) > 1 else None


def _answer_to(request: Request | None, reply: Reply, service: Behaviour) -> Reply:
    return service.well(request.endpoint, request.fields) if request else reply


def _previous(request: Request, reply: Reply, service: Behaviour) -> Reply:
    """Half of the time the answer to the request before: answers that were mixed up."""
    fault = len(service.requests) % 2
    return _answer_to(_before(request, service), reply, service) if fault else reply


def _replay(request: Request, reply: Reply, service: Behaviour) -> Reply:
    """For ever the first answer of the endpoint: a proxy that keeps answers by address alone."""
    first = next(earlier for earlier in service.requests if earlier.endpoint == request.endpoint)
    return _answer_to(first, reply, service)


def _nothing(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    """No hit, though the search is repeated as it was asked."""
    body = _COUNT.sub(b"<Count>0</Count>", reply.body, count=1)
    return replace(reply, body=_LIST.sub(b"<IdList/>", body))


def _nothing_half(request: Request, reply: Reply, service: Behaviour) -> Reply:
    """Every other search finds nothing."""
    return _nothing(request, reply, service) if len(service.requests) % 2 else reply


def _only_half(request: Request, reply: Reply, service: Behaviour) -> Reply:
    """The answer to the first half of a joined search."""
    parts = request.fields.get("term", "").split(" OR ")
    if len(parts) < 2:
        return reply
    fields = {**request.fields, "term": " OR ".join(parts[: len(parts) // 2])}
    return service.well(request.endpoint, fields)


def _hollow(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    """Records of nothing but a number."""
    return replace(reply, body=_BODY.sub(b"", reply.body))


def _untitled(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    """Records without titles."""
    return replace(reply, body=_TITLE.sub(b"<ArticleTitle/>", reply.body))


def _homeless(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    """Records without journals."""
    return replace(reply, body=_JOURNAL.sub(b"", reply.body))


def _big_ids(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    """PMIDs that there cannot be."""
    return replace(reply, body=_ID.sub(b"<Id>99999999999999999999</Id>", reply.body))


def _long_ids(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    """PMIDs of nine digits."""
    return replace(reply, body=_ID.sub(rb"<Id>9\g<1></Id>", reply.body))


def _big_count(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    """More hits than PubMed has records."""
    return replace(reply, body=_COUNT.sub(b"<Count>99999999999999999999</Count>", reply.body))


def _same_id(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    """As many hits as there are, and each the first one."""
    first = _ID.search(reply.body)
    return replace(reply, body=_ID.sub(first[0], reply.body)) if first else reply


def _shifted_lines(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    """The answers to citation lines under the key of the line before."""
    parts = [line.split(b"|") for line in reply.body.splitlines() if line.count(b"|") > 1]
    keys = [part[-2] for part in parts]
    for part, key in zip(parts, keys[1:] + keys[:1], strict=True):
        part[-2] = key
    return replace(reply, body=b"".join(b"|".join(part) + b"\n" for part in parts))


def _one_key(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    """All answers to citation lines under one key."""
    return replace(reply, body=_KEY.sub(b"|r0001|", reply.body))


def _lost_lines(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    """No citation line is found, in journals that are known."""
    return replace(reply, body=_RESULT.sub(b"|NOT_FOUND\n", reply.body))


def _renumbered(_request: Request, reply: Reply, _service: Behaviour) -> Reply:
    """Each record under another number."""
    return replace(reply, body=_NUMBER.sub(lambda n: b"%b%d<" % (n[1], int(n[2]) + 1), reply.body))


_TOO_FAST = too_fast("192.0.2.1", 3)
_GATEWAY = b'{"error":"/lbsm/eutils_lb -> Neg","api-key":"192.0.2.1","type":"ip","status":"ok"}'
_ELSEWHERE = {"Location": "https://elsewhere.invalid/esearch.fcgi"}

CHANGES: dict[str, Change] = {
    "429": _instead(_TOO_FAST),
    "429-wait": _instead(too_fast("192.0.2.1", 3, "1")),
    "429-long": _instead(too_fast("192.0.2.1", 3, "3600")),
    "429-in-200": _instead(replace(_TOO_FAST, status=200)),
    "gateway": _instead(Reply(headers={"Content-Type": "application/json"}, body=_GATEWAY)),
    "bad-key": _bad_key,
    "403": _page(403),
    "500": _page(500),
    "502": _page(502),
    "503": _page(503),
    "html": _page(200),
    "backend": _error("Search Backend failed: Exception: upstream is down"),
    "error": _error("Invalid db name specified: fleegle"),
    "empty": _instead(Reply()),
    "noise": _instead(Reply(body=bytes(range(256)) * 8)),
    "truncated": _truncated,
    "bomb": _instead(Reply(body=_BOMB)),
    "redirect": _instead(Reply(status=302, headers=_ELSEWHERE)),
    "missing": _missing,
    "duplicate": _duplicate,
    "wrong-ids": _wrong_ids,
    "vanish": _vanish,
    "short-list": _short_list,
    "stray-hit": _stray_hit,
    "strange-phrase": _strange_phrase,
    "silent": _silent,
    "previous": _previous,
    "replay": _replay,
    "nothing": _nothing,
    "nothing-half": _nothing_half,
    "only-half": _only_half,
    "hollow": _hollow,
    "untitled": _untitled,
    "homeless": _homeless,
    "big-ids": _big_ids,
    "long-ids": _long_ids,
    "big-count": _big_count,
    "same-id": _same_id,
    "shifted-lines": _shifted_lines,
    "one-key": _one_key,
    "lost-lines": _lost_lines,
    "renumbered": _renumbered,
}
# Faults of one endpoint's answers.
_AT = {
    "missing": "efetch",
    "duplicate": "efetch",
    "wrong-ids": "efetch",
    "vanish": "ecitmatch",
    "short-list": "esearch",
    "stray-hit": "esearch",
    "strange-phrase": "esearch",
    "silent": "esearch",
    "nothing": "esearch",
    "nothing-half": "esearch",
    "only-half": "esearch",
    "hollow": "efetch",
    "untitled": "efetch",
    "homeless": "efetch",
    "big-ids": "esearch",
    "long-ids": "esearch",
    "big-count": "esearch",
    "same-id": "esearch",
    "shifted-lines": "ecitmatch",
    "one-key": "ecitmatch",
    "lost-lines": "ecitmatch",
    "renumbered": "efetch",
}
ON_THE_WIRE = ("refuse", "hang", "slow", "cut", "oversized", "garbled")


@dataclass(slots=True)
class Fault:
    """One fault, for one endpoint or all (None), for so many requests or for ever (None)."""

    name: str
    endpoint: str | None = None
    times: int | None = None

    @classmethod
    def parse(cls, text: str) -> Fault:
        """Read "name@endpoint:times"."""
        name, _, times = text.partition(":")
        name, _, endpoint = name.partition("@")
        if name not in CHANGES and name not in ON_THE_WIRE:
            known = ", ".join([*CHANGES, *ON_THE_WIRE])
            raise ValueError(f"no fault {name!r}; there are {known}")
        return cls(name, endpoint or _AT.get(name), int(times) if times else None)

    def takes(self, request: Request) -> bool:
        """Whether this request is hit."""
        if self.times == 0 or self.endpoint not in (None, request.endpoint):
            return False
        if self.times is not None:
            self.times -= 1
        return True


@dataclass
class StandIn:
    """A service with faults. The first fault that takes a request decides."""

    behaviour: Behaviour
    faults: list[Fault]

    def handle(self, endpoint: str, fields: dict[str, str]) -> Reply | Broken:
        """The reply to one request, or how it fails on the wire."""
        reply = self.behaviour.answer(endpoint, fields)
        request = self.behaviour.requests[-1]
        for fault in self.faults:
            if fault.takes(request):
                if fault.name in ON_THE_WIRE:
                    return Broken(fault.name, reply)
                return CHANGES[fault.name](request, reply, self.behaviour)
        return reply
