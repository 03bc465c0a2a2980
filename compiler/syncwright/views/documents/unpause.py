"""The answer of `unpause`: how the gate of each unit stands, check by check."""

from typing import Annotated, Literal

from syncwright.gates import By, State
from syncwright.records import Bounds, Struct


class Checked(Struct, frozen=True):
    """One check."""

    number: Annotated[int, Bounds(description="Its place in the list, from 1 to 32 for Account Engagement.")]
    name: str
    title: str
    by: Annotated[By, Bounds(description="Whether the tool looks, people say so, or both.")]
    state: Annotated[State, Bounds(description="`open` keeps the gate shut; `then` comes once nothing is open.")]
    says: str
    help: Annotated[str | None, Bounds(description="What to do while it is open.")]
    why: str
    source: str
    certain: Annotated[bool, Bounds(description="False where no page of the vendor's says it.")]
    tasks: Annotated[tuple[str, ...], Bounds(description="Names of the tasks of the runbook that close it, as `attest` takes them.")]


class ToWatch(Struct, frozen=True):
    """What to look at once it syncs."""

    when: str
    says: str
    why: str
    source: str
    certain: bool


class Passed(Struct, frozen=True):
    """That somebody recorded that nothing was open."""

    at: Annotated[str, Bounds(description="UTC, ISO.")]
    by: str
    evidence: str


class UnitGate(Struct, frozen=True):
    """The gate of one unit."""

    unit: Annotated[str, Bounds(description="Its address, such as `ae/emea`.")]
    owner: str
    may_be_unpaused: Annotated[bool, Bounds(description="Whether nothing is open.")]
    passed: Annotated[Passed | None, Bounds(description="When that was recorded last; null if it never was.")]
    checks: tuple[Checked, ...]
    watch: tuple[ToWatch, ...]


class Unpause(Struct, frozen=True):
    """What `unpause --format json` says."""

    format: Literal[1]
    environment: str
    open: Annotated[int, Bounds(description="How many checks are open, of all units.")]
    units: tuple[UnitGate, ...]
    notes: Annotated[tuple[str, ...], Bounds(description="What was not counted, and why.")]
