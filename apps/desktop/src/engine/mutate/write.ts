import type { Json } from '@holdfast/shared/json.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { limits } from '@holdfast/shared/protocol/limits.ts';
import { findMutation } from '@holdfast/shared/registry.ts';
import { addToOutbox } from '../store/outbox.ts';
import type { RowKey } from '../store/row-key.ts';
import type { Statements } from '../store/statements.ts';
import { recordTouches } from '../store/touches.ts';
import { findSeenFrom } from './chains.ts';
import { type Actor, runMutation } from './run-mutation.ts';

/** What travels beside the arguments: ids, the time, a name, and the ids of changes that it came from, one for each field. */
const BESIDE_ARGS = 1_000;

/**
 * Writes a change of the person's: overlay and outbox in one transaction, on disk when this
 * returns (S20). Throws a HoldfastError, with nothing written, where the change is too large or
 * malformed or would be refused by what is known here. Gives the rows that it wrote.
 */
export function writeMutation(
  statements: Statements,
  actor: Actor,
  mutation: { id: string; name: string; args: Json; at: string },
): RowKey[] {
  checkSize(mutation);
  checkShape(mutation);
  return statements.database
    .transaction(() => {
      const { touched, written, failure } = runMutation(statements, actor, mutation);
      if (failure !== undefined) throw failure;
      const after = findSeenFrom(statements, mutation);
      recordTouches(statements, addToOutbox(statements, { ...mutation, after }), touched);
      return written.map(({ table, id }) => ({ table, id }));
    })
    .immediate();
}

function checkSize(mutation: { args: Json }): void {
  const bytes = Buffer.byteLength(JSON.stringify(mutation.args)) + BESIDE_ARGS;
  if (bytes <= limits.mutationBytes) return;
  const size = Math.ceil(bytes / 1024);
  throw new HoldfastError(
    'PAYLOAD_TOO_LARGE',
    `This is ${size} KB, and one change can hold ${limits.mutationBytes / 1024} KB. Shorten it, or split it in two.`,
  );
}

function checkShape(mutation: { name: string; args: Json }): void {
  const definition = findMutation(mutation.name);
  if (definition === undefined)
    throw new HoldfastError('INVALID_MESSAGE', `There is no change called ${mutation.name}.`);
  const parsed = definition.args.safeParse(mutation.args);
  if (parsed.success) return;
  const issue = parsed.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  throw new HoldfastError('INVALID_MESSAGE', `${where}${issue?.message ?? 'This cannot be saved as it is.'}`);
}
