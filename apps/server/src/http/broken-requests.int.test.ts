import { request } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { testServer } from '../test-support/test-server.ts';

/** Sends bytes and gives everything that comes back until the line ends. */
function exchangeBytes(url: string, sent: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(sent));
    let text = '';
    socket.on('data', (part) => {
      text += part.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
  });
}

test.each([
  ['no HTTP at all', '\u0016\u0003\u0001 hello\r\n\r\n', 400, 'INVALID_MESSAGE'],
  ['a header without a colon', 'GET /health HTTP/1.1\r\nnonsense\r\n\r\n', 400, 'INVALID_MESSAGE'],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    400,
    'INVALID_MESSAGE',
  ],
  ['too much of headers', `GET / HTTP/1.1\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, 431, 'PAYLOAD_TOO_LARGE'],
])('%s is answered in the contract’s words, and its line ends', async (_, sent, status, code) => {
  const { url } = await testServer();
  const answer = await exchangeBytes(url, sent);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ error: { code } });
});

test('an address that cannot be read is answered in the contract’s words', async () => {
  const { url } = await testServer();
  const answer = await fetch(`${url}/%zz`);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { code: 'INVALID_MESSAGE' } });
});

test('a wish for another protocol is passed over and the request answered, also on a line that was used before, which then ends', async () => {
  const { url } = await testServer();
  const { hostname, port } = new URL(url);
  const ask = (headers: string) => `GET /health HTTP/1.1\r\nHost: ${hostname}:${port}\r\n${headers}\r\n`;
  const answers = await exchangeBytes(url, `${ask('')}${ask('Connection: Upgrade\r\nUpgrade: h2c\r\n')}`);
  expect(answers.match(/HTTP\/1.1 200 OK/g)).toHaveLength(2);
});

test('a WebSocket elsewhere than at Socket.IO’s path is no WebSocket', async () => {
  const { url } = await testServer();
  const headers = { connection: 'Upgrade', upgrade: 'websocket' };
  const status = await new Promise((resolve, reject) => {
    const sent = request(`${url}/nowhere`, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on('error', reject);
    sent.end();
  });
  expect(status).toBe(404);
});
