import type { PullResponse } from '@holdfast/shared/protocol/pull.ts';
import { findModel } from '@holdfast/shared/registry.ts';

/**
 * Rows of a page that came to be after the person was given the scope that brings them, as
 * `<table> <id>`: whoever writes to somebody in a new conversation is heard, and what an old one
 * holds is not. Of scopes that the page begins to read and that it says since when they are theirs.
 */
export function sinceGranted(
  { entries, rows }: Pick<PullResponse, 'entries' | 'rows'>,
  begun: ReadonlySet<string>,
  userId: string,
): ReadonlySet<string> {
  if (begun.size === 0) return new Set();
  const granted = new Map<string, number>();
  for (const { table, version, id, data } of rows) {
    const model = findModel(table);
    const row = { ...data, id };
    if (model?.grantsTo?.(row).includes(userId) !== true) continue;
    for (const scope of model.audience(row)) if (begun.has(scope)) granted.set(scope, version);
  }
  const later = entries.filter(({ scope, version }) => version > (granted.get(scope) ?? Infinity));
  return new Set(later.map(({ table, id }) => `${table} ${id}`));
}
