import type { IncomingMessage } from 'node:http';
import { PIECES_HEADER } from '@holdfast/shared/protocol/files.ts';
import type { HttpRequest, UploadOptions } from 'tus-js-client';
import { type FileLine, LineFault, type Received, type Sending } from '../files/transfers/file-line.ts';
import { FileRequests, isGood, readText } from './file-requests.ts';
import { faultOfAnswer, faultOfLine } from './line-faults.ts';
import { Slice, TusStack } from './tus-stack.ts';

/**
 * The real line: tus-js-client for what goes up, Node's HTTP for both ways.
 * @param stallMs how long no byte may move
 * @param answerMs how long the server may look at what it was sent before it answers
 */
export function nodeFileLine(stallMs?: number, answerMs?: number): FileLine {
  const requests = new FileRequests(stallMs, answerMs);
  return {
    send: (sending, signal) => send(requests, sending, signal),
    drop: (url, token, signal) => drop(requests, url, token, signal),
    receive: (url, token, from, signal) => receive(requests, url, token, from, signal),
    getJson: (url, token, signal) => getJson(requests, url, token, signal),
  };
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

async function send(requests: FileRequests, sending: Sending, signal: AbortSignal): Promise<void> {
  // It takes longer to load than the rest of the engine does to start.
  const { Upload } = await import('tus-js-client');
  await new Promise<void>((resolve, reject) => {
    const options: UploadOptions = {
      ...optionsOf(sending),
      httpStack: new TusStack(requests, sending, signal),
      onSuccess: () => resolve(),
      onError: (error) => reject(asFault(sending.uploads, error)),
    };
    // What is sent comes from the reader of the options.
    new Upload(Buffer.from('-'), options).start();
  });
}

function optionsOf(sending: Sending): UploadOptions {
  const { source, uploads, attachment } = sending;
  let range = new Slice(0, 0);
  const slice = async (from: number) => {
    range = new Slice(from, sending.endOfRequest(from));
    return { value: range, done: range.to === source.size };
  };
  return {
    endpoint: String(uploads),
    uploadUrl: sending.isNew ? null : `${uploads}/${attachment}`,
    metadata: { attachment },
    fingerprint: async () => '',
    storeFingerprintForResuming: false,
    retryDelays: null,
    fileReader: { openFile: async () => ({ size: source.size, slice, close: () => {} }) },
    onBeforeRequest: async (request) => {
      request.setHeader('authorization', `Bearer ${await sending.token()}`);
      if (request.getMethod() === 'PATCH') addPieces(request, sending.pieces(range.from, range.to));
    },
  };
}

function addPieces(request: HttpRequest, pieces: string): void {
  if (pieces !== '') request.setHeader(PIECES_HEADER, pieces);
}

/** tus-js-client wraps what our requests threw. */
function asFault(url: URL, error: Error): LineFault {
  const cause = 'causingError' in error ? error.causingError : error;
  return faultOfLine(url, cause ?? error);
}

async function getJson(
  requests: FileRequests,
  url: URL,
  token: string,
  signal: AbortSignal,
): Promise<unknown> {
  const text = await requests.text({ method: 'GET', url, headers: bearer(token), signal });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw faultOfLine(url, error);
  }
}

async function drop(requests: FileRequests, url: URL, token: string, signal: AbortSignal): Promise<void> {
  const headers = { ...bearer(token), 'tus-resumable': '1.0.0' };
  try {
    await requests.text({ method: 'DELETE', url, headers, signal });
  } catch (error) {
    const isGone = error instanceof LineFault && (error.status === 404 || error.status === 410);
    if (!isGone) throw error;
  }
}

async function receive(
  requests: FileRequests,
  url: URL,
  token: string,
  from: number,
  signal: AbortSignal,
): Promise<Received> {
  const range = from === 0 ? {} : { range: `bytes=${from}-` };
  const headers = { ...bearer(token), ...range, 'accept-encoding': 'identity' };
  const answer = await requests.ask({ method: 'GET', url, headers, signal });
  if (!isGood(answer)) throw faultOfAnswer(url, answer, await readText(url, answer));
  return { from: beginOf(answer), bytes: bytesOf(url, answer) };
}

/** Where the body of an answer begins: a whole one at the beginning. */
function beginOf({ statusCode, headers }: IncomingMessage): number {
  if (statusCode !== 206) return 0;
  return Number(/^bytes (\d+)-/.exec(headers['content-range'] ?? '')?.[1] ?? 0);
}

async function* bytesOf(url: URL, answer: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    yield* answer;
  } catch (error) {
    throw faultOfLine(url, error);
  } finally {
    answer.destroy();
  }
}
