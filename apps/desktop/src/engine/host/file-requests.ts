import * as http from 'node:http';
import * as https from 'node:https';
import { requireSafeAddress } from '../session/safe-address.ts';
import { faultOfAnswer, faultOfLine } from './line-faults.ts';

/** A line on which no byte moved for so long is given up. */
const STALL_MS = 30_000;

/** How long the server may look at what it was sent before it answers. */
const ANSWER_MS = 120_000;

/** An answer that is no file is not longer: the checks of a file of 1 TiB. */
const MOST_TEXT = 16 * 1024 * 1024;

export interface RequestOrder {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly body?: { readonly size: number; readonly bytes: AsyncIterable<Uint8Array> };
  /** So many bytes of the body have left. */
  readonly left?: (bytes: number) => void;
}

/** HTTP requests whose bodies are streams in either direction. What has no answer rejects with a LineFault. */
export class FileRequests {
  private readonly stallMs: number;
  private readonly answerMs: number;
  private readonly plain = new http.Agent({ keepAlive: true });
  private readonly safe = new https.Agent({ keepAlive: true });

  constructor(stallMs = STALL_MS, answerMs = ANSWER_MS) {
    this.stallMs = stallMs;
    this.answerMs = answerMs;
  }

  /** Settles with the answer, whatever its status, before its body has come. */
  async ask(order: RequestOrder): Promise<http.IncomingMessage> {
    requireSafeAddress(String(order.url));
    if (order.signal.aborted) throw faultOfLine(order.url, order.signal.reason);
    return new Promise((resolve, reject) => {
      const request = this.open(order);
      request.once('response', (answer) => {
        // Whoever reads the answer is told; until somebody does, a cut is no error that nobody caught.
        answer.on('error', () => {});
        resolve(answer);
      });
      request.on('error', (error) => reject(faultOfLine(order.url, error)));
      request.on('timeout', () => request.destroy(new Error('No byte moved for too long.')));
      this.write(request, order).catch((error: Error) => request.destroy(error));
    });
  }

  /** The text of an answer that went well; any other rejects with what it says. */
  async text(order: RequestOrder): Promise<string> {
    const answer = await this.ask(order);
    const text = await readText(order.url, answer);
    if (isGood(answer)) return text;
    throw faultOfAnswer(order.url, answer, text);
  }

  private async write(request: http.ClientRequest, order: RequestOrder): Promise<void> {
    await writeBody(request, order);
    if (order.body !== undefined) request.setTimeout(this.answerMs);
  }

  private open({ method, url, headers, body, signal }: RequestOrder): http.ClientRequest {
    const length = body === undefined ? {} : { 'content-length': String(body.size) };
    const options = { method, headers: { ...headers, ...length }, signal, timeout: this.stallMs };
    return url.protocol === 'https:'
      ? https.request(url, { ...options, agent: this.safe })
      : http.request(url, { ...options, agent: this.plain });
  }
}

export function isGood({ statusCode = 0 }: http.IncomingMessage): boolean {
  return statusCode >= 200 && statusCode < 300;
}

/** All of an answer that is no file. Its line is closed where the server did not wait for the whole request. */
export async function readText(url: URL, answer: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of answer) {
      length += part.length;
      if (length > MOST_TEXT) throw new Error('The answer is too long.');
      parts.push(part);
    }
  } catch (error) {
    throw faultOfLine(url, error);
  }
  return Buffer.concat(parts).toString('utf8');
}

async function writeBody(request: http.ClientRequest, { body, left }: RequestOrder): Promise<void> {
  let isAnswered = false;
  request.once('response', (answer) => {
    isAnswered = true;
    if (!request.writableEnded) answer.once('end', () => request.destroy());
  });
  for await (const bytes of body?.bytes ?? []) {
    if (isAnswered || request.destroyed) return;
    await write(request, bytes);
    left?.(bytes.length);
  }
  request.end();
}

/** Settles once the system has the bytes, so that their memory can be used again. Rejects where the line is gone. */
function write(request: http.ClientRequest, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    request.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
