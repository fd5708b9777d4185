import type { DraftFile, FileGoal } from '../../engine/api/files.ts';
import { bridge } from '../state/bridge.ts';
import { settleHandovers } from '../state/handovers.ts';
import { readDraftFiles } from './use-draft-files.ts';

/** Where the files of what is being written in a place go. */
export function draftGoal(place: string): FileGoal {
  return { kind: 'draft', place };
}

/**
 * The files to send with what was written in a place, once all of them are copied; nothing where one of them could
 * not be, which its author has to decide on first.
 */
export async function filesToSend(place: string): Promise<readonly DraftFile[] | undefined> {
  return (await settleHandovers(draftGoal(place))) ? readDraftFiles(place) : undefined;
}

/** What was sent is no draft any more. */
export async function dropSentFiles(files: readonly DraftFile[]): Promise<void> {
  for (const { id } of files) await bridge.call('draftFileRemove', { id });
}
