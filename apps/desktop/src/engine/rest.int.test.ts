import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Engine } from './engine.ts';
import type { Environment } from './environment.ts';
import { createNodeEnvironment } from './host/node-environment.ts';
import { ManualClock, settlePromises } from './test-support/manual-clock.ts';
import { agentId, agentRow, pageOf } from './test-support/memory-account.ts';
import { ScriptTransport } from './test-support/script-transport.ts';

const MINUTE_MS = 60_000;

/** An engine at work on a clock and a line of the test, and how often it did something by itself. */
async function liveEngine() {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-rest-'));
  const clock = new ManualClock();
  const network = new ScriptTransport();
  const heads = { everyone: 1, desk: 1, [`user:${agentId}`]: 1 };
  const cursors = Object.fromEntries(Object.entries(heads).map(([scope, version]) => [scope, { version }]));
  network.answerPull = () => pageOf('everyone', 1, [agentRow], { cursors, heads });
  const ran = { timers: 0 };
  const after: Environment['clock']['after'] = (milliseconds, callback) =>
    clock.after(milliseconds, () => {
      if (milliseconds > 0) ran.timers += 1;
      callback();
    });
  const user = { id: agentId, name: 'Ben', email: 'ben@example.org', role: 'agent' };
  const environment: Environment = {
    ...createNodeEnvironment(() => {}),
    clock: { now: () => clock.now(), after },
    transport: network.connect,
    postJson: async () => ({ status: 200, body: { accessToken: 'a', refreshToken: 'r', user } }),
  };
  const engine = new Engine(environment, { folder, device: 'test' }, () => {});
  onTestFinished(async () => {
    await engine.stop();
    rmSync(folder, { recursive: true });
  });
  const kept = {
    server: 'http://127.0.0.1:1',
    userId: agentId,
    name: 'Ben',
    refreshToken: 'r',
    unprotected: false,
  };
  await engine.begin({ ...kept, attempt: 'first' }, undefined);
  await settlePromises();
  network.last.events.opened();
  await clock.advance(2 * MINUTE_MS);
  return { engine, clock, ran, network };
}

test('while the app rests nothing in the engine happens by itself oftener than once a minute; afterwards it does at once', async () => {
  const { engine, clock, ran, network } = await liveEngine();
  expect(engine.requireSession().connection().state).toBe('live');
  engine.setResting(true);
  await clock.advance(MINUTE_MS);
  ran.timers = 0;
  await clock.advance(10 * MINUTE_MS);
  // That one is there, and whether something was missed: each once a minute.
  expect(ran.timers).toBeLessThanOrEqual(20);
  const said = network.last.presence.length;
  engine.setResting(false);
  expect(network.last.presence).toHaveLength(said + 1);
  ran.timers = 0;
  await clock.advance(10 * MINUTE_MS);
  expect(ran.timers).toBeGreaterThan(40);
});
