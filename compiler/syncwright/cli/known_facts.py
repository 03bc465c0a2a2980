"""What we know of the platforms that come with us, each fact with its source, as a page for people. Finds facts where they stand in the code."""

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

from syncwright.facts import Fact
from syncwright.platform import installed

FILE = "facts.md"
_PLATFORMS = "syncwright.platforms"
#: Sources that a module names in short, as its first lines say.
_IN_SHORT = {
    "SETUP": "Adobe: Salesforce sync set-up, step 2 of 3",
    "SYNC": "Adobe: Salesforce sync details",
    "PROFESSIONAL": "Adobe: Salesforce sync set-up (Professional)",
    "COMMUNITY": "Marketing Nation: required fields for the Salesforce sync",
    "HELP": "Salesforce Help",
    "DOC": "Salesforce's developer documentation",
    "COUNT": "counted in public source",
    "WIKI": "wiki.sfxd.org",
    "REPORT": "third parties' reports",
}
#: Sources that say themselves how sure a fact is.
_UNSURE = ("an assumption", "not documented")
_SHORT = re.compile(rf"\b({'|'.join(_IN_SHORT)})\b")


def page() -> bytes:
    """The page, in Markdown."""
    return ("\n".join(_lines()) + "\n").encode()


def _lines() -> Iterator[str]:
    yield "# Facts about the platforms\n"
    yield "What messages, plans and runbooks rest on, as they word it, and where it was read. *Observed* means that no documentation says it.\n"
    package = import_module(_PLATFORMS)
    for name, platform in sorted(installed().items()):
        facts = _facts(package, name)
        if facts:
            yield f"## {platform.title}\n"
            yield "| fact | source | |\n|---|---|---|"
            yield from (f"| {_cell(one.says)} | {_cell(_source(one))} | {_how_sure(one)} |" for one in facts)
            yield ""


def _facts(package: ModuleType, name: str) -> list[Fact]:
    """Facts in the modules of a platform, by source; those that say something of one case alone are left out."""
    found: dict[tuple[str, str], Fact] = {}
    for module in walk_packages(package.__path__, f"{_PLATFORMS}."):
        if f"{module.name}.".startswith(f"{_PLATFORMS}.{name}."):
            held = [value for key, value in vars(import_module(module.name)).items() if not key.startswith("__")]
            found |= {(_source(one), one.says): one for one in _in(held) if one.source and "{" not in one.says}
    return [fact for _, fact in sorted(found.items())]


def _in(value: object) -> Iterator[Fact]:
    match value:
        case Fact():
            yield value
        case tuple() | list():
            for one in value:
                yield from _in(one)
        case dict():
            yield from _in([*value.values()])


def _how_sure(fact: Fact) -> str:
    return "" if fact.certain or fact.source in _UNSURE else "observed"


def _source(fact: Fact) -> str:
    return _SHORT.sub(lambda found: _IN_SHORT[found[0]], fact.source)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
