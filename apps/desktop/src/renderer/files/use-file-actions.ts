import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import { may, whoMay } from '@holdfast/shared/permissions.ts';
import { useTranslation } from 'react-i18next';
import type { FileState } from '../../engine/api/files.ts';
import { useMe } from '../hooks/use-people.ts';
import { copyPicture } from '../previews/copy-picture.ts';
import { bridge } from '../state/bridge.ts';
import { mutateAll } from '../state/mutate.ts';
import { sayProblem, sayRefusal } from '../state/say-problem.ts';
import { hideToast, showToast } from '../state/toast.ts';
import { actionsFor, type FileAction } from './file-actions.ts';
import { removalOf } from './remove-file.ts';

export interface OfferedAction {
  readonly action: FileAction;
  readonly run: () => void;
  /** Why it is not for this person, in words. */
  readonly refusal?: string;
}

/** What can be done about a file right now, and doing it. Why something was not done is said in a notice. */
export function useFileActions(
  attachment: Attachment,
  file: FileState | undefined,
): readonly OfferedAction[] {
  const run = useRun(attachment, file);
  const removal = useRemoval(attachment);
  return actionsFor(file).flatMap((action): OfferedAction[] => {
    if (action !== 'remove') return [{ action, run: () => void run[action]() }];
    return removal.isOffered ? [{ action, run: () => void run.remove(), ...removal.refused }] : [];
  });
}

/** Files of a message are removed by its author alone, so that it is not even offered to others. */
function useRemoval({ authorId, subjectTable }: Attachment) {
  const me = useMe();
  const isOwn = authorId === me?.id;
  const isOffered = subjectTable !== 'message' || isOwn;
  if (me === undefined || may(me.role, 'attachment.remove', isOwn)) return { isOffered, refused: {} };
  const refusal = sayRefusal(whoMay('attachment.remove'), 'take this file away');
  return { isOffered, refused: { refusal } };
}

function useRun(attachment: Attachment, file: FileState | undefined) {
  const { t } = useTranslation('files');
  const { id, name } = attachment;
  const open = async () => {
    const outcome = await bridge.call('fileOpen', { id });
    tell(outcome);
    if (outcome.ok && !outcome.value.opened && file?.kept === false)
      showToast({ text: t('open.later', { name }) });
  };
  const remove = async () => {
    const { change, back } = await removalOf(attachment);
    const outcome = await mutateAll([change]);
    if (!outcome.ok) return tell(outcome);
    const restore = async () => {
      hideToast();
      tell(await mutateAll([back]));
    };
    const action = { label: t('undo', { ns: 'app' }), run: restore };
    showToast({ text: t('removed', { name }), action });
  };
  return {
    open,
    remove,
    save: async () => tell(await bridge.call('fileSave', { id })),
    copy: () => copyPicture(attachment),
    fetch: async () => tell(await bridge.call('fileFetch', { id, quiet: false })),
    pause: async () => tell(await bridge.call('filePause', { id })),
    resume: async () => tell(await bridge.call('fileResume', { id })),
    retry: async () => tell(await bridge.call('fileResume', { id })),
    stop: async () => tell(await bridge.call('fileStop', { id })),
    pin: async () => tell(await bridge.call('filePin', { id, pinned: true })),
    unpin: async () => tell(await bridge.call('filePin', { id, pinned: false })),
  };
}

function tell(
  outcome: { readonly ok: true } | { readonly ok: false; readonly error: { message: string } },
): void {
  if (!outcome.ok) showToast({ text: sayProblem(outcome.error.message) });
}
