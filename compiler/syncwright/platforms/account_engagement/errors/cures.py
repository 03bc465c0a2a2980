"""What only an Account Engagement connector's specs can say of an error: its units and their ids, its version, its campaigns, and what its user lacks."""

from collections.abc import Callable, Iterator, Mapping

from syncwright.catalog.model import Catalog, Named
from syncwright.diagnosis.cures.fields import concerned
from syncwright.diagnosis.errors import Cure, Errors, Failure, Known
from syncwright.diagnostics import Place
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.platforms.account_engagement.connection.creation import MERGE_ALWAYS_ON
from syncwright.platforms.account_engagement.errors.table import KINDS, NOTES
from syncwright.platforms.account_engagement.fields import ae_field, sides
from syncwright.platforms.account_engagement.settings import place as setting_place
from syncwright.platforms.account_engagement.settings import settings
from syncwright.platforms.account_engagement.units import Unit, is_paused, units

#: Objects whose records it writes: people, and others. Salesforce Help: permissions of the connector user.
PEOPLE, OTHERS = ("Lead", "Contact"), ("CampaignMember", "Campaign", "Task")
#: The field of which the page of connectors complains most often.
OPT_OUT = "HasOptedOutOfEmail"
_WRITES = ("two-way", "to-salesforce")
#: How many fields are named.
_SHOWN = 12


def _cures(known: Known, failure: Failure) -> Iterator[Cure]:
    told = _TOLD.get(failure.kind.code) if failure.kind is not None else None
    if told is not None:
        yield from told(known, failure)


def _spec(known: Known) -> Named[AccountEngagementConnector]:
    one = known.connector
    assert isinstance(one.spec, AccountEngagementConnector), "platforms get connectors of their own model"
    return Named(one.name, one.spec, one.path)


def _units(known: Known) -> Iterator[Unit]:
    """Those of the connector, or the one whose error it is."""
    return (unit for unit in units(known.catalog) if unit.connector.name == known.connector.name and known.part in (None, unit.address))


def _environment(catalog: Catalog, unit: Unit) -> Place | None:
    """Where the environment speaks of a unit."""
    said = unit.address in catalog.environment.spec.connectors
    return catalog.environment.at("connectors", unit.address) if said else None


def _values(known: Known, failure: Failure) -> Iterator[Cure]:
    """The field there whose values have to be those of the picklist."""
    for one in concerned(known, failure):
        for unit in _units(known) if one.said is not None else ():
            there = ae_field(known.catalog, unit, one.said, one.name)  # type: ignore[arg-type]
            called = f"the field `{there.called}`" if there.called else "the field that it is mapped to"
            if there.type == "Text":
                says = f"{called} in `{unit.address}` is of type Text, which takes any value: give it the picklist's values, as a Dropdown or Radio Button"
            else:
                says = f"{called} in `{unit.address}` needs the picklist's values to the letter, and so do the prospects that have others"
            yield Cure("platform", says, one.place(known.connector.name))


def _deleted(known: Known, _failure: Failure) -> Iterator[Cure]:
    connector = _spec(known)
    if connector.spec.same_email_prospects:
        yield Cure("platform", f"{MERGE_ALWAYS_ON.says}, so that no setting keeps it from happening", connector.at("same_email_prospects"))
        return
    for unit in _units(known):
        if settings(unit).delete_and_merge is not None:
            says = f"`delete_and_merge` is `{str(settings(unit).delete_and_merge).lower()}` for `{unit.address}`"
            yield Cure("specs", says, setting_place(unit, "settings", "delete_and_merge"))


def _lacking(known: Known, _failure: Failure) -> Iterator[Cure]:
    """Fields that are mapped, and that the user would not see or edit although the specs were deployed."""
    unseen: dict[str, Place] = {}
    for unit in _units(known):
        for side in sides(known.catalog, unit):
            access = next((one for one in known.seen(side.object, side.field.name) if one.user == known.user), None)
            if access is None or not access.read:
                unseen.setdefault(side.path, side.field.at())
    for path, place in list(unseen.items())[:_SHOWN]:
        yield Cure("specs", f"`{path}` syncs, and nothing that is built lets `{known.user}` read it", place, "syncwright check")
    if len(unseen) > _SHOWN:
        yield Cure("specs", f"and {len(unseen) - _SHOWN:,} more fields that sync and are not granted", command="syncwright check")
    yield from _opt_out(known)
    if not unseen:
        says = f"the specs let `{known.user}` read every field that syncs: what is deployed or assigned is not what they say"
        yield Cure("deploy", says, known.connector.at("sync_user"), "syncwright plan")


def _opt_out(known: Known) -> Iterator[Cure]:
    for owner in PEOPLE:
        reads = any(one.user == known.user and one.read for one in known.seen(owner, OPT_OUT))
        if not reads and known.catalog.org.field(owner, OPT_OUT) is not None:
            says = f"nothing that is built lets `{known.user}` read `{owner}.{OPT_OUT}`, which the page names most often: sync it"
            one = known.catalog.objects.get(owner)
            place = Place(min(group.path for group in one.groups), ("object",)) if one is not None and one.groups else None
            yield Cure("specs", says, place)


def _read_only(known: Known, _failure: Failure) -> Iterator[Cure]:
    for owner in ("Account", "Opportunity"):
        one = known.catalog.objects.get(owner)
        for field in one.fields.values() if one is not None else ():
            if field.directions.get(known.connector.name) in _WRITES:
                says = f"`{owner}.{field.name}` is `{field.directions[known.connector.name]}`: say `from-salesforce`"
                yield Cure("specs", says, field.at())


def _unverified(known: Known, _failure: Failure) -> Iterator[Cure]:
    for unit in _units(known):
        yield Cure("platform", f"press Verify now on the connector of `{unit.address}`", _environment(known.catalog, unit))


def _version(known: Known, _failure: Failure) -> Iterator[Cure]:
    connector = _spec(known)
    if connector.spec.version == "1":
        says = f"the specs say that `{connector.name}` has version 1: update the connector, then say `version: 2`"
        yield Cure("specs", says, connector.at("version"))
    else:
        says = f"the specs say that `{connector.name}` has version 2: what is installed is not what they say"
        yield Cure("platform", says, connector.at("version"))


def _state(known: Known, _failure: Failure) -> Iterator[Cure]:
    for unit in _units(known):
        place = _environment(known.catalog, unit)
        if place is not None:
            says = f"the environment says that `{unit.address}` {'is paused' if is_paused(known.catalog, unit) else 'runs'}: see that this is so"
            yield Cure("specs", says, place)


def _campaigns(known: Known, _failure: Failure) -> Iterator[Cure]:
    connector = _spec(known)
    said = connector.spec.connected_campaigns
    what = "do not say whether Connected Campaigns is on" if said is None else f"say `connected_campaigns: {str(said).lower()}`"
    place = connector.at("connector") if said is None else connector.at("connected_campaigns")
    yield Cure("specs", f"the specs {what} for `{connector.name}`: see that it is so in Account Engagement", place)


def _unit_ids(known: Known, _failure: Failure) -> Iterator[Cure]:
    for unit in _units(known):
        held = known.catalog.environment.spec.connectors.get(unit.address)
        id_ = held.business_unit if held is not None and held != "absent" else None
        if id_ is not None:
            says = f"the environment has the id `{id_}` for `{unit.address}`: compare it with Account Engagement's"
            yield Cure("specs", says, known.catalog.environment.at("connectors", unit.address, "business_unit"))
        else:
            says = f"the environment does not say the id of `{unit.address}`: say `business_unit:` under `connectors:`"
            yield Cure("specs", says, _environment(known.catalog, unit) or known.catalog.environment.at("environment"))


def _calls(known: Known, _failure: Failure) -> Iterator[Cure]:
    connector = _spec(known)
    if connector.spec.edition is not None:
        yield Cure("specs", f"the specs say that the edition is `{connector.spec.edition}`", connector.at("edition"))


_TOLD: Mapping[str, Callable[[Known, Failure], Iterator[Cure]]] = {
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST": _values,
    "Deleted from CRM": _deleted,
    "lacks recommended permissions": _lacking,
    "37": _read_only,
    "119": _unverified,
    "120": _unverified,
    "122": _calls,
    "128": _campaigns,
    "129": _campaigns,
    "181": _unit_ids,
    "201": _unit_ids,
    "218": _campaigns,
    "233": _unverified,
    "234": _version,
    "235": _state,
}

ERRORS = Errors(KINDS, NOTES, PEOPLE, OTHERS, _cures)
