"""A world that is ready to be applied, made by the product's own commands, and what an undisturbed apply makes of it."""

from pathlib import Path
from signal import SIGTERM
from typing import NamedTuple

from faults.estate import EARLIER, ORG, USERNAMES, specs_at, write
from faults.warm import Warm
from faults.worlds import Effects, World, plain


class Prepared(NamedTuple):
    """`effects`: what the org did in an undisturbed apply, each once."""

    before: World
    after: World
    effects: Effects


def prepare(warm: Warm, root: Path, port: int) -> Prepared:
    """Specs, an org, its inventory, what was applied before, a plan of all the rest, and a copy in which that is applied."""
    write(root / "specs", specs_at(port, EARLIER))
    write(root / "org", ORG)
    before = World(root / "before", warm, port, root / "specs")
    before.root.mkdir(0o700)
    done(warm, root, "import", "org", "--specs", "specs")
    before.up("--org", str(root / "org"), *(f"--username={name}" for name in USERNAMES))
    wrote = warm.start([str(before.root / "state.sqlite")], root, plain(), root / "records", call="faults.records_of:write")
    assert wrote.wait() == 0, wrote.said
    planned(before, "earlier.json")
    applied(before, "earlier.json")
    write(root / "specs", specs_at(port))
    planned(before, "plan.json", "--allow-removals", "2")
    before.down(SIGTERM)
    after = before.copy(root / "after").up()
    applied(after, "plan.json")
    after.down(SIGTERM)
    return Prepared(before, after, after.effects() - before.effects())


def planned(world: World, name: str, *options: str) -> None:
    """Make a plan against the org as it is."""
    run = world.run(
        "plan",
        str(world.specs),
        "--env",
        "production",
        "--ledger",
        str(world.root / "ledger.sqlite"),
        "--out",
        str(world.root / name),
        *options,
    )
    assert run.code == 0, run.said


def applied(world: World, name: str) -> None:
    """Carry it out, in one go."""
    run = world.apply(name)
    assert run.code == 0, run.said


def done(warm: Warm, root: Path, *argv: str) -> str:
    """Run a command that has to go well."""
    run = warm.start(argv, root, plain(), root / argv[0])
    assert run.wait() == 0, run.said
    return run.said
