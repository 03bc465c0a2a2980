// What a SOQL parser makes of conditions. Reads a list of conditions from stdin; prints a list of {where} or {error}.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url); // unlike `import`, it looks in NODE_PATH
const { parseQuery } = require('@jetstreamapp/soql-parser-js');

function parsed(condition) {
  try {
    const { where, ...rest } = parseQuery(`SELECT Id FROM Lead WHERE ${condition}`);
    // Text such as `A = 1 LIMIT 5` is more than a condition.
    const more = Object.keys(rest).filter((key) => !['fields', 'sObject'].includes(key));
    return more.length ? { error: `more than a condition: ${more}` } : { where };
  } catch (error) {
    return { error: String(error.message) };
  }
}

console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(parsed)));
