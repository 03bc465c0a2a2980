"""What can be wrong with what is imported, or with an inventory that was made before."""

from syncwright.diagnostics import Rule

PAGES = "syncwright.inventory.pages"

NOT_XML = Rule("INV301", "not-xml", "error", PAGES, adjustable=False)
NOT_METADATA = Rule("INV302", "not-metadata", "error", PAGES, adjustable=False)
NOTHING_TO_IMPORT = Rule("INV303", "nothing-to-import", "error", PAGES, adjustable=False)
DAMAGED_INVENTORY = Rule("INV304", "damaged-inventory", "error", PAGES, adjustable=False)
DEFINED_TWICE = Rule("INV305", "defined-twice", "error", PAGES, adjustable=False)
LEFT_OUT = Rule("INV306", "left-out", "warning", PAGES, adjustable=False)
ROW_TWICE = Rule("INV307", "row-twice", "warning", PAGES, adjustable=False)
SEVERAL_FILES = Rule("INV308", "several-files", "note", PAGES, adjustable=False)

RULES = tuple(rule for rule in globals().values() if isinstance(rule, Rule))
