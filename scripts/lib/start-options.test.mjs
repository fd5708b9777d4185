import { expect, test } from 'vitest';
import { readStartOptions } from './start-options.mjs';

test.each([
  [[], { mode: 'everything' }],
  [['--check'], { mode: 'check' }],
  [['--server-only'], { mode: 'server-only' }],
  [['--help'], { mode: 'help' }],
  [['--server', 'https://desk.example.org/'], { mode: 'window', url: 'https://desk.example.org' }],
])('%j is understood', (args, options) => {
  expect(readStartOptions(args)).toEqual(options);
});

test.each([
  [['--chek'], "Unknown option '--chek'"],
  [['now'], "Unexpected argument 'now'"],
  [['--server'], 'argument missing'],
  [['--server', 'desk'], 'needs an address such as'],
  [['--server', 'file:///etc'], 'needs an address such as'],
  [['--check', '--server-only'], 'do not go together'],
])('%j is refused with the reason', (args, reason) => {
  expect(() => readStartOptions(args)).toThrow(reason);
});
