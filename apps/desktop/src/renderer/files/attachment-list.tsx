import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import { useTranslation } from 'react-i18next';
import type { QueriedRow } from '../../engine/api/query.ts';
import type { Handover } from '../state/handovers.ts';
import { AttachmentItem } from './attachment-item.tsx';
import styles from './files.module.css';
import { HandoverItem } from './handover-item.tsx';

export interface AttachmentListProps {
  readonly attachments: readonly QueriedRow<Attachment>[];
  /** What is still being copied, at its end. */
  readonly handovers?: readonly Handover[];
  /** Among messages pictures are larger, and the message says who attached them and when. */
  readonly isOfMessage?: boolean;
}

/** The files of something. Nothing where it has none. */
export function AttachmentList({ attachments, handovers = [], isOfMessage = false }: AttachmentListProps) {
  const { t } = useTranslation('files');
  if (attachments.length + handovers.length === 0) return null;
  const among = attachments.map(({ row }) => row.id);
  return (
    <ul className={styles.list} data-message-files={isOfMessage || undefined} aria-label={t('list')}>
      {attachments.map(({ row, waiting }) => (
        <AttachmentItem
          key={row.id}
          attachment={row}
          waiting={waiting}
          isOfMessage={isOfMessage}
          among={among}
        />
      ))}
      {handovers.map((handover) => (
        <HandoverItem key={handover.id} handover={handover} />
      ))}
    </ul>
  );
}
