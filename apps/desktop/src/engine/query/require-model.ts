import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { findModel } from '@holdfast/shared/registry.ts';

/** The model of a table that a window asks for. Throws INVALID_MESSAGE where there is no such table. */
export function requireModel(table: string): Model {
  const model = findModel(table);
  if (model !== undefined) return model;
  throw new HoldfastError('INVALID_MESSAGE', `There is no table called ${table}.`);
}
