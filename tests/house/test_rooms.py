"""The house rules that a machine can see: the room map, the import order, one home for each library, purity."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

COMPILER = Path(__file__).resolve().parents[2] / "compiler"
PACKAGE = COMPILER / "syncwright"

#: Rooms that may touch disk, clock or environment.
SHELL = {"cache", "cli", "commands", "files", "git", "http", "ledger", "sandbox", "targets"}
#: Modules of the standard library that touch the outside world. `importlib.resources` reads the package itself.
OUTSIDE = {
    "os",
    "pathlib",
    "tempfile",
    "shutil",
    "subprocess",
    "socket",
    "time",
    "random",
    "io",
    "glob",
    "locale",
    "urllib.request",
    "logging",
}
#: Pure parts of the above.
PURE = {("pathlib", "PurePosixPath"), ("io", "BytesIO"), ("io", "StringIO")}


#: Libraries whose modules have other names.
MODULES = {
    "PyYAML": "yaml",
    "PyJWT": "jwt",
    "SQLAlchemy": "sqlalchemy",
    "markdown-it-py": "markdown_it",
    "python-calamine": "python_calamine",
}


def room_map() -> dict[str, str]:
    """Rooms in import order, and the libraries that live there."""
    rows = re.findall(
        r"^\| `([a-z_]+)(?:\.py|/)` \| .*? \| *([A-Za-z0-9, _-]*?) *\|$", (COMPILER / "README.md").read_text("utf-8"), re.MULTILINE
    )
    return dict(rows)


ROOMS = room_map()
ORDER = {room: index for index, room in enumerate(ROOMS)}


def modules() -> Iterator[tuple[Path, str]]:
    """Every module with its room."""
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if room != "__init__":
            yield path, room


@cache
def imports(path: Path) -> tuple[tuple[str, str], ...]:
    """What a module imports anywhere in it: module and name."""
    found: list[tuple[str, str]] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written out in full"
            found += [(node.module or "", alias.name) for alias in node.names]
    return tuple(found)


def ours(module: str, name: str) -> str | None:
    """The room that an import of our own reaches."""
    if module == "syncwright":
        return name if name in ORDER else None
    return module.split(".")[1] if module.startswith("syncwright.") else None


def test_the_room_map_is_the_tree():
    there = {p.name.removesuffix(".py") for p in PACKAGE.iterdir() if p.suffix == ".py" or (p.is_dir() and p.name != "__pycache__")}
    assert set(ROOMS) == there - {"__init__"}


def test_rooms_import_only_earlier_rooms():
    wrong = [
        f"{path.relative_to(COMPILER)} imports {module}"
        for path, room in modules()
        for module, name in imports(path)
        if (target := ours(module, name)) is not None and ORDER[target] > ORDER[room]
    ]
    assert wrong == []


def test_no_platform_imports_another():
    wrong = []
    for path, room in modules():
        if room != "platforms" or path.parent == PACKAGE / "platforms":
            continue
        own = path.relative_to(PACKAGE).parts[1]
        for module, _ in imports(path):
            found = re.match(r"syncwright\.platforms\.(\w+)", module)
            if found and found[1] != own:
                wrong.append(f"{path.relative_to(COMPILER)} imports {module}")
    assert wrong == []


def test_the_stand_ins_share_no_code_with_what_talks_to_them():
    reached = {target for path, room in modules() if room == "sandbox" for module, name in imports(path) if (target := ours(module, name))}
    assert reached <= {"sandbox", "text", "xml"}
    users = {room for path, room in modules() for module, name in imports(path) if ours(module, name) == "sandbox"}
    assert users <= {"sandbox", "cli"}


def test_only_the_command_line_knows_which_platforms_are_installed():
    callers = {room for path, room in modules() for module, name in imports(path) if (module, name) == ("syncwright.platform", "installed")}
    assert callers == {"cli"}


def test_each_library_has_one_home():
    homes = {MODULES.get(lib, lib): room for room, libs in ROOMS.items() for lib in libs.split(", ") if lib}
    homes |= {"pydantic_core": homes["pydantic"], "py4j": homes["pyspark"]}
    wrong = []
    for path, room in modules():
        for module, _ in imports(path):
            top = module.split(".")[0]
            if top in sys.stdlib_module_names or top == "syncwright":
                continue
            if homes.get(top) != room:
                wrong.append(f"{path.relative_to(COMPILER)} imports {module}")
    assert wrong == []


def test_the_libraries_with_a_home_are_those_the_package_needs():
    project = tomllib.loads((COMPILER.parent / "pyproject.toml").read_text("utf-8"))["project"]
    needed, extra = (
        {re.match(r"[A-Za-z0-9_-]+", wanted)[0].lower() for wanted in some}
        for some in (
            project["dependencies"],
            [
                one
                for extra in ("impact", "live", "postgres", "sandbox", "serve", "spark", "xlsx")
                for one in project["optional-dependencies"][extra]
            ],
        )
    )
    homes = {lib.lower() for libs in ROOMS.values() for lib in libs.split(", ") if lib}
    assert needed <= homes <= needed | extra


def test_only_the_shell_touches_the_outside_world():
    wrong = [
        f"{path.relative_to(COMPILER)} imports {module} {name}".strip()
        for path, room in modules()
        for module, name in imports(path)
        if room not in SHELL and module in OUTSIDE and (module, name) not in PURE
    ]
    assert wrong == []


def test_only_the_command_line_prints_and_exits():
    wrong = []
    for path, room in modules():
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if name in {"print", "input", "exit", "exec", "eval"} or (name == "open" and room not in SHELL):
                wrong.append(f"{path.relative_to(COMPILER)}:{node.lineno} calls {name}")
        if room not in SHELL:
            wrong += [
                f"{path.relative_to(COMPILER)} imports {module}"
                for module, name in imports(path)
                if (module, name) in {("sys", ""), ("sys", "exit")}
            ]
    assert wrong == []


@pytest.mark.parametrize("path", [p for p, _ in modules()], ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_says_what_it_is(path):
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module opens with a sentence saying what it is"
    if "never edited" not in text.partition("\n")[0]:  # what is generated is for nobody to hold
        assert text.count("\n") <= 400, "a module is one thought that a reader can hold"


def test_every_decision_is_listed():
    decisions = COMPILER / "decisions"
    listed = set(re.findall(r"\((\d{4}-[a-z0-9-]+\.md)\)", (decisions / "README.md").read_text("utf-8")))
    assert listed == {p.name for p in decisions.glob("[0-9]*.md")}
