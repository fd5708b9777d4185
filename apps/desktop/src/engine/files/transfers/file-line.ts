import type { WireError } from '@holdfast/shared/protocol/errors.ts';

/** Bytes of a file on this device, read as they are needed. */
export interface ByteSource {
  readonly size: number;
  /** The bytes from `from` up to, not including, `to`. */
  read(from: number, to: number): AsyncIterable<Uint8Array>;
}

/** An upload as the line needs to know it. */
export interface Sending {
  /** Where uploads are made: `<server>/files/uploads`. */
  readonly uploads: URL;
  readonly attachment: string;
  readonly source: ByteSource;
  /** Nothing of it is on the server, as far as is known: it is made there without asking first. */
  readonly isNew: boolean;
  /** The access token for the next request. */
  token(): Promise<string>;
  /** Where the next request shall end that begins at this byte. */
  endOfRequest(from: number): number;
  /** The checks of the pieces that end within these bytes, as the request's header carries them; empty for none. */
  pieces(from: number, to: number): string;
  /** So many bytes have left. Called often; a new request may start lower than the last one ended. */
  left(done: number): void;
  /** A request with so many bytes was taken. It took so long, in milliseconds. */
  taken(bytes: number, milliseconds: number): void;
}

/** An answer that carries a file, or the rest of it. */
export interface Received {
  /** Where in the file its first byte belongs. */
  readonly from: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** HTTP as transfers need it. Everything rejects with a LineFault; an aborted signal ends it at once. */
export interface FileLine {
  /** Makes the upload or finds it again, and sends what the server does not have yet. Settles when it has all. */
  send(sending: Sending, signal: AbortSignal): Promise<void>;
  /** Forgets an upload on the server. One that is not there is fine. */
  drop(upload: URL, token: string, signal: AbortSignal): Promise<void>;
  /** Asks for a file from a byte on. The answer may begin at the beginning all the same. */
  receive(url: URL, token: string, from: number, signal: AbortSignal): Promise<Received>;
  getJson(url: URL, token: string, signal: AbortSignal): Promise<unknown>;
}

/** A request that did not do what it should. */
export class LineFault extends Error {
  /** The answer's status; nothing where there was no answer, or it was cut off. */
  readonly status: number | undefined;
  /** What to tell the person, in the server's words where it said any. */
  readonly problem: WireError;

  constructor(status: number | undefined, problem: WireError, options?: { cause?: unknown }) {
    super(problem.message, options);
    this.name = 'LineFault';
    this.status = status;
    this.problem = problem;
  }
}
