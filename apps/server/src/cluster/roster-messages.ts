import { z } from 'zod';

/** `roster`: seats of the sending process that are other ones now (their text), or are gone (null). */
export const changesSchema = z.object({
  /** One more than that of the changes before. */
  seq: z.number(),
  changes: z.record(z.string(), z.string().nullable()),
});
export type Changes = z.infer<typeof changesSchema>;

/** `roster-beat`: the sending process is there, and all that it tells of its seats up to `seq` has this sum. */
export const beatSchema = z.object({ generation: z.number(), seq: z.number(), sum: z.number() });
export type Beat = z.infer<typeof beatSchema>;

/** `roster-want`: what stands in the shared memory of a process is not whole. It shall be written anew. */
export const wantSchema = z.object({ of: z.string() });

/** `roster-hello` and `roster-gone`: the sending process begins, or ends. */
export const nothingSchema = z.object({});

/** A process is there as long as it says so; it says it so often, in milliseconds. */
export const BEAT_MS = 2_000;

/** Whoever is not heard of for so many beats is not there any more: counted in own beats, so that nobody who stood still takes others for gone. */
export const MOST_MISSED = 3;

/** What is in the shared memory of a process that ended goes by itself, in milliseconds. */
export const KEEP_MS = 60_000;

/** The field that says up to which changes the seats beside it stand. */
export const STATE_FIELD = '#';

/** Where the seats of a process stand in the shared memory; a new generation is written whole before it is told. */
export function seatsKey(processId: string, generation: number): string {
  return `roster:${processId}:${generation}`;
}
