"""A small estate that checks clean, one block of a page laid over it, and what Syncwright finds then."""

import gc
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from click import Command
from click.testing import CliRunner

from rules.pages import Block
from syncwright.cli.adopt_command import command as adopt_command
from syncwright.cli.dictionary_import import command as dictionary_import
from syncwright.cli.impact_command import command as impact_command
from syncwright.cli.import_command import command as import_command
from syncwright.cli.shell import compile_specs
from syncwright.cli.would_sync_command import command as would_sync_command

BASE = Path(__file__).parent / "base"

#: The filter by which `impact` counts.
KEY_PEOPLE = "filter: key_people\nwhy: they get the programme\nowner: revops\nobjects: [Contact]\nwhere: |\n  Tier__c = 'Gold'\n"

#: What is found of the base in another edition, whatever a page is about.
THERE = {"no-permission-sets-here": "off", "layouts-not-known": "off", "professional-sync-user": "off"}

#: Runs end on this day, so that what a page allows does not end by itself.
TODAY_EPOCH = "1767225600"  # 2026-01-01

_NAMED = re.compile(
    r"^(estate|environment|connector|map|value_set|filter|partition|campaign|sync_user|object):[ \t]*(.*?)[ \t]*(?:#.*)?$", re.MULTILINE
)
_FOLDERS = {
    "estate": "",
    "environment": "environments",
    "connector": "connectors",
    "map": "maps",
    "campaign": "campaigns",
    "filter": "filters",
    "partition": "filters",
    "value_set": "value_sets",
    "sync_user": "users",
    "object": "objects",
}
_SEVERITIES = re.compile(r"rules: \{(.+)\}")
_PRINTED = re.compile(r"^(error|warning|note)\[(\w+)\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Found:
    """One diagnostic, as far as pages speak of it."""

    rule: str
    severity: str
    allowed: bool = False
    said: str = ""


def lay_out(folder: Path, block: Block | None = None, policy: str = "", about: str = "") -> Path:
    """The base estate below `folder`, with the block laid over it. Answers the folder of specs.

    `about` is the rule whose page this is: the base never turns that one off. `policy` sets severities besides.
    """
    specs = folder / "specs"
    shutil.copytree(BASE, specs)
    estate = specs / "estate.yaml"
    edition = block.edition if block is not None else None
    held = {**severities(estate.read_text("utf-8")), **(THERE if edition else {}), about: "", **severities(policy)}
    said = ", ".join(f"{name}: {severity}" for name, severity in held.items() if severity)
    estate.write_text(_SEVERITIES.sub(lambda _: f"rules: {{{said}}}", estate.read_text("utf-8")), "utf-8")
    if edition:
        estate.write_text(estate.read_text("utf-8").replace("edition: enterprise", f"edition: {edition}"), "utf-8")
    if block is not None:
        overlay(specs, block)
    return specs


def severities(text: str) -> dict[str, str]:
    """What a policy sets, by rule name."""
    found = _SEVERITIES.search(text)
    return dict(pair.split(": ") for pair in found[1].split(", ")) if found else {}


def overlay(specs: Path, block: Block) -> None:
    """Put one block into an estate: where it says, else over the file of the same kind and name, else in its kind's folder.

    A Python block makes its file itself: it is run with `folder`, the folder of specs.
    """
    if block.language == "python":
        exec(compile(block.text, "page", "exec"), {"folder": specs})
        return
    path = _place(specs, block)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block.text, "utf-8")


def _place(specs: Path, block: Block) -> Path:
    if block.path is not None:
        return (
            specs.parent if block.path.startswith(("force-app/", "data/", "record/", "instance/", "dictionary/")) else specs
        ) / block.path
    named = _NAMED.search(block.text)
    if named is None:
        return specs / "example.yaml"
    kind, name = named.groups()
    for path in sorted(specs.rglob("*.yaml")):
        taken = _NAMED.search(path.read_text("utf-8"))
        if taken is not None and taken.groups() == (kind, name):
            return path
    return specs / _FOLDERS[kind] / "example.yaml"


def findings(specs: Path) -> list[Found]:
    """What is found in the specs; if an org's source lies beside them, when it is imported; if data does, when `impact` counts in it; if a
    record does, when `would-sync` is asked about it; if what an instance says of its fields does, when it is adopted; if a dictionary does, when it is taken back."""
    source, data, record = (specs.parent / name for name in ("force-app", "data", "record"))
    if (instance := specs.parent / "instance").exists():
        platform = "account_engagement" if (instance / "account_engagement").exists() else "marketo"
        files = sorted(path for path in instance.rglob("*") if path.is_file())
        return list(_run(adopt_command, [platform.replace("_", "-"), *map(str, files), "--specs", str(specs), "--drift"]))
    if (edited := specs.parent / "dictionary" / "edited.csv").exists():
        return list(_run(dictionary_import, [str(edited), "--specs", str(specs)]))
    if record.exists():
        return [one for path in sorted(record.iterdir()) for one in _run(would_sync_command, [str(path), str(specs)])]
    if data.exists():
        (specs / "filters").mkdir(exist_ok=True)
        (specs / "filters" / "key_people.yaml").write_text(KEY_PEOPLE, "utf-8")
        return list(_run(impact_command, ["key_people", "--specs", str(specs), "--before", "everything", "--data", str(data)]))
    return list(_imported(specs, source) if source.exists() else _checked(specs))


def _checked(specs: Path) -> Iterator[Found]:
    try:
        compilation = compile_specs(str(specs), None)
    finally:
        gc.enable()  # a run of the command line ends before garbage matters; a test session does not
    for one in compilation.diagnostics:
        said = f"{one.primary.path}:{one.primary.span.start.line}: {one.message} (help: {one.help})"
        yield Found(one.rule.id, one.severity, one.allowed is not None, said)


def _imported(specs: Path, source: Path) -> Iterator[Found]:
    """From what `syncwright import` prints: it has no other form."""
    return _run(import_command, [str(source), "--specs", str(specs)])


def _run(command: Command, words: list[str]) -> Iterator[Found]:
    try:
        result = CliRunner().invoke(command, words, standalone_mode=False)
    finally:
        gc.enable()
    if result.exception is not None:
        raise result.exception
    found = [Found(rule, severity, said=result.output) for severity, rule in _PRINTED.findall(result.output)]
    assert any(one.severity == "error" for one in found) == (result.return_value != 0), f"exit {result.return_value}:\n{result.output}"
    yield from found
