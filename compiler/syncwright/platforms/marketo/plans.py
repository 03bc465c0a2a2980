"""What Marketo does for plans, imported when a plan is made: `check` and `build` start without it."""

from syncwright.platform import Planning


def planning() -> Planning:
    """The value in `planning.py`."""
    from syncwright.platforms.marketo.planning import PLANNING

    return PLANNING
