import { z } from 'zod';

/**
 * What the engine asks of the shell about a file. Paths pass between these two alone and never reach a page.
 * `open`: open this copy with the system's app for it; the person is asked first where its kind can do harm.
 * `place`: ask the person where to save a file of this name.
 */
export const fileAskSchema = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('open'),
    path: z.string(),
    name: z.string(),
    /** What the content is, by its bytes; absent where nobody knows. */
    kind: z.string().optional(),
  }),
  z.object({ what: z.literal('place'), name: z.string() }),
]);
export type FileAsk = z.infer<typeof fileAskSchema>;

/** `done`: whether it was opened, or a place chosen. `problem`: why it could not be, if the person did not think better of it. */
export const fileAnswerSchema = z.object({
  done: z.boolean(),
  path: z.string().optional(),
  problem: z.string().optional(),
});
export type FileAnswer = z.infer<typeof fileAnswerSchema>;
