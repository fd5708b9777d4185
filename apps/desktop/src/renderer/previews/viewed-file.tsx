import { type Attachment, attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFileState } from '../files/use-file-states.ts';
import { useRow } from '../hooks/use-live-query.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { FilePreview } from './file-preview.tsx';
import { NotHere } from './not-here.tsx';
import styles from './viewer.module.css';
import { ViewerHead } from './viewer-head.tsx';

export interface ViewedFileProps {
  readonly attachmentId: string;
  readonly among: readonly string[];
}

/** The file that is shown, or that it is gone: it was removed, or is not for this person any more. */
export function ViewedFile({ attachmentId, among }: ViewedFileProps) {
  const attachment = useRow(attachmentModel, attachmentId);
  if (attachment === undefined) return null;
  if (attachment === null || attachment.row.removedAt !== null) return <Gone />;
  return (
    <>
      <ViewerHead attachment={attachment.row} among={among} />
      <div className={styles.stage} tabIndex={-1} data-autofocus>
        <ErrorBoundary key={attachmentId}>
          <Shown attachment={attachment.row} />
        </ErrorBoundary>
      </div>
    </>
  );
}

function Shown({ attachment }: { readonly attachment: Attachment }) {
  const file = useFileState(attachment.id);
  if (file === undefined) return null;
  return file.kept ? (
    <FilePreview attachment={attachment} file={file} />
  ) : (
    <NotHere attachment={attachment} file={file} />
  );
}

function Gone() {
  const { t } = useTranslation('previews');
  return (
    <>
      <Modal.Header className={styles.head}>
        <span className={styles.about} />
        <Modal.CloseButton aria-label={t('dialog.close', { ns: 'app' })} />
      </Modal.Header>
      <div className={styles.stage} tabIndex={-1} data-autofocus>
        <p className={styles.card} role="status">
          {t('gone')}
        </p>
      </div>
    </>
  );
}
