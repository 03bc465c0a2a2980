"""How long each stage of a run takes, for `--timings`."""

import time

import click

from syncwright.compile import Lap


class Timings:
    """Told at the end of each stage, adds up what stages of one name took. Seconds, of the processor and as people count them."""

    def __init__(self) -> None:
        self._spent: dict[str, tuple[float, float]] = {}
        # What Python and the command line took to start counts, too.
        self._last = (0.0, time.perf_counter() - time.process_time())

    def __call__(self, stage: str) -> None:
        now = (time.process_time(), time.perf_counter())
        cpu, elapsed = self._spent.get(stage, (0.0, 0.0))
        self._spent[stage] = (cpu + now[0] - self._last[0], elapsed + now[1] - self._last[1])
        self._last = now

    def show(self) -> None:
        """Write the table to standard error, in order of the stages."""
        whole = tuple(map(sum, zip(*self._spent.values(), strict=True)))
        click.echo(f"{'stage':<18}{'CPU s':>8}{'elapsed s':>11}", err=True)
        for stage, (cpu, elapsed) in self._spent.items():
            click.echo(f"{stage:<18}{cpu:>8.3f}{elapsed:>11.3f}", err=True)
        click.echo(f"{'together':<18}{whole[0]:>8.3f}{whole[1]:>11.3f}", err=True)


def untimed(_: str) -> None:
    """For runs that nobody times."""


def timed(wanted: bool) -> tuple[Lap, "Timings | None"]:
    """What a run tells its stages, and what shows them in the end if that is wanted."""
    timings = Timings() if wanted else None
    return timings or untimed, timings
