"""Salesforce as what a plan is carried out on: each kind of step to the module that knows how. Holds what one run has to remember."""

from collections.abc import Collection, Iterator, Mapping

from syncwright.catalog.model import Catalog
from syncwright.http import Clock, SystemClock
from syncwright.plan.changes import Change
from syncwright.plan.diff import diff
from syncwright.plan.digests import held_digests, wanted_digests
from syncwright.platform import Observed
from syncwright.platforms.salesforce.live import backfilling, deploying, flows, groups, observing, people
from syncwright.platforms.salesforce.live.members import Member, member
from syncwright.platforms.salesforce.live.observing import Changed
from syncwright.platforms.salesforce.live.org import Org
from syncwright.platforms.salesforce.live.package import NotDeployable, Package, overlaid, package
from syncwright.platforms.salesforce.types import ASSIGNMENTS, TYPES
from syncwright.records import Struct
from syncwright.resource import Observation
from syncwright.target import Absent, Checked, Held, Identity, Job, NotChecked, Running, Settled, TargetError, Work

#: Seconds after which what was written has to be read. Salesforce documents none; SYNCWRIGHT_SETTLE_AFTER says another.
SETTLE_AFTER = 5.0
_TYPES = {one.name: one for one in TYPES}


class Settings(Struct, frozen=True):
    """What an environment says. `users`: usernames by the names of the specs. `beside`: what is asked for with a profile, which shows rows of
    nothing else. `tests`: whether the org's tests run before a deployment.
    """

    place: Mapping[str, str]
    users: Mapping[str, str]
    beside: tuple[Member, ...]
    tests: bool
    settle_after: float = SETTLE_AFTER


def settings(catalog: Catalog, variables: Mapping[str, str]) -> Settings:
    """Those of the environment that a catalog is of. Raises TargetError for a time that is none."""
    environment = catalog.environment.spec
    said = variables.get("SYNCWRIGHT_SETTLE_AFTER", "")
    try:
        after = float(said) if said else SETTLE_AFTER
    except ValueError:
        after = -1.0
    if not 0 <= after <= 3_600:
        raise TargetError("no-time", "`SYNCWRIGHT_SETTLE_AFTER` is a number of seconds, from 0 to 3600", "fix")
    place = {"org": environment.salesforce.org, "instance": environment.salesforce.instance}
    users = {name: one.username for name, one in environment.users.items() if name in catalog.users}
    return Settings(place, users, tuple(_beside(catalog)), bool(environment.protected), after)


def _beside(catalog: Catalog) -> Iterator[Member]:
    """Objects bring their custom fields along; of standard ones each is named."""
    for name, one in sorted(catalog.objects.items()):
        yield "CustomObject", name
        yield from (("CustomField", f"{name}.{field}") for field in sorted(one.fields) if not field.endswith(("__c", "__pc")))


class SalesforceTarget:
    """See `Target`."""

    def __init__(self, org: Org, said: Settings, clock: Clock | None = None) -> None:
        self.org, self.said, self.clock = org, said, clock or SystemClock()
        self.settle_after = said.settle_after
        self._filling: dict[str, backfilling.Filling] = {}
        self._changed: dict[str, Changed] = {}

    def identity(self) -> Identity:
        who = self.org.who()
        return Identity("Salesforce", {"org": who.org, "instance": self.said.place["instance"]}, who.username, self.org.version)

    # ------------------------------------------------------------------ what is there

    def observe(self, addresses: Collection[str]) -> Observation:
        observed = self.observed(addresses)
        if observed.findings:
            first, more = observed.findings[0], len(observed.findings) - 1
            words = f"{first.place.path}: {first.message}" + (f", and {more:,} more" if more else "")
            raise TargetError(
                "not-read", f"{self.org.host} holds what cannot be read, so that nothing can be planned of it: {words}", "fix"
            )
        return observed.observation

    def observed(self, addresses: Collection[str]) -> Observed:
        """The same with what could not be read, each with its place in the file that the org answers with."""
        found = observing.fetched(self.org, addresses, self.said.beside)
        held = observing.seen(found, addresses, self.org.host)
        self._changed |= {one: found.changed[member(one)] for one in observing.retrievable(addresses) if member(one) in found.changed}
        asked = {one for one in addresses if one.startswith(f"{ASSIGNMENTS}/")}
        names = {one.partition("/")[2] for one in asked}
        given, changed = people.observed(self.org, {name: user for name, user in self.said.users.items() if name in names})
        self._changed |= changed
        resources = {**held.observation.resources, **given}
        absent = held.observation.absent | (asked - given.keys())
        return Observed(Observation(resources, frozenset(resources), absent, self.org.host), held.findings)

    def last_changed(self, addresses: Collection[str]) -> dict[str, Changed]:
        """Who changed each of these last, and when, where the org says it."""
        unseen = [one for one in addresses if one not in self._changed]
        if unseen:
            self.observed(unseen)
        return {one: self._changed[one] for one in addresses if one in self._changed}

    # ------------------------------------------------------------------ a step

    def check(self, work: Work) -> Checked | Settled | None:
        if work.step.kind == "deploy":
            made = self._package(work)
            if isinstance(made, Settled):
                return made
            return deploying.validated(self.org, made, self.clock, tests=self.said.tests)
        if "flow" in work.step.does:
            flows.versions(self.org, work.step.does["flow"])
        elif work.step.kind == "assign":
            people.known(self.org, people.given(_known(work)))
        return None

    def begin(self, work: Work, checked: Checked | None) -> Job | Settled:
        step = work.step
        if step.kind == "deploy":
            made = self._package(work)
            if isinstance(made, Settled):
                return made
            if checked is None or checked.package != made.sha256 or (checked.reference is not None) is not self.said.tests:
                raise NotChecked
            return deploying.deployed(self.org, made, checked)
        if "group" in step.does:
            return Job(step.does["group"])
        if "flow" in step.does:
            return flows.activate(self.org, step.does["flow"])
        if "where" in step.does:
            one = backfilling.backfill(step.does)
            begun = backfilling.begun(self.org, one)
            if isinstance(begun, Job):
                self._filling[begun.id] = backfilling.Filling(one)
            return begun
        return people.do(self.org, people.given(_known(work)))

    def poll(self, work: Work, job: Job) -> Running | Settled:
        if work.step.kind == "deploy":
            return deploying.polled(self.org, job)
        if "group" in work.step.does:
            return groups.polled(self.org, work.step.does["group"])
        return backfilling.polled(self.org, job, self._filling.get(job.id))

    def find(self, work: Work, since: str, job: Job | None) -> Job | Settled | Absent:
        does = work.step.does
        if work.step.kind == "deploy":
            sought = job or deploying.sought(self.org, since, [member(one.address) for one in work.changes])
            if sought is not None:
                return sought
        elif "group" in does:
            return Job(does["group"])
        elif "where" in does and (filled := backfilling.found(self.org, job)) != Absent():
            return filled
        return Absent() if self.holds(work).missing else Settled(True, says="it was not asked for again: it reads back as planned")

    def holds(self, work: Work) -> Held:
        missing = self._missing(work)
        if not work.changes:
            return Held(missing)
        addresses = {address for one in work.changes for address in _touched(one)}
        observed = self.observe(addresses)
        if work.step.kind == "deploy":
            missing = tuple(words for one in work.changes for words in _differs(one, observed))
        return Held(missing, held_digests(work.changes, observed, _TYPES))

    # ------------------------------------------------------------------

    def _missing(self, work: Work) -> tuple[str, ...]:
        """What is not so of a step that is no deployment."""
        does = work.step.does
        if work.step.kind == "deploy":
            return ()
        if "group" in does:
            return groups.missing(self.org, does["group"])
        if "flow" in does:
            return flows.missing(self.org, does["flow"])
        if "where" in does:
            return backfilling.missing(self.org, backfilling.backfill(does))
        one = people.given(_known(work))
        if people.is_so(self.org, one):
            return ()
        return (f"`{one.user}` {'still has' if one.taken else 'does not have'} the {one.what.replace('_', ' ')} `{one.name}`",)

    def _package(self, work: Work) -> Package | Settled:
        needed = overlaid(work.changes)
        sources = observing.fetched(self.org, needed, ()).sources if needed else ()
        try:
            return package(work.changes, sources, self.org.version)
        except NotDeployable as error:
            return Settled(False, ((work.step.title, str(error)),), str(error))


def _known(work: Work) -> Mapping[str, str]:
    """What a step asks of us. Raises TargetError for what a later version may know."""
    if not work.step.does.keys() & {"assign", "unassign"}:
        raise TargetError("not-known", f"nothing is known of how to do `{work.step.id}`", "fix")
    return work.step.does


def _touched(change: Change) -> tuple[str, ...]:
    before = getattr(change, "before", None)
    return (change.address,) if before is None else (change.address, before.address)


def _differs(change: Change, observed: Observation) -> list[str]:
    """In words, where what is there is not as a change wants it."""
    if wanted_digests([change], _TYPES).items() <= held_digests([change], observed, _TYPES).items():
        return []
    after = getattr(change, "after", None)
    if after is None:
        return [f"`{change.address}` is still there"]
    if after.address not in observed.resources:
        return [f"`{after.address}` is not there"]
    left = [edit for one in diff({after.address: after}, observed, _TYPES) if one.address == after.address for edit in one.edits]
    names = ", ".join(f"{edit.attribute} {edit.name}".strip() if edit.name else edit.attribute for edit in left[:5])
    return [
        f"`{change.address}` is not as planned"
        + (f": {names}" if names else "")
        + (f" and {len(left) - 5:,} more" if len(left) > 5 else "")
    ]
