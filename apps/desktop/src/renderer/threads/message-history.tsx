import { messageVersionModel } from '@holdfast/shared/model/message-version.ts';
import { Popover } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../hooks/use-live-query.ts';
import { useNow } from '../hooks/use-now.ts';
import { LazyMarkdown } from '../ui/lazy-markdown.tsx';
import { clockTime, exactTime } from '../ui/times.ts';
import styles from './message-parts.module.css';

/** The word "edited", which opens what stood there before. */
export function MessageHistory({ messageId }: { readonly messageId: string }) {
  const { t } = useTranslation('threads');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-start" trapFocus withRoles>
      <Popover.Target>
        <button
          type="button"
          className={styles.edited}
          aria-label={t('edited.open')}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t('edited')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <EarlierTexts messageId={messageId} />
      </Popover.Dropdown>
    </Popover>
  );
}

function EarlierTexts({ messageId }: { readonly messageId: string }) {
  const { t } = useTranslation('threads');
  const now = useNow(60_000);
  const versions = useLiveQuery(messageVersionModel, {
    where: { messageId },
    order: [{ column: 'writtenAt', direction: 'descending' }],
    offset: 0,
    limit: 100,
  });
  if (versions === undefined) return null;
  if (versions.rows.length === 0) return <p className={styles.dim}>{t('edited.none')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <ol className={styles.list} tabIndex={0} aria-label={t('edited.title')}>
      {versions.rows.map(({ row }) => (
        <li key={row.id} className={styles.entry}>
          <time className={styles.dim} dateTime={row.writtenAt} title={exactTime(row.writtenAt)}>
            {clockTime(row.writtenAt, now)}
          </time>
          <LazyMarkdown text={row.body} />
        </li>
      ))}
    </ol>
  );
}
