"""What every model of the language has in common."""

from pydantic import BaseModel, ConfigDict, Field

from syncwright.spec.values import NOTHING, Day, Text

#: Describes a key: pydantic's `Field`, so that platforms can describe their own keys without a second home for pydantic.
said = Field


class Said(BaseModel):
    """Something a person wrote: text in, values out, nothing unknown, never changed."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class AllowSpec(Said):
    """A finding accepted at this place, with the reason and an end."""

    why: Text = said(description="Why the finding is accepted.")
    until: Day = said(description="Last day on which it is accepted; the finding returns the day after.")


class Spec(Said):
    """One file: its first key says its kind and its name."""

    allow: dict[Text, AllowSpec] = said(NOTHING, description="Findings accepted in this file, by rule name.")
