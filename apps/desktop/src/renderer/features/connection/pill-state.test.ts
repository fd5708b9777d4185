import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import type { ConnectionState } from '../../../engine/api/state.ts';
import { pillState, type UnsentFiles } from './pill-state.ts';
import { texts } from './texts.ts';

const now = 1_000_000;
const stuck = { since: 0, why: 'The server is busy.', advice: 'Wait.' };

beforeAll(async () => {
  await i18next.init({
    lng: 'en',
    resources: { en: { connection: texts } },
    defaultNS: 'connection',
    keySeparator: false,
    nsSeparator: false,
  });
});

function says(change: Partial<ConnectionState>, files?: Partial<UnsentFiles>): string {
  const connection: ConnectionState = {
    state: 'live',
    since: 0,
    nextTryAt: undefined,
    problem: undefined,
    roundTripMs: undefined,
    lastSyncAt: undefined,
    waiting: 0,
    refused: 0,
    received: undefined,
    expected: undefined,
    stuck: undefined,
    ...change,
  };
  const { text, values, percent } = pillState(connection, now, {
    sending: 0,
    percent: 0,
    failed: 0,
    ...files,
  });
  return i18next.t(text, values) + (percent === undefined ? '' : `, ${percent} %`);
}

test.each<[Partial<ConnectionState>, string]>([
  [{}, 'Live'],
  [{ waiting: 1 }, 'Live'],
  [{ state: 'connecting' }, 'Connecting'],
  [{ state: 'connecting', nextTryAt: now + 3_600 }, 'Connecting, next try in 4 s'],
  [{ state: 'connecting', nextTryAt: now - 5 }, 'Connecting'],
  [{ state: 'offline' }, 'Offline'],
  [{ state: 'offline', waiting: 1 }, 'Offline, 1 change waiting'],
  [{ state: 'offline', waiting: 3 }, 'Offline, 3 changes waiting'],
  [{ state: 'update-needed', refused: 2 }, 'Update needed'],
  [{ state: 'sign-in-needed' }, 'Sign in again'],
  [{ refused: 2 }, '2 changes not accepted'],
  [{ state: 'offline', refused: 1, waiting: 4 }, '1 change not accepted'],
  [{ waiting: 3, stuck }, '3 changes held up'],
  [{ state: 'offline', waiting: 3, stuck }, 'Offline, 3 changes waiting'],
  [{ refused: 1, waiting: 3, stuck }, '1 change not accepted'],
])('%o says "%s"', (change, words) => {
  expect(says(change)).toBe(words);
});

test.each<[Partial<ConnectionState>, Partial<UnsentFiles>, string]>([
  [{}, { sending: 3, percent: 43 }, 'Sending 3 files, 43 %'],
  [{}, { sending: 1, percent: 0, failed: 2 }, '2 files could not be sent'],
  [{ refused: 1 }, { sending: 3, failed: 2 }, '1 change not accepted'],
  [{ state: 'offline' }, { sending: 2 }, 'Offline, 2 files waiting'],
  [{ state: 'offline', waiting: 1 }, { sending: 2 }, 'Offline, 1 change waiting'],
  [{ state: 'connecting' }, { sending: 2 }, 'Connecting'],
  [{ state: 'sign-in-needed' }, { failed: 2 }, 'Sign in again'],
])('%o with files %o says "%s"', (change, files, words) => {
  expect(says(change, files)).toBe(words);
});
