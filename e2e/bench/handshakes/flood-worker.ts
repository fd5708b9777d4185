import { randomBytes, randomInt } from 'node:crypto';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import { serveCalls } from '../sync/serve-calls.ts';

const FIN_TEXT = 0x81;
const MASKED_LENGTH_16 = 0xfe;
/** Sent in small groups, since a timer is not exact to the millisecond. */
const GROUPS_PER_SECOND = 50;

/** A token of the right form, signed by nobody. */
function forgedToken(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    sub: 'somebody',
    sid: 'something',
    exp: 4_102_444_800,
    iss: 'holdfast',
    aud: 'holdfast-sync',
  };
  return `${part({ alg: 'HS256', typ: 'at+jwt' })}.${part(claims)}.${randomBytes(32).toString('base64url')}`;
}

/** What Socket.IO's client sends first, as one masked frame. */
function connectFrame(): Buffer {
  const clientId = '019b8c00-0000-7000-8000-00000000000f';
  const auth = { token: forgedToken(), clientId, protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION };
  const payload = Buffer.from(`40${JSON.stringify(auth)}`);
  const head = Buffer.alloc(8);
  head.writeUInt8(FIN_TEXT, 0);
  head.writeUInt8(MASKED_LENGTH_16, 1);
  head.writeUInt16BE(payload.length, 2);
  // A mask of zeros leaves the payload as it is.
  return Buffer.concat([head, payload]);
}

/** One handshake from an address: whether it was cut over HTTP, or its token was looked at and refused. */
function handshake(server: string, address: string): Promise<'cut' | 'refused'> {
  return new Promise((resolve, reject) => {
    const asked = request(`${server}/socket.io/?EIO=4&transport=websocket`, {
      agent: false,
      headers: {
        ...{ connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
        'sec-websocket-key': randomBytes(16).toString('base64'),
        ...{ 'x-forwarded-for': address, 'x-forwarded-proto': 'https' },
      },
    });
    asked.on('upgrade', (_answer, line: Socket) => {
      line.on('data', (data) => {
        if (!data.includes('44{')) return;
        line.destroy();
        resolve('refused');
      });
      line.on('error', reject);
      line.write(connectFrame());
    });
    asked.on('response', (answer) => {
      answer.resume();
      resolve('cut');
    });
    asked.on('error', reject);
    asked.end();
  });
}

const addresses = {
  one: () => '192.0.2.1',
  many: () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`,
} as const;

export interface Flooded {
  readonly sent: number;
  readonly cut: number;
  readonly refused: number;
  readonly perSecond: number;
}

let isFlooding = false;

/** Somebody who tries tokens, as fast as told. */
const calls = {
  /** Opens connections with bad tokens until told to stop. Gives how many, and what came of them. */
  async flood(server: string, perSecond: number, from: keyof typeof addresses): Promise<Flooded> {
    isFlooding = true;
    const began = performance.now();
    const counts = { cut: 0, refused: 0 };
    const count = (end: 'cut' | 'refused'): void => {
      counts[end] += 1;
    };
    const open: Promise<void>[] = [];
    const group = perSecond / GROUPS_PER_SECOND;
    for (let sent = 0; isFlooding; sent += group) {
      const wait = began + (sent * 1_000) / perSecond - performance.now();
      if (wait > 0) await setTimeout(wait);
      for (let place = 0; place < group; place += 1) {
        open.push(handshake(server, addresses[from]()).then(count));
      }
    }
    const seconds = (performance.now() - began) / 1_000;
    await Promise.all(open);
    return { sent: open.length, ...counts, perSecond: open.length / seconds };
  },

  stop(): void {
    isFlooding = false;
  },
};

export type FloodCalls = typeof calls;

serveCalls(calls);
