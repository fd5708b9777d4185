import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileGoal } from '../../engine/api/files.ts';
import { handOver } from '../state/handovers.ts';
import { AttachButton } from './attach-button.tsx';
import { AttachmentList } from './attachment-list.tsx';
import styles from './files.module.css';
import { RefusedFiles } from './refused-files.tsx';
import { useAttachments } from './use-attachments.ts';
import { useHandoversTo } from './use-handovers.ts';

export interface FilesPartProps {
  readonly subjectTable: Attachment['subjectTable'];
  readonly subjectId: string;
  /** What stands here where there is no file. */
  readonly empty?: ReactNode;
}

/** The files of a ticket or a project, and where to add some. */
export function FilesPart({ subjectTable, subjectId, empty }: FilesPartProps) {
  const { t } = useTranslation('files');
  const goal = useMemo((): FileGoal => ({ kind: 'row', subjectTable, subjectId }), [subjectTable, subjectId]);
  const attachments = useAttachments(subjectId);
  const handovers = useHandoversTo(goal);
  const isEmpty = attachments?.length === 0 && handovers.length === 0;
  return (
    <section className={styles.part} aria-label={t('list')}>
      <header className={styles.head}>
        <h2>{t('list')}</h2>
        <AttachButton onFiles={(files) => void handOver(files, goal)} />
      </header>
      {isEmpty && empty}
      <AttachmentList attachments={attachments ?? []} handovers={handovers} />
      <RefusedFiles subjectId={subjectId} />
    </section>
  );
}
