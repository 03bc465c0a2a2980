"""A campaign of the catalog as its document."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from syncwright.catalog.model import Catalog, CatalogCampaign
from syncwright.platforms.marketo.campaigns import words
from syncwright.platforms.marketo.campaigns.audience import audience, everybody
from syncwright.platforms.marketo.campaigns.cloning import cloning
from syncwright.platforms.marketo.campaigns.document import FORMAT, Campaign, Qualification, Schedule, Token
from syncwright.platforms.marketo.campaigns.flow import steps, triggers
from syncwright.records import builtins, compact, replace
from syncwright.spec.compiled import BatchCampaignSpec, QualifySpec, TriggerCampaignSpec

#: Units that Marketo offers, with the units of the specs that are some of them.
_UNITS = {"day": ("days", 1), "week": ("weeks", 1), "month": ("months", 1), "year": ("months", 12)}


def document(catalog: Catalog, campaign: CatalogCampaign) -> Campaign:
    """Everything of one campaign, in the environment of the catalog."""
    spec, owners = campaign.spec, catalog.estate.spec.owners
    owner = spec.owner or catalog.connectors[campaign.connector].spec.owner
    tokens, schedule = tuple(_tokens(campaign)), _schedule(catalog, campaign)
    made = Campaign(
        FORMAT,
        catalog.estate.name,
        catalog.environment.name,
        campaign.name,
        spec.for_,
        "",
        owners[owner].title if owner in owners else owner,
        " ".join(spec.why.split()),
        "trigger" if isinstance(spec, TriggerCampaignSpec) else "batch",
        everybody(campaign),
        tuple(triggers(catalog, campaign)),
        audience(catalog, campaign),
        tuple(steps(catalog, campaign)),
        _qualification(campaign),
        schedule,
        spec.limit if isinstance(spec, BatchCampaignSpec) else None,
        tokens,
        cloning(catalog, campaign, tokens, schedule),
        words.NOT_DOCUMENTED,
    )
    return replace(made, version=_version(made))


#: What is built; the rest tells people about it.
_BUILT = ("type", "everybody", "triggers", "smart_list", "flow", "qualification", "schedule", "limit", "tokens")
_TOLD = ("fact", "beside", "documented", "value_documented")


def _version(doc: Campaign) -> str:
    """Twelve characters that are the same as long as there is the same to build."""
    return sha256(compact(_bare({name: builtins(getattr(doc, name)) for name in _BUILT}))).hexdigest()[:12]


def _bare(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _bare(value) for key, value in tree.items() if key not in _TOLD}
    return [_bare(one) for one in tree] if isinstance(tree, list | tuple) else tree


def _qualification(campaign: CatalogCampaign) -> Qualification:
    said = campaign.spec.qualify
    if isinstance(said, QualifySpec):
        number, _, unit = said.every.partition(" ")
        unit = unit.removesuffix("s")
        if unit in _UNITS:
            shown, times = _UNITS[unit]
            count = int(number) * times
            return Qualification("interval", f"once every {count} {shown}", count, shown)
        return Qualification("interval", f"once every {said.every}: not offered, only days, weeks and months are", int(number), f"{unit}s")
    return Qualification("once", "only once") if said == "once" else Qualification("any", "every time")


def _schedule(catalog: Catalog, campaign: CatalogCampaign) -> Schedule | None:
    every = campaign.spec.every if isinstance(campaign.spec, BatchCampaignSpec) else None
    if every is None:
        return None
    zone = every.timezone or catalog.estate.spec.salesforce.timezone
    if every.week is not None:
        return Schedule("Weekly", every.week.at, zone, weekdays=tuple(every.week.on))
    if every.month is not None:
        return Schedule("Monthly", every.month.at, zone, day=every.month.on)
    assert every.day is not None, "the catalog asks for one of the three"
    return Schedule("Daily", every.day, zone)


def _tokens(campaign: CatalogCampaign) -> Iterator[Token]:
    for name, said in sorted(campaign.spec.tokens.items()):
        yield Token(name, "text", said) if isinstance(said, str) else Token(name, said.type, said.value)
