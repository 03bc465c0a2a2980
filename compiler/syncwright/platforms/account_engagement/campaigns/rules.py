"""What cannot be with connected campaigns and the record types by which units have them."""

from collections import defaultdict
from collections.abc import Iterator

from syncwright.catalog.model import Catalog, ConnectedCampaign
from syncwright.diagnostics import Finding, Place, Rule
from syncwright.names import did_you_mean
from syncwright.platforms.account_engagement.campaigns import facts
from syncwright.platforms.account_engagement.campaigns.held import CAMPAIGN, connected, record_types
from syncwright.platforms.account_engagement.campaigns.values import wrong_value
from syncwright.platforms.account_engagement.units import Unit, units

PAGES = "syncwright.platforms.account_engagement.pages"

#: The record types of an org are what its inventory says.
RECORD_TYPE_NOT_THERE = Rule("AEN870", "campaign-record-type-not-there", "error", PAGES)
#: Salesforce Help, "Account Engagement Business Units": the record type of a campaign decides which unit has it.
CAMPAIGN_OF_NO_UNIT = Rule("AEN871", "campaign-of-no-unit", "error", PAGES)
#: The same page says that record types tell campaigns apart, and not what becomes of one that two units choose.
RECORD_TYPE_OF_TWO_UNITS = Rule("AEN872", "campaign-record-type-of-two-units", "warning", PAGES)
UNIT_WITHOUT_RECORD_TYPES = Rule("AEN873", "unit-without-campaign-record-types", "warning", PAGES)
#: Salesforce Object Reference, CampaignMemberStatus: one default, and one that counts as a response at least.
STATUSES_UNCLEAR = Rule("AEN874", "campaign-statuses-unclear", "error", PAGES)
VALUE_REFUSED = Rule("AEN875", "campaign-value-refused", "error", PAGES)
PARENT_UNCLEAR = Rule("AEN876", "campaign-parent-unclear", "error", PAGES)
SAME_NAME = Rule("AEN877", "campaigns-of-one-name", "warning", PAGES)
CONNECTED_TWICE = Rule("AEN878", "campaign-connected-twice", "error", PAGES)
#: Account Engagement API, error 218: nothing is connected where Connected Campaigns is off.
CONNECTING_IS_OFF = Rule("AEN879", "connecting-is-off", "error", PAGES)


@RECORD_TYPE_NOT_THERE.check
def _not_there(catalog: Catalog) -> Iterator[Finding]:
    held = catalog.org.objects.get(CAMPAIGN)
    if held is None:
        return
    for name, place in _named_types(catalog):
        one = held.record_types.get(name)
        if one is None:
            listed = f"record types there: {', '.join(f'`{each}`' for each in sorted(held.record_types))}" if held.record_types else None
            help_ = did_you_mean(name, held.record_types) or listed or "make it in Salesforce, and import the org again"
            yield RECORD_TYPE_NOT_THERE(place, f"`{CAMPAIGN}` has no record type `{name}` in this org", help=help_)
        elif not one.active:
            message = f"the record type `{name}` of `{CAMPAIGN}` is not active, so that no campaign can be made with it"
            yield RECORD_TYPE_NOT_THERE(place, message, help="activate it in Salesforce, and import the org again")


def _named_types(catalog: Catalog) -> Iterator[tuple[str, Place]]:
    for unit in units(catalog):
        yield from ((name, _type_at(unit, index)) for index, name in enumerate(record_types(unit)))
    for one in connected(catalog):
        if one.spec.record_type is not None:
            yield one.spec.record_type, one.at("record_type")


def _type_at(unit: Unit, index: int) -> Place:
    return unit.connector.at(*unit.keys, "campaign_record_types", index)


@CAMPAIGN_OF_NO_UNIT.check
def _of_no_unit(catalog: Catalog) -> Iterator[Finding]:
    every = {unit.address: unit for unit in units(catalog)}
    for one in connected(catalog):
        unit = every.get(one.spec.for_)
        if unit is None:
            yield from _whole_connector(every, one)
            continue
        chosen = record_types(unit)
        if chosen and one.spec.record_type not in chosen and _is_held(catalog, one.spec.record_type):
            listed = ", ".join(f"`{name}`" for name in chosen)
            has = f"has the record type `{one.spec.record_type}`" if one.spec.record_type else "says no record type"
            message = f"`{one.name}` {has}, and `{unit.address}` has campaigns of {listed}"
            owner = next((each.address for each in every.values() if one.spec.record_type in record_types(each)), None)
            help_ = f"say `for: {owner}`, or another record type" if owner is not None else f"say `record_type: {chosen[0]}`"
            place = one.at("record_type") if one.spec.record_type is not None else one.at("for")
            related = ((unit.connector.at(*unit.keys, "campaign_record_types"), "chosen here"),)
            yield CAMPAIGN_OF_NO_UNIT(place, message, help=help_, related=related)


def _is_held(catalog: Catalog, name: str | None) -> bool:
    """Whether the org has the record type, or none is named: one that it has not is another finding."""
    held = catalog.org.objects.get(CAMPAIGN)
    return name is None or (held is not None and name in held.record_types)


def _whole_connector(every: dict[str, Unit], one: ConnectedCampaign) -> Iterator[Finding]:
    """A campaign of a connector whose units have campaigns of their own; one of a unit that is absent here is nothing to find."""
    inside = [address for address in every if address.startswith(f"{one.spec.for_}/")]
    if "/" not in one.spec.for_ and inside:
        message = f"`{one.name}` is for `{one.spec.for_}`, each business unit of which has campaigns of its own"
        yield CAMPAIGN_OF_NO_UNIT(one.at("for"), message, help=f"say one of {', '.join(f'`{address}`' for address in inside)}")


@RECORD_TYPE_OF_TWO_UNITS.check
def _of_two(catalog: Catalog) -> Iterator[Finding]:
    first: dict[str, tuple[Unit, int]] = {}
    for unit in units(catalog):
        for index, name in enumerate(record_types(unit)):
            other, at = first.setdefault(name, (unit, index))
            if other.address == unit.address:
                continue
            message = f"`{unit.address}` and `{other.address}` both have campaigns of the record type `{name}`"
            help_ = "give each unit record types of its own: which of the two gets a campaign is not documented"
            yield RECORD_TYPE_OF_TWO_UNITS(_type_at(unit, index), message, help=help_, related=((_type_at(other, at), "and here"),))


@UNIT_WITHOUT_RECORD_TYPES.check
def _without(catalog: Catalog) -> Iterator[Finding]:
    by_connector: dict[str, list[Unit]] = defaultdict(list)
    for unit in units(catalog):
        by_connector[unit.connector.name].append(unit)
    for some in by_connector.values():
        if len(some) < 2 or not some[0].connector.spec.connected_campaigns:
            continue
        for unit in some:
            if not record_types(unit):
                message = f"nothing says which campaigns `{unit.address}` has"
                help_ = "say `campaign_record_types:` of the unit: with several units, record types tell their campaigns apart"
                yield UNIT_WITHOUT_RECORD_TYPES(unit.connector.at(*unit.keys), message, help=help_)


@STATUSES_UNCLEAR.check
def _statuses(catalog: Catalog) -> Iterator[Finding]:
    for one in connected(catalog):
        seen: dict[str, int] = {}
        for index, status in enumerate(one.spec.statuses):
            place = one.at("statuses", index, "status")
            if (before := seen.setdefault(status.status.casefold(), index)) != index:
                related = ((one.at("statuses", before, "status"), "and here"),)
                yield STATUSES_UNCLEAR(place, f"`{status.status}` stands here twice", help="leave one out", related=related)
            elif len(status.status) > facts.LONGEST_STATUS:
                message = f"`{status.status}` has {len(status.status)} characters, and {facts.STATUS_LENGTH.says}"
                yield STATUSES_UNCLEAR(place, message, help="shorten it")
        yield from _default(one)
        if not any(status.responded for status in one.spec.statuses):
            message = f"no member status of `{one.name}` counts as a response, and Salesforce asks for one"
            yield STATUSES_UNCLEAR(one.at("statuses"), message, help="say `responded: true` of those that are one")


def _default(one: ConnectedCampaign) -> Iterator[Finding]:
    said = [index for index, status in enumerate(one.spec.statuses) if status.default]
    if not said:
        message = f"no member status of `{one.name}` is what new members have"
        yield STATUSES_UNCLEAR(one.at("statuses"), message, help="say `default: true` of one")
    for index in said[1:]:
        message = f"`{one.spec.statuses[index].status}` and `{one.spec.statuses[said[0]].status}` are both what new members have"
        related = ((one.at("statuses", said[0], "default"), "and here"),)
        yield STATUSES_UNCLEAR(one.at("statuses", index, "default"), message, help="say `default: true` of one alone", related=related)


@VALUE_REFUSED.check
def _values(catalog: Catalog) -> Iterator[Finding]:
    for one in connected(catalog):
        spec = one.spec
        if spec.starts is not None and spec.ends is not None and spec.ends < spec.starts:
            message = f"`{one.name}` ends on {spec.ends.isoformat()}, before it begins"
            yield VALUE_REFUSED(one.at("ends"), message, help="write a later day", related=((one.at("starts"), "begins here"),))
        for name, text in sorted(spec.fields.items()):
            if (wrong := wrong_value(catalog, name, text)) is not None:
                yield VALUE_REFUSED(one.at("fields", name), wrong.says, help=wrong.help)


@PARENT_UNCLEAR.check
def _parents(catalog: Catalog) -> Iterator[Finding]:
    every = {one.name: one for one in connected(catalog)}
    for one in every.values():
        parent = one.spec.parent
        if parent is None:
            continue
        if parent not in every:
            help_ = did_you_mean(parent, every) or "name a campaign of `type: connected`"
            yield PARENT_UNCLEAR(one.at("parent"), f"there is no connected campaign `{parent}`", help=help_)
        elif one.name == min(circle := _circle(every, one), default=None):
            message = f"`{one.name}` stands above itself: {' > '.join([*circle, circle[0]])}"
            yield PARENT_UNCLEAR(one.at("parent"), message, help="leave one of these parents out")


def _circle(every: dict[str, ConnectedCampaign], one: ConnectedCampaign) -> list[str]:
    """The campaigns above one, back to itself; nothing if they do not lead there."""
    found, at = [one.name], one
    while at.spec.parent in every and len(found) <= len(every):
        at = every[at.spec.parent]
        if at.name == one.name:
            return found
        found.append(at.name)
    return []


@SAME_NAME.check
def _same_name(catalog: Catalog) -> Iterator[Finding]:
    first: dict[str, ConnectedCampaign] = {}
    for one in connected(catalog):
        other = first.setdefault(one.spec.name.casefold(), one)
        if other is not one:
            message = f"`{one.name}` and `{other.name}` are both called `{one.spec.name}` in Salesforce"
            help_ = "give each a name of its own: people choose campaigns by it"
            yield SAME_NAME(one.at("name"), message, help=help_, related=((other.at("name"), "and here"),))


@CONNECTED_TWICE.check
def _twice(catalog: Catalog) -> Iterator[Finding]:
    first: dict[tuple[str, str], ConnectedCampaign] = {}
    for one in connected(catalog):
        if one.spec.connects is None:
            continue
        other = first.setdefault((one.spec.for_, one.spec.connects), one)
        if other is not one:
            message = f"`{one.name}` and `{other.name}` both become of `{one.spec.connects}`, and a campaign is connected to one"
            related = ((other.at("connects"), "and here"),)
            yield CONNECTED_TWICE(one.at("connects"), message, help="leave out `connects:` of one", related=related)


@CONNECTING_IS_OFF.check
def _is_off(catalog: Catalog) -> Iterator[Finding]:
    here = {unit.connector.name: unit.connector for unit in units(catalog)}
    for one in connected(catalog):
        connector = here.get(one.connector)
        if connector is None or connector.spec.connected_campaigns:
            continue
        says = (
            "says that Connected Campaigns is off"
            if connector.spec.connected_campaigns is False
            else "does not say that Connected Campaigns is on"
        )
        place = connector.at("connected_campaigns") if connector.spec.connected_campaigns is False else connector.at("connector")
        message = f"`{one.name}` is a connected campaign, and `{connector.name}` {says}"
        help_ = "say `connected_campaigns: true` of the connector; without it, nothing is connected (error 218)"
        yield CONNECTING_IS_OFF(one.at("type"), message, help=help_, related=((place, "here"),))


RULES = (
    RECORD_TYPE_NOT_THERE,
    CAMPAIGN_OF_NO_UNIT,
    RECORD_TYPE_OF_TWO_UNITS,
    UNIT_WITHOUT_RECORD_TYPES,
    STATUSES_UNCLEAR,
    VALUE_REFUSED,
    PARENT_UNCLEAR,
    SAME_NAME,
    CONNECTED_TWICE,
    CONNECTING_IS_OFF,
)
