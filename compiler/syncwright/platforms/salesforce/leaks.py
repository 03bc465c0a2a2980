"""Fields that are to be hidden from a user who sees them all the same, and what cannot be judged because it is not known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Place
from syncwright.platforms.salesforce import rules
from syncwright.platforms.salesforce.effective import Effective
from syncwright.platforms.salesforce.security import security, whole
from syncwright.platforms.salesforce.sources import Source
from syncwright.want import Reason, WantHidden


def leaks(catalog: Catalog, hidden: Iterable[WantHidden], users: Mapping[str, Effective]) -> Iterator[Finding]:
    """One finding for each field and user, with all that shows the field."""
    for want in hidden:
        yield from _leak(catalog, want, users[want.user])


def _leak(catalog: Catalog, want: WantHidden, user: Effective) -> Iterator[Finding]:
    held = catalog.org.field(want.object, want.field)
    compound = whole(held) if held is not None else None
    path = f"{want.object}.{compound or want.field}"
    granting = [one for one in user.held.known if one.field(path) is not None]
    own = next((reasons[0] for one in granting if (reasons := _asked(user, one, path))), None)
    secured = security(compound or want.field, catalog.org.field(want.object, compound) if compound else held)
    if own is not None:
        yield _granted_too(want, own, compound)
    elif secured.kind == "no":
        if user.object(want.object).read:
            message = f"`{want.object}.{want.field}` cannot be hidden from `{want.user}`: {secured.because}"
            help_ = "sync it with a reason, or take the field out of the specs"
            yield rules.CANNOT_HIDE(want.reason.place, message, help=help_)
    elif user.object(want.object).read and (shown := [*granting, *user.object(want.object).all_fields]):
        yield _shown(want, shown, compound, path)
    elif secured.kind == "undocumented" and user.object(want.object).read:
        message = f"whether `{want.object}.{want.field}` can be hidden is not documented: it may have no field-level security"
        help_ = "look as this user in the org, and allow this finding with what you saw"
        yield rules.SECURITY_NOT_DOCUMENTED(want.reason.place, message, help=help_)


def _asked(user: Effective, source: Source, path: str) -> tuple[Reason, ...]:
    """Why the user's own set grants a field; nothing for what it has from others."""
    if source.made is None or source.made is not user.own:
        return ()
    return source.made.because["field_permissions"][path]


def _granted_too(want: WantHidden, other: Reason, compound: str | None) -> Finding:
    part = f" on the whole of `{compound}`" if compound else ""
    message = f"`{want.object}.{want.field}` cannot be hidden from `{want.user}`: the same user is granted it{part}, because: {other.why}"
    help_ = "let one of the two give way, or use another user"
    related = ((other.place, "granted here"),) if other.place != want.reason.place else ()
    return rules.CANNOT_HIDE(want.reason.place, message, help=help_, related=related)


def _shown(want: WantHidden, shown: Sequence[Source], compound: str | None, path: str) -> Finding:
    words = [f"{one.kind} `{one.name}`" + (f" in group `{one.group}`" if one.group else "") + _how(one, path) for one in shown]
    part = f", a part of `{compound}`," if compound else ""
    message = f"`{want.object}.{want.field}`{part} is hidden from `{want.user}`, who sees it all the same through {' and '.join(words)}"
    related = tuple(dict.fromkeys(_whence(one, path) for one in shown))
    return rules.HIDDEN_FIELD_LEAKS(want.reason.place, message, help=_mend(shown[0], path), related=related)


def _how(source: Source, path: str) -> str:
    return "" if source.field(path) is not None else f", which has View All Fields on `{path.partition('.')[0]}`"


def _whence(source: Source, path: str) -> tuple[Place, str]:
    if source.made is not None and source.field(path) is None:
        reasons = source.made.because["object_permissions"][f"{path.partition('.')[0]}:view-all-fields"]
        return reasons[0].place, "View All Fields is granted here"
    return source.place, f"{source.kind} {source.name} comes from here"


def _mend(source: Source, path: str) -> str:
    """What to do about the first of them."""
    if source.field(path) is None:
        return f"take View All Fields on `{path.partition('.')[0]}` out of it"
    if source.kind == "profile":
        return f"say `profile: {{name: {source.name}, manage: true}}`, or take the field from the profile in the org"
    if source.group is not None:
        return "mute the field in that group, or take it out of the set"
    return "say `group: true`, so that a muting set takes it away, or take it out of the set"


def unknown(users: Mapping[str, Effective]) -> Iterator[Finding]:
    """What users have and the inventory does not hold: nothing is known of what it shows."""
    for user in users.values():
        for one in user.held.unknown:
            where = f", which is in the group `{one.within}`," if one.within else ""
            verb = "mutes" if one.what == "muting set" else "grants"
            message = f"what the {one.what} `{one.name}`{where} {verb} is not known: the inventory does not hold it"
            if one.what == "permission set" and one.within is None:
                message = f"what `{one.name}` grants is not known: the inventory holds no permission set and no group of that name"
            yield rules.ACCESS_NOT_KNOWN(one.place, message, help="retrieve it from the org and run `syncwright import`")
