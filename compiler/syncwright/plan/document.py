"""The plan document: a plan as JSON, complete by itself. Its JSON Schema is drawn from these records. Reads and writes nothing.

Every key is always there, in this order, and no other: what was written can be compared byte by byte. Reasons stand once, in
`reasons`; whoever has one names its place in that list.
"""

from hashlib import sha256
from typing import Annotated, Final, Literal

from syncwright.diagnostics import Severity
from syncwright.plan.bounded import Count, Day, Name, Prose
from syncwright.plan.drift import Drift
from syncwright.plan.model import HazardKind
from syncwright.plan.scopes import ScopeChange
from syncwright.plan.steps import StepKind
from syncwright.records import Bounds, Struct, line, replace

#: The version of the document. One that is newer than ours is refused, never guessed at.
FORMAT: Final = 2

Attribute = Prose | dict[Name, Prose]
#: Places in the document's `reasons`.
Because = tuple[Annotated[int, Bounds(ge=0)], ...]


class Tool(Struct, frozen=True, forbid_unknown_fields=True):
    """What wrote the document."""

    name: Annotated[Literal["syncwright"], Bounds(description="Its name.")]
    version: Annotated[Name, Bounds(description="Its version.")]


class StoredBinding(Struct, frozen=True, forbid_unknown_fields=True):
    """What the plan was made of; if any of it differs, the plan is stale."""

    estate: Annotated[Name, Bounds(description="Name of the estate.")]
    environment: Annotated[Name, Bounds(description="Name of the environment.")]
    against: Annotated[Name, Bounds(description="What the specs were compared with.")]
    specs: Annotated[Name, Bounds(description="Hash of what the specs mean; moving or re-wrapping them changes nothing.")]
    observed: Annotated[
        dict[Name, Name], Bounds(description="Hash of each resource as it was seen, by address; `absent` where it was not there.")
    ]
    identity: Annotated[dict[Name, Name], Bounds(description="What it was made for: org, instance, places of connectors, or a folder.")]
    tool: Annotated[Name, Bounds(description="Version of the tool that made the plan.")]
    made: Annotated[str, Bounds(description="When it was made: UTC, to the second.", pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}")]


class Counts(Struct, frozen=True, forbid_unknown_fields=True):
    """How many changes of each sort, each counted once, and how many parts of access they give and take."""

    add: Annotated[Count, Bounds(description="To add.")]
    change: Annotated[Count, Bounds(description="To change, in place or in name.")]
    recreate: Annotated[Count, Bounds(description="To remove and make anew, as the platform cannot change them in place.")]
    remove: Annotated[Count, Bounds(description="To remove.")]
    by_hand: Annotated[Count, Bounds(description="Changes that no API makes.")]
    waiting: Annotated[Count, Bounds(description="Removals that wait for a day.")]
    forget: Annotated[Count, Bounds(description="No longer managed; they stay as they are.")]
    widens: Annotated[Count, Bounds(description="Parts by which somebody gains access. What waits is not counted.")]
    takes: Annotated[Count, Bounds(description="Parts by which somebody loses access. What waits is not counted.")]


class System(Struct, frozen=True, forbid_unknown_fields=True):
    """One system, and how many changes it has."""

    name: Annotated[Name, Bounds(description="Name of the platform.")]
    title: Annotated[Name, Bounds(description="How people call it.")]
    counts: Annotated[Counts, Bounds(description="Its changes.")]


class Allowed(Struct, frozen=True, forbid_unknown_fields=True):
    """The word of an author that a finding is accepted."""

    why: Annotated[Prose, Bounds(description="The reason.")]
    until: Annotated[Day, Bounds(description="The last day on which it is accepted.")]


class StoredFinding(Struct, frozen=True, forbid_unknown_fields=True):
    """What a rule noticed."""

    rule: Annotated[Name, Bounds(description="Id of the rule.")]
    name: Annotated[Name, Bounds(description="Name of the rule.")]
    severity: Annotated[Severity, Bounds(description="How bad it is; an error that is not allowed refuses the plan.")]
    message: Annotated[Prose, Bounds(description="What is wrong.")]
    help: Annotated[Prose | None, Bounds(description="What to do.")]
    path: Annotated[Name, Bounds(description="The file; empty where it is about no file.")]
    line: Annotated[Count, Bounds(description="1-based.")]
    column: Annotated[Count, Bounds(description="1-based, in code points.")]
    allowed: Annotated[Allowed | None, Bounds(description="Why it does not count, if somebody said so.")]


class StoredReason(Struct, frozen=True, forbid_unknown_fields=True):
    """Why something is wanted."""

    why: Annotated[Prose, Bounds(description="The words of the spec.")]
    key: Annotated[Name, Bounds(description="The spec key behind it, such as `object/Lead#Email`.")]
    path: Annotated[Name, Bounds(description="The file it stands in.")]
    keys: Annotated[tuple[Name | int, ...], Bounds(description="The keys down that file.")]
    added: Annotated[bool, Bounds(description="Whether nobody asked for it, and something else needs it.")]
    line: Annotated[int | None, Bounds(description="The line it stands in, 1-based; null where it was not looked up.")]
    owner: Annotated[Name | None, Bounds(description="Who answers for it, by name; null where nothing that it asks for changes.")]
    sync: Annotated[
        Name | None, Bounds(description="Which way the spec says that it syncs; null where it says nothing or nothing changes.")
    ]


class Owner(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who answers for specs behind a change, and so has to approve it."""

    name: Annotated[Name, Bounds(description="The name that specs refer to.")]
    title: Annotated[Name, Bounds(description="How people call the team.")]
    handle: Annotated[Name, Bounds(description="Handle for reviews; empty if it has none.")]


class StoredAttribute(Struct, frozen=True, forbid_unknown_fields=True):
    """What an attribute is, and what a change of it means."""

    title: Annotated[Name, Bounds(description="How people call it.")]
    kind: Annotated[
        Literal["scalar", "map", "words"],
        Bounds(description="Words: names to words between blanks, each a part of its own: `Lead:edit`."),
    ]
    on_change: Annotated[Literal["update", "recreate", "by_hand"], Bounds(description="What a change of it takes.")]
    irreversible: Annotated[Prose | None, Bounds(description="Why a change cannot be taken back.")]
    access: Annotated[bool, Bounds(description="Whether it says what somebody may do.")]
    once: Annotated[bool, Bounds(description="Whether it is said when the resource is made, and never seen again.")]
    whole: Annotated[bool, Bounds(description="Whether all of its parts are ours where any is.")]


class StoredType(Struct, frozen=True, forbid_unknown_fields=True):
    """A type of resource."""

    title: Annotated[Name, Bounds(description="How people call it.")]
    whole: Annotated[bool, Bounds(description="Whether what is deployed replaces all of it.")]
    by_hand: Annotated[bool, Bounds(description="Whether no API makes or changes it.")]
    attributes: Annotated[dict[Name, StoredAttribute], Bounds(description="Its attributes, by name.")]


class StoredResource(Struct, frozen=True, forbid_unknown_fields=True):
    """A resource as it is or as it is wanted."""

    address: Annotated[Name, Bounds(description="Its address, such as `salesforce.permission_set/Marketo_Sync`.")]
    attributes: Annotated[dict[Name, Attribute], Bounds(description="A text, or names to texts. What is left out is empty.")]
    because: Annotated[
        dict[Name, dict[Prose, Because]],
        Bounds(description="Why each part is there, by attribute and name: places in `reasons` of the document."),
    ]
    depends_on: Annotated[tuple[Name, ...], Bounds(description="Addresses of what has to be there before.")]
    previously: Annotated[Name | None, Bounds(description="The address that it had before it was renamed.")]


class StoredEdit(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One part of a resource that differs."""

    attribute: Annotated[Name, Bounds(description="The attribute that differs.")]
    name: Annotated[Prose | None, Bounds(description="Which part of the attribute; null for a scalar.")]
    old: Annotated[Prose | None, Bounds(description="As it is; null where it is not there.")]
    new: Annotated[Prose | None, Bounds(description="As it is wanted; null where it is to go.")]
    access: Annotated[Literal["widens", "takes"] | None, Bounds(description="Whether somebody gains or loses access by it.")]
    reasons: Annotated[Because, Bounds(description="Why: places in `reasons` of the document.")]


class StoredHazard(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to know of a change, or of one part of it."""

    kind: Annotated[
        HazardKind,
        Bounds(
            description="Somebody gains (`widens`) or loses (`takes`) access; it cannot be taken back; data or a definition is lost; "
            "a person or the vendor does it; how many records it touches; personal data leaves the CRM; records are taken out of a platform "
            "(`archives`); a connector that is paused begins to sync (`starts`)."
        ),
    ]
    says: Annotated[Prose, Bounds(description="What to know, in words.")]
    attribute: Annotated[Name | None, Bounds(description="The attribute that it is about; null if it is about the whole change.")]
    name: Annotated[Prose | None, Bounds(description="The part of the attribute.")]
    source: Annotated[Name, Bounds(description="Where the fact behind it was read; empty if it rests on none.")]
    user: Annotated[Name | None, Bounds(description="The sync user whose access it is about.")]


class LooseHazard(Struct, frozen=True, forbid_unknown_fields=True):
    """A thing to know of an address that is no change of its own."""

    address: Annotated[Name, Bounds(description="What it is about.")]
    hazard: Annotated[StoredHazard, Bounds(description="What to know.")]


class _Changed(Struct, frozen=True, forbid_unknown_fields=True, tag_field="change"):
    address: Annotated[Name, Bounds(description="What changes; after a rename, by its new name.")]
    system: Annotated[Name, Bounds(description="Name of the platform that it is on.")]
    by_hand: Annotated[bool, Bounds(description="Whether no API does it.")]
    users: Annotated[tuple[Name, ...], Bounds(description="The sync users that have what it gives, where known.")]
    hazards: Annotated[tuple[StoredHazard, ...], Bounds(description="What a reviewer must know.")]


Before = Annotated[StoredResource, Bounds(description="As it is.")]
After = Annotated[StoredResource, Bounds(description="As it is wanted.")]
Edits = Annotated[tuple[StoredEdit, ...], Bounds(description="Every part that differs.")]


class StoredCreate(_Changed, frozen=True, tag="create"):
    """Make what is not there."""

    after: After
    edits: Edits


class StoredUpdate(_Changed, frozen=True, tag="update"):
    """Change what is there, in place."""

    before: Before
    after: After
    edits: Edits


class StoredRecreate(_Changed, frozen=True, tag="recreate"):
    """Remove it and make it anew."""

    before: Before
    after: After
    edits: Edits
    because: Annotated[tuple[StoredEdit, ...], Bounds(description="The edits that force it.")]


class StoredRename(_Changed, frozen=True, tag="rename"):
    """The same thing under another name, with what else differs."""

    before: Before
    after: After
    edits: Edits


class StoredDelete(_Changed, frozen=True, tag="delete"):
    """Remove what is there, because a person said so."""

    before: Before
    edits: Edits
    reasons: Annotated[Because, Bounds(description="Why: places in `reasons` of the document.")]
    until: Annotated[Name | None, Bounds(description="The ISO day before which it waits; null if it need not wait.")]


class StoredForget(_Changed, frozen=True, tag="forget"):
    """Stop managing what is there; it stays as it is."""

    before: Before


StoredChange = StoredCreate | StoredUpdate | StoredRecreate | StoredRename | StoredDelete | StoredForget


class StoredStep(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that the plan does."""

    id: Annotated[Name, Bounds(description="Unlike any other in the plan, and the same for the same changes.")]
    kind: Annotated[
        StepKind,
        Bounds(
            description="One transaction of metadata; one request; giving a user what was deployed; writing to records; switching on what "
            "was deployed inactive; a condition held and released round other steps; work for a person."
        ),
    ]
    system: Annotated[Name, Bounds(description="Where it happens, as people say it.")]
    title: Annotated[Name, Bounds(description="What it does, in a few words.")]
    owner: Annotated[Name, Bounds(description="Who does it or answers for it.")]
    proves: Annotated[Prose, Bounds(description="What is looked at to know that it was done.")]
    changes: Annotated[tuple[Name, ...], Bounds(description="Addresses that it carries out.")]
    after: Annotated[tuple[Name, ...], Bounds(description="Ids of steps that come before.")]
    text: Annotated[Prose, Bounds(description="For a person: exactly what to do.")]
    waits_until: Annotated[Name | None, Bounds(description="The ISO day before which it may not run.")]
    does: Annotated[
        dict[Name, Prose],
        Bounds(
            description="What the platform is asked to do, in its own words. Empty for a deployment, which carries out its changes; for any "
            "other step that means that a person does it."
        ),
    ]


class Document(Struct, frozen=True, forbid_unknown_fields=True):
    """What would change, why, at what risk and in which steps. Carrying it out reads nothing else."""

    format: Annotated[Literal[2], Bounds(description="Version of this document.")]
    tool: Annotated[Tool, Bounds(description="What wrote this document.")]
    binding: Annotated[StoredBinding, Bounds(description="What the plan was made of.")]
    refused: Annotated[bool, Bounds(description="Whether a finding forbids to carry it out.")]
    unchanged: Annotated[Prose, Bounds(description="Why nothing would change, if nothing would; else empty.")]
    total: Annotated[Counts, Bounds(description="All changes.")]
    systems: Annotated[tuple[System, ...], Bounds(description="Systems with changes, by name.")]
    findings: Annotated[tuple[StoredFinding, ...], Bounds(description="What rules noticed.")]
    changes: Annotated[tuple[StoredChange, ...], Bounds(description="By address.")]
    scopes: Annotated[
        tuple[ScopeChange, ...],
        Bounds(description="Filters and partitions that say something else than at the revision that the specs are compared with."),
    ]
    drift: Annotated[
        tuple[Drift, ...],
        Bounds(
            description="What somebody else changed since we last made it, and the changes would undo; by address. Empty without a ledger."
        ),
    ]
    hazards: Annotated[tuple[LooseHazard, ...], Bounds(description="What to know of addresses that are no change of their own.")]
    steps: Annotated[tuple[StoredStep, ...], Bounds(description="In the order in which they run.")]
    left_out: Annotated[tuple[Name, ...], Bounds(description="Addresses that `--only` kept away.")]
    owners: Annotated[tuple[Owner, ...], Bounds(description="Who has to approve: the owners of the specs behind what changes.")]
    types: Annotated[dict[Name, StoredType], Bounds(description="The types of the resources in it, by name.")]
    reasons: Annotated[tuple[StoredReason, ...], Bounds(description="Every reason, once.")]
    seal: Annotated[
        str,
        Bounds(
            description="SHA-256 of all the rest of this document, as JSON without blanks and with an empty seal.",
            pattern=r"^[0-9a-f]{64}$|^$",
        ),
    ]


def sealed(document: Document) -> Document:
    """The same with its seal. It shows that a plan was edited, by whoever did not mean to hide it: to know that nobody did, approve its hash."""
    return replace(document, seal=_seal(document))


def is_sealed(document: Document) -> bool:
    """Whether nothing was edited since it was sealed."""
    return document.seal == _seal(document)


def _seal(document: Document) -> str:
    return sha256(line(replace(document, seal=""))).hexdigest()
