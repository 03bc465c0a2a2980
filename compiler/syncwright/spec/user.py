"""Spec kind `sync_user`: the Salesforce user that a connector works through, and what it may do."""

from typing import Literal

from syncwright.spec.base import Said, Spec, said
from syncwright.spec.values import NOTHING, Access, ApiName, Bool, Description, FieldPath, Label, Many, Maybe, Name, OneOrMore, Text


class ObjectGrant(Said):
    """Access to an object beyond what the fields ask for."""

    access: OneOrMore[Access] = said(description="What may be done with records; what that needs is added.")
    why: Text | None = said(None, description="Why it is granted, where `grants` does not say it for all.")
    external: Bool = said(False, description="Another package brings the object, and its source is not in the inventory.")


class FieldGrant(Said):
    """Access to a field beyond what its direction asks for."""

    access: Literal["read", "edit"] = said(description="`edit` includes reading.")
    why: Text | None = said(None, description="Why it is granted, where `grants` does not say it for all.")
    external: Bool = said(False, description="Another package brings the field, and its source is not in the inventory.")


class TabGrant(Said):
    """A tab."""

    visibility: Literal["visible", "available"] = said(
        "visible", description="`visible` puts it into the app's navigation; `available` lets people add it."
    )
    why: Text | None = said(None, description="Why it is granted, where `grants` does not say it for all.")


class OtherGrant(Said):
    """Anything that is granted as a whole: a user permission, an Apex class, an app."""

    why: Text | None = said(None, description="Why it is granted, where `grants` does not say it for all.")


Others = dict[Text, Maybe[OtherGrant]]


class Grants(Said):
    """What is granted beyond what the connectors want, each with its reason. All that a permission set can hold has its place."""

    why: Text | None = said(None, description="The reason of every grant here that gives none of its own.")
    objects: dict[ApiName, ObjectGrant] = said(NOTHING, description="Access to objects.")
    fields: dict[FieldPath, FieldGrant] = said(NOTHING, description="Access to fields, by `Object.Field`.")
    permissions: dict[ApiName, Maybe[OtherGrant]] = said(NOTHING, description="User permissions, by API name.")
    agents: Others = said(NOTHING, description="Agents.")
    apps: Others = said(NOTHING, description="Apps, such as `standard__Sales`.")
    classes: Others = said(NOTHING, description="Apex classes.")
    computing_summaries: Others = said(NOTHING, description="Definitions of generated summaries.")
    custom_permissions: Others = said(NOTHING, description="Custom permissions.")
    custom_settings: Others = said(NOTHING, description="Custom settings.")
    email_routing_addresses: Others = said(NOTHING, description="E-mail routing addresses.")
    external_credentials: Others = said(NOTHING, description="Principals of external credentials, such as `Billing-Service`.")
    external_data_sources: Others = said(NOTHING, description="External data sources.")
    flows: Others = said(NOTHING, description="Flows.")
    metadata_types: Others = said(NOTHING, description="Custom metadata types.")
    pages: Others = said(NOTHING, description="Visualforce pages.")
    record_types: Others = said(NOTHING, description="Record types, by `Object.Record_Type`.")
    service_presence_statuses: Others = said(NOTHING, description="Service presence statuses.")
    tabs: dict[Text, Maybe[TabGrant]] = said(NOTHING, description="Tabs, such as `standard-Lead` or `Device__c`.")


class ProfileSpec(Said):
    """The profile a user has, where more is to be said than its name."""

    name: Text = said(description="Name of the profile.")
    manage: Bool = said(
        False,
        description="Take from the profile, by rows that say `false`, what the specs hide from this user. Everybody who has it loses it.",
    )


class SetSpec(Said):
    """The permission set that is made for a user, where it is to be called otherwise than the user."""

    name: ApiName | None = said(None, description="API name.")
    label: Label | None = said(None, description="Label, at most 80 characters.")
    description: Description | None = said(None, description="Description, at most 255 characters.")
    license: Text | None = said(None, description="User licence or permission set licence that it is for; best left out.")
    activation_required: Bool = said(False, description="Whether it has to be activated in each session.")


class SyncUserSpec(Spec):
    """A Salesforce user that a connector works through."""

    sync_user: Name = said(description="Name of the user in the specs.")
    owner: Name = said(description="Owner of the user.")
    kind: Literal["user", "account_engagement_integration_user"] = said(
        "user", description="An ordinary user, or the integration user that Account Engagement provides."
    )
    license: Text | None = said(None, description="User licence it has.")
    profile: Text | ProfileSpec | None = said(None, description="Profile it has: its name, or more.")
    marketing_user: Bool = said(False, description="Whether the Marketing User box of the user record is ticked.")
    with_: Many[ApiName] = said((), alias="with", description="Permission sets and groups it has besides the one made here.")
    group: Bool = said(
        False,
        description="Make one permission set group of the set made here and those of `with`, with a muting set for what the specs hide.",
    )
    permission_set: SetSpec = said(SetSpec.model_construct(), description="What the permission set made here is called.")
    preset: Literal["least-privilege", "documented", "adopted"] = said(
        "least-privilege",
        description="What connectors ask for by themselves: only what the specs need, all that the vendor's set-up page lists, or nothing "
        "beyond what was adopted, where a gap is a finding.",
    )
    grants: Grants = said(Grants.model_construct(), description="What is granted beyond that.")
