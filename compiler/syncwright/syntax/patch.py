"""What a tree of text is with something put into it. Knows nothing of how either is written."""

from collections.abc import Sequence

from syncwright.syntax.tree import Tree

#: What is to be put into a spec, by key. Text replaces text, a list adds the items that are missing, "" asks for no more than the key.
Patch = dict[str, Tree]


def patched(tree: Tree, patch: Tree) -> Tree:
    """What a tree is with a patch in it."""
    match tree, patch:
        case dict(), dict():
            return {**tree, **{key: patched(tree[key], value) if key in tree else value for key, value in patch.items()}}
        case _, list():
            held = tree if isinstance(tree, list) else [tree] if tree else []
            return [*held, *missing(held, patch)]
        case _, "":
            return tree
        case _:
            return patch


def filled(tree: Tree) -> Tree:
    """A tree in which what is left empty is an empty mapping: both say the same."""
    match tree:
        case dict():
            return {key: filled(value) for key, value in tree.items()}
        case list():
            return [filled(item) for item in tree]
        case _:
            return tree or {}


def missing(held: Sequence[Tree], wanted: list[Tree]) -> list[Tree]:
    """The items that are not there yet."""
    return [item for item in wanted if item not in held]
