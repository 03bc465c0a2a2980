"""What Marketo Support could not do as the specs have it: subscriptions and orgs that do not go together, and fields that become two."""

from collections.abc import Iterator
from itertools import combinations

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Place, Rule
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.support import facts
from syncwright.platforms.marketo.support.instances import Instance, instances

PAGES = "syncwright.platforms.marketo.pages"

ONE_ORG = Rule("MKT765", "one-org-for-two-subscriptions", "error", PAGES)
ONE_SUBSCRIPTION = Rule("MKT766", "one-subscription-for-two-orgs", "error", PAGES)
NAMED_APART = Rule("MKT767", "pair-named-apart", "note", PAGES)
ACCOUNTS_ALONE = Rule("MKT769", "accounts-filtered-contacts-not", "warning", PAGES)


@ONE_ORG.check
def _one_org(catalog: Catalog) -> Iterator[Finding]:
    for connector, one, other in _pairs(catalog):
        if one.org == other.org and one.munchkin != other.munchkin:
            message = f"`{other.munchkin}` of `{connector}` syncs with the org that `{one.munchkin}` syncs with: {facts.OWN_ORG.says}"
            yield ONE_ORG(_org(other), message, help="give it an org of its own, such as a sandbox", related=((_org(one), "here"),))


@ONE_SUBSCRIPTION.check
def _one_subscription(catalog: Catalog) -> Iterator[Finding]:
    for connector, one, other in _pairs(catalog):
        if one.munchkin == other.munchkin and one.org != other.org:
            message = f"`{connector}` has the subscription `{one.munchkin}` in `{one.environment}` and in `{other.environment}`, with two orgs: {facts.NO_SWITCHING.says}"
            place, related = _subscription(other, connector), ((_subscription(one, connector), "here"),)
            yield ONE_SUBSCRIPTION(place, message, help="name the subscription of each, or `absent` where there is none", related=related)


@NAMED_APART.check
def _named_apart(catalog: Catalog) -> Iterator[Finding]:
    for connector in _connectors(catalog):
        lead = catalog.objects.get("Lead")
        if lead is None or not any(field.spec.is_ for field in lead.fields.values()):
            continue
        # Start-up time: few estates have such a pair.
        from syncwright.platforms.marketo.support.maps import apart

        for one in apart(catalog, connector):
            left, right = one.sides
            message = (
                f"`{left.field}` and `{right.field}` are one idea, and may be two fields in `{connector}`: custom fields with similar names alone "
                "become one by themselves"
            )
            help_ = f"have them mapped, as the ticket in generated/marketo/support/ asks, and say `at: {{{connector}: {{field: ...}}}}`"
            yield NAMED_APART(one.of.at(), message, help=help_)


@ACCOUNTS_ALONE.check
def _accounts_alone(catalog: Catalog) -> Iterator[Finding]:
    if not catalog.filters and not catalog.partitions:
        return
    # Start-up time: most estates have no filter.
    from syncwright.platforms.marketo.filters.scope import scopes

    found = [*scopes(catalog)]
    contacts = {scope.connector.name for scope in found if "Contact" in scope.on}
    for scope in found:
        connector, held = scope.connector.name, catalog.objects.get("Contact")
        if "Account" in scope.on and connector not in contacts and held is not None and held.syncs(connector):
            message = f"`{connector}` is to sync accounts by `{scope.of.name}` and every contact: what becomes of one whose account is kept out is not documented"
            yield ACCOUNTS_ALONE(
                scope.of.at("objects"),
                message,
                help="write a filter of contacts that keeps those out, too, such as by a field of their account",
            )


def _connectors(catalog: Catalog) -> Iterator[str]:
    for one in catalog.connectors.values():
        if isinstance(one.spec, MarketoConnector):
            yield one.name


def _pairs(catalog: Catalog) -> Iterator[tuple[str, Instance, Instance]]:
    for connector in _connectors(catalog):
        found = sorted(instances(catalog, connector), key=lambda one: (not one.protected, one.environment))
        yield from ((connector, one, other) for one, other in combinations(found, 2))


def _org(one: Instance) -> Place:
    return Place(one.path, ("salesforce", "org"))


def _subscription(one: Instance, connector: str) -> Place:
    return Place(one.path, ("connectors", connector, "munchkin"))


RULES = (ONE_ORG, ONE_SUBSCRIPTION, NAMED_APART, ACCOUNTS_ALONE)
