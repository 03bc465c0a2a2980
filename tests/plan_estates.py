"""Plans of the small estate for tests, in memory: since other specs, or against a tree of source."""

from collections.abc import Mapping, Sequence

from small_estate import compiled, org, told
from syncwright.compile import Compilation
from syncwright.diagnostics import Diagnostic
from syncwright.inventory import Object
from syncwright.plan.changes import Change
from syncwright.plan.model import Plan
from syncwright.plan.steps import Step
from syncwright.planning import Consent, Request, guard_plan, observe_revision, observe_source, plan_estate, wanted
from syncwright.planning.sides import written
from syncwright.platform import Observed
from syncwright.text import SourceFile

MADE = "2026-06-01T08:00:00Z"
Files = Mapping[str, str | None]
Tree = dict[str, bytes]

SET = "salesforce.permission_set/Marketo_Sync"


def fine(files: Files, objects: Mapping[str, Object] | None = None) -> Compilation:
    """An estate without errors."""
    compilation = compiled(files, objects)
    assert not compilation.failed, told(compilation)
    return compilation


def request(*, in_source: bool, **more: object) -> Request:
    return Request("org" if in_source else "HEAD", in_source, MADE, "0.1", "org" if in_source else None, **more)


def since(before: Files, after: Files, objects: Mapping[str, Object] | None = None, **more: object) -> Plan:
    """What other files change, in an org that stays as it is."""
    old, new = fine(before, objects), fine(after, objects)
    want = wanted(new, in_source=False)
    return plan_estate(new, want, observe_revision(old, want, "HEAD"), request(in_source=False, **more))


def guards(before: Files, after: Files, consent: Consent = Consent()) -> list[Diagnostic]:
    """What guards say of the plan from one to the other."""
    old, new = fine(before), fine(after)
    want = wanted(new, in_source=False)
    plan = plan_estate(new, want, observe_revision(old, want, "HEAD"), request(in_source=False))
    return guard_plan(new, want, plan, consent, old)


def sources(tree: Tree) -> list[SourceFile]:
    return [SourceFile(path, data) for path, data in sorted(tree.items())]


def seen(compilation: Compilation, tree: Tree) -> Observed:
    """What a tree says of everything that is wanted."""
    return observe_source(compilation, sources(tree), wanted(compilation, in_source=True).addresses, "org")


def against(compilation: Compilation, tree: Tree, **more: object) -> Plan:
    """What a tree lacks."""
    observed = seen(compilation, tree)
    assert not observed.findings, [one.message for one in observed.findings]
    return plan_estate(compilation, wanted(compilation, in_source=True), observed.observation, request(in_source=True, **more))


def carried_out(compilation: Compilation, changes: Sequence[Change], tree: Tree) -> Tree:
    """The tree after these changes were written."""
    folders = {path.rpartition("/")[0] for path in tree}
    folders |= {parent for folder in folders for parent in _parents(folder)}
    files = written(compilation, changes, sources(tree), folders)
    kept = {path: data for path, data in tree.items() if path not in files}
    return kept | {path: data for path, data in files.items() if data is not None}


def _parents(folder: str) -> list[str]:
    parts = folder.split("/")
    return ["/".join(parts[:n]) for n in range(1, len(parts))]


def built(compilation: Compilation) -> Tree:
    """What `build` makes of an estate, as a tree."""
    return {one.path.removeprefix("salesforce/"): one.data for one in compilation.artifacts()}


def steps(plan: Plan) -> dict[str, Step]:
    """The steps by id."""
    return {step.id: step for step in plan.steps}


def edits(plan: Plan, address: str = SET) -> list[tuple[str, str | None, str | None, str | None]]:
    """The parts of one change that differ."""
    [change] = (one for one in plan.changes if one.address == address)
    return [(edit.attribute, edit.name, edit.old, edit.new) for edit in change.edits]


def holding(**fields: str) -> dict[str, Object]:
    """The org, with more fields of `Lead`; each is text with that label."""
    from syncwright.inventory import Field

    held = org()
    lead = held["Lead"]
    more = {name: Field(type="Text", label=label) for name, label in fields.items()}
    return {**held, "Lead": Object("Lead", lead.kind, {**lead.fields, **more})}
