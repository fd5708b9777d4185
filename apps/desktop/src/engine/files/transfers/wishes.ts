import { type WireError, wireErrorSchema } from '@holdfast/shared/protocol/errors.ts';
import type { Statements } from '../../store/statements.ts';

/** What a person wants of an attachment's bytes, and what stands in the way for good. By the attachment's id. */
export interface Wish {
  /** To have it on this device. */
  readonly fetch: boolean;
  readonly paused: boolean;
  /** It is not tried again by itself. */
  readonly problem: WireError | undefined;
}

const nothing: Wish = { fetch: false, paused: false, problem: undefined };

interface WishLine {
  readonly fetch: number;
  readonly paused: number;
  readonly problem: string | null;
}

export function readWish(statements: Statements, id: string): Wish {
  const line = statements.get<WishLine>('SELECT fetch, paused, problem FROM file_wish WHERE id = ?', id);
  return line === undefined ? nothing : asWish(line);
}

export function asWish({ fetch, paused, problem }: WishLine): Wish {
  return { fetch: fetch === 1, paused: paused === 1, problem: parseProblem(problem) };
}

/** Changes a wish. One that says nothing is not kept. */
export function changeWish(statements: Statements, id: string, change: Partial<Wish>): void {
  const { fetch, paused, problem } = { ...readWish(statements, id), ...change };
  if (!fetch && !paused && problem === undefined) {
    forgetWish(statements, id);
    return;
  }
  statements.run(
    'INSERT OR REPLACE INTO file_wish (id, fetch, paused, problem) VALUES (?, ?, ?, ?)',
    ...[id, Number(fetch), Number(paused), problem === undefined ? null : JSON.stringify(problem)],
  );
}

export function forgetWish(statements: Statements, id: string): void {
  statements.run('DELETE FROM file_wish WHERE id = ?', id);
}

function parseProblem(text: string | null): WireError | undefined {
  return text === null ? undefined : wireErrorSchema.safeParse(JSON.parse(text)).data;
}
