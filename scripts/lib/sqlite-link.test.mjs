import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { linkSqlite } from './sqlite-link.mjs';

let folder;
let out;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'link-')));
  out = path.join(folder, 'app/out');
  for (const place of ['app', 'stand-in', 'newer']) {
    mkdirSync(path.join(folder, place, 'node_modules/better-sqlite3'), { recursive: true });
    writeFileSync(path.join(folder, place, 'node_modules/better-sqlite3/index.js'), '');
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Where a file of the build finds better-sqlite3: app, stand-in or newer. Asked of a new Node, since Node remembers. */
function found() {
  const build = path.join(out, 'main/index.js');
  const ask = 'require("node:module").createRequire(process.argv[1]).resolve("better-sqlite3")';
  const file = execFileSync(process.execPath, ['-p', ask, build], { encoding: 'utf8' });
  return path.relative(folder, file.trim()).split(path.sep)[0];
}

function modulesOf(place) {
  return path.join(folder, place, 'node_modules');
}

test('the build uses the SQLite of the stand-in, and of a newer one after it', () => {
  linkSqlite({ modules: modulesOf('stand-in') }, out);
  expect(found()).toBe('stand-in');
  linkSqlite({ modules: modulesOf('stand-in') }, out);
  linkSqlite({ modules: modulesOf('newer') }, out);
  expect(found()).toBe('newer');
});

test("with the official Electron it is the app's own again, and the stand-in's is untouched", () => {
  linkSqlite({ modules: modulesOf('stand-in') }, out);
  linkSqlite({}, out);
  expect(found()).toBe('app');
  expect(existsSync(path.join(modulesOf('stand-in'), 'better-sqlite3/index.js'))).toBe(true);
});
