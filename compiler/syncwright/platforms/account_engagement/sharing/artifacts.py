"""The files of Marketing Data Sharing rules, unit by unit: `sharing-rules.json` for machines, `sharing-rules.md` for who sets them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from syncwright.catalog.model import Catalog
from syncwright.origin import Lines
from syncwright.platform import Artifact
from syncwright.platforms.account_engagement.sharing.document import Document, documents, keys_of
from syncwright.platforms.account_engagement.sharing.sheet import Line, sheet
from syncwright.platforms.account_engagement.units import folder
from syncwright.records import compact
from syncwright.resource import Resource


def artifacts(catalog: Catalog, _resources: Sequence[Resource]) -> Iterator[Artifact]:
    """Two files for each unit that has a rule."""
    for unit, ours, doc in documents(catalog):
        keys = [keys_of(catalog, rule) for rule in ours]
        whole: tuple[str, ...] = (
            unit.key,
            f"connector/{unit.connector.name}",
            f"environment/{catalog.environment.name}",
            f"estate/{catalog.estate.name}",
        )
        whole += (f"sync_user/{unit.connector.spec.sync_user}",) if unit.connector.spec.sync_user in catalog.users else ()
        every = tuple(sorted({*whole, *(key for each in keys for key in each)}))
        path = folder(catalog, unit)
        for name, lines in (("json", _json(doc)), ("md", sheet(doc))):
            yield _artifact(f"{path}/sharing-rules.{name}", list(lines), keys, every)


def _artifact(path: str, lines: Sequence[Line], keys: Sequence[tuple[str, ...]], every: tuple[str, ...]) -> Artifact:
    parts = tuple(
        Lines(len(list(alike)), keys[number] if number is not None else ()) for number, alike in groupby(lines, key=lambda line: line[1])
    )
    return Artifact(path, "".join(f"{text}\n" for text, _ in lines).encode(), every, parts)


def _json(doc: Document) -> Iterator[Line]:
    """The document, a line for each of its keys and for each rule."""
    yield "{", None
    for key, value in doc.items():
        if key != "rules":
            yield f'  "{key}": {compact(value).decode()},', None
    yield '  "rules": [', None
    for number, rule in enumerate(doc["rules"]):
        yield f"    {compact(rule).decode()}{',' if number + 1 < len(doc['rules']) else ''}", number
    yield "  ]", None
    yield "}", None
