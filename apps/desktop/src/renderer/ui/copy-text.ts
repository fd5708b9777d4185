import type { RefusedChange } from '../../engine/api/state.ts';

/** A change as text: what it was for, and everything in it that a person wrote, on lines of its own. */
export function copyText({ what, args }: Pick<RefusedChange, 'what' | 'args'>): string {
  return [what, ...writtenIn(args)].join('\n\n');
}

/** The texts to be found under these names, wherever they stand; of a change of a field, the new one. */
const written = new Set(['title', 'name', 'description', 'body', 'now']);

function writtenIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (typeof inner === 'string') return written.has(key) && inner !== '' ? [inner] : [];
    return writtenIn(inner);
  });
}
