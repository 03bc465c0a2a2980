"""Access that reaches far beyond what a sync reads and writes, by whatever a sync user has it."""

from collections.abc import Iterable, Iterator, Sequence

from syncwright.diagnostics import Finding
from syncwright.platforms.salesforce import rules
from syncwright.platforms.salesforce.closure import WORDS
from syncwright.platforms.salesforce.effective import Effective
from syncwright.platforms.salesforce.facts import CHANGES_ALL, FAR_REACHING, FAR_REACHING_ACCESS, IMPLIED, SEES_ALL, Stand
from syncwright.platforms.salesforce.granting import Granted
from syncwright.platforms.salesforce.grants import Grants
from syncwright.platforms.salesforce.naming import User
from syncwright.platforms.salesforce.sources import Source
from syncwright.spec.words import Access
from syncwright.want import Reason, WantObject, WantPermission

#: How many objects a message names before it counts the rest.
_NAMED = 4
_HELP = "take it out unless something needs it, or allow this finding with who does"


def over_grants(user: User, grants: Grants, asked: Iterable[Granted], access: Effective) -> Iterator[Finding]:
    """Rows of the user's own grants, and what else it has. What a connector asks for itself is none."""
    wanted = _wanted(asked)
    yield from _own(user, grants, wanted)
    for source in access.held.known:
        brought = source.kind == "profile" and user.spec.kind != "user"  # it comes with the platform's own user
        if source.made is None and not brought:
            yield from _besides(user, source, wanted)


def _wanted(asked: Iterable[Granted]) -> frozenset[Stand]:
    wanted: set[Stand] = set()
    for want in asked:
        if isinstance(want, WantPermission):
            wanted.add(want.permission)
        elif isinstance(want, WantObject):
            for access in want.access:
                wanted.update((want.object, each) for each in (access, *IMPLIED[access]))
    return frozenset(wanted)


def _own(user: User, grants: Grants, wanted: frozenset[Stand]) -> Iterator[Finding]:
    def row(reasons: Sequence[Reason]) -> Reason | None:
        return next((one for one in reasons if one.keys[:1] == ("grants",) and not one.added), None)

    far = [name for name in grants.permissions if name in FAR_REACHING and name not in wanted]
    for name in far:
        if (reason := row(grants.permissions[name])) is not None:
            message = f"`{user.name}` is granted `{name}`, which {FAR_REACHING[name]}"
            yield rules.OVER_GRANT(reason.place, message, help=_HELP)
    rows = {key: reason for key, reasons in sorted(grants.objects.items()) if (reason := row(reasons)) is not None}
    for access, names in _far(rows, grants.permissions, wanted):
        message = f"`{user.name}` is granted {WORDS[access]} on {_listed(names)}, which {FAR_REACHING_ACCESS[access]}"
        related = tuple((rows[name, access].place, "and here") for name in names[1:_NAMED])
        yield rules.OVER_GRANT(rows[names[0], access].place, message, help=_HELP, related=related)


def _besides(user: User, source: Source, wanted: frozenset[Stand]) -> Iterator[Finding]:
    """One finding for one source."""
    permissions = [name for name in FAR_REACHING if source.permits(name)]
    objects = [
        (name, access) for name in sorted(source.rows.get("objects", {})) for access in FAR_REACHING_ACCESS if access in source.words(name)
    ]
    parts = [f"`{name}`, which {FAR_REACHING[name]}" for name in permissions if name not in wanted]
    parts += [
        f"{WORDS[access]} on {_listed(names)}, which {FAR_REACHING_ACCESS[access]}" for access, names in _far(objects, permissions, wanted)
    ]
    if parts:
        message = f"{source.kind} `{source.name}` gives `{user.name}` {'; '.join(parts)}"
        help_ = "give the user something that holds less, or allow this finding with who needs it"
        yield rules.OVER_GRANT(source.place, message, help=help_)


def _far(rows: Iterable[tuple[str, Access]], permissions: Iterable[str], wanted: frozenset[Stand]) -> Iterator[tuple[Access, list[str]]]:
    """Objects by the far-reaching access on them; what a permission gives for all objects, or a greater access brings along, is left out."""
    held, every = set(rows), set(permissions)
    for access in FAR_REACHING_ACCESS:
        covered = CHANGES_ALL in every or (access == "view-all" and not every.isdisjoint(SEES_ALL))
        if access != "view-all-fields" and covered:
            continue
        names = [name for name, each in held if each == access and (name, access) not in wanted]
        if access == "view-all":
            names = [name for name in names if (name, "modify-all") not in held]
        if names:
            yield access, sorted(names)


def _listed(names: Sequence[str]) -> str:
    rest = f" and {len(names) - _NAMED} more" if len(names) > _NAMED + 1 else ""
    return ", ".join(f"`{name}`" for name in (names[:_NAMED] if rest else names)) + rest
