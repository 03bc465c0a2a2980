"""Rules that know no platform: one `.py` and one `.md` each. A new rule is listed in `installed()` by being in this folder."""

from functools import cache
from importlib import import_module

from syncwright.diagnostics import Rule
from syncwright.files.package import listed


@cache
def neutral() -> tuple[Rule, ...]:
    """The rules of this folder, by id."""
    names = (name.removesuffix(".py") for name in listed(__name__) if name.endswith(".py") and not name.startswith("_"))
    modules = (import_module(f"{__name__}.{name}") for name in names)
    return tuple(sorted((module.RULE for module in modules), key=lambda rule: rule.id))
