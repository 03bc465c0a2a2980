"""What a person of Marketo needs to come into Salesforce: something that sends them, and the fields without which the first push fails."""

from collections.abc import Iterator

from syncwright.candidates.answer import Answer, Remark
from syncwright.candidates.read import MISSING, Candidate
from syncwright.catalog.model import Catalog, CatalogCampaign, Named
from syncwright.facts import Fact
from syncwright.platforms.marketo.compiled import MarketoConnector

#: What the first push needs, by API name, with the name in Marketo's REST API and the option that fills it.
NEEDED = {"LastName": ("lastName", "default_last_name"), "Company": ("company", "default_company")}
PUSH = Fact("the first push of a person needs a last name and a company", "Adobe: set default person last name and company name")
SENT = Fact(
    "a person comes into Salesforce by a step of a flow, by campaign sync or by hand, and not by themselves",
    "Marketing Nation knowledge base, article 303209",
    certain=False,
)
#: Steps that send a person to Salesforce, be it that they only imply it. Adobe: implied Salesforce actions.
SENDING = ("sync_person", "add_to_campaign", "change_status", "change_owner", "convert_person", "create_task")
_IMPLIED = "Adobe: implied Salesforce actions"
_THERE = ("sfdcLeadId", "sfdcContactId")


def pushed(connector: Named[MarketoConnector], candidate: Candidate) -> Iterator[Remark]:
    """Of a person who is not in Salesforce yet, whether the first push has what it needs."""
    for name, (rest, option) in NEEDED.items():
        if candidate.object == "Contact" and name == "Company":
            continue
        said = candidate.get(name) if candidate.get(name) is not MISSING else candidate.get(rest)
        default = getattr(connector.spec.options, option)
        if said is not MISSING and said not in (None, ""):
            continue
        what = f"the record has no `{name}`" if said is not MISSING else f"the record does not say `{name}`"
        if default is not None:
            says = f"{what}: the first push fills in `{default}`, if the option is set in Marketo as the specs say"
            yield Remark("first push", "yes", says, connector.at("options", option), PUSH.source)
        else:
            state = "no" if said is not MISSING else "unknown"
            says = f"{what}, and no `{option}` fills it: {PUSH.says}"
            yield Remark("first push", "no" if state == "no" else "unknown", says, connector.at("connector"), PUSH.source)


def person(catalog: Catalog, connector: Named[MarketoConnector], candidate: Candidate) -> Answer:
    """Of a person as Marketo has them, whether they are in Salesforce, what would send them there, and what that needs."""
    there = next((name for name in _THERE if candidate.get(name) not in (MISSING, None, "")), None)
    if there is not None:
        says = f"the person is in Salesforce, as `{there}` says: ask about that record, which says more"
        return Answer((Remark("person", "yes", says),))
    sending = list(_sending(catalog, connector.name))
    remarks = [*pushed(connector, candidate), *sending]
    if connector.spec.options.campaign_sync:
        says = "campaign sync creates members of synced programmes as leads: whether the person is one is not known"
        remarks.append(Remark("campaign sync", "unknown", says, connector.at("options", "campaign_sync"), "Adobe: campaign sync"))
    if not sending:
        remarks.append(Remark("campaigns", "unknown", "no campaign of the specs sends people to Salesforce", connector.at("connector")))
    return Answer(tuple(remarks), unseen=(Remark("sending", "note", SENT.says, None, SENT.source, SENT.certain),))


def _sending(catalog: Catalog, connector: str) -> Iterator[Remark]:
    for one in catalog.campaigns.values():
        step = next((step for step in one.steps if step.kind in SENDING), None)
        if one.connector == connector and step is not None:
            yield _sends(one, step.kind, step.keys)


def _sends(one: CatalogCampaign, kind: str, keys: tuple[str | int, ...]) -> Remark:
    implied = "" if kind in ("sync_person", "convert_person") else f", which `{kind}` implies"
    says = f"`{one.name}` creates a lead of whoever goes through it{implied}: whether the person does is Marketo's to say"
    return Remark(f"campaign {one.name}", "unknown", says, one.at(*keys), _IMPLIED)
