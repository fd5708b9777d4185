import i18next from 'i18next';
import { expect, test } from 'vitest';
import { statusWords } from './status-words.ts';
import { texts as presenceTexts } from './texts.ts';

const texts = i18next.createInstance();
await texts.init({
  lng: 'en',
  ns: 'presence',
  defaultNS: 'presence',
  resources: { en: { presence: presenceTexts } },
  keySeparator: false,
  nsSeparator: false,
});
const t = texts.getFixedT('en', 'presence');
const now = new Date(2026, 6, 14, 15, 30).getTime();
const MINUTE = 60_000;

test('how somebody is, in plain words and with the moment where it is known', () => {
  const words = (status: 'online' | 'idle' | 'offline', since?: number) =>
    statusWords({ status, ...(since === undefined ? {} : { since }) }, now, t);
  expect(words('online')).toBe('Online');
  expect(words('idle', now - 10_000)).toBe('Idle');
  expect(words('idle', now - 20 * MINUTE)).toBe('Idle for 20 min');
  expect(words('idle', now - 200 * MINUTE)).toBe('Idle for 3 h');
  expect(words('idle')).toBe('Idle');
  expect(words('offline', new Date(2026, 6, 14, 14, 2).getTime())).toBe('Offline since 14:02');
  expect(words('offline', new Date(2026, 6, 12, 14, 2).getTime())).toBe('Offline since 12 Jul 2026, 14:02');
  expect(words('offline')).toBe('Offline');
});

test('without a line it says that it is not known', () => {
  expect(statusWords(undefined, now, t)).toBe('You are offline: who is there is not known');
});
