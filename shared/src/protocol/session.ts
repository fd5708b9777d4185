import { z } from 'zod';

/** `session:refresh`: a new access token for the open connection, of the same session. */
export const refreshTokenEventSchema = z.object({ token: z.string().min(1).max(4096) });

/** When the new token runs out, in milliseconds from now. */
export const refreshTokenAnswerSchema = z.object({ expiresInMs: z.number().int().nonnegative() });

/** `session:expiring`: the connection's token runs out in so many milliseconds; the server closes the connection then. */
export const sessionExpiringSchema = z.object({ expiresInMs: z.number().int().nonnegative() });

export type RefreshRequest = z.infer<typeof refreshTokenEventSchema>;
export type RefreshResponse = z.infer<typeof refreshTokenAnswerSchema>;
export type SessionExpiring = z.infer<typeof sessionExpiringSchema>;
