"""The files of each campaign of a Marketo connector: build sheet, document, value maps, tokens, and the plan to clone it."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from syncwright.blocks import html, markdown
from syncwright.catalog.maps import values_of
from syncwright.catalog.model import Catalog, CatalogCampaign
from syncwright.platform import Artifact
from syncwright.platforms.marketo.campaigns.clone_sheet import clone_sheet
from syncwright.platforms.marketo.campaigns.document import FOLDER, Campaign
from syncwright.platforms.marketo.campaigns.made import document
from syncwright.platforms.marketo.campaigns.sheet import sheet
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.records import pretty


def campaigns(catalog: Catalog) -> Iterator[CatalogCampaign]:
    """Those that run on a Marketo connector."""
    for one in catalog.campaigns.values():
        connector = catalog.connectors.get(one.connector)
        if connector is not None and isinstance(connector.spec, MarketoConnector):
            yield one


def artifacts(catalog: Catalog) -> Iterator[Artifact]:
    """A folder for each campaign."""
    for one in campaigns(catalog):
        yield from _of(catalog, one)


def _of(catalog: Catalog, one: CatalogCampaign) -> Iterator[Artifact]:
    folder, keys, doc = f"{FOLDER}/{one.name}", _keys(catalog, one), document(catalog, one)
    built = [*sheet(doc)]
    yield markdown(built).artifact(f"{folder}/sheet.md", keys)
    yield Artifact(f"{folder}/sheet.html", html(built, f"{doc.campaign}: build sheet"), keys)
    yield Artifact(f"{folder}/campaign.json", pretty(doc).encode(), keys)
    yield markdown(clone_sheet(doc)).artifact(f"{folder}/clone.md", keys)
    for name in dict.fromkeys(step.spec.map for step in one.steps if step.spec.map in catalog.maps):
        assert name is not None, "None is no name of a map"
        rows = values_of(catalog.maps[name].spec).items()
        yield Artifact(f"{folder}/{name}.csv", _table(("value", "becomes"), rows), (f"map/{name}",))
    if doc.tokens:
        yield Artifact(f"{folder}/tokens.csv", _table(("name", "type", "value"), _tokens(doc)), (f"{one.key}#tokens",))


def _tokens(doc: Campaign) -> Iterator[tuple[str, ...]]:
    yield from ((f"{{{{my.{token.name}}}}}", token.type, token.value) for token in doc.tokens)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    held = StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_cell(one) for one in row] for row in rows)
    return held.getvalue().encode()


def _cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@", "'") else text


def _keys(catalog: Catalog, one: CatalogCampaign) -> tuple[str, ...]:
    """What the whole of a file comes from."""
    own = (one.key, *one.uses, f"connector/{one.connector}")
    return (*own, f"environment/{catalog.environment.name}", f"estate/{catalog.estate.name}")
