import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import { IconPin } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../hooks/use-people.ts';
import { Thumbnail } from '../previews/thumbnail.tsx';
import { openViewer } from '../previews/viewer-store.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { WaitingDot } from '../ui/waiting-dot.tsx';
import { AttachmentActions } from './attachment-actions.tsx';
import { useFileWords } from './attachment-words.ts';
import { writeSize } from './file-size.ts';
import styles from './files.module.css';
import { ProgressLine } from './progress-line.tsx';
import { type OfferedAction, useFileActions } from './use-file-actions.ts';
import { useFileState } from './use-file-states.ts';
import { useSettled } from './use-settled.ts';

export interface AttachmentItemProps {
  readonly attachment: Attachment;
  /** The row is on this device alone so far. */
  readonly waiting: boolean;
  /** Then a picture is larger, and who attached it and when is plain from what is around it. */
  readonly isOfMessage: boolean;
  /** The ids of the files beside it, in their order. */
  readonly among: readonly string[];
}

/** A file that hangs on something: what it is, how it is, and what can be done about it. A click looks at it. */
export function AttachmentItem({ attachment, waiting, isOfMessage, among }: AttachmentItemProps) {
  const { id, name } = attachment;
  const stateId = useId();
  const file = useFileState(id);
  const { text, progress, isWrong } = useFileWords()(attachment, file);
  const actions = useFileActions(attachment, file);
  const settled = useSettled(name, file);
  return (
    <li className={styles.item} data-state={file?.state} data-wrong={isWrong || undefined}>
      <div className={styles.main}>
        <Thumbnail attachment={attachment} state={file} shape={isOfMessage ? 'message' : 'row'} />
        <span className={styles.about}>
          <button
            type="button"
            className={styles.open}
            aria-describedby={stateId}
            title={name}
            onClick={() => openViewer(id, among)}
            onKeyDown={({ key }) => key === 'Delete' && removeBy(actions)}
          >
            <bdi className={styles.name}>{name}</bdi>
          </button>
          <span className={styles.facts}>
            {writeSize(attachment.size)}
            {!isOfMessage && <AttachedBy attachment={attachment} />}
            {file?.pinned && <Pinned />}
            {waiting && <WaitingDot />}
          </span>
          <span className={styles.state} id={stateId}>
            {text}
          </span>
        </span>
      </div>
      <AttachmentActions name={name} actions={actions} />
      {progress !== undefined && <ProgressLine label={name} progress={progress} />}
      <span className={styles.said} role="status">
        {settled}
      </span>
    </li>
  );
}

function removeBy(actions: readonly OfferedAction[]): void {
  const removal = actions.find(({ action }) => action === 'remove');
  if (removal?.refusal === undefined) removal?.run();
}

function AttachedBy({ attachment }: { readonly attachment: Attachment }) {
  const { t } = useTranslation();
  const author = usePeople().get(attachment.authorId);
  return (
    <>
      <bdi className={styles.author}>{author?.name ?? t('somebody')}</bdi>
      <RelativeTime at={attachment.createdAt} />
    </>
  );
}

function Pinned() {
  const { t } = useTranslation('files');
  return (
    <span className={styles.pinned} role="img" aria-label={t('pinned')} title={t('pinned')}>
      <IconPin size={14} aria-hidden />
    </span>
  );
}
