"""Reads the dictionary's Markdown back, by nothing of ours: tables as GitHub splits them, cells as text."""

import html
import re


def tables(text: str) -> dict[str, list[dict[str, str]]]:
    """The rows of each object's table by column name, as a reader sees them."""
    found = {}
    for section in text.split("\n## ")[1:]:
        name, _, body = section.partition("\n")
        lines = [line for line in body.split("\n") if line.startswith("|")]
        head, rule, *rows = [cells(line) for line in lines]
        assert set(rule) == {"---"} and len(rule) == len(head)
        found[name] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


def cells(line: str) -> list[str]:
    """The cells of a line: split where no backslash stands before the bar, without the blanks around."""
    return [shown(cell.strip(" ")) for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def shown(cell: str) -> str:
    """What a cell shows: character references and escapes are what they stand for. Markup that is not escaped fails."""
    out, rest = "", cell
    while rest:
        if rest.startswith("<br>"):
            out, rest = out + "\n", rest[4:]
        elif rest[0] == "\\" and rest[1:2] in tuple("\\|`*_[]~$"):
            out, rest = out + rest[1], rest[2:]
        elif (reference := re.match(r"&(?:amp|lt|gt|#123|#125);", rest)) is not None:
            out, rest = out + html.unescape(reference[0]), rest[reference.end() :]
        else:
            assert rest[0] not in "\\`*[]~$<>&|{}", f"markup in {cell!r}"
            assert rest[0] != "_" or out[-1:].isalnum() or rest[1:2].isalnum(), f"emphasis in {cell!r}"
            out, rest = out + rest[0], rest[1:]
    return out
