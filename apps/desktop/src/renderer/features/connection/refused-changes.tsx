import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusedChange } from '../../../engine/api/state.ts';
import { groupRefused } from '../../state/refused-groups.ts';
import styles from './connection-sheet.module.css';
import { RefusedGroupItem } from './refused-group-item.tsx';

/** Changes that the server did not accept: kept, with the reason, until their author decides. */
export function RefusedChanges({ refused }: { readonly refused: readonly RefusedChange[] }) {
  const { t } = useTranslation('connection');
  const heading = useRef<HTMLHeadingElement>(null);
  if (refused.length === 0) return null;
  return (
    <section className={styles.changes} aria-label={t('refused')}>
      <h3 ref={heading} tabIndex={-1}>
        {t('refused')} ({refused.length})
      </h3>
      <ul className={styles.list}>
        {groupRefused(refused).map((group) => (
          <li key={group.id}>
            {/* What was decided leaves the list; the focus stays in it. */}
            <RefusedGroupItem group={group} onDecided={() => heading.current?.focus()} />
          </li>
        ))}
      </ul>
    </section>
  );
}
