import { attachmentSchema } from '@holdfast/shared/model/attachment.ts';
import { z } from 'zod';
import type { Statements } from '../store/statements.ts';
import { findAttachment } from './file-state.ts';

const fileSchema = attachmentSchema.pick({ id: true, name: true, hash: true });

/** A file as a row or a change names it. */
export type NamedFile = z.infer<typeof fileSchema>;

/** Where changes name files in their arguments: as all that they are about, or in a list. */
const namingSchema = z.union([
  fileSchema.transform((file) => [file]),
  z.object({ files: z.array(fileSchema) }).transform(({ files }) => files),
]);

/**
 * A file that the person sees as a row, or that a change of theirs names which waits or was not accepted: then there
 * may be no row of it, and what they attached is theirs to save all the same (S7).
 */
export function findFile(statements: Statements, id: string): NamedFile | undefined {
  return findAttachment(statements, id) ?? findInChanges(statements, id);
}

function findInChanges(statements: Statements, id: string): NamedFile | undefined {
  const naming = (table: string) => `SELECT args FROM ${table} WHERE instr(args, @id) > 0`;
  const changes = statements.all<{ args: string }>(`${naming('refused')} UNION ALL ${naming('outbox')}`, {
    id,
  });
  return changes
    .flatMap(({ args }) => namingSchema.safeParse(JSON.parse(args)).data ?? [])
    .find((file) => file.id === id);
}
