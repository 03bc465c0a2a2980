"""Wants as permission sets, one a user: the union of what is asked, closed under what that needs, each part with its reasons."""

import re
from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog, Named
from syncwright.diagnostics import Finding, Place
from syncwright.inventory import Field
from syncwright.names import did_you_mean
from syncwright.platform import Lowered
from syncwright.platforms.salesforce import rules
from syncwright.platforms.salesforce.closure import close
from syncwright.platforms.salesforce.facts import DESCRIPTION_LENGTH, LABEL_LENGTH, NAME_LENGTH, STANDS_FOR, STANDS_FOR_FACT, Stand
from syncwright.platforms.salesforce.grants import Grants
from syncwright.platforms.salesforce.names import user_permissions
from syncwright.platforms.salesforce.security import Security, security
from syncwright.records import Struct, replace
from syncwright.resource import Resource
from syncwright.spec.compiled import SyncUserSpec
from syncwright.spec.words import Access
from syncwright.want import Reason, Want, WantField, WantHidden, WantObject, WantPermission

TYPE = "salesforce.permission_set"


def lower(catalog: Catalog, wants: Sequence[Want]) -> Lowered:
    """One permission set for each user that anything is wanted for, and findings for what cannot be granted or hidden."""
    findings = list(_taken_names(catalog))
    per_user: dict[str, Grants] = {}
    hidden: list[WantHidden] = []
    lowering = _Lowering(catalog, findings)
    for want in wants:
        if isinstance(want, WantHidden):
            hidden.append(want)
        else:
            lowering.grant(want, per_user.setdefault(want.user, Grants()))
    for user, grants in per_user.items():
        # An integration user of a platform brings its access to objects along; an ordinary one has what it is given here.
        close(grants, catalog.org, objects_of_fields=catalog.users[user].spec.kind == "user")
    findings += lowering.leaks(hidden, per_user)
    resources = (_resource(catalog, user, grants) for user, grants in per_user.items())
    return Lowered(tuple(sorted(resources, key=lambda one: one.name)), tuple(findings))


class _Lowering(Struct):
    catalog: Catalog
    findings: list[Finding]

    def grant(self, want: WantField | WantObject | WantPermission, grants: Grants) -> None:
        match want:
            case WantField():
                self._field(want, grants)
            case WantObject():
                self._object(want, grants)
            case WantPermission():
                if want.permission not in user_permissions():
                    self.findings.append(_unknown_permission(want))
                grants.permit(want.permission, want.reason)

    def _field(self, want: WantField, grants: Grants) -> None:
        held = self.catalog.org.field(want.object, want.field)
        secured = security(want.field, held)
        if secured.kind == "no":
            grants.reached.setdefault(want.object, want.reason)
            if held is not None and held.part_of is not None and not _name_part(held):
                self.findings.append(_part(want, held))
            elif want.edit and held is not None and held.read_only:
                self.findings.append(_written(want, Security("read", "this field cannot be written")))
            return
        if want.edit and (secured.kind == "read" or (held is not None and held.read_only and not want.field.endswith("__c"))):
            self.findings.append(_written(want, secured))
            want = replace(want, edit=False)
        if secured.kind == "undocumented":
            self.findings.append(_undocumented(want))
        key = f"{want.object}.{want.field}"
        grants.fields[key] = (*grants.fields.get(key, ()), want.reason)
        if want.edit:
            grants.edits.add(key)

    def _object(self, want: WantObject, grants: Grants) -> None:
        stands = STANDS_FOR.get(want.object)
        for access in want.access:
            if stands is None:
                grants.grant(want.object, access, want.reason)
            elif access in stands:
                _stand(want, access, stands[access], grants)
            elif (want.object, access) != ("User", "read"):
                message = f"`{access}` on `{want.object}` cannot be granted: the object has no permissions of its own"
                help_ = f"it can be given: {', '.join(stands) or 'read, which everybody has'}"
                self.findings.append(rules.OBJECT_WITHOUT_PERMISSIONS(want.reason.place, message, help=help_))

    def leaks(self, hidden: Sequence[WantHidden], per_user: dict[str, Grants]) -> Iterator[Finding]:
        """Fields that are to be hidden and cannot be, because something grants them or whoever sees the object sees them."""
        for want in hidden:
            grants = per_user.get(want.user)
            if grants is None:
                continue
            granted = grants.fields.get(f"{want.object}.{want.field}")
            held = self.catalog.org.field(want.object, want.field)
            secured = security(want.field, held)
            if granted is not None:
                yield _granted_too(want, granted[0])
            elif secured.kind == "undocumented" and grants.sees(want.object):
                message = f"whether `{want.object}.{want.field}` can be hidden is not documented: it may have no field-level security"
                help_ = "look as this user in the org, and allow this finding with what you saw"
                yield rules.SECURITY_NOT_DOCUMENTED(want.reason.place, message, help=help_)
            elif secured.kind == "no" and _seen(want, held, grants):
                message = f"`{want.object}.{want.field}` cannot be hidden from `{want.user}`: {secured.because}"
                help_ = "sync it with a reason, or take the field out of the specs"
                yield rules.CANNOT_HIDE(want.reason.place, message, help=help_)


def _stand(want: WantObject, access: Access, stands: Stand, grants: Grants) -> None:
    whence = f"the permission `{stands}`" if isinstance(stands, str) else f"access to `{stands[0]}`"
    words = STANDS_FOR_FACT.worded(f"{access} `{want.object}` comes from {whence}") + f": {want.reason.why}"
    grants.stand(stands, replace(want.reason, why=words, added=True))


def _seen(want: WantHidden, held: Field | None, grants: Grants) -> bool:
    """Whether a field without field-level security of its own is seen: a part of an address with the address, another with its object."""
    if held is not None and held.part_of is not None and not _name_part(held):
        return f"{want.object}.{held.part_of}" in grants.fields
    return grants.sees(want.object)


def _granted_too(want: WantHidden, other: Reason) -> Finding:
    message = f"`{want.object}.{want.field}` cannot be hidden from `{want.user}`: the same user is granted it, because: {other.why}"
    help_ = "let one of the two give way, or use another user"
    related = ((other.place, "granted here"),) if other.place != want.reason.place else ()
    return rules.CANNOT_HIDE(want.reason.place, message, help=help_, related=related)


def _name_part(held: Field) -> bool:
    """Parts of a person's name are fields of their own that everybody sees; parts of an address are not."""
    return held.part_of == "Name"


def _in_object(want: WantField) -> bool:
    """Whether a field's own spec asks for it, and not a user's grants."""
    return want.reason.keys[:1] == ("fields",)


def _part(want: WantField, held: Field) -> Finding:
    message = f"`{want.object}.{want.field}` is a part of `{held.part_of}`, and access is granted on the whole"
    part = want.field.removeprefix((held.part_of or "").removesuffix("Address"))
    help_ = f"name `{held.part_of}` and list `{part}` under its `parts:`" if _in_object(want) else f"grant `{want.object}.{held.part_of}`"
    return rules.PART_OF_COMPOUND(Place(want.reason.path, want.reason.keys, "key"), message, help=help_)


def _written(want: WantField, secured: Security) -> Finding:
    message = f"`{want.object}.{want.field}` cannot be written: {secured.because or 'the API neither creates nor updates it'}"
    return rules.READ_ONLY_FIELD_WRITTEN(
        want.reason.place, message, help="use `sync: from-salesforce`" if _in_object(want) else "use `access: read`"
    )


def _undocumented(want: WantField) -> Finding:
    message = f"whether `{want.object}.{want.field}` has field-level security is not documented; access to it is granted as if it had"
    return rules.SECURITY_NOT_DOCUMENTED(
        want.reason.place, message, help="a validation deploy shows it; allow this finding with what you saw"
    )


def _unknown_permission(want: WantPermission) -> Finding:
    message = f"`{want.permission}` is not among the user permissions that are documented"
    of_the_user = "it is a box on the user record: say `marketing_user: true`" if want.permission == "MarketingUser" else None
    help_ = of_the_user or did_you_mean(want.permission, user_permissions())
    return rules.UNKNOWN_USER_PERMISSION(want.reason.place, message, help=help_)


def set_name(user: str) -> str:
    """API name of a user's permission set: letters, digits and single underscores, first a letter, at most 80 characters."""
    name = "_".join(word.capitalize() for word in re.split("[-_]", user))
    return (name if name[0].isalpha() else f"User_{name}")[:NAME_LENGTH].rstrip("_")


def _taken_names(catalog: Catalog) -> Iterator[Finding]:
    """Users that would get one permission set between them, or that have a set of this name already."""
    users: dict[str, Named[SyncUserSpec]] = {}
    for user in catalog.users.values():
        name = set_name(user.name)
        other = users.setdefault(name, user)
        if other is not user:
            message = f"`{user.name}` and `{other.name}` would both get the permission set `{name}`"
            help_ = "rename one of the two by more than `-` and `_`"
            yield rules.PERMISSION_SET_NAME_TAKEN(
                user.at("sync_user"), message, help=help_, related=((other.at("sync_user"), "the other"),)
            )
        if name in user.spec.with_:
            message = f"`{name}` is made for this user, and what is made replaces a permission set of that name"
            help_ = "leave it out here if it is the one; rename the user if it is not"
            yield rules.PERMISSION_SET_NAME_TAKEN(user.at("with", user.spec.with_.index(name)), message, help=help_)


def _resource(catalog: Catalog, user: str, grants: Grants) -> Resource:
    name = set_name(user)
    estate = catalog.estate.name
    description = f"What the sync user {user} may see and do. Compiled from the specs of {estate}: change those, not this set."
    objects: dict[str, list[Access]] = {}
    for object_name, access in sorted(grants.objects):
        objects.setdefault(object_name, []).append(access)
    because = {
        "object_permissions": {f"{o}:{a}": reasons for (o, a), reasons in grants.objects.items()},
        "field_permissions": grants.fields,
        "user_permissions": grants.permissions,
    }
    return Resource(
        f"{TYPE}/{name}",
        {
            "label": name.replace("_", " ")[:LABEL_LENGTH],
            "description": description[:DESCRIPTION_LENGTH],
            "object_permissions": {o: " ".join(accesses) for o, accesses in sorted(objects.items())},
            "field_permissions": {f: "edit" if f in grants.edits else "read" for f in sorted(grants.fields)},
            "user_permissions": dict.fromkeys(sorted(grants.permissions), "enabled"),
        },
        because,
    )
