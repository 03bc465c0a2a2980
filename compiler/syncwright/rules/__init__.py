"""Rules that know no platform: one `.py` and one `.md` each. A new rule is listed in `installed()` by being in this folder."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from syncwright.diagnostics import Rule


@cache
def neutral() -> tuple[Rule, ...]:
    """The rules of this folder, by id."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    return tuple(sorted((module.RULE for module in modules), key=lambda rule: rule.id))
