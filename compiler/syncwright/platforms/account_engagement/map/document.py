"""The field map of one business unit as a document: everything that a person or a program needs to set it up. Its JSON Schema is drawn from these records."""

from typing import Annotated, Final, Literal

from syncwright.records import Bounds, Struct
from syncwright.spec.words import Direction

FORMAT: Final = 1
#: The schema's file in the folder of schemas.
FILE = "account-engagement-field-map.schema.json"

#: What it is a field of.
Of = Literal["prospect", "prospect account", "opportunity"]
#: What there is to do: make it and map it, see that it is mapped and set how it syncs, or nothing.
Work = Literal["create", "check", "none"]


class Said(Struct, frozen=True):
    """A sentence that rests on a source."""

    says: str
    source: str
    certain: Annotated[bool, Bounds(description="False where no page of Salesforce's says it.")]


class Lost(Struct, frozen=True):
    """What some of its values lose one way."""

    kind: Annotated[str, Bounds(description="What is lost, in a word, such as `length` or `blank`.")]
    way: Literal["from Salesforce", "to Salesforce"]
    says: str
    fact: Said


class InSalesforce(Struct, frozen=True):
    """The Salesforce field that it is mapped to, on one object."""

    object: str
    field: Annotated[str, Bounds(description="Its API name, of a part of an address that of the part.")]
    label: str
    type: Annotated[str, Bounds(description="Empty where the org's source does not say it.")]
    key: Annotated[str, Bounds(description="Key of the spec that says it.")]
    why: str
    owner: str | None
    pii: str | None
    losses: tuple[Lost, ...]


class FieldThere(Struct, frozen=True):
    """One field of Account Engagement."""

    of: Of
    work: Work
    name: Annotated[str | None, Bounds(description="Its API name; null where nobody says it.")]
    label: Annotated[str | None, Bounds(description="What people see; null where nobody says it.")]
    called: Annotated[str, Bounds(description="What people find it by here: its label, its name, or the label that it has in Salesforce.")]
    certain: Annotated[bool, Bounds(description="False where somebody only takes the two for each other.")]
    type: Annotated[str | None, Bounds(description="Null where nobody says it.")]
    typed_by: Annotated[Literal["specs", "documented", "assumed"], Bounds(description="Who says the type.")]
    values: Annotated[tuple[str, ...] | None, Bounds(description="Predefined values; null where it has none, or nobody says them.")]
    direction: Direction
    wins: Annotated[str | None, Bounds(description="Whose value is kept where both differ; null where nobody says it.")]
    behaviour: Annotated[str | None, Bounds(description="What is chosen as its sync behaviour.")]
    wins_by: Literal["specs", "documented"] | None
    blanks: Annotated[Said | None, Bounds(description="What a blank does; null where nothing says who wins.")]
    salesforce: tuple[InSalesforce, ...]
    notes: tuple[Said, ...]


class Unmapped(Struct, frozen=True):
    """A Salesforce field that no field of Account Engagement may be mapped to."""

    object: str
    field: str
    why: str
    key: str


class FieldMap(Struct, frozen=True):
    """The fields of one business unit, or of a connector that has no units, and which Salesforce fields they are mapped to."""

    format: Annotated[Literal[1], Bounds(description="The version of this document.")]
    estate: str
    environment: str
    unit: Annotated[str, Bounds(description="Its address, such as `ae/emea`.")]
    business_unit: Annotated[str | None, Bounds(description="Its id; null where the environment does not say it.")]
    state: Literal["paused", "running"] | None
    owner: Annotated[str, Bounds(description="Who does it, as people call them.")]
    user: Annotated[str, Bounds(description="Sync user that the connector uses.")]
    fields: tuple[FieldThere, ...]
    unmapped: tuple[Unmapped, ...]
    not_documented: tuple[str, ...]
