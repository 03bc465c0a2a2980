// The names that Salto's formula reader finds. Reads a list of formulas from stdin; prints a list of names a formula, or null for what it cannot read.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url); // unlike `import`, it looks in NODE_PATH
const { extractFormulaIdentifiers } = require('@salto-io/salesforce-formula-parser');

function names(formula) {
  try {
    return extractFormulaIdentifiers(formula);
  } catch {
    return null;
  }
}

console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(names)));
