"""What one commit changed, as HTML. Every text of people is escaped, and none is longer than a few lines."""

from markupsafe import Markup, escape

from syncwright.field_history import Difference, Same
from syncwright.git import Commit
from syncwright.text import short

#: Things said in one change, and characters of each.
_SAID, _LONGEST = 8, 200
_NOT_SAID = Markup('<span class="label">not said</span>')
_THERE = "there already: what was before is not known"


def line(commit: Commit, url: str = "") -> Markup:
    """Who, when and why. `url`: leads to more of the commit."""
    if not commit.id:
        return Markup("<strong>As written, not committed yet</strong>")
    code = Markup("<code>{}</code>").format(commit.id[:10])
    link = Markup('<a href="{}">{}</a>').format(url, code) if url else code
    return Markup("{} {} {}: {}").format(commit.when[:10], link, commit.who, short(commit.said, _LONGEST))


def of_field(same: Same) -> Markup:
    """What was done to a field."""
    match same.how:
        case "changed":
            return _differences(same)
        case "renamed":
            return Markup("<p>renamed from {}</p>{}").format(same.was, _differences(same))
        case "there already":
            return Markup("<p>{}</p>").format(_THERE)
    return Markup("<p>{}</p>").format(same.how)


def of_file(same: Same) -> Markup:
    """What was done to a file, or is said otherwise in it of all its fields."""
    path = Markup("<code>{}</code>").format(short(same.path, _LONGEST))
    match same.how:
        case "changed":
            return Markup("<p>{} says for all its fields</p>{}").format(path, _differences(same))
        case "moved":
            was = Markup("<code>{}</code>").format(short(same.was, _LONGEST))
            return Markup("<p>{} moved to {}</p>{}").format(was, path, _differences(same))
        case "there already":
            return Markup("<p>{} {}</p>").format(path, _THERE)
    return Markup("<p>{} {}</p>").format(path, same.how)


def _differences(same: Same) -> Markup:
    left = len(same.what) - _SAID
    more = Markup("<dd>and {:,} more</dd>").format(left) if left > 0 else Markup()
    return Markup("<dl>{}{}</dl>").format(Markup().join(map(_difference, same.what[:_SAID])), more) if same.what else Markup()


def _difference(one: Difference) -> Markup:
    before, after = (_NOT_SAID if text is None else escape(short(text, _LONGEST)) for text in (one.before, one.after))
    return Markup("<dt>{}</dt><dd>{} → {}</dd>").format(one.name, before, after)
