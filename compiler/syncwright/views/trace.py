"""What lines come from and what comes of them, as documents."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from syncwright.plan.document import Document as PlanDocument
from syncwright.resource import ResourceType
from syncwright.tracing.artifacts import Found
from syncwright.tracing.places import Specs, Written
from syncwright.tracing.plans import InPlan, Touched, stood
from syncwright.tracing.specs import Line, Ranges
from syncwright.want import Reason

Document = dict[str, Any]

#: How many spec keys are looked up in their files: each file has to be read with its places for it.
_LOCATED = 20
#: Most lines that are shown of one piece of a spec.
_LINES = 8


class Trace:
    """Draws up answers about one compilation. `types`: what the attributes of resources are called."""

    def __init__(self, specs: Specs, types: Mapping[str, ResourceType]) -> None:
        self._specs = specs
        self._types = types

    def artifact(self, asked: tuple[str, int, str], state: str, path: str, found: Found, address: str | None) -> Document:
        """A line of a file. `asked`: the file as it was named, the line and its text; `path`: what the file is in the generated tree."""
        file, line, text = asked
        return {
            "format": 1,
            "kind": "artifact",
            "file": file,
            "line": line,
            "text": text,
            "artifact": path,
            "state": state,
            "part": None if found.whole else self._part(found, address),
            "keys": list(found.keys),
            "behind": self._behind(found.keys, found.reasons),
        }

    def resource(self, address: str, found: Found, path: str | None) -> Document:
        """A part of a resource, by its address."""
        part = self._part(found, address)
        doc: Document = {"format": 1, "kind": "resource", "address": address, "artifact": path, "part": part}
        return doc | {"keys": list(found.keys), "behind": self._behind(found.keys, found.reasons)}

    def spec(self, asked: tuple[str, int, str], said: Line, files: Iterable[Ranges], plan: Document | None) -> Document:
        """A line of a spec."""
        file, line, text = asked
        return {
            "format": 1,
            "kind": "spec",
            "file": file,
            "line": line,
            "text": text,
            "what": said.kind,
            "says": [".".join(map(str, keys)) for keys in said.says],
            "fields": said.fields,
            "files": [
                {
                    "path": one.path,
                    "lines": sum(last - first + 1 for first, last in one.ranges),
                    "ranges": [list(each) for each in one.ranges],
                    "whole": one.whole,
                }
                for one in files
            ],
            "plan": plan,
        }

    def touched(self, file: str, changes: Iterable[Touched]) -> Document:
        """What a plan does about a line of a spec."""
        return {
            "file": file,
            "changes": [
                {
                    "address": one.address,
                    "change": one.change,
                    "parts": [self.title(one.address, edit.attribute, edit.name or "", edit.new or "") for edit in one.edits],
                    "steps": list(one.steps),
                }
                for one in changes
            ],
        }

    def plan(self, asked: tuple[str, int, str], found: InPlan, doc: PlanDocument) -> Document:
        """A line of a stored plan."""
        file, line, text = asked
        reasons = [doc.reasons[number] for number in found.reasons]
        title = self.title(found.change, *found.part, "") if found.part and found.change else None
        return {
            "format": 1,
            "kind": "plan",
            "file": file,
            "line": line,
            "text": text,
            "at": list(found.keys),
            "change": found.change,
            "part": title,
            "step": found.step,
            "keys": sorted({reason.key for reason in reasons}),
            "behind": [
                {"key": one.key, "word": "", "why": one.why, "added": one.added, "planned_at": stood(one), "places": self._places(one.key)}
                for one in reasons[:_LOCATED]
            ],
        }

    def title(self, address: str | None, attribute: str, name: str, value: str) -> str:
        """A part of a resource in words: `field Lead.Email, read`."""
        type_ = self._types.get((address or "").partition("/")[0])
        said = type_.attributes.get(attribute) if type_ is not None else None
        title = said.title if said is not None else attribute.replace("_", " ")
        words = ", ".join(value.split()) if said is not None and said.kind == "words" else value
        more = f", {words}" if value not in ("", "yes", name) else ""
        return f"{title} {name}{more}" if name else title

    def _part(self, found: Found, address: str | None) -> Document:
        attribute, name = found.part or (None, None)
        title = self.title(address, attribute, name or "", found.value) if attribute else _named(found.keys)
        return {
            "first": found.first,
            "last": found.last,
            "title": title,
            "address": address,
            "attribute": attribute,
            "name": name or None,
            "value": found.value or None,
        }

    def _behind(self, keys: Sequence[str], reasons: Sequence[tuple[str, Reason]]) -> list[Document]:
        """The reasons, and the keys that none of them has."""
        told = [
            {
                "key": one.key,
                "word": word,
                "why": one.why,
                "added": one.added,
                "places": [self._place(self._specs.written(one.place)), *self._places(one.key)[1:]],
            }
            for word, one in reasons
        ]
        left = [key for key in keys if key not in {one.key for _, one in reasons}]
        return told + [
            {"key": key, "word": "", "why": self._why(key), "added": False, "places": self._places(key)} for key in left[:_LOCATED]
        ]

    def _why(self, key: str) -> str | None:
        whole, _, name = key.partition("#")
        kind, _, of = whole.partition("/")
        held = self._specs.catalog.objects.get(of) if kind == "object" else None
        return held.fields[name].why if held is not None and name in held.fields else None

    def _places(self, key: str) -> list[Document]:
        return [self._place(one) for one in self._specs.of(key)]

    def _place(self, one: Written) -> Document:
        lines = self._specs.lines(one)
        doc: Document = {"path": one.path, "line": one.line, "column": one.column, "end": one.end, "part": one.part}
        return doc | {"lines": list(lines[:_LINES])}


def _named(keys: Sequence[str]) -> str | None:
    """What a part that says no resource is about: `field Lead.Email`."""
    key = keys[0] if keys else ""
    kind, _, rest = key.partition("/")
    if kind != "object":
        return None
    return f"field {rest.replace('#', '.', 1)}" if "#" in rest else f"object {rest}"
