"""Campaigns with every name resolved, on each object of people. Each cause gets one finding; what is broken is left out. Knows no platform."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from syncwright.catalog import rules
from syncwright.catalog.campaign_scope import CampaignScope
from syncwright.catalog.campaign_shape import event_findings, schedule_findings, step_findings
from syncwright.catalog.meant import Meant
from syncwright.catalog.model import CampaignEvent, CampaignStep, Catalog, CatalogCampaign, ConnectedCampaign, Named, Touched
from syncwright.catalog.scopes import ObjectScope
from syncwright.catalog.zones import zone_of
from syncwright.diagnostics import Finding, Key, Place
from syncwright.expression import rules as filter_rules
from syncwright.expression.check import check, read
from syncwright.expression.predicate import Predicate
from syncwright.expression.scope import Unknown
from syncwright.expression.tree import Expression, named
from syncwright.names import did_you_mean
from syncwright.records import replace
from syncwright.spec.compiled import CampaignSpec, ConnectedCampaignSpec, FlowCampaignSpec, FlowStepSpec

#: The objects whose records are people.
PEOPLE = ("Lead", "Contact")
#: Keys of a step that say what it does, and those of an event that say what it waits for.
STEPS = (
    "change",
    "change_score",
    "sync_person",
    "add_to_list",
    "remove_from_list",
    "create_task",
    "change_owner",
    "convert_person",
    "add_to_campaign",
    "change_status",
    "send_email",
    "alert",
    "wait",
)
EVENTS = (
    "created",
    "changes",
    "score_changes",
    "fills_out_form",
    "clicks_link_in_email",
    "visits_page",
    "added_to_list",
    "added_to_campaign",
    "status_changes_in",
    "requested",
)


def resolve_campaigns(
    catalog: Catalog,
    campaigns: Mapping[str, Named[CampaignSpec]],
    addresses: Collection[str],
    lost: Collection[str | None],
    *,
    looked_up: bool,
) -> tuple[Catalog, list[Finding]]:
    """The catalog with what campaigns mean. It has its filters; `addresses` are the connectors that there are, and their parts.

    Campaigns of connectors that are absent in this environment are looked at and left out. Unless names are looked up in an org, only the
    texts are read.
    """
    resolver = _Resolver(catalog, addresses, lost, looked_up=looked_up)
    flows: dict[str, CatalogCampaign] = {}
    connected: dict[str, ConnectedCampaign] = {}
    for name, one in sorted(campaigns.items()):
        resolver.connector(one)
        here = one.spec.for_.partition("/")[0] in catalog.connectors
        if isinstance(one.spec, ConnectedCampaignSpec):
            connected |= {name: ConnectedCampaign(name, one.spec, one.path)} if here else {}
        elif isinstance(one.spec, FlowCampaignSpec):
            found = resolver.campaign(Named(name, one.spec, one.path))
            flows |= {name: found} if here else {}
    return replace(catalog, campaigns=flows, connected=connected), resolver.findings


class _Resolver:
    """Reads each text once and checks it on each object."""

    def __init__(self, catalog: Catalog, addresses: Collection[str], lost: Collection[str | None], *, looked_up: bool) -> None:
        self.catalog = catalog
        self.addresses = addresses
        self.lost = [kind for kind in ("filter", "map", "object") if kind in lost or None in lost]
        self.looked_up = looked_up
        self.findings: list[Finding] = []
        self.meant = Meant(catalog.org)
        self.zone, wrong = zone_of(catalog.estate)
        if wrong is not None and not (catalog.filters or catalog.partitions):
            self.findings.append(wrong)
        self._said: dict[tuple[str, Place], int] = {}

    def campaign(self, one: Named[FlowCampaignSpec]) -> CatalogCampaign:
        """One campaign on each of its objects."""
        self.findings += schedule_findings(one)
        objects = tuple(self._objects(one))
        who = self._read(one.spec.who, one.at("who"))
        scopes = {owner: self._scope(one.spec.for_.partition("/")[0], owner) for owner in objects} if self.looked_up else {}
        on = {owner: meant for owner, scope in scopes.items() if (meant := self._meant(who, scope, one.at("who"), owner)) is not None}
        steps = tuple(self._steps(one, scopes))
        events = tuple(self._events(one, scopes))
        trees = [who, *(self._tree(choice.if_) for step in one.spec.flow for choice in step.choices)]
        return CatalogCampaign(one.name, one.spec, one.path, objects, on, steps, events, self._uses(one.spec, trees))

    # ------------------------------------------------------------------ steps and events

    def _steps(self, one: Named[FlowCampaignSpec], scopes: Mapping[str, CampaignScope]) -> Iterator[CampaignStep]:
        for number, spec in enumerate(one.spec.flow):
            keys: tuple[Key, ...] = ("flow", number)
            wrong = list(step_findings(one, spec, keys, STEPS))
            self.findings += wrong
            kind = next((key for key in STEPS if getattr(spec, key) is not None), None)
            if kind is None or wrong:
                continue
            self._map(spec, one.at(*keys, "map"))
            name = spec.change or spec.change_score
            fields = self._touched(name, one.at(*keys, kind), scopes) if name is not None else ()
            yield CampaignStep(number, kind, spec, fields, self._choices(one, spec, keys, scopes))

    def _events(self, one: Named[FlowCampaignSpec], scopes: Mapping[str, CampaignScope]) -> Iterator[CampaignEvent]:
        said: tuple[Any, ...] = getattr(one.spec, "when", ())
        for number, spec in enumerate(said):
            keys: tuple[Key, ...] = ("when", number)
            wrong = list(event_findings(one, spec, keys, EVENTS))
            self.findings += wrong
            kind = next((key for key in EVENTS if getattr(spec, key) is not None), None)
            if kind is None or wrong:
                continue
            name = spec.changes or spec.score_changes
            yield CampaignEvent(number, kind, self._touched(name, one.at(*keys, kind), scopes) if name is not None else ())

    def _choices(
        self, one: Named[FlowCampaignSpec], spec: FlowStepSpec, keys: tuple[Key, ...], scopes: Mapping[str, CampaignScope]
    ) -> dict[str, tuple[Predicate, ...]]:
        places = [one.at(*keys, "choices", index, "if") for index in range(len(spec.choices))]
        trees = [self._read(choice.if_, place) for choice, place in zip(spec.choices, places, strict=True)]
        found: dict[str, tuple[Predicate, ...]] = {}
        for owner, scope in scopes.items():
            meant = [self._meant(tree, scope, place, owner) for tree, place in zip(trees, places, strict=True)]
            whole = tuple(each for each in meant if each is not None)
            if trees and len(whole) == len(trees):
                found[owner] = whole
        return found

    def _touched(self, name: str, place: Place, scopes: Mapping[str, CampaignScope]) -> tuple[Touched, ...]:
        """A field by its name, on each object; one that no org holds is one for all of them."""
        found: dict[tuple[str, str], Touched] = {}
        for owner, scope in scopes.items():
            one = scope.field(name)
            if isinstance(one, Unknown):
                self._say(one.rule(place, one.message, help=one.help), owner)
            elif one is not None:
                found.setdefault((one.object, one.field), one)
        return tuple(found.values())

    # ------------------------------------------------------------------ texts

    def _tree(self, text: str) -> Expression | None:
        found = read(text, Place(""))
        return None if isinstance(found, Finding) else found

    def _read(self, text: str | None, place: Place) -> Expression | None:
        found = read(text, place) if text is not None else None
        if isinstance(found, Finding):
            self.findings.append(found)
            return None
        return found

    def _scope(self, connector: str, owner: str) -> CampaignScope:
        catalog = self.catalog
        held = ObjectScope(owner, catalog.objects, catalog.org, self.meant, catalog.maps, self.lost, self.zone, self._named)
        mine = catalog.elsewhere.get(connector, {}).values()
        return CampaignScope(held, connector, {field.said: field for one in mine for field in one.fields.values()})

    def _meant(self, tree: Expression | None, scope: CampaignScope, place: Place, owner: str) -> Predicate | None:
        if tree is None:
            return None
        checked = check(tree, scope, place)
        for finding in checked.findings:
            self._say(finding, owner)
        return checked.predicate

    def _named(self, name: str, owner: str) -> Predicate | Unknown | None:
        """What a filter means on an object."""
        one = self.catalog.filters.get(name)
        if one is None:
            help_ = did_you_mean(name, self.catalog.filters) or "write it as a spec of kind `filter`"
            return None if "filter" in self.lost else Unknown(filter_rules.UNKNOWN_NAME, f"there is no filter `{name}`", help_)
        if owner not in one.spec.objects:
            message = f"the filter `{name}` is not about `{owner}`"
            return Unknown(filter_rules.UNKNOWN_NAME, message, f"add `{owner}` to its `objects:`, or say `objects:` here without it")
        return one.on.get(owner)

    def _say(self, finding: Finding, owner: str) -> None:
        """What is wrong at one place on several objects has one cause, and is said once."""
        first = self._said.setdefault((finding.rule.id, finding.place), len(self.findings))
        if first == len(self.findings):
            self.findings.append(finding)
        elif self.findings[first].message != finding.message:
            said = self.findings[first]
            self.findings[first] = replace(said, message=f"{said.message}; the same on `{owner}`")

    def _uses(self, spec: FlowCampaignSpec, trees: list[Expression | None]) -> tuple[str, ...]:
        """Spec keys of the filters and maps that a campaign names, and that those filters name in turn."""
        found = {f"map/{step.map}": None for step in spec.flow if step.map is not None}
        for kind, name in (each for tree in trees if tree is not None for each in named(tree)):
            found[f"{kind}/{name}"] = None
            if kind == "filter" and name in self.catalog.filters:
                found |= dict.fromkeys(self.catalog.filters[name].uses)
        return tuple(found)

    # ------------------------------------------------------------------ names around the texts

    def connector(self, one: Named[CampaignSpec]) -> None:
        """Looks for the connector that a campaign names."""
        if one.spec.for_ not in self.addresses:
            help_ = (
                did_you_mean(one.spec.for_, self.addresses) or f"connectors: {', '.join(f'`{name}`' for name in sorted(self.addresses))}"
            )
            self.findings.append(rules.UNKNOWN_CONNECTOR(one.at("for"), f"there is no connector `{one.spec.for_}`", help=help_))

    def _objects(self, one: Named[FlowCampaignSpec]) -> Iterator[str]:
        for index, name in enumerate(one.spec.objects):
            if name in PEOPLE:
                yield name
                continue
            place = one.at("objects", index) if len(one.spec.objects) > 1 else one.at("objects")
            self.findings.append(rules.NOT_ABOUT_PEOPLE(place, f"`{name}` holds no people", help="say `Lead`, `Contact` or both"))
        if not one.spec.objects:
            yield from (name for name in PEOPLE if not self.looked_up or name in self.catalog.org.objects)

    def _map(self, spec: FlowStepSpec, place: Place) -> None:
        if spec.map is None or spec.map in self.catalog.maps or "map" in self.lost:
            return
        help_ = did_you_mean(spec.map, self.catalog.maps) or "write it as a spec of kind `map`"
        self.findings.append(rules.UNKNOWN_MAP(place, f"there is no map `{spec.map}`", help=help_))
