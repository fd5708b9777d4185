// npm run generate: writes shared/src/registry.generated.ts, the list of every entity's model and mutations.
// npm run check:generated: fails when that file is not what the folders hold.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { renderRegistry } from './lib/registry.mjs';

const source = path.resolve(import.meta.dirname, '../shared/src');
const target = path.join(source, 'registry.generated.ts');

process.exitCode = main(process.argv.slice(2));

function main(args) {
  if (args.some((arg) => arg !== '--check'))
    return fail(`unknown option ${args.join(' ')}; the only one is --check`);
  try {
    const wanted = renderRegistry(source);
    return args.includes('--check') ? check(wanted) : write(wanted);
  } catch (error) {
    return fail(error.message);
  }
}

function check(wanted) {
  if (read() === wanted) return 0;
  return fail('shared/src/registry.generated.ts is out of date; run "npm run generate" and commit it');
}

function write(wanted) {
  if (read() !== wanted) writeFileSync(target, wanted);
  return 0;
}

function read() {
  try {
    return readFileSync(target, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function fail(message) {
  console.error(`generate-registry: ${message}`);
  return 1;
}
