// What MiniSearch finds in an index of its own, and what the site's scripts find, for each of some queries. Reads JSON, writes JSON.
"use strict";
const fs = require("fs"), path = require("path"), vm = require("vm");
const { site, documents, queries } = JSON.parse(fs.readFileSync(0, "utf-8"));

const MiniSearch = require(path.join(site, "vendor/minisearch.js"));
const own = new MiniSearch({ fields: ["name", "text"], idField: "id" });
own.addAll(documents);
const HOW = { prefix: true, fuzzy: false, boost: { name: 4 } };

const parts = {};
let about, indexOf;
const search = { begin: (said) => { about = said; indexOf = search.indexer(said); }, part: (name, words) => { parts[name] = indexOf(words); } };
const load = (file) => vm.runInNewContext(fs.readFileSync(path.join(site, file), "utf-8"), { MiniSearch, syncwright: { search } });
load("assets/index.js");
load("search/parts.js");
const scores = (index, word) => (index ? Object.fromEntries(index.search(word, HOW).map((one) => [one.id, one.score])) : {});
const ours = (word) => {
  const name = word.slice(0, 2);
  if (!about.parts.includes(name)) return {};
  if (!parts[name]) load(`search/w-${name}.js`);
  return scores(parts[name], word);
};
process.stdout.write(JSON.stringify(queries.map((word) => [word, scores(own, word), ours(word)])));
