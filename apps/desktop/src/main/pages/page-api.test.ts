import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ShellCallName, shellCallSchemas } from '../../preload/shell-calls.ts';
import { isTopicName, runShellCall, type ShellCalls } from './page-api.ts';

const names = Object.keys(shellCallSchemas) as ShellCallName[];

/** Calls that keep what they were handed. */
function recordingCalls(): { calls: ShellCalls; handed: { name: string; params: unknown }[] } {
  const handed: { name: string; params: unknown }[] = [];
  const entries = names.map((name) => [
    name,
    (params: unknown) => {
      handed.push({ name, params });
      return {};
    },
  ]);
  // One entry for each name: what `fromEntries` forgets.
  return { calls: Object.fromEntries(entries) as ShellCalls, handed };
}

/** What comes near to the parameters of some call: their keys, with values that fit, and that do not. */
const nearly = fc.dictionary(
  fc.constantFrom(
    'name',
    'text',
    'table',
    'id',
    'which',
    'zoom',
    'language',
    'sounds',
    '__proto__',
    'toString',
  ),
  fc.oneof(
    fc.constantFrom(
      'ticket',
      'logs',
      'a.txt',
      '../a',
      'en',
      'system',
      '018f4e5a-0000-7000-8000-000000000001',
    ),
    fc.anything(),
  ),
);

test.each(names)('SECURITY 11: the call %s is handed what its schema allows, or is not made', (name) => {
  const { calls, handed } = recordingCalls();
  fc.assert(
    fc.property(fc.oneof(nearly, fc.anything()), (params) => {
      handed.length = 0;
      const fits = shellCallSchemas[name].safeParse(params);
      const make = () => runShellCall(calls, name, params, undefined);
      if (!fits.success) {
        expect(make).toThrow(/malformed/);
        expect(handed).toEqual([]);
        return;
      }
      make();
      expect(handed).toEqual([{ name, params: fits.data }]);
    }),
    { numRuns: 200 },
  );
});

test('SECURITY 11: a call that does not exist is not made, whatever it is called', () => {
  const { calls, handed } = recordingCalls();
  const name = fc.oneof(
    fc.constantFrom('constructor', '__proto__', 'toString', 'hasOwnProperty', 'ABOUT', 'about '),
    fc.anything().filter((value) => !names.some((known) => known === value)),
  );
  fc.assert(
    fc.property(name, fc.anything(), (called, params) => {
      expect(() => runShellCall(calls, called, params, undefined)).toThrow();
      expect(isTopicName(called)).toBe(false);
    }),
  );
  expect(handed).toEqual([]);
});

test('SECURITY 11: parameters beyond those of a call never reach it', () => {
  const { calls, handed } = recordingCalls();
  const params = JSON.parse('{"which":"logs","path":"/etc","__proto__":{"which":"crashes"}}');
  runShellCall(calls, 'openFolder', params, undefined);
  expect(handed).toEqual([{ name: 'openFolder', params: { which: 'logs' } }]);
});
