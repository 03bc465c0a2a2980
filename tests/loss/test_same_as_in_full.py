"""What is lost is worked out of a part of the specs, and is what all of them say."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plan_generated import estates
from small_estate import compiled, spec
from syncwright.catalog.model import CatalogObject
from syncwright.compile import Compilation, wants
from syncwright.loss import Loss, Lost, loss
from syncwright.records import replace
from syncwright.want import WantField

MORE = {
    "objects/task.yaml": spec("Task", {"Outcome__c": "sync: two-way", "Made__c": "create: {label: Made, type: Text, length: 20}"}),
    "objects/event.yaml": spec("Event", {"Outcome__c": "", "Made__c": "create: {label: Made, type: Text, length: 20}"}, "marketo, ae"),
    "objects/visit.yaml": spec("Visit__c", {"Text__c": "", "Device__c": "sync: hidden"}),
}


def in_full(compilation: Compilation, owner: str, name: str) -> Loss:
    """The whole estate, with and without the field."""
    catalog, platforms = compilation.catalog, compilation.platforms
    assert catalog is not None
    held = catalog.objects[owner]
    fields = {other: field for other, field in held.fields.items() if other != name}
    without = replace(catalog, objects={**catalog.objects, owner: CatalogObject(owner, held.groups, fields, held.records)})
    lost: list[Lost] = []
    for platform in platforms.values():
        if platform.lower is not None:
            left = {one.address: one.attributes for one in platform.lower(without, list(wants(without, platforms))).resources}
            for one in platform.lower(catalog, list(wants(catalog, platforms))).resources:
                for attribute, rows in one.attributes.items():
                    now = left.get(one.address, {}).get(attribute, {})
                    if not isinstance(rows, str):
                        lost += [
                            Lost(one.address, attribute, row, rows[row], now.get(row, "")) for row in rows if now.get(row) != rows[row]
                        ]
    still = [want for want in wants(without, platforms) if isinstance(want, WantField) and (want.object, want.field) == (owner, name)]
    return Loss(tuple(sorted(lost, key=lambda one: (one.address, one.attribute, one.name))), tuple(still))


@settings(max_examples=80)
@given(files=estates(), more=st.lists(st.sampled_from(sorted(MORE)), unique=True), data=st.data())
def test_a_part_says_what_all_say(files, more, data):
    compilation = compiled({**files, **{name: MORE[name] for name in more}})
    assert compilation.catalog is not None
    fields = sorted((one.object, one.name) for one in compilation.catalog.fields())
    assume(fields)
    owner, name = data.draw(st.sampled_from(fields))
    assert loss(compilation, owner, name) == in_full(compilation, owner, name)
