import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import type { TFunction } from 'i18next';
import type { FileState } from '../../engine/api/files.ts';
import { sayProblem } from '../state/say-problem.ts';
import { writePercent } from '../ui/write-figures.ts';

export interface WordsContext {
  readonly t: TFunction<'files'>;
  /** Whether the server can be reached. */
  readonly isLive: boolean;
  readonly isMine: boolean;
  readonly authorName: string;
}

/** What a file has to say of itself. */
export interface FileWords {
  /** Nothing where all is as it should be: it is here, and the server has it. */
  readonly text: string | undefined;
  /** From 0 to 1, where bytes of it are on their way or were when it was paused. */
  readonly progress?: number;
  /** Something is wrong with it that does not mend itself. */
  readonly isWrong: boolean;
}

/** How a file is, in words. It never says more than what this device knows. */
export function fileWords(
  attachment: Pick<Attachment, 'size' | 'storedAt'>,
  known: FileState | undefined,
  context: WordsContext,
): FileWords {
  const { size, storedAt } = attachment;
  const file = known ?? (storedAt === null ? notSent(context) : undefined);
  if (file === undefined || file.state === 'here') return { text: undefined, isWrong: false };
  const progress = size > 0 && file.done !== undefined ? Math.min(file.done / size, 1) : undefined;
  return {
    text: textOf(file, progress, context),
    isWrong: ['failed', 'refused', 'lost'].includes(file.state),
    ...(progress === undefined || !isUnderWay(file) ? {} : { progress }),
  };
}

/** Until this device has said how a file is, its row says whether the server has it. */
function notSent({ isMine }: WordsContext): FileState {
  return { id: '', state: isMine ? 'waiting' : 'elsewhere', way: 'up', kept: false, pinned: false };
}

function isUnderWay({ state, done = 0 }: FileState): boolean {
  return state === 'sending' || state === 'receiving' || (done > 0 && ['paused', 'waiting'].includes(state));
}

function textOf(file: FileState, progress: number | undefined, context: WordsContext): string {
  const { t, isLive, isMine, authorName } = context;
  // Rounded down, so that nothing is said to be whole that is not.
  const percent = writePercent(Math.floor((progress ?? 0) * 100));
  switch (file.state) {
    case 'there':
      return t('state.there');
    case 'elsewhere':
      return isMine ? t('state.elsewhere.mine') : t('state.elsewhere', { name: authorName });
    case 'waiting':
      if (!isLive) return t('state.offline');
      return t(file.way === 'down' ? 'state.waiting.down' : 'state.waiting.up');
    case 'sending':
      return t('state.sending', { percent });
    case 'receiving':
      return t('state.receiving', { percent });
    case 'paused':
      return t('state.paused', { percent });
    case 'failed':
      return t(file.way === 'down' ? 'state.failed.down' : 'state.failed.up', {
        reason: sayProblem(file.problem?.message ?? ''),
      });
    case 'refused':
      return t('state.refused', { reason: reasonOf(file, context) });
    default:
      return t('state.lost');
  }
}

/** Why the server does not take it: the device may know more than the row, such as how much it takes. */
function reasonOf({ refusal, problem }: FileState, { t, isMine }: WordsContext): string {
  if (problem !== undefined) return sayProblem(problem.message);
  if (refusal === 'person-full') return t(isMine ? 'refusal.person-full.mine' : 'refusal.person-full');
  return t(`refusal.${refusal ?? 'content'}`);
}
