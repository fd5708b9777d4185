import { z } from 'zod';

/** A change that was confirmed to a person: the engine had said that it is on the disk. */
const confirmedSchema = z.object({
  kind: z.enum(['ticket', 'message', 'title', 'file']),
  /** The row that it wrote. */
  id: z.string(),
  /** What it wrote there; no two changes write the same. Of a file its SHA-256. */
  text: z.string(),
});
export type Confirmed = z.infer<typeof confirmedSchema>;

/** What an engine process says: a confirmed change, or where it stands. */
const saidSchema = z.union([
  confirmedSchema,
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('done'), folder: z.string() }),
  z.object({ kind: z.literal('failed'), problem: z.string() }),
]);
export type Said = z.infer<typeof saidSchema>;

/** Reads a line of an engine process; nothing where a kill cut it off. */
export function readSaid(line: string): Said | undefined {
  if (!line.startsWith('{') || !line.endsWith('}')) return undefined;
  return saidSchema.parse(JSON.parse(line));
}

export function isConfirmed(said: Said): said is Confirmed {
  return said.kind !== 'ready' && said.kind !== 'done' && said.kind !== 'failed';
}
