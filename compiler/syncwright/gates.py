"""What has to be so before a connector begins to sync: each check, and how it stands. Knows no platform; platforms say which checks there are."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from syncwright.apply.standing import Stand
from syncwright.catalog.model import Catalog, Named
from syncwright.diagnostics import Allowance, Finding
from syncwright.facts import Fact
from syncwright.impact.question import Question as ScopeQuestion
from syncwright.records import Struct
from syncwright.seen import Seen
from syncwright.spec.compiled import ConnectorSpec

#: How the record of a gate that was passed is called in a ledger, before the address of what it is about.
PREFIX = "gate/"

#: `open`: it is not so, or nobody knows that it is. `not needed`: it does not apply here. `then`: it comes once all others are closed.
State = Literal["closed", "open", "not needed", "then"]
#: Who looks.
By = Literal["tool", "people", "both"]


class Count(Struct, frozen=True):
    """What was counted in exports: numbers by name, and of what."""

    numbers: Mapping[str, int]
    data: str


class Evidence(Struct, frozen=True):
    """What is known besides the specs. `stands`: tasks of the runbook by name, as the ledger has them. `held`: addresses that the ledger shows to be as
    they are wanted. `counts`: what was counted, by question. `allowances`: findings that authors accept. `seen`: who sees a field.
    """

    stands: Mapping[str, Stand]
    held: frozenset[str] = frozenset()
    counts: Mapping[str, Count] = {}
    allowances: tuple[Allowance, ...] = ()
    seen: Seen | None = None

    def accepted(self, finding: Finding, today: str) -> bool:
        """Whether an author accepts a finding today, and says why."""
        return finding.rule.adjustable and any(
            one.rule == finding.rule.name and finding.place.under(one.place) and today <= one.until.isoformat() for one in self.allowances
        )

    def undone(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of some tasks that are not attested, or ask for something else since."""
        return tuple(name for name in names if name not in self.stands or self.stands[name].state != "done")


class Check(Struct, frozen=True):
    """One check of a gate. `number`: its place in the list that people know. `by`: whether the tool looks, people say so, or both.

    `fact`: why it is looked at. `tasks`: names of the tasks of the runbook that close it. `help`: what to do while it is open.
    `once`: it holds for the moment at which the gate is passed, and is not looked at again.
    """

    number: int
    name: str
    title: str
    by: By
    state: State
    says: str
    fact: Fact
    help: str = ""
    tasks: tuple[str, ...] = ()
    once: bool = False


class Watched(Struct, frozen=True):
    """What to look at once it syncs. `when`: how long afterwards, in words."""

    when: str
    says: str
    fact: Fact


class Gate(Struct, frozen=True):
    """The gate of one connector or unit: its checks in order, and what is to be watched afterwards."""

    address: str
    owner: str
    checks: tuple[Check, ...]
    watch: tuple[Watched, ...] = ()

    @property
    def open(self) -> tuple[Check, ...]:
        """What keeps it shut."""
        return tuple(one for one in self.checks if one.state == "open")


class Question(Struct, frozen=True):
    """Something to count in exports. `needs`: for each object the columns that are read, each by any of its names. `sql`: a statement with one row,
    from the SQL names of the tables and of their columns by object; `numbers`: what its cells are. `optional`: objects that may be missing.
    """

    name: str
    needs: Mapping[str, tuple[tuple[str, ...], ...]]
    numbers: tuple[str, ...]
    sql: Callable[[Mapping[str, tuple[str, ...]]], str]
    optional: frozenset[str] = frozenset()


class Gating(Struct, frozen=True):
    """What a platform does for gates. `addresses`: of what has a gate in a connector. `gate`: how it stands. `questions`: what can be counted for it.
    `kept`: by the name of the count, which records have an answer in a field, and which are to have it.
    """

    addresses: Callable[[Catalog, Named[ConnectorSpec]], tuple[str, ...]]
    gate: Callable[[Catalog, str, Evidence], Gate]
    questions: Callable[[Catalog, str], Iterator[Question]]
    kept: Callable[[Catalog, str], Mapping[str, ScopeQuestion]]
