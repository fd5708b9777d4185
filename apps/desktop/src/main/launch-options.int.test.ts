import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readLaunchOptions } from './launch-options.ts';

function signInFile(text: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'holdfast-')), 'sign-in.json');
  writeFileSync(file, text);
  return file;
}

test('takes a sign-in from its file and removes the file', () => {
  const signIn = { server: 'http://127.0.0.1:1', email: 'ann@example.org', password: 'secret' };
  const file = signInFile(JSON.stringify(signIn));
  expect(readLaunchOptions({ HOLDFAST_SIGN_IN_FILE: file }, true).signIn).toEqual(signIn);
  expect(existsSync(file)).toBe(false);
});

test('removes a file that it cannot use as well, and starts without', () => {
  for (const text of ['{"password":"secret"', '{"password":"secret"}']) {
    const file = signInFile(text);
    expect(readLaunchOptions({ HOLDFAST_SIGN_IN_FILE: file }, true).signIn).toBeUndefined();
    expect(existsSync(file)).toBe(false);
  }
});

test('a packaged app never loads a development server', () => {
  const env = { ELECTRON_RENDERER_URL: 'http://localhost:5173' };
  expect(readLaunchOptions(env, true).devServer).toBeUndefined();
  expect(readLaunchOptions(env, false).devServer).toBe('http://localhost:5173');
});

test('after how long a person counts as idle can be set, and nonsense is refused by name', () => {
  expect(readLaunchOptions({}, true).idleSeconds).toBe(300);
  expect(readLaunchOptions({ HOLDFAST_IDLE_SECONDS: '1' }, true).idleSeconds).toBe(1);
  for (const wrong of ['0', '-1', '1.5', 'soon', '999999999']) {
    expect(() => readLaunchOptions({ HOLDFAST_IDLE_SECONDS: wrong }, true)).toThrow('HOLDFAST_IDLE_SECONDS');
  }
});

test('dictionaries may come from a folder of one’s own, and from nothing else', () => {
  const folder = 'https://files.example.org/dictionaries/';
  expect(readLaunchOptions({}, true).dictionaries).toBeUndefined();
  expect(readLaunchOptions({ HOLDFAST_DICTIONARIES: folder }, true).dictionaries).toBe(folder);
  for (const wrong of ['http://files.example.org/', 'https://files.example.org/a', '/usr/share/']) {
    expect(() => readLaunchOptions({ HOLDFAST_DICTIONARIES: wrong }, true)).toThrow('HOLDFAST_DICTIONARIES');
  }
});
