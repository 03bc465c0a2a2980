"""The request and the smart lists as people read them: Markdown drawn from the documents, each line with the spec keys behind it."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.facts import Fact
from syncwright.markdown import escaped
from syncwright.page import Page
from syncwright.platforms.marketo.filters import facts
from syncwright.platforms.marketo.filters.scope import Scope
from syncwright.platforms.marketo.support.parties import Document, introduce

_QUERIES = {
    "in_scope": "Records that are to sync:",
    "out_of_scope": "Records that are not to sync:",
    "not_up_to_date": "Records whose stored answer is not what the formula says of them now; 0 before the ticket is sent:",
}


def request_page(doc: Document, scope: Scope) -> Page:
    """The ticket's text, what has to be true before, and what nobody has documented."""
    page, key = Page(), scope.key
    field, when = f"{key}#as.field", f"{key}#as.syncs_when" if scope.box else f"{key}#cases"
    page.add(f"# Custom sync filter {escaped(scope.of.name)} for {escaped(doc['connector'])}, {escaped(doc['environment'])}")
    page.add()
    page.add(f"{escaped(_sentence(doc['why']))} Owner: {escaped(doc['owner'])}.", f"{key}#why", f"{key}#owner")
    page.add(f"{_fact(facts.BY_SUPPORT)} {_fact(facts.NOT_SHOWN)}")
    page.add()
    page.add("## Before the ticket is sent")
    page.add()
    for line in _before(doc):
        page.add(f"- [ ] {line}", field)
    page.add()
    introduce(page, doc)
    page.add("Please have the Salesforce sync of this subscription take only records of which this holds:")
    page.add()
    page.add("| object | field | API name | type | syncs when it is |")
    page.add("|---|---|---|---|---|")
    for one in doc["objects"]:
        row = (one["object"], one["label"], one["field"], one["type"], " or ".join(one["syncs_when"]))
        page.add(f"| {' | '.join(map(escaped, row))} |", field, when)
    page.add()
    page.add("Before anything is switched on, please tell us:")
    page.add()
    page.add("1. Which custom sync filter does this subscription have now, on which objects and fields?")
    for number, line in enumerate(doc["not_documented"], 2):
        page.add(f"{number}. Not documented: {line}.")
    page.add()
    page.add("## Counts")
    page.add()
    page.add(
        "Ask them as a user who sees every record, and put the numbers beside the ticket; the sync user's own numbers are those it may see."
    )
    for one in doc["objects"]:
        _counts(page, one, (field, when, f"{key}#{'where' if scope.box else 'cases'}"))
    return page


def _before(doc: Document) -> Iterator[str]:
    fields = ", ".join(f"{one['object']}.{escaped(one['field'])}" for one in doc["objects"])
    yield f"{fields} exist, and are no formulas: {facts.NO_FORMULA.says} ({facts.NO_FORMULA.source})."
    yield f"The sync user {escaped(doc['sync_user'])} reads them: the permission set of this build is deployed and assigned."
    if doc["backfill"] == "bulk":
        yield "Every record has its answer: the backfill step of the plan is done, and the last count below is 0 on each object."
    else:
        yield "Every record has its answer: somebody has filled it by hand, as the specs say, and the last count below is 0 on each object."
    yield f"Ask Salesforce for an index: {facts.INDEXED.says} ({facts.INDEXED.source})."
    if doc["refresh"]:
        yield "The flow that renews the answers every night is active."
    yield "The smart lists of records out of scope have been looked at: what is done with those people is decided."


def _counts(page: Page, one: Document, keys: tuple[str, ...]) -> None:
    for name, title in _QUERIES.items():
        for query in one["counts"][name]:
            page.add()
            page.add(f"{one['object']}. {title}")
            page.add()
            page.code("sql", query, *keys)


def lists_page(catalog: Catalog, found: list[Document], scope: Scope) -> Page:
    """Every smart list, filter by filter."""
    page, key = Page(), scope.key
    page.add(f"# Smart lists of {escaped(scope.of.name)} for {escaped(scope.connector.name)}, {escaped(catalog.environment.name)}")
    page.add()
    page.add(
        "Each list says the same as the specs, for people without a value too. Build it filter by filter, in this order, and set the logic."
    )
    page.add(f"Before: {facts.NEXT_UPDATE.says} ({facts.NEXT_UPDATE.source}), so that every record has to be updated once.")
    page.add(
        "Who is out of scope is best looked at before the sync filter is switched on: whether such records still change in Marketo after"
    )
    page.add("that is not documented.")
    for one in found:
        for each in one["lists"]:
            list_of(page, catalog, one["object"], each, scope)
        for refusal in one["refused"]:
            rule = f" ({refusal['rule']} {refusal['name']})" if refusal["rule"] else ""
            page.add()
            page.add(
                f"The condition in full is no smart list{rule}: {_plain(refusal['says'])}.", f"{key}#{'where' if scope.box else 'cases'}"
            )
    page.add()
    page.add("## Not documented")
    page.add()
    for line in facts.LISTS_NOT_DOCUMENTED:
        page.add(f"- {line}")
    return page


def list_of(page: Page, catalog: Catalog, owner: str, each: Document, scope: Scope) -> None:
    """One smart list, filter by filter."""
    by = "the stored answer" if each["by"] == "answer" else "the condition in full"
    text = "where" if scope.box else "cases"
    said = ("as.field", "as.syncs_when" if scope.box else text) if each["by"] == "answer" else (text,)
    keys = tuple(f"{scope.key}#{one}" for one in said)
    page.add()
    page.add(f"## {owner}, {each['finds']}, by {by}")
    page.add()
    for one in each["filters"]:
        values = f" {' or '.join(escaped(_between_quotes(value)) for value in one['values'])}" if one["values"] else ""
        shown = f" ({owner}.{escaped(one['field'])})" if one["field"] else ""
        more = (f"object/{owner}#{one['field']}",) if one["field"] and catalog.has(owner, one["field"]) else ()
        page.add(f"{one['number']}. **{escaped(one['name'])}**{shown} *{one['operator']}*{values}", *(keys if one["field"] else ()), *more)
    page.add()
    page.add(f"Logic: {'Use ALL filters' if each['match'] == 'All' else each['logic']}", *keys)


def _between_quotes(value: str) -> str:
    """A value between quotes, so that blanks at its ends show."""
    return f"'{value}'"


def _plain(says: str) -> str:
    return escaped(says.replace("`", ""))


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:].rstrip('.')}."


def _fact(fact: Fact) -> str:
    return f"{_sentence(fact.says)[:-1]} ({fact.source})."
