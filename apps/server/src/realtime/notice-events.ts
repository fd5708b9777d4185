import {
  type NoticeClaimResponse,
  noticeClaimRequestSchema,
} from '@holdfast/shared/protocol/notice-claim.ts';
import type { Claims } from '../notify/claims.ts';
import { type Answerer, type AnswerOptions, answering } from './answer-event.ts';
import type { EventLimits } from './event-limits.ts';

export interface NoticeEventsOptions {
  readonly answer: AnswerOptions;
  readonly limits: EventLimits;
  readonly claims: Claims;
}

/** `notice:claim`: which of its person's notifications this device may show. It says nothing of rows: whatever id is claimed is simply given. */
export function answerClaim({ limits, claims, answer }: NoticeEventsOptions): Answerer {
  return answering(
    'notice:claim',
    {
      schema: noticeClaimRequestSchema,
      handle: async ({ id, userId, clientId }, request): Promise<NoticeClaimResponse> => {
        limits.takeEvent(id);
        return { mine: [...(await claims.claim(userId, clientId, request.claims))] };
      },
    },
    answer,
  );
}
