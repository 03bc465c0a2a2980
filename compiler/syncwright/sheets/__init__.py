"""A dictionary that people have edited, as rows of text: read from CSV or XLSX. Knows what a cell is, and not what its text means."""

from syncwright.sheets.handed import Handed, NotASheet
from syncwright.sheets.read import read_sheet

__all__ = ["Handed", "NotASheet", "read_sheet"]
