"""What only a Marketo connector's specs can say of an error: its options, its calls, its steps, and what Adobe lists as needed."""

from collections.abc import Iterator, Mapping

from syncwright.catalog.model import CatalogCampaign
from syncwright.diagnosis.errors import Cure, Errors, Failure, Known
from syncwright.diagnostics import Place
from syncwright.platforms.marketo import facts
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.errors.table import CONNECTION, KINDS, NOTES

#: Objects whose records Marketo writes: people, and others. Adobe: lead sync, contact sync, campaign sync, activity sync.
PEOPLE, OTHERS = ("Lead", "Contact"), ("CampaignMember", "Campaign", "Task")

#: Fields that a person needs for the first push, with the option that fills each. Adobe: set default person last name.
PUSH = {"LastName": "default_last_name", "Company": "default_company"}

#: Steps of a flow that reach Salesforce at once. Adobe: implied Salesforce actions.
AT_ONCE = ("sync_person", "add_to_campaign", "change_status", "change_owner", "convert_person", "create_task")

#: Permissions by the code of the error that asks for each.
_PERMISSIONS = {"INACTIVE_OWNER_OR_USER": "UpdateWithInactiveOwner", "OPERATION_TOO_LARGE": "ViewAllData"}


def _cures(known: Known, failure: Failure) -> Iterator[Cure]:
    code = failure.kind.code if failure.kind is not None else ""
    if code == "REQUIRED_FIELD_MISSING":
        yield from _defaults(known, failure)
    elif code in ("INVALID_FIELD", "INVALID_TYPE"):
        yield from _needed(failure)
    elif code == "REQUEST_LIMIT_EXCEEDED":
        yield from _calls(known)
    elif code == "UNABLE_TO_LOCK_ROW":
        yield from _steps(known)
    elif code in _PERMISSIONS:
        yield _permission(known, _PERMISSIONS[code])
    elif code == "API_CURRENTLY_DISABLED":
        says = f"the specs give `{known.user}` the permission `ApiEnabled`: what is deployed or assigned is not what they say"
        yield Cure("deploy", says, known.connector.at("connector"), "syncwright plan")
    elif code in CONNECTION:
        says = f"the connection of `{known.connector.name}` is at fault, not a spec: look at Admin, Salesforce in Marketo, and at `{known.user}` in Salesforce"
        yield Cure("platform", says, known.catalog.environment.at("connectors", known.connector.name), "syncwright doctor")


def _defaults(known: Known, failure: Failure) -> Iterator[Cure]:
    spec = known.connector.spec
    assert isinstance(spec, MarketoConnector), "platforms get connectors of their own model"
    for path in failure.fields:
        option = PUSH.get(path.rpartition(".")[2])
        if option is None:
            continue
        said = getattr(spec.options, option)
        if said is None:
            says = f"`{option}` fills it at the first push of a person who has none: say it under `options:`"
            yield Cure("specs", says, known.connector.at("connector"))
        else:
            says = f"`{option}: {said}` fills it at the first push alone: that the option is set in Marketo as well, the runbook has somebody see"
            yield Cure("platform", says, known.connector.at("options", option))


def _needed(failure: Failure) -> Iterator[Cure]:
    for path in failure.fields:
        owner, _, name = path.partition(".")
        if name in facts.FLOOR.get(owner, ()):
            yield Cure("salesforce", f"never hide `{path}`: {facts.FLOOR_FACT.says} ({facts.FLOOR_FACT.source}; observed, not documented)")


def _calls(known: Known) -> Iterator[Cure]:
    """What of the specs costs calls, the dearest first."""
    spec = known.connector.spec
    assert isinstance(spec, MarketoConnector), "platforms get connectors of their own model"
    if spec.activities:
        says = f"{len(spec.activities)} types of activities are synced, each with a call more for each time it happens: leave out what nobody reads"
        yield Cure("specs", says, known.connector.at("activities"))
    for one, place in _at_once(known):
        if one.spec.type == "trigger":
            says = f"the trigger campaign `{one.name}` syncs one person at a time, with a call for each: a batch sends up to 200 in one"
            yield Cure("specs", says, place)


def _steps(known: Known) -> Iterator[Cure]:
    for one, place in _at_once(known):
        yield Cure("specs", f"the campaign `{one.name}` writes to Salesforce beside the regular sync", place)


def _at_once(known: Known) -> Iterator[tuple[CatalogCampaign, Place]]:
    for one in known.catalog.campaigns.values():
        step = next((step for step in one.steps if step.kind in AT_ONCE), None)
        if one.connector == known.connector.name and step is not None:
            yield one, one.at(*step.keys)


def _permission(known: Known, name: str) -> Cure:
    user = known.catalog.users.get(known.user)
    granted: Mapping[str, object] = user.spec.grants.permissions if user is not None else {}
    if user is not None and name in granted:
        says = f"the specs give `{known.user}` the permission `{name}`: what is deployed or assigned is not what they say"
        return Cure("deploy", says, user.at("grants", "permissions", name), "syncwright plan")
    says = f"the specs do not give `{known.user}` the permission `{name}`: say it under `grants: permissions:`, with a why"
    return Cure("specs", says, user.at("sync_user") if user is not None else None)


ERRORS = Errors(KINDS, NOTES, PEOPLE, OTHERS, _cures)
