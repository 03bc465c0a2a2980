"""The pipeline, read top to bottom: text, trees, specs, catalog, wants, resources, artifacts. Pure, but for what it is handed."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from syncwright.cache.recall import Recall
from syncwright.catalog import Catalog
from syncwright.catalog.labels import with_labels
from syncwright.catalog.model import Named, ObjectFile
from syncwright.catalog.resolve import Estate, allowances, choose_environment, gather, resolve
from syncwright.catalog.rules import NO_INVENTORY
from syncwright.diagnostics import Allowance, Diagnostic, Finding, Locate, Place, Policy, Rule, diagnose, failed, run, run_part
from syncwright.files import Tree
from syncwright.inventory import Org
from syncwright.inventory.store import read_inventory, whole_org
from syncwright.platform import Artifact, Platform, connector_models, forms_of, strange_campaigns
from syncwright.records import Struct, replace
from syncwright.registry import adjustable_names, looking_rules
from syncwright.resource import Resource
from syncwright.seen import Everywhere, Seen
from syncwright.spec.kinds import kind_of
from syncwright.spec.load import Loaded, load
from syncwright.spec.load import loaded as as_loaded
from syncwright.syntax import Parsed, parse
from syncwright.text import SourceFile, Span
from syncwright.want import Want, Wants, each, granted

if TYPE_CHECKING:
    from syncwright.ahead import Ahead
    from syncwright.docs.whole import Scratch
    from syncwright.graph import Graph

#: Reads the inventory folder of an environment, given as the specs give it; None if there is none.
ReadInventory = Callable[[str], Tree | None]

#: Everything is compiled.
NOTHING_RECALLED = Recall()

#: Told the name of a stage when it ends. Nothing here reads a clock.
Lap = Callable[[str], None]


#: Parses every file; in which order, is its own affair.
ParseAll = Callable[[Sequence[SourceFile]], Iterator[Parsed]]


class Meanwhile(Protocol):
    """What goes on beside a compilation, told when something is there that it may begin with. Told nothing without an inventory."""

    def resolved(self, catalog: Catalog, see: Callable[[Sequence[Resource]], Seen]) -> None:
        """Every name is resolved. `see`: who sees what, by the resources that there will be."""

    def lowered(self, resources: Sequence[Resource]) -> None:
        """These there are. Rules have not looked yet."""


def parsed_here(sources: Sequence[SourceFile]) -> Iterator[Parsed]:
    """One after the other, in this process."""
    return map(parse, sources)


def _untold(_: str) -> None:
    """Nobody wants to know."""


# A name that doesn't resolve because the file that defines it was refused is no finding of its own.
_NAMED_BY_NOBODY = ("object", "map", "filter", "partition", "campaign")
_KIND = re.compile(r"^([a-z_]+):", re.MULTILINE)


class Compilation(Struct, frozen=True):
    """What came of a folder of specs. Without a catalog there is an error among the diagnostics.

    `specs`: the files of kind `object`. `findings`: what the diagnostics are made of.
    """

    root: str
    sources: Mapping[str, SourceFile]
    diagnostics: Sequence[Diagnostic]
    catalog: Catalog | None = None
    resources: tuple[Resource, ...] = ()
    platforms: Mapping[str, Platform] = {}
    policy: Policy = Policy()
    specs: tuple[ObjectFile, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether something is wrong that forbids building."""
        return failed(self.diagnostics)

    def seen(self) -> Seen:
        """Who sees a field, on every platform that grants such things."""
        assert self.catalog is not None, "asked of what compiled"
        return _seen(self.catalog, self.resources, self.platforms)

    def graph(self, *, everything: bool = False) -> "Graph":
        """What depends on what, of what the specs name and need, or in the whole org."""
        from syncwright.graph import Graph

        assert self.catalog is not None, "asked of what compiled"
        folder = f"{self.root}/{self.catalog.environment.spec.salesforce.inventory}"
        return Graph(self.catalog, folder, lambda catalog: wants(catalog, self.platforms), everything=everything)

    def locate(self) -> Locate:
        """Looks up where places in its specs stand."""
        return _places(self.sources)

    def artifacts(self, lap: Lap = _untold, ahead: "Ahead | None" = None, scratch: "Scratch" = BytesIO) -> Iterator[Artifact]:
        """The files that platforms make of the resources, and what people read about the estate.

        `ahead`: the longest of them, if they were begun before. `scratch`: holds bytes while a file is made.
        """
        # Start-up time: most runs build nothing.
        from syncwright.ahead import Ahead
        from syncwright.docs.dictionary import dictionary
        from syncwright.graph import artifact

        assert self.catalog is not None and not self.failed, "nothing is built from specs with errors"
        catalog = self.catalog
        if not catalog.outlined:
            yield from self.documents(lap)
        if ahead is None:
            ahead = Ahead()
            ahead.resolved(catalog, lambda resources: _seen(catalog, resources, self.platforms))
            ahead.lowered(self.resources)
        data, others = ahead.graph()
        lap("graph")
        yield Artifact(artifact.PATH, data, artifact.spec_keys(catalog), tuple(artifact.parts(catalog, others)))
        del data
        yield from _lapped(dictionary(catalog, ahead.pieces(), scratch), "dictionary", lap)
        if catalog.outlined:
            # What lies in the files as they were is very many bytes, and is written while the rest is made.
            yield from self.documents(lap)

    def documents(self, lap: Lap = _untold) -> Iterator[Artifact]:
        """All of these but the dictionary and the graph: what systems take, and what people read about filters, connectors and removals."""
        from syncwright.docs.retirement import retirement

        assert self.catalog is not None and not self.failed, "nothing is built from specs with errors"
        catalog = self.catalog
        for platform in self.platforms.values():
            if platform.artifacts is not None:
                owned = [r for r in self.resources if r.address.startswith(f"{platform.name}.")]
                yield from _lapped(platform.artifacts(catalog, owned), platform.name, lap)
        if catalog.filters or catalog.partitions:
            from syncwright.docs.filters import filters

            forms = forms_of(catalog, self.platforms)
            bundles = (one.bundle(catalog, forms) for one in self.platforms.values() if one.bundle is not None)
            yield from _lapped(chain(*bundles, (filters(catalog, forms),)), "filters", lap)
        yield from _lapped(self._both_sides(), "both sides", lap)
        yield from _lapped(retirement(catalog, self.seen(), self.platforms), "retirement", lap)

    def _both_sides(self) -> Iterator[Artifact]:
        """The page of each connector whose platform knows what is lost between the two sides."""
        from syncwright.docs.both_sides import both_sides

        assert self.catalog is not None, "asked of what compiled"
        for connector in self.catalog.connectors.values():
            told = self.platforms[connector.spec.platform].both_sides
            if told is not None:
                yield both_sides(self.catalog, connector.name, told(self.catalog, connector))


def _lapped(artifacts: Iterator[Artifact], stage: str, lap: Lap) -> Iterator[Artifact]:
    """The same, telling how long each took to make, and not what is done with it."""
    for one in artifacts:
        lap(stage)
        yield one
    lap(stage)


def compile_estate(
    specs: Tree,
    root: str,
    read: ReadInventory,
    platforms: Mapping[str, Platform],
    *,
    environment: str | None,
    today: date,
    lap: Lap = _untold,
    recall: Recall = NOTHING_RECALLED,
    parse_all: ParseAll = parsed_here,
    meanwhile: Meanwhile | None = None,
) -> Compilation:
    """Compile a folder of specs for one environment. `today` decides which allowances have ended.

    `recall`: what is taken over from a compilation of the same files, so that only their outlines are compiled. `meanwhile`: what goes on beside it.
    """
    sources = {source.path: source for source in specs.sources}
    findings = list(specs.findings)
    look_up = cache(lambda folder: _org(read(folder)))

    def early(so_far: Sequence[Loaded]) -> None:
        """Where another process parses meanwhile, this is the time to read the inventory, if it is plain already which."""
        estate = gather(so_far, root)[0] if meanwhile is not None else Estate()
        chosen = choose_environment(estate, environment, root) if estate.estate is not None else None
        if isinstance(chosen, Named):
            look_up(chosen.spec.salesforce.inventory)
            lap("inventory")

    loaded, kinds_lost, refused, found = _load(specs.sources, platforms, recall, parse_all, lap, early)
    if findings:
        kinds_lost.add(None)
    findings += found
    estate, found = gather(loaded, root)
    if any(kind not in _NAMED_BY_NOBODY for kind in kinds_lost) or estate.estate is None:
        findings += [] if kinds_lost else found
        return Compilation(root, sources, diagnose(findings, _places(sources), _policy(estate, today)))
    findings += found
    chosen = choose_environment(estate, environment, root)
    if isinstance(chosen, Finding):
        return Compilation(root, sources, diagnose([*findings, chosen], _places(sources), _policy(estate, today)))
    folder = chosen.spec.salesforce.inventory
    org, found = look_up(folder) or (None, [_no_inventory(chosen.at("salesforce", "inventory"), folder)])
    findings += found
    lap("inventory")
    if refused and org is not None:
        findings = with_labels(findings, refused, org)
    catalog, found = resolve(estate, chosen, org, adjustable_names(platforms), today, kinds_lost)
    findings += found
    findings += strange_campaigns(catalog, platforms)
    if recall.outlined:
        catalog = replace(catalog, outlined=recall.outlined)
    lap("resolve")
    if meanwhile is not None and org is not None:
        meanwhile.resolved(catalog, lambda resources: _seen(catalog, resources, platforms))
    resources, found = _lowered(catalog, platforms, lap) if org is not None else ((), [])
    findings += found
    if meanwhile is not None and org is not None:
        meanwhile.lowered(resources)
    findings += found_by_rules(looking_rules(platforms), catalog)
    lap("rules")
    findings = recall.settled(findings)
    policy = _policy(estate, today)
    diagnostics = diagnose(findings, _places(sources), policy)
    lap("diagnostics")
    return Compilation(root, sources, diagnostics, catalog, resources, platforms, policy, tuple(estate.objects), tuple(findings))


def _lowered(catalog: Catalog, platforms: Mapping[str, Platform], lap: Lap) -> tuple[tuple[Resource, ...], list[Finding]]:
    """What each platform makes of all wants."""
    resources: list[Resource] = []
    findings: list[Finding] = []
    for platform in platforms.values():
        if platform.lower is not None:
            lowered = platform.lower(catalog, _wanted(catalog, platforms))
            lap("lower")
            resources += lowered.resources
            findings += lowered.findings
    return tuple(resources), findings


def _seen(catalog: Catalog, resources: Sequence[Resource], platforms: Mapping[str, Platform]) -> Seen:
    asked = [platform.seen(catalog, resources) for platform in platforms.values() if platform.seen is not None]
    return asked[0] if len(asked) == 1 else Everywhere(asked)


def found_by_rules(rules: Sequence[Rule], catalog: Catalog) -> Iterator[Finding]:
    """What rules find in a whole catalog."""
    yield from run(rules, catalog)
    yield from run_part(rules, catalog, catalog.whole())


def _load(
    sources: Sequence[SourceFile],
    platforms: Mapping[str, Platform],
    recall: Recall,
    parse_all: ParseAll,
    lap: Lap,
    early: Callable[[Sequence[Loaded]], None],
) -> tuple[list[Loaded], set[str | None], dict[str, Any], list[Finding]]:
    """The specs that could be loaded; the kinds of those that couldn't, and the trees of object specs among them, by path.

    `early`: told what is loaded so far when more is known of the environment.
    """
    models = connector_models(platforms)
    loaded: list[Loaded] = []
    lost: set[str | None] = set()
    refused: dict[str, Any] = {}
    findings: list[Finding] = []
    loaded += (as_loaded("object", outline, path) for path, outline in recall.outlines.items())
    for parsed in parse_all([source for source in sources if source.path not in recall.outlines]):
        lap("parse")
        one = load(parsed, models)
        lap("load")
        if isinstance(one, Loaded):
            loaded.append(one)
            if one.kind in ("estate", "environment"):
                early(loaded)
        else:
            findings += one
            lost.add(_kind(parsed))
            if parsed.tree is not None and "object" in parsed.tree:
                refused[parsed.source.path] = parsed.tree
    return loaded, lost, refused, findings


def _kind(parsed: Parsed) -> str | None:
    if parsed.tree is not None:
        return kind_of(parsed.tree)
    return kind_of(dict.fromkeys(_KIND.findall(parsed.source.text[:2000])))


def _no_inventory(place: Place, folder: str) -> Finding:
    help_ = "run `syncwright import PATH`, where PATH is the SFDX source of this org"
    return NO_INVENTORY(place, f"there is no inventory in `{folder}`", help=help_)


def _org(tree: Tree | None) -> tuple[Org | None, list[Finding]] | None:
    """The org, if it can be read, and what is wrong with its files; None if there are none."""
    if tree is None:
        return None
    held, found = read_inventory(tree.sources)
    findings = [*tree.findings, *found]
    return None if findings else whole_org(held), findings


def wants(catalog: Catalog, platforms: Mapping[str, Platform]) -> Iterator[Want]:
    """What all connectors want, and what users are granted besides."""
    return each(_wanted(catalog, platforms))


def _wanted(catalog: Catalog, platforms: Mapping[str, Platform]) -> Wants:
    for connector in catalog.connectors.values():
        deed = platforms[connector.spec.platform].wants
        if deed is not None:
            yield from deed(catalog, connector)
    for user in catalog.users.values():
        yield from granted(user)


def _places(sources: Mapping[str, SourceFile]) -> Locate:
    """Looks places up, once the first finding asks for one."""
    locators: list[Locate] = []

    def locate(place: Place) -> Span:
        if not locators:
            from syncwright.syntax.positions import Locator

            locators.append(Locator(sources))
        return locators[0](place)

    return locate


def _policy(estate: Estate, today: date) -> Policy:
    severities = estate.estate.spec.policy.rules if estate.estate else {}
    allowed = tuple(
        Allowance(name, Place(path, keys), said.why, said.until)
        for path, keys, allows in allowances(estate)
        for name, said in sorted(allows.items())
    )
    return Policy(severities, allowed, today)
