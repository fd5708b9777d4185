import type { ServerResponse } from 'node:http';
import type { WholeReader } from '../home/byte-home.ts';
import type { ByteRange } from './byte-range.ts';

/** What is read at a time, and how much of it may be on its way: the disk reads while the line sends. */
const BUFFER_BYTES = 256 * 1024;
const BUFFERS = 2;

/**
 * Sends a part of a file as fast as its reader takes it. The same few buffers are filled again and again: new ones for
 * each step would have the garbage collector go through the whole server some twenty times a gigabyte.
 * Ends the line, in the middle of the file, when the signal says so: whoever reads knows by the missing bytes.
 * @throws what ended it before its end
 */
export async function sendBytes(
  response: ServerResponse,
  whole: WholeReader,
  { from, to }: ByteRange,
  signal: AbortSignal,
): Promise<void> {
  const line = new AbortController();
  const cut = () => line.abort(new Error('The line was cut.'));
  response.once('close', cut);
  try {
    await fillAndSend(response, whole, { from, to }, AbortSignal.any([signal, line.signal]));
    response.end();
  } catch (error) {
    response.destroy();
    throw error;
  } finally {
    response.off('close', cut);
  }
}

async function fillAndSend(
  response: ServerResponse,
  whole: WholeReader,
  { from, to }: ByteRange,
  ended: AbortSignal,
): Promise<void> {
  const buffers = Array.from({ length: BUFFERS }, () => new Sent(Math.min(BUFFER_BYTES, to - from)));
  let at = from;
  for (let turn = 0; at < to; turn += 1) {
    const buffer = buffers[turn % BUFFERS] ?? new Sent(BUFFER_BYTES);
    await buffer.isFree;
    const length = await whole.read(buffer.bytes.subarray(0, to - at), at);
    if (length === 0) throw new Error('The file is shorter than it was.');
    buffer.send(response, length, ended);
    at += length;
  }
  await Promise.all(buffers.map(({ isFree }) => isFree));
}

/** A buffer that is filled again once the system has taken what is in it. */
class Sent {
  readonly bytes: Buffer;
  isFree: Promise<void> = Promise.resolve();

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafeSlow(size);
  }

  send(response: ServerResponse, length: number, ended: AbortSignal): void {
    this.isFree = write(response, this.bytes.subarray(0, length), ended);
    // It may be that another one fails before somebody waits for this one.
    this.isFree.catch(() => {});
  }
}

function write(response: ServerResponse, bytes: Buffer, ended: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(ended.reason);
    if (ended.aborted) return stop();
    ended.addEventListener('abort', stop, { once: true });
    response.write(bytes, (error) => {
      ended.removeEventListener('abort', stop);
      if (error === null || error === undefined) resolve();
      else reject(error);
    });
  });
}
