"""A tree of text to a spec: which kind it is, and that its shape is right. Knows no other file."""

from collections.abc import Mapping

from syncwright.diagnostics import Finding, Place
from syncwright.names import did_you_mean
from syncwright.records import NotThatRecord, Struct, converted
from syncwright.spec import rules
from syncwright.spec.compiled import ObjectSpec, Spec
from syncwright.spec.kinds import CAMPAIGNS, KINDS, Platforms, kind_of
from syncwright.spec.notes import Notes, notes_of
from syncwright.syntax import Parsed
from syncwright.text import SourceFile, short


class Loaded(Struct, frozen=True):
    """One spec and the file it stands in. `notes`: on a spec of kind `object`."""

    kind: str
    spec: Spec
    path: str
    notes: Notes = Notes()

    def at(self, *keys: str | int) -> Place:
        """The value under `keys` in this file."""
        return Place(self.path, keys)


def loaded(kind: str, spec: Spec, path: str) -> Loaded:
    """A spec that is in shape, with notes on it."""
    return Loaded(kind, spec, path, notes_of(spec)) if isinstance(spec, ObjectSpec) else Loaded(kind, spec, path)


def load(parsed: Parsed, platforms: Platforms) -> Loaded | tuple[Finding, ...]:
    """The spec in a file, or what is wrong with its shape. `platforms` gives the connector model of each platform."""
    tree, path = parsed.tree, parsed.source.path
    if tree is None:
        return parsed.findings
    kind = kind_of(tree)
    if kind is None:
        return (_no_kind(tree, path),)
    model: type[Spec] | Finding = KINDS[kind]
    if kind == "connector":
        model = _told_apart(tree, "platform", "platforms", platforms, "a marketing platform that is installed", path) or model
    elif kind == "campaign":
        model = _told_apart(tree, "type", "types", CAMPAIGNS, "a type of campaign", path) or model
    if isinstance(model, Finding):
        return (model,)
    try:
        return loaded(kind, converted(tree, model), path)
    except NotThatRecord:
        # The struct says that something is wrong, its model says what. Importing pydantic takes longer than compiling 1,000 fields.
        from syncwright.spec.misshapen import explain

        return explain(SourceFile(path, parsed.source.data), tree, model)


def _no_kind(tree: Mapping[str, object], path: str) -> Finding:
    first = next(iter(tree), "")
    known = f"one of these keys says what a file is: {', '.join(f'`{k}`' for k in KINDS)}"
    message = "this file does not say what kind of spec it is"
    return rules.NO_KIND(Place(path, (first,) if first else (), "key"), message, help=did_you_mean(first, KINDS) or known)


def _told_apart(
    tree: Mapping[str, object], key: str, several: str, models: Mapping[str, type[Spec]], what: str, path: str
) -> type[Spec] | Finding | None:
    """The model that the value of a key tells; None where the key is missing, which the kind's own model says."""
    told = tree.get(key)
    if told is None:
        return None
    if isinstance(told, str) and told in models:
        return models[told]
    known = f"{several}: {', '.join(f'`{name}`' for name in sorted(models))}"
    if not isinstance(told, str):
        return rules.WRONG_SHAPE(Place(path, (key,)), f"the name of one {key} is expected here", help=known)
    return rules.WRONG_VALUE(Place(path, (key,)), f"`{short(told)}` is not {what}", help=did_you_mean(told, models) or known)
