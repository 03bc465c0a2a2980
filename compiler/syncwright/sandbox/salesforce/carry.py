"""Carries a package into the org: deletes, writes, and then asks all rules of the org as it has become. Who calls decides whether it stays."""

from collections.abc import Iterator
from dataclasses import dataclass

from syncwright.sandbox.salesforce import access_rules, field_rules, flows, grants, groups, other_rules, removal
from syncwright.sandbox.salesforce.fields import field_of, parsed
from syncwright.sandbox.salesforce.kinds import ORDER, inside, prefix_of
from syncwright.sandbox.salesforce.package import Message, Package, Sent
from syncwright.sandbox.salesforce.schema import Problem, written
from syncwright.sandbox.state import State
from syncwright.xml import Element

#: Before this version a permission set is merged into the one that is there, since then it takes its place.
REPLACES_SINCE = 40


@dataclass(frozen=True, slots=True)
class Done:
    """One component as it came out. `says`: a warning; nothing was done then."""

    file: str
    type: str
    name: str
    id: str
    created: bool = False
    changed: bool = False
    deleted: bool = False
    says: str = ""


def carry(state: State, package: Package, actor: str, leave_out: frozenset[tuple[str, str]]) -> tuple[list[Done], list[Message]]:
    """What was done, and what is wrong with it. Nothing is undone here. `leave_out`: components that are not touched."""
    done: list[Done] = []
    failed: list[Message] = []
    _delete(state, package.pre, leave_out, done, failed)
    sent = sorted((one for one in package.sent if (one.type, one.name) not in leave_out), key=lambda one: (ORDER[one.type], one.name))
    wholes = [(one, _write(state, package, one, actor, done)) for one in sent]
    _delete(state, package.post, leave_out, done, failed)
    for one, whole in wholes:
        failed += [Message(one.file, one.type, one.name, problem.says, problem.line) for problem in _problems(state, one, whole)]
    _recalculate(state, done)
    return done, failed


def _delete(
    state: State, wanted: list[tuple[str, str, str]], leave_out: frozenset[tuple[str, str]], done: list[Done], failed: list[Message]
) -> None:
    for type_, name, file in wanted:
        component = state.component(type_, name)
        if (type_, name) in leave_out:
            continue
        if component is None:
            done.append(Done(file, type_, name, "", says=f"No {type_} named: {name} found"))
            continue
        says = removal.refusal(state, type_, name)
        if says is None:
            removal.remove(state, type_, name)
            done.append(Done(file, type_, name, component.id, changed=True, deleted=True))
        else:
            failed.append(Message(file, type_, name, says))


def _write(state: State, package: Package, sent: Sent, actor: str, done: list[Done]) -> Element:
    """Keep one component, and give back all of it as it is now."""
    if sent.type == "Flow":
        done.append(_flow(state, sent, actor))
        return sent.root
    before = state.component(sent.type, sent.name)
    root = _kept(state, package, sent, None if before is None else parsed(before.body))
    body = written(root)
    if before is not None and before.body == body:
        done.append(Done(sent.file, sent.type, sent.name, before.id))
    elif before is None and not body and inside(sent.type):
        done.append(Done(sent.file, sent.type, sent.name, ""))  # only the shell of what lies inside of it
    else:
        after = state.write_component(sent.type, sent.name, body, actor, prefix_of(sent.type))
        done.append(Done(sent.file, sent.type, sent.name, after.id, created=before is None, changed=True))
    return root


def _kept(state: State, package: Package, sent: Sent, before: Element | None) -> Element:
    """What is kept of a component: all that was sent, or that over what is there."""
    match sent.type:
        case "PermissionSet" | "MutingPermissionSet":
            computed = _computed(state, sent.root)
            if before is not None and package.version < REPLACES_SINCE:
                return grants.tidied(grants.overlaid(before, sent.root, sent.type, computed), sent.type, computed)
            return grants.tidied(sent.root, sent.type, computed)
        case "Profile":
            return grants.overlaid(before, sent.root, sent.type, _computed(state, sent.root))
        case "CustomObject" | "SharingRules":
            named = {child.tag for child in sent.root.children}
            stay = [] if before is None else [child for child in before.children if child.tag not in named]
            children = sorted([*stay, *sent.root.children], key=lambda child: child.tag)
            return Element(sent.root.tag, sent.root.line, "", children)
        case _:
            return sent.root


def _computed(state: State, root: Element) -> set[str]:
    """Fields of rows that say `editable` and that nobody edits: the word is ignored, not refused."""
    edited = [row.get("field") or "" for row in root.all("fieldPermissions") if row.get("editable") == "true"]
    return {full for full in edited if (field := field_of(state, *full.partition(".")[::2])) is not None and field.computed}


def _flow(state: State, sent: Sent, actor: str) -> Done:
    """A new version, unless the newest says the same. In production it never runs by itself; a person or the Tooling API activates it."""
    status = sent.root.get("status") or "Draft"
    if state.knobs.production and status == "Active":
        status = "Draft"
    body = written(Element(sent.root.tag, 1, "", [child for child in sent.root.children if child.tag != "status"]))
    newest = flows.latest(state, sent.name)
    if newest is not None and newest[2] == body and (status != "Active" or newest[1] == "Active"):
        # A flow that runs is not stopped by deploying it with another status.
        component = state.component("Flow", sent.name)
        return Done(sent.file, "Flow", sent.name, "" if component is None else component.id)
    component = state.write_component("Flow", sent.name, body, actor, prefix_of("Flow"))
    flows.add_version(state, sent.name, component.id, body, status, actor)
    return Done(sent.file, "Flow", sent.name, component.id, created=newest is None, changed=True)


def _problems(state: State, sent: Sent, whole: Element) -> Iterator[Problem]:
    match sent.type:
        case "PermissionSet" | "MutingPermissionSet":
            yield from access_rules.check(state, sent.root, whole, muting=sent.type == "MutingPermissionSet")
            yield from other_rules.check_member(state, sent.type, sent.name, sent.root)
        case "Profile":
            yield from access_rules.check(state, sent.root, whole, muting=False)
        case "CustomField":
            yield from field_rules.check_field(state, sent.name, sent.root)
        case "CustomObject":
            yield from field_rules.check_object(state, sent.name, whole)
        case "Flow":
            yield from other_rules.check_flow(state, sent.root)
        case "PermissionSetGroup":
            yield from other_rules.check_group(state, sent.name, sent.root)
        case "GlobalValueSet":
            yield from other_rules.check_value_set(sent.root, "customValue")
        case "StandardValueSet":
            yield from other_rules.check_value_set(sent.root, "standardValue")
        case "SharingCriteriaRule" | "SharingOwnerRule":
            yield from other_rules.check_sharing(state, sent.name, sent.root)
        case "ValidationRule":
            yield from other_rules.check_validation(state, sent.name, sent.root)


def _recalculate(state: State, done: list[Done]) -> None:
    """Groups whose members or whose own content changed grant something else now, which takes a while."""
    changed: set[str] = set()
    for one in done:
        if not one.changed or one.deleted:
            continue
        if one.type == "PermissionSetGroup":
            changed.add(one.name)
        elif one.type in {"PermissionSet", "MutingPermissionSet"}:
            changed.update(groups.groups_with(state, one.type, one.name))
    for name in sorted(changed):
        groups.recalculate(state, name)
