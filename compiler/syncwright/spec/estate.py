"""Spec kinds that say who and where: `estate` and `environment`."""

from typing import Literal

from syncwright.spec.base import Said, Spec, said
from syncwright.spec.values import (
    NOTHING,
    Address,
    ApiVersion,
    Bool,
    BusinessUnitId,
    Contact,
    Day,
    Duration,
    Folder,
    Handle,
    Host,
    Many,
    Munchkin,
    Name,
    OrgId,
    Privacy,
    Text,
    Whole,
    Zone,
)


class Owner(Said):
    """Who answers for something: a team, by the name that everything else refers to."""

    title: Text = said(description="How people call the team.")
    contact: Contact = said(description="Mail address of the team.")
    github: Handle | None = said(None, description="Handle for reviews on GitHub.")


class SalesforceEdition(Said):
    """The Salesforce side of the estate, the same in every environment."""

    edition: Literal["professional", "enterprise", "unlimited", "performance", "developer"] = said(
        description="Edition of the production org."
    )
    api_version: ApiVersion = said("67.0", description="API version that is deployed with.")
    timezone: Zone | None = said(None, description="Time zone of the org: where its days begin and end.")


class SensitivitySpec(Said):
    """How sensitive the data of one privacy class is, as Salesforce calls it, where that is not what this program takes it for."""

    classification: Literal["Public", "Internal", "Confidential", "Restricted", "MissionCritical"] | None = said(
        None, description="Data sensitivity level."
    )
    compliance: Many[Literal["CCPA", "COPPA", "GDPR", "HIPAA", "PCI", "PII"]] | None = said(
        None, description="Compliance categorization; an empty list for none."
    )


class PolicySpec(Said):
    """How strict this estate is."""

    rules: dict[Text, Literal["error", "warning", "note", "off"]] = said(
        NOTHING, description="Severity by rule name, where it differs from the default."
    )
    privacy: dict[Privacy, SensitivitySpec] = said(
        NOTHING, description="Data sensitivity of the fields that the estate creates, by privacy class."
    )
    review_every: Duration | None = said(None, description="How long a review of a field holds.")
    removals: Whole = said(25, description="How many parts a plan may take away before their exact number has to be allowed.")


class EstateSpec(Spec):
    """The estate: everything one folder of specs describes."""

    estate: Name = said(description="Name of the estate.")
    owner: Name = said(description="Owner of what names no other.")
    default_environment: Name | None = said(None, description="Environment that `check` and `build` take; not needed where there is one.")
    owners: dict[Name, Owner] = said(description="Teams that own specs, by name.")
    salesforce: SalesforceEdition = said(description="The Salesforce side.")
    policy: PolicySpec = said(PolicySpec.model_construct(), description="How strict this estate is.")


class OrgSpec(Said):
    """One Salesforce org."""

    org: OrgId = said(description="Id of the org, so that a plan can never reach another one.")
    instance: Host = said(description="Host name of the org, from its My Domain.")
    inventory: Folder = said(description="Where the inventory of this org is kept, below the specs.")


class ConnectorPlace(Said):
    """A connector in one environment."""

    munchkin: Munchkin | None = said(None, description="Marketo: Munchkin id of the instance.")
    business_unit: BusinessUnitId | None = said(None, description="Account Engagement: id of the business unit.")
    state: Literal["paused", "running"] | None = said(None, description="Whether the connector runs here.")
    first_sync: Day | None = said(None, description="Marketo: day of the first sync, after which its fields are there for good.")


class UserPlace(Said):
    """A sync user in one environment."""

    username: Contact = said(description="Name that the user logs in with, which is unlike any other in the world.")


class EnvironmentSpec(Spec):
    """One environment: everything that differs between sandbox and production, and no secret."""

    environment: Name = said(description="Name of the environment.")
    protected: Bool = said(False, description="Whether changes here need more care: production.")
    salesforce: OrgSpec = said(description="The org of this environment.")
    connectors: dict[Address, ConnectorPlace | Literal["absent"]] = said(NOTHING, description="Connectors here, or `absent`.")
    users: dict[Name, UserPlace] = said(NOTHING, description="Sync users here.")
