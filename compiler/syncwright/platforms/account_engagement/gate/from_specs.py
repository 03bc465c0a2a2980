"""What the specs alone say of a unit before its connector is unpaused: they are cheap to ask, and a rule asks them, too."""

from collections.abc import Callable, Iterator

from syncwright.catalog.model import Catalog
from syncwright.platforms.account_engagement.gate.verdict import Verdict, needless, not_so, so
from syncwright.platforms.account_engagement.settings import settings, user_sync
from syncwright.platforms.account_engagement.sharing import facts as sharing_facts
from syncwright.platforms.account_engagement.units import Unit, is_paused, units

_INTEGRATION = "account_engagement_integration_user"
#: Salesforce Help: business units and Marketing Data Sharing need one of these.
_LARGE = ("advanced", "premium")


def version(_: Catalog, unit: Unit) -> Verdict:
    """Whether its connector can be paused at all."""
    said = unit.connector.spec.version
    return so("the specs say version 2") if said == "2" else not_so(f"the specs say version {said}", "upgrade the connector to version 2")


def paused(catalog: Catalog, unit: Unit) -> Verdict:
    """Whether the environment says that it is paused."""
    name = catalog.environment.name
    if is_paused(catalog, unit):
        return so(f"the environment `{name}` says `state: paused`")
    place = catalog.environment.spec.connectors.get(unit.address)
    said = place.state if place is not None and place != "absent" else None
    says = f"the environment `{name}` says `state: {said}`" if said else f"the environment `{name}` does not say whether it is paused"
    return not_so(says, "pause the connector first, and say `state: paused` in the environment")


def edition(_: Catalog, unit: Unit) -> Verdict:
    """Whether the edition has what is used."""
    spec = unit.connector.spec
    large = [
        what
        for what, used in (("business units", len(spec.business_units) > 1), ("Marketing Data Sharing", spec.marketing_data_sharing))
        if used
    ]
    if spec.edition is None:
        return not_so("the specs do not say which edition it is", f"say `edition:` in the spec of `{unit.connector.name}`")
    if large and spec.edition not in _LARGE:
        return not_so(f"{' and '.join(large)} are not part of the {spec.edition} edition", "use them with Advanced or Premium")
    return so(
        f"the {spec.edition} edition has {' and '.join(large)}" if large else f"it is the {spec.edition} edition, and nothing more is used"
    )


def method(catalog: Catalog, unit: Unit) -> Verdict:
    """Whether the user it syncs through may be used so."""
    spec = unit.connector.spec
    user = catalog.users.get(spec.sync_user)
    if user is None:
        return not_so(f"there is no user `{spec.sync_user}`", "name a user that the specs have")
    if user.spec.kind != _INTEGRATION:
        return so(f"it syncs through `{user.name}`, a user of its own")
    number = sum(1 for _ in units(catalog))
    if number > 1 and not spec.marketing_data_sharing:
        return not_so(
            f"{number} units of this org sync through the integration user, which sees all records, without Marketing Data Sharing",
            "say `marketing_data_sharing: true` and set it up",
        )
    return so(
        "it syncs through the integration user"
        + (", with Marketing Data Sharing" if spec.marketing_data_sharing else ", and is the only unit")
    )


def sharing(catalog: Catalog, unit: Unit) -> Verdict:
    """Whether its Marketing Data Sharing rules come in pairs, and whether no other unit takes their records."""
    spec = unit.connector.spec
    if not spec.marketing_data_sharing:
        return needless("it uses no Marketing Data Sharing")
    if not catalog.filters and not catalog.partitions:
        return _no_rules(unit)
    # Start-up time: most estates have no filter.
    from syncwright.platforms.account_engagement.sharing.apart import apart
    from syncwright.platforms.account_engagement.sharing.rule import sharing_rules

    every = sharing_rules(catalog)
    ours = {rule.object: rule for rule in every if rule.unit.address == unit.address}
    pair = [name for name in sharing_facts.PAIR if name in ours]
    if not pair:
        return _no_rules(unit)
    if len(pair) == 1:
        return not_so(f"it has a rule for `{pair[0]}` and none for the other of the pair", f"{sharing_facts.PAIRED.says}")
    others = [(mine, one) for mine in ours.values() for one in every if one.object == mine.object and one.unit.address != unit.address]
    for mine, one in others:
        found = apart(catalog, *sorted((mine, one), key=lambda each: each.unit.address))
        if found.how in ("no", "not provable"):
            what = "take the same records" if found.how == "no" else "are not provably apart"
            return not_so(
                f"the rules of `{unit.address}` and `{one.unit.address}` for `{mine.object}` {what}", "use one partition for both"
            )
    rules = f"{len(ours)} rules, of leads and contacts alike"
    return so(f"{rules}; none takes a record of another unit" if others else rules)


def _no_rules(unit: Unit) -> Verdict:
    help_ = f"give it a filter or a case of a partition: `for: {unit.address}`"
    return not_so("it uses Marketing Data Sharing and has no rule for leads and contacts", help_)


def decided(_: Catalog, unit: Unit) -> Verdict:
    """Whether each setting of the connector is decided."""
    held = settings(unit)
    same = unit.connector.spec.same_email_prospects
    asked = ("create_prospects", "match_users", *(() if same else ("change_emails", "delete_and_merge")), "assignment")
    open_ = [name for name in asked if getattr(held, name) is None]
    if held.create_prospects and held.default_campaign is None:
        open_.append("default_campaign")
    if open_:
        return not_so(f"the specs leave {_listed(open_)} open", f"say them under `settings:` of `{unit.address}`")
    return so("the specs say each setting")


def users(_: Catalog, unit: Unit) -> Verdict:
    """Whether the specs say who its users are."""
    held = user_sync(unit)
    who = [name for name in ("public_groups", "roles", "roles_and_subordinates", "users") if getattr(held, name)]
    if not who:
        return not_so("the specs do not say which Salesforce users are its users", f"say `user_sync:` for `{unit.address}`")
    if not held.profiles:
        return not_so("the specs map no profile of Salesforce to a role", f"say `profiles:` under `user_sync:` of `{unit.address}`")
    return so(f"the specs choose them by {_listed(who)}, and map {_number(len(held.profiles), 'profile')} to roles")


def campaigns(catalog: Catalog, unit: Unit) -> Verdict:
    """Whether connected campaigns are decided, and their record types are there."""
    spec = unit.connector.spec
    if spec.connected_campaigns is None:
        return not_so(
            "the specs do not say whether Connected Campaigns is on", f"say `connected_campaigns:` in the spec of `{unit.connector.name}`"
        )
    if not spec.connected_campaigns:
        return needless("Connected Campaigns is off")
    part = unit.address.partition("/")[2]
    types = spec.business_units[part].campaign_record_types if part else ()
    if part and not types:
        return not_so("the specs name no record type of its campaigns", f"say `campaign_record_types:` of `{unit.address}`")
    held = catalog.org.objects.get("Campaign")
    known = held.record_types if held is not None else {}
    lacking = [name for name in types if name not in known or not known[name].active]
    if known and lacking:
        return not_so(f"campaigns have no active record type {_listed(lacking)}", "make them, or name others")
    return so(f"campaigns of {_listed(types)} connect to it" if types else "it is the only unit, and all campaigns connect to it")


def watched(_: Catalog, unit: Unit) -> Verdict:
    """Whether somebody watches the errors, and somebody else when they cannot."""
    held = unit.connector.spec.operations
    if held is None:
        return not_so("nobody watches its errors", f"say `operations:` in the spec of `{unit.connector.name}`")
    if held.deputy is None or held.deputy == held.errors_owner:
        return not_so(f"nobody stands in for `{held.errors_owner}`, who watches its errors", "say `deputy:` under `operations:`")
    return so(f"`{held.errors_owner}` watches its errors every {held.review_every}, else `{held.deputy}`")


def reviewed(_: Catalog, unit: Unit) -> Verdict:
    """Whether a partner looks at several units."""
    spec = unit.connector.spec
    if len(spec.business_units) < 2:
        return needless("there is one unit")
    if spec.partner is None:
        return not_so(f"the specs name nobody who reviews the set-up of {len(spec.business_units)} units", "say `partner:`")
    return so(f"the specs say who reviews it: {spec.partner}")


#: Those that forbid a connector to run, by the number of the check: not so is a mistake, not a thing to be decided or told yet. A connector of
#: version 1 cannot be paused, so that its version forbids nothing.
MISTAKES: tuple[tuple[int, Callable[[Catalog, Unit], Verdict]], ...] = ((5, method), (13, sharing))


def mistakes(catalog: Catalog, unit: Unit) -> Iterator[tuple[int, Verdict]]:
    """What the specs alone show to be open."""
    for number, look in MISTAKES:
        found = look(catalog, unit)
        if found.state == "not so":
            yield number, found


def _listed(names: tuple[str, ...] | list[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' if number != 1 else ''}"
