"""Which steps of a plan a folder of source takes now, which wait, and which remain for people and for an org."""

from datetime import date

from syncwright.plan.model import Plan
from syncwright.plan.steps import Step
from syncwright.records import Struct


class Carried(Struct, frozen=True):
    """`steps` are done on the folder, with the changes at `addresses`.

    `waiting`: for work of people that comes before. `remaining`: what no folder can do, and what waits for its day.
    """

    steps: tuple[Step, ...]
    waiting: tuple[Step, ...]
    remaining: tuple[Step, ...]

    @property
    def addresses(self) -> frozenset[str]:
        """What is carried out."""
        return frozenset(address for step in self.steps for address in step.changes)


def carried(plan: Plan, today: date) -> Carried:
    """Deployments whose day has come, and that wait for nobody's work; the rest in the plan's order."""
    steps: list[Step] = []
    waiting: list[Step] = []
    remaining: list[Step] = []
    undone: set[str] = set()
    for step in plan.steps:
        if step.kind == "deploy" and undone & set(step.after):
            waiting.append(step)
            undone.add(step.id)
        elif step.kind == "deploy" and (step.waits_until is None or step.waits_until <= today.isoformat()):
            steps.append(step)
        else:
            remaining.append(step)
            if step.kind in ("person", "hold"):
                undone.add(step.id)
    return Carried(tuple(steps), tuple(waiting), tuple(remaining))
