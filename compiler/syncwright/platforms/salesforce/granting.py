"""Wants as grants of one user's permission set: what may carry a row, what stands for it, and findings for what cannot be granted.

What was adopted is kept as it is, row for row: what does not fit is found and left where it is.
"""

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Place
from syncwright.inventory import Field
from syncwright.names import did_you_mean
from syncwright.platforms.salesforce import rules
from syncwright.platforms.salesforce.facts import EDITABLE_FACT, READ_ONLY_TYPES, STANDS_FOR, STANDS_FOR_FACT, Stand
from syncwright.platforms.salesforce.grants import Grants
from syncwright.platforms.salesforce.names import user_permissions
from syncwright.platforms.salesforce.security import Security, ordinary, security, whole
from syncwright.records import Struct, replace
from syncwright.spec.words import Access
from syncwright.want import Reason, WantElement, WantField, WantFields, WantHidden, WantObject, WantPermission, because

Granted = WantField | WantObject | WantPermission | WantElement


class Granting(Struct):
    """Grants wants, one at a time."""

    catalog: Catalog
    findings: list[Finding]

    def grant(self, want: Granted, grants: Grants) -> None:
        """What a permission set can hold of a want becomes part of the grants."""
        match want:
            case WantField():
                self.field(want, grants)
            case WantObject():
                self._object(want, grants)
            case WantPermission():
                self._permission(want, grants)
            case WantElement():
                grants.elements.setdefault(want.kind, {})[want.name] = (want.access, (want.reason,))

    def keep(self, want: Granted, grants: Grants) -> None:
        """A row that was adopted, whatever a deployment makes of it."""
        match want:
            case WantField():
                held = self.catalog.org.field(want.object, want.field)
                if (unfit := _unfit(want, held)) is not None:
                    self.findings.append(unfit)
                _row(want, grants)
            case WantObject():
                for access in want.access:
                    grants.grant(want.object, access, want.reason)
                if want.object in STANDS_FOR:
                    self.findings.append(_without_permissions(want))
            case WantPermission() | WantElement():
                self.grant(want, grants)

    def fields(self, want: WantFields, grants: Grants) -> None:
        """The rows of fields, or what stands in their way."""
        prefix, edits, rows = f"{want.object}.", want.edits, grants.fields
        for field in want.fields:
            # Unrolled: this is done for each field, and nearly all are ordinary.
            if not ordinary(field.name, field.held):
                self.field(want.one(field), grants)
                continue
            key = prefix + field.name
            before = rows.get(key)
            rows[key] = (because(field),) if before is None else (*before, because(field))
            if field.name in edits:
                grants.edits.add(key)

    def field(self, want: WantField, grants: Grants) -> None:
        """The row of a field, or what stands in its way."""
        held = self.catalog.org.field(want.object, want.field)
        if ordinary(want.field, held):
            _row(want, grants)
            return
        secured = security(want.field, held)
        if secured.kind == "no":
            grants.reached.setdefault(want.object, want.reason)
            if held is not None and whole(held) is not None:
                self.findings.append(_part(want, held))
            elif want.edit and held is not None and held.read_only:
                self.findings.append(_written(want, Security("read", "this field cannot be written")))
            return
        if want.edit and not _writable(want, held, secured):
            self.findings.append(_written(want, secured))
            want = replace(want, edit=False)
        if secured.kind == "undocumented":
            self.findings.append(_undocumented(want))
        _row(replace(want, reason=self._of_parts(want)) if held is not None and held.type == "Address" else want, grants)

    def _of_parts(self, want: WantField) -> Reason:
        """Why a compound is granted, with the parts that are meant: access is granted on the whole."""
        owner = self.catalog.objects.get(want.object)
        named = owner.fields.get(want.field) if owner is not None and of_field(want) else None
        if named is None or not named.spec.parts:
            return want.reason
        parts = ", ".join(f"`{part}`" for part in sorted(named.spec.parts))
        return replace(want.reason, why=f"{want.reason.why} (for {parts}: access is granted on the whole of `{want.field}`)")

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

    def _permission(self, want: WantPermission, grants: Grants) -> None:
        if want.permission not in user_permissions():
            self.findings.append(_unknown_permission(want))
        grants.permit(want.permission, want.reason)


def of_field(want: Granted | WantHidden) -> bool:
    """Whether a field's own spec asks for it, and not a user's grants or a connector."""
    return isinstance(want, WantField | WantHidden) and want.reason.keys[:1] == ("fields",)


def of_grants(want: Granted) -> bool:
    """Whether a row of a user's own `grants` asks for it."""
    return want.reason.keys[:1] == ("grants",)


def _row(want: WantField, grants: Grants) -> None:
    key = f"{want.object}.{want.field}"
    before = grants.fields.get(key)
    grants.fields[key] = (want.reason,) if before is None else (*before, want.reason)
    if want.edit:
        grants.edits.add(key)


def _writable(want: WantField, held: Field | None, secured: Security) -> bool:
    return secured.kind != "read" and not (held is not None and held.read_only and not want.field.endswith("__c"))


def _stand(want: WantObject, access: Access, stands: Stand, grants: Grants) -> None:
    whence = f"the permission `{stands}`" if isinstance(stands, str) else f"access to `{stands[0]}`"
    words = STANDS_FOR_FACT.worded(f"{access} `{want.object}` comes from {whence}") + f": {want.reason.why}"
    grants.stand(stands, replace(want.reason, why=words, added=True))


# ------------------------------------------------------------------ findings


def _unfit(want: WantField, held: Field | None) -> Finding | None:
    """A row of a field that takes none, or an edit that it does not take."""
    path, secured = f"`{want.object}.{want.field}`", security(want.field, held)
    if want.field == "Name" and want.object.endswith("__c"):
        return None  # sets of published apps hold such rows, and are deployed with them
    if secured.kind == "no":
        compound = whole(held) if held is not None else None
        because = f"access is granted on the whole of `{compound}`" if compound else secured.because
        help_ = "take it out of `grants`: a deployment refuses it" if secured.refused else "validate it against a sandbox before you deploy"
        return rules.ADOPTED_ROW_UNFIT(want.reason.place, f"the row of {path} was adopted and is kept, but {because}", help=help_)
    if want.edit and not _writable(want, held, secured):
        taken = held is not None and (held.formula is not None or held.type in READ_ONLY_TYPES)
        ignored = f"; {EDITABLE_FACT.says}" if taken else ""
        message = f"the edit of {path} was adopted and is kept, but {secured.because or 'the API neither creates nor updates it'}{ignored}"
        return rules.ADOPTED_ROW_UNFIT(want.reason.place, message, help="say `access: read`")
    return None


def _without_permissions(want: WantObject) -> Finding:
    message = f"the row of `{want.object}` was adopted and is kept, but no public permission set has one: {STANDS_FOR_FACT.says}"
    return rules.ADOPTED_ROW_UNFIT(want.reason.place, message, help="validate it against a sandbox before you deploy")


def _part(want: WantField, held: Field) -> Finding:
    message = f"`{want.object}.{want.field}` is a part of `{held.part_of}`, and access is granted on the whole"
    part = want.field.removeprefix((held.part_of or "").removesuffix("Address"))
    help_ = f"name `{held.part_of}` and list `{part}` under its `parts:`" if of_field(want) else f"grant `{want.object}.{held.part_of}`"
    return rules.PART_OF_COMPOUND(Place(want.reason.path, want.reason.keys, "key"), message, help=help_)


def _written(want: WantField, secured: Security) -> Finding:
    message = f"`{want.object}.{want.field}` cannot be written: {secured.because or 'the API neither creates nor updates it'}"
    return rules.READ_ONLY_FIELD_WRITTEN(
        want.reason.place, message, help="use `sync: from-salesforce`" if of_field(want) else "use `access: read`"
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
