import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { FrameReader, maskedText } from './frames.ts';

/** What the first characters of a message of Socket.IO over engine.io say. */
const OPEN = '0';
const PING = '2';
const PONG = '3';
const CONNECTED = '40';
const DISCONNECTED = '41';
const EVENT = '42';
const ANSWER = '43';
const REFUSED = '44';

const END_OF_HEAD = '\r\n\r\n';

export interface LightLineEvents {
  /** Its handshake was taken. */
  opened(): void;
  /** An event of the server, as `42["name",…]`. */
  event(text: Buffer): void;
  /** The answer to what was asked with a number, as JSON. */
  answer(number: number, text: string): void;
  /** It ended; `refusal` is what the server said of its handshake, as JSON. Called once. */
  closed(refusal: string | undefined): void;
}

/**
 * A Socket.IO connection by hand over a WebSocket, which costs so little that one process holds ten
 * thousand of them beside the server that is measured. Only text travels.
 */
export class LightLine {
  readonly #socket: Socket;
  readonly #events: LightLineEvents;
  readonly #auth: string;
  #reader: FrameReader | undefined;
  #head = '';
  #isClosed = false;

  /** @param auth what its handshake says, as JSON; nothing for a server that asks nothing */
  constructor(port: number, auth: string, events: LightLineEvents) {
    this.#events = events;
    this.#auth = auth;
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('connect', () => this.#socket.write(upgradeRequest(port)));
    this.#socket.on('data', (data) => this.#arrived(data));
    this.#socket.on('error', () => {
      // Its closing says so.
    });
    this.#socket.on('close', () => this.#closed(undefined));
  }

  /** Sends an event; with a number, it is answered. */
  emit(name: string, argument: object, number?: number): void {
    this.emitText(JSON.stringify([name, argument]), number);
  }

  /** The same of an event that is JSON already. */
  emitText(event: string, number?: number): void {
    this.#send(`${EVENT}${number ?? ''}${event}`);
  }

  /** Ends it without a word. */
  destroy(): void {
    this.#isClosed = true;
    this.#socket.destroy();
  }

  #send(text: string): void {
    this.#socket.write(maskedText(text));
  }

  #arrived(data: Buffer): void {
    if (this.#reader !== undefined) {
      this.#reader.add(data);
      return;
    }
    this.#head += data.toString('latin1');
    const end = this.#head.indexOf(END_OF_HEAD);
    if (end === -1) return;
    const isUpgraded = this.#head.startsWith('HTTP/1.1 101');
    const rest = Buffer.from(this.#head.slice(end + END_OF_HEAD.length), 'latin1');
    this.#head = '';
    if (!isUpgraded) {
      this.#closed(undefined);
      return;
    }
    this.#reader = new FrameReader((payload) => this.#message(payload));
    this.#reader.add(rest);
  }

  #message(payload: Buffer): void {
    if (this.#isClosed) return;
    const kind = payload.toString('latin1', 0, 2);
    if (kind === EVENT) this.#events.event(payload);
    else if (kind === ANSWER) this.#answered(payload.toString('utf8', ANSWER.length));
    else if (kind === CONNECTED) this.#events.opened();
    else if (kind === REFUSED) this.#closed(payload.toString('utf8', REFUSED.length));
    else if (kind === DISCONNECTED) this.#closed(undefined);
    else if (kind === PING) this.#send(PONG);
    else if (kind.startsWith(OPEN)) this.#send(`${CONNECTED}${this.#auth}`);
  }

  #answered(text: string): void {
    const start = text.indexOf('[');
    this.#events.answer(Number(text.slice(0, start)), text.slice(start));
  }

  #closed(refusal: string | undefined): void {
    if (this.#isClosed) return;
    this.destroy();
    this.#events.closed(refusal);
  }
}

/** With the headers that the app's own WebSocket sends. */
function upgradeRequest(port: number): string {
  const lines = [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits',
    `Host: 127.0.0.1:${port}`,
  ];
  return `${lines.join('\r\n')}${END_OF_HEAD}`;
}
