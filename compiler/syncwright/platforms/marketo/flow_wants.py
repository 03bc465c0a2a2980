"""What the steps of campaigns need of Salesforce: a step that reaches into it is a want, with the campaign as its reason."""

from collections.abc import Iterator

from syncwright.catalog.model import CampaignStep, Catalog, CatalogCampaign
from syncwright.facts import Fact
from syncwright.records import Struct
from syncwright.spec.words import Access
from syncwright.want import Reason, Want, WantObject, WantPermission


class Need(Struct, frozen=True):
    """A permission, or access to an object, and the fact behind it."""

    fact: Fact
    permission: str | None = None
    object: str = ""
    access: tuple[Access, ...] = ()


_SYNCS = Need(Fact("it makes a lead of a person whom Salesforce does not have", "Adobe: Sync Person to SFDC"), None, "Lead", ("create",))
_IMPLIED = Need(
    Fact("it syncs a person whom Salesforce does not have, as a lead", "Adobe: Implied Salesforce Actions"), None, "Lead", ("create",)
)
#: What converting leads takes in Salesforce besides the permission, Salesforce says; whoever grants it adds that.
_CONVERTS = Need(Fact("it converts the lead, and makes an account and an opportunity", "Adobe: SFDC contact sync"), "ConvertLeads")
_MEMBERS = Need(
    Fact(
        "it changes the members of a campaign, which takes edit on campaigns", "Salesforce Ben: the Marketing User checkbox", certain=False
    ),
    None,
    "Campaign",
    ("read", "edit"),
)
_OWNER = Need(Fact("it changes the owner of a lead", "Adobe: Change Owner"), None, "Lead", ("edit",))
_TASK = Need(Fact("it makes a task in Salesforce", "Adobe: Create Task"), "EditTask")

#: What each kind of step needs that needs anything. A step that changes a value needs what the field's own direction says.
NEEDS: dict[str, tuple[Need, ...]] = {
    "sync_person": (_SYNCS,),
    "convert_person": (_IMPLIED, _CONVERTS),
    "create_task": (_IMPLIED, _TASK),
    "change_owner": (_IMPLIED, _OWNER),
    "add_to_campaign": (_IMPLIED, _MEMBERS),
    "change_status": (_IMPLIED, _MEMBERS),
}
#: Steps that name a campaign of Salesforce.
OF_CAMPAIGNS = ("add_to_campaign", "change_status")


def of_flows(catalog: Catalog, connector: str, user: str) -> Iterator[Want]:
    """What the campaigns of one connector need, each thing once for each campaign."""
    for campaign in campaigns_of(catalog, connector):
        told: set[tuple[str | None, str, tuple[Access, ...]]] = set()
        for step in campaign.steps:
            for need in NEEDS.get(step.kind, ()):
                thing = (need.permission, need.object, need.access)
                if thing not in told:
                    told.add(thing)
                    yield _want(user, need, because(campaign, step, need.fact))


def campaigns_of(catalog: Catalog, connector: str) -> Iterator[CatalogCampaign]:
    """Its campaigns, in order of their names."""
    for campaign in catalog.campaigns.values():
        if campaign.connector == connector:
            yield campaign


def because(campaign: CatalogCampaign, step: CampaignStep, fact: Fact) -> Reason:
    """A step as a reason, in words such as: the campaign `hand-over` has a step convert_person: it converts the lead."""
    why = f"the campaign `{campaign.name}` has the step `{step.kind}`: {fact.worded(fact.says)}"
    return Reason(why, f"{campaign.key}#flow.{step.number}", campaign.path, (*step.keys, step.kind))


def _want(user: str, need: Need, reason: Reason) -> Want:
    if need.permission is not None:
        return WantPermission(user, need.permission, reason)
    return WantObject(user, need.object, need.access, reason)
