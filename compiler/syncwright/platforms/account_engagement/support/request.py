"""One request to Salesforce Support: what is known, what is done before, the text that is sent, what is done after; as a document and as a page."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.facts import Fact
from syncwright.markdown import escaped, prose
from syncwright.page import Page
from syncwright.platforms.account_engagement.support.parties import Document, introduce, parties
from syncwright.platforms.account_engagement.units import Unit
from syncwright.records import Struct
from syncwright.runbook.task import sentence


class Query(Struct, frozen=True):
    """What is counted before the request is sent, and why. `of`: the spec key that it is about, where it is about one."""

    says: str
    soql: str
    of: str | None = None


class Request(Struct, frozen=True):
    """What is asked for one unit.

    `name`: as the task and the file are called. `title`: what it is about. `says`: what the specs want, as a sentence. `key`: the spec key that
    wants it. `known`: what is documented of it. `menu`: where people look first, or set it themselves, click by click; empty where nobody says
    that, and `set_there`: what is set there. `before` and `after`: sentences, in order. `counts`: what is counted. `asks`: lines of the text that
    is sent. `open`: what is not documented, so that Support is asked for it. `proves`: what is looked at to know that it was done.
    """

    name: str
    title: str
    says: str
    key: str
    known: tuple[Fact, ...]
    asks: tuple[str, ...]
    proves: str
    menu: tuple[str, ...] = ()
    set_there: tuple[tuple[str, str], ...] = ()
    before: tuple[str, ...] = ()
    counts: tuple[Query, ...] = ()
    after: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


def document(catalog: Catalog, unit: Unit, request: Request) -> Document:
    """What the page is drawn from, and machines read."""
    return {
        **parties(catalog, unit),
        "request": request.name,
        "title": request.title,
        "says": request.says,
        "from": request.key,
        "known": [{"says": fact.says, "source": fact.source, "certain": fact.certain} for fact in request.known],
        "where": list(request.menu),
        "set": [{"name": name, "value": value} for name, value in request.set_there],
        "before": list(request.before),
        "counts": [{"says": one.says, "soql": one.soql, "from": one.of} for one in request.counts],
        "asks": list(request.asks),
        "not_documented": list(request.open),
        "after": list(request.after),
        "proves": request.proves,
    }


def page(doc: Document) -> Page:
    """For whoever sends it."""
    page, key = Page(), doc["from"]
    page.add(f"# {escaped(doc['title'])}: {escaped(doc['unit'])}, {escaped(doc['environment'])}")
    page.add()
    page.add(f"Owner: {escaped(doc['owner'])}. {prose(doc['says'])}", key)
    _section(page, "What is known", (f"- {_fact(one)}" for one in doc["known"]), key)
    _section(page, "Before it is sent", (f"- [ ] {one}" for one in _before(doc)), key)
    for one in doc["counts"]:
        page.add()
        page.add(prose(one["says"]), one["from"] or key)
        page.add()
        page.code("sql", one["soql"], one["from"] or key)
    _section(page, "Request to Salesforce Support", (), key)
    introduce(page, doc)
    for one in doc["asks"]:
        page.add(prose(one), key)
    if doc["not_documented"]:
        page.add()
        page.add("Before anything is switched, please tell us:")
        page.add()
    for number, one in enumerate(doc["not_documented"], 1):
        page.add(f"{number}. Not documented: {prose(one)}.", key)
    _section(page, "When it is done", (f"- [ ] {prose(one)}" for one in (*doc["after"], f"Done when: {doc['proves']}.")), key)
    return page


def _section(page: Page, title: str, lines: Iterator[str] | tuple[str, ...], key: str) -> None:
    page.add()
    page.add(f"## {title}")
    page.add()
    for line in lines:
        page.add(line, key)


def _before(doc: Document) -> Iterator[str]:
    if doc["where"]:
        what = "; ".join(f"{escaped(one['name'])}: **{escaped(one['value'])}**" for one in doc["set"])
        yield f"Look whether people can do it themselves: {escaped(' > '.join(doc['where']))}{': ' + what if what else ''}."
    for one in doc["before"]:
        yield prose(one)


def _fact(one: Document) -> str:
    return escaped(sentence(Fact(one["says"], one["source"], one["certain"])))
