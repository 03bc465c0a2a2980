"""What a site shows besides the specs, as files and a ledger had it when the site was made."""

from collections.abc import Sequence

from syncwright.field_history import EstateHistory
from syncwright.ledger.model import Record
from syncwright.plan.document import Document
from syncwright.plan.model import Plan
from syncwright.records import Struct


class GivenPlan(Struct, frozen=True):
    """A saved plan. `id`: SHA-256 of its file, as `apply` and the ledger name it."""

    id: str
    document: Document


class Given(Struct, frozen=True):
    """`records`: of the environment's ledger, none where there is none. `begun`: id of the plan that was begun last, else empty; `kept`: that plan, None
    where its file was not found. `history`: None where it is not to be shown.
    """

    plans: tuple[GivenPlan, ...] = ()
    records: Sequence[Record] = ()
    begun: str = ""
    kept: Plan | None = None
    history: EstateHistory | None = None


NOTHING = Given()
