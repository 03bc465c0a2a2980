"""Texts and numbers of the plan document, with how long they may be: what is read may come from anywhere."""

from typing import Annotated

from syncwright.records import Bounds

Name = Annotated[str, Bounds(max_length=20_000)]
Prose = Annotated[str, Bounds(max_length=400_000)]
Day = Annotated[str, Bounds(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Count = Annotated[int, Bounds(ge=0)]
