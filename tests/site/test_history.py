"""The history of an estate on its pages: what commits changed, of real repositories."""

import os
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from hostile_specs import HOSTILE
from small_estate import compiled
from spec_commits import Commits
from syncwright.cli.estate_past import EstatePast
from syncwright.field_history import EstateHistory
from syncwright.files import read_tree
from syncwright.limits import SPECS
from syncwright.site.history import Histories
from syncwright.site.page import Frame

FRAME = Frame("tiny", "production", (), "1")
HEAD = "object: Lead\nowner: ops\nwhy: people\nfor: [marketo]\ndefaults: {sync: from-salesforce, pii: none}\nfields:\n"


@pytest.fixture
def repository(tmp_path, monkeypatch) -> Commits:
    monkeypatch.setenv("SYNCWRIGHT_CACHE_DIR", str(tmp_path / "memory"))
    return Commits(tmp_path / "r")


def lead(fields: str, head: str = HEAD) -> dict[str, str | None]:
    return {"lead.yaml": head + fields}


def known(specs: Path, *, remember: bool = False) -> EstateHistory:
    return EstatePast(str(specs), remember=remember).of(read_tree(str(specs), (".yaml",), SPECS).sources)


def histories(specs: Path) -> Histories:
    catalog = compiled({"lead.yaml": HEAD + "  Score__c: {why: x}\n  Motto__c: {why: x}\n"}).catalog
    assert catalog is not None
    return Histories(known(specs), catalog)


def words(html: object) -> str:
    """What a page or a part of one says."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", str(html))).split())


def page(of: Histories) -> str:
    return of.page(FRAME, [])[1].decode()


def test_a_field_says_who_changed_what_the_latest_first(repository):
    first = repository.commit(lead("  Score__c: {why: a}\n"), "the start", who="Ada L", when="2026-01-01T23:30:00-11:00")
    second = repository.commit(lead("  Score__c: {why: b, pii: contact}\n"), "say more", who="Grace", when="2026-02-03T04:05:06+02:00")
    told = histories(repository.specs).of_field("Lead", "Score__c")
    assert (
        words(told)
        == f"Changes 2026-02-03 {second[:10]} Grace: say more pii none → contact why a → b 2026-01-01 {first[:10]} Ada L: the start added"
    )
    assert f'<a href="../changes.html#c-{second[:10]}">' in told
    assert f'id="c-{second[:10]}"' in page(histories(repository.specs))


def test_what_is_long_is_cut_and_counted(repository):
    for number in range(7):
        repository.commit(lead(f"  Score__c: {{why: {number} {'x' * 300}}}\n"), f"change {number}")
    told = words(histories(repository.specs).of_field("Lead", "Score__c"))
    assert [number for number in range(7) if f"change {number}" in told] == [2, 3, 4, 5, 6]
    assert told.endswith("and 2 before: syncwright dictionary history Lead.Score__c")
    assert "x" * 190 in told
    assert "x" * 201 not in told
    shown = histories(repository.specs).of_object("Lead")
    assert (len(shown.commits), shown.more) == (7, False)


def test_a_name_and_a_file_that_changed_are_said_plainly(repository):
    repository.commit(lead("  Score__c: {why: a}\n  Old__c: {why: b}\n"))
    repository.commit(lead("  Score__c: {why: a}\n  Motto__c: {why: b, previously: Old__c}\n"), "renamed")
    moved = {
        "lead.yaml": None,
        "below/people.yaml": HEAD.replace("why: people", "why: who") + "  Score__c: {why: a}\n  Motto__c: {why: c, previously: Old__c}\n",
    }
    repository.commit(moved, "moved")
    of = histories(repository.specs)
    assert words(of.of_field("Lead", "Motto__c")).count("Ada:") == 3
    assert "Ada: moved why b → c" in words(of.of_field("Lead", "Motto__c"))
    assert "Ada: renamed renamed from Lead.Old__c" in words(of.of_field("Lead", "Motto__c"))
    assert "Ada: moved" not in words(of.of_field("Lead", "Score__c"))
    assert words(of.of_object("Lead").commits[0].files[0]) == "lead.yaml moved to below/people.yaml why people → who"
    assert "lead.yaml moved to below/people.yaml" in words(page(of))


def test_what_is_not_committed_comes_first_and_what_was_taken_out_is_told(repository):
    repository.commit(lead("  Score__c: {why: a}\n  Gone__c: {why: a}\n") | {"estate.yaml": "estate: tiny\n"})
    (repository.specs / "lead.yaml").write_text(HEAD + "  Score__c: {why: b}\n")
    (repository.specs / "more.yaml").write_text(HEAD.replace("Lead", "Contact") + "  Score__c: {why: b}\n")
    of = histories(repository.specs)
    assert words(of.of_field("Lead", "Score__c")).startswith("Changes As written, not committed yet why a → b 2026-01-01")
    assert words(of.of_field("Contact", "Score__c")) == "Changes As written, not committed yet added"
    told = page(of)
    assert '<section id="not-committed"' in told
    assert "Lead.Gone__c removed" in words(told)
    assert "more.yaml added" in words(told)
    assert "Also touched: estate.yaml" in words(told)


def test_where_nothing_is_known_it_says_why(repository, tmp_path):
    specs = tmp_path / "elsewhere" / "specs"
    specs.mkdir(parents=True)
    (specs / "lead.yaml").write_text(HEAD + "  Score__c: {why: a}\n")
    of = histories(specs)
    assert of.of_field("Lead", "Score__c") == ""
    assert f"There is no history: `{specs}` is in no git repository." in words(page(of))
    assert "is in no git repository" in of.of_object("Lead").unknown
    assert "Nothing was committed yet." in words(page(histories(repository.specs)))


def test_a_shallow_clone_does_not_say_that_all_was_added_at_its_end(repository, tmp_path):
    for why in "abc":
        repository.commit(lead(f"  Score__c: {{why: {why}}}\n  Motto__c: {{why: x}}\n"), why)
    repository.git("clone", "-q", "--depth", "2", repository.folder.as_uri(), str(tmp_path / "clone"))
    of = histories(tmp_path / "clone" / "specs")
    assert words(of.of_field("Lead", "Score__c")).endswith("Ada: b there already: what was before is not known")
    assert "This clone is shallow. History begins at:" in words(page(of))
    assert "added" not in words(page(of))


def test_a_commit_that_changes_layout_alone_is_said_to_change_nothing(repository):
    repository.commit(lead("  Score__c: {why: a}\n"))
    repository.commit(lead("  # said\n  Score__c:\n    why: a\n"), "layout")
    of = histories(repository.specs)
    assert "Ada: layout changes nothing that is said of fields or objects" in words(page(of))
    assert len(of.of_object("Lead").commits) == 1


def test_a_change_of_all_fields_is_bounded_on_every_page(repository):
    fields = "".join(f"  F{number}__c: {{why: a}}\n" for number in range(60))
    repository.commit(lead(fields))
    repository.commit(lead(fields, HEAD.replace("pii: none", "pii: contact")), "all of them")
    (all_of_them, _), more, _ = histories(repository.specs).of_object("Lead")
    assert (len(all_of_them.fields), len(all_of_them.fields[0][0]), all_of_them.more, more) == (1, 20, (40, 0), False)
    assert words(all_of_them.files[0]) == "lead.yaml says for all its fields defaults.pii none → contact"


def test_fields_of_a_commit_stand_in_the_order_of_their_file(repository):
    names = [f"{letter}__c" for letter in "HCAFBGDE"]
    for text in ("a", "b"):
        repository.commit(lead("".join(f"  {name}: {{why: {text} of {name}}}\n" for name in names)))
    (_, changed), _ = known(repository.specs).commits
    assert [same.names for same in changed.fields] == [(f"Lead.{name}",) for name in names]


def test_what_people_write_into_commits_stays_text(repository):
    for number, text in enumerate(HOSTILE):
        repository.commit(lead(f"  Score__c:\n    why: |\n      {number} {text}\n"), text, who=text)
    of = histories(repository.specs)
    told = of.of_field("Lead", "Score__c") + page(of)
    assert set(re.findall(r"<([a-z0-9]+)", of.of_field("Lead", "Score__c"))) == {"h4", "ol", "li", "a", "code", "dl", "dt", "dd", "p"}
    assert not re.search(r"<(?:img|svg|script>|b>|!--)|<[^>]* on[a-z]+=", told)
    for text in HOSTILE:
        assert f": {' '.join(text.split())[:150]}" in words(page(of)), text


def test_what_is_remembered_is_what_would_be_found(repository, tmp_path):
    for why in "abc":
        repository.commit(lead(f"  Score__c: {{why: {why}}}\n"))
    every = [known(repository.specs, remember=True)]
    every.append(known(repository.specs, remember=True))
    repository.commit(lead("  Score__c: {why: d, pii: contact}\n"))
    (repository.specs / "lead.yaml").write_text(HEAD + "  Score__c: {why: e}\n")
    now = known(repository.specs, remember=True)
    assert every == [every[0]] * 2 != now
    assert now == known(repository.specs)
    for kept in (tmp_path / "memory").iterdir():
        kept.write_bytes(b"damaged")
    assert known(repository.specs, remember=True) == now
    shutil.rmtree(tmp_path / "memory")
    assert known(repository.specs, remember=True) == now


def test_a_version_that_the_clone_lacks_says_nothing_until_it_is_there(repository):
    for why in "abc":
        repository.commit(lead(f"  Score__c: {{why: {why}}}\n"))
    oid = repository.git("rev-parse", "HEAD~1:specs/lead.yaml")
    held = repository.folder / ".git/objects" / oid[:2] / oid[2:]
    away = held.rename(repository.folder / "away")
    assert [len(change.fields) for _, change in known(repository.specs, remember=True).commits] == [0, 0, 1]
    away.rename(held)
    assert [len(change.fields) for _, change in known(repository.specs, remember=True).commits] == [1, 1, 1]


def test_a_site_follows_the_commits_and_can_do_without(tmp_path, syncwright):
    repository = Commits(tmp_path / "r")
    repository.specs.rmdir()
    env = {**os.environ, "SYNCWRIGHT_CACHE_DIR": str(tmp_path / "memory")}

    def build(*words: str) -> int:
        """How many files are new, changed or gone."""
        done = syncwright("docs", "build", *words, cwd=repository.folder, env=env)
        assert done.returncode == 0, done.stderr
        return int(re.search(r"files of the site, ([\d,]+) of them new", done.stdout)[1].replace(",", ""))

    def held(name: str) -> dict[Path, bytes]:
        return {
            path.relative_to(repository.folder / name): path.read_bytes()
            for path in (repository.folder / name).rglob("*")
            if path.is_file()
        }

    assert syncwright("init", "--yes", cwd=repository.folder).returncode == 0
    repository.commit({}, "the start")
    assert build() > 100
    assert "the start" in (repository.folder / "site/changes.html").read_text("utf-8")
    assert build() == 0
    path = repository.specs / "objects/account.yaml"
    repository.commit({"objects/account.yaml": path.read_text("utf-8") + "# more\n"}, "a comment")
    assert build() > 0
    assert "a comment" in (repository.folder / "site/changes.html").read_text("utf-8")
    build("--no-cache", "--out", "anew")
    assert held("anew") == held("site")
    build("--no-history", "--out", "without")
    assert not (repository.folder / "without/changes.html").exists()
    assert b"changes.html" not in b"".join(held("without").values())
