"""The NLM Catalog, the Bookshelf and Europe PMC in the place of the network.

Give a `FurtherTransport` to `LookupConfig.transport`. It evaluates the searches that it gets over
the records that it was made with. A fault is the name of a service and what is wrong with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

import httpx
from tests.standin.doi_services import FAULTS, faulty

from refcheck.text.folding import fold

# Beside those of every service: an error inside of HTTP 200, a count without records, an answer
# that ends within, and words ("zz...") that are left out of a search.
OWN_FAULTS = (*FAULTS, "error-in-200", "no-result", "truncated")
_TERM = re.compile(r"([^\s()\[\]]+)\[([A-Za-z ]+)\]")
_CLAUSE = re.compile(r'(TITLE|AUTH|DOI|PUB_YEAR|SRC):("[^"]*"|\[\d+ TO \d+\]|\w+)')

Record = Mapping[str, Any]


@dataclass
class FurtherTransport(httpx.AsyncBaseTransport):
    """What the services have: summaries of the catalogue and the Bookshelf, results of Europe PMC.

    `most` is how many UIDs a search counts at most without leaving some out; `slow_lists` makes
    Europe PMC answer 504 to more than so many titles at once.
    """

    catalog: Sequence[Record] = ()
    bookshelf: Sequence[Record] = ()
    europepmc: Sequence[Record] = ()
    faults: Mapping[str, str] = field(default_factory=dict)
    slow_lists: int = 100
    requests: list[dict[str, str]] = field(default_factory=list)
    headers: list[httpx.Headers] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        fields = dict(parse_qsl((await request.aread()).decode(), keep_blank_values=True))
        self.headers.append(request.headers)
        if request.url.host == "www.ebi.ac.uk":
            if fields["query"].count('(TITLE:"') > 3 * self.slow_lists:  # three for each work
                return httpx.Response(504, stream=httpx.ByteStream(b"<html></html>"))
            name, reply = "europepmc", self._europe_pmc(fields)
        else:
            name = "nlmcatalog" if fields["db"] == "nlmcatalog" else "bookshelf"
            reply = self._entrez(request.url.path, fields)
        self.requests.append({"service": name, "path": request.url.path, **fields})
        fault = self.faults.get(name)
        if fault in (None, "dropped", "count-only"):
            return _json(reply)
        if fault == "error-in-200":
            said = {"esearchresult": {"ERROR": "Invalid db name"}, "errCode": 404, "errMsg": "No"}
            return _json(said)
        if fault == "no-result":
            return _json({"hitCount": 7, "resultList": {}, "esearchresult": {"count": "7"}})
        if fault == "truncated":
            whole = json.dumps(reply).encode()
            return httpx.Response(200, stream=httpx.ByteStream(whole[: len(whole) // 2]))
        return await faulty(fault, _json(reply), request)

    # --- E-utilities ------------------------------------------------------------------------------

    def _entrez(self, path: str, fields: Mapping[str, str]) -> object:
        records = self.catalog if fields["db"] == "nlmcatalog" else self.bookshelf
        if path.endswith("esummary.fcgi"):
            wanted = fields["id"].split(",")
            by_uid = {each["uid"]: each for each in records}
            result = {"uids": wanted, **{uid: by_uid[uid] for uid in wanted}}
            return {"header": {"type": "esummary"}, "result": result}
        name = "nlmcatalog" if fields["db"] == "nlmcatalog" else "bookshelf"
        dropped: list[str] = []

        def has(record: Record) -> Callable[[re.Match[str]], str]:
            def value(term: re.Match[str]) -> str:
                if self.faults.get(name) == "dropped" and term[1].startswith("zz"):
                    dropped.append(term[0])
                    return "True"
                return str(_holds(record, term[1], term[2]))

            return value

        found = [
            each["uid"] for each in records if _evaluated(_TERM.sub(has(each), fields["term"]))
        ]
        most = int(fields["retmax"])
        result = {"count": str(len(found)), "retmax": fields["retmax"], "idlist": found[:most]}
        if dropped:
            result["errorlist"] = {"phrasesnotfound": sorted(set(dropped)), "fieldsnotfound": []}
        return {"header": {"type": "esearch"}, "esearchresult": result}

    # --- Europe PMC -------------------------------------------------------------------------------

    def _europe_pmc(self, fields: Mapping[str, str]) -> object:
        found = [
            each
            for each in self.europepmc
            if _evaluated(_CLAUSE.sub(partial(_clause, each), fields["query"]))
        ]
        rows = found[: int(fields["pageSize"])]
        return {"version": "6.9", "hitCount": len(found), "resultList": {"result": rows}}


def _holds(record: Record, word: str, tag: str) -> bool:
    words = fold(json.dumps(record, ensure_ascii=False)).split()
    match tag:
        case "Title":
            titles = (
                record.get("title"),
                record.get("titlemainlist"),
                record.get("titleotherlist"),
            )
            return word in fold(json.dumps(titles, ensure_ascii=False)).split()
        case "Author":
            return word in fold(json.dumps(record.get("authorlist"), ensure_ascii=False)).split()
        case "Publication Date":
            issued = json.dumps(record.get("publicationinfolist"))
            return word in re.findall(r"\d{4}", issued)
        case "ISBN":
            return word in re.sub("-", "", record.get("isbn", ""))
        case "Book":
            return record.get("book") == word
        case "BookAccessionID":
            return record.get("bookaccessionid") == word
        case _:
            return word.lower() in words


def _clause(record: Record, clause: re.Match[str]) -> str:
    kind, value = clause[1], clause[2].strip('"')
    match kind:
        case "TITLE":
            return str(f" {fold(value)} " in f" {fold(record['title'])} ")
        case "AUTH":
            return str(value in fold(record.get("authorString", "")).split())
        case "DOI":
            return str(record.get("doi") == value)
        case "PUB_YEAR":
            first, last = re.findall(r"\d+", value)
            return str(first <= record.get("pubYear", "") <= last)
        case _:
            return str(record["source"] == value)


def _evaluated(text: str) -> bool:
    """Evaluates what a search has become: True, False, AND, OR, NOT and brackets."""
    words = text.replace("AND", "and").replace("OR", "or").replace("NOT", "not")
    assert re.fullmatch(r"(?:True|False|and|or|not|[()\s])+", words), words
    return bool(eval(words))  # noqa: S307 - nothing but the words above


def _json(answer: object) -> httpx.Response:
    return httpx.Response(200, stream=httpx.ByteStream(json.dumps(answer).encode()))
