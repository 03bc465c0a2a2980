"use strict";
// The map of the estate: places come with the data, Cytoscape draws.
syncwright.map = ({ nodes, edges }) => {
  const colours = () => {
    const said = getComputedStyle(document.documentElement);
    return Object.fromEntries(["back", "front", "soft", "line", "link", "mark"].map((name) => [name, said.getPropertyValue(`--${name}`).trim()]));
  };
  const style = () => {
    const c = colours();
    return [
      { selector: "node", style: { shape: "round-rectangle", width: 200, height: 36, label: "data(id)", "text-valign": "center", "font-size": 14, "text-max-width": 190, "text-wrap": "ellipsis", color: c.front, "background-color": c.back, "border-color": c.line, "border-width": 1, "min-zoomed-font-size": 6 } },
      { selector: "edge", style: { width: 1.2, "line-color": c.soft, "target-arrow-color": c.soft, "target-arrow-shape": "triangle", "curve-style": "bezier", opacity: 0.7 } },
      { selector: ".away, .other", style: { display: "none" } },
      { selector: ".chosen", style: { "border-color": c.link, "border-width": 3, "background-color": c.mark } },
    ];
  };
  const cy = cytoscape({
    container: document.getElementById("map"),
    elements: [
      ...nodes.map(({ x, y, ...data }) => ({ data, position: { x, y } })),
      ...edges.map((data) => ({ data: { ...data, id: `${data.source} ${data.target}` } })),
    ],
    style: style(), layout: { name: "preset" }, minZoom: 0.02, maxZoom: 2.5, autoungrabify: true, boxSelectionEnabled: false,
  });
  syncwright.cy = cy;
  // At first as much as can be read, around what most others have to do with.
  const READABLE = 0.65;
  const show = (what, middle = null) => {
    cy.fit(what, 30);
    cy.zoom(Math.min(Math.max(cy.zoom(), READABLE), 1.2));
    const most = middle ?? what.nodes().max((node) => node.degree()).ele;
    const box = what.boundingBox(), room = cy.extent();
    if (most) cy.center(box.w <= room.w && box.h <= room.h ? what : most);
  };
  document.querySelector("details").open = false;
  const open = document.getElementById("map-open"), connector = document.getElementById("map-connector"), find = document.getElementById("map-find"), all = document.getElementById("map-all");
  document.getElementById("map-names").append(...nodes.map(({ id }) => Object.assign(document.createElement("option"), { value: id })));
  const home = new Map(nodes.map(({ id, x, y }) => [id, { x, y }]));
  // The neighbours of one stand beside it, in columns: to its left what points to it, to its right what it points to.
  const gather = (node) => {
    const { x, y } = home.get(node.id()), right = node.outgoers("node"), left = node.incomers("node").difference(right);
    for (const [side, those] of [[-1, left], [1, right]]) {
      const high = Math.max(9, Math.ceil(Math.sqrt(those.length * 4)));
      those.sort((one, other) => (one.id() < other.id() ? -1 : 1)).forEach((one, number) => {
        const column = Math.floor(number / high), held = Math.min(high, those.length - column * high);
        one.position({ x: x + side * 300 * (column + 1), y: y + ((number % high) - (held - 1) / 2) * 60 });
      });
    }
  };
  const choose = (node) => {
    open.hidden = all.hidden = node === null;
    cy.batch(() => {
      cy.elements().removeClass("away chosen");
      cy.nodes().positions((one) => home.get(one.id()));
      if (node === null) return;
      cy.elements().difference(node.closedNeighborhood()).addClass("away");
      node.addClass("chosen");
      gather(node);
    });
    show(cy.elements(":visible"), node);
    if (node === null) { find.value = ""; return; }
    open.href = node.data("url");
    open.textContent = `Open ${node.id()}`;
  };
  all.addEventListener("click", () => choose(null));
  cy.on("tap", "node", (event) => choose(event.target));
  cy.on("tap", (event) => { if (event.target === cy) choose(null); });
  connector.addEventListener("change", () => {
    cy.nodes().forEach((node) => { node.toggleClass("other", connector.value !== "" && !node.data("connectors").includes(connector.value)); });
    choose(null);
  });
  const go = () => { const node = cy.getElementById(find.value); if (node.nonempty()) choose(node); };
  find.addEventListener("input", go);
  new MutationObserver(() => cy.style(style())).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  show(cy.elements());
  const asked = decodeURIComponent(location.hash.slice(1));
  if (asked && cy.getElementById(asked).nonempty()) choose(cy.getElementById(asked));
};
