"""Which modules are the same whatever one of the compiler's says: those that do not import it, nor what does. They are loaded once."""

import ast
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

#: The compiler, and what tests share.
ROOMS = {"syncwright": "compiler", "expression": "tests", "judges": "tests", "agreement": "tests"}


def load_apart_from(module: str, repository: Path) -> None:
    """Load all of them."""
    modules = _modules(repository)
    for name in sorted(modules.keys() - {*_reached(module, modules)}):
        try:
            import_module(name)
        except ImportError:  # it needs an extra that is not installed
            continue


def _modules(repository: Path) -> Mapping[str, Path]:
    """By name; tests themselves are left to pytest."""
    found = {}
    for room, folder in ROOMS.items():
        for path in (repository / folder / room).rglob("*.py"):
            parts = path.relative_to(repository / folder).with_suffix("").parts
            if not parts[-1].startswith(("test_", "__main__")):
                found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def _reached(module: str, modules: Mapping[str, Path]) -> Iterator[str]:
    """The module, and every module whose meaning hangs on it."""
    imports = {name: {*_imports(name, path)} for name, path in modules.items()}
    found, waiting = set(), [module]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            yield one
            waiting += [name for name, others in imports.items() if one in others]


def _imports(name: str, path: Path) -> Iterator[str]:
    """What a module imports, wherever in it; a package is imported with each of its modules."""
    said = [name]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            said += [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            said += [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
    for one in said:
        parts = one.split(".")
        yield from (".".join(parts[:length]) for length in range(1, len(parts) + 1) if ".".join(parts[:length]) != name)
