import type { FieldChange } from '@holdfast/shared/effect/change-fields.ts';
import type { FindRow } from '@holdfast/shared/entity/define-mutation.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { mergeText, mergeWithBoth } from '@holdfast/shared/text-merge.ts';
import type { RefusedChange } from '../api/state.ts';
import { readChanges } from '../store/field-changes.ts';
import type { RefusedMutation } from '../store/refused.ts';

type TextConflict = NonNullable<RefusedChange['text']>;

/** The texts to choose from where one could not be merged (S29). Nothing where there was no such conflict, or nobody may see the other text any more. */
export function readTextConflict(refused: RefusedMutation, findBase: FindRow): TextConflict | undefined {
  if (refused.error.reason !== 'text-conflict') return undefined;
  const changes = readChanges(refused);
  const row = changes === undefined ? undefined : findBase(changes.table, changes.id);
  if (changes === undefined || row === undefined) return undefined;
  const texts = findModel(changes.table)?.longText ?? [];
  const candidates = texts.flatMap((field) => {
    const change = changes.fields[field];
    return change === undefined ? [] : [textsOf(field, change, String(row[field] ?? ''))];
  });
  return (candidates.find((candidate) => candidate.isOpen) ?? candidates[0])?.conflict;
}

/** `isOpen`: they cannot be merged as they are now. */
function textsOf(
  field: string,
  change: FieldChange,
  theirs: string,
): { conflict: TextConflict; isOpen: boolean } {
  const base = change.was === undefined ? undefined : String(change.was ?? '');
  const mine = String(change.now ?? '');
  const isOpen = mine !== theirs && (base === undefined || mergeText(base, mine, theirs) === undefined);
  return { conflict: { field, mine, theirs, merged: mergeWithBoth(base, mine, theirs) }, isOpen };
}
