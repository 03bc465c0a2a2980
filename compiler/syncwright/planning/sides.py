"""The two sides of a plan: what the specs want, and what was seen in a tree of source files or wanted by another revision of the specs."""

from collections.abc import Collection, Mapping, Sequence

from syncwright.catalog import Catalog
from syncwright.compile import Compilation
from syncwright.diagnostics import Finding
from syncwright.plan.changes import Change
from syncwright.plan.diff import Removal
from syncwright.platform import Observed, Planning
from syncwright.records import Struct
from syncwright.resource import Observation, Resource, ResourceType
from syncwright.text import SourceFile


class Wanted(Struct, frozen=True):
    """What the specs want of platforms: resources and removals by address, and the types of both."""

    resources: Mapping[str, Resource]
    removed: Mapping[str, Removal]
    types: Mapping[str, ResourceType]

    @property
    def addresses(self) -> frozenset[str]:
        """Every address that has to be looked at: what is wanted, what is to go, and what had another name."""
        former = (one.previously for one in self.resources.values() if one.previously is not None)
        return frozenset((*self.resources, *self.removed, *former))


def wanted(compilation: Compilation, *, in_source: bool) -> Wanted:
    """What the specs want; without what no source file says, if `in_source`."""
    catalog, every = catalog_of(compilation), plannings(compilation)
    types = {one.name: one for planning in every for one in planning.types}
    made = {one.address for one in compilation.resources}
    beside = (one for planning in every if planning.beside for one in planning.beside(catalog, made))
    removed = (one for planning in every if planning.removed for one in planning.removed(catalog))
    return Wanted(
        {one.address: one for one in (*compilation.resources, *beside) if types[one.type].in_source or not in_source},
        {one.address: one for one in removed},
        types,
    )


def source_names(compilation: Compilation, addresses: Collection[str]) -> tuple[str, ...]:
    """Endings of the names of the files that say what is at these addresses."""
    return tuple(sorted({name for planning in plannings(compilation) if planning.files for name in planning.files(addresses)}))


def observe_source(compilation: Compilation, sources: Sequence[SourceFile], addresses: Collection[str], where: str) -> Observed:
    """What a tree of source files says of these addresses. With findings there is nothing to plan with."""
    resources: dict[str, Resource] = {}
    complete: set[str] = set()
    absent: set[str] = set()
    findings: list[Finding] = []
    for planning in plannings(compilation):
        if planning.observe is not None:
            observed = planning.observe(sources, addresses)
            resources |= observed.observation.resources
            complete |= observed.observation.complete
            absent |= observed.observation.absent
            findings += observed.findings
    return Observed(Observation(resources, frozenset(complete), frozenset(absent), where), tuple(findings))


def observe_revision(former: Compilation, want: Wanted, where: str) -> Observation:
    """What another revision of the specs wanted, taken as what is there."""
    catalog = catalog_of(former)
    resources = {one.address: one for one in former.resources}
    made = frozenset(resources)
    for planning in plannings(former):
        if planning.held is not None:
            resources |= {one.address: one for one in planning.held(catalog, made, want.addresses)}
    for one in want.resources.values():
        if want.types[one.type].always_there and one.previously is None and one.address not in resources:
            # Of a profile we say a few parts. That nobody said any before does not mean that it was not there.
            resources[one.address] = Resource(one.address, {})
    return Observation(resources, frozenset(resources), want.addresses - resources.keys(), where)


def catalog_of(compilation: Compilation) -> Catalog:
    """The catalog of what compiled."""
    assert compilation.catalog is not None and not compilation.failed, "nothing is planned from specs with errors"
    return compilation.catalog


def plannings(compilation: Compilation) -> list[Planning]:
    """What platforms do for plans."""
    return [one.planning() for one in compilation.platforms.values() if one.planning is not None]


def written(
    compilation: Compilation, changes: Sequence[Change], sources: Sequence[SourceFile], folders: Collection[str]
) -> dict[str, bytes | None]:
    """The files that carry changes out on a tree, by path; None for those that go. `sources` and `folders` are relative to it."""
    files: dict[str, bytes | None] = {}
    for planning in plannings(compilation):
        if planning.written is not None:
            files |= planning.written(changes, sources, folders)
    return files
