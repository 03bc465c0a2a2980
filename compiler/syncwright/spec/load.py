"""A tree of text to a spec: which kind it is, and that its shape is right. Knows no other file."""

from collections.abc import Mapping

from syncwright.diagnostics import Finding, Place
from syncwright.names import did_you_mean
from syncwright.records import NotThatRecord, Struct, converted
from syncwright.spec import rules
from syncwright.spec.compiled import Spec
from syncwright.spec.kinds import KINDS, RESERVED, Platforms, kind_of
from syncwright.syntax import Parsed
from syncwright.text import SourceFile, short


class Loaded(Struct, frozen=True):
    """One spec and the file it stands in."""

    kind: str
    spec: Spec
    path: str

    def at(self, *keys: str | int) -> Place:
        """The value under `keys` in this file."""
        return Place(self.path, keys)


def load(parsed: Parsed, platforms: Platforms) -> Loaded | tuple[Finding, ...]:
    """The spec in a file, or what is wrong with its shape. `platforms` gives the connector model of each platform."""
    tree, path = parsed.tree, parsed.source.path
    if tree is None:
        return parsed.findings
    kind = kind_of(tree)
    if kind is None or kind in RESERVED:
        return (_not_a_kind(tree, kind, path),)
    model: type[Spec] | Finding = KINDS[kind]
    if kind == "connector":
        model = _connector(tree, platforms, path)
    if isinstance(model, Finding):
        return (model,)
    try:
        return Loaded(kind, converted(tree, model), path)
    except NotThatRecord:
        # The struct says that something is wrong, its model says what. Importing pydantic takes longer than compiling 1,000 fields.
        from syncwright.spec.misshapen import explain

        return explain(SourceFile(path, parsed.source.data), tree, model)


def _not_a_kind(tree: Mapping[str, object], kind: str | None, path: str) -> Finding:
    if kind is not None:
        message = f"specs of kind `{kind}` are not compiled by this version"
        return rules.KIND_NOT_YET(Place(path, (kind,), "key"), message, help="keep the file outside the specs folder until they are")
    first = next(iter(tree), "")
    known = f"one of these keys says what a file is: {', '.join(f'`{k}`' for k in KINDS)}"
    message = "this file does not say what kind of spec it is"
    return rules.NO_KIND(Place(path, (first,) if first else (), "key"), message, help=did_you_mean(first, KINDS) or known)


def _connector(tree: Mapping[str, object], platforms: Platforms, path: str) -> type[Spec] | Finding:
    platform = tree.get("platform")
    if platform is None:
        return KINDS["connector"]
    if isinstance(platform, str) and platform in platforms:
        return platforms[platform]
    known = ", ".join(f"`{name}`" for name in sorted(platforms))
    if not isinstance(platform, str):
        return rules.WRONG_SHAPE(Place(path, ("platform",)), "the name of one platform is expected here", help=f"platforms: {known}")
    help_ = did_you_mean(platform, platforms) or f"platforms: {known}"
    return rules.WRONG_VALUE(Place(path, ("platform",)), f"`{short(platform)}` is not a marketing platform that is installed", help=help_)
