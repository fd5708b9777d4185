import type { RefusedChange } from '../../engine/api/state.ts';
import { say } from '../state/say.ts';

/** A change as text: what it was for, and everything in it that a person wrote, on lines of its own. */
export function copyText({ what, args }: Pick<RefusedChange, 'what' | 'args'>): string {
  return [say(what), ...writtenIn(args)].join('\n\n');
}

/** Fields that hold what a person wrote, wherever they stand; of a change of one, the new text. */
const written = new Set(['title', 'name', 'description', 'body']);

function writtenIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (!written.has(key)) return writtenIn(inner);
    const text = typeof inner === 'object' && inner !== null && 'now' in inner ? inner.now : inner;
    return typeof text === 'string' && text !== '' ? [text] : [];
  });
}
