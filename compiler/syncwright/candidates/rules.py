"""What can be wrong with a record, or with an error, that somebody asks about."""

from syncwright.diagnostics import Rule

PAGES = "syncwright.candidates.pages"

QUESTION_NOT_READ = Rule("INV311", "question-not-read", "error", PAGES, adjustable=False)

RULES = (QUESTION_NOT_READ,)
