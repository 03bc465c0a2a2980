"""What can be proven of the choices of a step: that one is never taken, and that two fit the same people. The first choice that fits is taken."""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.catalog.model import CampaignStep, Catalog, CatalogCampaign
from syncwright.diagnostics import Finding
from syncwright.expression.algebra import disjoint, implies, never
from syncwright.expression.clock import Clock
from syncwright.expression.predicate import All, Not, Predicate
from syncwright.platforms.marketo.campaigns.rules import CHOICE_NEVER_TAKEN, CHOICES_OVERLAP
from syncwright.platforms.marketo.campaigns.words import FIRST_CHOICE
from syncwright.rules._filters import clock


def choice_findings(catalog: Catalog, one: CatalogCampaign) -> Iterator[Finding]:
    """Findings about the choices of one campaign's steps."""
    today = clock(catalog)
    for step in one.steps:
        for index in range(1, len(step.spec.choices)):
            on = {owner: _among(one, owner, choices) for owner, choices in step.choices.items()}
            lost = bool(on) and all(_never(choices, index, today) for choices in on.values())
            yield from _lost(one, step, on, index, today) if lost else _overlap(one, step, on, index, today)


#: Whom each choice of a step is for, by object.
_On = Mapping[str, Sequence[Predicate]]


def _among(one: CatalogCampaign, owner: str, choices: Sequence[Predicate]) -> list[Predicate]:
    """The choices as they are to those who go through."""
    return [All((one.on[owner], choice)) for choice in choices] if owner in one.on else [*choices]


def _never(choices: Sequence[Predicate], index: int, today: Clock) -> bool:
    return bool(never(All((choices[index], *(Not(above) for above in choices[:index]))), today))


def _lost(one: CatalogCampaign, step: CampaignStep, on: _On, index: int, today: Clock) -> Iterator[Finding]:
    choices = next(iter(on.values()))
    taker = next((above for above in range(index) if implies(choices[index], choices[above], today)), None)
    related = ((one.at(*step.keys, "choices", taker, "if"), "takes them"),) if taker is not None else ()
    message = f"nobody is left for this choice of `{one.name}`, as the choices above take everybody whom it fits"
    help_ = f"put the narrower choice above the wider one: {FIRST_CHOICE.says}"
    yield CHOICE_NEVER_TAKEN(one.at(*step.keys, "choices", index, "if"), message, help=help_, related=related)


def _overlap(one: CatalogCampaign, step: CampaignStep, on: _On, index: int, today: Clock) -> Iterator[Finding]:
    """Another choice above that fits some of the same people. Where one lies within the other, the order says what is meant."""
    said = step.spec.choices
    for above in range(index):
        if said[above].to != said[index].to and any(_partly(choices[above], choices[index], today) for choices in on.values()):
            message = (
                f"some people fit this choice of `{one.name}` and one above, and get {_value(said[above].to)}, not {_value(said[index].to)}"
            )
            related = ((one.at(*step.keys, "choices", above, "if"), "fits them, too"),)
            help_ = f"say in one of the two whom the other is for, so that their order means nothing: {FIRST_CHOICE.says}"
            yield CHOICES_OVERLAP(one.at(*step.keys, "choices", index, "if"), message, help=help_, related=related)
            return


def _value(said: str | None) -> str:
    return f"`{said}`" if said is not None else "no value"


def _partly(above: Predicate, here: Predicate, today: Clock) -> bool:
    """Whether it is proven that some fit both, and neither holds the other."""
    return disjoint(above, here, today) is False and implies(here, above, today) is False and implies(above, here, today) is False
