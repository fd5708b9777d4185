import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DiskNotice } from '../../engine/api/state.ts';
import { useEngineStates } from '../state/engine-states.ts';
import { useMemory } from '../state/memory.ts';
import styles from './disk-notice-bar.module.css';

/** What a person must know of the file on this disk: above the screens, until it is over or was read. */
export function DiskNoticeBar() {
  const { t } = useTranslation();
  const notice = useUnreadNotice();
  const words = useNoticeWords();
  // The live region is there before it has something to say.
  return (
    <section className={styles.place} aria-label={t('disk')}>
      <div role="status">{notice !== undefined && <p className={styles.words}>{words(notice)}</p>}</div>
      {notice?.kind === 'repaired' && (
        <Button variant="default" onClick={() => useMemory.setState({ diskNoticeRead: notice.at })}>
          {t('disk.seen')}
        </Button>
      )}
    </section>
  );
}

function useUnreadNotice(): DiskNotice | undefined {
  const disk = useEngineStates(({ session }) => (session?.state === 'signed-in' ? session.disk : undefined));
  const readAt = useMemory((state) => state.diskNoticeRead);
  return disk?.kind === 'repaired' && disk.at === readAt ? undefined : disk;
}

function useNoticeWords(): (notice: DiskNotice) => string {
  const { t } = useTranslation();
  return (notice) => {
    if (notice.kind === 'full') return t('disk.full');
    if (notice.kind === 'read-only') return t('disk.readOnly', { folder: notice.folder });
    return [
      t('disk.repaired'),
      ...(notice.saved > 0 || !notice.incomplete ? [t('disk.repaired.saved', { count: notice.saved })] : []),
      ...(notice.incomplete ? [t('disk.repaired.incomplete')] : []),
      t('disk.repaired.rest'),
    ].join(' ');
  };
}
