"""What can be wrong with the data that records are counted in."""

from syncwright.diagnostics import Rule

PAGES = "syncwright.impact.pages"

COLUMN_NOT_IN_DATA = Rule("INV309", "column-not-in-data", "error", PAGES, adjustable=False)
DATA_NOT_READ = Rule("INV310", "data-not-read", "error", PAGES, adjustable=False)

RULES = tuple(rule for rule in globals().values() if isinstance(rule, Rule))
