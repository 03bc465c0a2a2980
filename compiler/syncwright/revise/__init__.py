"""What owners changed in a dictionary, as edits of specs that keep comments."""

from syncwright.revise.dictionary import Told, told
from syncwright.revise.revision import Revised, revise

__all__ = ["Revised", "Told", "revise", "told"]
