"""Flows as files: of each kind that is ours its own, and any other flow as the elements that were seen of it."""

from syncwright.platforms.salesforce import band_flow, flow_xml
from syncwright.platforms.salesforce.filters import answer_flow
from syncwright.platforms.salesforce.flow_elements import BUILDER, INACTIVE
from syncwright.platforms.salesforce.flow_xml import Node
from syncwright.resource import Attribute, Resource

#: Attribute of a flow that is none of ours: its elements.
ELEMENTS = "elements"


def xml(resource: Resource) -> bytes:
    """The file of a flow; of one that is none of ours, on the way back to it, what was seen of it."""
    said = resource.attributes
    held = said.get(ELEMENTS)
    if held:
        assert not isinstance(held, str), "elements are a map"
        texts = {name: value for name, value in said.items() if isinstance(value, str)}
        return flow_xml.of_parts(held, texts, (*BUILDER, INACTIVE))
    if answer_flow.COPIES in said:
        return flow_xml.data(answer_flow.elements(answer_flow.of_attributes(said)))
    return flow_xml.data(band_flow.elements(band_flow.of_attributes(said)))


def seen(root: Node) -> dict[str, Attribute]:
    """The attributes of a flow that was read: in words if it is one of ours, else every element of it."""
    if (band := band_flow.recognised(root)) is not None:
        return band_flow.attributes(band)
    if (answer := answer_flow.recognised(root)) is not None:
        return answer_flow.attributes(answer)
    return {**{name: root.text_of(tag) or "" for name, tag in flow_xml.TEXTS.items()}, ELEMENTS: flow_xml.parts(root)}
