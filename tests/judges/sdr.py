"""Salesforce's source-deploy-retrieve library as a judge of SFDX projects.

It judges where files lie, how they are named and what they are composed to. It does not read XML for its content:
`metadata_types` does, and its two questions are asked from here too.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from judges.metadata_types import metadata_elements, unknown_elements
from judges.node_tools import node

__all__ = ["Component", "Converted", "convert", "metadata_elements", "unknown_elements"]

SCRIPT = Path(__file__).with_name("sdr.mjs")


@dataclass(frozen=True, slots=True, order=True)
class Component:
    """One piece of metadata, by the names that `package.xml` uses."""

    type: str
    full_name: str


@dataclass(frozen=True, slots=True)
class Converted:
    """What the library made of a project; with an `error`, nothing else."""

    components: tuple[Component, ...] = ()
    #: Paths under the output folder, sorted.
    files: tuple[str, ...] = ()
    #: Paths under the project that the library passed over without a word, sorted: they would never be deployed.
    unclaimed: tuple[str, ...] = ()
    error: str | None = None


def convert(project: Path, out: Path) -> Converted:
    """Write `project` (which holds sfdx-project.json) to `out` in metadata format, without the network."""
    answer = json.loads(node(SCRIPT, input=json.dumps({"project": str(project.resolve()), "out": str(out.resolve())})))
    if "error" in answer:
        return Converted(error=answer["error"])
    return Converted(
        components=tuple(sorted(Component(each["type"], each["fullName"]) for each in answer["components"])),
        files=tuple(sorted(answer["files"])),
        unclaimed=tuple(sorted(answer["unclaimed"])),
    )
