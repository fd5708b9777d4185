import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogger } from './logger.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function loggerAndLines() {
  const lines: string[] = [];
  return { log: createLogger('debug', { write: (line) => lines.push(line) }), lines };
}

test('a flood of refusals is counted instead of written, other lines pass', () => {
  const { log, lines } = loggerAndLines();
  const socket = log.child({ socket: 'a' });
  for (let count = 0; count < 5_000; count += 1) socket.info({ code: 'NOT_FOUND' }, 'an event was refused');
  expect(lines).toHaveLength(600);
  socket.info({ code: 'CONFLICT' }, 'an event was refused');
  for (let count = 0; count < 1_000; count += 1) log.info({ client: count }, 'connected');
  expect(lines).toHaveLength(1_601);
  vi.advanceTimersByTime(60_000);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    kind: 'NOT_FOUND an event was refused',
    left: 4_400,
  });
  expect(JSON.parse(lines.at(-1) ?? '')).not.toHaveProperty('code');
  expect(lines).toHaveLength(1_602);
  socket.info({ code: 'NOT_FOUND' }, 'an event was refused');
  expect(lines).toHaveLength(1_603);
});

test('secrets are not written, whoever logs them, and neither are pieces of a text that is no JSON', () => {
  const { log, lines } = loggerAndLines();
  const secret = 'kv8-secret';
  log.error({ password: secret, request: { headers: { authorization: secret }, body: { token: secret } } });
  log.child({ auth: { token: secret } }).warn('a child');
  try {
    JSON.parse(`${secret} is no JSON`);
  } catch (error) {
    log.error({ err: error }, 'an event failed');
  }
  log.error({ err: new Error('a plain fault', { cause: new TypeError('its cause') }) }, 'a request failed');
  expect(lines).toHaveLength(4);
  expect(lines.join('')).not.toContain(secret.slice(0, 6));
  expect(lines.join('')).toContain('its cause');
  expect(pino.levels.values.error).toBe(JSON.parse(lines[0] ?? '').level);
});
