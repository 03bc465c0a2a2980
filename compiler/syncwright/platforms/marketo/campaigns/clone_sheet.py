"""The clone-and-token plan of a campaign, drawn from its document."""

from collections.abc import Iterator

from syncwright.blocks import Block, Bold, Box, Heading, Note, Sentence, Table
from syncwright.platforms.marketo.campaigns.document import Call, Campaign


def clone_sheet(doc: Campaign) -> Iterator[Block]:
    """From the programme that was built by hand to the one of this environment."""
    key, plan = f"campaign/{doc.campaign}", doc.cloning
    yield Heading((), 1, f"Clone and fill: {doc.campaign} for {doc.connector}, {doc.environment}")
    yield Sentence(
        (key,),
        (
            "The campaign is built once, by its build sheet, in the programme ",
            Bold(plan.golden),
            ". From there it becomes ",
            Bold(plan.name),
            ".",
        ),
    )
    yield Heading((), 2, "By API")
    yield Sentence(
        (), ("Words in capitals and in braces are numbers that only the instance knows; each call's answer has that of the next.",)
    )
    for call in plan.calls:
        yield Box((key,), (f"{call.number}. {call.does}: ", Bold(f"{call.method} {call.path}"), f" ({call.fact.says}; {call.fact.source})"))
        yield from _body(call, key)
    yield Heading((), 2, "By hand")
    yield Table((), ("what no call does", "source"), tuple((one.says, one.source) for one in plan.by_hand))


def _body(call: Call, key: str) -> Iterator[Block]:
    for name, value in call.body.items():
        yield Note((f"{key}#tokens",) if call.path.endswith("tokens.json") else (key,), (f"{name}: ", Bold(value)))
