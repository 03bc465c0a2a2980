"use strict";
// Below each picture: copies its text, and saves the picture as a file where none lies beside the page.
(() => {
  const SHOWN = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "text-anchor", "paint-order"];
  // A file has no style sheet beside it: each element takes along how it looks here.
  const saved = (svg) => {
    const copy = svg.cloneNode(true);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const from = svg.querySelectorAll("*"), to = copy.querySelectorAll("*");
    from.forEach((one, at) => {
      const look = getComputedStyle(one);
      for (const name of SHOWN) to[at].setAttribute(name, look.getPropertyValue(name));
    });
    const back = document.createElementNS(copy.namespaceURI, "rect");
    for (const [name, value] of [["width", "100%"], ["height", "100%"], ["fill", getComputedStyle(document.body).backgroundColor]]) back.setAttribute(name, value);
    copy.prepend(back);
    for (const link of copy.querySelectorAll("a")) link.setAttribute("href", new URL(link.getAttribute("href"), location.href).href);
    return new XMLSerializer().serializeToString(copy);
  };
  const button = (text, deed) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    made.addEventListener("click", deed);
    return made;
  };
  for (const take of document.querySelectorAll("details.take")) {
    take.addEventListener("toggle", () => {
      if (take.querySelector("button")) return;
      const pre = take.querySelector("pre"), svg = take.parentElement.querySelector("svg");
      const copy = button("Copy the text", () => {
        getSelection().selectAllChildren(pre);
        copy.textContent = document.execCommand("copy") ? "Copied" : "Selected";
      });
      const line = document.createElement("p");
      line.append(copy);
      if (svg && !take.querySelector("a")) {
        line.append(button("Save as SVG", () => {
          const url = URL.createObjectURL(new Blob([saved(svg)], { type: "image/svg+xml" }));
          const name = (take.closest("[id]")?.id ?? "picture").replace(/[^\w.-]+/g, "-");
          Object.assign(document.createElement("a"), { href: url, download: `${name}.svg` }).click();
          setTimeout(() => URL.revokeObjectURL(url), 1000);
        }));
      }
      pre.before(line);
    });
  }
})();
