"""What people do about the access of the connector's user, as a task of the runbook: `apply` deploys and assigns, and only a person sees that nothing is lacking."""

from collections.abc import Iterator

from syncwright.catalog.at import direction
from syncwright.catalog.model import Catalog
from syncwright.platforms.account_engagement.access import facts
from syncwright.platforms.account_engagement.access.users import User, is_integration, user_of
from syncwright.platforms.account_engagement.runbook.task import Task
from syncwright.platforms.account_engagement.units import Unit
from syncwright.runbook.task import sentence

PERMISSIONS = "permissions"


def tasks(catalog: Catalog, unit: Unit) -> Iterator[Task]:
    """One, where the specs know the user."""
    user = user_of(catalog, unit.connector)
    if user is not None:
        yield _permissions(catalog, unit, user)


def _permissions(catalog: Catalog, unit: Unit, user: User) -> Task:
    environment = catalog.environment.name
    return Task(
        PERMISSIONS,
        "salesforce",
        "deploy the permission set of the connector's user, and assign it",
        f"`syncwright plan --env {environment}` against the org plans nothing for the user `{user.name}`",
        user.spec.owner,
        facts.NOT_SEEN,
        None,
        _values(user),
        tuple(_does(environment, user)),
        (unit.key, f"connector/{unit.connector.name}#sync_user", f"sync_user/{user.name}"),
        notes=(sentence(facts.BANNER), sentence(facts.NO_FIELD_SECURITY)),
        system="Salesforce",
        rests_on=tuple(_mapped(catalog, unit)),
    )


def _values(user: User) -> tuple[tuple[str, str], ...]:
    held = [("Permission sets besides", ", ".join(user.spec.with_))] if user.spec.with_ else []
    box = [("Marketing User, on the record of the user", "ticked")] if user.spec.marketing_user else []
    return ("User", user.name), *held, *box


def _does(environment: str, user: User) -> Iterator[str]:
    yield f"Carry out the plan of this environment: `syncwright plan --env {environment}`, then `syncwright apply`. What is built lies in generated/salesforce."
    if is_integration(user):
        yield "Its set holds fields alone: objects and user permissions come with its profile, of which nothing is taken away."
    else:
        yield "Salesforce's managed set for connector users covers no standard object: the one that is built does."


def _mapped(catalog: Catalog, unit: Unit) -> Iterator[str]:
    """The fields that the work is about: with one more, somebody looks again."""
    for field in catalog.fields():
        if field.directions.get(unit.connector.name, "hidden") != "hidden" and direction(field, unit.address) != "hidden":
            yield f"{field.object}.{field.name}"
