"""Plans for tests: a few that a company could have, one that wants to do harm, and any at all."""

from datetime import date

from hypothesis import strategies as st

from syncwright.diagnostics import Allowance, Finding, Place, Policy, Rule, diagnose
from syncwright.plan.changes import Create, Delete, Edit, Forget, Recreate, Rename, Update
from syncwright.plan.diff import Removal, diff
from syncwright.plan.document import Owner
from syncwright.plan.model import Binding, Hazard, Plan, in_order
from syncwright.plan.steps import Step
from syncwright.records import replace
from syncwright.resource import AttributeType, Observation, Resource, ResourceType
from syncwright.text import Position, Span
from syncwright.views.plan import document
from syncwright.want import Reason

SET = ResourceType(
    "salesforce.permission_set",
    "permission set",
    {
        "label": AttributeType("label", "scalar"),
        "license": AttributeType("licence", "scalar", on_change="recreate"),
        "objects": AttributeType("object", "words", access=True),
        "fields": AttributeType("field", "map", access=True),
        "permissions": AttributeType("user permission", "map", access=True),
    },
)
FIELD = ResourceType(
    "salesforce.field", "field", {"label": AttributeType("label", "scalar"), "type": AttributeType("type", "scalar", "by_hand")}
)
NAME = ResourceType("marketo.field", "field in Marketo", {"label": AttributeType("label", "scalar")}, by_hand=True)
TYPES = {one.name: one for one in (SET, FIELD, NAME)}
TITLES = {"salesforce": "Salesforce", "marketo": "Marketo", "account_engagement": "Account Engagement"}

MARKETO = "salesforce.permission_set/Marketo_Sync"
OWNERS = {
    "object/Lead#Email": Owner("marketing-ops", "Marketing operations", "@meridian-valves/marketing-ops"),
    "object/Lead#Lead_Score__c": Owner("marketing-ops", "Marketing operations", "@meridian-valves/marketing-ops"),
    "object/Lead#HasOptedOutOfEmail": Owner("data-protection", "Data protection", "@meridian-valves/data-protection"),
}
DIRECTIONS = {"object/Lead#Email": "two-way", "object/Lead#Lead_Score__c": "to-salesforce"}
USERS = {MARKETO: ("marketo-sync",)}

BINDING = Binding(
    "meridian-valves",
    "production",
    "orgs/meridian",
    "5d41402abc4b2a76b9719d911017c592",
    {MARKETO: "7d793037a0760186574b0282f2f435e7"},
    {"org": "00D5e0000008abcEAA", "instance": "meridian-valves.my.salesforce.com"},
    "0.1",
    "2026-11-21T10:00:00Z",
)


def reason(field, why, *, added=False):
    return Reason(why, f"object/Lead#{field}", "specs/objects/person-identity.yaml", ("fields", field), added)


EMAIL = reason("Email", "Marketo finds people by their address")
SCORE = reason("Lead_Score__c", "sales calls the hottest first; scores come from behaviour")
OPT_OUT = reason("HasOptedOutOfEmail", "consent has to be the same on both sides")
READS = reason("Email", "a field is read through its object", added=True)
WHOLE = Resource(
    MARKETO,
    {
        "label": "Marketo Sync",
        "objects": {"Lead": "read edit"},
        "fields": {"Lead.Email": "edit", "Lead.Lead_Score__c": "edit", "Lead.HasOptedOutOfEmail": "read"},
        "permissions": {"ApiEnabled": "yes"},
    },
    {
        "objects": {"Lead:read": (READS, SCORE), "Lead:edit": (EMAIL,)},
        "fields": {"Lead.Email": (EMAIL,), "Lead.Lead_Score__c": (SCORE,), "Lead.HasOptedOutOfEmail": (OPT_OUT,)},
    },
)
DEPLOY = Step(
    "salesforce-deploy", "deploy", "Salesforce", "deploy one permission set", "sf-admins", "the set reads back as planned", (MARKETO,)
)
ASSIGN = Step(
    "salesforce-assign",
    "assign",
    "Salesforce",
    "assign `Marketo_Sync` to `marketo-sync`",
    "sf-admins",
    "the assignment is listed for the user",
    (MARKETO,),
    ("salesforce-deploy",),
)


def changes(before, after, removed=()):
    """What `diff` makes of these resources."""
    there = {one.address: one for one in before}
    wanted = {one.address: one for one in after}
    seen = Observation(there, frozenset(there), frozenset(wanted.keys() - there.keys()))
    return tuple(diff(wanted, seen, TYPES, {one.address: one for one in removed}))


def create():
    return Plan(
        changes([], [WHOLE]), (DEPLOY, ASSIGN), (Hazard("widens", MARKETO, "`marketo-sync` sees `Lead`", "objects", "Lead:read"),), BINDING
    )


def update():
    """Some access more, some less, some otherwise."""
    before = Resource(
        MARKETO,
        {
            "label": "Marketo",
            "objects": {"Lead": "read edit delete"},
            "fields": {"Lead.Email": "edit", "Lead.Fax": "read", "Lead.HasOptedOutOfEmail": "edit"},
            "permissions": {"ApiEnabled": "yes", "ViewAllData": "yes"},
        },
    )
    hazards = (
        Hazard("takes", MARKETO, "`marketo-sync` no longer sees everything", "permissions", "ViewAllData", user="marketo-sync"),
        Hazard("irreversible", MARKETO, "Marketo keeps a field that it has seen", "fields", "Lead.Lead_Score__c", "a page of the vendor"),
        Hazard("privacy", MARKETO, "behaviour of people leaves the CRM", "fields", "Lead.Lead_Score__c"),
        Hazard("records", MARKETO, "12,400 leads are synced again"),
    )
    return Plan(changes([before], [WHOLE]), (DEPLOY,), hazards, BINDING)


def rename():
    """A field gets another name, which only people do, and a set follows."""
    before = Resource("salesforce.field/Lead.Score__c", {"label": "Score"})
    after = Resource("salesforce.field/Lead.Lead_Score__c", {"label": "Lead score"}, {"label": {"": (SCORE,)}}, previously=before.address)
    text = "1. Pause the sync.\n2. In Setup, open Lead, Fields, Score.\n3. Set the name to Lead_Score.\n\nDo not change its type."
    by_hand = Step(
        "rename",
        "person",
        "Salesforce",
        "rename a field",
        "sf-admins",
        "the field is there under its new name",
        (after.address,),
        text=text,
    )
    hold = Step("pause", "hold", "Marketo", "pause the sync", "marketing-ops", "the status says paused")
    release = Step("resume", "release", "Marketo", "resume the sync", "marketing-ops", "the status says running", after=("rename", "pause"))
    hazards = (Hazard("by-hand", after.address, "no API renames a field"),)
    return Plan(changes([before], [after]), (hold, replace(by_hand, after=("pause",)), release), hazards, BINDING)


def delete():
    """Two fields are to go: one may, one waits."""
    fax, pager = Resource("salesforce.field/Lead.Fax__c", {"label": "Fax"}), Resource("salesforce.field/Lead.Pager__c", {"label": "Pager"})
    said = (reason("Fax__c", "nobody has sent a fax since 2019"),)
    removed = (Removal(fax.address, said), Removal(pager.address, (reason("Pager__c", ""),), "2027-01-15"))
    destroys = Step("destroy", "deploy", "Salesforce", "delete one field", "sf-admins", "it is not there", (fax.address,))
    waits = Step(
        "destroy-later",
        "deploy",
        "Salesforce",
        "delete one field",
        "sf-admins",
        "it is not there",
        (pager.address,),
        waits_until="2027-01-15",
    )
    hazards = tuple(Hazard("destructive", one.address, "its values are lost") for one in (fax, pager))
    return Plan(changes([fax, pager], [], removed), (destroys, waits), hazards, BINDING)


def forget():
    return Plan(
        changes([Resource("salesforce.permission_set/Old_Sync", {"fields": {"Lead.Email": "read"}})], []),
        (),
        (),
        BINDING,
        ("marketo.field/Email",),
    )


def recreate():
    return Plan(changes([replace(WHOLE, attributes=WHOLE.attributes | {"license": "Old"})], [WHOLE]), (DEPLOY,), (), BINDING)


def empty():
    return Plan((), (), (), BINDING)


RULE = Rule("PLN001", "many-removals", "error", "tests")
OTHER = Rule("PLN002", "a-warning", "warning", "tests")


def found(*findings, policy=None):
    return diagnose(findings, lambda _: Span(Position(7, 3), Position(7, 9)), policy)


REFUSED = found(
    Finding(OTHER, Place("specs/estate.yaml"), "this is only a warning"),
    Finding(RULE, Place(""), "3 of 6 parts would be removed", "if that is meant, say `--allow-removals 3`"),
)
ALLOWED = found(
    Finding(RULE, Place("specs/a.yaml"), "accepted"),
    policy=Policy(allowances=(Allowance("many-removals", Place("specs/a.yaml"), "we know", date(2027, 1, 1)),), today=date(2026, 11, 21)),
)


def doc(plan, diagnostics=(), **more):
    beside = {"owners": OWNERS, "directions": DIRECTIONS, "users": USERS} | more
    return document(plan, TYPES, TITLES, diagnostics, "0.1", **beside)


PLANS = {
    "create": create,
    "update": update,
    "rename by hand": rename,
    "delete, and one that waits": delete,
    "forget": forget,
    "recreate": recreate,
    "empty": empty,
}
DOCS = {name: (lambda make=make: doc(make())) for name, make in PLANS.items()} | {
    "refused": lambda: doc(update(), REFUSED),
    "empty, with its reason": lambda: doc(empty(), unchanged="specs were moved; they mean what they meant"),
    "several": lambda: doc(several()),
}


def several():
    """Everything at once: all systems, and work for people."""
    each = [update(), rename(), delete(), forget()]
    name = Resource("marketo.field/Lead.Score", {"label": "Score"})
    found = [one for plan in each for one in plan.changes] + list(changes([name], [replace(name, attributes={"label": "Lead score"})]))
    steps = tuple(one for plan in each for one in plan.steps)
    loose = Hazard("irreversible", "account_engagement.connector/ae", "fields are created in every business unit")
    return Plan(tuple(found), steps, (loose, *(one for plan in each for one in plan.hazards)), BINDING, ("salesforce.field/Lead.Other__c",))


# ------------------------------------------------------------------ large ones


def large(edits, sets=1, hazards=0):
    """So many parts, spread evenly over sets: a quarter removed, a quarter changed, half added. The first have hazards."""
    each = edits // sets
    made, noted = [], []
    for number in range(sets):
        address = f"salesforce.permission_set/Set_{number:04}"
        parts, old, new = [], {}, {}
        for at in range(each):
            name = f"Lead.Field_{at:06}__c"
            before, after = [("edit", None), ("read", "edit"), (None, "read"), (None, "edit")][at % 4]
            why = (Reason(f"segments need field {at}", f"object/Lead#Field_{at:06}__c", "specs/objects/lead.yaml", ("fields", name)),)
            parts.append(Edit("fields", name, before, after, why if after else ()))
            old |= {name: before} if before else {}
            new |= {name: after} if after else {}
            if at < hazards // sets:
                noted.append(Hazard("privacy", address, f"`{name}` is about people", "fields", name))
        made.append(Update(Resource(address, {"fields": old}), Resource(address, {"fields": new}), tuple(parts)))
    return Plan(tuple(made), (DEPLOY,), tuple(noted), BINDING)


# ------------------------------------------------------------------ any


def plans(texts):
    """Plans with texts of all sorts in every place that is not ours."""
    filled = texts.filter(bool)
    names = filled | st.sampled_from(["Lead.Email", "Lead:edit", "a"])
    reasons = st.builds(Reason, texts, texts, texts, st.lists(texts | st.integers(0, 9), max_size=2).map(tuple), st.booleans())
    some = st.lists(reasons, max_size=3).map(tuple)
    attributes = st.sampled_from(sorted(SET.attributes))
    edits = st.lists(st.builds(Edit, attributes, st.none() | names, st.none() | texts, st.none() | texts, some), max_size=4).map(tuple)
    values = st.dictionaries(attributes, texts | st.dictionaries(names, texts, max_size=3), max_size=3)
    because = st.dictionaries(attributes, st.dictionaries(names, some, max_size=2), max_size=2)
    address = st.builds("{}/{}".format, st.sampled_from(sorted(TYPES)[-1:]), names)
    resources = st.builds(Resource, address, values, because, st.lists(texts, max_size=2).map(tuple), st.none() | texts)
    change = st.one_of(
        st.builds(Create, resources, edits),
        st.builds(Update, resources, resources, edits),
        st.builds(Recreate, resources, resources, edits, edits),
        st.builds(Rename, resources, resources, edits),
        st.builds(Delete, resources, edits, some, st.none() | st.sampled_from(["2026-01-01", "2027-06-30"])),
        st.builds(Forget, resources),
    )
    steps = st.builds(
        Step,
        texts,
        st.sampled_from(["deploy", "call", "assign", "backfill", "activate", "hold", "release", "person"]),
        *[texts] * 4,
        changes=st.lists(texts, max_size=2).map(tuple),
        after=st.lists(texts, max_size=2).map(tuple),
        text=texts,
        waits_until=st.none() | texts,
        does=st.dictionaries(names, texts, max_size=2),
    )
    kinds = ["widens", "takes", "irreversible", "destructive", "by-hand", "vendor", "records", "privacy"]

    @st.composite
    def whole(draw):
        some_changes = tuple(draw(st.lists(change, max_size=4, unique_by=lambda one: one.address)))
        known = [one.address for one in some_changes]
        addresses = st.integers(0, len(known) - 1).map(lambda at: known[at]) if known else texts
        hazards = st.builds(
            Hazard, st.sampled_from(kinds), addresses | texts, texts, st.none() | attributes, st.none() | names, texts, st.none() | texts
        )
        binding = st.builds(
            Binding,
            *[texts] * 4,
            st.dictionaries(texts, texts, max_size=2),
            st.dictionaries(texts, texts, max_size=2),
            texts,
            st.just("2026-11-21T10:00:00Z"),
        )
        return in_order(
            Plan(
                some_changes,
                tuple(draw(st.lists(steps, max_size=3, unique_by=lambda one: one.id))),
                tuple(draw(st.lists(hazards, max_size=4))),
                draw(binding),
                tuple(draw(st.lists(texts, max_size=2))),
            )
        )

    return whole()


#: What values have been used for to make a reader do or believe something.
HOSTILE = [
    "@meridian-valves/data-protection please approve",
    "fixes #1 and GH-2, see meridian/valves#3",
    "https://evil.example/?q=`whoami`",
    "www.evil.example",
    "mail@evil.example",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</details></details><h1>no changes</h1>",
    "<!-- syncwright plan production -->",
    "-->\n# Approved",
    "[click](https://evil.example)",
    "![beacon](https://evil.example/x.png)",
    "[ref]: https://evil.example",
    "```\n# out\n```",
    "`a` ``b`` ```c```",
    "`",
    "``",
    "`" * 400,
    "`" * 90 + " https://evil.example <b>x</b> @team " + "`" * 90,
    "a|b|c \\| d \\\\| e",
    "| a | b |\n|---|---|",
    "# heading",
    "x\n===\ny\n---",
    "- item\n1. item\n> quote\n    code",
    "1. item",
    "***bold*** __bold__ ~~gone~~ _x_",
    "::set-output name=x::y",
    "\n::error file=a::b",
    "  ::add-mask::x",
    "##[error]x ##[add-path]/x",
    "##vso[task.setvariable variable=x]y",
    "##teamcity[buildStatus status='SUCCESS']",
    "\x1b]52;c;cm0gLXJm\x07\x1b[2J\x1b[31mred",
    "\u202eevil\u202c \u2066x\u2069 \u200b\u200e\ufeff",
    "\x00\x07\x08\x7f\x85\x9b\u2028\u2029\r\n\t",
    "nothing to do for production",
    "0 to add, 0 to change, 0 to remove",
    "&lt;b&gt; &#64;team &commat;team &#x23;1",
    ":warning: :x:",
    "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef",
    "$\\frac{1}{2}$",
    "JIRA-123",
    "\\`x\\` \\",
    "e\u0301 \U0001f468\u200d\U0001f469 分野",
    "x" * 5_000,
]
one_hostile = st.integers(0, len(HOSTILE) - 1).map(lambda at: HOSTILE[at])
hostile = st.lists(one_hostile | st.text(max_size=12), min_size=1, max_size=3).map(" ".join) | one_hostile
anything = st.text(max_size=20)


def all_hostile(text):
    """One plan with one text in every place that a value can be."""
    why = Reason(text, text, text, (text,))
    address = f"salesforce.permission_set/{text}"
    resource = Resource(address, {"label": text, "fields": {text: text}}, {"fields": {text: (why,)}}, (text,), text)
    edits = (
        Edit("label", None, text, text, (why,)),
        Edit("fields", text, None, text, (why, why)),
        Edit("objects", f"{text}:{text}", text, None),
    )
    hazards = (
        Hazard("takes", address, text, "objects", f"{text}:{text}", text, text),
        Hazard("vendor", address, text),
        Hazard("records", text, text),
    )
    steps = (
        Step("a", "person", text, text, text, text, (address,), text=text, waits_until=text, does={text: text}),
        Step(text, "deploy", text, text, text, text, (address,), ("a",)),
    )
    binding = Binding(text, text, text, text, {text: text}, {text: text}, text, BINDING.made)
    renamed = Rename(Resource(f"{address}2", {}), replace(resource, address=f"{address}3"), edits)
    deleted = Delete(replace(resource, address=f"{address}4"), edits, (why,), "2027-01-01")
    plan = Plan((Update(resource, resource, edits), renamed, deleted), steps, hazards, binding, (text,))
    told = found(Finding(RULE, Place(text), text, text), Finding(OTHER, Place(""), text))
    owners = {text: Owner(text, text, text)}
    titles = {"salesforce": text}
    kind = replace(SET, title=text, attributes={name: replace(one, title=text) for name, one in SET.attributes.items()})
    return document(
        plan, {SET.name: kind}, titles, told, text, owners=owners, directions={text: text}, users={address: (text, text)}, unchanged=text
    )
