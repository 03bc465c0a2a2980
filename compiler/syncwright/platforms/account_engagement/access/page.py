"""What Salesforce hides and Account Engagement shows, as people read it. Drawn from the document alone."""

from collections.abc import Iterator, Sequence

from syncwright.markdown import escaped
from syncwright.origin import Lines, Part, rows
from syncwright.platforms.account_engagement.access.document import Document, FieldRow, ObjectRow, ProfileRow

#: How many permission sets a row names before it counts the rest.
_NAMED = 6


def page(doc: Document) -> Iterator[tuple[str, Part]]:
    """The page, piece by piece, each with the specs behind its lines."""
    yield _told(_head(doc))
    yield _told(_profiles(doc))
    for one in doc.objects:
        yield from _object(one)
    yield _told(_foot(doc))


def _told(lines: Sequence[str], *keys: str) -> tuple[str, Part]:
    return "".join(f"{line}\n" for line in lines), Lines(len(lines), keys)


def _head(doc: Document) -> list[str]:
    connector, where = escaped(doc.connector), f"{escaped(doc.estate)}, {escaped(doc.environment)}"
    rests = [f"{_sentence(one.says)} ({escaped(one.source)})" for one in doc.rests_on]
    return [
        f"# What users of {connector} see that Salesforce hides, {where}",
        "",
        " ".join(rests),
        "",
        f"So what {escaped(doc.user)} reads and is mapped, everybody in {connector} sees. Here is what Salesforce would not have shown them.",
    ]


def _profiles(doc: Document) -> list[str]:
    lines = ["", "## Profiles", ""]
    if not doc.profiles:
        return [
            *lines,
            "The inventory holds no profile, so that nothing can be said: retrieve the profiles of people and run `syncwright import`.",
        ]
    whose = "These are the profiles that its users have, as the specs say." if doc.profiles_said else _UNSAID
    return [*lines, whose, "", "| profile | licence | role there | known |", "|---|---|---|---|", *map(_profile, doc.profiles)]


_UNSAID = "The specs do not say which profiles its users have (`user_sync: {profiles: ...}`), so all of the inventory are told of."


def _profile(one: ProfileRow) -> str:
    known = "yes" if one.known else "no: the inventory does not hold it"
    return f"| {escaped(one.profile)} | {escaped(one.licence or 'not known')} | {escaped(one.role or 'not said')} | {known} |"


def _object(one: ObjectRow) -> Iterator[tuple[str, Part]]:
    key = f"object/{one.object}"
    title = escaped(one.label) if one.label == one.object else f"{escaped(one.label)} ({escaped(one.object)})"
    lines = ["", f"## {title}", ""]
    if one.unread:
        lines.append(f"- No record of it is read with: {_listed(one.unread)}.")
    if one.shared:
        lines.append(f"- Only the records that sharing gives are read with: {_listed(one.shared)}. All that sync are shown there.")
    if not one.fields:
        yield _told(lines, key)
        return
    lines += [
        *([""] if len(lines) > 3 else []),
        "| field | label | privacy | hidden from | shown by | units | owner | why it syncs |",
        f"|{'---|' * 8}",
    ]
    yield _told(lines, key)
    names = [field.field for field in one.fields]
    [part] = rows(key, names, [1] * len(names))
    yield "".join(f"{_field(field)}\n" for field in one.fields), part


def _field(one: FieldRow) -> str:
    more = f" and {len(one.shown_by) - _NAMED:,} more" if len(one.shown_by) > _NAMED else ""
    cells = (
        one.field,
        one.label,
        one.privacy or "not said",
        ", ".join(one.hidden_from),
        ", ".join(one.shown_by[:_NAMED]) + more,
        ", ".join(one.units) or "all",
        one.owner or "",
        one.why or "",
    )
    return f"| {' | '.join(map(escaped, cells))} |"


def _foot(doc: Document) -> list[str]:
    return ["", "## What is not known", "", *(f"- {one}" for one in doc.not_known)]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(escaped, names))


def _sentence(says: str) -> str:
    return escaped(f"{says[0].upper()}{says[1:]}.")
