import { connect } from 'node:net';
import fc from 'fast-check';
import type { Attack, Attacker } from './attack.ts';
import { cut } from './judge.ts';

const WITHIN_MS = 10_000;
const UPGRADE = [
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
  'Host: x',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  '',
  '',
].join('\r\n');

const bytes = fc.uint8Array({ maxLength: 300 }).map((list) => Buffer.from(list));

/** Frames that break the rules of WebSocket: kinds, lengths, masks and pieces that there must not be. */
export function frameAttacks(): fc.Arbitrary<Attack> {
  const frame = fc
    .record({
      first: fc.nat(255),
      length: fc.constantFrom(0, 1, 5, 125, 126, 127, 0x80, 0x81, 0x85, 0xfd, 0xfe, 0xff),
      more: fc.constantFrom('', '0000', 'ffff', 'ffffffffffffffff', '7fffffffffffffff', '0000000000010000'),
      rest: bytes,
    })
    .map(({ first, length, more, rest }) =>
      Buffer.concat([Buffer.from([first, length]), Buffer.from(more, 'hex'), rest]),
    );
  return fc
    .array(fc.oneof(frame, bytes), { minLength: 1, maxLength: 4 })
    .map((frames) => bytesAttack('frames', Buffer.concat([Buffer.from(UPGRADE), ...frames])));
}

/** What is no HTTP, or HTTP that means two things at once. */
export function brokenHttpAttacks(): fc.Arbitrary<Attack> {
  const line = fc.constantFrom(
    'GET / HTTP/1.1',
    'GET /health HTTP/9.9',
    'POST /auth/sign-in HTTP/1.1',
    'POST /auth/sign-in HTTP/1.0',
    'get /health',
    'PRI * HTTP/2.0',
    `GET /${'x'.repeat(20_000)} HTTP/1.1`,
    '\u0016\u0003\u0001\u0002',
    'CONNECT evil.example.org:443 HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    '',
  );
  const header = fc.constantFrom(
    'Host: x',
    'Content-Length: 5',
    'Content-Length: -1',
    'Content-Length: 99999999999999999999',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: chunked, identity',
    'Content-Type: application/json',
    'Authorization: Bearer \u0000',
    `X: ${'y'.repeat(20_000)}`,
    'no colon',
    ' folded: 1',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Expect: 100-continue',
  );
  const body = fc.constantFrom(
    '',
    '{}',
    '5\r\n{"a":\r\n0\r\n\r\n',
    'zz\r\n',
    '0\r\n\r\nGET /stats HTTP/1.1\r\n\r\n',
  );
  return fc
    .tuple(line, fc.array(header, { maxLength: 6 }), body)
    .map(([first, headers, rest]) =>
      bytesAttack('bytes', Buffer.from(`${[first, ...headers].join('\r\n')}\r\n\r\n${rest}`)),
    );
}

/** Throws bytes as they are at the server's port. */
export function bytesAttack(what: string, sent: Buffer): Attack {
  return {
    what: `${what} ${cut(JSON.stringify(sent.toString('latin1')))}`,
    run: (attacker) => throwBytes(attacker, sent),
  };
}

/** Whatever the server makes of them, it ends the line when its other end does, and tells nothing. */
function throwBytes(attacker: Attacker, sent: Buffer): Promise<string | undefined> {
  const { hostname, port } = new URL(attacker.scene.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.setTimeout(WITHIN_MS, () => {
      socket.destroy();
      resolve('the line was kept open after its other end had closed');
    });
    socket.on('data', (part) => attacker.look(part.toString('latin1')));
    // It may be cut while it is still written to.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(undefined));
    socket.end(sent);
  });
}
