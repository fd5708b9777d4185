import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { ROLE_SCOPES, rowOfScope } from '@holdfast/shared/scope-names.ts';
import { type ReadWork, readStore } from '../store/work.ts';

/**
 * A token is told only of scopes that there are: of a row, or of a role.
 * @throws INVALID_MESSAGE for a name that is none, NOT_FOUND for a row that is not there
 */
export function* requireScopes(scopes: readonly string[]): ReadWork<void> {
  for (const scope of scopes) yield* requireScope(scope);
}

function* requireScope(scope: string): ReadWork<void> {
  if (ROLE_SCOPES.includes(scope)) return;
  const ref = rowOfScope(scope);
  if (ref === undefined) {
    throw new HoldfastError('INVALID_MESSAGE', `"${scope}" is no scope. Use ${examples()}.`);
  }
  const row = yield* readStore((tx) => tx.row(ref.table, ref.id));
  if (row !== undefined && !row.deleted) return;
  throw new HoldfastError('NOT_FOUND', `There is no ${ref.table} with the id ${ref.id}.`);
}

function examples(): string {
  return `${ROLE_SCOPES.join(', ')}, project:<id>, division:<id> or user:<id>`;
}
