"""What people do once for the systems of an estate, as its platforms say it. Knows no platform."""

from syncwright.apply.standing import Standing
from syncwright.compile import Compilation


def standing(compilation: Compilation) -> list[Standing]:
    """All such tasks, by platform, each after those that come before it."""
    assert compilation.catalog is not None, "asked of what has a catalog"
    catalog = compilation.catalog
    return [task for platform in compilation.platforms.values() if platform.standing is not None for task in platform.standing(catalog)]
