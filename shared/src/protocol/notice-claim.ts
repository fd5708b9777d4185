import { z } from 'zod';
import { idSchema } from '../ids.ts';

/** So many notifications are claimed in one event at most. */
export const MOST_CLAIMS = 200;

/** A notification as it is shown: by its row, and by how many causes it stands for, since each more is another showing. */
const claimSchema = z.object({ id: idSchema, count: z.number().int().positive() });

/**
 * `notice:claim`: a device asks, before it shows notifications by itself, which of them no other
 * device of the same person has claimed: at most one of them shows each. Nothing is stored.
 */
export const noticeClaimRequestSchema = z.object({ claims: z.array(claimSchema).max(MOST_CLAIMS) });

/** Those that this device may show. The same device is given again what it has claimed. */
export const noticeClaimResponseSchema = z.object({ mine: z.array(claimSchema) });

export type NoticeClaim = z.infer<typeof claimSchema>;
export type NoticeClaimRequest = z.infer<typeof noticeClaimRequestSchema>;
export type NoticeClaimResponse = z.infer<typeof noticeClaimResponseSchema>;
