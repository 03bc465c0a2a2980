"""A unit's connected campaigns as a sheet that a person follows from top to bottom, each line with the spec keys behind it."""

from collections.abc import Iterator, Sequence

from syncwright.facts import Fact
from syncwright.markdown import escaped, prose
from syncwright.page import Page
from syncwright.platforms.account_engagement.campaigns import facts
from syncwright.platforms.account_engagement.campaigns.data import PLAN, record_type_stands
from syncwright.platforms.account_engagement.campaigns.document import Campaign, Campaigns


def sheet(doc: Campaigns) -> Page:
    """The page."""
    out = Page()
    out.add(f"# Connected campaigns of {escaped(doc.unit)} in {escaped(doc.estate)}, {escaped(doc.environment)}")
    out.add()
    unit = f" The business unit is {escaped(doc.business_unit)}." if doc.business_unit else ""
    out.add(
        f"Owner of all of it: {escaped(doc.owner)}. Version {doc.version}.{unit} {_sentence(facts.PRIMARY)} {_sentence(facts.WHILE_PAUSED)}"
    )
    _section(out, "Before", _before(doc))
    _section(out, "Look what is there", _looked(doc))
    _section(out, "Make", _make(doc))
    for one in doc.campaigns:
        _campaign(out, one)
    _section(out, "Read back", _read_back(doc))
    _section(out, "Afterwards", (f"- {_sentence(facts.NOT_MADE_THERE)}",))
    _section(out, "Not documented", (f"- {one}" for one in facts.UNDOCUMENTED))
    return out


def _section(out: Page, title: str, lines: Iterator[str] | Sequence[str]) -> None:
    out.add()
    out.add(f"## {title}")
    out.add()
    for line in lines:
        out.add(line)


def _sentence(fact: Fact) -> str:
    says = fact.worded(fact.says)
    return f"{prose(says[:1].upper() + says[1:])} ({escaped(fact.source)})."


def _before(doc: Campaigns) -> Iterator[str]:
    yield f"- [ ] Connected Campaigns is on. {_sentence(facts.IS_OFF)}"
    if doc.record_types:
        listed = ", ".join(f"`{name}`" for name in doc.record_types)
        yield f"- [ ] In its set-up, the record types of {escaped(doc.unit)} are {listed}, and no others. {_sentence(facts.BY_RECORD_TYPE)}"
    yield f"- [ ] Whoever makes the campaigns has the feature Marketing User. {_sentence(facts.MARKETING_USER)}"


def _looked(doc: Campaigns) -> Iterator[str]:
    yield "A campaign that is there already is changed to what stands below; made again, there would be two of its name."
    yield ""
    yield from _query(
        "SELECT Id, Name, RecordType.DeveloperName, TenantId FROM Campaign WHERE Name IN", [one.name for one in doc.campaigns]
    )


def _make(doc: Campaigns) -> Iterator[str]:
    types = sorted({one.record_type for one in doc.campaigns if one.record_type is not None})
    if types:
        yield "- [ ] Ask for the ids of the record types:"
        yield ""
        yield from _query("SELECT Id, DeveloperName FROM RecordType WHERE SobjectType = 'Campaign' AND DeveloperName IN", types)
        yield ""
        stands = ", ".join(f"`{record_type_stands(name)}`" for name in types)
        yield f"- [ ] In the files in `tree/`, replace {stands} by the id of the record type. Salesforce refuses a file in which one is left."
    yield f"- [ ] Take campaigns that are there already out of the files, and load the rest: `sf data import tree --plan {PLAN}`."
    yield "- [ ] Where a member status is refused, as the campaign has one of that name already, see to its statuses by hand, as they stand below."
    yield ""
    yield "`Campaign.csv` and `CampaignMemberStatus.csv` have the same records, for another tool, and with names instead of ids."


def _campaign(out: Page, one: Campaign) -> None:
    out.add()
    out.add(f"## {escaped(one.name)}", one.spec)
    out.add()
    out.add(f"Why: {prose(one.why)}." + (f" Owner: {escaped(one.owner)}." if one.owner else ""), f"{one.spec}#why")
    out.add()
    for name, value in _rows(one):
        out.add(f"- [ ] {escaped(name)}: {escaped(value)}", one.spec)
    out.add()
    out.add("| member status | default | counts as a response |")
    out.add("|---|---|---|")
    for status in one.statuses:
        said = ["yes" if flag else "" for flag in (status.default, status.responded)]
        out.add(f"| {escaped(status.label)} | {said[0]} | {said[1]} |", f"{one.spec}#statuses")
    out.add()
    out.add(
        f"- [ ] The campaign has these member statuses in this order, and no others. {_sentence(facts.STATUSES)} {_sentence(facts.IN_USE)}"
    )
    for line in _connected(one):
        out.add(line, f"{one.spec}#connects" if one.connects else one.spec)


def _rows(one: Campaign) -> Iterator[tuple[str, str]]:
    yield "Name", one.name
    if one.record_type is not None:
        yield "Record type", one.record_type
    if one.parent is not None:
        yield "Parent campaign", one.parent if one.parent_id is not None else f"{one.parent} (of another unit: set it by hand)"
    if one.user is not None:
        yield "Owner (set it by hand)", one.user
    yield from ((each.field, each.value) for each in one.values)


def _connected(one: Campaign) -> Iterator[str]:
    if one.connects is None:
        yield "- [ ] Account Engagement shows the campaign under this name. Whether that happens by itself is not documented: where it does not, connect one of its own to it."
        return
    yield f"- [ ] Connect the campaign {escaped(one.connects)} of Account Engagement to it. {_sentence(facts.CONNECTING)}"


def _read_back(doc: Campaigns) -> Iterator[str]:
    names = [one.name for one in doc.campaigns]
    wanted = f"the business unit, {escaped(doc.business_unit)}" if doc.business_unit else "the business unit"
    yield f"- [ ] Each campaign is there once, and its `TenantId` is {wanted}. {_sentence(facts.UNIT_OF)}"
    yield ""
    yield from _query("SELECT Name, RecordType.DeveloperName, TenantId FROM Campaign WHERE Name IN", names)
    yield ""
    yield "- [ ] The member statuses are those of the tables:"
    yield ""
    select = "SELECT Campaign.Name, Label, SortOrder, IsDefault, HasResponded FROM CampaignMemberStatus WHERE Campaign.Name IN"
    yield from _query(select, names, " ORDER BY Campaign.Name, SortOrder")


def _query(until: str, names: Sequence[str], ordered: str = "") -> Iterator[str]:
    """A query as far as its names, the names, and how it is ordered."""
    yield "```sql"
    yield f"{until} ({', '.join(_soql(name) for name in names)}){ordered}"
    yield "```"


def _soql(text: str) -> str:
    """A text as SOQL writes it. Source: SOQL and SOSL Reference, quoted string escape sequences."""
    for mark, escape in (("\\", "\\\\"), ("'", "\\'"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        text = text.replace(mark, escape)
    return f"'{text}'"
