import { z } from 'zod';
import { idSchema } from '../ids.ts';

/** What a client sends as `auth` when it connects. */
export const handshakeSchema = z.object({
  token: z.string().min(1).max(4096),
  clientId: idSchema,
  protocol: z.number().int().positive(),
  schema: z.number().int().positive(),
  /** Absent before the first pull. */
  epoch: z.string().max(100).optional(),
});

export type Handshake = z.infer<typeof handshakeSchema>;
