import type { ErrorCode } from '@holdfast/shared/protocol/errors.ts';
import type { Connection } from './connections.ts';

/** Is told what happens, to count it. What it does must not throw, nor wait. Times in milliseconds. */
export interface Observer {
  connected(connection: Connection): void;
  left(connection: Connection): void;
  /** A handshake was refused. */
  refused(code: ErrorCode): void;
  /** A client's event was answered, and how long that took; `code` if with an error. */
  answered(event: string, milliseconds: number, code: ErrorCode | undefined): void;
  /** A mutation got its final answer; `age` is how long it lay in its author's outbox. */
  decided(name: string, result: 'accepted' | ErrorCode, age: number): void;
  /** A transaction was committed, with so many mutations. */
  committed(mutations: number, milliseconds: number): void;
  /** What was committed went out to so many connections. Called inside the snapshot that it was read in: read nothing here. */
  toldOf(receivers: number, milliseconds: number): void;
}

const nothing = (): void => {};

/** Counts nothing. */
export const noObserver: Observer = {
  connected: nothing,
  left: nothing,
  refused: nothing,
  answered: nothing,
  decided: nothing,
  committed: nothing,
  toldOf: nothing,
};
