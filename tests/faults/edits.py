"""What may be different from when a plan was made: each fact that it is bound to, changed alone, in the plan or in the world."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from faults.estate import ORG_ID
from faults.worlds import World
from syncwright.plan.document import Document, sealed
from syncwright.records import pretty, read

Edit = Callable[[World], None]
OTHER_ORG = "00D7Q000000vKmSUAU"


def in_plan(change: Callable[[dict[str, Any]], object], *, resealed: bool = True) -> Edit:
    """A plan that says something else, written as we would have written it: its form gives nothing away. `resealed`: its seal neither."""

    def edit(world: World) -> None:
        path = world.root / "plan.json"
        held = json.loads(path.read_bytes())
        change(held)
        document = read(json.dumps(held).encode(), Document)
        path.write_text(pretty(sealed(document) if resealed else document))

    return edit


def _by_hand(change: Callable[[dict[str, Any]], object]) -> Edit:
    return in_plan(change, resealed=False)


def _bound(name: str, value: str) -> Edit:
    return in_plan(lambda document: document["binding"].__setitem__(name, value))


def _identity(name: str, value: str) -> Edit:
    return in_plan(lambda document: document["binding"]["identity"].__setitem__(name, value))


def _one(document: Mapping[str, Any], start: str) -> str:
    return next(address for address in sorted(document["binding"]["observed"]) if address.startswith(start))


def _spec(name: str, old: str, new: str) -> Edit:
    def edit(world: World) -> None:
        path = world.specs / name
        text = path.read_text()
        assert old in text, "the estate changed"
        path.write_text(text.replace(old, new))

    return edit


def _remote(query: str, *values: object) -> Edit:
    return lambda world: world.tell(query, *values)


#: Facts that a plan is bound to, said otherwise in the plan.
BINDING: Mapping[str, Edit] = {
    "another tool": _bound("tool", "0.0.9"),
    "another estate": _bound("estate", "other"),
    "another environment": _bound("environment", "uat"),
    "other specs": _bound("specs", "0" * 64),
    "made too long ago": _bound("made", "2026-01-01T00:00:00Z"),
    "made in the future": _bound("made", "2099-01-01T00:00:00Z"),
    "made at no time": _bound("made", "2026-13-45T25:61:00Z"),
    "another org": _identity("org", OTHER_ORG),
    "another instance": _identity("instance", "other.my.salesforce.com"),
    "another system": _identity("munchkin", "517-MVX-204"),
    "something was as it is not": in_plan(
        lambda document: document["binding"]["observed"].__setitem__(_one(document, "salesforce.value_set/"), "0" * 64)
    ),
    "something was there that is not": in_plan(
        lambda document: document["binding"]["observed"].__setitem__(_one(document, "salesforce.flow/"), "1" * 64)
    ),
    "something is not bound": in_plan(lambda document: document["binding"]["observed"].pop(_one(document, "salesforce.value_set/"))),
}

#: The world is otherwise than when the plan was made.
WORLD: Mapping[str, Edit] = {
    "a spec was edited": _spec("objects/lead.yaml", "length: 40", "length: 41"),
    "the estate has another name": _spec("estate.yaml", "estate: tiny", "estate: tiniest"),
    "the environment names another org": _spec("environments/production.yaml", ORG_ID, OTHER_ORG),
    "somebody changed the value set": _remote("UPDATE components SET body = replace(body, 'Gold', 'Golden') WHERE type = 'GlobalValueSet'"),
    "somebody deleted the field that goes": _remote("DELETE FROM components WHERE name = 'Lead.Motto__c'"),
    "somebody made the set": _remote(
        "INSERT INTO components SELECT type, 'Events_Sync', '0PS5g0000000zzzAAA', body, created_by, created, changed_by, changed FROM components "
        "WHERE type = 'PermissionSet' AND name = 'Shared'"
    ),
}


def _first(document: dict[str, Any], kind: str) -> dict[str, Any]:
    found: dict[str, Any] = next(step for step in document["steps"] if step["kind"] == kind)
    return found


def _set(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in document["changes"] if one["address"] == "salesforce.permission_set/Marketo_Sync")
    return found


#: What the plan does was edited after it was made, and nothing of what it is bound to.
CONTENT: Mapping[str, Edit] = {
    "a right more": _by_hand(
        lambda document: _set(document)["after"]["attributes"]["user_permissions"].__setitem__("ModifyAllData", "yes")
    ),
    "a field more": _by_hand(lambda document: _set(document)["after"]["attributes"]["field_permissions"].__setitem__("Lead.Phone", "edit")),
    "a right less": _by_hand(lambda document: _set(document)["after"]["attributes"]["field_permissions"].popitem()),
    "another user": _by_hand(lambda document: _first(document, "assign")["does"].__setitem__("user", "admin@tiny.example")),
    "another licence": _by_hand(lambda document: _first(document, "assign")["does"].__setitem__("name", "ModifyAll")),
    "a step less": _by_hand(lambda document: document["steps"].remove(_first(document, "activate"))),
    "another order": _by_hand(lambda document: _first(document, "backfill").__setitem__("after", [])),
    "a change less": _by_hand(lambda document: _changeless(document)),
    "it need not wait": _by_hand(lambda document: [step.__setitem__("waits_until", None) for step in document["steps"]]),
    "a person's work is said to be none": _by_hand(lambda document: document["steps"].remove(_first(document, "person"))),
    "its warnings are gone": _by_hand(lambda document: document["findings"].clear()),
}


def _changeless(document: dict[str, Any]) -> None:
    address = "salesforce.field/Lead.Nickname__c"
    document["changes"] = [one for one in document["changes"] if one["address"] != address]
    for step in document["steps"]:
        step["changes"] = [one for one in step["changes"] if one != address]
