"""How a campaign that was built by hand once gets elsewhere: its programme is cloned, tokens are set, and what API there is starts it."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogCampaign
from syncwright.facts import Fact
from syncwright.platforms.marketo.campaigns.document import Call, Cloning, Schedule, Token
from syncwright.platforms.marketo.campaigns.flow import said

_CLONE = Fact(
    "the name is unique and has at most 255 characters, and the folder is in the same workspace", "Adobe: Programs (REST API), Clone"
)
_TOKEN = Fact("a token is made or changed; its name has at most 50 characters", "Adobe: Tokens (REST API)")
_FIND = Fact("an asset is found by its exact name", "Adobe: Smart Campaigns (REST API)")
_ACTIVATE = Fact("it has to be inactive and free of errors", "Adobe: Smart Campaigns (REST API), Activate")
_RUN = Fact("a run is scheduled once, five minutes ahead or more and two years at most", "Adobe: Smart Campaigns (REST API), Schedule")
_PARTS = Fact("no call writes a smart list, a flow, a recurrence or qualification rules", "Adobe: reference of the REST API, July 2026")
_VALUES = Fact(
    "tokens do not work in the condition of a choice, so the values of a map stay in the flow", "Adobe: Use Add Choice in a Flow Step"
)
_COPIED = Fact("whether a clone keeps the recurrence that its original has", "not documented", certain=False)
_OTHER = Fact(
    "from one subscription to another a programme is imported by hand: its schedules and triggers are off afterwards",
    "Adobe: Import a Program",
)

#: What stands for the number that only an instance knows.
_FOLDER = '{"id": FOLDER, "type": "Folder"}'


def cloning(catalog: Catalog, campaign: CatalogCampaign, tokens: tuple[Token, ...], schedule: Schedule | None) -> Cloning:
    """The plan: calls in order, and what people do beside them."""
    golden = f"{campaign.name} (golden)"
    name = f"{campaign.name} ({catalog.environment.name})"
    calls = tuple(Call(number, *one) for number, one in enumerate(_calls(campaign, golden, name, tokens, schedule), 1))
    facts = (_PARTS, _VALUES, *((_COPIED,) if schedule is not None else ()), _OTHER)
    return Cloning(golden, name, calls, tuple(map(said, facts)))


def _calls(campaign: CatalogCampaign, golden: str, name: str, tokens: tuple[Token, ...], schedule: Schedule | None) -> Iterator[tuple]:  # type: ignore[type-arg]
    yield "find the programme that was built by hand", "GET", "/rest/asset/v1/program/byName.json", {"name": golden}, said(_FIND)
    yield (
        "clone it",
        "POST",
        "/rest/asset/v1/program/{golden}/clone.json",
        {"name": name, "folder": _FOLDER, "description": " ".join(campaign.spec.why.split())},
        said(_CLONE),
    )
    for token in tokens:
        body = {"name": token.name, "type": token.type, "value": token.value, "folderType": "Program"}
        yield f"set its token {token.name}", "POST", "/rest/asset/v1/folder/{program}/tokens.json", body, said(_TOKEN)
    yield "find its campaign", "GET", "/rest/asset/v1/smartCampaigns.json", {"folder": '{"id": PROGRAM, "type": "Program"}'}, said(_FIND)
    if campaign.spec.type == "trigger":
        yield "activate it", "POST", "/rest/asset/v1/smartCampaign/{campaign}/activate.json", {}, said(_ACTIVATE)
    else:
        when = f"each run: {schedule.interval.lower()} at {schedule.at}" if schedule is not None else "when people say so"
        yield f"run it, {when}", "POST", "/rest/v1/campaigns/{campaign}/schedule.json", {"runAt": "MOMENT"}, said(_RUN)
