import { ActionIcon } from '@mantine/core';
import { IconRefresh, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dropHandover, type Handover, retryHandover } from '../state/handovers.ts';
import { writePercent } from '../ui/write-figures.ts';
import { writeSize } from './file-size.ts';
import styles from './files.module.css';
import { ProgressLine } from './progress-line.tsx';

/** A file that is being copied into this device's store, or could not be. */
export function HandoverItem({ handover }: { readonly handover: Handover }) {
  const { t } = useTranslation('files');
  const { id, file, done, problem } = handover;
  const { name, size } = file;
  const progress = size === 0 ? 0 : done / size;
  const percent = writePercent(Math.floor(progress * 100));
  const isFailed = problem !== undefined;
  return (
    <li className={styles.item} data-wrong={isFailed || undefined}>
      <div className={styles.main}>
        <span className={styles.about}>
          <bdi className={styles.name} title={name}>
            {name}
          </bdi>
          <span className={styles.facts}>{writeSize(size)}</span>
          <span className={styles.state} role={isFailed ? 'alert' : undefined}>
            {isFailed ? t('handover.failed', { reason: problem }) : t('handover', { percent })}
          </span>
        </span>
      </div>
      <span className={styles.actions}>
        {isFailed && (
          <ActionIcon
            aria-label={t('do.of', { label: t('do.retry'), name })}
            title={t('do.retry')}
            onClick={() => void retryHandover(id)}
          >
            <IconRefresh size={16} aria-hidden />
          </ActionIcon>
        )}
        <ActionIcon
          aria-label={t('do.of', { label: t('handover.drop'), name })}
          title={t('handover.drop')}
          onClick={() => dropHandover(id)}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </span>
      {!isFailed && <ProgressLine label={name} progress={progress} />}
    </li>
  );
}
