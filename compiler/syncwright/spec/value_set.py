"""Spec kind `value_set`, and the values of a picklist: what can be chosen, in which order, and what a value was called before."""

from typing import Annotated

from syncwright.spec.base import Said, Spec, said
from syncwright.spec.values import ApiName, Bool, Description, EachOnce, Label, Many, Maybe, Name, OneOrMore, Text


class ValueSpec(Said):
    """One picklist value."""

    label: Text | None = said(None, description="What people see, where it is not the value's API name.")
    description: Description | None = said(None, description="Description that admins see.")
    color: Text | None = said(None, description="Colour in charts, such as `#FF6600`.")
    default: Bool = said(False, description="Whether a new record has this value. One value at most.")
    active: Bool = said(True, description="Whether it can be chosen. Records that have an inactive value keep it.")
    previously: Annotated[OneOrMore[Text], EachOnce] = said(
        (), description="Value that it was called before, or several that become this one: records are moved, then the old value goes."
    )


class ValueSetSpec(Spec):
    """A global value set that this estate owns: values that several picklists share."""

    value_set: ApiName = said(description="API name of the set.")
    label: Label | None = said(None, description="Name that people see, where it is not made of the API name.")
    why: Text = said(description="Why the set is there; its description, where that is not said.")
    owner: Name | None = said(None, description="Owner of the set.")
    description: Description | None = said(None, description="Description that admins see, where it is not the reason.")
    order: Many[Text] = said((), description="Values in the order in which they are shown; the others follow by name.")
    sorted: Bool = said(False, description="Whether Salesforce shows them in alphabetical order instead.")
    values: dict[Text, Maybe[ValueSpec]] = said(min_length=1, description="All values of the set. Their order here means nothing.")
