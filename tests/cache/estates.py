"""Estates of custom objects that hang together in every way, as files on disk, and what `build` makes of them with and without memory."""

import contextlib
import io
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from hypothesis import strategies as st

from small_estate import FILES, ORG
from syncwright.cli.main import main
from syncwright.inventory import Field, Object, Org
from syncwright.inventory.access import Holder, People
from syncwright.inventory.model import kind_by_name
from syncwright.inventory.store import inventory_files

#: Fields of every kind; some need fields of their own object, of other objects, or what no spec names.
_FIELDS = {
    "Text__c": Field(type="Text", length=80),
    "Plain__c": Field(type="Number", precision=6, scale=0),
    "Required__c": Field(type="Text", length=20, required=True),
    "Formula__c": Field(type="Text", formula="Text__c"),
    "Far__c": Field(type="Text", formula="Contact__r.Motto__c"),
    "Aside__c": Field(type="Number", formula="Unsaid__c + 1"),
    "Unsaid__c": Field(type="Number", precision=6, scale=0),
    "Contact__c": Field(type="Lookup", references=("Contact",)),
    "Number__c": Field(type="AutoNumber"),
    "Stage__c": Field(type="Picklist", values=("New", "Old")),
}
OBJECTS = ("Aa__c", "Bb__c", "Cc__c", "Dd__c", "Ee__c")
#: `Ee__c` is a detail of `Aa__c`, and reads it through its master.
_DETAIL = {"Aa__c": Field(type="MasterDetail", references=("Aa__c",)), "Up__c": Field(type="Text", formula="Aa__r.Text__c")}
SHOWN = ("Bb__c.Plain__c", "Cc__c.Text__c", "Ee__c.Text__c", "Lead.Motto__c")


def org() -> Org:
    """The org, with a profile that shows some of the fields."""
    fields = {**ORG, **{name: dict(_FIELDS) for name in OBJECTS}}
    fields["Ee__c"] |= _DETAIL
    profile = Holder("Sync", "profile", rows={"fields": dict.fromkeys(SHOWN, "read"), "objects": {"Bb__c": "read", "Aa__c": "read edit"}})
    objects = {name: Object(name, kind_by_name(name), held) for name, held in fields.items()}
    return Org(objects, {}, People(profiles={"Sync": profile}))


def start() -> dict[str, str]:
    """The files that every estate has: those of the small one, and the inventory."""
    inventory = {f"inventory/production/{path}": data.decode() for path, data in inventory_files(org()).items()}
    softer = "policy: {rules: {hidden-field-leaks: warning, cannot-hide: warning, formula-field-synced: warning}}\n"
    return {**FILES, **inventory, "estate.yaml": FILES["estate.yaml"] + softer}


_WAYS = st.sampled_from(("two-way", "from-salesforce", "to-salesforce", "hidden"))
#: What nobody can write.
_READ_ONLY = ("Formula__c", "Far__c", "Aside__c", "Number__c", "Up__c")
_READING = st.sampled_from(("from-salesforce", "hidden"))
_WORDS = st.sampled_from(("the desk asks for it", "counted every week: on Mondays", "a | b", 'it says "no"', "second\\nline"))


@st.composite
def fields(draw, names: tuple[str, ...]) -> str:
    """Some fields, each with what may be said of it."""
    lines = []
    for name in draw(st.lists(st.sampled_from(names), unique=True, max_size=6)):
        lines.append(f"  {name}:\n    why: {json.dumps(draw(_WORDS))}")
        one = _READING if name in _READ_ONLY else _WAYS
        ways = draw(st.one_of(one, st.tuples(one, one)))
        lines.append(f"    sync: {ways if isinstance(ways, str) else f'{{marketo: {ways[0]}, ae: {ways[1]}}}'}")
        more = (
            "    pii: contact",
            "    pii: none",
            "    owner: ops",
            "    used_by: [report]",
            "    reviewed: 2020-01-01",
            "    at: {ae: {field: there}}",
        )
        lines += draw(st.lists(st.sampled_from(more), unique_by=lambda one: one.split(":")[0], max_size=3))
        lines += draw(st.sampled_from([[]] * 12 + [["    allow: {formula-field-synced: {why: w, until: 2030-01-01}}"]]))
    return "fields:\n" + "\n".join(lines) if lines else "fields: {}"


@st.composite
def object_file(draw, objects: tuple[str, ...], names: tuple[str, ...] = tuple(_FIELDS)) -> str:
    """A file of one or several objects."""
    defaults = draw(
        st.sampled_from(
            ("", "defaults: {pii: none}\n", "defaults: {owner: ops, reviewed: 2026-05-01}\n", "defaults: {at: {ae: {wins: salesforce}}}\n")
        )
    )
    used = draw(st.sampled_from(("", "used_by: [a programme]\n")))
    records = draw(st.sampled_from(("", "", "sync: from-salesforce\n", "sync: two-way\n")))
    listed = objects[0] if len(objects) == 1 else f"[{', '.join(objects)}]"
    return f"object: {listed}\nowner: ops\nwhy: {draw(_WORDS)!r}\nfor: [marketo, ae]\n{records}{used}{defaults}{draw(fields(names))}\n"


@st.composite
def user(draw) -> str:
    """The Marketo user: with a group, a profile that loses what is hidden, and grants of fields that specs name too."""
    lines = ["sync_user: marketo-sync", "owner: ops"]
    lines += draw(st.sampled_from(([], ["group: true"], ["profile: Sync"], ["profile: {name: Sync, manage: true}"])))
    lines += draw(
        st.sampled_from(
            ([], ["grants: {fields: {Bb__c.Text__c: {access: edit, why: w}}}"], ["grants: {objects: {Cc__c: {access: [delete], why: w}}}"])
        )
    )
    return "\n".join(lines) + "\n"


#: Which file tells of which objects; two of them share one.
GROUPS = {"a": ("Aa__c",), "b": ("Bb__c", "Cc__c"), "d": ("Dd__c",), "e": ("Ee__c",), "d2": ("Dd__c",), "lead": ("Lead",)}
_NAMES = {"d": tuple(_FIELDS)[:5], "d2": tuple(_FIELDS)[5:], "lead": ("Email", "Motto__c", "Score__c"), "e": (*_FIELDS, "Up__c")}


def file_of(group: str) -> st.SearchStrategy[str]:
    """What one of the files may say."""
    return object_file(GROUPS[group], _NAMES.get(group, tuple(_FIELDS)))


@st.composite
def estates(draw) -> dict[str, str]:
    """Files of object specs and of the user, by path."""
    found = {f"objects/{group}.yaml": draw(file_of(group)) for group in GROUPS}
    return found | {"users/marketo-sync.yaml": draw(user())}


@st.composite
def edits(draw) -> tuple[str, str]:
    """A file that is changed, and what it says then."""
    group = draw(st.sampled_from((*GROUPS, "user")))
    return ("users/marketo-sync.yaml", draw(user())) if group == "user" else (f"objects/{group}.yaml", draw(file_of(group)))


def write(root: Path, files: Mapping[str, str]) -> None:
    """Put files below a folder."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


def build(specs: Path, out: Path, *options: str) -> tuple[int, dict]:
    """`build`, its exit code and what it says, without where it wrote and what of that was new."""
    stream = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(io.StringIO()):
        code = main.main(["build", str(specs), "--out", str(out), "--format", "json", *options], standalone_mode=False)
    stream.flush()
    said = json.loads(stream.buffer.getvalue() or b"{}")
    return code, {key: value for key, value in said.items() if key not in ("target", "changes")}


def tree(folder: Path) -> dict[str, bytes]:
    """The files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@contextlib.contextmanager
def remembering_in(folder: Path) -> Iterator[None]:
    """What is remembered lies in this folder, and every day is the same."""
    before = {name: os.environ.get(name) for name in ("SYNCWRIGHT_CACHE_DIR", "SOURCE_DATE_EPOCH")}
    os.environ |= {"SYNCWRIGHT_CACHE_DIR": str(folder), "SOURCE_DATE_EPOCH": "1780300800"}
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value
