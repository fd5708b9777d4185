import type { LogFn, Logger } from 'pino';

type LogArguments = Parameters<LogFn>;

/** So many lines of one kind are written in a minute; of the rest only their number. */
const LINES_PER_WINDOW = 600;
const WINDOW_MS = 60_000;

interface Window {
  lines: number;
  /** How many were left out. */
  left: number;
}

/**
 * Holds back lines about refusals in a flood of them: whoever is refused decides how often that is.
 * They are known by the error code that they carry. At the end of the minute one line says how many
 * were left out. All other lines pass.
 */
export class RefusalLimit {
  readonly #windows = new Map<string, Window>();

  /** Whether this line shall be written. */
  lets(log: Logger, args: Readonly<LogArguments>): boolean {
    const kind = kindOf(args);
    if (kind === undefined) return true;
    const window = this.#windows.get(kind) ?? this.#open(log, kind);
    window.lines += 1;
    if (window.lines <= LINES_PER_WINDOW) return true;
    window.left += 1;
    return false;
  }

  #open(log: Logger, kind: string): Window {
    const window = { lines: 0, left: 0 };
    this.#windows.set(kind, window);
    // Nothing waits for it: a process may end before.
    setTimeout(() => this.#close(log, kind, window), WINDOW_MS).unref();
    return window;
  }

  #close(log: Logger, kind: string, { left }: Window): void {
    this.#windows.delete(kind);
    if (left > 0) log.warn({ kind, left }, 'more refusals of this kind were not logged one by one');
  }
}

/** What a line about a refusal says, and with which code; nothing for any other line. */
function kindOf([fields, message]: Readonly<LogArguments>): string | undefined {
  if (typeof fields !== 'object' || fields === null || !('code' in fields)) return undefined;
  return `${String(fields.code)} ${String(message)}`;
}
