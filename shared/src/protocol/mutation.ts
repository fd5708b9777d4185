import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { isJson } from '../json.ts';
import { timeSchema } from '../times.ts';
import { wireErrorSchema } from './errors.ts';

type JsonValue = z.infer<ReturnType<typeof z.json>>;

/** Any arguments: each mutation checks its own by its schema. By hand, because `z.json()` takes longer than all other checks of a push. */
const argsSchema = z.custom<JsonValue>(isJson);

/** A change that a person made, as it travels and as it waits in the outbox (S2). */
export const mutationSchema = z.object({
  id: idSchema,
  seq: z.number().int().positive(),
  name: z.string().min(1).max(100),
  args: argsSchema,
  at: timeSchema,
  /** Ids of one's own pending mutations that the `was` values came from (S27). */
  after: z.array(idSchema).max(100).optional(),
});

/** The server's final answer to one mutation (S5). */
export const resultSchema = z.object({
  seq: z.number().int().positive(),
  id: idSchema,
  ok: z.boolean(),
  version: z.number().int().positive().optional(),
  error: wireErrorSchema.optional(),
});

export type WireMutation = z.infer<typeof mutationSchema>;
export type MutationResult = z.infer<typeof resultSchema>;
