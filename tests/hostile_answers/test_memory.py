"""What is sent to fill our memory does not: measured in a process of its own, at the bounds that ship."""

import io
import subprocess
import sys
import zipfile
import zlib
from contextlib import ExitStack
from pathlib import Path

from hostile_answers.deeds import DEEDS, RESPONSE, well
from hostile_answers.rude import Rude, reply

MIB = 1 << 20
#: Bytes that a run may take.
MOST = 300 * MIB
SCRIPT = """
import re, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from hostile_answers.deeds import DEEDS, StillClock, org_at
from syncwright.http import BOUNDS, Patience
from syncwright.platforms.salesforce.live.archive import NotAnArchive, unpacked
from syncwright.target import TargetError

for one in sys.argv[2:]:
    name, where = one.split("=")
    try:
        if name == "zip":
            unpacked(Path(where).read_bytes())
        else:
            DEEDS[name].do(org_at(where, StillClock(), BOUNDS, Patience(tries=1)))
        print("taken")
    except (TargetError, NotAnArchive) as error:
        print("refused")
# What getrusage says begins with what whoever started us had.
print(int(re.search(r'VmHWM:\\s+(\\d+) kB', Path('/proc/self/status').read_text())[1]) * 1024)
"""


def gzipped(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([packer.compress(bytes(MIB)) for _ in range(megabytes)]) + packer.flush()


def call(inner: str) -> bytes:
    return reply(RESPONSE.format(name="retrieve", inner=inner).encode(), media="text/xml")


def archive(entries: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for path, data in entries:
            made.writestr(path, data)
    return out.getvalue()


def listing(entries: int) -> bytes:
    """A zip file that is nothing but a list of files."""
    entry = b"PK\x01\x02" + bytes(24) + b"\x01" + bytes(17) + b"a"
    assert len(entry) == 47
    end = b"PK\x05\x06" + bytes(4) + (entries % 65536).to_bytes(2, "little") * 2 + (entries * 47).to_bytes(4, "little") + bytes(6)
    return entry * entries + end


ANSWERS = [
    ("refused", "get", reply(gzipped(100), "200 OK", "application/json", "Content-Encoding: gzip")),
    ("taken", "get", reply(b'"' + b"x" * (63 * MIB) + b'"')),
    ("taken", "get", reply(b"[" + b'"abcdefgh",' * 990_000 + b"0]")),
    ("taken", "get", reply(b"[" + b"{}," * 499_000 + b"0]")),
    ("taken", "get", reply(b"[" + b",".join(b'{"n%d":1}' % n for n in range(499_000)) + b"]")),
    ("refused", "get", reply(b"[" + b"[]," * 999_000 + b"0]")),
    ("refused", "retrieve", call("<a/>" * (4 * MIB))),
    ("refused", "retrieve", call("<a>x</a>" * 399_000)),
    ("refused", "retrieve", call(f"<id>{'x' * (60 * MIB)}!</id>")),
    ("refused", "retrieve", reply(b'<!DOCTYPE a [<!ENTITY b "' + b"x" * MIB + b'">]><a>' + b"&b;" * 9999 + b"</a>", media="text/xml")),
]
ZIPS = [("refused", [("a", bytes(40 * MIB))]), ("refused", [(f"f{n}", b"") for n in range(21_000)])]


def test_no_answer_takes_more_memory_than_it_may(tmp_path):
    expected, words = [], []
    with ExitStack() as stack:
        for outcome, name, bomb in ANSWERS:
            expected.append(outcome)

            def answer(connection, request, _number, name=name, bomb=bomb):
                connection.sendall(bomb if request.startswith(DEEDS[name].mine) else well(request, ""))

            words.append(f"{name}={stack.enter_context(Rude(answer)).host}")
        for number, data in enumerate([*(archive(entries) for _, entries in ZIPS), listing(1_400_000)]):
            (tmp_path / f"{number}.zip").write_bytes(data)
            words.append(f"zip={tmp_path}/{number}.zip")
            expected.append("refused")
        tests = str(Path(__file__).resolve().parents[1])
        done = subprocess.run([sys.executable, "-c", SCRIPT, tests, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    *said, most = done.stdout.splitlines()
    assert said == expected
    assert int(most) < MOST
