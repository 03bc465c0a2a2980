"""Page layouts: what is read of their files, which of them a profile sees, and what an inventory keeps of them."""

import pytest
from lxml import etree

from judges import xsd
from syncwright.inventory import Org
from syncwright.inventory.access import Holder, Layout, People
from syncwright.inventory.changes import changes
from syncwright.inventory.layouts import layouts_of
from syncwright.inventory.reader import read_sources
from syncwright.inventory.store import inventory_files, read_inventory
from syncwright.text import SourceFile

NAME = "main/default/layouts/Lead-Lead Layout.layout-meta.xml"


def item(field: str, behaviour: str = "Edit") -> str:
    return f"<layoutItems><behavior>{behaviour}</behavior><field>{field}</field></layoutItems>"


def layout(*columns: str) -> bytes:
    """A layout with a section, a column for each text, and much that shows no field of it."""
    inner = "".join(f"<layoutColumns>{one}</layoutColumns>" for one in columns)
    section = (
        f"<layoutSections><editHeading>true</editHeading><label>Marketo</label>{inner}<style>TwoColumnsLeftToRight</style></layoutSections>"
    )
    empty = "<layoutSections><layoutColumns><layoutItems><emptySpace>true</emptySpace></layoutItems></layoutColumns><style>CustomLinks</style></layoutSections>"
    related = "<relatedLists><fields>NAME</fields><fields>Not_Read__c</fields><relatedList>Contact.Leads__r</relatedList></relatedLists>"
    text = (
        f'<Layout xmlns="http://soap.sforce.com/2006/04/metadata"><excludeButtons>Submit</excludeButtons>{section}{empty}{related}</Layout>'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def read(*files: tuple[str, bytes]):
    return read_sources([SourceFile(path, data) for path, data in files])


def test_a_layout_shows_the_fields_of_its_sections_and_nothing_else():
    held = read((NAME, layout(item("Name", "Required") + item("Rating", "Readonly"), item("Motto__c"))))
    assert held.findings == []
    assert held.people.layouts == {"Lead-Lead Layout": Layout("Lead-Lead Layout", {"Motto__c": "edit", "Name": "edit", "Rating": "read"})}
    assert held.people.layouts["Lead-Lead Layout"].object == "Lead"


@pytest.mark.skipif(not xsd.available(), reason="left out: needs the reference data beside the checkout")
def test_such_a_file_is_what_salesforce_calls_a_layout():
    assert xsd.compiled(xsd.schema_file()).validate(etree.fromstring(layout(item("Name", "Required"), item("Motto__c"))))


def test_the_metadata_format_is_read_alike():
    one, other = read((NAME, layout(item("Name")))), read(("layouts/Lead-Lead Layout.layout", layout(item("Name"))))
    assert one.people.layouts == other.people.layouts


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        (NAME, b"<Layout", "not XML"),
        (NAME, b"<Profile/>", "`Layout` was expected"),
        (NAME, layout(item("Name", "Vanish")), "behaves in a way"),
        ("layouts/Lead.layout", layout(), "cannot be the name of a page layout"),
        ("layouts/L ead-x.layout", layout(), "cannot be the name of a page layout"),
    ],
)
def test_what_cannot_be_read_is_said(path, data, said):
    [finding] = read((path, data)).findings
    assert said in finding.message


def test_an_inventory_keeps_a_line_a_field():
    held = Org(people=People(layouts={"Lead-A b": Layout("Lead-A b", {"Name": "edit", "Rating": "read"})}))
    files = inventory_files(held)
    assert files == {"layouts/Lead-A b.json": b'{"name":"Lead-A b","shows":{\n"Name":"edit",\n"Rating":"read"\n}}\n'}
    again, findings = read_inventory([SourceFile(f"inventory/{path}", data) for path, data in files.items()])
    assert (again.people.layouts, findings) == (held.people.layouts, [])


def test_a_change_of_a_layout_names_the_field():
    one, other = (Org(people=People(layouts={"Lead-A": Layout("Lead-A", shows)})) for shows in ({"Name": "edit"}, {"Rating": "read"}))
    [change] = changes(one, other)
    assert (change.what, change.name, change.change) == ("page layout", "Lead-A", "changed")
    assert change.details == {"field Name": ("edit", None), "field Rating": (None, "read")}


LAYOUTS = {name: Layout(name, {"Name": "edit"}) for name in ("Contact-Other", "Lead-Inbound", "Lead-Outbound")}


@pytest.mark.parametrize(
    ("assigned", "names"),
    [
        (("layout: Lead-Inbound",), ["Lead-Inbound"]),
        (("layout: Lead-Inbound, recordType: Lead.Fair", "layout: Lead-Outbound"), ["Lead-Inbound", "Lead-Outbound"]),
        (("layout: Contact-Other",), ["Lead-Inbound", "Lead-Outbound"]),
        ((), ["Lead-Inbound", "Lead-Outbound"]),
    ],
)
def test_a_profile_sees_the_layouts_that_it_is_assigned(assigned, names):
    profile = Holder("Admin", "profile", elsewhere={"layoutAssignments": assigned})
    people = People(profiles={"Admin": profile}, layouts=LAYOUTS)
    assert [one.name for one in layouts_of(people, "Lead", "System Administrator")] == names
