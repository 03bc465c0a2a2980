#!/usr/bin/env python3
"""`make findings-table`: what is found in org trees that are adopted as they are, by rule and tree.

Each permission set and profile of a tree becomes a user of one estate. A second table has a Marketo instance besides, which works through the user
that sees most fields of the objects that Marketo always syncs. `--samples N` shows messages to judge by hand. Prints Markdown.
"""

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

# `adopt` and `tables` are packages below tests/, as pytest sees them, also when this file is run by itself.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from adopt import comparison
from adopt.estates import BARE, MARKETO, adopted, compiled, org, read, sources_of, specs_after, told
from syncwright.adopt import Given
from syncwright.diagnostics import Diagnostic
from syncwright.records import replace
from tables.trees import markdown, trees

ALWAYS = ("Account", "Contact", "Lead", "Opportunity")

Specs = dict[str, str]


def users(tree: Path) -> dict[str, Given]:
    """Every permission set and profile of a tree, each with a user and a name of its own."""
    found: dict[str, Given] = {}
    names: Counter[str] = Counter()
    for path in comparison.holders(tree):
        one = read(path)
        names[one.holder.name] += 1
        if (number := names[one.holder.name]) > 1:
            one = replace(one, holder=replace(one.holder, name=f"{one.holder.name}_{number}"))
        slug = re.sub(r"[^a-z0-9]+", "-", one.holder.name.lower()).strip("-")
        found[slug if slug not in found else f"{slug}-profile"] = one
    return found


def estate(tree: Path, marketo: str | None = None) -> tuple[Specs, list[str]]:
    """The specs that come of a tree, and what could not be adopted. `marketo`: the user that Marketo works through."""
    specs, refused = dict(BARE), []
    if marketo is not None:
        specs |= {name: text.replace("somebody", marketo) for name, text in MARKETO.items()}
        specs[f"users/{marketo}.yaml"] = f"sync_user: {marketo}\nowner: ops\npreset: adopted\n"
    for user, one in users(tree).items():
        adoption = adopted([one], org(tree), specs, user)
        if adoption.after.failed:
            refused.append(f"{one.path}: {told(adoption)}")
        else:
            specs = specs_after(adoption, specs)
    return specs, refused


def who_sees_most(tree: Path) -> str:
    """The user that sees most fields of what Marketo always syncs."""
    held = users(tree)
    seen = {
        user: sum(path.startswith(tuple(f"{name}." for name in ALWAYS)) for path in one.holder.rows.get("fields", {}))
        for user, one in held.items()
    }
    return max(sorted(seen), key=lambda user: seen[user])


def found(tree: Path, marketo: str | None = None) -> tuple[list[Diagnostic], list[str]]:
    """The findings of a tree that was adopted as it is, and what could not be adopted."""
    specs, refused = estate(tree, marketo)
    return [one for one in compiled(sources_of(specs), org(tree)).diagnostics if one.allowed is None], refused


def table(by_tree: dict[str, list[Diagnostic]]) -> str:
    """Findings by rule and tree, as Markdown."""
    counts = {name: Counter(one.rule.id for one in diagnostics) for name, diagnostics in by_tree.items()}
    rules = {one.rule.id: one for diagnostics in by_tree.values() for one in diagnostics}
    rows = []
    for number, one in sorted(rules.items()):
        numbers = [counts[name][number] for name in by_tree]
        rows.append([f"{number} {one.rule.name}", one.severity, *(f"{n:,}" if n else "" for n in numbers), f"{sum(numbers):,}"])
    whole = [sum(one.values()) for one in counts.values()]
    rows.append(["all", "", *(f"{n:,}" if n else "" for n in whole), f"{sum(whole):,}"])
    return markdown(["rule", "severity", *by_tree, "all"], rows, left=2)


def samples(by_tree: dict[str, list[Diagnostic]], number: int) -> str:
    """A few messages of each rule in each tree, evenly spread over all that there are."""
    parts = []
    for rule in sorted({one.rule.id for diagnostics in by_tree.values() for one in diagnostics}):
        parts.append(f"\n### {rule}\n\n")
        for name, diagnostics in by_tree.items():
            here = [one for one in diagnostics if one.rule.id == rule]
            for one in here[:: max(1, len(here) // number)][:number]:
                place = f"{one.primary.path}:{one.primary.span.start.line}"
                parts.append(f"- {name}: {one.message} ({place}{'; ' + one.help if one.help else ''})\n")
    return "".join(parts)


def main(arguments: list[str] | None = None) -> int:
    """Every tree, without and with a Marketo instance."""
    parser = argparse.ArgumentParser(description="Findings in org trees that are adopted as they are.")
    parser.add_argument("--samples", type=int, default=0, metavar="N", help="messages to show of each rule in each tree")
    said = parser.parse_args(arguments)
    troubles = []
    for title, marketo in (("Adopted as they are", False), ("With a Marketo instance", True)):
        by_tree = {}
        for tree in trees():
            by_tree[tree.name], refused = found(tree, who_sees_most(tree) if marketo else None)
            troubles += refused
        print(f"{'' if title.startswith('A') else chr(10)}## {title}\n\n{table(by_tree)}", end="")
        if said.samples:
            print(samples(by_tree, said.samples), end="")
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    return int(bool(troubles))


if __name__ == "__main__":
    sys.exit(main())
