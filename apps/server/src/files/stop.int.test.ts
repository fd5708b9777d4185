import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { UPLOADS_PATH } from '@holdfast/shared/protocol/files.ts';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startServer } from '../start-server.ts';
import { newTicket } from '../test-support/changes.ts';
import { readyClient } from '../test-support/raw-client.ts';
import { attach, beginUpload, uploadHeaders } from '../test-support/send-file.ts';
import { testServer } from '../test-support/test-server.ts';
import { fileHome } from './home/file-home.ts';

test('a server that is told to stop does not wait for uploads; what has arrived stays, and the next one goes on with it', async () => {
  const server = await testServer();
  const { accessToken } = await server.person('agent');
  const client = await readyClient({ url: server.url, token: accessToken });
  const ticket = newTicket();
  await client.change('ticket.create', ticket);
  const bytes = randomBytes(500_000);
  const id = await attach(client, bytes, { subjectTable: 'ticket', subjectId: ticket.id });
  expect(await beginUpload(server.url, accessToken, id, bytes.length)).toBe(201);
  const headers = {
    ...uploadHeaders(accessToken),
    'upload-offset': '0',
    'content-length': `${bytes.length}`,
  };
  const sent = request(`${server.url}${UPLOADS_PATH}/${id}`, { method: 'PATCH', headers });
  const isCut = new Promise((resolve) => sent.on('error', resolve));
  sent.write(bytes.subarray(0, 300_000));
  const running = async () =>
    (await (await fetch(`${server.url}/metrics`)).text()).includes('uploads_running 1');
  await vi.waitUntil(running);
  await server.stop();
  await isCut;
  const home = fileHome(server.config.dataFolder);
  const arrived = (await home.partSize(id)) ?? 0;
  expect(Buffer.compare(await home.readPart(id, 0, bytes.length), bytes.subarray(0, arrived))).toBe(0);
  const next = await startServer(server.config, { log: pino({ level: 'silent' }) });
  onTestFinished(() => next.stop());
  const rest = await fetch(`${next.url}${UPLOADS_PATH}/${id}`, {
    method: 'PATCH',
    headers: { ...uploadHeaders(accessToken), 'upload-offset': `${arrived}` },
    body: bytes.subarray(arrived),
  });
  expect(rest.status).toBe(204);
});
