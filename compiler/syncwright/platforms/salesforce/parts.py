"""Parts of a compound field that go another way than the whole. Access is granted on the whole, so neither can be kept."""

from collections.abc import Iterator, Mapping

from syncwright.catalog.at import widest
from syncwright.catalog.model import Catalog, CatalogField
from syncwright.diagnostics import Finding, Place
from syncwright.platforms.salesforce import rules
from syncwright.spec.compiled import PartSpec
from syncwright.spec.words import Direction

_WRITES = ("two-way", "to-salesforce")


def parts(catalog: Catalog) -> Iterator[Finding]:
    """A finding for each such part, once for all its connectors."""
    for field in catalog.rare:
        if field.spec.parts:
            yield from _of(catalog, field)


def _of(catalog: Catalog, field: CatalogField) -> Iterator[Finding]:
    for part, spec in field.spec.parts.items():
        assert isinstance(spec, PartSpec), "an empty part has become one"
        for connector, direction in _directions(field, spec).items():
            found = _against(field, part, connector, direction) if _sees_the_whole(catalog, connector) else None
            if found is not None:
                yield found
                break


def _against(field: CatalogField, part: str, connector: str, direction: Direction) -> Finding | None:
    own, related = field.directions[connector], ((field.at(), "the whole stands here"),)
    place = Place(field.group.path, ("fields", field.said, "parts", part), "key")
    if direction == "hidden":
        if own == "hidden":
            return None  # whether the whole can be hidden is another question
        message = f"`{part}` cannot be hidden from `{connector}`: access is granted on the whole of `{field.said}`"
        help_ = "hide the whole, or say with a reason that the part may be seen"
        return rules.PART_AGAINST_WHOLE(place, message, help=help_, related=related)
    if own == "hidden" or (direction in _WRITES and own not in _WRITES):
        message = f"`{part}` is to sync `{direction}`, but access is granted on the whole, and `{field.said}` is `{own}`"
        return rules.PART_AGAINST_WHOLE(place, message, help=f"say `sync: {direction}` on `{field.said}` itself", related=related)
    return None


def _directions(field: CatalogField, spec: PartSpec) -> Mapping[str, Direction]:
    """Which way a part goes, where it says so itself."""
    said: dict[str, Direction] = {}
    if isinstance(spec.sync, Mapping):
        said = {connector: spec.sync.get(connector, "hidden") for connector in field.directions}
    elif spec.sync is not None:
        said = dict.fromkeys(field.directions, spec.sync)
    for address, at in sorted(spec.at.items()):
        connector, _, unit = address.partition("/")
        if at.sync is None or connector not in field.directions:
            continue
        if not unit:
            said[connector] = at.sync
        elif at.sync != "hidden":  # one user serves all units: what one of them does it has to be able to
            said[connector] = widest((said.get(connector, "hidden"), at.sync))
    return said


def _sees_the_whole(catalog: Catalog, connector: str) -> bool:
    """Whether a connector reads what its user sees. With an integration user hidden means not mapped, which holds for each part."""
    one = catalog.connectors.get(connector)
    user = catalog.users.get(one.spec.sync_user) if one is not None else None
    return user is not None and user.spec.kind == "user"
