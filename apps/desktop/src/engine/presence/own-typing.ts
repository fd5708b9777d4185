import type { TypingRequest } from '@holdfast/shared/protocol/presence.ts';
import type { Environment } from '../environment.ts';
import type { PresenceLine } from '../sync/transport.ts';

/** That one writes is said at most this often, in milliseconds. */
export const SAY_EVERY_MS = 3_000;
/** So much later the server has forgotten it, in milliseconds. */
const FORGOTTEN_MS = 2_000;

interface Writing {
  readonly where: TypingRequest;
  /** There was a key since it was said last. */
  goesOn: boolean;
  /** Others were told, and not that it ended. */
  isTold: boolean;
  /** It was said a moment ago: what comes now waits. */
  waits: boolean;
  cancel: () => void;
}

/** Says that one writes: with the first key at once, then thinned out; and when one has stopped. */
export class OwnTyping {
  private line: PresenceLine | undefined;
  private readonly writing = new Map<string, Writing>();

  private readonly environment: Pick<Environment, 'clock' | 'log'>;

  constructor(environment: Pick<Environment, 'clock' | 'log'>) {
    this.environment = environment;
  }

  /** How many places are remembered. */
  get size(): number {
    return this.writing.size;
  }

  lineUp(line: PresenceLine): void {
    this.line = line;
  }

  lineDown(): void {
    this.line = undefined;
    for (const { cancel } of this.writing.values()) cancel();
    this.writing.clear();
  }

  /** A key was pressed. */
  typing(where: TypingRequest): void {
    if (this.line === undefined) return;
    const writing = this.writing.get(keyOf(where)) ?? this.begin(where);
    writing.goesOn = true;
    if (!writing.waits) this.say(writing);
  }

  stopped(where: TypingRequest): void {
    const writing = this.writing.get(keyOf(where));
    if (writing === undefined) return;
    writing.goesOn = false;
    if (!writing.isTold) return;
    writing.isTold = false;
    this.tell((line) => line.typingStop(where));
  }

  /** One has left the room: whatever one wrote there has stopped. */
  left(room: string): void {
    for (const { where } of this.writing.values()) if (where.room === room) this.stopped(where);
  }

  private begin(where: TypingRequest): Writing {
    const writing = { where, goesOn: false, isTold: false, waits: false, cancel: () => {} };
    this.writing.set(keyOf(where), writing);
    return writing;
  }

  private say(writing: Writing): void {
    writing.goesOn = false;
    writing.isTold = true;
    writing.waits = true;
    this.tell((line) => line.typingStart(writing.where));
    this.later(writing, SAY_EVERY_MS, () => this.waited(writing));
  }

  private waited(writing: Writing): void {
    writing.waits = false;
    if (writing.goesOn) this.say(writing);
    else this.later(writing, FORGOTTEN_MS, () => this.writing.delete(keyOf(writing.where)));
  }

  private later(writing: Writing, milliseconds: number, work: () => void): void {
    writing.cancel();
    writing.cancel = this.environment.clock.after(milliseconds, work);
  }

  private tell(say: (line: PresenceLine) => Promise<object>): void {
    const { line } = this;
    if (line === undefined) return;
    say(line).catch((error: unknown) => {
      if (line === this.line) this.environment.log('typing was not taken', { cause: String(error) });
    });
  }
}

function keyOf({ room, field = '' }: TypingRequest): string {
  return `${room} ${field}`;
}
