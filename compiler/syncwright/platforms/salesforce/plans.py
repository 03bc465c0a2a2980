"""What Salesforce does for plans and says of retired fields, imported when it is asked for: `check` and `build` start without it."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from syncwright.catalog.model import Catalog, CatalogField, CatalogFilter, CatalogPartition
from syncwright.platform import Check, Fetched, Form, Parting, Planning
from syncwright.spec.compiled import EnvironmentSpec

if TYPE_CHECKING:
    from syncwright.target import Target


def planning() -> Planning:
    """The value in `planning.py`."""
    from syncwright.platforms.salesforce.planning import PLANNING

    return PLANNING


def parting(catalog: Catalog, field: CatalogField) -> Parting:
    """As `parting.py` has it."""
    from syncwright.platforms.salesforce.parting import parting as told

    return told(catalog, field)


def forms(catalog: Catalog, one: CatalogFilter | CatalogPartition, owner: str) -> Iterator[Form]:
    """As `filters/forms.py` has them."""
    from syncwright.platforms.salesforce.filters.forms import forms as said

    yield from said(catalog, one, owner)


@contextmanager
def _live() -> Iterator[None]:
    """Imports of what speaks to an org. Raises TargetError where an extra is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        from syncwright.target import TargetError

        raise TargetError("not-installed", f"speaking to an org needs `{error.name}`: install `syncwright[live]`", "fix") from None


def target(catalog: Catalog, variables: Mapping[str, str]) -> "Target":
    """The org of the catalog's environment. Raises TargetError where nothing says who we are; nothing is sent yet."""
    with _live():
        from syncwright.platforms.salesforce.live.opening import open_org
        from syncwright.platforms.salesforce.live.target import SalesforceTarget, settings

    said = settings(catalog, variables)
    org = open_org(variables, said.place["instance"], said.place["org"], catalog.estate.spec.salesforce.api_version)
    return SalesforceTarget(org, said)


def doctor(catalog: Catalog, variables: Mapping[str, str]) -> Iterator[Check]:
    """Whether the org of the catalog's environment would carry plans out, each thing by itself."""
    from syncwright.target import TargetError

    try:
        with _live():
            from syncwright.platforms.salesforce.live.doctor import checks
    except TargetError as error:
        return iter([Check("installation", "missing", error.says, refused=True)])
    return checks(catalog, variables)


def fetch(environment: EnvironmentSpec, version: str, objects: Collection[str], variables: Mapping[str, str]) -> Fetched:
    """What an environment's org holds, once it is the one that the environment names. Raises TargetError."""
    with _live():
        from syncwright.platforms.salesforce.live.importing import fetched
        from syncwright.platforms.salesforce.live.opening import open_org

    org = open_org(variables, environment.salesforce.instance, environment.salesforce.org, version)
    org.who()
    return fetched(org, objects)
