"""A campaign as a document: everything that a person or a program needs to build it. Its JSON Schema is drawn from these records."""

from typing import Annotated, Final, Literal

from syncwright.records import Bounds, Struct

FORMAT: Final = 1
#: The schema's file in the folder of schemas.
FILE = "marketo-campaign.schema.json"
#: Where the folders of campaigns are, below `generated/`.
FOLDER = "marketo/campaigns"


class Said(Struct, frozen=True):
    """A sentence that rests on a source."""

    says: str
    source: str
    certain: Annotated[bool, Bounds(description="False where no page of Adobe's says it.")]


class Setting(Struct, frozen=True):
    """One setting of a trigger or a step."""

    name: str
    value: str
    documented: Annotated[bool, Bounds(description="Whether a page says that the setting is called so.")] = True
    value_documented: Annotated[bool, Bounds(description="Whether a page or the specs say that Marketo calls its value so.")] = True


class Filter(Struct, frozen=True):
    """One filter of a smart list, or the test of a choice."""

    number: int
    name: Annotated[str, Bounds(description="What Marketo calls the field.")]
    operator: str
    values: tuple[str, ...]
    field: Annotated[str | None, Bounds(description="What the field is in Salesforce.")] = None
    documented: Annotated[bool, Bounds(description="Whether a page or the specs say that Marketo calls it so.")] = True


class Refusal(Struct, frozen=True):
    """Why a condition cannot be a smart list."""

    rule: str
    says: str
    help: str


class SmartList(Struct, frozen=True):
    """Filters with their logic."""

    match: Annotated[Literal["All", "Any", "Advanced"], Bounds(description="As Marketo's API reads it.")]
    logic: Annotated[str | None, Bounds(description="Such as `1 and (2 or 3)`, where it is Advanced.")]
    filters: tuple[Filter, ...]
    refused: Annotated[tuple[Refusal, ...], Bounds(description="Why there is no list; then it has no filters.")] = ()


class Trigger(Struct, frozen=True):
    """One event that starts the campaign."""

    name: Annotated[str | None, Bounds(description="What Marketo calls it; null where no source says it.")]
    event: Annotated[str, Bounds(description="The key of the specs.")]
    settings: tuple[Setting, ...]
    fact: Said | None


class Choice(Struct, frozen=True):
    """One choice of a step: who, and which value they get."""

    number: int
    test: Annotated[Filter | None, Bounds(description="What it asks, where one filter can ask it.")]
    list: Annotated[SmartList | None, Bounds(description="A smart list of its own that it asks for, where one filter cannot.")]
    value: str


class Step(Struct, frozen=True):
    """One step of the flow."""

    number: int
    name: str
    kind: Annotated[str, Bounds(description="The key of the specs.")]
    fact: Said
    settings: tuple[Setting, ...]
    setting: Annotated[str | None, Bounds(description="The setting whose value choices decide.")]
    choices: tuple[Choice, ...]
    otherwise: Annotated[str | None, Bounds(description="The value that all others get, where there are choices.")]
    map: Annotated[str | None, Bounds(description="File of the values, beside this one.")]
    beside: Annotated[tuple[Said, ...], Bounds(description="What is good to know of it.")]


class Qualification(Struct, frozen=True):
    """How often one person goes through."""

    rule: Annotated[Literal["once", "any", "interval"], Bounds(description="As Marketo's API has it.")]
    shown: Annotated[str, Bounds(description="As it is chosen.")]
    number: int | None = None
    unit: str | None = None


class Schedule(Struct, frozen=True):
    """When a batch runs again."""

    interval: Annotated[Literal["Daily", "Weekly", "Monthly"], Bounds(description="As Marketo's API has it.")]
    at: Annotated[str, Bounds(description="Time of the day.")]
    timezone: str | None
    weekdays: tuple[str, ...] = ()
    day: Annotated[int | None, Bounds(description="Day of the month.")] = None


class Token(Struct, frozen=True):
    """One token of the programme."""

    name: Annotated[str, Bounds(description="Without `my.`.")]
    type: str
    value: str


class Call(Struct, frozen=True):
    """One call of Marketo's REST API, once the campaign was built by hand."""

    number: int
    does: str
    method: str
    path: str
    body: dict[str, str]
    fact: Said


class Cloning(Struct, frozen=True):
    """How the campaign gets from the programme that it was built in to another place."""

    golden: Annotated[str, Bounds(description="Programme that it is built in once.")]
    name: Annotated[str, Bounds(description="Programme that it becomes in this environment.")]
    calls: tuple[Call, ...]
    by_hand: Annotated[tuple[Said, ...], Bounds(description="What no call does.")]


class Campaign(Struct, frozen=True):
    """A campaign of one environment."""

    format: Annotated[Literal[1], Bounds(description="The version of this document.")]
    estate: str
    environment: str
    campaign: str
    connector: str
    version: Annotated[str, Bounds(description="Hash of what there is to build: another one means that something changed.")]
    owner: str
    why: str
    type: Literal["batch", "trigger"]
    everybody: Annotated[bool, Bounds(description="Whether it is for people, too, whom Salesforce does not hold.")]
    triggers: tuple[Trigger, ...]
    smart_list: SmartList
    flow: tuple[Step, ...]
    qualification: Qualification
    schedule: Annotated[Schedule | None, Bounds(description="Null for a trigger, and for a batch that people run by hand.")]
    limit: Annotated[int | None, Bounds(description="Most people in one run.")]
    tokens: tuple[Token, ...]
    cloning: Cloning
    not_documented: tuple[str, ...]
