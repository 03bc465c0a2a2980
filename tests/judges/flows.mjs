// What Flow Scanner has against flows. Reads a list of paths from stdin; prints, for each, the rules that it breaks and where.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url); // unlike `import`, it looks in NODE_PATH
const { parse, scan } = require('@flow-scanner/lightning-flow-scanner-core');

const paths = JSON.parse(readFileSync(0, 'utf8'));
const answers = {};
for (const result of scan(await parse(paths))) {
  const broken = result.ruleResults.filter((rule) => rule.occurs || rule.errorMessage);
  answers[result.flow.name] = broken.map((rule) => [rule.ruleName, rule.errorMessage ?? rule.details.map((one) => one.name).join(', ')]);
}
process.stdout.write(JSON.stringify(answers));
