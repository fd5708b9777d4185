import { type Attachment, attachmentModel } from '@holdfast/shared/model/attachment.ts';
import type { Transfer } from '../../../engine/api/files.ts';
import { AttachmentActions } from '../../files/attachment-actions.tsx';
import { useFileWords } from '../../files/attachment-words.ts';
import { writeSize } from '../../files/file-size.ts';
import { ProgressLine } from '../../files/progress-line.tsx';
import { useFileActions } from '../../files/use-file-actions.ts';
import { useRowsById } from '../../hooks/use-rows-by-id.ts';
import { say } from '../../state/say.ts';
import styles from './transfer-list.module.css';

export interface TransferListProps {
  readonly label: string;
  readonly transfers: readonly Transfer[];
}

/** Files wherever they hang, with how each is and what can be done about it. */
export function TransferList({ label, transfers }: TransferListProps) {
  const attachments = useRowsById(
    attachmentModel,
    transfers.map(({ id }) => id),
  );
  return (
    <ul className={styles.list} aria-label={label}>
      {transfers.map((transfer) => {
        const attachment = attachments.get(transfer.id);
        if (attachment === undefined) return null;
        return <TransferItem key={transfer.id} transfer={transfer} attachment={attachment} />;
      })}
    </ul>
  );
}

interface TransferItemProps {
  readonly transfer: Transfer;
  readonly attachment: Attachment;
}

function TransferItem({ transfer, attachment }: TransferItemProps) {
  const { name, size, of } = transfer;
  const { text, progress } = useFileWords()(attachment, transfer);
  const actions = useFileActions(attachment, transfer);
  return (
    <li className={styles.item}>
      <span className={styles.about}>
        <bdi className={styles.name}>{name}</bdi>
        <span className={styles.facts}>
          {writeSize(size)}
          {of !== undefined && ` · ${say(of)}`}
        </span>
        {text !== undefined && <span className={styles.facts}>{text}</span>}
      </span>
      <AttachmentActions name={name} actions={actions} />
      {progress !== undefined && <ProgressLine label={name} progress={progress} />}
    </li>
  );
}
