import { z } from 'zod';
import type { CallName, Outcome } from './calls.ts';
import type { TopicName } from './topics.ts';

/** What the renderer sends over its port to the engine. */
export const requestFrameSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), id: z.number().int(), name: z.string(), params: z.unknown() }),
  z.object({ kind: z.literal('watch'), id: z.number().int(), topic: z.string(), params: z.unknown() }),
  z.object({ kind: z.literal('unwatch'), id: z.number().int() }),
]);

export type RequestFrame =
  | { kind: 'call'; id: number; name: CallName; params: unknown }
  | { kind: 'watch'; id: number; topic: TopicName; params: unknown }
  | { kind: 'unwatch'; id: number };

/**
 * What the engine sends back: one answer to each call, any number of updates to each watch. What
 * changed in one turn comes in one frame, in order, so that the page draws it once.
 */
export type ReplyFrame =
  | { kind: 'answer'; id: number; outcome: Outcome<unknown> }
  | { kind: 'updates'; updates: readonly { id: number; state: unknown }[] };
