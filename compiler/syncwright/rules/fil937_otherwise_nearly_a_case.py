"""FIL937: what a record gets that no case takes is told apart from a case by capitals alone, which not every platform minds."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule
from syncwright.expression.folding import fold

RULE = Rule("FIL937", "otherwise-nearly-a-case", "error", __package__, adjustable=False)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    for one in catalog.partitions.values():
        otherwise = one.spec.otherwise
        alike = next((name for name in one.spec.cases if fold(name) == fold(otherwise) and name != otherwise), None)
        if alike is not None:
            message = f"`{otherwise}` and the case `{alike}` of the partition `{one.name}` differ in capitals alone"
            yield RULE(one.at("otherwise"), message, help="spell the two alike, or call one of them something else")
