"""Specs as people write them: one-line fields beside blocks, comments, quotes, lists and long reasons, in a mix that repeats every twelve fields.

Marketo writes people only, so that fields of other objects go one way.
"""

from random import Random
from textwrap import wrap

from bench.vocabulary import COLON, COMMENTS, HIDDEN, LONG, OBJECT, OWNERS, PORTS, PROGRAMMES, SHORT, SUBJECTS, Aspect, Direction

#: A field that two objects share: its API name on each, and what it is.
Shared = tuple[tuple[str, str], Aspect]

#: f = one line, b = block, d = details of a connector, with comment, quotes and lists, l = a long reason.
_STYLES = "fbdfbdfblfbd"
_BASIS = {"contact": "legitimate-interest", "behaviour": "legitimate-interest", "consent": "legal-obligation", "financial": "contract"}
_ADDRESS = """\
    pii: contact
    basis: legitimate-interest
    parts:
      Country: {why: the nearest harbour}
      City:
      PostalCode:"""

ESTATE = "".join(
    [
        "# Made by tests/bench/estate.py.\n",
        "estate: kestrel-ferries\nowner: revops\ndefault_environment: production\nowners:\n",
        *(f'  {name}: {{title: {title}, contact: {name}@kestrel.example, github: "@kestrel/{name}"}}\n' for name, title in OWNERS.items()),
        'salesforce: {edition: enterprise, api_version: "67.0", timezone: Europe/Helsinki}\n',
        # Ferries were mapped by Support long ago, and nobody wrote down how.
        "policy: {rules: {pair-named-apart: off}}\n",
    ]
)
ENVIRONMENT = """\
environment: production
protected: true
salesforce: {org: 00D3h000000kQzB, instance: kestrel.my.salesforce.com, inventory: inventory/production}
connectors:
  marketo: {munchkin: 274-KFR-981}
  ae/charter: {business_unit: 0Uv3h0000008fLm, state: running}
users:
  marketo-sync: {username: marketo.sync@kestrel.example}
"""
MARKETO = """\
connector: marketo
platform: marketo
owner: marketing-ops
why: travellers get every mail from Marketo
sync_user: marketo-sync
activities: [Filled out form]
operations: {errors_owner: marketing-ops, deputy: revops, review_every: 2 days}
"""
AE = """\
connector: ae
platform: account_engagement
owner: marketing-ops
why: the charter desk mails agents from Account Engagement
version: 2
sync_user: ae-integration
operations: {errors_owner: marketing-ops, deputy: revops, review_every: 1 week}
user_sync: {public_groups: [Charter_Marketing], profiles: {Marketing User: Marketing}}
business_units:
  charter: {why: charters and groups}
"""
MARKETO_USER = """\
sync_user: marketo-sync
owner: crm-admins
license: Salesforce
profile: Minimum Access - Salesforce
preset: least-privilege
"""
AE_USER = """\
sync_user: ae-integration
owner: crm-admins
kind: account_engagement_integration_user
"""


def standing_files() -> dict[str, str]:
    """The files that an estate of any size has, by their path below the specs."""
    return {
        "estate.yaml": ESTATE,
        "environments/production.yaml": ENVIRONMENT,
        "connectors/marketo.yaml": MARKETO,
        "connectors/ae.yaml": AE,
        "users/marketo-sync.yaml": MARKETO_USER,
        "users/ae-integration.yaml": AE_USER,
    }


def object_file(rng: Random, name: str, fields: list[tuple[str, Aspect]]) -> str:
    """The spec of one object."""
    ways: list[Direction] = ["two-way", "two-way", "from-salesforce"] if not name.endswith("__c") else ["from-salesforce"]
    head = f"object: {name}\nowner: {rng.choice(list(OWNERS))}\nwhy: {_filled(rng, OBJECT)}\nfor: [marketo]\n"
    rows = [_field(rng, _STYLES[i % len(_STYLES)], field, aspect, rng.choice(ways)) for i, (field, aspect) in enumerate(fields)]
    return head + _defaults(rng) + "fields:\n" + "".join(rows)


def shared_file(rng: Random, names: tuple[str, str], fields: list[Shared]) -> str:
    """Fields that two objects share. Where their API names differ, the field goes by the name of its idea."""
    people = names == ("Lead", "Contact")
    connectors = "marketo, ae" if people else "marketo"
    head = f"object: [{', '.join(names)}]\nowner: revops\nwhy: both mean the same by these\nfor: [{connectors}]\n"
    rows = [_shared_field(rng, names, shared, people) for shared in fields]
    return head + "defaults:\n  sync: from-salesforce\n  pii: none\n  reviewed: 2026-04-20\nfields:\n" + "".join(rows)


def _shared_field(rng: Random, names: tuple[str, str], shared: Shared, people: bool) -> str:
    (first, second), aspect = shared
    said = first if first == second else first.removesuffix("__c")
    lines = [f"  {said}:", f"    why: {_filled(rng, SHORT)}"]
    if first != second:
        lines.append(f"    is: {{{names[0]}: {first}, {names[1]}: {second}}}")
    if aspect.formula:
        lines.append("    sync: hidden")
    elif people and aspect.type and first != second:
        lines.append("    sync: {marketo: from-salesforce}    # Account Engagement wants one name")
    elif people:
        lines.append(f"    at: {{ae: {{field: {said.removesuffix('__c')}}}}}")
    if not aspect.type:
        lines.append(_ADDRESS)
    return "\n".join(lines) + "\n"


def _defaults(rng: Random) -> str:
    reviewed = f"2026-0{rng.randint(1, 9)}-{rng.randint(10, 28)}"
    if rng.random() < 0.7:
        return f"defaults: {{sync: from-salesforce, pii: none, reviewed: {reviewed}}}\n"
    return f"used_by: [marketo program {rng.choice(PROGRAMMES)}]\ndefaults:\n  sync: from-salesforce\n  pii: none\n  reviewed: {reviewed}\n"


def _field(rng: Random, style: str, name: str, aspect: Aspect, way: Direction) -> str:
    if aspect.formula:
        return f"  {name}: {{why: {rng.choice(HIDDEN)}, sync: hidden}}\n"
    privacy = [("pii", aspect.pii), ("basis", _BASIS[aspect.pii])] if aspect.pii != "none" else []
    match style:
        case "f":
            pairs = [("sync", way), ("why", _filled(rng, SHORT)), *privacy]
            return f"  {name}: {{{', '.join(f'{key}: {value}' for key, value in pairs)}}}\n"
        case "b":
            reviewed = f"2026-0{rng.randint(1, 9)}-{rng.randint(10, 28)}"
            pairs = [("why", _filled(rng, SHORT)), ("sync", way), ("owner", rng.choice(list(OWNERS))), *privacy, ("reviewed", reviewed)]
            return f"  {name}:\n" + "".join(f"    {key}: {value}\n" for key, value in pairs)
        case "d":
            return _detailed(rng, name, privacy, way)
        case _:
            return _reasoned(rng, name, privacy)


def _detailed(rng: Random, name: str, privacy: list[tuple[str, str]], way: Direction) -> str:
    marketo = name.removesuffix("__c").replace("_", "")
    return "".join(
        [
            f'  {name}:    {_filled(rng, COMMENTS)}\n    sync: {{marketo: {way}}}\n    why: "{_filled(rng, COLON)}"\n',
            f"    at: {{marketo: {{field: {marketo[0].lower() + marketo[1:]}}}}}\n" if rng.random() < 0.3 else "",
            *(f"    {key}: {value}\n" for key, value in privacy),
            f"    used_by:\n      - marketo program {rng.choice(PROGRAMMES)}\n      - 'report {rng.choice(PORTS)} no. {rng.randint(2, 60)}'\n",
        ]
    )


def _reasoned(rng: Random, name: str, privacy: list[tuple[str, str]]) -> str:
    lines = "".join(f"      {line}\n" for line in wrap(_filled(rng, LONG), 94))
    return f"  {name}:\n    why: >-\n{lines}" + "".join(f"    {key}: {value}\n" for key, value in privacy)


def _filled(rng: Random, texts: tuple[str, ...]) -> str:
    subject = rng.choice(SUBJECTS).replace("_", " ").lower()
    return rng.choice(texts).format(port=rng.choice(PORTS), programme=rng.choice(PROGRAMMES), subject=subject)
