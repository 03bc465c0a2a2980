"""The 32 things that are looked at before and after a connector is unpaused, in order: who looks, what closes each, and why. Judges nothing itself."""

from collections.abc import Callable

from syncwright.diagnostics import Rule
from syncwright.facts import Fact
from syncwright.gates import By
from syncwright.platforms.account_engagement.gate import counted, facts, from_org, from_specs, tasks
from syncwright.platforms.account_engagement.gate.verdict import Subject, Verdict, needless, so
from syncwright.platforms.account_engagement.sharing import facts as sharing_facts
from syncwright.platforms.account_engagement.units import Unit
from syncwright.records import Struct

Look = Callable[[Subject], Verdict]


class Item(Struct, frozen=True):
    """One of them. `look`: what the tool sees; None where only people can. `tasks`: ids of tasks that are done besides; `instead`: tasks that close it
    where the tool does not know. `*` at the end of an id stands for all that begin so, of which there may be none. `then`: it comes after the gate. `counts`: exports answer it. `paused`: it is what ends with the gate.
    """

    number: int
    name: str
    title: str
    fact: Fact
    look: Look | None = None
    tasks: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    then: bool = False
    counts: bool = False
    paused: bool = False

    @property
    def once(self) -> bool:
        """Whether it is looked at only while the gate is passed."""
        return self.counts or self.paused

    @property
    def by(self) -> By:
        """Who looks."""
        if self.look is None:
            return "people"
        return "both" if self.tasks or self.instead else "tool"


def _specs(look: Callable[..., Verdict]) -> Look:
    return lambda subject: look(subject.catalog, subject.unit)


def _rules(fine: str, *, ids: tuple[str, ...]) -> Look:
    """What the rules with these ids find, which are looked up when they are asked."""

    def look(subject: Subject) -> Verdict:
        from syncwright.platforms.account_engagement.rules import RULES

        chosen: list[Rule] = [rule for rule in RULES if rule.id in ids]
        return from_org.by_rules(subject, chosen, fine)

    return look


def _sharing(subject: Subject) -> Verdict:
    """The rules about rules, where the specs alone see nothing wrong."""
    found = from_specs.sharing(subject.catalog, subject.unit)
    if found.state != "so":
        return found
    from syncwright.platforms.account_engagement.sharing import rules

    chosen = (
        rules.SEVERAL_SHARING_RULES,
        rules.RULE_WITHOUT_ITS_PAIR,
        rules.UNIT_WITHOUT_SHARING_RULE,
        rules.UNITS_SHARE_RECORDS,
        rules.UNITS_NOT_TOLD_APART,
    )
    return from_org.by_rules(subject, chosen, found.says)


def _any_mapped(subject: Subject) -> Verdict:
    found = from_org.mapped(subject)
    return found if found.state == "needless" else so("")


def _set_by_hand(subject: Subject) -> Verdict:
    return so("") if subject.unit.connector.spec.marketing_data_sharing else needless("it uses no Marketing Data Sharing")


#: Rules whose findings keep a check open, unless their authors accept them.
_PICKLISTS = ("AEN847", "AEN848", "AEN849")
_REFUSALS = ("AEN837", "AEN838", "AEN839")

ITEMS = (
    Item(1, "version", "the connector has version 2", facts.VERSION, _specs(from_specs.version), ("find-version",)),
    Item(2, "paused", "the connector is paused now", facts.PROVISIONED, _specs(from_specs.paused), ("provisioned",), paused=True),
    Item(3, "verified", "the connector is verified", facts.VERIFIED, None, ("set-up-integration-user*", tasks.VERIFY)),
    Item(4, "edition", "the edition has what is used", facts.EDITION, _specs(from_specs.edition)),
    Item(5, "sync-method", "the user it syncs through may be used so", facts.METHOD, _specs(from_specs.method)),
    Item(6, "access", "the permission set is deployed and assigned", facts.OBJECTS, from_org.assigned, instead=("permissions",)),
    Item(7, "fields-seen", "the user sees every field that is mapped or in a rule", facts.FIELDS_SEEN, from_org.seen),
    Item(8, "no-banner", "Account Engagement calls no permission missing", facts.BANNER, None, (tasks.BANNER,)),
    Item(9, "conversion", "custom fields of leads become fields of contacts", facts.CONVERSION, from_org.converted),
    Item(
        10,
        "field-map",
        "each mapped field has its sync behaviour, and Opted Out is signed",
        facts.BEHAVIOUR,
        from_org.mapped,
        ("fields*", "opted-out*"),
    ),
    Item(11, "behaviours-entered", "the sync behaviours are entered", facts.NO_BEHAVIOUR_API, _any_mapped, ("sync-behaviours*",)),
    Item(
        12,
        "picklists",
        "values of picklists are the same on both sides",
        facts.PICKLISTS,
        _rules("no rule finds a value that differs", ids=_PICKLISTS),
    ),
    Item(
        13,
        "sharing-apart",
        "Marketing Data Sharing rules come in pairs, and no other unit takes their records",
        sharing_facts.ONE_UNIT,
        _sharing,
    ),
    Item(
        14,
        "sharing-entered",
        "the rules are entered, with the connector paused",
        sharing_facts.PAUSED,
        _set_by_hand,
        (f"{tasks.SHARING}*",),
    ),
    Item(
        15,
        "sharing-filled",
        "records have their answers in the fields of the rules",
        sharing_facts.BOTH,
        counted.filled,
        instead=(tasks.FILLED,),
        counts=True,
    ),
    Item(
        16,
        "duplicates",
        "several records of one e-mail address are counted and decided",
        facts.DUPLICATES,
        counted.repeated,
        instead=(tasks.DUPLICATES,),
        counts=True,
    ),
    Item(17, "support", "Support has switched what only Support can", facts.SUPPORT, None, ("support/*",)),
    Item(
        18,
        "settings",
        "each setting of the connector is decided and entered",
        facts.SETTINGS,
        _specs(from_specs.decided),
        ("connector-settings",),
    ),
    Item(
        19,
        "unmatched",
        "assigned prospects without a record are counted",
        facts.CREATES,
        counted.unmatched,
        instead=(tasks.UNMATCHED,),
        counts=True,
    ),
    Item(20, "users", "users and their roles are mapped", facts.USERS, _specs(from_specs.users), ("user-sync",)),
    Item(21, "campaigns", "campaigns of the unit have their record types", facts.CAMPAIGNS, _specs(from_specs.campaigns), ("campaigns*",)),
    Item(
        22,
        "refusals",
        "no rule of the org refuses what the connector writes",
        facts.REJECTED,
        _rules("no rule of the inventory refuses it", ids=_REFUSALS),
    ),
    Item(
        23,
        "load",
        "mailable prospects are within the contract, and the first load has its hours",
        facts.LOAD,
        counted.load,
        instead=(tasks.LOAD,),
        counts=True,
    ),
    Item(24, "allocation", "the org has requests left", facts.ALLOCATION, None, (tasks.ALLOCATION,)),
    Item(25, "backup", "all prospects are exported", facts.BACKUP, None, (tasks.BACKUP,)),
    Item(26, "watched", "somebody watches the errors, and somebody stands in", facts.WATCHED, _specs(from_specs.watched)),
    Item(27, "smoke-test", "three records were synced by hand", facts.SMOKE, None, (tasks.SMOKE,)),
    Item(28, "review", "several units are reviewed", facts.PARTNER, _specs(from_specs.reviewed), ("partner-review*",)),
    Item(29, "window", "a window and the way back are agreed on", facts.BACKUP, None, (tasks.WINDOW,)),
    Item(30, "unpause", "unpause the connector", facts.PROVISIONED, None, (tasks.UNPAUSE,), then=True),
    Item(31, "watch", "watch the queue, the errors and the counts", facts.CADENCE, None, (tasks.AFTER,), then=True),
    Item(32, "commit", "say `state: running` in the environment, and commit it", facts.STATE, None, then=True),
)


def of(unit: Unit, names: tuple[str, ...], there: tuple[str, ...]) -> tuple[str, ...]:
    """Names of tasks as the runbook has them; `*` stands for those that are there."""
    prefix = f"runbook/{unit.address}/"
    found: list[str] = []
    for name in names:
        whole = f"{prefix}{name.removesuffix('*')}"
        found += [one for one in there if one.startswith(whole)] if name.endswith("*") else [whole]
    return tuple(found)
