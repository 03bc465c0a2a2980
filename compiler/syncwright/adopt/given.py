"""What is handed in to be adopted: permission sets and profiles, a file each."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from syncwright.diagnostics import Finding
from syncwright.inventory.access import Holder
from syncwright.inventory.holders import SUFFIXES, holder_file
from syncwright.inventory.source import Reading
from syncwright.inventory.tokens import filled, filled_path
from syncwright.records import Struct
from syncwright.text import SourceFile

_GROUP = "is a permission set group: adopt its permission sets, then name them under `with:` of the user and say `group: true`"
_MUTING = "is a muting permission set, which grants nothing: with `group: true` a group's muting set is made of what the specs hide"


class NotToAdopt(Exception):
    """The file is none of those that can be adopted."""


class Given(Struct, frozen=True):
    """A permission set or profile that was handed in. `off`: rows of its file that grant nothing, by kind. `said`: what it is called
    where it is only a part of one.
    """

    path: str
    holder: Holder
    off: Mapping[str, set[str]] = {}
    said: str = ""

    @property
    def title(self) -> str:
        """Such as `permission set Marketo_Sync`. Files write signs in a profile's name by their code, as in a web address."""
        if self.said:
            return self.said
        if self.holder.kind == "permission_set":
            return f"permission set {self.holder.name}"
        from urllib.parse import unquote

        return f"profile {unquote(self.holder.name)}"


def can_be_adopted(path: str) -> bool:
    """Whether a file is called like something that lets people do things."""
    return PurePosixPath(path.lower().removesuffix("-meta.xml")).suffix in SUFFIXES


def given(source: SourceFile, namespace: str = "") -> tuple[Given, list[Finding]]:
    """What a file grants, and what is to be said of it. Raises Unreadable, and NotToAdopt for a group or a muting set."""
    reading = Reading(filled(source, namespace), filled_path(source.path, namespace))
    one = holder_file(reading)
    if not isinstance(one.holder, Holder) or one.holder.kind == "muting_set":
        raise NotToAdopt(f"`{source.path}` {_MUTING if isinstance(one.holder, Holder) else _GROUP}")
    return Given(source.path, one.holder, one.off), reading.findings
