"""Labels where API names are meant: `Annual Revenue` has no shape of an API name, so its file is refused before any name is looked up."""

from collections.abc import Iterable, Mapping
from typing import Any

from syncwright.catalog.meant import Meant
from syncwright.diagnostics import Finding
from syncwright.inventory import Org
from syncwright.limits import SHOWN_FINDINGS
from syncwright.records import replace
from syncwright.spec.rules import WRONG_VALUE


def with_labels(findings: Iterable[Finding], refused: Mapping[str, Any], org: Org) -> list[Finding]:
    """The findings; those about a name that is some object's or field's label say whose. `refused`: the trees of refused object specs, by path."""
    meant = Meant(org)
    helped: list[Finding] = []
    left = SHOWN_FINDINGS
    for finding in findings:
        if left > 0 and finding.rule is WRONG_VALUE and finding.place.path in refused:
            help_ = _owner_of_label(finding, refused[finding.place.path], meant)
            if help_ is not None:
                left -= 1
                helped.append(replace(finding, help=help_))
                continue
        helped.append(finding)
    return helped


def _owner_of_label(finding: Finding, tree: Mapping[str, Any], meant: Meant) -> str | None:
    said = tree.get("object")
    objects = [said] if isinstance(said, str) else [one for one in said if isinstance(one, str)] if isinstance(said, list) else []
    match finding.place.keys:
        case ("fields", str(text)) if finding.place.part == "key":
            found = {name: help_ for name in objects if (help_ := meant.labelled(name, text)) is not None}
            if len(objects) == 1:
                return next(iter(found.values()), None)
            return "; ".join(f"on `{name}` {help_}" for name, help_ in found.items()) or None
        case ("object",) if len(objects) == 1:
            return meant.object_labelled(objects[0])
        case ("object", int(index)) if isinstance(said, list) and isinstance(said[index], str):
            return meant.object_labelled(said[index])
    return None
