import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import { ActionIcon, Modal } from '@mantine/core';
import { type Icon, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AttachmentActions } from '../files/attachment-actions.tsx';
import { useFileWords } from '../files/attachment-words.ts';
import { writeSize } from '../files/file-size.ts';
import { useFileActions } from '../files/use-file-actions.ts';
import { useFileState } from '../files/use-file-states.ts';
import { usePeople } from '../hooks/use-people.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import styles from './viewer.module.css';
import { stepViewer } from './viewer-store.ts';

export interface ViewerHeadProps {
  readonly attachment: Attachment;
  readonly among: readonly string[];
}

/** Which file it is, how it is, what can be done about it, and the way to the ones beside it. */
export function ViewerHead({ attachment, among }: ViewerHeadProps) {
  const { t } = useTranslation('previews');
  const file = useFileState(attachment.id);
  const { text } = useFileWords()(attachment, file);
  const actions = useFileActions(attachment, file);
  return (
    <Modal.Header className={styles.head}>
      <div className={styles.about}>
        <Modal.Title className={styles.name}>
          <bdi>{attachment.name}</bdi>
        </Modal.Title>
        <p className={styles.facts}>
          <span>{writeSize(attachment.size)}</span>
          <Author attachment={attachment} />
          {text !== undefined && <span className={styles.state}>{text}</span>}
        </p>
      </div>
      {among.length > 1 && <Among attachmentId={attachment.id} among={among} />}
      <AttachmentActions name={attachment.name} actions={actions} />
      <Modal.CloseButton aria-label={t('dialog.close', { ns: 'app' })} />
    </Modal.Header>
  );
}

function Author({ attachment }: { readonly attachment: Attachment }) {
  const { t } = useTranslation();
  const author = usePeople().get(attachment.authorId);
  return (
    <>
      <bdi>{author?.name ?? t('somebody')}</bdi>
      <RelativeTime at={attachment.createdAt} />
    </>
  );
}

interface AmongProps {
  readonly attachmentId: string;
  readonly among: readonly string[];
}

function Among({ attachmentId, among }: AmongProps) {
  const { t } = useTranslation('previews');
  const index = among.indexOf(attachmentId);
  return (
    <div className={styles.among}>
      <Step label={t('earlier')} icon={IconChevronLeft} step={-1} isEnd={index === 0} />
      <span role="status">{t('place', { place: index + 1, total: among.length })}</span>
      <Step label={t('later')} icon={IconChevronRight} step={1} isEnd={index === among.length - 1} />
    </div>
  );
}

interface StepProps {
  readonly label: string;
  readonly icon: Icon;
  readonly step: 1 | -1;
  readonly isEnd: boolean;
}

/** At an end the button stays, so that the focus on it does too. */
function Step({ label, icon: Sign, step, isEnd }: StepProps) {
  const ended = isEnd ? { 'aria-disabled': true, 'data-disabled': true } : {};
  return (
    <ActionIcon aria-label={label} title={label} {...ended} onClick={() => stepViewer(step)}>
      <Sign size={16} aria-hidden />
    </ActionIcon>
  );
}
