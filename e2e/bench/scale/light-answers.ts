import { wireErrorSchema } from '@holdfast/shared/protocol/errors.ts';
import { z } from 'zod';

/** What a light client reads of an answer: enough to go on as the app does. */
const answerSchema = z
  .tuple([
    z.looseObject({
      ok: z.boolean(),
      error: wireErrorSchema.optional(),
      epoch: z.string().optional(),
      lastSeq: z.number().optional(),
      heads: z.record(z.string(), z.number()).optional(),
      results: z.array(z.looseObject({ ok: z.boolean() })).optional(),
      page: z
        .object({ more: z.boolean(), cursors: z.record(z.string(), z.object({ version: z.number() })) })
        .optional(),
    }),
  ])
  .transform(([answer]) => answer);

export type Answer = z.infer<typeof answerSchema>;

export function readAnswer(text: string): Answer {
  return answerSchema.parse(JSON.parse(text));
}

const refusalSchema = z.object({ data: wireErrorSchema.optional() });

/** Why a handshake was refused; nothing where it was not said. */
export function readRefusal(text: string) {
  return refusalSchema.parse(JSON.parse(text)).data;
}
