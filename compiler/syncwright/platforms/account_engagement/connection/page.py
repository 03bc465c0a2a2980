"""Which way to sync to choose, drawn from its document: `sync-method.json` for machines, `sync-method.md` for who decides."""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog
from syncwright.markdown import escaped, prose
from syncwright.page import Page
from syncwright.platform import Artifact
from syncwright.platforms.account_engagement.connection.choosing import choices
from syncwright.platforms.account_engagement.connection.document import (
    ConnectorRow,
    Document,
    FactRow,
    MethodRow,
    document,
    keys,
)
from syncwright.records import pretty

PATH = "account_engagement/sync-method"
_WAYS = {"both": "both ways", "from-salesforce": "from Salesforce", "to-salesforce": "to Salesforce"}


def artifacts(catalog: Catalog) -> Iterator[Artifact]:
    """Both files, where there is a connector here."""
    doc = document(catalog)
    if doc.connectors:
        behind = {one.connector.name: keys(one) for one in choices(catalog)}
        every = (
            f"environment/{catalog.environment.name}",
            f"estate/{catalog.estate.name}",
            *sorted({key for one in behind.values() for key in one}),
        )
        yield Artifact(f"{PATH}.json", pretty(doc).encode(), every)
        yield drawn(doc, behind).artifact(f"{PATH}.md", every)


def drawn(doc: Document, behind: dict[str, tuple[str, ...]]) -> Page:
    """The page, each line with the spec keys behind it."""
    out = Page()
    out.add(f"# How Account Engagement syncs in {escaped(doc.estate)}, {escaped(doc.environment)}")
    out.add()
    out.add("Which records sync is chosen in one of three ways. This page holds what the specs say against what each way asks for.")
    for one in doc.connectors:
        _connector(out, one, behind[one.name])
    _objects(out, doc)
    _facts(out, "While a connector is paused", doc.paused)
    _facts(out, "How soon a change is on the other side", doc.freshness)
    _facts(out, "Good to know", doc.good_to_know)
    _lines(out, "Not documented", doc.not_known)
    return out


def _connector(out: Page, one: ConnectorRow, behind: tuple[str, ...]) -> None:
    title = {way.name: way.title for way in one.methods}
    out.add()
    out.add(f"## {escaped(one.name)}", *behind)
    out.add()
    agrees = "which is what suits" if one.chosen == one.suits else f"and what suits is **{escaped(title[one.suits])}**"
    out.add(f"The specs say **{escaped(title[one.chosen])}**, {agrees}:", *behind)
    out.add()
    for why in one.why:
        out.add(f"- {escaped(why)}", *behind)
    out.add()
    out.add("| | |", *behind)
    out.add("| --- | --- |", *behind)
    for row in one.says:
        out.add(f"| {escaped(row.question)} | {escaped(row.answer)} |", *behind)
    for method in one.methods:
        _method(out, one, method, behind)
    out.add()
    out.add("### What becomes of prospects and records", *behind)
    out.add()
    for fact in one.becomes:
        out.add(f"- {_fact(fact)}", *behind)


def _method(out: Page, one: ConnectorRow, method: MethodRow, behind: tuple[str, ...]) -> None:
    out.add()
    marks = [word for word, is_so in (("chosen", one.chosen == method.name), ("suits", one.suits == method.name)) if is_so]
    marked = f" ({', '.join(marks)})" if marks else ""
    out.add(f"### {escaped(_upper(method.title))}{marked}", *behind)
    out.add()
    for fact in method.forbidden:
        out.add(f"- **Not here:** {_fact(fact)}", *behind)
    for fact in method.takes:
        out.add(f"- {_fact(fact)}", *behind)


def _objects(out: Page, doc: Document) -> None:
    out.add()
    out.add("## Which object goes which way")
    out.add()
    out.add("| in Salesforce | there | way | synced by the specs with | note |")
    out.add("| --- | --- | --- | --- | --- |")
    for row in doc.objects:
        synced = ", ".join(map(escaped, row.connectors)) or "none"
        out.add(f"| {row.object} | {escaped(row.there)} | {_WAYS[row.way]} | {synced} | {_fact(row.note)} |")


def _facts(out: Page, title: str, facts: Sequence[FactRow]) -> None:
    _lines(out, title, [_fact(fact) for fact in facts], shown=True)


def _lines(out: Page, title: str, lines: Sequence[str], shown: bool = False) -> None:
    out.add()
    out.add(f"## {title}")
    out.add()
    for line in lines:
        out.add(f"- {line if shown else escaped(line)}")


def _fact(fact: FactRow) -> str:
    sure = "" if fact.certain else ", observed and not documented"
    return f"{prose(_upper(fact.says))} ({escaped(fact.source)}{sure})."


def _upper(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
