import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { expect, test } from 'vitest';
import { createIsPlain, type PlainOptions } from './plain-http.ts';

const NONE = { trustedProxies: [], allowPlain: false };
const BEHIND = { trustedProxies: ['loopback', '10.0.0.0/8'], allowPlain: false };
const FORWARDED = { 'x-forwarded-for': '203.0.113.9' };
const SECURE = { ...FORWARDED, 'x-forwarded-proto': 'https' };

function isPlain(options: PlainOptions, peer: string, headers: Record<string, string> = {}, tls = false) {
  const socket = tls ? new TLSSocket(new Socket()) : new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: peer });
  return createIsPlain(options)(Object.assign(new IncomingMessage(socket), { headers }));
}

test.each<[string, boolean, PlainOptions, string, Record<string, string>]>([
  ['on this machine', false, NONE, '127.0.0.1', {}],
  ['on this machine by IPv6', false, NONE, '::1', {}],
  ['on this machine, seen through IPv6', false, NONE, '::ffff:127.0.0.1', {}],
  ['from another machine', true, NONE, '203.0.113.9', {}],
  ['from another machine where that is allowed', false, { ...NONE, allowPlain: true }, '203.0.113.9', {}],
  ['marked secure by somebody who is not trusted', true, NONE, '203.0.113.9', SECURE],
  ['marked secure by a trusted proxy on this machine', false, BEHIND, '127.0.0.1', SECURE],
  ['marked secure by a trusted proxy elsewhere', false, BEHIND, '10.0.0.4', SECURE],
  ['forwarded by a trusted proxy that says nothing', true, BEHIND, '127.0.0.1', FORWARDED],
  [
    'forwarded plain on part of the way',
    true,
    BEHIND,
    '127.0.0.1',
    { ...SECURE, 'x-forwarded-proto': 'https, http' },
  ],
  [
    'from elsewhere and said to be of this machine',
    true,
    BEHIND,
    '10.0.0.4',
    { 'x-forwarded-for': '127.0.0.1' },
  ],
])('security item 21: whether a request is plain: %s', (_, expected, options, peer, headers) => {
  expect(isPlain(options, peer, headers)).toBe(expected);
});

test('security item 21: a request over TLS from another machine is not plain', () => {
  expect(isPlain(NONE, '203.0.113.9', {}, true)).toBe(false);
});
