import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type ErrorCode, HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { ConnectionError, FastifyError, FastifyReply, FastifyRequest } from 'fastify';

const SOCKETS_PATH = '/socket.io/';
const broken = new HoldfastError('INVALID_MESSAGE', 'The request is not well formed HTTP.');
const tooLarge = new HoldfastError('PAYLOAD_TOO_LARGE', 'The headers of the request are too large.');

/**
 * Only Socket.IO takes other protocols, and refuses those that it does not know. Elsewhere a wish for another one,
 * such as `Upgrade: h2c`, is passed over and the request answered as any other; nobody would answer it otherwise,
 * and its line would stay open.
 */
export function isUpgradeForSockets(request: IncomingMessage): boolean {
  return request.url?.startsWith(SOCKETS_PATH) === true;
}

/**
 * A request that wished for another protocol is the last on its line: where nobody read its body, Node does not
 * find the next one behind it.
 */
export async function endLineAfterWish(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.headers.upgrade !== undefined) reply.header('connection', 'close');
}

/** Answers a request whose address cannot be read, which no route and no hook gets to see. */
export function answerBrokenAddress(
  _error: FastifyError,
  _request: FastifyRequest,
  reply: FastifyReply,
): void {
  void reply.code(400).header('connection', 'close').send({ error: broken.toWire() });
}

/** Answers what is no HTTP, in the contract's words, and ends its line. */
export function answerBrokenLine(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, wire] = statusOf(error.code);
  const body = JSON.stringify({ error: wire });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

function statusOf(code: string): [number, { code: ErrorCode; message: string }] {
  if (code === 'HPE_HEADER_OVERFLOW') return [431, tooLarge.toWire()];
  return [code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400, broken.toWire()];
}
