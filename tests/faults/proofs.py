"""What is proven of an apply, as functions that say what is wrong: the tests run them on the product, and on the product with something taken away.

`patch`: what is taken away, see `sabotage.py`.
"""

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from faults.edits import Edit
from faults.ends import DONE, converges, differs, goes_on, holds, made_good, record
from faults.passing import Seam
from faults.proxy import HARMLESS, Faults
from faults.secrets_scan import MAY_HOLD, found_below
from faults.warm import Run
from faults.worlds import Effects, World, awaited, requests, through

Patch = Sequence[str]
#: Seconds after which the client gives up on an answer, and for which a stalled one is kept.
TIMEOUT, STALLS = 0.4, 1.0
#: Waits between tries are cut short; none of them waits for the org to show something.
PATIENT = {"timeout": TIMEOUT, "sleep": 0.02}
#: Words of whoever holds the lock: user, host, process and since when.
HELD = re.compile(r"held by \S+ on \S+ \(process \d+\) since \d{4}-\d\d-\d\dT")
#: Seconds within which somebody is told that another one holds the lock, and within which an interrupted run ends.
TOLD_WITHIN, ENDS_WITHIN = 2.0, 10.0


# ------------------------------------------------------------------ lost answers


class Write(NamedTuple):
    """A request that changes something. `begins`: the seam at which its step begins, and `place`: which one it is from there on."""

    line: str
    begins: int
    place: int


def writes_of(passed: Sequence[Seam]) -> list[Write]:
    """All that changes something in an undisturbed run, in order."""
    found, begins, place = [], 0, 0
    for number, one in enumerate(passed):
        if one.name.startswith((*DONE, "recorded started")):
            begins, place = number, 0
        if re.match(r"send (?!more|GET |\S+ \S+/Soap/)", one.name):
            found.append(Write(one.name.removeprefix("send "), begins, place))
            place += 1
    return found


def fine(run: Run) -> str:
    """What is wrong with how a run ended that met a fault."""
    if run.code not in (0, 3, 4, 8):
        return f"it ended with {run.code}: {run.said}"
    return f"it says {run.said!r}" if "Traceback" in run.said or not run.said.strip() else ""


def struck(passed: Sequence[Seam], world: World, write: Write, kind: str, patch: Patch = ()) -> str:
    """A fault at one request that changes something is made good by the time that its step is done."""
    with world.up():
        proxy, port, log = through(world, Faults({}, {write.place: kind}), STALLS)
        step = next(one.name.rpartition(" ")[2] for one in passed[write.begins + 1 :] if one.name.startswith(DONE))
        until = {"seams": {"until": [f"{name} {step}" for name in DONE]}}
        run = world.apply(through=port, inside={**PATIENT, **until, "patch": patch})
        proxy.kill()
        if kind not in {one["fault"] for one in requests(log)}:
            return "it met no fault"
        if run.code == -9:
            return made_good(world, passed, write.begins)
        if kind in HARMLESS:
            return f"an answer that is only late ends it with {run.code}: {run.said}"
        return fine(run) or goes_on(world, passed, write.begins, sleep=0.02, patch=patch)


def lost_in_flight(passed: Sequence[Seam], world: World, takes: float, lag: float, settle_after: float, patch: Patch = ()) -> str:
    """The answer to a deployment is lost while the org still works at it, and perhaps shows it late: it is asked for once, all the same."""
    with world.up("--deploy-seconds", str(takes), "--lag", str(lag)):
        begun = next(one for one in writes_of(passed) if one.place and "deployRequest" in one.line)
        proxy, port, _ = through(world, Faults({}, {begun.place: "drop after acting"}), STALLS)
        step = next(one.name.rpartition(" ")[2] for one in passed[begun.begins + 1 :] if one.name.startswith(DONE))
        settling = {"SYNCWRIGHT_SETTLE_AFTER": str(settle_after)}
        inside = {"patch": patch, "seams": {"until": [f"{name} {step}" for name in DONE]}}
        codes = [world.apply(through=port, env=settling, inside=inside).code]
        proxy.kill()
        while codes[-1] != -9 and len(codes) < 4:
            run = world.apply(env=settling, inside=inside)
            codes.append(run.code)
        wrong = [] if codes[-1] == -9 else [f"it ends with {codes}: {run.said}"]
        # Whatever is on its way at the org takes effect yet.
        awaited(lambda: not world.ask("SELECT 1 FROM deploys WHERE completed IS NULL"), "the end of all deployments", seconds=30)
        deployed = [digest for (digest,) in world.ask("SELECT digest FROM deploys WHERE check_only = 0 AND status != 'Failed'")]
        twice = {digest for digest in deployed if deployed.count(digest) > 1}
        return "; ".join([*wrong, *([f"deployed more than once: {twice}"] if twice else [])])


# ------------------------------------------------------------------ what is written when


def unannounced(seams: Iterable[Seam]) -> Iterator[str]:
    """Effects of which no record had said that they were about to be, and jobs that were asked for before their ids were written down."""
    before, world = None, None
    for one in seams:
        if one.world is not None:
            world = one.world
            if before is not None and one.effects != before and not _open(world):
                yield f"{one.number} {one.name}: {one.effects - before} without an intent"
            before = one.effects
        asked = re.match(r"send GET \S+/(?:deployRequest|jobs/ingest)/(\w+)", one.name)
        if asked and world is not None and asked[1] in _jobs(world) - {each["id"] for each in record(world, "job")}:
            yield f"{one.number}: asks for {asked[1]}, whose id is nowhere"


def _open(world: World) -> set[str]:
    """Steps that were begun, and of which the ledger does not say that they ended."""
    ended = {one["step"] for one in (*record(world, "settled"), *record(world, "observed"))}
    return {one["step"] for one in record(world, "intended")} - ended


def _jobs(world: World) -> set[str]:
    """Ids of what the org carries out by itself: deployments that are no checks, and jobs of Bulk API that write."""
    deploys = world.ask("SELECT id FROM deploys WHERE check_only = 0")
    return {one for (one,) in (*deploys, *world.ask("SELECT id FROM jobs WHERE kind = 'ingest'"))}


# ------------------------------------------------------------------ what is refused


def refused(world: World, edits: Iterable[Edit], patch: Patch = ()) -> str:
    """A plan that does not hold is refused before anything is asked for but reading."""
    for edit in edits:
        edit(world)
    with world.up():
        before = world.effects()
        proxy, port, log = through(world)
        run = world.apply(through=port, inside={"patch": patch})
        proxy.kill()
        changing = [one["line"] for one in requests(log) if not one["asks"]]
        # With 1 where the specs do not even know what it was made for.
        told = [f"it ends with {run.code}: {run.said}"] if run.code != 5 and "REF403" not in run.said else []
        told += [f"it asked for {changing}"] if changing else []
        told += [f"the org did {world.effects() - before}"] if world.effects() != before else []
        told += [f"it does not say that nothing was done: {run.said}"] if not re.search("nothing was (changed|sent)", run.said) else []
        return "; ".join(told)


def changed_meanwhile(world: World, patch: Patch = ()) -> str:
    """What somebody changes while a plan is being carried out is not overwritten."""
    with world.up():
        first = "salesforce.assign/marketo-sync/Salesforce_API_Integration"
        run = world.apply(inside={"seams": {"until": [f"recorded settled done {first}"]}})
        assert run.code == -9, run.said
        world.tell("UPDATE components SET body = replace(body, 'Gold', 'Golden') WHERE type = 'GlobalValueSet'")
        run = world.apply(inside={"patch": patch})
        [(body,)] = world.ask("SELECT body FROM components WHERE type = 'GlobalValueSet' AND name = 'Tier'")
        told = [] if run.code == 3 else [f"it ends with {run.code}: {run.said}"]
        return "; ".join([*told, *([] if "Golden" in body else ["it is overwritten"])])


def tampered(world: World, patch: Patch = ()) -> str:
    """A ledger of which a record was edited is not gone on with."""
    world.tell(
        "UPDATE records SET body = replace(body, 'done', 'gone') WHERE kind = 'settled' AND number = (SELECT max(number) FROM records WHERE kind = 'settled')",
        of="ledger.sqlite",
    )
    with world.up():
        before = world.effects()
        run = world.apply(inside={"patch": patch})
        told = [] if run.code == 3 else [f"it ends with {run.code}: {run.said}"]
        told += [] if "record" in run.said and "ledger" in run.said else [f"it does not say what is wrong: {run.said}"]
        return "; ".join([*told, *([f"the org did {world.effects() - before}"] if world.effects() != before else [])])


# ------------------------------------------------------------------ several at once


def race(world: World, many: int, wanted: Effects, patch: Patch = ()) -> tuple[str, int]:
    """Of so many applies at once one goes on. What is wrong, and how many were kept out by the lock."""
    with world.up():
        began = time.monotonic()
        runs = [world.begin(*world.applying(), name=f"racer{number}", inside={"patch": patch}) for number in range(many)]
        took: dict[Run, float] = {}
        while len(took) < many:
            world.warm.listen(10)
            took |= {run: time.monotonic() - began for run in runs if run.code is not None and run not in took}
        codes = sorted(str(run.code) for run in runs)
        kept_out = [run for run in runs if run.code == 6]
        told = [f"they end with {codes}: {[run.said for run in runs]}"] if codes.count("0") != 1 or set(codes) - {"0", "5", "6"} else []
        told += [f"it does not say who holds it: {run.said}" for run in kept_out if not HELD.search(run.said)]
        # So many start on as many cores as there are; what counts is that nobody waits for the other's end.
        told += [f"it took {took[run]:.1f} s to say so" for run in kept_out if took[run] > TOLD_WITHIN * many]
        return "; ".join([*told, *filter(None, [differs(world, wanted)])]), len(kept_out)


# ------------------------------------------------------------------ signals, lies and secrets


def interrupted(world: World, wanted: Effects, seam: int, number: int, patch: Patch = ()) -> str:
    """A signal at a seam ends the run in time, with what is done recorded; the next run goes on."""
    run = world.begin(*world.applying(), inside={"seams": {"at": seam, "does": int(number)}, "patch": patch})
    code = run.wait(ENDS_WITHIN)
    told = [] if code in (3, 4) else [f"it ended with {code}: {run.said}"]
    return "; ".join(filter(None, [*told, *holds(world), converges(world, wanted)]))


def believed(world: World, lie: str, patch: Patch = ()) -> str:
    """An org that says that something is done when it is not is not believed."""
    with world.up(inside={"patch": [lie]}):
        run = world.apply(inside={"sleep": 0.05, "patch": patch})
        told = [] if run.code in (3, 4) else [f"it ends with {run.code}: {run.said}"]
        told += [] if len(record(world, "stopped")) == 1 else ["no record says that it stopped"]
        return "; ".join([*told, *(["it says that all is done"] if record(world, "finished") else [])])


def quoted(world: World, index: int, patch: Patch = ()) -> list[str]:
    """An org that quotes the token in an error is not quoted; where the token is."""
    with world.up():
        proxy, port, log = through(world, Faults({index: "echo"}))
        run = world.apply(through=port, inside={"sleep": 0.02, "patch": patch})
        proxy.kill()
        assert any(one["fault"] for one in requests(log)), "nothing was quoted"
        assert "a bug of ours" not in run.said, run.said
        return found_below([world.root], [world.token], MAY_HOLD)


def used(after: World, state: Any, patch: Patch = ()) -> str:
    """A plan is used although the org and the specs are as they were before it: the ledger says so."""
    (after.root / "state.sqlite").write_bytes(state)
    return refused(after, (), patch)
