"""Which disks are thrown away, by the text of mountinfo as kernels write it."""

import os
from pathlib import Path, PurePosixPath

import pytest

from syncwright.ledger.disks import throw_away, thrown_away

#: proc(5): id, parent, device, root, mount point, options, optional fields, a dash, type, source, options of the file system.
MACHINE = r"""
22 27 0:20 / /sys rw,nosuid,nodev,noexec,relatime shared:7 - sysfs sysfs rw
25 27 0:23 / /run rw,nosuid,nodev,noexec,relatime shared:5 - tmpfs tmpfs rw,size=1620404k,mode=755
27 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw,errors=remount-ro
30 25 0:26 / /dev/shm rw,nosuid,nodev shared:4 - tmpfs tmpfs rw
41 27 0:35 / /mnt/with\040blank rw,relatime shared:20 - ramfs none rw
42 27 259:3 / /home rw,relatime shared:21 - xfs /dev/nvme0n1p3 rw
43 42 0:36 / /home/ana/scratch rw,relatime - tmpfs scratch rw
"""
CONTAINER = r"""
1044 1027 0:112 / / rw,relatime master:400 - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l/A,upperdir=/u,workdir=/w
1045 1044 0:115 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw
1049 1044 259:2 /srv/estate /estate rw,relatime - ext4 /dev/nvme0n1p2 rw
1050 1044 259:2 /x /etc/hosts rw,relatime - ext4 /dev/nvme0n1p2 rw
"""
#: A disk that was mounted over a folder in memory, and the other way round: the later one is what is there.
OVER = """
1 0 0:1 / / rw - ext4 /dev/sda1 rw
2 1 0:2 / /data rw - tmpfs tmpfs rw
3 1 0:3 / /data rw - ext4 /dev/sdb1 rw
4 1 0:4 / /cache rw - ext4 /dev/sdc1 rw
5 1 0:5 / /cache rw - tmpfs tmpfs rw
"""


@pytest.mark.parametrize(
    ("mounts", "path", "why"),
    [
        (MACHINE, "/home/ana/estate/.syncwright/ledger/production.sqlite", None),
        (MACHINE, "/srv/estate/ledger.sqlite", None),
        (MACHINE, "/dev/shm/ledger.sqlite", "in memory (`tmpfs`), mounted at `/dev/shm`"),
        (MACHINE, "/run/user/1000/ledger.sqlite", "in memory (`tmpfs`), mounted at `/run`"),
        (MACHINE, "/runner/ledger.sqlite", None),
        (MACHINE, "/mnt/with blank/ledger.sqlite", "in memory (`ramfs`), mounted at `/mnt/with blank`"),
        (MACHINE, "/home/ana/scratch/ledger.sqlite", "in memory (`tmpfs`), mounted at `/home/ana/scratch`"),
        (MACHINE, "/tmp/ledger.sqlite", "below `/tmp`, which is for what is temporary"),
        (MACHINE, "/tmpfiles/ledger.sqlite", None),
        (CONTAINER, "/app/ledger.sqlite", "in the container's own layer (`overlay`), mounted at `/`"),
        (CONTAINER, "/estate/.syncwright/ledger/production.sqlite", None),
        (OVER, "/data/ledger.sqlite", None),
        (OVER, "/cache/ledger.sqlite", "in memory (`tmpfs`), mounted at `/cache`"),
        ("", "/srv/ledger.sqlite", None),
        ("nonsense\n1 2 3 - \n - tmpfs\n", "/srv/ledger.sqlite", None),
    ],
)
def test_why_a_disk_is_thrown_away(mounts, path, why):
    assert thrown_away(PurePosixPath(path), mounts, ["/tmp"]) == why


def test_a_path_of_this_machine_is_looked_at_as_it_is(tmp_path, monkeypatch, repository):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", None)
    assert throw_away(tmp_path / "temporary" / "not" / "yet" / "there.sqlite") is not None
    (repository / ".cache").mkdir(exist_ok=True)
    assert throw_away("postgresql://db.example.com/syncwright") is None
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "temporary")
    assert throw_away(link / "ledger.sqlite") is not None


def test_memory_of_this_machine_is_thrown_away():
    memory = Path("/dev/shm")
    if not os.path.ismount(memory):
        pytest.fail("this machine has no /dev/shm, which every Linux has")
    assert throw_away(memory / "ledger.sqlite") == "in memory (`tmpfs`), mounted at `/dev/shm`"
