import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createClientAddressOf, trustOf } from './client-address.ts';

/** A request as Node would give it, from a line of our making. */
function requestFrom(peer: string | undefined, headers: Record<string, string> = {}): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: peer });
  return Object.assign(new IncomingMessage(socket), { headers });
}

function addressOf(trusted: string[], peer: string | undefined, forwarded?: string): string {
  const headers = forwarded === undefined ? undefined : { 'x-forwarded-for': forwarded };
  return createClientAddressOf(trustOf(trusted))(requestFrom(peer, headers));
}

test.each([
  ['without a proxy, the peer', [], '203.0.113.9', undefined, '203.0.113.9'],
  ['a header that nobody trusted wrote is not believed', [], '203.0.113.9', '10.0.0.1', '203.0.113.9'],
  ['past one proxy', ['loopback'], '127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['past one proxy on the same machine by IPv6', ['loopback'], '::1', '2001:db8::7', '2001:db8::7'],
  ['past two proxies', ['loopback', '10.0.0.0/8'], '127.0.0.1', '203.0.113.9, 10.0.0.4', '203.0.113.9'],
  ['what the client itself wrote before', ['loopback'], '127.0.0.1', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
  ['the last proxy that is not trusted', ['loopback'], '127.0.0.1', '203.0.113.9, 10.0.0.4', '10.0.0.4'],
  ['a proxy that writes nonsense', ['loopback'], '127.0.0.1', 'nobody', '127.0.0.1'],
  ['IPv4 seen through IPv6', ['10.0.0.0/8'], '::ffff:10.0.0.4', '::ffff:203.0.113.9', '203.0.113.9'],
  ['a line that is gone', ['loopback'], undefined, '203.0.113.9', 'unknown'],
])('the address of a client: %s', (_, trusted, peer, forwarded, expected) => {
  expect(addressOf(trusted, peer, forwarded)).toBe(expected);
});

test('whatever a client writes into the header, a trusted proxy that appends its address is believed', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (forged) => {
      expect(addressOf(['loopback'], '127.0.0.1', `${forged}, 203.0.113.9`)).toBe('203.0.113.9');
    }),
  );
});
