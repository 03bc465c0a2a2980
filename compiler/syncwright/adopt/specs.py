"""The specs of an adoption: which file says what, new or with something put into it. Knows trees of text, and no disk."""

import re
from collections.abc import Iterable, Mapping

from syncwright.adopt.claims import Claim
from syncwright.inventory.access import Holder
from syncwright.records import Struct
from syncwright.spec.kinds import kind_of
from syncwright.syntax import Tree, parse
from syncwright.syntax.edit import put
from syncwright.syntax.format import format_text
from syncwright.syntax.patch import patched
from syncwright.syntax.written import spec_text
from syncwright.text import SourceFile

#: Longest label and description of a permission set: spec/values.py.
_LABEL, _DESCRIPTION = 80, 255


class Spec(Struct):
    """One file of specs while it is being made: what it says, and what is put into it. Without `source` it is new."""

    path: str
    tree: dict[str, Tree]
    source: SourceFile | None = None
    patch: dict[str, Tree] = {}

    def put(self, patch: dict[str, Tree]) -> None:
        """Put more into it."""
        _fill(self.patch, patch)

    def text(self) -> str:
        """The file as it becomes."""
        if self.source is None:
            return format_text(spec_text(patched(self.tree, self.patch)))
        return put(self.source.text, self.patch) if self.patch else self.source.text


class Folder:
    """The spec files of one folder, by what they are."""

    def __init__(self, root: str, sources: Iterable[SourceFile]) -> None:
        self.prefix = "" if root == "." else root.rstrip("/") + "/"
        self.sources = {source.path: source for source in sources}
        self.owner: str | None = None
        self.users: dict[str, Spec] = {}
        for source in self.sources.values():
            tree = parse(source).tree
            kind = None if tree is None else kind_of(tree)
            if tree is not None and kind == "estate":
                self.owner = tree.get("owner")
            elif tree is not None and kind == "sync_user":
                self.users.setdefault(str(tree["sync_user"]), Spec(source.path, tree, source))

    def free(self, path: str) -> str:
        """A path that no file has, with a number if it has to be."""
        stem, taken = path.removesuffix(".yaml"), {one.casefold() for one in self.sources}
        numbers = iter(range(2, len(taken) + 3))
        while f"{self.prefix}{path}".casefold() in taken:
            path = f"{stem}-{next(numbers)}.yaml"
        return self.prefix + path

    def user(self, name: str) -> Spec:
        """The spec of a user; a new one that says no more than that there is one, if there is none."""
        held = self.users.get(name)
        if held is not None:
            return held
        tree = {"sync_user": name, **({"owner": self.owner} if self.owner else {}), "preset": "adopted"}
        return Spec(self.free(f"users/{name}.yaml"), tree)

    def made_before(self, path: str, head: Mapping[str, Tree]) -> Spec | None:
        """The file of this name, or of this with a number, that says all of `head`: an adoption made it before."""
        pattern = re.compile(rf"{re.escape(self.prefix + path.removesuffix('.yaml'))}(-\d+)?\.yaml")
        for known in sorted(filter(pattern.fullmatch, self.sources)):
            tree = parse(self.sources[known]).tree
            if tree is not None and all(tree.get(key) == value for key, value in head.items()):
                return Spec(known, tree, self.sources[known])
        return None

    def fields(self, owner: str, claim: Claim, why: str, because: str) -> Spec:
        """The file for the fields of an object that some connectors claim: one that an adoption made before, or a new one."""
        slug = re.sub(r"[^a-z0-9]+", "-", owner.removesuffix("__c").lower())
        connectors = list(claim.connectors)
        pattern = re.compile(rf"{re.escape(self.prefix)}objects/{slug}-adopted(-\d+)?\.yaml")
        for path in sorted(filter(pattern.fullmatch, self.sources)):
            tree = parse(self.sources[path]).tree
            if tree is not None and tree.get("object") == owner and _listed(tree.get("for")) == connectors:
                return Spec(path, tree, self.sources[path])
        head: dict[str, Tree] = {"object": owner, **({"owner": self.owner} if self.owner else {}), "why": because, "for": connectors}
        head["defaults"] = {"sync": "from-salesforce", "why": why}
        return Spec(self.free(f"objects/{slug}-adopted.yaml"), head | {"fields": {}})


def _fill(whole: dict[str, Tree], more: dict[str, Tree]) -> None:
    """Put one thing into a growing patch: an adoption has thousands of them."""
    for key, value in more.items():
        held = whole.get(key)
        if isinstance(held, dict) and isinstance(value, dict):
            _fill(held, value)
        else:
            whole[key] = value


def _listed(said: Tree) -> list[str]:
    return sorted([said] if isinstance(said, str) else said or [])


def set_of(holder: Holder) -> tuple[dict[str, Tree], list[str]]:
    """What a user's spec says of the permission set itself, and what had to be shortened."""
    said: dict[str, Tree] = {"name": holder.name}
    notes = []
    for key, text, longest in (("label", holder.label, _LABEL), ("description", holder.description, _DESCRIPTION)):
        if text:
            said[key] = text[:longest].rstrip()
            if len(text) > longest:
                notes.append(f"the {key} is {len(text)} characters long, and Salesforce takes {longest}: the rest was left out")
    if holder.license:
        said["license"] = holder.license
    if holder.activation_required:
        said["activation_required"] = "true"
    return said, notes


def grants(tree: Mapping[str, Tree]) -> dict[str, dict[str, Tree]]:
    """The rows under `grants:` by kind and name; `why` left out."""
    held = tree.get("grants") or {}
    return {kind: rows for kind, rows in held.items() if isinstance(rows, dict)}
