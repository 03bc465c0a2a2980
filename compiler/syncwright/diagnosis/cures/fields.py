"""The fields that an error is about, as the specs and the org have them: through its compound, where a field is a part of one."""

from collections.abc import Iterator

from syncwright.catalog.model import CatalogCampaign, CatalogField
from syncwright.diagnosis.errors import Failure, Known
from syncwright.diagnostics import Place
from syncwright.graph.said import direction_place, part_of
from syncwright.inventory import Field
from syncwright.records import Struct
from syncwright.spec.words import Direction


class Concerned(Struct, frozen=True):
    """One field. `held`: what the org says of it; `said`: the spec of it or of its compound, with the part's name; None where no spec names it."""

    object: str
    name: str
    held: Field | None
    said: CatalogField | None
    part: str | None = None

    @property
    def path(self) -> str:
        """As people know it."""
        return f"{self.object}.{self.name}"

    def direction(self, connector: str) -> Direction | None:
        """Which way it goes; None where no spec says."""
        return self.said.directions.get(connector) if self.said is not None else None

    def place(self, connector: str) -> Place | None:
        """Where that is said."""
        if self.said is None:
            return None
        if self.part is not None and self.part in self.said.spec.parts:
            return self.said.at("parts", self.part)
        return direction_place(self.said, connector)


def concerned(known: Known, failure: Failure) -> Iterator[Concerned]:
    """Each field of the error whose object is known."""
    for path in failure.fields:
        if "." in path:
            yield one_field(known, *path.split(".", 1))


def one_field(known: Known, owner: str, name: str) -> Concerned:
    """One field by its name."""
    held, one = known.catalog.org.field(owner, name), known.catalog.objects.get(owner)
    fields = one.fields if one is not None else {}
    if name in fields:
        return Concerned(owner, name, held, fields[name])
    whole = fields.get(held.part_of) if held is not None and held.part_of is not None else None
    return Concerned(owner, name, held, whole, part_of(whole, name)[0] if whole is not None else None)


def object_place(known: Known, owner: str) -> Place | None:
    """The file in which a field of an object would be named: the first that speaks of it."""
    one = known.catalog.objects.get(owner)
    return Place(min(group.path for group in one.groups), ("object",)) if one is not None and one.groups else None


def changing(known: Known, owner: str, name: str) -> Iterator[tuple[CatalogCampaign, Place]]:
    """Campaigns of the connector with a step that changes a field, and where the step stands."""
    for one in known.catalog.campaigns.values():
        if one.connector == known.connector.name:
            for step in one.steps:
                if step.kind == "change" and any((touched.object, touched.field) == (owner, name) for touched in step.fields):
                    yield one, one.at(*step.keys)
