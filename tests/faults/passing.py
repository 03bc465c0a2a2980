"""A run that stops at each of its seams, so that the world can be looked at and copied as a kill at that moment would leave it."""

import json
import shutil
import socket
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from faults.worlds import Effects, World


class Seam(NamedTuple):
    """`number` and `name` of a seam. `world`: a copy of what is durable there; None if nothing became durable since the seam before.

    `meaning`: of that world, where a step is done. `effects`: what the org has done by then.
    """

    number: int
    name: str
    world: World | None
    meaning: tuple[object, ...] = ()
    effects: Effects = Counter()


def seams_of(world: World, copies: Path, patch: Sequence[str] = ()) -> Iterator[Seam]:
    """Apply the plan, and give each seam of that run.

    A process that is killed leaves what is durable and nothing else. So a kill at two seams with the same world is one case, not two.
    """
    folder = Path(tempfile.mkdtemp(prefix="seams"))
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(folder / "s"))
    listener.listen(1)
    run = world.begin(*world.applying(), inside={"seams": {"tell": str(folder / "s")}, "patch": list(patch)})
    before: tuple[bytes, ...] = ()
    try:
        listener.settimeout(30)
        told, _ = listener.accept()
        with told, told.makefile("rb") as lines:
            for line in lines:
                number, name = json.loads(line)
                # Between any other two nothing is written.
                now = world.digest() if not number or name.startswith(("receive", "recorded")) else before
                kept = world.copy(copies / str(number)) if now != before else None
                meaning = world.meaning() if kept is not None and name.startswith("recorded ") else ()
                yield Seam(number, name, kept, meaning, world.effects() if kept is not None or name == "recorded finished" else Counter())
                before = now
                told.send(b"!")
    finally:
        listener.close()
        shutil.rmtree(folder)
    assert run.wait() == 0, run.said
