"""Which way leads to the org of an environment, by what the variables say. Knows no plan and no step."""

from collections.abc import Mapping

from syncwright.http import Clock, SystemClock
from syncwright.platforms.salesforce.live.login import place_of, session_of, way
from syncwright.platforms.salesforce.live.org import Org
from syncwright.platforms.salesforce.live.rest_org import RestOrg
from syncwright.platforms.salesforce.live.wire import HttpWire


def open_org(variables: Mapping[str, str], instance: str, org: str, version: str, clock: Clock | None = None) -> Org:
    """The org of an environment; nothing is sent yet. `variables`: those of the environment, all of them.

    `instance` and `org` as the environment's spec says them. Raises TargetError if variables say no way, or the host is none of Salesforce's.
    """
    said, place, clock = way(variables), place_of(instance), clock or SystemClock()
    if said.name == "sf":
        # Hardly anyone needs it.
        from syncwright.platforms.salesforce.live.sf_wire import SfWire

        return RestOrg(SfWire(variables, said.values["SF"], place), org, version, clock)
    return RestOrg(HttpWire(session_of(said, place, org, clock)), org, version, clock)
