import { preferenceModel, preferenceSchema } from '@holdfast/shared/model/preference.ts';
import { readView } from '../store/overlay-rows.ts';
import type { Statements } from '../store/statements.ts';

/** Whether a person has chosen to appear offline, on this device or another. */
export function appearsOffline(statements: Statements, userId: string): boolean {
  const chosen = preferenceSchema.safeParse(readView(statements, preferenceModel.table, userId));
  return chosen.success && chosen.data.appearOffline;
}
