import type { IncomingMessage } from 'node:http';
import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';
import type { Sending } from '../files/transfers/file-line.ts';
import { type FileRequests, readText } from './file-requests.ts';
import { faultOfAnswer } from './line-faults.ts';

/** Bytes of a file, by their places; read once they are sent. */
export class Slice {
  readonly from: number;
  readonly to: number;

  constructor(from: number, to: number) {
    this.from = from;
    this.to = to;
  }

  get size(): number {
    return this.to - this.from;
  }
}

/** Lets tus-js-client speak over our own requests: one set of rules for addresses, certificates, stalls and ends. */
export class TusStack implements HttpStack {
  private readonly requests: FileRequests;
  private readonly sending: Sending;
  private readonly signal: AbortSignal;

  constructor(requests: FileRequests, sending: Sending, signal: AbortSignal) {
    this.requests = requests;
    this.sending = sending;
    this.signal = signal;
  }

  createRequest(method: string, url: string): HttpRequest {
    return new TusRequest(method, url, (headers, body) => this.send(method, url, headers, body));
  }

  getName(): string {
    return 'holdfast';
  }

  private async send(
    method: string,
    url: string,
    headers: Readonly<Record<string, string>>,
    body: unknown,
  ): Promise<HttpResponse> {
    const { sending, signal } = this;
    const begun = performance.now();
    const address = new URL(url);
    const order = { method, url: address, headers, signal };
    const answer = await this.requests.ask(
      body instanceof Slice ? { ...order, ...bodyOf(sending, body) } : order,
    );
    const text = await readText(address, answer);
    const { statusCode = 0 } = answer;
    if (!isExpected(method, statusCode)) throw faultOfAnswer(address, answer, text);
    if (body instanceof Slice) sending.taken(body.size, performance.now() - begun);
    return new TusResponse(answer, text, new URL(`${sending.uploads}/${sending.attachment}`));
  }
}

function bodyOf(sending: Sending, { from, to, size }: Slice) {
  let done = from;
  const left = (bytes: number): void => {
    done += bytes;
    sending.left(done);
  };
  return { body: { size, bytes: sending.source.read(from, to) }, left };
}

/** An upload that is not there is made; anything else that went wrong ends the attempt. */
function isExpected(method: string, status: number): boolean {
  if (method === 'HEAD' && (status === 404 || status === 410)) return true;
  return status >= 200 && status < 300;
}

type Send = (headers: Readonly<Record<string, string>>, body: unknown) => Promise<HttpResponse>;

class TusRequest implements HttpRequest {
  private readonly headers: Record<string, string> = {};
  private readonly method: string;
  private readonly url: string;
  private readonly sendIt: Send;

  constructor(method: string, url: string, send: Send) {
    this.method = method;
    this.url = url;
    this.sendIt = send;
  }

  getMethod(): string {
    return this.method;
  }

  getURL(): string {
    return this.url;
  }

  setHeader(header: string, value: string): void {
    this.headers[header.toLowerCase()] = value;
  }

  getHeader(header: string): string | undefined {
    return this.headers[header.toLowerCase()];
  }

  /** Progress is told by the bytes that leave. */
  setProgressHandler(): void {}

  send(body: unknown): Promise<HttpResponse> {
    return this.sendIt(this.headers, body);
  }

  /** The signal ends requests. */
  async abort(): Promise<void> {}

  getUnderlyingObject(): undefined {
    return undefined;
  }
}

class TusResponse implements HttpResponse {
  private readonly answer: IncomingMessage;
  private readonly text: string;
  private readonly address: URL;

  constructor(answer: IncomingMessage, text: string, address: URL) {
    this.answer = answer;
    this.text = text;
    this.address = address;
  }

  getStatus(): number {
    return this.answer.statusCode ?? 0;
  }

  /** Where an upload lies is known: nobody can lead us, and our token, elsewhere. */
  getHeader(header: string): string | undefined {
    if (header.toLowerCase() === 'location') return String(this.address);
    const value = this.answer.headers[header.toLowerCase()];
    return Array.isArray(value) ? value[0] : value;
  }

  getBody(): string {
    return this.text;
  }

  getUnderlyingObject(): undefined {
    return undefined;
  }
}
