"""Whether a plan may be carried out by this ledger: used once, one at a time, and made for what the ledger is of. Nothing is sent before."""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.ledger.model import Record
from syncwright.ledger.reading import PlanState, plan_state, step_states, unfinished
from syncwright.plan.model import Plan
from syncwright.record_ids import same_id


def not_usable(records: Sequence[Record], plan: str, give_up: str | None) -> str | None:
    """Why a plan may not be carried out, in words with what to do; None if it may. `give_up`: the unfinished plan that it may take the place of."""
    state: PlanState = plan_state(records, plan)
    if state == "finished":
        return f"it was carried out already: that ended at {_last(records, plan)}, and a plan is used once; make the plan again"
    if state == "given_up":
        return "it was given up, as another plan was carried out after it or the ledger was made anew; make the plan again"
    other = unfinished(records)
    if other is None or other == plan:
        return None
    unknown = [step for step, one in step_states(records, other).items() if one.state in ("intended", "running")]
    if unknown:
        steps = ", ".join(f"`{step}`" for step in unknown)
        return f"the plan {short(other)} is not finished, and what became of {steps} is not known; run `apply` with its file first, or, if that is gone, `syncwright ledger rebase`"
    if give_up is None:
        return f"the plan {short(other)} is not finished: run `apply` with its file, or give it up: `--give-up {short(other)}`"
    if not other.startswith(give_up):
        return f"the plan that is not finished is {short(other)}, not {short(give_up)}"
    return None


def of_another(opened: Mapping[str, str], plan: Plan) -> Iterator[str]:
    """What a ledger says that it is for, in words, where the plan is for something else."""
    bound = plan.binding
    for name, said in (("estate", bound.estate), ("environment", bound.environment), ("org", bound.identity.get("org", ""))):
        kept = opened.get(name, said)
        if kept != said and not same_id(kept, said):
            yield f"the ledger is of the {name} `{kept}`, and the plan was made for `{said}`"


def short(plan: str) -> str:
    """As much of a plan's id as people type."""
    return plan[:12]


def _last(records: Sequence[Record], plan: str) -> str:
    return next((record.at for record in reversed(records) if record.plan == plan and record.kind == "finished"), "an unknown time")
