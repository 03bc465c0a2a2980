"""The user documentation: what its commands print is what it shows, what is made of code is what the code says, and it is on the site."""

import os
import re
import shlex
from pathlib import Path

import click
import pytest

from guides_run import ENVIRONMENT, GUIDES, Here, blocks, checkout_wanted, edited, matches, renewed
from syncwright.cli.main import main
from syncwright.cli.reference import pages
from syncwright.diagnostics import Rule
from syncwright.platform import installed
from syncwright.registry import all_rules
from syncwright.site.guide_pages import INDEX, guide_pages
from syncwright.site.page import Entry, Frame, Section

REFERENCE = GUIDES.parent / "reference"
TEXTS = {path: path.read_text("utf-8") for path in sorted(GUIDES.glob("*.md"))}
RUN = {path.stem: text for path, text in TEXTS.items() if any(block.language == "console" for block in blocks(text))}
FRAME = Frame("meridian", "production", (Section("Guides", INDEX),), "1")


def fixed(name: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Here:
    """A folder in which a guide begins, on the day and with the author of all guides."""
    for key, value in {**ENVIRONMENT, "XDG_CACHE_HOME": str(folder / "cache")}.items():
        monkeypatch.setenv(key, value)
    for key in [key for key in os.environ if key.startswith("SYNCWRIGHT_")]:
        monkeypatch.delenv(key)
    monkeypatch.chdir(folder)
    (work := folder / "work").mkdir()
    return Here(work, checkout=checkout_wanted(RUN[name]))


# ------------------------------------------------------------------ what is shown is what comes


@pytest.mark.parametrize("name", RUN)
def test_what_a_guide_shows_is_what_comes(name, monkeypatch, tmp_path):
    shown = fixed(name, monkeypatch, tmp_path).read(RUN[name])
    wrong = [f"{name}.md:{one.line}: $ {one.command}\nends with {one.exits[1]}\n{one.printed}" for one in shown if not one.holds]
    assert wrong == [], "run `python tests/guides_run.py`, and read what changed"


def test_the_tutorial_and_each_task_are_run():
    assert set(RUN) == {"tutorial", "adopt-an-org", "hide-a-field", "add-a-business-unit", "sandbox-to-production", "answer-an-auditor"}


def test_a_guide_that_shows_something_else_is_noticed(monkeypatch, tmp_path):
    here = fixed("tutorial", monkeypatch, tmp_path)
    text = "```console\n$ syncwright init my-sync --yes\n...\n$ syncwright check my-sync/specs\nno findings in 7 files\n```\n"
    first, second = here.read(text)
    assert first.holds
    assert not second.holds
    assert renewed(text, [first, second]) == text.replace("7 files", "6 files")


def test_a_command_that_ends_otherwise_than_a_guide_says_is_noticed(monkeypatch, tmp_path):
    (shown,) = fixed("tutorial", monkeypatch, tmp_path).read("```console exits=1\n$ syncwright init my-sync --yes\n...\n```\n")
    assert shown.exits == (1, 0)
    assert not shown.holds


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n...\nd\n", "a\nb\nc\nd\n", True),
        ("a\n...\nd\n", "a\nd\n", True),
        ("... files\n", "504 files\n", True),
        ("a\n", "a\nb\n", False),
        ("a\n...\nd\n", "a\nb\n", False),
        ("", "a\n", False),
        ("a.b\n", "axb\n", False),
        ("a\n\nb\n", "a\n\nb  \n\n", True),
    ],
)
def test_lines_left_out_stand_for_any_lines_and_nothing_else_does(expected, printed, same):
    assert matches(expected, printed) is same


def test_an_edit_of_what_is_not_there_is_refused():
    (block,) = blocks("```diff path=a.yaml\n-one\n+two\n```\n")
    assert edited("zero\none\n", block) == "zero\ntwo\n"
    with pytest.raises(AssertionError, match=r"stands in a\.yaml 0 times"):
        edited("zero\n", block)


# ------------------------------------------------------------------ what is not run is right, too


def lines_for_elsewhere() -> list[tuple[str, str]]:
    """Commands that guides show and nobody runs here, in blocks and in prose."""
    found = []
    for path, text in TEXTS.items():
        found += [(path.name, line) for block in blocks(text) if block.language == "sh" for line in block.text.splitlines()]
        found += [(path.name, line) for line in re.findall(r"`(syncwright [^`]+)`", text)]
    return [(name, line) for name, line in found if line.startswith("syncwright ")]


@pytest.mark.parametrize(("name", "line"), lines_for_elsewhere())
def test_a_command_that_is_not_run_has_its_options(name, line):
    command, context, words = main, click.Context(main), shlex.split(line)[1:]
    while isinstance(command, click.Group) and words and not words[0].startswith("-") and words[0] not in installed():
        found = command.get_command(context, words[0])
        if found is None:
            break
        command, words = found, words[1:]
    known = {option for one in command.params for option in one.opts}
    assert command is not main
    assert {word for word in words if word.startswith("--")} <= known, f"{name}: {line}"


def test_each_rule_that_a_guide_names_is_there():
    known = {rule.id for rule in all_rules(installed()) if isinstance(rule, Rule)}
    named = {found for text in TEXTS.values() for found in re.findall(r"\b[A-Z]{3}\d{3}\b", text)}
    assert named
    assert named <= known


def links(path: Path) -> set[str]:
    return set(re.findall(r"\]\(([^)]+)\)", path.read_text("utf-8")))


@pytest.mark.parametrize("path", [*GUIDES.glob("*.md"), *REFERENCE.glob("*.md")], ids=lambda path: path.stem)
def test_each_link_leads_somewhere(path):
    site = dict(guide_pages(FRAME, []))
    for link in links(path):
        target, _, anchor = link.partition("#")
        if target == "../rules.md":
            continue
        there = (path.parent / target).resolve() if target else path
        assert there.is_file(), link
        html = site[f"{there.parent.name}/{there.stem}.html"].decode()
        assert not anchor or f'id="{anchor}"' in html, link


def test_the_first_page_leads_to_each_guide():
    assert {path.name for path in TEXTS} - {"index.md"} <= links(GUIDES / "index.md")


# ------------------------------------------------------------------ made of code


def test_what_is_made_of_code_is_up_to_date():
    made = pages()
    assert {path.name for path in REFERENCE.glob("*.md")} == made.keys(), "run `make generated`"
    stale = [name for name, data in made.items() if (REFERENCE / name).read_bytes() != data]
    assert stale == [], "run `make generated`"


def test_each_command_and_each_of_its_options_is_told():
    text = (REFERENCE / "commands.md").read_text("utf-8")
    context = click.Context(main)
    for name in main.list_commands(context):
        _, _, rest = text.partition(f"\n## {name}\n")
        told, _, _ = rest.partition("\n## ")
        command = main.get_command(context, name)
        below = [each for one in command.commands.values() for each in one.params] if isinstance(command, click.Group) else []
        missing = [one.opts[0] for one in (*command.params, *below) if isinstance(one, click.Option) and one.opts[0] not in told]
        assert told, name
        assert missing == [], name


def test_what_stands_behind_a_first_word_is_told_as_well():
    text = (REFERENCE / "commands.md").read_text("utf-8")
    assert "### adopt marketo\n\n```text\nsyncwright adopt marketo [OPTIONS] FILE...\n```" in text
    assert "### dictionary history\n\n```text\nsyncwright dictionary history [OPTIONS] [OBJECT.FIELD]\n```" in text
    assert "### ledger verify" in text


def test_a_field_says_its_keys_and_their_values():
    text = (REFERENCE / "language-object.md").read_text("utf-8")
    assert "| `pii` | Privacy class of what the field holds. | `none`, `contact`, `consent`, `behaviour`, `financial`, `special` |" in text
    assert "| `why`, needed | Why the object syncs. | text |" in text
    assert (
        "| `at` | Details for one connector, such as `ae`, or for one business unit, such as `ae/emea`. | keys, each with [at](#at) |"
        in text
    )


@pytest.mark.parametrize("path", sorted(REFERENCE.glob("language-*.md")), ids=lambda path: path.stem)
def test_each_key_of_the_language_says_what_it_is_and_what_it_takes(path):
    rows = re.findall(r"^\| `(\w+)`(?:, needed)? \| (.*) \| (.*) \|$", path.read_text("utf-8"), re.MULTILINE)
    assert rows
    assert [key for key, says, value in rows if not says or not value] == []


def test_a_fact_that_was_only_observed_says_so():
    rows = (REFERENCE / "facts.md").read_text("utf-8").splitlines()
    assert (
        "| a Marketo Community article lists it among the fields without which the sync fails | Marketing Nation: required fields for the Salesforce sync | observed |"
        in rows
    )
    assert "| a String holds 255 characters | Adobe: field types |  |" in rows
    assert not [row for row in rows if re.search(r"\b(SETUP|SYNC|HELP|DOC|COUNT|WIKI|REPORT|COMMUNITY)\b", row)]


# ------------------------------------------------------------------ on the site


def test_each_guide_is_a_page_that_search_finds():
    entries: list[Entry] = []
    site = dict(guide_pages(FRAME, entries))
    assert {f"guides/{path.stem}.html" for path in TEXTS} < site.keys()
    found = {entry.title: entry for entry in entries}
    assert found["How to hide a field"].url == "guides/hide-a-field.html"
    assert found["plan (Commands)"].url == "reference/commands.html#plan"
    assert 'id="plan"' in site["reference/commands.html"].decode()
    assert "detailed" in found["plan (Commands)"].text


def test_a_page_shows_which_file_a_block_is_of_and_nothing_of_how_it_is_run():
    site = dict(guide_pages(FRAME, []))
    html = site["guides/hide-a-field.html"].decode()
    assert '<p><code>specs/objects/person-identity.yaml</code></p>\n<pre><code class="language-diff">' in html
    assert not [path for path, data in site.items() if re.search(rb"exits=|path=", data)]
    assert b'href="../reference/language.html"' in site["guides/tutorial.html"]
