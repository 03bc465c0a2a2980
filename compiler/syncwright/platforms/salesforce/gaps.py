"""What adopted access lacks: what connectors want and nothing grants, and what its own rows need. Found, and never added."""

from collections.abc import Iterable, Iterator, Sequence

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Key, Place, Rule
from syncwright.platforms.salesforce import rules
from syncwright.platforms.salesforce.closure import WORDS, close_set, needs_of_converting, needs_of_fields
from syncwright.platforms.salesforce.effective import Effective
from syncwright.platforms.salesforce.facts import STANDS_FOR, Stand
from syncwright.platforms.salesforce.granting import Granted
from syncwright.platforms.salesforce.grants import Grants
from syncwright.platforms.salesforce.naming import User
from syncwright.records import Struct
from syncwright.want import Reason, WantElement, WantField, WantObject, WantPermission

#: How many missing things a message names before it counts the rest.
_NAMED = 4


class Missing(Struct, frozen=True):
    """One thing that is missing, in words, and what wants it. `vital`: the sync fails without."""

    what: str
    reason: Reason
    vital: bool = False


def gaps(catalog: Catalog, user: User, grants: Grants, wanted: Sequence[Granted], access: Effective) -> Iterator[Finding]:
    """What was adopted for a user lacks; one finding a cause. `wanted` is what connectors ask for and adoption does not grant."""
    told: set[str] = set()
    known = user.spec.profile is not None and not access.held.unknown
    for reason, whats, vital in _by_cause(_unmet(wanted, access)):
        told.update(whats)
        rule = rules.ADOPTED_GAP_STOPS_SYNC if vital and known else rules.ADOPTED_GAP
        yield _gap(user, user.at("preset"), whats, reason.why, access, related=((reason.place, "wanted here"),), rule=rule)
    for reasons, whats in _by_row(_needed(catalog, grants)):
        yield _gap(user, reasons[0].place, whats, _several([one.why for one in reasons]), None)
    converting = [_words(stands) for stands, _ in needs_of_converting(grants) if not access.holds(stands)]
    if converting:
        reason = grants.permissions["ConvertLeads"][0]
        why = "Salesforce Help, as quoted in its community, asks for it to convert leads"
        yield _gap(user, reason.place, converting, why, access)
    objects = [what for stands, _ in needs_of_fields(grants) if not access.holds(stands) and (what := _words(stands)) not in told]
    if objects:
        yield _gap(user, user.at("preset"), objects, "fields of an object are reached only through the object", access)


def _unmet(wanted: Iterable[Granted], access: Effective) -> Iterator[Missing]:
    """Each thing once, for whoever wants it first."""
    told: set[str] = set()
    for want in wanted:
        for what in _lacking(want, access):
            if what not in told:
                told.add(what)
                yield Missing(what, want.reason, not isinstance(want, WantElement) and want.vital)


def _lacking(want: Granted, access: Effective) -> Iterator[str]:
    match want:
        case WantField():
            if not access.grants(want.object, want.field, edit=want.edit):
                yield f"{'Edit' if want.edit else 'Read'} on `{want.object}.{want.field}`"
        case WantObject():
            yield from (_words(stands) for stands in _stands(want) if not access.holds(stands))
        case WantPermission():
            if not access.holds(want.permission):
                yield f"`{want.permission}`"


def _stands(want: WantObject) -> Iterator[Stand]:
    instead = STANDS_FOR.get(want.object)
    for each in want.access:
        if instead is None:
            yield want.object, each
        elif each in instead:
            yield instead[each]


def _needed(catalog: Catalog, grants: Grants) -> Iterator[Missing]:
    """What the rows need in the same set, or a deployment of it is refused."""
    closed = grants.copy()
    close_set(closed, catalog.org)
    for key, reasons in closed.objects.items():
        if key not in grants.objects:
            yield Missing(_words(key), reasons[0])
    for name, reasons in closed.permissions.items():
        if name not in grants.permissions:
            yield Missing(f"`{name}`", reasons[0])


def _words(stands: Stand) -> str:
    return f"`{stands}`" if isinstance(stands, str) else f"{WORDS[stands[1]]} on `{stands[0]}`"


def _by_cause(missing: Iterable[Missing]) -> Iterator[tuple[Reason, list[str], bool]]:
    """Together what the same place wants for the same reason, and whether the sync fails without."""
    causes: dict[tuple[str, str, tuple[Key, ...], bool], tuple[Reason, list[str], bool]] = {}
    for one in missing:
        reason = one.reason
        causes.setdefault((reason.why, reason.path, reason.keys, one.vital), (reason, [], one.vital))[1].append(one.what)
    yield from causes.values()


def _by_row(missing: Iterable[Missing]) -> Iterator[tuple[list[Reason], list[str]]]:
    """Together what one row needs, whatever it needs it for."""
    rows: dict[Place, tuple[list[Reason], list[str]]] = {}
    for one in missing:
        reasons, whats = rows.setdefault(one.reason.place, ([], []))
        reasons.append(one.reason)
        whats.append(one.what)
    yield from rows.values()


def _several(whys: Sequence[str]) -> str:
    different = list(dict.fromkeys(whys))
    return "; ".join(different[:2]) + ("; and so on" if len(different) > 2 else "")


def _gap(
    user: User,
    place: Place,
    whats: Sequence[str],
    why: str,
    access: Effective | None,
    *,
    related: tuple[tuple[Place, str], ...] = (),
    rule: Rule = rules.ADOPTED_GAP,
) -> Finding:
    named = list(dict.fromkeys(whats))
    rest = f" and {len(named) - _NAMED} more" if len(named) > _NAMED + 1 else ""
    listed = ", ".join(named[:_NAMED] if rest else named)
    return rule(place, f"`{user.name}` was adopted without {listed}{rest}: {why}", help=_help(user, access), related=related)


def _help(user: User, access: Effective | None) -> str:
    """Where else it may come from: what nobody looked into may grant it."""
    if access is None:
        return "grant it, or allow this finding with what you saw in the org"
    if access.held.unknown:
        return f"grant it, or import `{access.held.unknown[0].name}`, which may grant it"
    if user.spec.profile is None:
        return "grant it, or say which profile the user has, if that grants it"
    return "grant it, or allow this finding with what you saw in the org"
