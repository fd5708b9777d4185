import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DraftFile } from '../../engine/api/files.ts';
import { DraftThumbnail } from '../previews/thumbnail.tsx';
import { bridge } from '../state/bridge.ts';
import type { Handover } from '../state/handovers.ts';
import { Problem } from '../ui/problem.tsx';
import { writeSize } from './file-size.ts';
import styles from './files.module.css';
import { HandoverItem } from './handover-item.tsx';
import type { FilesOfDraft } from './use-files-of-draft.ts';

export interface DraftFilesProps {
  readonly files: FilesOfDraft;
  /** What becomes of what was written where one of them cannot go with it. */
  readonly kept: string;
}

/** The files of what is being written: they are sent with it. Says so where that waits for them, or cannot be. */
export function DraftFiles({ files, kept }: DraftFilesProps) {
  const { t } = useTranslation('files');
  return (
    <>
      {files.isThere && <List files={files.list} handovers={files.handovers} />}
      {files.isStuck && <Problem message={t('draft.left')} kept={kept} />}
      <p className={styles.waits} role="status">
        {files.waits && t('draft.waits')}
      </p>
    </>
  );
}

function List({ files, handovers }: { files: readonly DraftFile[]; handovers: readonly Handover[] }) {
  const { t } = useTranslation('files');
  return (
    <ul className={styles.list} data-draft aria-label={t('draft')}>
      {files.map((file) => (
        <DraftItem key={file.id} file={file} />
      ))}
      {handovers.map((handover) => (
        <HandoverItem key={handover.id} handover={handover} />
      ))}
    </ul>
  );
}

function DraftItem({ file }: { readonly file: DraftFile }) {
  const { t } = useTranslation('files');
  const { id, name, size } = file;
  const label = t('draft.remove', { name });
  return (
    <li className={styles.item}>
      <div className={styles.main}>
        <DraftThumbnail file={file} />
        <span className={styles.about}>
          <bdi className={styles.name} title={name}>
            {name}
          </bdi>
          <span className={styles.facts}>{writeSize(size)}</span>
        </span>
      </div>
      <span className={styles.actions}>
        <ActionIcon
          aria-label={label}
          title={label}
          onClick={() => void bridge.call('draftFileRemove', { id })}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </span>
    </li>
  );
}
