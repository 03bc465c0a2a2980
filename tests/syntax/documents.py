"""Documents of the subset for hypothesis: trees of text, written in every style that YAML has for them."""

from hypothesis import strategies as st

_SAFE = "abcXYZ019_-./@+%:,[]{}#&*!|>'\"?~=<` éß漢字ñ\U0001f600"
_WORD = st.text(st.sampled_from("abcdefgXYZ0189_-.é漢"), min_size=1, max_size=8).filter(lambda word: word not in ("-", "---", "...", "<<"))
_TEXT = st.one_of(
    _WORD, st.text(st.sampled_from(_SAFE), max_size=24), st.sampled_from(["NO", "null", "~", "1.0", "0x1F", "2026-01-01", "=", "<"])
)
_LINES = st.lists(st.text(st.sampled_from(_SAFE), max_size=12), min_size=1, max_size=4)


def single(text: str) -> str:
    """In single quotes."""
    return "'" + text.replace("'", "''") + "'"


def double(text: str) -> str:
    """In double quotes, with each character that is not a letter or digit as an escape or itself."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("é", "\\u00e9").replace("\n", "\\n") + '"'


@st.composite
def scalars(draw: st.DrawFn, *, flow: bool, indent: int) -> str:
    """A scalar as it stands after `key: `, without the line end."""
    style = draw(st.sampled_from(["word", "single", "double", "empty"] + ([] if flow else ["plain", "literal", "folded"])))
    pad = "\n" + " " * (indent + 2)
    match style:
        case "word":
            return draw(_WORD.filter(lambda word: word[0] not in "-"))
        case "single":
            return single(draw(_TEXT))
        case "double":
            return double(draw(_TEXT))
        case "plain":
            return f"{draw(_WORD.filter(lambda word: word[0] != '-'))} {draw(st.sampled_from(['b', 'b, c', '[d]', '100%', 'R&D', 'x#y', 'a:b']))}"
        case "literal":
            chomp = draw(st.sampled_from(["", "-", "+"]))
            return f"|{chomp}{pad}x" + "".join(pad + line.strip() if line.strip() else "\n" for line in draw(_LINES))
        case "folded":
            return ">-" + pad + pad.join(line.strip() or "y" for line in draw(_LINES))
        case _:
            return ""


@st.composite
def keys(draw: st.DrawFn) -> str:
    """A key, unique enough to be drawn several times."""
    word = draw(_WORD.filter(lambda word: word[0] not in "-."))
    return draw(st.sampled_from([word, single(word), double(word)]))


@st.composite
def flows(draw: st.DrawFn, depth: int, indent: int) -> str:
    """A value in braces or brackets; maybe over lines."""
    gap = draw(st.sampled_from([" ", "  ", "\n" + " " * (indent + 2)]))
    values = draw(st.lists(scalars(flow=True, indent=indent) if depth > 2 else _flow_value(depth, indent), max_size=3))
    if draw(st.booleans()):
        return "[" + f",{gap}".join(value or "''" for value in values) + "]"
    named = [f"k{place}: {value}" for place, value in enumerate(values)]
    return "{" + f",{gap}".join(named) + "}"


def _flow_value(depth: int, indent: int) -> st.SearchStrategy[str]:
    return st.one_of(scalars(flow=True, indent=indent), st.deferred(lambda: flows(depth + 1, indent)))


@st.composite
def blocks(draw: st.DrawFn, depth: int, indent: int) -> str:
    """A block mapping or list, each line with its end."""
    lines = []
    pad = " " * indent
    mapping = depth == 0 or draw(st.booleans())
    seen = set()
    for _ in range(draw(st.integers(1, 4))):
        if mapping:
            key = draw(keys())
            plain = key.strip("'\"").replace("\\u00e9", "é").casefold()
            if plain in seen:
                continue
            seen.add(plain)
        kind = draw(st.sampled_from(["scalar", "flow", "block" if depth < 3 else "scalar"]))
        head = pad + (f"{key}:" if mapping else "-")
        if kind == "block":
            lines.append(head + "\n" + draw(blocks(depth + 1, indent + 2)))
            continue
        value = draw(flows(depth, indent)) if kind == "flow" else draw(scalars(flow=False, indent=indent))
        comment = draw(st.sampled_from(["", "", "   # why: {x"])) if "\n" not in value else ""
        lines.append(f"{head} {value}{comment}\n" if value else f"{head}{comment}\n")
        lines.append(draw(st.sampled_from(["", "", "\n", f"{pad}# {{a: b\n"])) if not value.startswith(("|", ">")) else "")
    return "".join(lines)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A file of the subset."""
    written = draw(st.sampled_from(["", "---\n", "# why\n", "\ufeff"])) + draw(blocks(0, 0))
    return written.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))
