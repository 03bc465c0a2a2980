"""Banded copies of scores: which fields they are, and the field that holds the score. Knows no platform."""

from syncwright.bands import bands
from syncwright.catalog.model import Catalog, CatalogField
from syncwright.inventory import Field


def banded(catalog: Catalog) -> list[CatalogField]:
    """The fields that are banded copies and stay, by object and name."""
    return [field for field in catalog.rare if field.spec.band is not None and field.spec.retire is None]


def score_said(catalog: Catalog, field: CatalogField) -> CatalogField | None:
    """What the specs say of the field that holds the score; None where they do not name it."""
    assert field.spec.band is not None, "asked of banded fields"
    return catalog.objects[field.object].fields.get(field.spec.band.of)


def score_held(catalog: Catalog, field: CatalogField) -> Field | None:
    """The field that holds the score, as the org will hold it; None where there is none."""
    assert field.spec.band is not None, "asked of banded fields"
    said = score_said(catalog, field)
    return said.held if said is not None and said.held is not None else catalog.org.field(field.object, field.spec.band.of)


def writes(field: CatalogField) -> str:
    """What the bands save, for people: changes of the score a day, and of the band. An estimate, and it says so."""
    from syncwright.rates import EXAMPLE_STEPS, estimate, worded

    spec = field.spec.band
    assert spec is not None, "asked of banded fields"
    if spec.moves is not None:
        found = estimate(spec.edges, spec.dead_band, spec.moves.per_day, spec.moves.steps)
        if found is None:
            return ""
        doubts = "".join(f"; {doubt}" for doubt in found.doubts)
        between = f"a score that wanders evenly between {min(spec.edges)} and {max(spec.edges)}"
        return f"{worded(found.score)} writes a day become {worded(found.band)} (an estimate, for {between}{doubts})"
    shares = [(step, estimate(spec.edges, spec.dead_band, "100", (step,))) for step in EXAMPLE_STEPS]
    told = [f"{worded(found.band)} for steps of {step}" for step, found in shares if found is not None]
    return f"of 100 writes of the score are left {', '.join(told)} (an estimate; `moves:` makes it one for this score)" if told else ""


def described(field: CatalogField) -> str:
    """The bands on one line, for people: of which score, which they are, and what they save."""
    spec = field.spec.band
    assert spec is not None, "asked of banded fields"
    saved = writes(field)
    names = ", ".join(band.name for band in bands(spec.edges, spec.names))
    dead = f"dead band {spec.dead_band}" if spec.dead_band else "no dead band"
    return f"{spec.of} in bands {names}; {dead}" + (f"; {saved}" if saved else "")
