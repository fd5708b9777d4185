import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { limits } from './limits.ts';

/** `sync:known`: which of one's own mutations the server does not know, after it was restored (S19). */
export const knownRequestSchema = z.object({ ids: z.array(idSchema).max(limits.knownIds) });

/** The ids that the server has no answer of this person's for, in the order in which they were asked. */
export const knownResponseSchema = z.object({ unknown: z.array(z.string()) });

export type KnownRequest = z.infer<typeof knownRequestSchema>;
export type KnownResponse = z.infer<typeof knownResponseSchema>;
