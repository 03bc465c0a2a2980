"""`syncwright sandbox`."""

import json
import signal
from pathlib import Path

import click

from syncwright.cli.exits import Exit
from syncwright.record_ids import whole_id

ORG_ID = "00D5g0000000001EAA"
ADMIN = "admin@stand-in.example"


@click.command("sandbox")
@click.option(
    "--state", "state_file", required=True, type=click.Path(dir_okay=False, path_type=Path), help="SQLite file that holds all of it."
)
@click.option("--port", default=0, show_default=True, type=click.IntRange(0, 65535), help="Port on 127.0.0.1; 0 takes a free one.")
@click.option(
    "--org", "orgs", multiple=True, type=click.Path(path_type=Path), help="Source that a new org begins with; later over earlier."
)
@click.option("--org-id", default=ORG_ID, show_default=True, metavar="ID", help="Id of a new org.")
@click.option(
    "--admin",
    "admins",
    multiple=True,
    metavar="USERNAME",
    help=f"An administrator of a new org; the first one's token is printed.  [default: {ADMIN}]",
)
@click.option("--username", "usernames", multiple=True, metavar="USERNAME[=ID]", help="An integration user of a new org.")
@click.option("--group", "groups", multiple=True, metavar="NAME", help="A public group of a new org.")
@click.option("--records", multiple=True, type=click.Path(path_type=Path), help="Folder of Object.csv files: records of a new org.")
@click.option(
    "--jwt-certificate", "certificate", type=click.Path(dir_okay=False, path_type=Path), help="PEM that JWT logins are checked with."
)
@click.option("--session-requests", default=0, metavar="N", help="Requests after which a token has expired; 0 for never.")
@click.option("--lag", default=0.0, metavar="SECONDS", help="How long reads of records and of deploy requests lag behind writes.")
@click.option("--deploy-seconds", default=0.0, metavar="SECONDS", help="How long a deploy takes.")
@click.option("--job-seconds", default=0.0, metavar="SECONDS", help="How long a job of Bulk API 2.0 takes.")
@click.option("--group-seconds", default=0.0, metavar="SECONDS", help="How long a permission set group is recalculated.")
@click.option("--production", is_flag=True, help="Behave as a production org: rollbackOnError, and flows are deployed inactive.")
def command(state_file: Path, port: int, certificate: Path | None, orgs: tuple[Path, ...], admins: tuple[str, ...], **said: object) -> int:
    """Serve a stand-in of Salesforce on this machine alone, for trying and for tests. It proves nothing of a real org.

    Prints one line of JSON when it answers. What it did is in the table `log` of its state, which a later start takes up again; what a new org
    begins with is then left aside. SIGINT and SIGTERM end it.
    """
    try:
        from syncwright.sandbox.salesforce.start import Beginning, NoStart, start
        from syncwright.sandbox.state import Knobs
    except ImportError as error:
        raise click.UsageError(f"the sandbox needs `{error.name}`: install `syncwright[sandbox]`") from None

    if whole_id(str(said["org_id"])) is None:
        raise click.UsageError(f"`{said['org_id']}` is no id of an org")
    try:
        signal.signal(signal.SIGINT, _end)
        signal.signal(signal.SIGTERM, _end)
        pem = certificate.read_bytes() if certificate is not None else None
        knobs = Knobs(**{name: said[name] for name in _KNOBS}, jwt_key=pem)  # type: ignore[arg-type]
        people = (admins or (ADMIN,), said["usernames"], said["groups"], said["records"])
        begin = Beginning(orgs, str(said["org_id"]), *people)  # type: ignore[arg-type]
        start(state_file, port, knobs, begin, lambda ready: click.echo(json.dumps(ready)))
    except _Ended:
        return Exit.FINE
    except (NoStart, OSError) as error:
        raise click.UsageError(str(error)) from None
    return Exit.FINE


_KNOBS = ("lag", "deploy_seconds", "job_seconds", "group_seconds", "production", "session_requests")


class _Ended(Exception):
    """Whoever runs it wants it to end."""


def _end(_signal: int, _frame: object) -> None:
    """While it serves, the server has handlers of its own, and hands on what ended it once it has ended."""
    raise _Ended
