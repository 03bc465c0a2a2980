"""Damaged copies of spec files, from a seed: one change a copy, and the lines where it was made. Knows no diagnostics."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mutant:
    """One file of an estate, changed in one place. `lines` (1-based) are those that the change touched."""

    family: str
    path: str
    data: bytes = field(repr=False)
    lines: tuple[int, ...]
    what: str


Family = Callable[[random.Random, str, bytes], Mutant | None]

_TOKEN = re.compile(rb"""\"[^"\n]*\"|'[^'\n]*'|#[^\n]*|[\w./@+-]+|[^\s\w]""")
_KEY = re.compile(rb"(?:^|[{,])[ \t]*(\w+)(:)(?=\s)", re.MULTILINE)
_VALUE = re.compile(rb"(?:(?<=: )|(?<=:  ))([A-Za-z0-9][\w.@/-]*)(?=[,}\s])")

#: What an attacker, or a paste from elsewhere, puts into a file.
FRAGMENTS: dict[str, bytes] = {
    "anchor bomb": b"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n",
    "billion laughs": b"".join(b"l%d: &l%d {a: *l%d, b: *l%d}\n" % (n + 1, n + 1, n, n) for n in range(30)),
    "alias of itself": b"why: &a [*a]\n",
    "merge key": b"<<: {sync: two-way}\n",
    "python object": b"why: !!python/object/apply:os.system [id]\n",
    "python name": b"!!python/name:os.system",
    "local tag": b"!secret x",
    "tag directive": b"%TAG ! tag:example.org,2000:\n---\n",
    "version directive": b"%YAML 1.3\n---\n",
    "second document": b"\n---\nobject: Lead\n",
    "document end": b"\n...\n",
    "deep brackets": b"[" * 5000,
    "deep braces": b"{a: " * 5000,
    "deep dashes": b"- " * 5000,
    "deep pairs": b"? " * 5000,
    "closed brackets": b"[" * 200 + b"]" * 200,
    "many commas": b"[" + b",:" * 20000 + b"]",
    "NULs": b"\x00" * 64,
    "a control character": b"\x1b[2J\x1b]0;title\x07",
    "carriage return": b"\rwhy: hidden",
    "broken UTF-8": b"\xff\xfe\xc0\xaf\xed\xa0\x80",
    "UTF-16": "object: Lead\n".encode("utf-16"),
    "UTF-32": "object: Lead\n".encode("utf-32"),
    "byte order mark": b"\xef\xbb\xbf",
    "bidirectional": "\u202e evil \u2066".encode(),
    "zero width": "Em\u200bail".encode(),
    "next line": "a: b\u0085c: d\u2028e: f\u2029".encode(),
    "giant integer": b"9" * 5000,
    "giant number": b"1e999999999",
    "hex number": b"0x" + b"f" * 4000,
    "a line of a mebibyte": b"x" * (1 << 20),
    "a comment of a mebibyte": b"# " + b"x" * (1 << 20) + b"\n",
    "many lines": b"\n" * 100_000,
    "many keys": b"".join(b"k%d: v\n" % n for n in range(10_000)),
    "same keys": b"".join(b"a: v\n" for n in range(5_000)),
    "a tab": b"\n\t\tkey: value\n",
    "an open quote": b'"',
    "an open apostrophe": b"'",
    "escapes": b'"\\x00\\u202e\\U0010FFFF\\uD800"',
    "bad escape": b'"\\q"',
    "block scalar": b"|\n",
    "block scalar, indented": b"|9\n x\n",
    "path": b"../../../../etc/passwd",
    "template": b"{{ 7*7 }}${7*7}<%= 7*7 %>",
    "markup": b"</value></root><script>alert(1)</script>]]>",
    "formula": b'=HYPERLINK("http://x.example","x")',
    "workflow command": b"::set-output name=a::b%0A::error::x",
    "shell": b"$(id)`id`;id|id&&id",
}


def families() -> Mapping[str, Family]:
    """Every way to damage a file, by name."""
    return {
        "byte flip": _byte_flip,
        "byte added": _byte_added,
        "token deleted": _token_deleted,
        "token doubled": _token_doubled,
        "tokens swapped": _tokens_swapped,
        "lines swapped": _lines_swapped,
        "line indented": _line_indented,
        "fragment": _fragment,
        "truncated": _truncated,
        "key renamed": _key_renamed,
        "type changed": _type_changed,
        "word replaced": _word_replaced,
    }


#: Families that change one token, so that a person would look for the mistake right there.
SINGLE_TOKEN = ("token deleted", "token doubled", "tokens swapped", "key renamed", "word replaced")


def mutants(files: Mapping[str, bytes], count: int, seed: int) -> Iterator[Mutant]:
    """`count` mutants, the families in turn; the same for the same seed."""
    rng = random.Random(seed)
    paths, ways = sorted(files), list(families().values())
    made = 0
    while made < count:
        path = rng.choice(paths)
        mutant = ways[made % len(ways)](rng, path, files[path])
        if mutant is not None and mutant.data != files[path]:
            made += 1
            yield mutant


def truncations(path: str, data: bytes) -> Iterator[Mutant]:
    """The file cut off at every byte."""
    for end in range(len(data)):
        yield Mutant("truncated", path, data[:end], (_line(data, end),), f"cut at byte {end}")


def spliced(name: str, path: str, data: bytes, at: int) -> Mutant:
    """The file with one hostile fragment put in at a byte."""
    fragment = FRAGMENTS[name]
    lines = range(_line(data, at), _line(data, at) + fragment.count(b"\n") + 1)
    return Mutant("fragment", path, data[:at] + fragment + data[at:], tuple(lines[:1000]), f"{name} at byte {at}")


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _edited(family: str, path: str, data: bytes, start: int, end: int, new: bytes) -> Mutant:
    lines = tuple(range(_line(data, start), _line(data, end) + 1))
    what = f"line {lines[0]}: {data[start:end][:40]!r} became {new[:40]!r}"
    return Mutant(family, path, data[:start] + new + data[end:], lines, what)


def _byte_flip(rng: random.Random, path: str, data: bytes) -> Mutant:
    at = rng.randrange(len(data))
    return _edited("byte flip", path, data, at, at + 1, bytes([data[at] ^ 1 << rng.randrange(8)]))


def _byte_added(rng: random.Random, path: str, data: bytes) -> Mutant:
    at = rng.randrange(len(data) + 1)
    return _edited("byte added", path, data, at, at, bytes([rng.randrange(256)]))


def _tokens(data: bytes) -> Sequence[re.Match[bytes]]:
    return [match for match in _TOKEN.finditer(data) if not match.group().startswith(b"#")]


def _token_deleted(rng: random.Random, path: str, data: bytes) -> Mutant:
    token = rng.choice(_tokens(data))
    return _edited("token deleted", path, data, token.start(), token.end(), b"")


def _token_doubled(rng: random.Random, path: str, data: bytes) -> Mutant:
    token = rng.choice(_tokens(data))
    between = rng.choice([b"", b" "])
    return _edited("token doubled", path, data, token.start(), token.end(), token.group() + between + token.group())


def _tokens_swapped(rng: random.Random, path: str, data: bytes) -> Mutant | None:
    tokens = _tokens(data)
    at = rng.randrange(len(tokens) - 1)
    one, other = tokens[at], tokens[at + 1]
    between = data[one.end() : other.start()]
    if b"\n" in between:
        return None
    return _edited("tokens swapped", path, data, one.start(), other.end(), other.group() + between + one.group())


def _lines_swapped(rng: random.Random, path: str, data: bytes) -> Mutant | None:
    lines = data.splitlines(keepends=True)
    if len(lines) < 2:
        return None
    one, other = sorted(rng.sample(range(len(lines)), 2))
    lines[one], lines[other] = lines[other], lines[one]
    return Mutant("lines swapped", path, b"".join(lines), (one + 1, other + 1), f"lines {one + 1} and {other + 1} swapped")


def _line_indented(rng: random.Random, path: str, data: bytes) -> Mutant:
    lines = data.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    lines[at] = rng.choice([b"  " + lines[at], b"\t" + lines[at], lines[at].lstrip(b" "), lines[at][1:], b" " + lines[at], b""])
    return Mutant("line indented", path, b"".join(lines), (at + 1,), f"line {at + 1} became {lines[at][:40]!r}")


def _fragment(rng: random.Random, path: str, data: bytes) -> Mutant:
    places = [0, len(data), rng.randrange(len(data)), rng.choice(_tokens(data)).start()]
    return spliced(rng.choice(sorted(FRAGMENTS)), path, data, rng.choice(places))


def _truncated(rng: random.Random, path: str, data: bytes) -> Mutant:
    at = rng.randrange(len(data))
    return Mutant("truncated", path, data[:at], (_line(data, at),), f"cut at byte {at}")


def _key_renamed(rng: random.Random, path: str, data: bytes) -> Mutant | None:
    keys = list(_KEY.finditer(data))
    key = rng.choice(keys)
    old = key.group(1)
    new = rng.choice([old + b"s", old[:-1], old.upper(), b"x-" + old, old.replace(b"_", b"-"), b"nothing-like-it"])
    return _edited("key renamed", path, data, key.start(1), key.end(1), new)


def _type_changed(rng: random.Random, path: str, data: bytes) -> Mutant | None:
    values = list(_VALUE.finditer(data))
    if not values:
        return None
    value = rng.choice(values)
    new = rng.choice([b"[%s]", b"{%s: x}", b"{}", b"[]", b"[[%s]]", b'""', b"{a: {b: %s}}"]).replace(b"%s", value.group())
    return _edited("type changed", path, data, value.start(), value.end(), new)


def _word_replaced(rng: random.Random, path: str, data: bytes) -> Mutant | None:
    values = list(_VALUE.finditer(data))
    if not values:
        return None
    value = rng.choice(values)
    old = value.group()
    new = rng.choice([b"nonsense", old + b"x", old[:-1], old.upper(), b"true", b"0", b"NaN", b"2026-02-30", b"~", b"null", b"-1"])
    return _edited("word replaced", path, data, value.start(), value.end(), new)
