import { Button } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MessageFind } from './message-find.tsx';
import styles from './message-finds.module.css';
import { useFoundMessages } from './use-found-messages.ts';
import { useThreadPlaces } from './use-thread-places.ts';

/** By which the list of finds is reached from where one searches. */
export const FINDS_ID = 'messages-found';

const STEP = 50;
const MOST = 1_000;

/** What was found in all messages, the latest first, with where each stands. */
export function MessageFinds({ words }: { readonly words: string }) {
  const { t } = useTranslation('conversations');
  const [limit, setLimit] = useState(STEP);
  const found = useFoundMessages(words, limit);
  const places = useThreadPlaces(found?.rows.map(({ row }) => row.threadId) ?? []);
  if (found === undefined) return null;
  if (found.total === 0) return <p className={styles.count}>{t('search.nothing')}</p>;
  return (
    <div className={styles.finds}>
      <p className={styles.count} role="status">
        {t('search.found', { count: found.total })}
      </p>
      <ul id={FINDS_ID} className={styles.list} aria-label={t('search.list')} onKeyDown={walk}>
        {found.rows.map(({ row }) => {
          const place = places.get(row.threadId);
          // Until it is known where it stands, a click would lead nowhere.
          if (place === undefined) return null;
          return (
            <li key={row.id}>
              <MessageFind message={row} place={place} words={words} />
            </li>
          );
        })}
      </ul>
      {found.total > limit && limit < MOST && (
        <Button variant="subtle" color="gray" onClick={() => setLimit(Math.min(limit + STEP * 4, MOST))}>
          {t('search.earlier')}
        </Button>
      )}
    </div>
  );
}

/** The arrows lead from find to find. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const finds: Element[] = [...event.currentTarget.querySelectorAll('button')];
  const here = document.activeElement === null ? -1 : finds.indexOf(document.activeElement);
  const next = finds[here + step];
  event.preventDefault();
  if (next instanceof HTMLElement) next.focus();
}
