import { UPLOADS_PATH } from '@holdfast/shared/protocol/files.ts';
import type { TokenSource } from '../../session/tokens.ts';
import type { ContentStore } from '../content-store.ts';
import type { FileFolder } from '../file-folder.ts';
import type { FileLine } from './file-line.ts';
import { checksBetween } from './piece-check.ts';
import { readAhead } from './read-ahead.ts';
import type { RequestSize } from './request-size.ts';

/** What bytes travel over and lie in, whichever way they go. */
export interface Ways {
  readonly server: string;
  readonly tokens: Pick<TokenSource, 'current' | 'expire'>;
  readonly line: FileLine;
  readonly folder: FileFolder;
  readonly store: Pick<ContentStore, 'find' | 'keep' | 'verify'>;
  readonly requestSize: RequestSize;
}

/** One attempt to move the bytes of an attachment. */
export interface Attempt {
  readonly id: string;
  readonly hash: string;
  readonly size: number;
  readonly signal: AbortSignal;
  /** It was not tried before, as far as is known. */
  readonly isFirst: boolean;
  /** So many bytes are on the other side, as far as is known. */
  moved(done: number): void;
  /** The token that the next request carries. */
  token(): Promise<string>;
}

/** Sends what the server does not have of a content that is whole here. Settles once it has all of it; rejects with what stood in the way. */
export async function upload(ways: Ways, attempt: Attempt): Promise<void> {
  const { folder, store, line, requestSize } = ways;
  const { id, hash, size, signal } = attempt;
  const pieces = store.find(hash)?.pieces ?? new Uint8Array();
  const handle = await folder.disk.open(folder.pathOf(hash), 'r');
  try {
    const sending = {
      uploads: new URL(UPLOADS_PATH, ways.server),
      attachment: id,
      // A small one is not worth asking for; where something of it is there after all the server says so.
      isNew: attempt.isFirst && requestSize.endFrom(0, size) === size,
      source: { size, read: (from: number, to: number) => readAhead(handle, from, to) },
      token: () => attempt.token(),
      endOfRequest: (from: number) => requestSize.endFrom(from, size),
      pieces: (from: number, to: number) => checksBetween(pieces, size, from, to),
      left: (done: number) => attempt.moved(done),
      taken: (bytes: number, milliseconds: number) => requestSize.noteTaken(bytes, milliseconds),
    };
    await line.send(sending, signal);
  } finally {
    await handle.close();
  }
}
