import { z } from 'zod';
import { limits } from './limits.ts';
import { mutationSchema, resultSchema } from './mutation.ts';

/** `sync:push`: mutations in the order of their `seq`. Every result up to `acked` is on the client's disk. */
export const pushRequestSchema = z.object({
  epoch: z.string().max(100),
  acked: z.number().int().nonnegative(),
  mutations: z.array(mutationSchema).max(limits.pushMutations),
});

export const pushResponseSchema = z.object({
  epoch: z.string(),
  lastSeq: z.number().int().nonnegative(),
  results: z.array(resultSchema),
});

export type PushRequest = z.infer<typeof pushRequestSchema>;
export type PushResponse = z.infer<typeof pushResponseSchema>;
