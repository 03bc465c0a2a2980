"""The answers of `why`, drawn from their documents."""

from collections.abc import Iterator
from typing import Any

from syncwright.text import short
from syncwright.views.edges import at
from syncwright.views.paint import Paint, visible

Document = dict[str, Any]

#: How many of what there can be very many of are shown.
_SHOWN = 12


def human(doc: Document, paint: Paint) -> str:
    """The answer for a field or an object."""
    lines = _object(doc, paint) if doc["kind"] == "object" else _field(doc, paint)
    return "\n".join(lines) + "\n"


def _field(doc: Document, paint: Paint) -> Iterator[str]:
    org = doc["org"]
    told = (
        ", ".join(visible(word) for word in (org["type"], f'"{org["label"]}"' if org["label"] else "") if word) if org else "not in the org"
    )
    yield paint.bold(visible(doc["name"])) + (f"  {told}" if told else "") + at(org["place"] if org else None, paint)
    if doc["compound"]:
        yield from _part(doc["compound"], paint)
    if not doc["in_specs"]:
        yield "  no spec names it: nothing syncs it on purpose"
    else:
        yield from _specs(doc, paint)
    owner = visible(doc["name"].rpartition(".")[0])
    for one in doc["unasked"]:
        yield f"  {one['connector']} syncs most of what {one['user']} sees of {owner}, whether or not a spec names it"
    yield from _seen(doc, paint)
    if doc["filters"]:
        yield paint.bold("read by filters")
        yield from _filters(doc["filters"], paint)
    if doc["campaigns"]:
        yield paint.bold("in campaigns")
        yield from _campaigns(doc["campaigns"], paint)
    yield from _edges("made of", doc["made_of"], "source", paint)
    yield from _edges("used by, in the org", doc["uses"], "target", paint)


def _part(compound: Document, paint: Paint) -> Iterator[str]:
    name = visible(compound["name"])
    yield f"  a part of {name}: access is granted on the whole of it, and what is said here is said of it"
    if compound["named"]:
        why = f": {visible(compound['why']['text'])}" if compound["why"] else ""
        yield f"  the spec names the part `{visible(compound['part'])}`{why}{at(compound['place'], paint)}"
    else:
        yield f"  the spec does not name this part{at(compound['place'], paint)}"


def _specs(doc: Document, paint: Paint) -> Iterator[str]:
    yield paint.bold("why")
    yield _told(doc["why"], paint) if doc["why"] else "  nothing says why"
    yield f"  the file: {visible(doc['file_why']['text'])}{at(doc['file_why']['place'], paint)}"
    yield paint.bold("syncs")
    for one in doc["syncs"]:
        more = [f"as `{visible(one['field'])}`" if one["field"] else "", f"{one['wins']} wins" if one["wins"] else ""]
        told = "".join(f", {word}" for word in more if word)
        yield f"  {one['connector']}: {one['direction']}{told}{at(one['place'], paint)}"
        yield from _by_platform(one["says"], paint)
    if doc["band"]:
        yield paint.bold("band")
        yield _told(doc["band"], paint)
    if doc["retire"]:
        yield f"  on its way out: {doc['retire']['stage']} since {doc['retire']['since']}"
    yield paint.bold("governance")
    for name, one in doc["governance"].items():
        title = f" ({visible(one['title'])})" if one and one.get("title") else ""
        yield f"  {name}: {visible(str(one['value']))}{title}{at(one['place'], paint)}" if one else f"  {name}: not said"
    if doc["used_by"] or doc["same_idea"]:
        yield paint.bold("used by, as the specs say")
    for one in doc["used_by"]:
        yield _told(one, paint)
    for one in doc["same_idea"]:
        yield f"  the same idea as {visible(one['name'])}"


def _by_platform(some: list[Document], paint: Paint) -> Iterator[str]:
    """What the platform does with it, each part of the connector named once."""
    about = None
    for one in some:
        if one["about"] != about:
            about = one["about"]
            yield f"    {visible(about)}"
        sure = "" if one["certain"] else " (observed, not documented)"
        source = f"  [{one['source']}]" if one["source"] else ""
        yield f"      {visible(one['says'])}{sure}{source}{at(one['place'], paint)}"


def _filters(some: list[Document], paint: Paint) -> Iterator[str]:
    for one in some[:_SHOWN]:
        yield f"  {visible(one['name'])}, of records of {visible(one['object'])}{at(one['place'], paint)}"
    if len(some) > _SHOWN:
        yield f"  ... and {len(some) - _SHOWN:,} more; `--format json` shows them all"


def _campaigns(some: list[Document], paint: Paint) -> Iterator[str]:
    for one in some[:_SHOWN]:
        yield f"  the campaign `{visible(one['name'])}` {one['does']} it{at(one['place'], paint)}"
    if len(some) > _SHOWN:
        yield f"  ... and {len(some) - _SHOWN:,} more; `--format json` shows them all"


def _told(one: Document, paint: Paint) -> str:
    return f"  {visible(one['text'])}{at(one['place'], paint)}"


def _seen(doc: Document, paint: Paint) -> Iterator[str]:
    yield paint.bold("who sees it")
    for one in doc["access"]:
        yield f"  {one['user']} reads{' and edits' if one['edits'] else ''} it"
        edits = {through["title"] for through in one["edits"]}
        for through in one["reads"]:
            both = " (reads and edits)" if through["title"] in edits else ""
            yield f"    through {visible(through['title'])}{both if one['edits'] else ''}"
            yield from _reasons(through["reasons"], paint)
        for through in one["edits"]:
            if through["title"] not in {other["title"] for other in one["reads"]}:
                yield f"    edits through {visible(through['title'])}"
                yield from _reasons(through["reasons"], paint)
    if not doc["access"]:
        yield "  no sync user sees it"
    if doc["holders"]:
        names = [f"{one['kind']} {visible(one['name'])} ({one['access']})" for one in doc["holders"]]
        more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
        yield f"  in the org it is granted by {', '.join(names[:_SHOWN])}{more}"


def _reasons(reasons: list[Document], paint: Paint) -> Iterator[str]:
    for reason in reasons[:_SHOWN]:
        added = "added: " if reason["added"] else "because: "
        yield f"      {added}{visible(short(reason['why'], 200))}{at(reason['place'], paint)}"


def _edges(title: str, edges: list[Document], end: str, paint: Paint) -> Iterator[str]:
    if edges:
        yield paint.bold(title)
    for one in edges[:_SHOWN]:
        detail = f" ({visible(one['detail'])})" if one["detail"] else ""
        yield f"  {one['kind']}: {visible(one[end])}{detail}{at(one['place'], paint)}"
    if len(edges) > _SHOWN:
        yield f"  ... and {len(edges) - _SHOWN:,} more; `--format json` shows them all"


def _object(doc: Document, paint: Paint) -> Iterator[str]:
    org = doc["org"]
    label = f', "{visible(org["label"])}"' if org and org["label"] else ""
    yield paint.bold(visible(doc["name"])) + (f"  {org['kind']} object{label}, {org['fields']:,} fields" if org else "  not in the org")
    if not doc["in_specs"]:
        yield "  no spec names it: nothing syncs it on purpose"
    else:
        yield paint.bold("why")
        yield from (_told(one, paint) for one in doc["why"])
        yield paint.bold("syncs")
        for one in doc["syncs"]:
            records = f"records {one['records']}; " if one["records"] else ""
            ways = ", ".join(f"{n:,} fields {way}" if n != 1 else f"1 field {way}" for way, n in one["fields"].items())
            yield f"  {one['connector']}: {records}{ways}"
        yield paint.bold("owners")
        yield from (f"  {visible(one['value'])}{at(one['place'], paint)}" for one in doc["owners"])
        if doc["used_by"]:
            yield paint.bold("used by, as the specs say")
            yield from (_told(one, paint) for one in doc["used_by"])
    yield paint.bold("granted")
    for one in doc["asked"]:
        yield f"  {one['user']}: {' '.join(one['access'])}"
        yield from _reasons([one], paint)
    if not doc["asked"]:
        yield "  to nobody"
    yield from _edges("pointed to by", doc["pointed_to_by"], "target", paint)


def without(doc: Document, paint: Paint) -> str:
    """What would be lost, as text."""
    return "\n".join(_without(doc, paint)) + "\n"


def _without(doc: Document, paint: Paint) -> Iterator[str]:
    yield paint.bold(f"without {visible(doc['name'])}")
    if doc["compound"]:
        yield f"  it is a part of {visible(doc['compound']['name'])}: this is what would be lost without the whole of it"
    if not doc["in_specs"]:
        yield "  no spec names it, so that no sync would be lost"
    if doc["syncs"]:
        yield paint.bold("would sync no more")
        yield from (f"  {one['connector']}: {one['direction']}{at(one['place'], paint)}" for one in doc["syncs"])
    if doc["grants"]:
        yield paint.bold("would be granted no more, as nothing else asks for it")
        for one in doc["grants"]:
            less = f", {one['after']} is left" if one["after"] else ""
            words = one["attribute"].replace("_", " ")
            yield f"  {one['resource']}: {words} {visible(one['name'])} ({one['before']}{less})"
    if doc["still"]:
        yield paint.bold("would be asked for all the same")
        for one in doc["still"]:
            yield f"  {one['user']}: {one['access']}: {visible(one['why'])}{at(one['place'], paint)}"
    if doc["filters"]:
        yield paint.bold("could not be asked any more")
        yield from _filters(doc["filters"], paint)
    if doc["campaigns"]:
        yield paint.bold("would no longer run as it does")
        yield from _campaigns(doc["campaigns"], paint)
    yield from _edges("would break, if the org lost it", doc["breaks"], "target", paint)
    if doc["conversions"]:
        yield paint.bold("would be lost at conversion")
        yield from (f"  {visible(one['source'])} becomes {visible(one['target'])}{at(one['place'], paint)}" for one in doc["conversions"])
    if doc["used_by"] or doc["same_idea"]:
        yield paint.bold("would be missed, as the specs say")
        yield from (_told(one, paint) for one in doc["used_by"])
        yield from (f"  {visible(one['name'])} is the same idea, and would stand alone" for one in doc["same_idea"])
    if not any(doc[key] for key in ("syncs", "grants", "still", "filters", "campaigns", "breaks", "conversions", "used_by", "same_idea")):
        yield "  nothing is known that would be lost"
