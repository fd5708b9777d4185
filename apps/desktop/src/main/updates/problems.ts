import type { Words } from '../../words/words.ts';
import { UpdateRefused } from './signed-feed.ts';

/** What kept an update from being looked for, fetched or put in. */
export interface UpdateProblem {
  /** Refused: what is offered must not be put in. Failed: it may go well the next time. */
  readonly state: 'refused' | 'failed';
  /** In plain words. */
  say(words: Words): string;
}

/** electron-updater's codes for a file that is not what the feed says, or not signed by whom it should be. */
const badFile = new Set(['ERR_CHECKSUM_MISMATCH', 'ERR_UPDATER_INVALID_SIGNATURE']);

/** What an error of an update means for the person. `version` is the one that was offered, where that is known. */
export function problemOf(error: unknown, version: string | undefined): UpdateProblem {
  const values = { version: version ?? '' };
  if (error instanceof UpdateRefused)
    return { state: 'refused', say: (words) => words(`update.refused.${error.refusal}`, values) };
  if (badFile.has(codeOf(error)))
    return { state: 'refused', say: (words) => words('update.refused.bad-file', values) };
  if ('statusCode' in Object(error)) return { state: 'failed', say: (words) => words('update.failed.host') };
  if (codeOf(error) === 'ENOSPC') return { state: 'failed', say: (words) => words('update.failed.full') };
  return { state: 'failed', say: (words) => words('update.failed.unreachable') };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
