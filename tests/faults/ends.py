"""Whether a world that something went wrong in comes to the end that it would have come to anyway: with the org's log as the judge."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from faults.passing import Seam
from faults.prepared import Prepared
from faults.worlds import Effects, World

#: Runs that are needed at most after the one that something went wrong in.
RUNS_AGAIN = 2
#: Seams at which a step is done.
DONE = ("recorded settled done", "recorded observed")
#: What a world's meaning is made of.
MEANING = ("what the org did", "steps that are done", "components", "versions of flows", "records")


def converges(world: World, wanted: Effects, runs: int = RUNS_AGAIN, **more: Any) -> str:
    """Apply again until it is done, so often at most. What is wrong after that, in words, or nothing. The sandbox has to be up."""
    if record(world, "finished"):
        return differs(world, wanted)
    codes = []
    for _ in range(runs):
        run = world.apply(**more)
        codes.append(run.code)
        if run.code == 0:
            break
        if run.code not in (3, 4, 6, 8):
            return f"it ends with {codes}: {run.said}"
    if codes[-1] != 0:
        return f"it ends with {codes}: {run.said}"
    return differs(world, wanted)


def next_end(seams: Sequence[Seam], place: int) -> Seam | None:
    """The first seam after that one at which a step is done; None if all are."""
    return next((one for one in seams[place + 1 :] if one.name.startswith(DONE) and one.world is not None), None)


def goes_on(world: World, seams: Sequence[Seam], place: int, runs: int = RUNS_AGAIN, **inside: Any) -> str:
    """Apply again, until the next step is done that the undisturbed run had still to do at that seam: the world is the same then as it was there.

    That is enough, as what comes after it is what comes after a kill right there, which is one of the cases. The sandbox has to be up.
    """
    end = next_end(seams, place)
    if end is None:
        return converges(world, seams[-1].effects, runs)
    step = end.name.rpartition(" ")[2]
    codes = []
    for _ in range(runs):
        run = world.apply(inside={**inside, "seams": {"until": [f"{name} {step}" for name in DONE]}})
        codes.append(run.code)
        if run.code == -9:
            return made_good(world, seams, place)
        if run.code not in (3, 4, 6, 8):
            break
    return f"it ends with {codes}: {run.said}"


def made_good(world: World, seams: Sequence[Seam], place: int) -> str:
    """What is otherwise than where the next step after that seam was done in the undisturbed run."""
    end = next_end(seams, place)
    assert end is not None, "there was another step"
    pairs = zip(MEANING, world.meaning(), end.meaning, strict=True)
    return "; ".join([*(f"{name}: {_apart(one, other)}" for name, one, other in pairs if one != other), *holds(world)])


def _apart(one: Any, other: Any) -> str:
    if isinstance(one, Counter):
        return f"{one - other} instead of {other - one}"
    return f"{[each for each in one if each not in other]} instead of {[each for each in other if each not in one]}"


def record(world: World, kind: str) -> list[dict[str, str]]:
    """Records of the plan of a kind: their step and body."""
    if not (world.root / "ledger.sqlite").exists():
        return []
    plan = sha256((world.root / "plan.json").read_bytes()).hexdigest()
    rows = world.ask("SELECT step, body FROM records WHERE kind = ? AND plan = ? ORDER BY number", kind, plan, of="ledger.sqlite")
    return [{"step": step, **json.loads(body)} for step, body in rows]


def differs(world: World, wanted: Effects) -> str:
    """What the org did too often, or not at all, and what of the ledger does not hold."""
    did = world.effects()
    told = [f"done too often or not asked for: {sorted((did - wanted).items())}"] if did - wanted else []
    told += [f"not done: {sorted((wanted - did).items())}"] if wanted - did else []
    return "; ".join([*told, *holds(world)])


def holds(world: World) -> Iterable[str]:
    """What is wrong with the ledger."""
    from syncwright.ledger.model import LedgerError
    from syncwright.ledger.opening import open_ledger

    try:
        ledger = open_ledger(str(world.root / "ledger.sqlite"), create=None)
        ledger.verify()
        ledger.close()
    except LedgerError as error:
        yield f"the ledger: {error.says}"


def whole(prepared: Prepared) -> Effects:
    """Everything that the org has done once the plan is carried out, with what it had done before."""
    return prepared.before.effects() + prepared.effects


def wrong(told: Mapping[Any, str]) -> dict[Any, str]:
    """The cases that are wrong."""
    return {name: said for name, said in told.items() if said}
