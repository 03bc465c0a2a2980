"""What Account Engagement does for plans, imported when a plan is made: `check` and `build` start without it."""

from syncwright.platform import Planning


def planning() -> Planning:
    """The value in `planning.py`."""
    from syncwright.platforms.account_engagement.planning import PLANNING

    return PLANNING
