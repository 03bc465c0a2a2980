"""A runbook as a page with checkboxes, drawn from its document, each line with the spec keys behind it."""

from collections.abc import Iterator, Mapping

from syncwright.markdown import escaped, prose
from syncwright.page import Page
from syncwright.runbook.document import Document, Keys, Runbook


def page(doc: Document, runbook: Runbook, keys_of: Mapping[str, tuple[str, str]], behind: Keys) -> Page:
    """What it is, then a section for each connector or unit. `keys_of`: their spec keys, and those of who watches them."""
    out = Page()
    out.add(f"# Runbook for {runbook.system} in {escaped(doc['estate'])}, {escaped(doc['environment'])}")
    out.add()
    for line in runbook.says:
        out.add(line)
    for connector in doc["connectors"]:
        key, operations = keys_of[connector["name"]]
        _draw_connector(out, connector, key, operations, _folder(runbook), behind)
    if "resources" in doc:
        _draw_resources(out, doc["resources"])
    return out


def _folder(runbook: Runbook) -> str:
    return f"{runbook.path.rpartition('/')[0]}/"


def _draw_connector(out: Page, connector: Document, key: str, operations: str, folder: str, behind: Keys) -> None:
    out.add()
    out.add(f"## {escaped(connector['name'])}", key)
    out.add()
    out.add(f"Owner: {escaped(connector['owner'])}.", key)
    for part in connector["parts"]:
        out.add()
        out.add(f"### {part['title']}", key)
        out.add()
        for task in part["tasks"]:
            _draw_task(out, task, folder, behind[task["id"]])
    if connector["review"] is not None:
        _draw_review(out, connector["review"], operations)


def _draw_task(out: Page, task: Document, folder: str, keys: tuple[str, ...]) -> None:
    out.add("\n".join(_told(task, folder)), *keys)


def _told(task: Document, folder: str) -> Iterator[str]:
    yield f"- [ ] **{prose(_upper(task['title']))}** ({escaped(task['owner'])}, in {escaped(task['system'])})"
    sure = "" if task["certain"] else " (observed, not documented)"
    yield f"  - Why: {escaped(task['why'])}{sure}. Source: {escaped(task['source'])}"
    if task["after"]:
        yield f"  - After: {', '.join(f'`{one}`' for one in task['after'])}"
    if task["where"] is not None:
        yield f"  - Where: {escaped(task['where'])}"
    for value in task["values"]:
        yield f"  - {escaped(value['name'])}: **{escaped(value['value'])}**"
    for sentence in (*task["does"], *task["notes"]):
        yield f"  - {prose(sentence)}"
    if task["file"] is not None:
        yield f"  - Details: [{escaped(task['file'])}]({_link(task['file'], folder)})"
    yield f"  - Done when: {prose(task['verify'])}"
    yield f"  - `{task['attest']}`"


def _draw_review(out: Page, review: Document, key: str) -> None:
    out.add()
    out.add("### Again and again", key)
    out.add()
    deputy = f", else {escaped(review['deputy'])}" if review["deputy"] is not None else ""
    out.add(f"- [ ] **Look at the sync errors, every {escaped(review['every'])}** ({escaped(review['owner'])}{deputy})", key)
    out.add(f"  - Where: {escaped(review['where'])}", key)
    out.add(f"  - `{review['attest']}`", key)


def _draw_resources(out: Page, resources: list[Document]) -> None:
    out.add()
    out.add("## To read")
    out.add()
    for one in resources:
        shown = escaped(one["title"]) if one["url"] is None else f"[{escaped(one['title'])}]({one['url']})"
        out.add(f"- {shown}", *([one["from"]] if one["from"] else []))


def _link(file: str, folder: str) -> str:
    """From a page in this folder to another generated file."""
    return file.removeprefix(folder) if file.startswith(folder) else f"{'../' * folder.count('/')}{file}"


def _upper(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
