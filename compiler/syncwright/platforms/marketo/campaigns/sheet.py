"""The build sheet of a campaign, drawn from its document: each click and each value in order, each with a box to tick."""

from collections.abc import Iterator

from syncwright.apply.standing import PREFIX
from syncwright.blocks import Block, Bold, Box, Heading, Note, Sentence, Table, Values, Words
from syncwright.platforms.marketo.campaigns import words
from syncwright.platforms.marketo.campaigns.document import Campaign, Choice, Filter, Said, Setting, SmartList, Step, Trigger
from syncwright.platforms.marketo.campaigns.flow import said

#: With more values than this a filter has them in a block of their own, one a line.
_IN_A_ROW = 6


def sheet(doc: Campaign) -> Iterator[Block]:
    """All of it, top to bottom."""
    key = f"campaign/{doc.campaign}"
    yield Heading((), 1, f"Build sheet: {doc.campaign} for {doc.connector}, {doc.environment}")
    yield Sentence((f"{key}#why", f"{key}#owner"), (f"{_sentence(doc.why)} Owner: {doc.owner}.",))
    yield Sentence(
        (), ("Bold words are what Marketo calls things, or what is typed. Where no page says what something is called, it says so here.",)
    )
    yield from _programme(doc, key)
    yield from _tokens(doc, key)
    yield from _smart_list(doc, key)
    yield from _flow(doc, key)
    yield from _schedule(doc, key)
    yield from _done(doc, key)


def _programme(doc: Campaign, key: str) -> Iterator[Block]:
    yield Heading((), 2, "1. The campaign")
    yield Box((), (*_menu(words.CREATE), _source(said(words.CREATE_FACT))))
    yield Box((f"{key}#campaign",), ("Enter the name ", Bold(doc.campaign), " and click ", Bold("Create"), "."))
    yield Box((), ("Its description: ", Bold(f"syncwright {doc.version}"), ", so that everybody sees what it was built by."))
    yield Note((), ("Where it is to be cloned from later: the programme is ", Bold(doc.cloning.golden), ", and clone.md has the plan."))


def _tokens(doc: Campaign, key: str) -> Iterator[Block]:
    if doc.tokens:
        yield Heading((), 2, "Tokens of the programme")
        yield Box((), (*_menu(words.TOKENS), _source(said(words.TOKENS_FACT))))
        for token in doc.tokens:
            yield Box(
                (f"{key}#tokens",),
                ("Token ", Bold(token.name), f" of type {token.type}, value ", Bold(token.value), ", then ", Bold("Save")),
            )


# ------------------------------------------------------------------ who


def _smart_list(doc: Campaign, key: str) -> Iterator[Block]:
    yield Heading((), 2, "2. Smart List")
    yield Box((), ("Open the tab ", Bold("Smart List"), "."))
    for trigger in doc.triggers:
        yield from _trigger(trigger, key)
    if len(doc.triggers) > 1:
        yield Sentence((), (_told(said(words.ANY_FACT)),))
    if doc.triggers and _asks_boolean(doc.smart_list):
        yield Sentence((), (_told(said(words.BOOLEAN_FACT)),))
    yield from _who(doc, key)


def _trigger(trigger: Trigger, key: str) -> Iterator[Block]:
    if trigger.name is None or trigger.fact is None:
        yield Box((f"{key}#when",), (f"Drag the trigger for `{trigger.event}` onto the canvas: what it is called is not documented.",))
    else:
        yield Box((f"{key}#when",), ("Drag the trigger ", Bold(trigger.name), " onto the canvas", _source(trigger.fact)))
    for setting in trigger.settings:
        yield Box((f"{key}#when",), _setting(setting), 1)


def _who(doc: Campaign, key: str) -> Iterator[Block]:
    keys = (f"{key}#who",)
    everybody = "everybody, whether Salesforce holds them or not" if doc.everybody else "people whom Salesforce holds"
    yield Sentence(
        keys,
        (f"Who goes through: of {everybody}, those who pass these filters.",)
        if doc.smart_list.filters
        else (f"Who goes through: {everybody}.",),
    )
    for refusal in doc.smart_list.refused:
        yield Sentence(
            keys,
            (
                Bold("Do not build it yet"),
                f": its audience is no smart list ({refusal.rule}): {_plain(refusal.says)}. {_sentence(_plain(refusal.help))}",
            ),
        )
    yield from _filters(doc.smart_list, keys, 0)


def _filters(found: SmartList, keys: tuple[str, ...], depth: int) -> Iterator[Block]:
    for one in found.filters:
        yield from _filter(one, keys, depth)
    if len(found.filters) > 1:
        shown = {"All": "Use ALL filters", "Any": "Use ANY filters"}.get(found.match) or f"Use Advanced filters: {found.logic}"
        yield Box(keys, ("Logic: ", Bold(shown), f" ({words.LIST_FACT.source})"), depth)


def _filter(one: Filter, keys: tuple[str, ...], depth: int) -> Iterator[Block]:
    many = len(one.values) > _IN_A_ROW
    shown: Words = (f" the {len(one.values)} values below, by its plus sign ({words.VALUES_FACT.source})",) if many else _values(one.values)
    yield Box(keys, (f"Filter {one.number}: ", *_field(one), f" {one.operator}", *shown), depth)
    if many:
        yield Values(keys, one.values, depth)


def _field(one: Filter) -> Words:
    beside = [*([one.field] if one.field else []), *([] if one.documented else ["its name there is not documented"])]
    return (Bold(one.name), f" ({'; '.join(beside)})") if beside else (Bold(one.name),)


def _values(values: tuple[str, ...]) -> Words:
    found: list[str | Bold] = []
    for number, one in enumerate(values):
        found += [" or " if number else " ", Bold(one)]
    return tuple(found)


def _asks_boolean(found: SmartList) -> bool:
    return any(one.values in (("true",), ("false",)) for one in found.filters)


# ------------------------------------------------------------------ what


def _flow(doc: Campaign, key: str) -> Iterator[Block]:
    yield Heading((), 2, "3. Flow")
    yield Box((), ("Open the tab ", Bold("Flow"), ". The steps run in this order (Adobe: Add a Flow Step to a Smart Campaign)."))
    for step in doc.flow:
        yield from _step(step, (f"{key}#flow",))


def _step(step: Step, keys: tuple[str, ...]) -> Iterator[Block]:
    yield Box(keys, (f"Step {step.number}: drag ", Bold(step.name), " onto the canvas", _source(step.fact)))
    for setting in step.settings:
        yield Box(keys, _setting(setting), 1)
    for choice in step.choices:
        yield from _choice(choice, step, keys)
    if step.choices and step.otherwise is not None:
        yield Box(keys, ("Default: ", *_value(step.otherwise, step)), 1)
    if step.map is not None:
        yield Note(keys, ("All values are in ", Bold(step.map), ", too."))
    for fact in step.beside:
        yield Note(keys, (_told(fact),))


def _choice(choice: Choice, step: Step, keys: tuple[str, ...]) -> Iterator[Block]:
    start = f"{'Add Choice' if choice.number == 1 else 'Choice'} {choice.number}: If " if choice.number > 1 else "Add Choice 1: If "
    if choice.test is not None:
        many = len(choice.test.values) > _IN_A_ROW
        shown: Words = (f" one of the {len(choice.test.values)} values below",) if many else _values(choice.test.values)
        yield Box(keys, (start, *_field(choice.test), f" {choice.test.operator}", *shown, ", then ", *_value(choice.value, step)), 1)
        if many:
            yield Values(keys, choice.test.values, 1)
        return
    assert choice.list is not None, "a choice has one of the two"
    yield Box(
        keys,
        (
            start,
            Bold("Member of Smart List"),
            " is a list of its own, made of the filters below (people do it so; no page of Adobe's says it), then ",
            *_value(choice.value, step),
        ),
        1,
    )
    for refusal in choice.list.refused:
        yield Box(keys, (f"It is no smart list ({refusal.rule}): {_plain(refusal.says)}. {_sentence(_plain(refusal.help))}",), 2)
    yield from _filters(choice.list, keys, 2)


def _value(value: str, step: Step) -> Words:
    return (Bold(value),) if value == words.DO_NOTHING else (f"{step.setting} ", Bold(value))


def _setting(one: Setting) -> Words:
    beside = "" if one.documented else " (what it is called is not documented)"
    after = () if one.value_documented else (" (its name there is not documented)",)
    return (f"{one.name}{beside}: ", Bold(one.value), *after)


# ------------------------------------------------------------------ when


def _schedule(doc: Campaign, key: str) -> Iterator[Block]:
    yield Heading((), 2, "4. Schedule")
    yield Box((), ("Open the tab ", Bold("Schedule"), " and click ", Bold("Edit Settings"), "."))
    yield Box((f"{key}#qualify",), ("Qualification: ", Bold(doc.qualification.shown), f". {_told(said(words.QUALIFY_FACT))}"))
    if doc.limit is not None:
        yield Box((f"{key}#limit",), ("Limit of people: ", Bold(str(doc.limit)), f". {_told(said(words.LIMIT_FACT))}"))
    yield Box((), (Bold("Save"),))


def _done(doc: Campaign, key: str) -> Iterator[Block]:
    yield Heading((), 2, "5. Before it runs")
    yield Box((), (f"Smart List and Flow show no error: {_told(said(words.CHECK_FACT))}",))
    yield Box((), ("The tab ", Bold("Schedule"), " shows how many people qualify: the number is what you expect."))
    yield from _started(doc, key)
    yield Box((), ("syncwright attest ", Bold(f"{PREFIX}{doc.connector}/campaign/{doc.campaign}"), f" --by WHO --env {doc.environment}"))
    yield Heading((), 2, "Not documented")
    yield Table((), ("what nobody has written down",), tuple((one,) for one in doc.not_documented))


def _started(doc: Campaign, key: str) -> Iterator[Block]:
    if doc.type == "trigger":
        yield Box((f"{key}#type",), ("Tab ", Bold("Schedule"), ", click ", Bold("Activate"), f" twice. {_told(said(words.ACTIVATE_FACT))}"))
    elif doc.schedule is None:
        yield Box(
            (f"{key}#type",),
            ("By hand, each time: tab ", Bold("Schedule"), ", ", Bold("Run Once"), ", ", Bold("Run Now"), ", ", Bold("Run"), "."),
        )
    else:
        one = doc.schedule
        yield Box(
            (f"{key}#every",),
            ("Tab ", Bold("Schedule"), ", ", Bold("Schedule Recurrence"), ": ", Bold(one.interval), f", at {one.at}", *_zone(one.timezone)),
        )
        if one.weekdays:
            yield Box((f"{key}#every",), ("Repeat every 1 week, on ", Bold(", ".join(one.weekdays))), 1)
        if one.day is not None:
            yield Box(
                (f"{key}#every",),
                ("On day ", Bold(str(one.day)), " of the month. How a month without that day is taken is not documented."),
                1,
            )
        yield Note((f"{key}#every",), (f"{_told(said(words.RECUR_FACT))} Compare them.",))


def _zone(zone: str | None) -> Words:
    return (f" of {zone}.",) if zone is not None else (". The specs say no time zone.",)


# ------------------------------------------------------------------ words


def _menu(path: tuple[str, ...]) -> Words:
    found: list[str | Bold] = []
    for number, one in enumerate(path):
        found += [" > " if number else "", one if one.startswith("the ") else Bold(one)]
    return tuple(found)


def _source(fact: Said) -> str:
    return f" ({fact.source}{'' if fact.certain else '; observed, not documented'})."


def _told(fact: Said) -> str:
    return f"{_sentence(fact.says)[:-1]}{_source(fact)}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _plain(text: str) -> str:
    return text.replace("`", "")
