import type { Writable } from 'node:stream';

/** What a command works with: its settings, what it is given, and where its words and its data go. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input: AsyncIterable<Buffer | string>;
  readonly out: Writable;
  readonly err: Writable;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return { env: process.env, input: process.stdin, out: process.stdout, err: process.stderr };
}
