import { expect, test } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';

test('without any setting the defaults of the design hold', () => {
  expect(loadConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 4310,
    maxMessageBytes: 1024 * 1024,
    pingIntervalMs: 25_000,
    pingTimeoutMs: 60_000,
    eventsPerMinute: 100,
    mutationBurst: 12_000,
    maxConnections: 10_000,
    maxConnectionsPerUser: 8,
    accessTokenSeconds: 600,
  });
});

test.each([
  ['HOLDFAST_PORT', '70000', 'a port number from 0 to 65535'],
  ['HOLDFAST_PORT', 'http', 'a port number from 0 to 65535'],
  ['HOLDFAST_PORT', '-1', 'a port number from 0 to 65535'],
  ['HOLDFAST_LOG_LEVEL', 'loud', 'one of trace, debug'],
  ['HOLDFAST_ALLOWED_ORIGINS', 'nowhere', 'https://desk.example.org'],
  ['HOLDFAST_MAX_CONNECTIONS', '1e3', 'a whole number of connections'],
  ['HOLDFAST_HEADS_INTERVAL_MS', '5000', 'from 10 to 1000'],
])('%s=%s is refused by name, with what to do', (name, value, advice) => {
  const load = () => loadConfig({ [name]: value });
  expect(load).toThrow(ConfigError);
  expect(load).toThrow(`${name}: "${value}" cannot be used`);
  expect(load).toThrow(advice);
});

test('all bad values are named at once', () => {
  const load = () => loadConfig({ HOLDFAST_PORT: 'x', HOLDFAST_PING_TIMEOUT_MS: 'y' });
  expect(load).toThrow(/HOLDFAST_PORT[\s\S]*HOLDFAST_PING_TIMEOUT_MS/);
});

test('a weak secret is refused without being shown', () => {
  const load = () => loadConfig({ HOLDFAST_SECRET: 'hunter2' });
  expect(load).toThrow('HOLDFAST_SECRET');
  expect(load).not.toThrow(/hunter2/);
});

test('an empty variable counts as absent', () => {
  expect(loadConfig({ HOLDFAST_PORT: '', HOLDFAST_SECRET: '' }).port).toBe(4310);
});

test('origins are a list separated by commas', () => {
  const config = loadConfig({ HOLDFAST_ALLOWED_ORIGINS: 'https://a.example.org, app://holdfast' });
  expect(config.allowedOrigins).toEqual(['https://a.example.org', 'app://holdfast']);
});

test('PostgreSQL and Redis are named by addresses, whose passwords are never shown', () => {
  const HOLDFAST_DATABASE_URL = 'postgres://desk:word@db:5432/desk';
  const HOLDFAST_REDIS_URL = 'rediss://:word@redis:6379/2';
  const named = { HOLDFAST_DATABASE_URL, HOLDFAST_REDIS_URL, HOLDFAST_REDIS_CA: '/etc/ca.pem' };
  expect(loadConfig(named)).toMatchObject({
    postgres: { url: HOLDFAST_DATABASE_URL, connections: 10 },
    redis: { url: HOLDFAST_REDIS_URL, caFile: '/etc/ca.pem' },
  });
  expect(loadConfig({})).toMatchObject({ postgres: undefined, redis: undefined });
  const wrong = () => loadConfig({ HOLDFAST_DATABASE_URL: 'mysql://desk:word@db/desk' });
  expect(wrong).toThrow('HOLDFAST_DATABASE_URL: what it holds cannot be used; use postgres://');
  expect(wrong).not.toThrow('word@db');
});

test('Redis alone is refused: several processes need PostgreSQL', () => {
  expect(() => loadConfig({ HOLDFAST_REDIS_URL: 'redis://redis:6379' })).toThrow('set HOLDFAST_DATABASE_URL');
});
