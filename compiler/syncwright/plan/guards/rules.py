"""The rules about plans. Those that cannot be adjusted are lifted on the command line, by whoever has looked at the plan."""

from syncwright.diagnostics import Rule

PAGES = "syncwright.plan.guards.pages"

WIDENING_ACCESS = Rule("PLN801", "widening-access", "warning", PAGES)
PRIVACY_FIELD_LEAVES = Rule("PLN802", "privacy-field-leaves", "warning", PAGES)
MANY_REMOVALS = Rule("PLN803", "many-removals", "error", PAGES, adjustable=False)
EMPTIED = Rule("PLN804", "emptied-folder", "error", PAGES, adjustable=False)
REMOVES_OWN_ACCESS = Rule("PLN805", "removes-own-access", "error", PAGES, adjustable=False)
IRREVERSIBLE_VISIBILITY = Rule("PLN806", "irreversible-visibility", "warning", PAGES)
#: Found while a tree is observed: what was seen in part is never planned with.
NOT_SEEN = Rule("PLN807", "not-seen-completely", "error", PAGES, adjustable=False)
DRIFT_UNDONE = Rule("PLN813", "drift-undone", "warning", PAGES)
#: The ledger says how long something was hidden, so that nobody can say that it was longer.
DELETED_TOO_EARLY = Rule("PLN814", "deleted-too-early", "error", PAGES, adjustable=False)
NEVER_OURS = Rule("PLN815", "never-ours", "warning", PAGES)
REVIEW_OVERDUE = Rule("PLN816", "check-overdue", "warning", PAGES)
#: The prospects go to the recycle bin by themselves, so that somebody has to have looked how many they are.
ARCHIVES_RECORDS = Rule("PLN817", "archives-records", "error", PAGES, adjustable=False)
GATE_NOT_PASSED = Rule("PLN818", "gate-not-passed", "error", PAGES, adjustable=False)

RULES = tuple(rule for rule in globals().values() if isinstance(rule, Rule))
