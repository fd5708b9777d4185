import {
  type NoticeClaimResponse,
  noticeClaimRequestSchema,
} from '@holdfast/shared/protocol/notice-claim.ts';
import type { Claims } from '../notify/claims.ts';
import type { Connection } from '../sync/connections.ts';
import { type Answerer, type AnswerOptions, answering } from './answer-event.ts';
import type { EventLimits } from './event-limits.ts';

export interface NoticeEventsOptions {
  readonly answer: AnswerOptions;
  readonly limits: EventLimits;
  readonly claims: Claims;
}

/** `notice:claim`: which of its person's notifications this device may show. It says nothing of rows: whatever id is claimed is simply given. */
export function answerClaim(
  { id, userId, clientId }: Connection,
  { limits, claims, answer }: NoticeEventsOptions,
): Answerer {
  return answering(
    'notice:claim',
    {
      schema: noticeClaimRequestSchema,
      handle: async (request): Promise<NoticeClaimResponse> => {
        limits.takeEvent(id);
        return { mine: [...claims.claim(userId, clientId, request.claims)] };
      },
    },
    answer,
  );
}
