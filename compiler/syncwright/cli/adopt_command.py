"""`syncwright adopt`."""

import re
from typing import Any

import click

from syncwright.adopt import Given, NotToAdopt, adopt, can_be_adopted, given
from syncwright.cli.exits import Exit
from syncwright.cli.ledgers import ledger_option
from syncwright.cli.rewrite import write_specs
from syncwright.cli.shell import compile_tree, document, drawn, env_option, format_option, out, paint, read_paths, read_specs, version
from syncwright.diagnostics import Finding, Place, diagnose, failed
from syncwright.inventory.source import Unreadable
from syncwright.limits import INVENTORY
from syncwright.platform import installed
from syncwright.syntax.positions import Locator
from syncwright.syntax.rules import LIMIT_PASSED
from syncwright.text import FILE_START
from syncwright.views import adopt as view
from syncwright.views import diagnostics as findings_view

_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


class _OrPlatform(click.Command):
    """Adopts what files grant; or, where the first word is a platform, what they say of its fields."""

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any) -> click.Context:
        platform = installed().get(args[0].replace("-", "_")) if args else None
        if platform is None or platform.adopt is None:
            return super().make_context(info_name, args, parent, **extra)
        # Start-up time, as for every command.
        from syncwright.cli.adopt_instance import command as of_platform

        return of_platform(platform.name).make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)


@click.command("adopt", cls=_OrPlatform)
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(exists=True, dir_okay=False))
@click.option("--user", metavar="NAME", help="The sync user that has what the files grant; its spec is made if there is none.")
@click.option(
    "--drift", metavar="ADDRESS", help="Write what somebody changed in this resource since our last `apply`; no FILE and no --user."
)
@click.option("--specs", default="specs", show_default=True, type=click.Path(file_okay=False), help="The folder of specs.")
@click.option("--namespace", default="", metavar="PREFIX", help="What `%%%NAMESPACE%%%` and the like stand for; nothing if it isn't said.")
@env_option
@ledger_option
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would change.")
@format_option("human", "json")
def command(
    files: tuple[str, ...],
    user: str | None,
    drift: str | None,
    specs: str,
    namespace: str,
    environment: str | None,
    ledger: str | None,
    dry_run: bool,
    form: str,
) -> int:
    """Write specs that say what permission sets and profiles grant, so that a build gives the same; or, with --drift, what somebody changed.

    Each FILE is a permission set or a profile. What several grant to one user is merged. Fields that a connector of the user syncs because the
    user sees them become fields of an object's spec; everything else becomes grants. If anything is wrong, nothing is written.

    `adopt PLATFORM FILE...` instead writes what an instance of a marketing platform, such as `marketo`, says of its fields.
    """
    if drift is not None:
        if files or user is not None:
            raise click.UsageError("--drift says of itself what it is about: no FILE and no --user")
        from syncwright.cli.drift import adopt_drift

        return adopt_drift(drift, specs, environment, ledger, dry_run=dry_run, form=form)
    if not files:
        raise click.UsageError("Missing argument 'FILE...': name what to adopt, or with --drift what was changed")
    if user is None:
        raise click.UsageError("Missing option '--user': say whose access it is")
    if not _NAME.fullmatch(user) or len(user) > 80:
        raise click.UsageError(f"`{user}` is not a name: lower-case letters and digits, joined by `-` or `_`")
    tree = read_specs(specs)
    read, said, wrong = _read(files, namespace)
    if wrong:
        out(drawn(said, form))
        click.echo("nothing was written", err=True)
        return Exit.FINDINGS
    adoption = adopt(read, user, tree, specs, lambda one: compile_tree(one, specs, environment), installed())
    if adoption.after.failed:
        out(drawn(document(adoption.after), form))
        for note in adoption.notes:
            click.echo(f"note: {note}", err=True)
        click.echo("nothing was written", err=True)
        return Exit.FINDINGS
    if adoption.files and not dry_run:
        write_specs(specs, adoption.files, adoption.before)
    doc = view.document(adoption, said["diagnostics"], dry_run)
    if form == "json":
        out(view.as_json(doc))
    else:
        out((drawn(said, form) + "\n" if said["diagnostics"] else "") + view.human(doc, paint()))
    return Exit.FINE


def _read(files: tuple[str, ...], namespace: str) -> tuple[list[Given], findings_view.Document, bool]:
    """What the files grant; what is to be said of them, as a document; and whether one could not be read."""
    for path in files:
        if not can_be_adopted(path):
            message = f"`{path}` is neither a permission set nor a profile: those end in `.permissionset-meta.xml` and `.profile-meta.xml`"
            raise click.UsageError(message)
    sources = read_paths(tuple(dict.fromkeys(files)), (), INVENTORY).sources
    read: list[Given] = []
    findings: list[Finding] = []
    for source in sources:
        if len(source.data) > INVENTORY.file_bytes:
            message = f"the file is more than {INVENTORY.file_bytes:,} bytes long (file size)"
            findings.append(LIMIT_PASSED(Place(source.path, span=FILE_START), message))
            continue
        try:
            one, found = given(source, namespace)
        except Unreadable as error:
            findings.append(error.finding)
        except NotToAdopt as error:
            raise click.UsageError(str(error)) from error
        else:
            read.append(one)
            findings += found
    by_path = {source.path: source for source in sources}
    diagnostics = diagnose(findings, Locator(by_path))
    unread = len(read) < len(sources)
    return read, findings_view.document(diagnostics, by_path, version()), unread or failed(diagnostics)
