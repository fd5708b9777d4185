// npm run check:rules: names the rules of docs/sync.md that no test holds, and fails if there are any.
// With --list: every rule with the tests that name it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findRules, holdersOf } from './lib/rules.mjs';

const root = path.resolve(import.meta.dirname, '..');
const folders = ['shared/src', 'apps/server/src', 'apps/desktop/src', 'e2e'];

process.exitCode = main(process.argv.slice(2));

function main(args) {
  if (args.some((arg) => arg !== '--list'))
    return fail(`unknown option ${args.join(' ')}; the only one is --list`);
  const rules = findRules(readFileSync(path.join(root, 'docs/sync.md'), 'utf8'));
  const holders = holdersOf(testFiles());
  if (args.includes('--list')) for (const rule of rules) list(rule, holders.get(rule.number) ?? []);
  const unheld = rules.filter(({ number }) => !holders.has(number));
  const unknown = [...holders.keys()].filter((number) => !rules.some((rule) => rule.number === number));
  for (const { number, name } of unheld) console.error(`check-rules: no test names S${number} (${name})`);
  for (const number of unknown)
    console.error(
      `check-rules: ${holders.get(number)[0]} names S${number}, which docs/sync.md does not have`,
    );
  return unheld.length + unknown.length === 0 ? 0 : 1;
}

function testFiles() {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true })
      .filter((file) => /\.(test|spec)\.tsx?$/.test(file) && !file.includes('node_modules'))
      .map((file) => path.join(folder, file))
      .sort()
      .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') })),
  );
}

function list({ number, name }, titles) {
  console.log(`S${number} ${name}: ${titles.length} tests`);
  for (const title of titles) console.log(`  ${title}`);
}

function fail(message) {
  console.error(`check-rules: ${message}`);
  return 1;
}
