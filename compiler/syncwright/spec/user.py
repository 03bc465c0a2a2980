"""Spec kind `sync_user`: the Salesforce user that a connector works through, and what it may do."""

from typing import Literal

from syncwright.spec.base import Said, Spec, said
from syncwright.spec.values import NOTHING, Access, ApiName, Bool, FieldPath, Many, Name, OneOrMore, Text


class ObjectGrant(Said):
    """Access to an object beyond what the fields ask for."""

    access: OneOrMore[Access] = said(description="What may be done with records; what that needs is added.")
    why: Text = said(description="Why it is granted.")


class FieldGrant(Said):
    """Access to a field beyond what its direction asks for."""

    access: Literal["read", "edit"] = said(description="`edit` includes reading.")
    why: Text = said(description="Why it is granted.")


class PermissionGrant(Said):
    """A user permission."""

    why: Text = said(description="Why it is granted.")


class Grants(Said):
    """What is granted beyond what the connectors want, each with its reason."""

    objects: dict[ApiName, ObjectGrant] = said(NOTHING, description="Access to objects.")
    fields: dict[FieldPath, FieldGrant] = said(NOTHING, description="Access to fields, by `Object.Field`.")
    permissions: dict[ApiName, PermissionGrant] = said(NOTHING, description="User permissions, by API name.")


class SyncUserSpec(Spec):
    """A Salesforce user that a connector works through."""

    sync_user: Name = said(description="Name of the user in the specs.")
    owner: Name = said(description="Owner of the user.")
    kind: Literal["user", "account_engagement_integration_user"] = said(
        "user", description="An ordinary user, or the integration user that Account Engagement provides."
    )
    license: Text | None = said(None, description="User licence it has.")
    profile: Text | None = said(None, description="Profile it has.")
    marketing_user: Bool = said(False, description="Whether the Marketing User box of the user record is ticked.")
    with_: Many[ApiName] = said((), alias="with", description="Permission sets and groups it has besides the one made here.")
    preset: Literal["least-privilege", "documented"] = said(
        "least-privilege",
        description="What connectors ask for by themselves: only what the specs need, or all that the vendor's set-up page lists.",
    )
    grants: Grants = said(Grants.model_construct(), description="What is granted beyond that.")
