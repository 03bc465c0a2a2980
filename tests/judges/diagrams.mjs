// Reads a drawing as Graphviz or Mermaid does. Reads {dot} or {mermaid} from stdin; prints what it holds, or {error}.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const said = JSON.parse(readFileSync(0, 'utf8'));
const load = (path) => import(pathToFileURL(join(process.env.NODE_PATH, path)));

async function graphviz(text) {
  const { instance } = await load('@viz-js/viz/dist/viz.js');
  const viz = await instance();
  const { objects = [] } = viz.renderJSON(text);
  return {
    nodes: objects.map(({ name }) => name),
    svg: viz.renderString(text, { format: 'svg' }), // its texts are what is shown; those of the JSON are written with escapes again
  };
}

async function mermaid(text) {
  // Mermaid cleans what it draws with a library that needs a browser. Nothing is drawn here.
  const { default: purify } = await load('dompurify/dist/purify.es.mjs');
  Object.assign(purify, { addHook() {}, sanitize: (dirty) => dirty });
  const { default: library } = await load('mermaid/dist/mermaid.core.mjs');
  library.initialize({ maxTextSize: 10_000_000, maxEdges: 100_000 });
  const { diagramType } = await library.parse(text);
  const { db } = await library.mermaidAPI.getDiagramFromText(text);
  return {
    type: diagramType,
    nodes: [...db.getVertices().values()].map(({ id, text }) => [id, decoded(text)]),
    edges: db.getEdges().map(({ start, text, end }) => [start, decoded(text), end]),
  };
}

// Mermaid marks `#38;` as `ﬂ°°38¶ß` until it draws.
const decoded = (text) => text.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code)));

try {
  console.log(JSON.stringify(await ('dot' in said ? graphviz(said.dot) : mermaid(said.mermaid))));
} catch (error) {
  console.log(JSON.stringify({ error: String(error.message) }));
}
