"""The first page: the sync from a bird's eye, and the estate in numbers."""

from collections import Counter
from collections.abc import Mapping

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Diagnostic
from syncwright.platform import Platform
from syncwright.site.birds_eye import Lane, picture
from syncwright.site.objects import url_of
from syncwright.site.page import Frame
from syncwright.spec.words import Direction
from syncwright.views.diagnostics import counts as counted

#: Which way a field goes, in words.
WAYS: Mapping[Direction, str] = {
    "two-way": "both ways",
    "from-salesforce": "from Salesforce",
    "to-salesforce": "to Salesforce",
    "hidden": "hidden",
}
_OWNERS = 12


def overview(frame: Frame, catalog: Catalog, platforms: Mapping[str, Platform], diagnostics: list[Diagnostic]) -> tuple[str, bytes]:
    """The page."""
    lanes = lanes_of(catalog)
    connectors = [(name, platforms[one.spec.platform].title) for name, one in catalog.connectors.items()]
    ways = [
        (name, title, [(WAYS[way], sum(lane.fields.get(name, {}).get(way, 0) for lane in lanes)) for way in WAYS])
        for name, title in connectors
    ]
    privacy = Counter(field.pii or "not said" for field in catalog.fields())
    titles = {name: owner.title for name, owner in catalog.estate.spec.owners.items()}
    owners = Counter(titles.get(field.owner or "", field.owner or "nobody") for field in catalog.fields())
    return frame.page(
        "index.html",
        "At a glance",
        "index",
        section="At a glance",
        objects=len(catalog.objects),
        fields=sum(len(one.fields) for one in catalog.objects.values()),
        picture=picture(connectors, lanes),
        ways=ways,
        privacy=privacy.most_common(),
        owners=owners.most_common(_OWNERS),
        found=counted(diagnostics),
    )


def lanes_of(catalog: Catalog) -> list[Lane]:
    """Every object with how many of its fields go which way."""
    found = []
    for name, one in catalog.objects.items():
        alike = Counter(id(field.directions) for field in one.fields.values())
        ways: dict[str, dict[Direction, int]] = {}
        for field in one.fields.values():
            # Fields that go the same ways share what says so.
            count = alike.pop(id(field.directions), 0)
            for connector, way in field.directions.items() if count else ():
                into = ways.setdefault(connector, {})
                into[way] = into.get(way, 0) + count
        found.append(Lane(name, url_of(name), ways))
    return found
