import type { RandomBytes } from '@holdfast/shared/ids.ts';
import type { FileWorld } from './files/file-world.ts';
import type { Sqlite } from './store/sqlite.ts';
import type { Transport } from './sync/transport.ts';

/** Time comes in from outside, so that tests and the simulator can own it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after so many milliseconds, unless the result is called first. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** An HTTP request of JSON, with an access token where it is a signed-in person's. Rejects when there is no answer. */
export type PostJson = (
  url: string,
  body: unknown,
  token?: string,
) => Promise<{ status: number; body: unknown }>;

/** An HTTP request without anything in it. Rejects when there is no answer. */
export type GetJson = (url: string) => Promise<{ status: number; body: unknown }>;

/** Everything that the engine takes from the world. */
export interface Environment {
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly transport: Transport;
  /** Opens or makes a SQLite file; throws what SQLite throws. So that a simulated disk can fill up and fail. */
  readonly openFile: (file: string) => Sqlite;
  readonly postJson: PostJson;
  readonly getJson: GetJson;
  /** Where files are kept and how they travel. Without it there are none on this device. */
  readonly files?: FileWorld;
  /** One line of what happened, for the log. Never contents, never secrets. */
  readonly log: (message: string, details?: Readonly<Record<string, unknown>>) => void;
}
