"""Trees of files, in and out: read within bounds and never through a link, written beside and swapped in once."""

from syncwright.files.read import Tree, read_tree
from syncwright.files.write import OutputRefused, replace_tree

__all__ = ["OutputRefused", "Tree", "read_tree", "replace_tree"]
