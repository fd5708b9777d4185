import os from 'node:os';
import { errorCodes } from '@holdfast/shared/protocol/errors.ts';
import type { ConnectionState } from './api/state.ts';

const KEPT = 200;
const sqliteCodes = /^SQLITE_[A-Z]+(_[A-Z]+)?$/;
const known = new Set<string>([...errorCodes, ...Object.keys(os.constants.errno)]);

/** What happened, for diagnostics: constant words and codes, never what somebody wrote. */
export interface PastEvent {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly what: string;
  /** Error codes, of ours and of SQLite. */
  readonly codes?: readonly string[];
}

/** Remembers the last events of this run of the engine. Messages of errors may quote what people wrote: only their codes are kept. */
export class EventHistory {
  readonly lines: PastEvent[] = [];
  readonly connection: PastEvent[] = [];
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** A line of the log. */
  noteLine(what: string, details: Readonly<Record<string, unknown>> = {}): void {
    const codes = Object.values(details).flatMap(codesIn);
    this.keep(this.lines, codes.length === 0 ? { at: this.now(), what } : { at: this.now(), what, codes });
  }

  /** How the connection stands, if that is another state than before. */
  noteConnection(state: ConnectionState['state']): void {
    if (this.connection.at(-1)?.what !== state) this.keep(this.connection, { at: this.now(), what: state });
  }

  private keep(events: PastEvent[], event: PastEvent): void {
    events.push(event);
    if (events.length > KEPT) events.shift();
  }
}

/** The error codes that a text names. Any other word may be somebody's. */
function codesIn(value: unknown): string[] {
  if (typeof value !== 'string') return [];
  return value.split(/[^A-Z0-9_]+/).filter((word) => known.has(word) || sqliteCodes.test(word));
}
