"use strict";
// The map of the estate: places come with the data, Cytoscape draws.
syncwright.map = ({ around, title, systems, areas, blocks, streams, objects, ways, relations }) => {
  // Sizes in pixels as places have them; a distance at which names can be read; how many neighbours can be told apart.
  const WIDE = 200, HIGH = 36, READABLE = 0.65, CROWD = 60;
  const colours = () => {
    const said = getComputedStyle(document.documentElement);
    return Object.fromEntries(["back", "front", "soft", "line", "link", "mark", "tint"].map((name) => [name, said.getPropertyValue(`--${name}`).trim()]));
  };
  const style = () => {
    const c = colours(), arrow = { "target-arrow-color": c.soft, "source-arrow-color": c.soft };
    return [
      { selector: "node", style: { shape: "round-rectangle", "text-max-width": WIDE - 10, "text-wrap": "ellipsis", color: c.front, "background-color": c.back, "border-color": c.line, "border-width": 1 } },
      { selector: ".object", style: { width: WIDE, height: HIGH, label: "data(id)", "text-valign": "center", "font-size": 14, "min-zoomed-font-size": 6, "background-color": c.line, "border-width": 0 } },
      { selector: ".area", style: { width: "data(wide)", height: "data(high)", label: "data(label)", "text-valign": "top", "text-max-width": "data(wide)", events: "no", "z-compound-depth": "bottom" } },
      { selector: ".salesforce", style: { "background-color": c.tint, "border-color": c.soft, "font-weight": "bold" } },
      { selector: ".block", style: { "background-color": c.tint } },
      { selector: ".system", style: { width: "data(wide)", height: "data(high)", label: (one) => `${one.data("name")}\n${one.data("title")}`, "text-wrap": "wrap", "text-valign": "center", "text-max-width": "data(wide)", "border-color": c.soft, "border-width": 2, "background-color": c.tint } },
      { selector: ".beside", style: { width: 220, height: 70 } },
      { selector: "edge", style: { width: 1.2, "line-color": c.soft, ...arrow, "curve-style": "bezier", opacity: 0.7 } },
      { selector: ".target", style: { "target-arrow-shape": "triangle" } },
      { selector: ".source", style: { "source-arrow-shape": "triangle" } },
      { selector: ".stream", style: { width: 3, opacity: 1, "source-endpoint": "data(side)", label: "data(word)", color: c.front, "text-background-color": c.tint, "text-background-opacity": 1, "text-background-padding": 2 } },
      { selector: ".way", style: { label: "data(word)", "font-size": 12, color: c.front, "text-background-color": c.tint, "text-background-opacity": 1 } },
      { selector: ".away, .other", style: { display: "none" } },
      { selector: ".chosen", style: { "border-color": c.link, "border-width": 3, "background-color": c.mark } },
    ];
  };
  const heads = (ends) => (ends === "both" ? "target source" : ends);
  const counted = (count) => (count === 1 ? "1 field" : `${count.toLocaleString("en")} fields`);
  // Arrows leave an area on the side on which their system stands.
  const sides = new Map(systems.map(({ id, x }) => [id, x < around.x ? "270deg" : "90deg"])), beside = (id) => sides.get(id);
  const area = ({ x, y, ...data }, classes) => ({ data, position: { x, y }, classes: `area ${classes}`, selectable: false });
  const cy = cytoscape({
    container: document.getElementById("map"),
    elements: [
      area({ id: "salesforce", label: "Salesforce", ...around }, "salesforce"),
      ...areas.map((one) => area(one, "some")),
      ...blocks.map((one) => area(one, "block")),
      ...systems.map(({ x, y, ...data }) => ({ data, position: { x, y }, classes: "system" })),
      ...objects.map(([id, x, y]) => ({ data: { id, url: `objects/${id}.html` }, position: { x, y }, classes: "object" })),
      ...streams.map(([source, target, ends, word]) => ({ data: { id: `${source} ${target}`, source, target, word, side: beside(target) }, classes: `stream ${heads(ends)}` })),
      ...ways.map(([source, target, ends, count]) => ({ data: { id: `${source} ${target}`, source, target, word: counted(count), ends }, classes: `way away ${heads(ends)}` })),
      ...relations.map(([source, target, fields]) => ({ data: { id: `${source} ${target}`, source, target, fields }, classes: "relation target" })),
    ],
    style: style(), layout: { name: "preset" }, minZoom: 0.01, maxZoom: 2.5, autoungrabify: true, boxSelectionEnabled: false,
  });
  syncwright.cy = cy;
  const things = cy.nodes(".object, .system"), behind = cy.elements(".area, .stream"), theirs = cy.edges(".way");
  // Titles of what is large can be read from afar: they are as large on the screen whatever the distance.
  const scale = () => {
    const size = Math.min(Math.max(14, 13 / cy.zoom()), title * 0.6);
    cy.batch(() => {
      behind.style("font-size", size);
      things.filter(".system").forEach((one) => { one.style("font-size", one.hasClass("beside") ? 16 : size * 1.1); });
      behind.nodes().style("text-margin-y", size * 1.4);
      behind.edges().style({ width: size / 7 });
    });
  };
  let waits = 0;
  cy.on("zoom", () => { cancelAnimationFrame(waits); waits = requestAnimationFrame(scale); });
  const show = (what, middle = null) => {
    cy.fit(what, 40);
    cy.zoom(Math.min(cy.zoom(), 1.2));
    // What is chosen can be read, even if not all around it fits.
    if (middle && cy.zoom() < READABLE) cy.zoom(READABLE);
    const box = what.boundingBox(), room = cy.extent();
    cy.center(!middle || (box.w <= room.w && box.h <= room.h) ? what : middle);
    scale();
  };
  document.querySelector("#main details").open = false;
  const at = (id) => document.getElementById(id);
  const open = at("map-open"), connector = at("map-connector"), find = at("map-find"), all = at("map-all"), said = at("map-said");
  at("map-names").append(...objects.map(([id]) => Object.assign(document.createElement("option"), { value: id })));
  const home = new Map(things.map((node) => [node.id(), { ...node.position() }]));
  let chosen = null;
  // The neighbours of one stand beside it, in columns: to its left what points to it, to its right what it points to and syncs with.
  const gather = (node) => {
    const { x, y } = home.get(node.id()), right = node.outgoers("node"), left = node.incomers("node").difference(right);
    for (const [side, those] of [[-1, left], [1, right]]) {
      const high = Math.max(9, Math.ceil(Math.sqrt(those.length * 4)));
      those.sort((one, other) => other.hasClass("system") - one.hasClass("system") || (one.id() < other.id() ? -1 : 1)).forEach((one, number) => {
        const column = Math.floor(number / high), held = Math.min(high, those.length - column * high);
        one.position({ x: x + side * 380 * (column + 1), y: y + ((number % high) - (held - 1) / 2) * 130 });
      });
    }
  };
  const WORDS = { both: "both ways", target: "from Salesforce", source: "to Salesforce" };
  const tell = (node) => {
    const name = (one) => one.data("name") ?? one.id();
    const of = (edges, word) => edges.map(word).join(", ");
    const parts = [
      of(node.connectedEdges(".way"), (edge) => `${node.hasClass("system") ? edge.source().id() : name(edge.target())} ${WORDS[edge.data("ends")]}, ${edge.data("word")}`),
      of(node.outgoers("edge.relation"), (edge) => `points to ${edge.target().id()}`),
      of(node.incomers("edge.relation"), (edge) => `${edge.source().id()} points to it`),
    ].filter(Boolean);
    const text = `${name(node)}: ${parts.join("; ") || "nothing"}`;
    return text.length > 400 ? `${text.slice(0, 399)}…` : text;
  };
  const choose = (node) => {
    chosen = node;
    const crowd = node !== null && node.degree() > CROWD;
    open.hidden = all.hidden = node === null;
    cy.batch(() => {
      cy.elements().removeClass("away chosen beside");
      theirs.addClass("away");
      things.positions((one) => home.get(one.id()));
      if (node === null) return;
      node.addClass("chosen");
      if (crowd) {
        // Too many for arrows: they stay where they stand, without all others.
        cy.nodes(".object, .system").difference(node.closedNeighborhood()).addClass("away");
        cy.edges(".relation, .stream").difference(node.connectedEdges()).addClass("away");
        return;
      }
      const near = node.closedNeighborhood().difference(behind);
      cy.elements().difference(near).addClass("away");
      near.removeClass("away").filter(".system").addClass("beside");
      gather(node);
    });
    show(cy.elements(":visible"), crowd ? null : node);
    said.textContent = node === null ? "" : tell(node);
    if (node === null) { find.value = ""; return; }
    open.href = node.data("url");
    open.textContent = `Open ${node.data("name") ?? node.id()}`;
  };
  all.addEventListener("click", () => choose(null));
  cy.on("tap", ".object, .system", ({ target }) => { if (target.same(chosen ?? cy.collection())) location.assign(open.href); else choose(target); });
  cy.on("tap", (event) => { if (event.target === cy) choose(null); });
  // Keys go to what stands next on the map in their direction, as it stands when all is shown.
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const next = ([dx, dy]) => {
    if (chosen === null) return things.filter((one) => !one.hasClass("other")).first();
    const from = home.get(chosen.id());
    const far = (one) => {
      const to = home.get(one.id()), along = (to.x - from.x) * dx + (to.y - from.y) * dy, aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
      return along > 0 ? along + 3 * aside : Infinity;
    };
    const nearest = things.difference(chosen).filter((one) => !one.hasClass("other")).min(far);
    return nearest.value < Infinity ? nearest.ele : chosen;
  };
  cy.container().addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (WAYS[event.key]) choose(next(WAYS[event.key]));
    else if (event.key === "+" || event.key === "-") cy.zoom({ level: cy.zoom() * (event.key === "+" ? 1.25 : 0.8), renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
    else if (event.key === "Enter" && chosen) location.assign(open.href);
    else if (event.key === "Escape") choose(null);
    else return;
    event.preventDefault();
  });
  connector.addEventListener("change", () => {
    const kept = connector.value === "" ? null : cy.getElementById(`connector:${connector.value}`);
    cy.batch(() => {
      const there = kept?.closedNeighborhood();
      things.forEach((one) => { one.toggleClass("other", kept !== null && !there.contains(one)); });
      cy.nodes(".some").forEach((one) => { one.toggleClass("other", kept !== null && !there.contains(one)); });
      cy.nodes(".block").forEach((one) => { one.toggleClass("other", kept !== null); });
    });
    choose(null);
  });
  const go = () => { const node = cy.getElementById(find.value); if (node.hasClass("object")) choose(node); };
  find.addEventListener("input", go);
  new MutationObserver(() => { cy.style(style()); scale(); }).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  // In a small window at first the objects alone.
  show(cy.width() < 700 ? cy.nodes(".salesforce") : cy.elements(":visible"));
  const jump = () => { const asked = cy.getElementById(decodeURIComponent(location.hash.slice(1))); if (asked.hasClass("object")) choose(asked); };
  addEventListener("hashchange", jump);
  jump();
};
