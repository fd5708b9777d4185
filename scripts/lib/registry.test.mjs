import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { renderRegistry } from './registry.mjs';

const root = path.resolve(import.meta.dirname, '../..');
let source;

beforeEach(() => {
  source = mkdtempSync(path.join(tmpdir(), 'registry-'));
});
afterEach(() => rmSync(source, { recursive: true }));

function write(file, text) {
  mkdirSync(path.dirname(path.join(source, file)), { recursive: true });
  writeFileSync(path.join(source, file), text);
}

test('lists every model and the mutations of every file, and leaves out tests and notes', () => {
  write('model/ticket.ts', 'export const ticketModel = {};\n');
  write('model/read-marker.ts', 'export const readMarkerModel = {};\n');
  write('model/ticket.test.ts', '');
  write('model/README.md', '');
  write('mutations/ticket.ts', 'export const ticketMutations = [];\n');

  const text = renderRegistry(source);

  expect(text).toContain("import { readMarkerModel } from './model/read-marker.ts';\n");
  expect(text).toContain('export const models = [readMarkerModel, ticketModel] as const;\n');
  expect(text).toContain('export const mutations = [...ticketMutations] as const;\n');
  expect(text).not.toContain('test');
});

test('refuses a file that does not export what its name promises', () => {
  write('model/ticket.ts', 'export const issueModel = {};\n');
  expect(() => renderRegistry(source)).toThrow('model/ticket.ts must have "export const ticketModel"');
});

test.each([0, 1, 3, 14])('with %i entities it is formatted as the formatter wants it', (count) => {
  const names = [
    'ticket',
    'read',
    'read-marker',
    'read-2',
    'read-10',
    'user',
    'a-b',
    'ab',
    'project',
    'thread',
  ];
  for (const name of [...names, 'message', 'division', 'activity', 'membership'].slice(0, count)) {
    const camel = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    write(`model/${name}.ts`, `export const ${camel}Model = {};\n`);
    write(`mutations/${name}.ts`, `export const ${camel}Mutations = [];\n`);
  }
  const text = renderRegistry(source);
  const biome = path.join(root, 'node_modules/.bin/biome');
  const args = ['check', '--write', '--stdin-file-path=shared/src/registry.generated.ts'];
  expect(execFileSync(biome, args, { cwd: root, input: text, encoding: 'utf8' })).toBe(text);
});
