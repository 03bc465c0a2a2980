"""The org trees that tables are made of: our own, and the real ones where they lie beside the checkout."""

from pathlib import Path

from adopt.comparison import holders
from conftest import REAL_DATA

OWN = Path(__file__).parents[1] / "orgs" / "meridian"


def trees() -> list[Path]:
    """Every tree that holds a permission set or a profile."""
    real = sorted(path for path in REAL_DATA.iterdir() if path.is_dir()) if REAL_DATA.is_dir() else []
    return [tree for tree in (OWN, *real) if holders(tree)]


def markdown(head: list[str], rows: list[list[str]], left: int) -> str:
    """A table in Markdown. The first `left` columns hold words, the others numbers."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    rule = ["-" * width if column < left else "-" * (width - 1) + ":" for column, width in enumerate(widths)]

    def drawn(line: list[str]) -> str:
        cells = (
            text.ljust(width) if column < left else text.rjust(width) for column, (text, width) in enumerate(zip(line, widths, strict=True))
        )
        return f"| {' | '.join(cells)} |\n"

    return "".join(map(drawn, (head, rule, *rows)))
