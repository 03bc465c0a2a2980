"""YAML text to a tree of text. Knows the strict subset, and nothing of what the keys mean.

Every scalar is text. There are no tags, anchors, merge keys, directives, second documents or repeated keys, and no
character that a reviewer cannot see. PyYAML's C events are this room's alone.
"""

from syncwright.syntax.tree import Mapping, Parsed, Tree, parse

__all__ = ["Mapping", "Parsed", "Tree", "parse"]
