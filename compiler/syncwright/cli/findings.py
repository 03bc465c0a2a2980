"""Shows what is wrong with files that are no specs: those that a question was asked with."""

from collections.abc import Sequence

from syncwright.cli.exits import Exit
from syncwright.cli.shell import drawn, out, version
from syncwright.diagnostics import Finding, diagnose
from syncwright.syntax.positions import Locator
from syncwright.text import SourceFile
from syncwright.views import diagnostics as view


def show(findings: Sequence[Finding], sources: Sequence[SourceFile]) -> int:
    """The findings for people, with the lines that they are about; and the exit code."""
    by_path = {source.path: source for source in sources}
    out(drawn(view.document(diagnose(findings, Locator(by_path)), by_path, version()), "human"))
    return Exit.FINDINGS
