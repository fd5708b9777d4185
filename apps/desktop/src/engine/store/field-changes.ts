import type { RowFieldChanges } from '@holdfast/shared/entity/define-mutation.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { findMutation } from '@holdfast/shared/registry.ts';

/** The row and the fields that a mutation changes. Nothing where it is none of fields, or of another version of the app. */
export function readChanges({ name, args }: { name: string; args: Json }): RowFieldChanges | undefined {
  const definition = findMutation(name);
  if (definition?.changes === undefined || !definition.args.safeParse(args).success) return undefined;
  return definition.changes(args);
}
