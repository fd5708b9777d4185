import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import type { FileState } from '../../engine/api/files.ts';
import { fileWords, type WordsContext } from './file-words.ts';
import { texts } from './texts.ts';

let context: WordsContext;

beforeAll(async () => {
  const t = await i18next.init({
    lng: 'en',
    resources: { en: { files: texts } },
    defaultNS: 'files',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
  context = { t, isLive: true, isMine: true, authorName: 'Anna' };
});

const stored = { size: 1_000, storedAt: '2026-01-01T12:00:00.000Z' };
const words = (file: Partial<FileState> & Pick<FileState, 'state'>, more: Partial<WordsContext> = {}) =>
  fileWords(stored, { id: 'f', kept: true, pinned: false, ...file }, { ...context, ...more });

test('what is here and on the server has nothing to say; before it is known the row says whether it is sent', () => {
  expect(words({ state: 'here' })).toEqual({ text: undefined, isWrong: false });
  expect(fileWords(stored, undefined, context)).toEqual({ text: undefined, isWrong: false });
  const unsent = { ...stored, storedAt: null };
  expect(fileWords(unsent, undefined, context).text).toBe('Waiting to be sent');
});

test('a percentage is rounded down: nothing is said to be whole that is not', () => {
  const sending = words({ state: 'sending', way: 'up', done: 999 });
  expect(sending).toEqual({ text: 'Sending, 99%', progress: 0.999, isWrong: false });
  expect(words({ state: 'receiving', way: 'down', done: 435 }).text).toBe('Fetching, 43%');
  expect(words({ state: 'paused', way: 'up', done: 435 }).text).toBe('Paused at 43%');
});

test('what waits says for what: its turn, or the network', () => {
  expect(words({ state: 'waiting', way: 'up' }).text).toBe('Waiting to be sent');
  expect(words({ state: 'waiting', way: 'down' }).text).toBe('Waiting to be fetched');
  expect(words({ state: 'waiting', way: 'up' }, { isLive: false }).text).toBe('Waiting for the network');
});

test('what is not here says where it is', () => {
  expect(words({ state: 'there' }).text).toBe('On the server, not on this device');
  const isMine = false;
  expect(words({ state: 'elsewhere' }, { isMine }).text).toBe('Not here yet: still on Anna’s device');
  expect(words({ state: 'elsewhere' }).text).toBe('Not here yet: still on another device of yours');
});

test('what went wrong says why', () => {
  const problem = { code: 'SERVER_BUSY', message: 'The disk is full.' } as const;
  expect(words({ state: 'failed', way: 'up', problem })).toEqual({
    text: 'Not sent: The disk is full.',
    isWrong: true,
  });
  expect(words({ state: 'refused', refusal: 'type' }).text).toBe(
    'Not accepted: the server does not take files of this kind',
  );
  expect(words({ state: 'refused', refusal: 'person-full' }, { isMine: false }).text).toBe(
    'Not accepted: there is no room left on the server for files of whoever attached it',
  );
  expect(words({ state: 'lost' }).isWrong).toBe(true);
});
