"""What can be wrong with a dictionary that people hand back."""

from syncwright.diagnostics import Rule

PAGES = "syncwright.sheets.pages"

EDIT_NOT_TAKEN = Rule("GOV516", "edit-not-taken", "error", PAGES, adjustable=False)

RULES = (EDIT_NOT_TAKEN,)
