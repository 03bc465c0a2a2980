"""One thing under a new name, in all specs of an estate: fields, values, objects, and what the estate has named itself."""

from syncwright.rename.asked import NotToRename
from syncwright.rename.files import Refused
from syncwright.rename.renaming import Renaming, rename

__all__ = ["NotToRename", "Refused", "Renaming", "rename"]
