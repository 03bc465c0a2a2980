"""A plan for an estate: what the specs want beside what was seen. Pure, but for what it is handed."""

from syncwright.planning.binding import identity, specs_hash
from syncwright.planning.estate import NothingSelected, Request, plan_estate, users_behind
from syncwright.planning.guarded import Consent, guard_plan
from syncwright.planning.history import Kept, kept
from syncwright.planning.sides import Wanted, observe_revision, observe_source, source_names, wanted
from syncwright.planning.unchanged import why_unchanged

__all__ = [
    "Consent",
    "Kept",
    "NothingSelected",
    "Request",
    "Wanted",
    "guard_plan",
    "identity",
    "kept",
    "observe_revision",
    "observe_source",
    "plan_estate",
    "source_names",
    "specs_hash",
    "users_behind",
    "wanted",
    "why_unchanged",
]
