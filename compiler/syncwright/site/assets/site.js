"use strict";
// What pages do: search, tables that are filtered and sorted, light and dark. Nothing is fetched; scripts alone are loaded, from beside the page.
const syncwright = (globalThis.syncwright = {});
const up = document.body.dataset.up;

const loaded = new Map();
const load = (path) => {
  if (!loaded.has(path)) {
    loaded.set(path, new Promise((done, failed) => {
      const script = Object.assign(document.createElement("script"), { src: up + path, onload: done, onerror: failed });
      document.head.append(script);
    }));
  }
  return loaded.get(path);
};

// ---------------------------------------------------------------- search

syncwright.search = (() => {
  const HOW = { prefix: true, fuzzy: false, boost: { name: 4 } }, SHOWN = 30, KEPT = 8;
  const indexes = new Map(), blocks = new Map(), latest = new Map();
  let about = null, indexOf = null;

  const begin = (said) => { about = { ...said, parts: new Set(said.parts), common: new Set(said.common) }; };
  const part = (name, words) => {
    indexOf ??= syncwright.search.indexer(about);
    indexes.set(name, indexOf(words));
  };
  const block = (name, entries) => blocks.set(+name, entries);
  const file = (name) => `search/w-${[...name].map((c) => (/[A-Za-z0-9]/.test(c) ? c : "-" + c.codePointAt(0).toString(16))).join("")}.js`;
  const ready = () => Promise.all([load("vendor/minisearch.js"), load("assets/index.js"), load("search/parts.js")]);

  // Words as the index has them: none of one letter, such as the `c` of `__c`, and common ones only where nothing else is asked for.
  const wordsOf = (text) => {
    const all = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => [...word].length > 1);
    const telling = all.filter((word) => !about.common.has(word));
    return [...new Set(telling.length ? telling : all)];
  };

  const scored = async (word) => {
    const name = [...word].slice(0, 2).join("");
    if (!about.parts.has(name)) return new Map();
    await load(file(name));
    return new Map(indexes.get(name).search(word, HOW).map((one) => [one.id, one.score]));
  };

  // Whoever types the next word has not changed those before it.
  const scores = (word) => {
    const found = latest.get(word) ?? scored(word);
    latest.delete(word);
    latest.set(word, found);
    if (latest.size > KEPT) latest.delete(latest.keys().next().value);
    return found;
  };

  const find = async (text) => {
    await ready();
    const words = wordsOf(text);
    if (!words.length) return null;
    const each = await Promise.all(words.map(scores));
    const [first, ...others] = each.sort((a, b) => a.size - b.size);
    const all = [];
    for (const [id, score] of first) {
      if (others.every((one) => one.has(id))) all.push([others.reduce((sum, one) => sum + one.get(id), score), id]);
    }
    all.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    const best = all.slice(0, SHOWN).map(([, id]) => id);
    await Promise.all([...new Set(best.map((id) => Math.floor(id / about.block)))].map((n) => load(`search/entries-${n}.js`)));
    const entries = best.map((id) => blocks.get(Math.floor(id / about.block))[id % about.block]);
    // What is named exactly so comes first, however often others say the word.
    const exact = text.toLowerCase(), named = ([, title]) => Number(title.toLowerCase() === exact || title.toLowerCase().endsWith(`.${exact}`));
    return { count: all.length, entries: entries.sort((a, b) => named(b) - named(a)) };
  };
  return { begin, part, block, find, ready };
})();

(() => {
  const box = document.getElementById("search"), list = document.getElementById("found");
  const PAUSE = 30;
  let asked = 0, chosen = -1;
  const close = () => { list.hidden = true; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); chosen = -1; };
  const choose = (n) => {
    const options = [...list.querySelectorAll("[role=option]")];
    if (!options.length) return;
    chosen = (n + options.length) % options.length;
    options.forEach((one, at) => one.setAttribute("aria-selected", String(at === chosen)));
    box.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  };
  const option = ([kind, title, url], at) => {
    const item = Object.assign(document.createElement("li"), { role: "presentation" });
    const link = Object.assign(document.createElement("a"), { id: `found-${at}`, role: "option", href: up + url, tabIndex: -1 });
    link.setAttribute("aria-selected", "false");
    const word = Object.assign(document.createElement("span"), { textContent: kind, className: "kind" });
    link.append(title, " ", word);
    item.append(link);
    return item;
  };
  const look = async () => {
    const mine = ++asked, text = box.value.trim();
    if (!text) return close();
    // Letters that come at once are looked up once.
    await new Promise((done) => setTimeout(done, PAUSE));
    if (mine !== asked) return;
    const found = await syncwright.search.find(text);
    if (mine !== asked) return;
    if (!found) return close();
    const { count, entries } = found;
    list.dataset.text = text;
    list.replaceChildren(...entries.map(option));
    const rest = count - entries.length;
    const last = Object.assign(document.createElement("li"), { className: "rest", role: "presentation" });
    last.textContent = count ? (rest > 0 ? `and ${rest.toLocaleString("en")} more` : "") : "nothing found";
    if (last.textContent) list.append(last);
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    chosen = -1;
  };
  box.addEventListener("focus", () => syncwright.search.ready(), { once: true });
  box.addEventListener("input", look);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Escape") { box.value = ""; close(); return; }
    else if (event.key === "Enter") list.querySelectorAll("[role=option]")[Math.max(chosen, 0)]?.click();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".search")) close(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) { event.preventDefault(); box.focus(); }
  });
})();

// ---------------------------------------------------------------- tables

for (const table of document.querySelectorAll("table.sheet")) {
  const rows = [...table.tBodies[0].rows];
  const input = Object.assign(document.createElement("input"), { type: "search", placeholder: table.dataset.filter });
  input.setAttribute("aria-label", table.dataset.filter);
  const count = Object.assign(document.createElement("span"), { className: "count" });
  count.setAttribute("role", "status");
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      left += row.hidden ? 0 : 1;
    }
    count.textContent = words.length ? `${left.toLocaleString("en")} of ${rows.length.toLocaleString("en")}` : "";
  });
  const above = Object.assign(document.createElement("p"), { className: "filter" });
  above.append(input, " ", count);
  table.before(above);
  [...table.tHead.rows[0].cells].forEach((head, at) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: head.textContent });
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const way = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", way === 1 ? "ascending" : "descending");
      const key = (row) => row.cells[at].textContent;
      rows.sort((a, b) => way * key(a).localeCompare(key(b), "en", { numeric: true }));
      table.tBodies[0].append(...rows);
    });
  });
}

// ---------------------------------------------------------------- what scrolls sideways

const sideways = new ResizeObserver((seen) => {
  for (const { target } of seen) {
    // Keys scroll what has the focus.
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0; else target.removeAttribute("tabindex");
  }
});
for (const one of document.querySelectorAll("pre, figure, table")) sideways.observe(one);

// ---------------------------------------------------------------- light and dark

(() => {
  const button = document.getElementById("theme"), root = document.documentElement;
  const dark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const show = () => { button.textContent = dark() ? "☀" : "☾"; button.setAttribute("aria-pressed", String(dark())); };
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* for this page alone */ }
    show();
  });
  show();
})();
