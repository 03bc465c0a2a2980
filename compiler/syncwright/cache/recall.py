"""What a compilation takes over from another one of nearly the same files."""

from collections.abc import Iterable, Mapping

from syncwright.catalog.model import Outlined
from syncwright.diagnostics import Finding
from syncwright.records import Struct
from syncwright.spec.compiled import ObjectSpec


class Recall(Struct, frozen=True):
    """What a compilation can take over: outlines and findings of the files that need not be read again, and what is known of their objects."""

    outlines: Mapping[str, ObjectSpec] = {}
    findings: Mapping[str, tuple[Finding, ...]] = {}
    outlined: Mapping[str, Outlined] = {}

    def settled(self, findings: Iterable[Finding]) -> list[Finding]:
        """Findings of a compilation of outlines, with those that were remembered in place of what outlines cannot show."""
        if not self.outlines:
            return list(findings)
        anew = [one for one in findings if one.place.path not in self.outlines or one.rule.in_outline]
        return [*anew, *(one for path in self.outlines for one in self.findings.get(path, ()))]
