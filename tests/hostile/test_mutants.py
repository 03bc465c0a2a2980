"""Damaged specs, compiled in process: never an exception, always a diagnostic in the file, soon, and near the damage."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

import pytest

from hostile.estate import example
from hostile.mutate import FRAGMENTS, SINGLE_TOKEN, Mutant, families, mutants, spliced, truncations
from syncwright.compile import Compilation
from syncwright.diagnostics import Diagnostic
from syncwright.platform import connector_models, installed
from syncwright.spec.load import Loaded, load
from syncwright.syntax import parse
from syncwright.text import SourceFile

#: Processor time for one compilation, in seconds. On a busy machine a second of work is counted as more.
MOST = 1.5
LEAD = "specs/objects/lead.yaml"


@dataclass
class Tally:
    """What became of mutants."""

    accepted: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    near: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0

    def add(self, mutant: Mutant, errors: list[Diagnostic]) -> None:
        if not errors:
            self.accepted[mutant.family] += 1
            return
        self.refused[mutant.family] += 1
        self.near[mutant.family] += is_near(mutant, errors)

    def located(self, names: Iterable[str]) -> float:
        names = tuple(names)
        return sum(self.near[name] for name in names) / sum(self.refused[name] for name in names)


def errors_of(compilation: Compilation) -> list[Diagnostic]:
    return [one for one in compilation.diagnostics if one.severity == "error" and one.allowed is None]


def is_near(mutant: Mutant, errors: list[Diagnostic]) -> bool:
    """Whether some error lies in the lines that were changed, or in one beside them."""
    lines = {line + off for line in mutant.lines for off in (-1, 0, 1)}
    return any(one.primary.path == mutant.path and one.primary.span.start.line in lines for one in errors)


def check_place(one: Diagnostic, compilation: Compilation) -> None:
    """A diagnostic lies in a file that was read, in a line that it has."""
    source = compilation.sources[one.primary.path]
    start, end = one.primary.span.start, one.primary.span.end
    assert 1 <= start.line <= end.line <= len(source.lines), one
    assert 1 <= start.column <= len(source.line(start.line)) + 1, one
    assert start <= end, one


def compile_mutant(mutant: Mutant, tally: Tally) -> list[Diagnostic]:
    begun = process_time()
    compilation = example().compiled({mutant.path: mutant.data})
    spent = process_time() - begun
    assert spent < MOST, f"{mutant} took {spent:.2f} s"
    errors = errors_of(compilation)
    assert bool(errors) == compilation.failed
    assert errors or compilation.catalog is not None
    for one in compilation.diagnostics:
        check_place(one, compilation)
        assert one.message and len(one.message) < 1_000, one.message[:1_000]
    tally.slowest = max(tally.slowest, spent)
    tally.add(mutant, errors)
    return errors


def compile_all(some: Iterable[Mutant]) -> Tally:
    tally = Tally()
    for mutant in some:
        try:
            compile_mutant(mutant, tally)
        except Exception as error:
            raise AssertionError(f"{mutant}: {error!r}") from error
    return tally


def check(tally: Tally) -> None:
    """Each family is met, and its damage is found where it is."""
    for name in families():
        assert tally.refused[name] + tally.accepted[name] > 0, name
    assert tally.located(SINGLE_TOKEN) >= 0.95, f"{tally.located(SINGLE_TOKEN):.1%} of the single tokens"
    assert tally.located(families()) >= 0.90, f"{tally.located(families()):.1%} of all"


def test_the_example_estate_itself_is_accepted() -> None:
    assert errors_of(example().compiled()) == []


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_spec_is_accepted_or_refused_near_the_damage(seed: int) -> None:
    check(compile_all(mutants(example().files, 500, seed)))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 120))
def test_ten_thousand_damaged_specs_are_accepted_or_refused_near_the_damage(seed: int) -> None:
    check(compile_all(mutants(example().files, 500, seed)))


def cut_off() -> list[Mutant]:
    """A spec of 2 KB, cut off at every byte."""
    data = example().files[LEAD]
    kept = data[: data.index(b"\n", 2_000) + 1]
    assert 2_000 <= len(kept) < 2_200
    return list(truncations(LEAD, kept))


def test_a_spec_cut_off_at_any_byte_is_loaded_or_refused() -> None:
    models = connector_models(installed())
    refused = 0
    for mutant in cut_off():
        loaded = load(parse(SourceFile(mutant.path, mutant.data)), models)
        refused += not isinstance(loaded, Loaded)
    assert refused > 1_000


def check_cut_off(some: list[Mutant]) -> None:
    tally = compile_all(some)
    assert tally.refused["truncated"] > len(some) / 2
    assert tally.located(["truncated"]) >= 0.90


def test_a_spec_cut_off_anywhere_is_accepted_or_refused_in_its_last_lines() -> None:
    check_cut_off(cut_off()[::16])


@pytest.mark.long
def test_a_spec_cut_off_at_any_byte_is_accepted_or_refused_in_its_last_lines() -> None:
    check_cut_off(cut_off())


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_hostile_fragment_is_harmless_wherever_it_is_put(name: str) -> None:
    data = example().files[LEAD]
    places = [0, data.index(b"\n") + 1, data.index(b"enters"), data.index(b"Company"), data.index(b"{why"), len(data) - 1, len(data)]
    compile_all(spliced(name, LEAD, data, at) for at in places)


REFUSED_EVERYWHERE = [
    "anchor bomb",
    "alias of itself",
    "python object",
    "second document",
    "NULs",
    "broken UTF-8",
    "UTF-16",
    "deep brackets",
    "billion laughs",
]


@pytest.mark.parametrize("name", REFUSED_EVERYWHERE)
def test_a_fragment_on_lines_of_its_own_is_refused(name: str) -> None:
    data = example().files[LEAD]
    whole = data + FRAGMENTS[name] + b"\n"
    assert compile_mutant(Mutant("fragment", LEAD, whole, (data.count(b"\n") + 1,), name), Tally())


NEIGHBOURS = {
    "byte flip": (b"why: every enquiry", b"why: Every enquiry"),
    "byte added": (b"owner: marketing-ops", b"owner:  marketing-ops"),
    "token deleted": (b"enters the CRM as a lead", b"enters the CRM as lead"),
    "token doubled": (b"enters the CRM", b"enters enters the CRM"),
    "tokens swapped": (b"[marketo, ae]", b"[ae, marketo]"),
    "lines swapped": (b"object: Lead\nowner: marketing-ops\n", b"owner: marketing-ops\nobject: Lead\n"),
    "line indented": (b"defaults: {sync: from-salesforce,", b"defaults: {sync: from-salesforce,\n   "),
    "fragment": (b"object: Lead\n", b"# &a *a !!python/object <<: {} [[[[ %TAG\nobject: Lead\n"),
    "truncated": (b"  Plant_Site__c:          {why: coordinates of a plant are nobody's segment, sync: hidden}\n", b""),
    "key renamed": (
        b"Enquiry_Number__c:      {why: an internal number that customers never see, sync: hidden}",
        b"Jigsaw: {why: a service that nobody uses, sync: hidden}",
    ),
    "type changed": (b"owner: sales-ops, sync: {marketo: from-salesforce}", b"owner: sales-ops, sync: from-salesforce"),
    "word replaced": (b"reviewed: 2026-09-15", b"reviewed: 2026-09-14"),
}


@pytest.mark.parametrize("family", families())
def test_beside_every_way_to_damage_a_spec_there_is_a_change_that_is_accepted(family: str) -> None:
    old, new = NEIGHBOURS[family]
    data = example().files[LEAD]
    assert data.count(old) >= 1, "the example estate has changed"
    assert errors_of(example().compiled({LEAD: data.replace(old, new, 1)})) == []


def test_the_same_mutant_is_found_fault_with_in_the_same_words() -> None:
    for mutant in mutants(example().files, 24, 9):
        first, second = (example().compiled({mutant.path: mutant.data}).diagnostics for _ in range(2))
        assert [(d.order, d.help) for d in first] == [(d.order, d.help) for d in second]


def test_mutants_are_the_same_for_the_same_seed() -> None:
    assert list(mutants(example().files, 50, 1)) == list(mutants(example().files, 50, 1))
    assert list(mutants(example().files, 50, 1)) != list(mutants(example().files, 50, 2))


def test_compiling_in_memory_touches_no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was opened")

    some = list(mutants(example().files, 24, 3))
    compile_all(some)  # what is imported when something is wrong is imported now
    for name in ("open", "mkdir", "rename", "unlink"):
        monkeypatch.setattr(f"os.{name}", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr(Path, "write_bytes", refuse)
    compile_all(some)
