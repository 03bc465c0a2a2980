"""The real Salesforce CLI in a project and a home folder of its own."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.salesforce_cli import executable, quiet_environment
from judges.node_tools import NODE

ROOM = Path("force-app/main/default")


@dataclass(frozen=True)
class Ran:
    """What one command ended with. `said`: its JSON."""

    code: int
    said: dict[str, Any]

    @property
    def result(self) -> Any:
        return self.said["result"]


class Cli:
    """One project, one home. The API version is said, so that no command asks for it."""

    def __init__(self, folder: Path) -> None:
        self.home, self.project = folder / "home", folder / "project"
        self.home.mkdir(parents=True)
        (self.project / ROOM / "permissionsets").mkdir(parents=True)
        packages = {"packageDirectories": [{"path": "force-app", "default": True}], "sourceApiVersion": "67.0"}
        (self.project / "sfdx-project.json").write_text(json.dumps(packages), encoding="utf-8")

    def run(self, *command: str, **env: str) -> Ran:
        """One command, with `--json`."""
        done = subprocess.run(
            [NODE, "--no-deprecation", executable(), *command, "--json"],
            cwd=self.project,
            env={**quiet_environment(self.home), "SF_ORG_API_VERSION": "67.0", **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.stdout.strip(), done.stderr
        return Ran(done.returncode, json.loads(done.stdout))

    def source(self, path: str, text: str) -> str:
        """A file of source; its path in the project."""
        file = self.project / ROOM / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return str(ROOM / path)


def permission_set(label: str, *, objects: dict[str, str], fields: dict[str, bool]) -> str:
    """Source of a permission set. `objects`: name and the flags that are true; `fields`: name and whether it can be edited."""
    grants = "".join(
        f"<fieldPermissions><editable>{str(edit).lower()}</editable><field>{name}</field><readable>true</readable></fieldPermissions>"
        for name, edit in sorted(fields.items())
    )
    flags = ("allowCreate", "allowDelete", "allowEdit", "allowRead", "modifyAllRecords", "object", "viewAllRecords")
    rights = "".join(
        "<objectPermissions>"
        + "".join(f"<{flag}>{name if flag == 'object' else str(flag in held.split()).lower()}</{flag}>" for flag in flags)
        + "</objectPermissions>"
        for name, held in sorted(objects.items())
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">'
    return f"{head}{grants}<label>{label}</label>{rights}</PermissionSet>\n"
