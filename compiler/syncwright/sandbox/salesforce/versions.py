"""Which versions of the API there are, and what is under one. Knows nothing else."""

from syncwright.sandbox.asked import Answer, Asked, Refused, Route
from syncwright.sandbox.state import State

OLDEST, NEWEST = 40, 67
#: Label of each version that this stand-in says it has, as Salesforce names its releases: three a year.
_SEASONS = ("Winter", "Spring", "Summer")


def label(version: int) -> str:
    """`Summer '26` for 67."""
    return f"{_SEASONS[(version + 1) % 3]} '{(version + 13) // 3:02d}"


def version_of(asked: Asked) -> int:
    """The version in the path. Raises Refused for one that there is not."""
    number = asked.params.get("version", "").removeprefix("v").removesuffix(".0")
    if not number.isdecimal() or not OLDEST <= int(number) <= NEWEST:
        raise Refused(404, "NOT_FOUND", "The requested resource does not exist")
    return int(number)


def versions(_state: State, _asked: Asked) -> Answer:
    """All versions; asked without a session."""
    return Answer([{"label": label(one), "url": f"/services/data/v{one}.0", "version": f"{one}.0"} for one in range(OLDEST, NEWEST + 1)])


def resources(state: State, asked: Asked) -> Answer:
    """What is under one version."""
    root = f"/services/data/v{version_of(asked)}.0"
    names = ("tooling", "metadata", "query", "sobjects", "jobs", "limits")
    return Answer({"identity": f"{asked.base}/id/{state.org_id}/{asked.user}", **{name: f"{root}/{name}" for name in names}})


ROUTES = [
    Route("GET", "/services/data", versions, session=False),
    Route("GET", "/services/data/", versions, session=False),
    Route("GET", "/services/data/v{version}", resources),
    Route("GET", "/services/data/v{version}/", resources),
]
