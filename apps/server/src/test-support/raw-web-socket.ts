import { randomBytes } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { onTestFinished } from 'vitest';

const FIN_TEXT = 0x81;
const MASKED = 0x80;
const LENGTH_16 = 126;

/** A WebSocket made by hand, for clients that do what no library does: not to read, for example. */
export class RawWebSocket {
  readonly socket: Socket;
  /** What the server answered to the upgrade. */
  readonly answer: IncomingMessage;
  /** Everything that has arrived since, with its frames. */
  text = '';

  constructor(socket: Socket, answer: IncomingMessage, head: Buffer) {
    this.socket = socket;
    this.answer = answer;
    this.text = head.toString('latin1');
    socket.on('data', (data) => {
      this.text += data.toString('latin1');
    });
    socket.on('error', () => {
      // The server may cut it at any moment; its closing says so.
    });
    onTestFinished(() => {
      socket.destroy();
    });
  }

  /** Sends one text of less than 64 KiB. */
  send(text: string): void {
    const payload = Buffer.from(text);
    const mask = randomBytes(4);
    const masked = payload.map((byte, place) => byte ^ (mask[place % 4] ?? 0));
    const length = Buffer.alloc(payload.length < LENGTH_16 ? 1 : 3);
    if (payload.length < LENGTH_16) {
      length.writeUInt8(MASKED | payload.length);
    } else {
      length.writeUInt8(MASKED | LENGTH_16);
      length.writeUInt16BE(payload.length, 1);
    }
    this.socket.write(Buffer.concat([Buffer.of(FIN_TEXT), length, mask, masked]));
  }
}

/** What came of asking for an upgrade: the WebSocket, or why not. */
export type Upgraded =
  | RawWebSocket
  | { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: unknown };

/** Asks the server's Socket.IO for a WebSocket; `more` is added to what the address says. */
export function openWebSocket(
  url: string,
  headers: Readonly<Record<string, string>> = {},
  more = '',
): Promise<Upgraded> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/socket.io/?EIO=4&transport=websocket${more}`, {
      agent: false,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
        'sec-websocket-extensions': 'permessage-deflate; client_max_window_bits',
        ...headers,
      },
    });
    asked.on('upgrade', (answer, socket, head) => resolve(new RawWebSocket(socket as Socket, answer, head)));
    asked.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: JSON.parse(text) });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}
