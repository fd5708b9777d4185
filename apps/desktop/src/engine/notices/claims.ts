import type { Notification } from '@holdfast/shared/model/notification.ts';
import {
  MOST_CLAIMS,
  type NoticeClaim,
  type NoticeClaimRequest,
  type NoticeClaimResponse,
} from '@holdfast/shared/protocol/notice-claim.ts';
import type { Environment } from '../environment.ts';

/** The server is waited for so long, in milliseconds. */
const ANSWER_MS = 3_000;

export interface ClaimsOptions {
  readonly environment: Pick<Environment, 'clock' | 'log'>;
  claim(request: NoticeClaimRequest): Promise<NoticeClaimResponse>;
}

/**
 * Asks the server which notifications this device may show: of all devices of a person the first that
 * asks. Without an answer it may show all of them: rather twice than never. Never rejects.
 */
export async function claimNotices(
  rows: readonly Notification[],
  options: ClaimsOptions,
): Promise<ReadonlySet<string>> {
  const claims = rows.map(({ id, count }) => ({ id, count }));
  const parts = Array.from({ length: Math.ceil(claims.length / MOST_CLAIMS) }, (_, part) =>
    claims.slice(part * MOST_CLAIMS, (part + 1) * MOST_CLAIMS),
  );
  const answers = await Promise.all(parts.map((part) => claimPart(part, options)));
  return new Set(answers.flat().map(({ id }) => id));
}

async function claimPart(
  claims: NoticeClaim[],
  { environment, claim }: ClaimsOptions,
): Promise<readonly NoticeClaim[]> {
  let end = (): void => {};
  const late = new Promise<NoticeClaimResponse>((_, reject) => {
    end = environment.clock.after(ANSWER_MS, () => reject(new Error('no answer')));
  });
  try {
    return (await Promise.race([claim({ claims }), late])).mine;
  } catch (error) {
    environment.log('notices were not claimed', { cause: String(error) });
    return claims;
  } finally {
    end();
  }
}
