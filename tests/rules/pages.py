"""A rule's page as data: title, sections, and the fenced blocks that say in their info string what is to be expected of them.

    ```yaml bad path=objects/lead.yaml

The first word is a language, the second what the block is. A fence with one word, or none, is prose.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

#: `bad`: this rule's finding and no other. `good`: none. `allowed`: this rule's, all of it allowed.
#: `policy`: lines of an estate that set the severity which the page's first bad block then gets. `before`: of a rule about plans, what
#: the estate says before the change that a block shows.
Role = Literal["bad", "good", "allowed", "policy", "before"]
ROLES: tuple[Role, ...] = get_args(Role)
LANGUAGES = ("yaml", "xml", "json", "csv", "python")

_FENCE = re.compile(r"(?P<ticks>`{3,})(?P<info>.*)")


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block. `number` counts the blocks of a page from 1; `path` is below the specs, or below `force-app`, `data`, `record` or `dictionary` beside them.

    `user`: who deploys, where a rule about plans asks. `edition`: of the org, where it is another than the base's. `applied`: there is a ledger,
    and it says that the estate before the change was applied on that ISO day, or `never`.
    """

    number: int
    language: str
    role: Role
    path: str | None
    text: str
    section: str
    user: str | None = None
    edition: str | None = None
    applied: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its title, the one sentence under it, its sections in order, its blocks."""

    title: str
    summary: str
    sections: dict[str, str]
    blocks: tuple[Block, ...]

    def of(self, role: Role) -> tuple[Block, ...]:
        """The blocks of one role."""
        return tuple(block for block in self.blocks if block.role == role)


def read_page(text: str) -> Page:
    """The page in a Markdown text."""
    title, summary, section = "", "", ""
    sections: dict[str, str] = {}
    blocks: list[Block] = []
    for heading, body in _by_heading(text):
        if heading.startswith("# "):
            title, summary = heading[2:], body.strip()
            continue
        section = heading.removeprefix("## ")
        assert section not in sections, f"section `{section}` stands twice"
        sections[section] = body.strip()
        for info, content in _fences(body):
            language, _, rest = info.partition(" ")
            if rest:
                blocks.append(_block(len(blocks) + 1, language, rest.split(), content, section, f"{title}: `{info}`"))
    return Page(title, summary, sections, tuple(blocks))


def _block(number: int, language: str, words: list[str], text: str, section: str, where: str) -> Block:
    role = next((known for known in ROLES if words[0] == known), None)
    assert role is not None, f"{where}: a block is one of {', '.join(ROLES)}"
    assert language in LANGUAGES, f"{where}: a block is written in one of {', '.join(LANGUAGES)}"
    said = dict(word.partition("=")[::2] for word in words[1:])
    assert len(said) == len(words) - 1 and said.keys() <= {"path", "as", "edition", "applied"}, (
        f"{where}: a block says a `path=`, an `as=`, an `edition=` and an `applied=`, and nothing else"
    )
    return Block(number, language, role, said.get("path"), text, section, said.get("as"), said.get("edition"), said.get("applied"))


def _by_heading(text: str) -> Iterator[tuple[str, str]]:
    """Headings with the lines below them. A `#` inside a fence is no heading."""
    heading, fence = "", ""
    body: list[str] = []
    for line in text.splitlines(keepends=True):
        if not fence and line.startswith(("# ", "## ")):
            if heading or "".join(body).strip():
                yield heading, "".join(body)
            heading, body = line.strip(), []
            continue
        fence = _fence_after(fence, line)
        body.append(line)
    yield heading, "".join(body)


def _fences(body: str) -> Iterator[tuple[str, str]]:
    """Info string and content of each fenced block."""
    fence, info, content = "", "", ""
    for line in body.splitlines(keepends=True):
        before, fence = fence, _fence_after(fence, line)
        if not before and fence:
            info, content = line.strip().lstrip("`").strip(), ""
        elif before and not fence:
            yield info, content
        elif fence:
            content += line
    assert not fence, f"the block `{info}` is not closed"


def _fence_after(fence: str, line: str) -> str:
    """The ticks that are open after a line, given those open before it."""
    match = _FENCE.fullmatch(line.strip())
    if match is None or (fence and (match["ticks"] != fence or match["info"])):
        return fence
    return "" if fence else match["ticks"]
