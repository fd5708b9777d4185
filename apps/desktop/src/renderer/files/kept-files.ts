import { type Attachment, attachmentSchema } from '@holdfast/shared/model/attachment.ts';
import { z } from 'zod';

/** A file that a change of one's own names. */
export type KeptFile = Pick<Attachment, 'id' | 'name' | 'size'>;

const fileSchema = attachmentSchema.pick({ id: true, name: true, hash: true, size: true });
const withFilesSchema = z.object({ files: z.array(fileSchema) });

/** The files that a change puts where they hang: one that it adds, or those of a message. */
export function keptFilesIn(args: unknown): readonly KeptFile[] {
  const one = fileSchema.safeParse(args);
  return one.success ? [one.data] : (withFilesSchema.safeParse(args).data?.files ?? []);
}
