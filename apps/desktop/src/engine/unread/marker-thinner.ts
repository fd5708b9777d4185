import { messageModel } from '@holdfast/shared/model/message.ts';
import type { Clock } from '../environment.ts';
import { readView } from '../store/overlay-rows.ts';
import type { Statements } from '../store/statements.ts';
import { readMark } from './read-unread.ts';

/** One thread's marker is written at most so often, in milliseconds. */
const WRITE_MS = 2_000;

export interface MarkerHost {
  readonly statements: Statements;
  readonly userId: string;
  readonly clock: Clock;
  /** Writes that one has read up to this message. */
  readonly advance: (threadId: string, messageId: string) => void;
  /** It could not be kept. Nobody waits for it: it is read again, or the disk has its own way to say what is wrong. */
  readonly failed: (error: unknown) => void;
}

/** A message that was seen, and its number. */
interface Seen {
  readonly messageId: string;
  readonly number: number;
}

/** What a thread waits for before it is written again. */
interface Pause {
  /** The last that was seen meanwhile. */
  next: Seen | undefined;
  readonly end: () => void;
}

/**
 * Notes how far threads were read: the first at once, then the last of every two seconds, and only
 * forwards. What is not numbered yet, or not here, is left out.
 */
export class MarkerThinner {
  private readonly pauses = new Map<string, Pause>();

  private readonly host: MarkerHost;

  constructor(host: MarkerHost) {
    this.host = host;
  }

  /** One has seen all up to this message. */
  read(threadId: string, messageId: string): void {
    this.guarded(() => this.note(threadId, messageId));
  }

  /** Writes at once what waits: the window was left, or the engine ends. */
  flush(): void {
    const waiting = [...this.pauses];
    this.pauses.clear();
    for (const [threadId, { next, end }] of waiting) {
      end();
      this.guarded(() => {
        if (next !== undefined && this.isAhead(threadId, next)) this.host.advance(threadId, next.messageId);
      });
    }
  }

  private note(threadId: string, messageId: string): void {
    const seen = this.find(threadId, messageId);
    if (seen === undefined) return;
    const pause = this.pauses.get(threadId);
    if (pause === undefined) this.write(threadId, seen);
    else if (seen.number > (pause.next?.number ?? 0)) pause.next = seen;
  }

  private find(threadId: string, messageId: string): Seen | undefined {
    const row = readView(this.host.statements, 'message', messageId);
    const message = messageModel.schema.safeParse(row);
    if (!message.success || message.data.threadId !== threadId || message.data.number === null)
      return undefined;
    return { messageId, number: message.data.number };
  }

  private write(threadId: string, seen: Seen): void {
    if (!this.isAhead(threadId, seen)) return;
    const end = this.host.clock.after(WRITE_MS, () => this.guarded(() => this.endPause(threadId)));
    this.pauses.set(threadId, { next: undefined, end });
    this.host.advance(threadId, seen.messageId);
  }

  private isAhead(threadId: string, { number }: Seen): boolean {
    const { statements, userId } = this.host;
    return number > (readMark(statements, userId, threadId) ?? 0);
  }

  private endPause(threadId: string): void {
    const pause = this.pauses.get(threadId);
    if (pause === undefined) return;
    pause.end();
    this.pauses.delete(threadId);
    if (pause.next !== undefined) this.write(threadId, pause.next);
  }

  private guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.host.failed(error);
    }
  }
}
