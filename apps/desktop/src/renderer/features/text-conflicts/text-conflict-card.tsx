import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './text-conflict-card.module.css';
import { TextConflictChoice } from './text-conflict-choice.tsx';
import type { TextConflict } from './text-conflict-list.ts';

export interface TextConflictCardProps {
  readonly conflict: TextConflict;
  /** The field as people call it. */
  readonly field: string;
  /** Conflicts that are settled with it. */
  readonly settles: readonly string[];
  /** Where its text stands it is open at first; in the list of changes it is one of several things. */
  readonly place: 'text' | 'list';
}

/**
 * A text of one's own that could not be merged, in its place: mine, theirs and both to choose from
 * (S29). Closing it changes nothing; it is in the list of what was not accepted as well.
 */
export function TextConflictCard({ conflict, field, settles, place }: TextConflictCardProps) {
  const { t } = useTranslation('text-conflicts');
  const [isOpen, setIsOpen] = useState(place === 'text');
  const title = t('title', { field });
  return (
    <section className={styles.card} role={place === 'text' ? 'region' : 'group'} aria-label={title}>
      <header className={styles.head}>
        <h2>{title}</h2>
        <Button
          variant={isOpen ? 'subtle' : 'default'}
          color="gray"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t(isOpen ? 'later' : 'open')}
        </Button>
      </header>
      <p className={styles.why}>{t('why')}</p>
      {isOpen && <TextConflictChoice key={conflict.id} conflict={conflict} settles={settles} />}
    </section>
  );
}
