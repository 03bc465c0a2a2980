"""A package deployed by the Metadata API's REST resource: validated, then deployed as it was validated, asked for, and found again.

An environment that is protected validates with the tests of the org, and the validation itself is deployed then (a quick deploy): nothing else
can be, and a quick deploy that is refused is the end. Elsewhere a validation runs no tests, so that Salesforce takes no quick deploy of it; the
very bytes that were validated are sent again. Which of the two it is, the environment says, and never what went wrong. Decision 0029.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from syncwright.http import Clock
from syncwright.platforms.salesforce.filters.soql import quoted
from syncwright.platforms.salesforce.live.errors import short
from syncwright.platforms.salesforce.live.members import Member
from syncwright.platforms.salesforce.live.org import Org, Part
from syncwright.platforms.salesforce.live.package import Package
from syncwright.records import Struct, compact
from syncwright.target import Checked, Job, OutcomeUnknown, Running, Settled, TargetError

_PATH = "metadata/deployRequest"
#: How long a validation can be deployed, with an hour to spare. DOC: Metadata API Developer Guide, deployRecentValidation.
HOLDS = timedelta(days=10) - timedelta(hours=1)
#: How long a validation may take, in seconds, and how long we wait between two questions, at most: tests of a large org take hours.
LONGEST, PAUSE = 4 * 3_600.0, 15.0
#: How far the org's clock may be behind ours, where requests since a moment are looked for.
APART = timedelta(minutes=5)
#: How much less exactly the org says a moment than we do.
ROUNDED = timedelta(milliseconds=10)
#: Refusals that are told one by one.
_TOLD = 200
#: A deployment that has ended otherwise than well.
_ENDED_BADLY = ("Failed", "Canceled", "FinalizingFailed", "SucceededPartial")


class Found(Struct, frozen=True):
    """The status of a deployment as the org answers it."""

    id: str
    said: Mapping[str, Any]

    @property
    def done(self) -> bool:
        """Whether it has ended."""
        return self.said.get("done") is True

    @property
    def succeeded(self) -> bool:
        """Whether all of it was done."""
        return self.done and self.said.get("success") is True and self.said.get("status") == "Succeeded"

    def number(self, name: str) -> int:
        """One of its counts."""
        found = self.said.get(name)
        return found if isinstance(found, int) and found >= 0 else 0


def validated(org: Org, one: Package, clock: Clock, *, tests: bool) -> Checked | Settled:
    """Have the org look at a package without deploying it. `tests`: run those of the org, so that the validation can be deployed."""
    found = _ended(org, _sent(org, one, check_only=True, tests=tests), clock)
    if not found.succeeded:
        return settled(found)
    if not tests:
        return Checked(one.sha256)
    until = datetime.fromtimestamp(clock.now(), UTC) + HOLDS
    return Checked(one.sha256, found.id, until.isoformat(timespec="seconds"))


def deployed(org: Org, one: Package, checked: Checked | None) -> Job:
    """Deploy what was validated: the validation, where it can be, else the same bytes."""
    if checked is not None and checked.reference is not None:
        answer = org.post(_PATH, {"validatedDeployRequestId": checked.reference})
        return Job(_id(answer, org.host))
    return Job(_sent(org, one, check_only=False, tests=False))


def polled(org: Org, job: Job) -> Running | Settled:
    """How far a deployment is."""
    found = status(org, job.id)
    return settled(found) if found.done else Running(found.number("numberComponentsDeployed"), found.number("numberComponentsTotal"))


def sought(org: Org, since: str, members: Collection[Member]) -> Job | None:
    """The deployment of these components that we asked for since a moment; None if the org lists none. The newest first.

    One that ended a little earlier may be of an earlier run, which what reads back tells: it is left out.
    """
    begun = datetime.fromisoformat(since).astimezone(UTC) - ROUNDED
    start = (begun - APART).strftime("%Y-%m-%dT%H:%M:%SZ")
    soql = "SELECT Id, Status, CreatedDate FROM DeployRequest"
    asked = f"CheckOnly = FALSE AND CreatedById = {quoted(org.who().user)} AND CreatedDate >= {start}"
    names = {name for _, name in members}
    for row in org.query(f"{soql} WHERE {asked} ORDER BY CreatedDate DESC", tooling=True):
        found = status(org, str(row.get("Id")))
        if not found.done:
            return Job(found.id)  # it lists no components yet; what reads back decides
        listed = {str(one.get("fullName")) for one in _components(found)}
        if (names <= listed or not listed) and _moment(row.get("CreatedDate")) >= begun:
            return Job(found.id)
    return None


def _moment(said: Any) -> datetime:
    """When the org says that it took something on; long ago for what is no moment."""
    try:
        found = datetime.fromisoformat(said if isinstance(said, str) else "")
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def status(org: Org, name: str) -> Found:
    """The status of a deployment."""
    if not name.isalnum():
        raise TargetError("bad-answer", f"{org.host} names a deployment that is none", "look")
    answer = org.get(f"{_PATH}/{name}?includeDetails=true")
    said = answer.get("deployResult") if isinstance(answer, dict) else None
    if not isinstance(said, dict) or not isinstance(said.get("done"), bool):
        raise TargetError("bad-answer", f"{org.host} does not say how the deployment {name} stands", "look")
    return Found(name, said)


def settled(found: Found) -> Settled:
    """How a deployment ended, with what it refused: the component, its file and line, and why."""
    if found.succeeded:
        return Settled(True, says=f"{found.number('numberComponentsDeployed'):,} components", request=found.id)
    failed = tuple(_failures(found))[:_TOLD]
    words = short(str(found.said.get("errorMessage") or ""))
    code = short(str(found.said.get("errorStatusCode") or ""), 100)
    said = found.said.get("status") if found.said.get("status") in _ENDED_BADLY else "Failed"
    says = f"the deployment ended as {said}, and nothing of it is done" + (f" ({code}: {words})" if words else "")
    return Settled(False, failed or ((code or str(said), words or says),), says, found.id)


# ------------------------------------------------------------------ what is sent


def _sent(org: Org, one: Package, *, check_only: bool, tests: bool) -> str:
    """Send a package, all of it or nothing; the id of the deployment."""
    options: dict[str, Any] = {
        "allowMissingFiles": False, "autoUpdatePackage": False, "checkOnly": check_only, "ignoreWarnings": False, "performRetrieve": False,
        "purgeOnDelete": False, "rollbackOnError": True, "singlePackage": True,
    }  # fmt: skip
    if tests:
        options["testLevel"] = "RunLocalTests"
    parts = (
        Part("entity_content", "application/json", compact({"deployOptions": options})),
        Part("file", "application/zip", one.zip, "package.zip"),
    )
    return _id(org.multipart(_PATH, parts), org.host)


def _id(answer: Any, host: str) -> str:
    """The id of a deployment that the org took on."""
    found = answer.get("id") if isinstance(answer, dict) else None
    if not isinstance(found, str) and isinstance(answer, dict) and isinstance(answer.get("deployResult"), dict):
        found = answer["deployResult"].get("id")
    if not isinstance(found, str) or not found.isalnum():
        raise OutcomeUnknown(f"{host} takes a deployment on and does not say its id")
    return found


def _ended(org: Org, name: str, clock: Clock) -> Found:
    """Wait for the end of a validation, which changes nothing."""
    until, pause = clock.now() + LONGEST, 0.2
    while True:
        found = status(org, name)
        if found.done:
            return found
        if clock.now() >= until:
            raise TargetError("no-end", f"the validation {name} on {org.host} has not ended after {LONGEST / 3_600:g} hours", "later")
        clock.sleep(pause)
        pause = min(pause * 1.5, PAUSE)


# ------------------------------------------------------------------ what is said of components


def _failures(found: Found) -> Iterator[tuple[str, str]]:
    for one in _rows(found, "componentFailures"):
        yield _part(one), short(str(one.get("problem") or "no reason is given"))
    tests = (found.said.get("details") or {}).get("runTestResult")
    for one in _list(tests.get("failures")) if isinstance(tests, Mapping) else ():
        yield f"the test {short(str(one.get('name')), 200)}.{short(str(one.get('methodName')), 200)}", short(str(one.get("message")))
    for one in _list(tests.get("codeCoverageWarnings")) if isinstance(tests, Mapping) else ():
        yield f"the coverage of {short(str(one.get('name') or 'all tests'), 200)}", short(str(one.get("message")))


def _part(one: Mapping[str, Any]) -> str:
    """A component, and where in the package it is wrong."""
    kind, name, file = (short(str(one.get(key) or ""), 300) for key in ("componentType", "fullName", "fileName"))
    line, column = one.get("lineNumber"), one.get("columnNumber")
    place = f"{file}:{line}:{column}" if isinstance(line, int) and isinstance(column, int) else file
    return f"{kind} {name} ({place})".strip() if place else f"{kind} {name}".strip()


def _components(found: Found) -> list[Mapping[str, Any]]:
    return [*_rows(found, "componentSuccesses"), *_rows(found, "componentFailures")]


def _rows(found: Found, name: str) -> list[Mapping[str, Any]]:
    details = found.said.get("details")
    return _list(details.get(name)) if isinstance(details, Mapping) else []


def _list(said: Any) -> list[Mapping[str, Any]]:
    """Rows; one alone may stand there by itself."""
    return [one for one in (said if isinstance(said, list) else [said]) if isinstance(one, Mapping)]
