"""A module with one thing wrong in it, in every way that mutmut knows, tables at its top included. Runs nothing.

mutmut's own run leaves out what stands outside of functions, and what an emitter says of each operator stands there in tables.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators


@dataclass(frozen=True, slots=True)
class Mutant:
    """`code` is the whole module. `name` is its function with the line that differs, and tells it from the others of the module."""

    line: int
    name: str
    code: str


def mutants(module: Path) -> list[Mutant]:
    """All of them, in the order of the lines, each text once."""
    wrapper = MetadataWrapper(cst.parse_module(module.read_text("utf-8")))
    visitor = _Places()
    wrapper.visit(visitor)
    found: dict[str, Mutant] = {}
    before = wrapper.module.code
    for function, line, node in visitor.places:
        for kind, operator in mutation_operators:
            for changed in operator(node) if isinstance(node, kind) else ():
                code = wrapper.module.deep_replace(node, changed).code
                if code != before and _compiles(code):
                    was, now = _difference(before, code)
                    found.setdefault(code, Mutant(line, f"{function}: {was} → {now}".rstrip(), code))
    return list(_told_apart(sorted(found.values(), key=lambda one: one.line)))


def _told_apart(some: list[Mutant]) -> Iterator[Mutant]:
    """Of mutants that read the same in one function, the second and later get a number."""
    seen: Counter[str] = Counter()
    for one in some:
        seen[one.name] += 1
        yield one if seen[one.name] == 1 else replace(one, name=f"{one.name} ({seen[one.name]})")


def _compiles(code: str) -> bool:
    try:
        compile(code, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def _difference(before: str, after: str) -> tuple[str, str]:
    """What is left of both when the lines that they share at the start and at the end are gone, without their indentation."""
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return " ".join(map(str.strip, old)), " ".join(map(str.strip, new))


class _Places(cst.CSTVisitor):
    """Every node that decides something, with its function. What is for readers alone decides nothing: docstrings, types, words of asserts."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        self.places: list[tuple[str, int, cst.CSTNode]] = []
        self.inside: list[str] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, (cst.Annotation, cst.Assert, cst.Import, cst.ImportFrom, cst.Decorator, cst.Raise)) or _is_words(node):
            return False
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            self.inside.append(node.name.value)
        position = self.get_metadata(PositionProvider, node, None)
        if position is not None:
            self.places.append((".".join(self.inside) or "module", position.start.line, node))
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, (cst.FunctionDef, cst.ClassDef)):
            self.inside.pop()


def _is_words(node: cst.CSTNode) -> bool:
    """A docstring, or another name for types, which a type checker reads."""
    match node:
        case cst.Expr(value=cst.SimpleString()):
            return True
        case (
            cst.Assign(value=cst.Subscript(value=cst.Name()))
            | cst.Assign(value=cst.BinaryOperation(operator=cst.BitOr(), right=cst.Name()))
        ):
            return True
    return False
