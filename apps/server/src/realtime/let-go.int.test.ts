import { once } from 'node:events';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import { expect, onTestFinished, test } from 'vitest';
import { withData } from '../cli/open-data.ts';
import { readStore } from '../store/work.ts';
import { newId, testServer } from '../test-support/test-server.ts';

/** Sends a packet and gives the first that comes after and begins so. */
async function answerTo(line: WebSocket, packet: string, start: string): Promise<string> {
  line.send(packet);
  for (;;) {
    const [{ data }] = await once(line, 'message');
    if (String(data).startsWith(start)) return String(data);
  }
}

test('29, 41: where a line came from is known also once all that opened it was let go of', async () => {
  const server = await testServer();
  const { accessToken: token } = await server.person('agent');
  const line = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  onTestFinished(() => line.close());
  await once(line, 'message');
  const handshake = { token, clientId: newId(), protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION };
  await answerTo(line, `40${JSON.stringify(handshake)}`, '40{');
  // Its handshake is let go of when it is welcome: then, and not before, it may say that it is there.
  const hello = () => answerTo(line, '421["presence:update",{"status":"online"}]', '431');
  await expect.poll(hello).toContain('"ok":true');
  await answerTo(line, '40/events,{"token":"garbage"}', '44/events');
  await server.stop();
  const kept = await withData(server.config, ({ store }) =>
    store.read(() => readStore((tx) => tx.auditBefore(1_000, { kind: 'connection-refused' }, 10))),
  );
  expect(kept).toMatchObject([{ subject: '/events', address: '127.0.0.1' }]);
});
