"""The campaigns that are shipped: each as the specs that it becomes in an estate, on fields that the estate has for it."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from syncwright.catalog.model import Catalog, CatalogField, Named
from syncwright.expression.written import quoted
from syncwright.inventory import Field
from syncwright.names import did_you_mean
from syncwright.platform import Template, TemplateRefused
from syncwright.records import Struct
from syncwright.render import render
from syncwright.spec.compiled import ConnectorSpec
from syncwright.syntax.format import format_text

_PEOPLE = ("Lead", "Contact")
_WRITTEN = ("two-way", "to-salesforce")
_BAND = "scoreBand"


class Pair(Struct, frozen=True):
    """A field of people by the name that the specs give it, on leads and on contacts."""

    said: str
    lead: CatalogField
    contact: CatalogField

    def written(self, connector: str) -> bool:
        """Whether what a connector says of it reaches Salesforce on both."""
        return all(one.directions.get(connector) in _WRITTEN for one in (self.lead, self.contact))

    def is_a(self, *types: str) -> bool:
        """Whether it is of one of these types on both."""
        return all(one.held is not None and one.held.type in types and not one.held.formula for one in (self.lead, self.contact))


#: Which pairs a template can be about, and what it says where there is none.
_Fit = Callable[[Catalog, Pair], bool]


class _About(Struct, frozen=True):
    """What a template needs: fields that fit, and how they are called in a sentence; the folder and the ending of each of its files."""

    what: str
    fits: _Fit
    files: Mapping[str, str]


def _pairs(catalog: Catalog) -> Iterator[Pair]:
    lead, contact = (catalog.objects.get(name) for name in _PEOPLE)
    there = {one.said: one for one in contact.fields.values()} if contact is not None else {}
    for one in lead.fields.values() if lead is not None else ():
        if one.said in there:
            yield Pair(one.said, one, there[one.said])


def _specs(
    about: _About, template: str, catalog: Catalog, name: str, connector: Named[ConnectorSpec], field: str | None
) -> Mapping[str, str]:
    pair = _chosen(about, catalog, connector.name, field)
    values = {
        "name": name,
        "connector": connector.name,
        "owner": connector.spec.owner,
        "field": pair.said if pair is not None else "",
        "values": ", ".join(map(quoted, _values(catalog, pair))) if pair is not None else "",
        "band": _BAND,
    }
    files = {folder: f"{template}{ending}.yaml" for folder, ending in about.files.items()}
    if "objects" in files and any(_BAND in held.fields for held in catalog.elsewhere.get(connector.name, {}).values()):
        del files["objects"]
    return {f"{folder}/{name}.yaml": format_text(render(__package__, "templates", file, **values)) for folder, file in files.items()}


def _chosen(about: _About, catalog: Catalog, connector: str, field: str | None) -> Pair | None:
    """The field that it is about: the one that is asked for, or the first that fits."""
    if not about.what:
        if field is not None:
            raise TemplateRefused("this template is about no field of its own")
        return None
    fit = {one.said: one for one in _pairs(catalog) if one.written(connector) and about.fits(catalog, one)}
    if field is None and fit:
        return min(fit.values(), key=lambda one: ("score" not in one.said.lower(), list(fit).index(one.said)))
    if field in fit:
        return fit[field]
    needed = f"it needs {about.what} of leads and contacts, named in the object specs, that `{connector}` writes to Salesforce"
    if field is None:
        raise TemplateRefused(f"{needed}, and there is none")
    raise TemplateRefused(f"`{field}` does not fit: {needed}; {did_you_mean(field, fit) or _known(fit)}")


def _known(fit: Mapping[str, Pair]) -> str:
    return f"such are {', '.join(f'`{one}`' for one in sorted(fit))}" if fit else "there is none"


def _values(catalog: Catalog, pair: Pair) -> tuple[str, ...]:
    """The values of a picklist that leads and contacts share, in the order in which leads have them."""
    sets = catalog.org.value_sets
    lead, contact = (sets[one.value_set].values if one.value_set and one.value_set in sets else one.values for one in _held(pair))
    return tuple(one for one in lead if one in contact)


def _held(pair: Pair) -> Iterator[Field]:
    for one in (pair.lead, pair.contact):
        assert one.held is not None, "pairs that fit are held"
        yield one.held


def _with(part: str, _catalog: Catalog, pair: Pair) -> bool:
    return pair.is_a("Address") and all(part in one.spec.parts for one in (pair.lead, pair.contact))


def _picklist(catalog: Catalog, pair: Pair) -> bool:
    return pair.is_a("Picklist") and bool(_values(catalog, pair))


def _number(_catalog: Catalog, pair: Pair) -> bool:
    return pair.is_a("Number")


def _shipped(name: str, says: str, about: _About) -> Template:
    return Template(name, says, partial(_specs, about, name))


_CAMPAIGN = {"campaigns": ""}
_MAPPED = {"campaigns": "", "maps": ".map"}

TEMPLATES = (
    _shipped(
        "normalise-country",
        "spells countries as Salesforce's picklists have them, every night",
        _About("an address with its country", partial(_with, "Country"), _MAPPED),
    ),
    _shipped(
        "normalise-state",
        "spells states of one country as Salesforce's picklists have them, every night",
        _About("an address with its state", partial(_with, "State"), _MAPPED),
    ),
    _shipped(
        "clean-up-after-errors",
        "empties a picklist whose value Salesforce refuses, and syncs the person again",
        _About("a picklist", _picklist, _CAMPAIGN),
    ),
    _shipped("sync-at-once", "syncs people who fill out a form at once, and not with the queue", _About("", _number, _CAMPAIGN)),
    _shipped(
        "band-score",
        "keeps a band of a score, so that fewer changes sync",
        _About("a number", _number, {**_CAMPAIGN, "objects": ".object"}),
    ),
)
