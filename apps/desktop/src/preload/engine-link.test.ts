import { expect, test } from 'vitest';
import type { ReplyFrame, RequestFrame } from '../engine/api/frames.ts';
import { EngineLink, type EnginePort } from './engine-link.ts';

/** The far end of a port, in the hands of the test. */
function openPort(): EnginePort & { sent: RequestFrame[]; reply(frame: ReplyFrame): void } {
  const sent: RequestFrame[] = [];
  let hear: (frame: ReplyFrame) => void = () => {};
  return {
    sent,
    postMessage: (frame) => sent.push(frame),
    listen: (listener) => {
      hear = listener;
    },
    close: () => {},
    reply: (frame) => hear(frame),
  };
}

test('calls wait until there is a port, and go out once, in order', async () => {
  const link = new EngineLink();
  const first = link.call('tryNow', {});
  link.call('discardChange', { id: 'x' });
  const port = openPort();
  link.attach(port);
  expect(port.sent).toMatchObject([{ name: 'tryNow' }, { name: 'discardChange' }]);
  port.reply({ kind: 'answer', id: 1, outcome: { ok: true, value: {} } });
  expect(await first).toEqual({ ok: true, value: {} });
});

test('watches live on over a new port', () => {
  const link = new EngineLink();
  const seen: unknown[] = [];
  link.watch('session', {}, (state) => seen.push(state));
  const before = openPort();
  link.attach(before);
  const after = openPort();
  link.attach(after);
  expect(after.sent).toEqual(before.sent);
  after.reply({ kind: 'updates', updates: [{ id: 1, state: { state: 'signed-out' } }] });
  expect(seen).toEqual([{ state: 'signed-out' }]);
});

test('a call that was under way when the engine ended is answered, and never repeated', async () => {
  const link = new EngineLink();
  link.attach(openPort());
  const lost = link.call('mutate', { name: 'ticket.create', args: {} });
  const port = openPort();
  link.attach(port);
  expect(await lost).toMatchObject({ ok: false, error: { reason: 'engine-restarted' } });
  expect(port.sent).toEqual([]);
});

test('after the end of a watch nothing more reaches its listener', () => {
  const link = new EngineLink();
  const seen: unknown[] = [];
  const port = openPort();
  link.attach(port);
  const end = link.watch('session', {}, (state) => seen.push(state));
  end();
  port.reply({ kind: 'updates', updates: [{ id: 1, state: {} }] });
  expect(port.sent.at(-1)).toEqual({ kind: 'unwatch', id: 1 });
  expect(seen).toEqual([]);
});
