"""The kinds of spec, and which one a file is."""

from typing import Any

from syncwright.spec.base import Spec
from syncwright.spec.connector import ConnectorSpec
from syncwright.spec.estate import EnvironmentSpec, EstateSpec
from syncwright.spec.object import MapSpec, ObjectSpec
from syncwright.spec.user import SyncUserSpec

#: In order of precedence: a connector also has a key `sync_user`, an environment none of the others.
KINDS: dict[str, type[Spec]] = {
    "estate": EstateSpec,
    "environment": EnvironmentSpec,
    "connector": ConnectorSpec,
    "object": ObjectSpec,
    "map": MapSpec,
    "sync_user": SyncUserSpec,
}

#: Kinds of the language that this version does not compile yet.
RESERVED = ("filter", "partition", "campaign")


def kind_of(tree: dict[str, Any]) -> str | None:
    """Kind of a file by its keys; None if it has no kind. The order of keys means nothing."""
    return next((kind for kind in (*RESERVED, *KINDS) if kind in tree), None)
