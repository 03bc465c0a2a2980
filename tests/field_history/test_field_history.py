"""A field's history: what each commit changed of its meaning, under former names and in other files, for one field as for all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from syncwright.field_history import FieldChange, field_history
from syncwright.git import Commit, Touched

HEAD = "object: [Lead, Contact]\nowner: ops\nwhy: people\nfor: [marketo, ae]\nused_by: mails\ndefaults: {sync: from-salesforce, pii: none}\nfields:\n"
Files = dict[str, str]


def history(*versions: Files, only: str | None = "Lead.Email") -> list[FieldChange]:
    """The history of the files as they were in one commit after the other, newest first."""
    blobs: dict[str, bytes] = {}
    commits: list[Commit] = []
    before: Files = {}
    for number, after in enumerate(versions):
        files = []
        for path in sorted(before.keys() | after.keys()):
            old, new = before.get(path), after.get(path)
            if old != new:
                blobs |= {text: text.encode() for text in (old, new) if text is not None}
                files.append(Touched(path, old or "", new or ""))
        commits.insert(0, Commit(str(number), "Ada", f"2026-01-{number + 1:02}", f"change {number}", tuple(files)))
        before = after
    return list(field_history(commits, blobs.get, only))


def told(changes: list[FieldChange]) -> list[tuple[str, str, dict[str, tuple[str | None, str | None]]]]:
    return [(one.commit, one.how, {each.name: (each.before, each.after) for each in one.what}) for one in changes]


def people(fields: str, head: str = HEAD) -> Files:
    return {"people.yaml": head + fields}


def test_the_first_commit_says_all_that_was_said():
    (one,) = history(people("  Email: {why: key, at: {ae: {field: email}}, sync: {marketo: two-way}}\n"))
    assert (one.field, one.who, one.when, one.said, one.path) == ("Lead.Email", "Ada", "2026-01-01", "change 0", "people.yaml")
    assert told([one])[0][1:] == (
        "added",
        {
            "why": (None, "key"),
            "owner": (None, "ops"),
            "pii": (None, "none"),
            "used_by": (None, "mails"),
            "sync.marketo": (None, "two-way"),
            "sync.ae": (None, "hidden"),
            "at.ae.field": (None, "email"),
        },
    )


def test_a_commit_that_changes_another_field_is_none_of_this_one():
    versions = [people("  Email: {why: a}\n  Phone: {why: b}\n"), people("  Email: {why: a}\n  Phone: {why: c}\n")]
    assert [one.commit for one in history(*versions)] == ["0"]
    assert [one.commit for one in history(*versions, only="Contact.Phone")] == ["1", "0"]


def test_what_the_file_says_for_all_counts_for_each_that_says_nothing_else():
    before, after = (
        people("  Email:\n  Phone: {pii: contact}\n"),
        people("  Email:\n  Phone: {pii: contact}\n", HEAD.replace("pii: none", "pii: special")),
    )
    assert told(history(before, after))[0] == ("1", "changed", {"pii": ("none", "special")})
    assert len(history(before, after, only="Lead.Phone")) == 1


def test_layout_comments_and_where_it_is_said_change_nothing():
    after = (
        HEAD.replace("pii: none", "pii: contact")
        + "  # why\n  Email:\n    pii: none\n    sync: {ae: from-salesforce, marketo: from-salesforce}\n"
    )
    assert [one.commit for one in history(people("  Email: {}\n"), {"people.yaml": after})] == ["0"]


def test_a_field_keeps_its_history_in_another_file():
    old = people("  Email: {why: a}\n")
    moved = {"people.yaml": HEAD + "  Phone:\n", "key.yaml": HEAD + "  Email: {why: a}\n"}
    later = {**moved, "key.yaml": HEAD + "  Email: {why: b}\n"}
    assert told(history(old, moved, later))[:1] == [("2", "changed", {"why": ("a", "b")})]
    assert [one.commit for one in history(old, moved, later)] == ["2", "0"]


def test_a_field_keeps_its_history_under_a_former_name():
    versions = [
        people("  Old__c: {why: a}\n"),
        people("  Old__c: {why: b}\n"),
        people("  New__c: {why: b, previously: Old__c}\n"),
        people("  New__c: {why: c, previously: Old__c}\n"),
    ]
    found = history(*versions, only="Lead.New__c")
    assert [(one.commit, one.how, one.was, one.field) for one in found] == [
        ("3", "changed", "", "Lead.New__c"),
        ("2", "renamed", "Lead.Old__c", "Lead.New__c"),
        ("1", "changed", "", "Lead.New__c"),
        ("0", "added", "", "Lead.New__c"),
    ]


def test_the_name_on_each_object_is_the_one_that_counts():
    file = people("  role: {why: a, is: {Lead: Plant__c, Contact: Site__c}}\n")
    assert [len(history(file, only=name)) for name in ("Lead.Plant__c", "Contact.Site__c", "Lead.role", "Lead.Site__c")] == [1, 1, 0, 0]


def test_a_field_that_went_and_came_back_says_so():
    there, gone = people("  Email: {why: a}\n"), people("  Phone: {why: a}\n")
    assert [(one.commit, one.how) for one in history(there, gone, there)] == [("2", "added"), ("1", "removed"), ("0", "added")]


def test_deeper_parts_of_an_entry_have_names():
    before = people("  Email: {why: a, values: {A: , B: {previously: C}}, retire: {stage: hidden, since: 2026-01-01}}\n")
    after = people("  Email: {why: a, values: {A: {previously: D}, B: {previously: C}}}\n")
    assert told(history(before, after))[0][2] == {
        "retire.stage": ("hidden", None),
        "retire.since": ("2026-01-01", None),
        "values.A": ("yes", None),
        "values.A.previously": (None, "D"),
    }


def test_a_version_that_is_no_spec_says_nothing():
    whole = people("  Email: {why: a}\n")
    found = history(
        whole, people("  Email: {why: [a\n"), people("  Email: {why: b}\n"), {"people.yaml": "filter: x\nwhere: Email\n"}, whole
    )
    assert [(one.commit, one.how) for one in found] == [("4", "added"), ("3", "removed"), ("0", "added")]


def test_fields_that_live_on_a_platform_alone_are_not_an_objects():
    assert history({"p.yaml": "object: Person\nof: marketo\nwhy: w\nfields: {Email: {why: a}}\n"}, only=None) == []


NAMES = ["Email", "Phone", "A__c", "B__c"]
ENTRIES = st.fixed_dictionaries({}, optional={"why": st.sampled_from("xy"), "pii": st.sampled_from(["none", "contact"])})
SPEC = st.dictionaries(st.sampled_from(NAMES), ENTRIES, max_size=4)


def as_text(fields: dict[str, dict[str, str]]) -> str:
    said = (f"  {name}: {{{', '.join(f'{key}: {value}' for key, value in entry.items())}}}\n" for name, entry in fields.items())
    return HEAD.replace("fields:\n", "fields:\n" if fields else "fields: {}\n") + "".join(said)


@settings(max_examples=150)
@given(st.lists(st.fixed_dictionaries({"a.yaml": SPEC, "b.yaml": SPEC}), min_size=1, max_size=6))
def test_one_field_has_the_history_that_it_has_among_all(versions):
    files = [{path: as_text(fields) for path, fields in version.items()} for version in versions]
    every = history(*files, only=None)
    for field in {one.field for one in every} | {"Lead.Email"}:
        assert history(*files, only=field) == [one for one in every if one.field == field]


@settings(max_examples=150)
@given(st.lists(SPEC, min_size=1, max_size=6))
def test_a_field_is_changed_by_a_commit_if_what_is_said_of_it_is_another(versions):
    found = history(*({"a.yaml": as_text(fields)} for fields in versions), only=None)
    for number, (old, new) in enumerate(zip([{}, *versions], versions, strict=False)):
        said = {one.field for one in found if one.commit == str(number)}
        assert said == {
            f"{owner}.{name}" for owner in ("Lead", "Contact") for name in old.keys() | new.keys() if meant(old, name) != meant(new, name)
        }


def meant(fields: dict[str, dict[str, str]], name: str) -> dict[str, str] | None:
    return {"pii": "none", **fields[name]} if name in fields else None


def test_where_a_clone_is_cut_nothing_is_called_added():
    file = Touched("people.yaml", "", "text")
    cut = Commit("1", "Ada", "2026-01-01", "x", (file,), cut=True)
    (one,) = field_history([cut], {"text": people("  Email: {why: a}\n")["people.yaml"].encode()}.get, "Lead.Email")
    assert (one.how, one.what[-1].name, one.what[-1].after) == ("there already", "why", "a")
