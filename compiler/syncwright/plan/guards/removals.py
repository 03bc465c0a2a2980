"""Guards against taking away more than anybody meant: many parts at once, and everything of one kind."""

from collections.abc import Iterator, Mapping

from syncwright.diagnostics import Finding
from syncwright.plan.changes import Change, Recreate, Rename, Update
from syncwright.plan.guards.rules import ARCHIVES_RECORDS, EMPTIED, MANY_REMOVALS
from syncwright.plan.guards.subject import Guarded
from syncwright.resource import ResourceType

#: The share of a resource's parts that may go without a word.
SHARE = 0.2


def many(guarded: Guarded) -> Iterator[Finding]:
    """More removals than the estate's policy lets pass, or more than a fifth of one resource, unless their exact number was allowed."""
    removed = guarded.removed
    total = sum(removed.values())
    if guarded.allowed == total:
        return
    said = f"; `--allow-removals {guarded.allowed}` was said" if guarded.allowed is not None else ""
    help_ = f"look at each of them, and if they are meant say `--allow-removals {total}`"
    if total > guarded.most:
        largest = max(removed, key=lambda address: (removed[address], address))
        parts = ", ".join(f"{number} of `{address}`" for address, number in sorted(removed.items())[:5])
        message = f"this plan takes away {total} parts ({parts}), more than {guarded.most}{said}"
        yield MANY_REMOVALS(guarded.place(largest), message, help=help_)
        return
    for change in guarded.plan.changes:
        held, gone = sum(_parts(change, guarded.types).values()), removed.get(change.address, 0)
        if isinstance(change, Update | Recreate | Rename) and held and gone > SHARE * held:
            message = f"`{change.address}` loses {gone} of its {held} parts, more than {SHARE:.0%}{said}"
            yield MANY_REMOVALS(guarded.place(change.address), message, help=help_)


def emptied(guarded: Guarded) -> Iterator[Finding]:
    """A kind of specs, or of parts of a resource, of which nothing is left: most often a folder that was not there."""
    total = sum(guarded.removed.values())
    if guarded.allowed == total:
        return
    help_ = f"look whether a folder is missing; if it is meant say `--allow-removals {total}`"
    for kind, number in sorted(guarded.emptied.items()):
        yield EMPTIED(guarded.estate, f"no `{kind}` is left of {number}", help=help_)
    for change in guarded.plan.changes:
        if isinstance(change, Update | Recreate):
            for attribute, held in _parts(change, guarded.types).items():
                gone = sum(1 for edit in change.edits if edit.attribute == attribute and edit.new is None and edit.name is not None)
                if held > 1 and gone >= held and not change.after.attributes.get(attribute):
                    title = guarded.types[change.before.type].attributes[attribute].title
                    message = f"`{change.address}` keeps nothing of what it says of any {title}: {held} parts go"
                    yield EMPTIED(guarded.place(change.address), message, help=help_)


def archives(guarded: Guarded) -> Iterator[Finding]:
    """Records that are taken out of a platform, unless that was allowed."""
    for one in guarded.plan.hazards if not guarded.archive_allowed else ():
        if one.kind == "archives":
            help_ = "count them with `--data`, look whether they are meant, and say `--allow-archive`"
            yield ARCHIVES_RECORDS(guarded.place(one.address), one.says, help=help_)


def _parts(change: Change, types: Mapping[str, ResourceType]) -> dict[str, int]:
    """How many parts there are now, by attribute. Words count one by one, as in the difference; a scalar is no part."""
    before = getattr(change, "before", None)
    if before is None:
        return {}
    found: dict[str, int] = {}
    for attribute, said in types[before.type].attributes.items():
        value = before.attributes.get(attribute, "")
        if not isinstance(value, str):
            found[attribute] = sum(len(words.split()) for words in value.values()) if said.kind == "words" else len(value)
    return found
