"""A small estate with an Account Engagement connector of one or two business units, and what people are asked to do for each."""

from collections.abc import Mapping

from small_estate import FILES, compiled, told
from syncwright.catalog.model import Catalog
from syncwright.compile import Compilation
from syncwright.inventory import Object
from syncwright.platforms.account_engagement.runbook.contents import contents
from syncwright.platforms.account_engagement.units import Unit, units
from syncwright.runbook.task import Task

AE, PRODUCTION = "connectors/ae.yaml", "environments/production.yaml"
TWO = "business_units: {emea: {why: Europe}, amer: {why: the Americas}}\n"


def ae(*more: str) -> dict[str, str]:
    """The connector's file with more lines; what they say goes before what it says."""
    said = {line.partition(":")[0] for one in more for line in one.splitlines()}
    own = [line for line in FILES[AE].splitlines() if line.partition(":")[0] not in said]
    return {AE: "".join(f"{one.rstrip()}\n" for one in (*own, *more))}


def placed(said: str) -> dict[str, str]:
    """The environment with what it says of connectors."""
    return {PRODUCTION: FILES[PRODUCTION] + f"connectors: {{{said}}}\n"}


def built(files: Mapping[str, str | None], objects: Mapping[str, Object] | None = None) -> Compilation:
    """The estate, compiled; nothing is wrong with it that forbids building."""
    compilation = compiled(files, objects)
    assert not compilation.failed, told(compilation)
    return compilation


def catalog(files: Mapping[str, str | None], objects: Mapping[str, Object] | None = None) -> Catalog:
    """What it means."""
    held = built(files, objects).catalog
    assert held is not None
    return held


def unit(held: Catalog, address: str = "ae") -> Unit:
    """The unit at this address."""
    return next(one for one in units(held) if one.address == address)


def tasks(files: Mapping[str, str | None], objects: Mapping[str, Object] | None = None, address: str = "ae") -> dict[str, Task]:
    """The tasks of one unit, by id."""
    held = catalog(files, objects)
    return {one.id: one for one in contents(held, unit(held, address))}
