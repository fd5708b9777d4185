import { Button } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSave } from '../hooks/use-save.ts';
import { bridge } from '../state/bridge.ts';
import { Problem } from '../ui/problem.tsx';
import { writeSize } from './file-size.ts';
import styles from './files.module.css';
import { keptFilesIn } from './kept-files.ts';

/** The files of a change that the server does not have: they are on this device alone, and can be saved elsewhere. */
export function KeptFileList({ args }: { readonly args: unknown }) {
  const { t } = useTranslation('files');
  const { problem, save } = useSave();
  const files = keptFilesIn(args);
  if (files.length === 0) return null;
  return (
    <>
      <ul className={styles.list} aria-label={t('list')}>
        {files.map(({ id, name, size }) => (
          <li key={id} className={styles.item}>
            <div className={styles.main}>
              <span className={styles.about}>
                <bdi className={styles.name}>{name}</bdi>
                <span className={styles.facts}>{writeSize(size)}</span>
              </span>
              <Button
                variant="default"
                aria-label={t('do.of', { label: t('do.save'), name })}
                leftSection={<IconDeviceFloppy size={16} aria-hidden />}
                onClick={() => save(() => bridge.call('fileSave', { id }))}
              >
                {t('do.save')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {problem !== undefined && (
        <Problem title={t('problem.title', { ns: 'threads' })} message={problem} kept="" />
      )}
    </>
  );
}
