import { type IncomingMessage, ServerResponse, STATUS_CODES } from 'node:http';
import type { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { statusOf } from '../http/http-errors.ts';

/**
 * Answers a request to open a line with the contract's error, over HTTP: `{ error }` with its status and
 * Retry-After. Also a request to upgrade, whose answer has to be written by hand.
 */
export function refuseRequest(request: IncomingMessage, response: object, error: HoldfastError): void {
  const wire = error.toWire();
  const status = statusOf(wire.code);
  const body = JSON.stringify({ error: wire });
  const headers: Record<string, string | number> = {
    connection: 'close',
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...(wire.retryAfterMs !== undefined && { 'retry-after': Math.ceil(wire.retryAfterMs / 1000) }),
  };
  if (response instanceof ServerResponse) {
    response.writeHead(status, headers);
    response.end(body);
    return;
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const { socket } = request;
  socket.on('error', () => {
    // Whoever has hung up meanwhile needs no answer.
  });
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`, () => {
    socket.destroy();
  });
}
