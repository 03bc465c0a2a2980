"""The example estate with hostile text in every field that takes text. Names that a platform gives stay as they are."""

import json
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

#: What must stay text wherever a page shows it. Each says `pwned` if it is taken as anything else.
HOSTILE = (
    "<img src=x onerror=\"document.title='pwned'\">",
    "<script>document.title='pwned'</script>",
    "</script><script>document.title='pwned'</script>",
    "</title></style></textarea></svg><svg onload=\"document.title='pwned'\">",
    '" autofocus onfocus="document.title=\'pwned\'" x="',
    "' onmouseover='document.title=`pwned`' '",
    "javascript:document.title='pwned'",
    "[click](javascript:document.title='pwned') ![x](http://leaves.example/x.png) <http://leaves.example/>",
    "{{ 7 * 7 }} {% raw %} {# x #} ${7*7} &lt;b&gt; &#60;i&#62;",
    "<b>bold</b> | a | pipe | `tick` ``` *star* _under_ # heading",
    "שלום עולם",
    "<!-- comment --> <![CDATA[ data ]]> --> ]]>",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 4,
    "=cmd|' /C calc'!A0 \\u003cscript\\u003e \\",
)
#: What specs refuse and an org may hold: marks that turn text round, and separators that end a line of a script.
MARKS = ("\u202eright to left\u202c \u200fשלום\u200e", "line\u2028paragraph\u2029zero\u200bwidth")
#: Keys of specs whose values are people's text, and of inventories.
_TEXTS = ("why", "title", "help", "description", "subject", "fills_out_form", "site", "default_company", "default_last_name")
_LISTS = ("used_by", "Webinar", "Trade Fair")
_INVENTORY = ("label", "description", "help")


def hostile(specs: Path, folder: Path) -> Path:
    """A copy of the specs in `folder`, in which every text is hostile."""
    copy, number, yaml = folder / "specs", count(), YAML()
    yaml.width = 100_000
    shutil.copytree(specs, copy)
    for path in sorted(copy.rglob("*.yaml")):
        held = yaml.load(path)
        turn(held, number)
        yaml.dump(held, path)
    for path in sorted((copy / "inventory").rglob("*.json")):
        held = json.loads(path.read_text("utf-8"))
        label(held, number)
        path.write_text(json.dumps(held), "utf-8")
    return copy


def turn(value: Any, number: Iterator[int]) -> None:
    """Every text of a spec, where it stands."""
    for key, held in items(value):
        if key in _TEXTS and isinstance(held, str):
            value[key] = HOSTILE[next(number) % len(HOSTILE)]
        elif key in _LISTS:
            value[key] = [f"{HOSTILE[next(number) % len(HOSTILE)]} {at}" for at, _ in enumerate(held)]
        else:
            turn(held, number)


def label(value: Any, number: Iterator[int]) -> None:
    """Every label and text of an inventory, where it stands."""
    texts = (*HOSTILE, *MARKS)
    for key, held in items(value):
        if key in _INVENTORY and isinstance(held, str):
            value[key] = texts[next(number) % len(texts)]
        else:
            label(held, number)


def items(value: Any) -> list[tuple[Any, Any]]:
    match value:
        case dict():
            return list(value.items())
        case list():
            return list(enumerate(value))
    return []
