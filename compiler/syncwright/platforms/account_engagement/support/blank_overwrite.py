"""Blanks of Salesforce that replace values of prospects: what would be lost by it, field by field, before Support switches it on."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.platforms.account_engagement.fields import Side, mapped
from syncwright.platforms.account_engagement.support import facts
from syncwright.platforms.account_engagement.support.request import Query, Request
from syncwright.platforms.account_engagement.units import Unit

NAME = "blank-overwrite"
_OBJECTS = ("Lead", "Contact")
_OPEN = (
    "whether prospects that synced before lose their values at once, or with the next change of their record",
    "whether it can be switched off again",
)


def request(catalog: Catalog, unit: Unit) -> Request | None:
    """None unless the specs want it."""
    if not unit.connector.spec.blank_salesforce_values_overwrite:
        return None
    counts = tuple(_counts(catalog, unit))
    return Request(
        NAME,
        "Blank values of Salesforce that overwrite",
        f"The specs say that a blank of Salesforce replaces the value of a prospect of `{unit.address}`, where Salesforce's value is used.",
        f"connector/{unit.connector.name}#blank_salesforce_values_overwrite",
        (facts.VALUE_BEATS_BLANK, facts.BLANK_IS_A_VALUE, facts.BY_SUPPORT),
        (
            "Please configure the Salesforce connector of this business unit so that blank values in Salesforce overwrite values in Account Engagement.",
        ),
        "a test record whose field is emptied in Salesforce empties the prospect's field at the next sync",
        before=(
            "Pause the connector, or leave it paused.",
            "Export every prospect with these fields, and keep the file: what a blank replaces comes back from nowhere.",
            *(
                (f"Count the blanks below: each may empty the value of a prospect. Fields that it is about: {len(counts)}.",)
                if counts
                else ("No field says that Salesforce wins, so that no value is lost by what the specs say.",)
            ),
        ),
        counts=counts,
        after=("Compare an export of prospects with the one from before.",),
        open=_OPEN,
    )


def _counts(catalog: Catalog, unit: Unit) -> Iterator[Query]:
    for side in blankable(catalog, unit):
        yield Query(
            f"`{side.path}`, blank:",
            f"SELECT COUNT() FROM {side.object} WHERE {side.name} = null",  # noqa: S608 - for people to ask
            f"object/{side.object}#{side.field.name}",
        )


def blankable(catalog: Catalog, unit: Unit) -> Iterator[Side]:
    """The fields of people of which a blank in Salesforce would replace a value: Salesforce wins, and it can be blank."""
    for one in mapped(catalog, unit):
        for side in one.sides:
            held = catalog.org.field(side.object, side.name)
            if side.object in _OBJECTS and one.there.wins == "salesforce" and (held is None or held.type != "Checkbox"):
                yield side
