"""How much input is taken, in one place. Each limit is named in the error that it makes."""

from syncwright.records import Struct


class Limits(Struct, frozen=True):
    """Bounds on one tree of files. Sizes in bytes, `scalar` in characters, `depth` in nested collections."""

    file_bytes: int
    tree_files: int
    tree_bytes: int
    depth: int
    events: int
    scalar: int


#: Specs are written by people. 100,000 fields in 1,000 files are 20 MB and about 1,300 events a file.
SPECS = Limits(file_bytes=1 << 20, tree_files=5_000, tree_bytes=64 << 20, depth=32, events=200_000, scalar=8_000)

#: Org trees and inventories are written by machines: one file a field, and objects of 2,000 fields in one file.
INVENTORY = Limits(file_bytes=16 << 20, tree_files=500_000, tree_bytes=1 << 30, depth=64, events=2_000_000, scalar=400_000)

#: Source that a plan is made against: a permission set of 100,000 fields is 20 MB.
SOURCE = Limits(file_bytes=64 << 20, tree_files=500_000, tree_bytes=1 << 30, depth=64, events=4_000_000, scalar=400_000)

#: Findings named in one file that cannot be read or has the wrong shape. A machine that writes nonsense writes much of it.
FILE_FINDINGS = 200

#: Findings shown by the human form; the other forms show all.
SHOWN_FINDINGS = 50

#: A plan file, in bytes. 100,000 changed parts with their reasons are 60 MB.
PLAN_BYTES = 1 << 29

#: An answer of a system in XML: the status of a deployment of 10,000 components has 150,000 elements.
ANSWER = Limits(file_bytes=64 << 20, tree_files=20_000, tree_bytes=600 << 20, depth=64, events=400_000, scalar=64 << 20)
