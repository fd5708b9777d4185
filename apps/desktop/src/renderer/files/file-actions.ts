import type { FileState } from '../../engine/api/files.ts';
import { isPicture } from '../previews/picture-kinds.ts';

/** What can be done about a file. */
export type FileAction =
  | 'open'
  | 'save'
  | 'copy'
  | 'fetch'
  | 'pause'
  | 'resume'
  | 'retry'
  | 'stop'
  | 'pin'
  | 'unpin'
  | 'remove';

/** Those that are at hand beside the file; the others stand in its menu. */
export const quickActions: readonly FileAction[] = ['fetch', 'pause', 'resume', 'retry', 'stop'];

/** What can be done about a file right now, in the order in which it is offered. */
export function actionsFor(file: FileState | undefined): readonly FileAction[] {
  if (file === undefined) return ['remove'];
  const { state, way, kept, kind, pinned } = file;
  const isUnderWay = state === 'waiting' || state === 'sending' || state === 'receiving';
  const isFetched = way === 'down' && (isUnderWay || state === 'paused' || state === 'failed');
  const canBeHere = kept || state === 'there' || isFetched;
  const offered: readonly (readonly [FileAction, boolean])[] = [
    ['open', canBeHere],
    ['save', kept],
    ['copy', kept && isPicture(kind)],
    ['fetch', state === 'there'],
    ['pause', isUnderWay],
    ['resume', state === 'paused'],
    ['retry', state === 'failed'],
    ['stop', isFetched],
    ['pin', canBeHere && !pinned],
    ['unpin', pinned],
    ['remove', true],
  ];
  return offered.filter(([, isOffered]) => isOffered).map(([action]) => action);
}
