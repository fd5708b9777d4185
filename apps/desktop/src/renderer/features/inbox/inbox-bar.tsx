import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChoiceButtons } from '../../ui/choice-buttons.tsx';
import styles from './inbox.module.css';
import { type InboxFilter, inboxFilters } from './inbox-filters.ts';

export interface InboxBarProps {
  readonly filter: InboxFilter;
  readonly onFilter: (filter: InboxFilter) => void;
  /** Absent where nothing is unread. */
  readonly onReadAll: (() => void) | undefined;
}

/** What of the inbox is shown, and reading all of it at once. */
export function InboxBar({ filter, onFilter, onReadAll }: InboxBarProps) {
  const { t } = useTranslation('inbox');
  return (
    <header className={styles.bar}>
      <ChoiceButtons
        label={t('filters')}
        names={inboxFilters}
        chosen={filter}
        wordsOf={(name) => t(`filter.${name}`)}
        onChoose={onFilter}
      />
      {onReadAll !== undefined && (
        <Button variant="subtle" color="gray" className={styles.readAll} onClick={onReadAll}>
          {t('readAll')}
        </Button>
      )}
    </header>
  );
}
