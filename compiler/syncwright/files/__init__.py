"""Trees of files, in and out: read within bounds and never through a link, written beside and swapped in once."""

from syncwright.files.read import Tree, read_tree
from syncwright.files.write import OutputRefused, Replacement, replace_tree

__all__ = ["OutputRefused", "Replacement", "Tree", "read_tree", "replace_tree"]
