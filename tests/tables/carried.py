"""A statement of a vendor's guidance, what of Syncwright carries it, and which tests show that: held to what is there.

What stands in backticks is looked for where it says it is: commands, rules, keys of specs, files of `generated/`.
"""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

from syncwright.cli.main import COMMANDS
from syncwright.platform import installed
from syncwright.registry import all_rules


def check_named(feature: str, repository: Path) -> list[str]:
    """That everything in backticks is there; answers with it."""
    ids = {rule.id for rule in all_rules(installed())}
    keys = (repository / "schemas/spec.schema.json").read_text("utf-8")
    named = re.findall(r"`([^`]+)`", feature)
    for one in named:
        if re.fullmatch(r"[A-Z]{3}\d{3}", one):
            assert one in ids, one
        elif one.startswith("syncwright "):
            assert one.split()[1] in COMMANDS, one
        elif one.startswith("generated/"):
            assert (repository / one).exists(), one
        elif not one.startswith("--"):
            assert f'"{one.partition(":")[0]}"' in keys, one
    return named


def check_run(tests: Iterable[str], repository: Path) -> None:
    """That each test is there, and is no long one that most runs leave out."""
    for one in tests:
        path, _, function = one.partition("::")
        tree = ast.parse((repository / "tests" / path).read_text("utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, one
        assert "long" not in ast.unparse(next(node for node in tree.body if getattr(node, "name", None) == function).decorator_list), one
