"""The stand-in of Salesforce put together: routes of all modules, the check of sessions, what becomes due. Add a module here.

A handler is `(State, Asked) -> Answer`; it raises Refused for an error in Salesforce's form. See state.py for how to build on it.
"""

from starlette.applications import Starlette

from syncwright.sandbox.asked import Answer, Asked, Refused, Route
from syncwright.sandbox.salesforce import (
    bulk_queries,
    deploy_rest,
    deploys,
    describes,
    ingest,
    oauth,
    queries,
    record_routes,
    soap,
    tooling,
    versions,
)
from syncwright.sandbox.server import application
from syncwright.sandbox.state import State

#: More special paths come before more general ones: the first that fits is taken.
ROUTES: list[Route] = [
    *oauth.ROUTES,
    *versions.ROUTES,
    *soap.ROUTES,
    *deploy_rest.ROUTES,
    *queries.ROUTES,
    *describes.ROUTES,
    *tooling.ROUTES,
    *record_routes.ROUTES,
    *ingest.ROUTES,
    *bulk_queries.ROUTES,
]

UNKNOWN = Answer([{"errorCode": "NOT_FOUND", "message": "The requested resource does not exist"}], 404)


def app(state: State) -> Starlette:
    """All of it, over one state."""
    return application(state, ROUTES, user_of, run_due, UNKNOWN)


def run_due(state: State) -> None:
    """What is due by now: deploys first, as jobs may write what they bring."""
    deploys.run_due(state)
    bulk_queries.run_due(state)


def user_of(state: State, asked: Asked) -> str:
    """The user of the session in the Authorization header, as REST takes it. Raises Refused for one that does not hold."""
    scheme, _, token = asked.headers.get("authorization", "").partition(" ")
    user = state.session(token) if scheme.lower() in {"bearer", "oauth"} else None
    if user is None:
        raise Refused(401, "INVALID_SESSION_ID", "Session expired or invalid")
    return user
