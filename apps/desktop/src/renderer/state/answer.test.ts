import { expect, test } from 'vitest';
import { type Answer, afterOutcome, withoutNetwork } from './answer.ts';

const ready: Answer<string> = { state: 'ready', value: 'three devices', at: 1, isOld: false };
const refused = { code: 'AUTHORIZATION_FAILED', message: 'only admins' } as const;
const cut = { code: 'CONNECTION_ERROR', message: 'The server did not answer.' } as const;

test('what was answered stays, marked as old, while there is no network', () => {
  const old = { ...ready, isOld: true };
  expect(withoutNetwork(ready)).toEqual(old);
  expect(afterOutcome(ready, { ok: false, error: cut }, 2)).toEqual(old);
  expect(withoutNetwork({ state: 'asking' })).toEqual({ state: 'offline' });
});

test('what this person may not see any more does not stay on the screen', () => {
  expect(afterOutcome(ready, { ok: false, error: refused }, 2)).toEqual({ state: 'failed', error: refused });
});

test('a newer answer takes the place of everything', () => {
  const fresh = { state: 'ready', value: 'two devices', at: 2, isOld: false };
  for (const before of [ready, withoutNetwork(ready), { state: 'offline' } as const])
    expect(afterOutcome(before, { ok: true, value: 'two devices' }, 2)).toEqual(fresh);
});
